"""Would a script play to its end? Rehearses one as the company will play it, but with nobody awake by luck.

Whoever speaks must have been called by the speaker just before; lines of one speaker in a row are one turn. Decides by
the rules of talking (domain.wakes) and by what each tool does to a thread; writes nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any, Final

from teamx_tui.company.founding import Line
from teamx_tui.company.office import OPERATOR
from teamx_tui.company.threads import handles_written
from teamx_tui.company.tickets import Filing
from teamx_tui.domain import wakes as rules
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.graph import CycleRefused, WorkGraph
from teamx_tui.domain.raci import FINISHERS, People, Raci
from teamx_tui.domain.wakes import EVERYONE, Cause, Chatter, Limits
from teamx_tui.scenarios.dealing import DEALING, Deals
from teamx_tui.scenarios.wording import way

_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Fault:
    """The first line that could not be played."""

    no: int
    """Its place in the script, from 0."""
    cause: str
    by_speaker: bool = False
    """It is the speaker who is wrong here, not what the tool does."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A ticket as its script finds it."""

    number: int
    assignee: str | None
    parts: Mapping[str, Raci]
    """Everybody on the ticket, the responsible first, in the order they joined."""
    staff: Collection[str]
    """Everybody in the company."""

    @classmethod
    def of(cls, filing: Filing, staff: Collection[str]) -> "Cast":
        """Return the cast of a ticket that is filed; whoever has two parts has the one that counts most."""
        assert filing.number is not None
        parts = {filing.assignee: Raci.RESPONSIBLE} if filing.assignee else {}
        for part in Raci:
            for handle in filing.raci.get(part, ()):
                parts.setdefault(handle, part)
        return cls(filing.number, filing.assignee, parts, staff)


def rehearse(cast: Cast, lines: Sequence[Line]) -> Fault | None:
    """Return what would keep `lines` from being played in order and whole, or None when nothing would."""
    thread = Thread(cast, dict(cast.parts), {cast.assignee: 0} if cast.assignee else {})
    no = 0
    for by, group in groupby(lines, key=lambda line: line.by):
        refused = thread.why_silent(by, first=no == 0)
        if refused:
            return Fault(no, refused, by_speaker=True)
        thread.begin_turn(by)
        for line in group:
            ends = no == len(lines) - 1
            refused = thread.why_not(line, ends=ends) or _PLAY[line.tool](thread, line.arguments)
            if refused:
                return Fault(no, refused)
            no += 1
        thread.end_turn()
    return None


def impossible_wait(edges: Sequence[Edge], scripts: Mapping[int, Sequence[Line]]) -> tuple[int, Fault] | None:
    """Return the ticket and the line of a script that makes it wait for a ticket it cannot wait for.

    `edges`: the dependencies that are there without any script. What the scripts draw is looked at together, since
    nobody can say which of them plays first.
    """
    there = {(edge.blocker, edge.blocked) for edge in edges}
    drawn: dict[tuple[int, int], int] = {}
    for number, lines in scripts.items():
        for no, line in enumerate(lines):
            blocker = line.arguments.get("ticket") if line.tool == "block" else None
            if blocker is None:
                continue
            if blocker == number:
                return number, Fault(no, f"#{number} cannot wait for itself.")
            if (blocker, number) in there or (blocker, number) in drawn:
                return number, Fault(no, f"#{blocker} blocks #{number} already.")
            drawn[blocker, number] = no
    try:
        WorkGraph({}, [*edges, *(Edge(*pair) for pair in drawn)])
    except CycleRefused as error:
        closing = [pair for pair in pairwise(error.path) if pair in drawn][-1]
        path = way([f"#{number}" for number in error.path])
        return closing[1], Fault(drawn[closing], f"#{closing[1]} cannot wait for #{closing[0]}: {path} is a cycle.")
    return None


@dataclass(slots=True)
class _Question:
    asker: str
    to: str
    blocking: bool
    is_block: bool = False


@dataclass(slots=True)
class Thread:
    """What the company would know about the thread at this point."""

    cast: Cast
    parts: dict[str, Raci]
    called: dict[str, int]
    """Those the last turn woke, with the hop of their wake."""
    by: str = ""
    hop: int = 0
    wakes: int = 0
    """Queued since the last work cause."""
    speakers: list[str] = field(default_factory=list)
    """Turns since something new came."""
    questions: list[_Question] = field(default_factory=list)
    """Open ones, and open blocks."""
    deals: Deals = field(default_factory=Deals)
    silent: set[str] = field(default_factory=set)
    """Added in this turn while the thread had nothing for them to read."""
    has_entries: bool = False
    is_in_review: bool = False
    waits: bool = False
    """This turn made the ticket wait for another one."""

    def why_silent(self, by: str, *, first: bool) -> str | None:
        """Return why somebody would not speak here."""
        if first and by != self.cast.assignee:
            if self.cast.assignee is None:
                return f"nobody is assigned to #{self.cast.number}, so nobody begins its script."
            return f"the first line is for @{self.cast.assignee}, who is responsible for #{self.cast.number}."
        if by not in self.called:
            return f"nobody would wake @{by} here; let the line before mention them: mentions: [{by}]"
        for open_ in self.questions:
            if open_.blocking and by != open_.to and (open_.is_block or by == open_.asker):
                who = "the operator" if open_.to == OPERATOR else f"@{open_.to}"
                return f"@{by} cannot go on before {who} {'lifts the block' if open_.is_block else 'answers'}."
        return None

    def why_not(self, line: Line, *, ends: bool) -> str | None:
        """Return why a line cannot stand here, whatever its tool does."""
        if line.tool == "finish" and not ends:
            return f"#{self.cast.number} is finished here, but its script goes on."
        if self.waits and line.tool in ("finish", "request_review"):
            return f"#{self.cast.number} waits for another ticket since the line before."
        return None

    def begin_turn(self, by: str) -> None:
        """Let somebody have a turn."""
        self.by, self.hop = by, self.called[by]
        self.called, self.waits = {}, False
        self.speakers.append(by)

    def end_turn(self) -> None:
        """Let the turn end: who finds nothing to read is not called."""
        for handle in self.silent if not self.has_entries else ():
            self.called.pop(handle, None)
        self.silent.clear()

    def wake(self, cause: Cause, named: Sequence[str] = ()) -> str | None:
        """Call the cast of `cause`; return why one of them would not be woken."""
        people, hop = People.of(self.parts.items()), rules.hop(cause, self.hop)
        for handle in rules.cast(cause, people, named=named, author=self.by):
            if handle in self.called:
                self.called[handle] = min(hop, self.called[handle])
                continue
            refused = rules.refusal(cause, handle, hop, self._chatter(hop), _LIMITS)
            if refused:
                return f"@{handle} would not be woken here: {refused}."
            self.called[handle] = hop
            self.wakes += 1
        if cause not in rules.TALK:
            self.wakes = 0
        return None

    def bring_in(self, handles: Collection[str]) -> None:
        """Let those take part who do not yet."""
        for handle in sorted(set(handles) - {EVERYONE} - self.parts.keys()):
            self.parts[handle] = Raci.CONSULTED

    def _chatter(self, hop: int) -> Chatter:
        return Chatter(self.wakes, tuple(self.speakers) if hop > _LIMITS.max_alternations else ())


def _comment(thread: Thread, given: Mapping[str, Any]) -> str | None:
    named = [*given.get("mentions", ()), *given.get("who", ())]
    written = handles_written(given["text"], thread.cast.staff)
    called = tuple(dict.fromkeys([*(handle.removeprefix("@") for handle in named), *written]))
    thread.bring_in(called)
    thread.has_entries = True
    return thread.wake(Cause.MENTION, called)


def _ask(thread: Thread, given: Mapping[str, Any]) -> str | None:
    to = given["to"].removeprefix("@")
    thread.has_entries = True
    thread.questions.append(_Question(thread.by, to, given.get("blocking", False)))
    if to == OPERATOR:
        return None
    thread.bring_in([to])
    return thread.wake(Cause.QUESTION, [to])


def _answer(thread: Thread, _: Mapping[str, Any]) -> str | None:
    asked = next((one for one in thread.questions if not one.is_block and one.to == thread.by), None)
    if asked is None:
        return f"no question to @{thread.by} is open here."
    thread.questions.remove(asked)
    thread.has_entries = True
    return thread.wake(Cause.ANSWERED, [asked.asker])


def _add_participant(thread: Thread, given: Mapping[str, Any]) -> str | None:
    handle, part = given["handle"].removeprefix("@"), Raci(given.get("raci", Raci.CONSULTED))
    if handle == thread.cast.assignee:
        return f"@{handle} is responsible for #{thread.cast.number} already."
    old = thread.parts.get(handle)
    thread.parts[handle] = part
    refused = _answers(thread, handle) if part is Raci.ACCOUNTABLE is not old else None
    if refused or old is not None:
        return refused
    if handle not in thread.called:
        thread.silent.add(handle)
    return thread.wake(Cause.ADDED, [handle])


def _answers(thread: Thread, handle: str) -> str | None:
    """Let one alone be accountable, who is called to what waits for review."""
    for other, part in thread.parts.items():
        if part is Raci.ACCOUNTABLE and other != handle:
            thread.parts[other] = Raci.CONSULTED
    return thread.wake(Cause.REVIEW) if thread.is_in_review else None


def _block(thread: Thread, given: Mapping[str, Any]) -> str | None:
    thread.has_entries = True
    if given.get("ticket") is not None:
        # Whoever was called goes on when that ticket is done, or at once if it is done by now: nobody can say.
        thread.called.clear()
        thread.waits = True
        return None
    accountable = (handle for handle, part in thread.parts.items() if part is Raci.ACCOUNTABLE)
    judge = next((handle for handle in accountable if handle != thread.by), OPERATOR)
    thread.questions.append(_Question(thread.by, judge, blocking=True, is_block=True))
    return thread.wake(Cause.QUESTION, [judge]) if judge != OPERATOR else None


def _unblock(thread: Thread, _: Mapping[str, Any]) -> str | None:
    lifted = [one for one in thread.questions if one.is_block and thread.by in (one.asker, one.to)]
    if not lifted:
        return f"there is no block here that @{thread.by} may lift."
    thread.questions = [one for one in thread.questions if one not in lifted]
    thread.has_entries = True
    return thread.wake(Cause.UNBLOCKED, list(dict.fromkeys(one.asker for one in lifted)))


def _news(thread: Thread, _: Mapping[str, Any]) -> None:
    thread.has_entries = True
    thread.speakers.clear()


def _finish(thread: Thread, _: Mapping[str, Any]) -> str | None:
    if thread.parts.get(thread.by) not in FINISHERS:
        return f"@{thread.by} is neither responsible nor accountable for #{thread.cast.number}."
    return None


_PLAY: Final[dict[str, Callable[[Thread, Mapping[str, Any]], str | None]]] = {
    "comment": _comment,
    "mention": _comment,
    "ask": _ask,
    "answer": _answer,
    "add_participant": _add_participant,
    "block": _block,
    "unblock": _unblock,
    "attach": _news,
    "check": _news,
    "finish": _finish,
    "pass": lambda thread, given: None,
    **DEALING,
    "call_meeting": lambda thread, given: None,
}
"""What each tool does to the thread; the result is why it could not be used."""
