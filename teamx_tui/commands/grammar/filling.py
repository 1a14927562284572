"""From what a line says to a command's arguments: what follows from them, what still lacks, and the preview."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, islice, product
from math import prod
from typing import Any, Final

from teamx_tui.commands.grammar import consequences, purses, roles, times, wording
from teamx_tui.commands.grammar.answers import Understood
from teamx_tui.commands.grammar.matching import Match
from teamx_tui.commands.grammar.naming import MOST, OPERATOR
from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.retelling import retold
from teamx_tui.commands.grammar.spelling import UNSAID
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.commands.registry import COMMANDS
from teamx_tui.commands.words import speaker
from teamx_tui.domain import edits, schedules
from teamx_tui.domain.meetings import MeetingKind
from teamx_tui.domain.roles import Post, nearest
from teamx_tui.domain.tickets import State, needs_reason

Given = dict[str, Any]
USUAL: Final = schedules.time_of_day(schedules.USUAL_MINUTE)
"""When a meeting that comes again begins where no time is said."""


def understood(phrase: Phrase, match: Match, words: Vocabulary) -> tuple[tuple[Understood, ...], int]:
    """Return what a match means: one thing, or several where a name fits several; and how many more it may mean."""
    slots = [slot for slot in match.bound if slot.param != "_"]
    values = [slot.reading.values for slot in slots]
    more = max(0, prod(map(len, values)) - MOST)
    readings = islice(product(*values), MOST)
    found = [_merged(match.fixed, zip((slot.param for slot in slots), some, strict=True)) for some in readings]
    if phrase.is_mutual:
        found += [given | {"number": given["blocks"], "blocks": given["number"]} for given in found]
        linked = [given for given in found if _is_linked(given, words)]
        found = linked if phrase.command == "ticket unlink" and linked else found
    return tuple(completed(phrase.command, given, match.dropped, words) for given in found), more


def said_twice(match: Match) -> str | None:
    """Return what a match gives twice with different values, if there is something."""
    seen: dict[str, Any] = {}
    fixed = ((param, value) for part in match.fixed for param, value in part.items())
    for param, value in chain(fixed, ((slot.param, slot.reading.values[0]) for slot in match.bound)):
        if param != "_" and not isinstance(value, list) and seen.get(param, value) != value:
            return param
        seen[param] = value
    day = str(seen.get("at", "")).partition(" ")[0]
    return "day" if "on" in seen and times.weekdays(day).values else None


def missing(command: str, given: Mapping[str, Any], words: Vocabulary) -> tuple[str, ...]:
    """Return what still must be said: required parameters, a reason where a move needs one, an heir of open work."""
    lacks = [param.name for param in COMMANDS[command].params if param.required and param.name not in given]
    if command in ("project new", "goal new") and lacks:
        lacks = ["title"]  # the key follows from it
    if command == "ticket move" and {"number", "state"} <= given.keys() and "reason" not in given:
        known = words.ticket(given["number"])
        lacks += ["reason"] if known and needs_reason(State(known.state), State(given["state"])) else []
    if command == "employee leave" and "handle" in given and "hand_to" not in given:
        lacks += ["hand_to"] if consequences.open_work(given["handle"], words) else []
    if command == "meeting call" and not given.keys() & {"with_", "chair"} and given.get("kind") != "all-hands":
        lacks.append("with_")
    return tuple(lacks)


@dataclass(frozen=True, slots=True)
class Told:
    """What a command will do."""

    said: str
    """In the words of the command, without a full stop."""
    notes: str
    """What comes with it, as sentences with a space before each."""


def told_of(command: str, given: Given, words: Vocabulary) -> Told:
    """Return what a command will do; completes its arguments with those that follow from them."""
    complete = _COMPLETIONS.get(command)
    notes = complete(given, words) if complete is not None else ""
    in_notes = _IN_NOTES.get(command, ()) if notes else ()
    said = wording.preview(command, {name: value for name, value in given.items() if name not in in_notes}, words)
    return Told(said, notes)


def dropped(said: tuple[str, ...]) -> str:
    """Return that something that was said is not kept; empty for nothing."""
    return f"Not kept, there is no place for it: {'; '.join(said)}." if said else ""


def completed(command: str, given: Given, left_out: tuple[str, ...], words: Vocabulary) -> Understood:
    """Return a command with the arguments that were said, those that follow from them, and the preview."""
    told = told_of(command, given, words)
    end = "?" if told.said.startswith(("Why ", "What ")) else "."
    lacks = missing(command, given, words)
    return Understood(
        command=command,
        given=given,
        preview=f"{told.said}{end}{told.notes} {dropped(left_out)}".rstrip(),
        phrase=wording.phrase(command, given),
        lacks=lacks,
        question=question(command, given, lacks),
        warning=consequences.warning(command, given, words),
        dropped=left_out,
    )


def question(command: str, given: Given, lacks: tuple[str, ...]) -> str:
    """Return what to say for the first of what lacks, with an example; empty where nothing does."""
    if not lacks:
        return ""
    wanted = next(param.help.split(";")[0] for param in COMMANDS[command].params if param.name == lacks[0])
    return f"Say also {wanted}: {wording.phrase(command, given | dict.fromkeys(lacks, UNSAID))}"


def _is_linked(given: Given, words: Vocabulary) -> bool:
    blocker = words.ticket(given["number"])
    return blocker is not None and given["blocks"] in blocker.blocks


def _merged(fixed: tuple[Mapping[str, Any], ...], slots: Any) -> Given:
    """Return arguments by name: of fixed ones the last counts, lists add up, and a role brings two."""
    given: Given = {}
    for param, value in chain(*(part.items() for part in fixed), slots):
        if isinstance(value, dict):
            given = value | given
        elif isinstance(value, list):
            given[param] = [*given.get(param, ()), *value]
        else:
            given[param] = value
    return given


def _hiring(given: Given, words: Vocabulary) -> str:
    """Find a handle, of the name, else of the role, and say who the manager will be if none is named."""
    known = words.catalogue.find(given.get("role", ""))
    manager = None
    if known is not None and "reports_to" not in given:
        posts = (Post(who.handle, who.role, who.department) for who in words.people)
        manager = nearest(words.catalogue.line(known), posts, given.get("department"))
    elif known is None and given.get("reports_to") == OPERATOR:
        del given["reports_to"]  # that is what happens anyway
    if "handle" not in given and given.keys() & {"name", "role"}:
        first = roles.slugged(given.get("name", "").split(" ")[0])
        given["handle"] = roles.free_handle(first or roles.slugged(given.get("role", "")) or "employee", words.taken)
    under = f" They report to @{manager}." if manager is not None else ""
    return under + ("" if "name" in given else " No name was said; to say one, add: named NAME.")


def _promoting(given: Given, words: Vocabulary) -> str:
    now = next((who.title for who in words.people if who.handle == given.get("handle")), "")
    return f" Now they are {now}." if now else ""


def _opening(given: Given, words: Vocabulary) -> str:
    """Find a key for a project or a goal by its title."""
    if "key" not in given and "title" in given:
        taken = frozenset(row.key for row in (*words.projects, *words.goals))
        given["key"] = roles.free_handle(roles.slugged(given["title"])[:40].strip("-") or "project", taken)
    return ""


def _breaking_down(given: Given, words: Vocabulary) -> str:
    return " Shows a plan; nothing is filed before you agree to it."


def _budgeting(given: Given, words: Vocabulary) -> str:
    """Take the company where nobody is named; a subject is text, whatever it was read as."""
    given.setdefault("scope", "company")
    if "subject" in given:
        given["subject"] = str(given["subject"])
    return ""


def _limiting(command: str) -> Callable[[Given, Vocabulary], str]:
    """Return how a budget is completed that gets another limit, from what it is now."""
    return lambda given, words: _budgeting(given, words) + purses.measured(command, given, words)


def _calling(given: Given, words: Vocabulary) -> str:
    """Find the kind by the title where only a meeting was said."""
    given.setdefault("title", str(given.get("kind", "meeting")).replace("-", " ").capitalize())
    title = str(given["title"]).casefold()
    if "kind" not in given:
        named = {"retro": MeetingKind.RETROSPECTIVE, "standup": MeetingKind.STANDUP, "all-hands": MeetingKind.ALL_HANDS}
        found = next((kind for word, kind in named.items() if word in title.replace("stand-up", "standup")), None)
        given |= {"kind": found.value} if found is not None else {}
    if "every" in given or "on" in given:
        return _recurring(given)
    if "at" in given:
        return " It begins then, as soon as they are free."
    if "after" in given:
        return " It begins when that is done and they are free."
    return " It begins as soon as they are free."


def _recurring(given: Given) -> str:
    """Part a day from a time, and find how often by how many days were said."""
    day, _, rest = str(given.get("at", "")).partition(" ")
    if "on" not in given and (on := times.weekdays(day).values):
        given |= {"on": on[0], "at": rest.removeprefix("at ")}
        given |= {} if given["at"] else {"at": USUAL}
    if "every" not in given:
        given["every"] = {1: "weekly", 2: "twice-weekly"}.get(len(given["on"].split(",")), "daily")
    return "" if "at" in given else f" It begins at {USUAL} UTC each time; to say another: at 10:30."


def _answering(given: Given, words: Vocabulary) -> str:
    """Take the hand-off that waits, where there is one, and say which one it is."""
    if "handoff" not in given and len(words.offers) == 1:
        given["handoff"] = words.offers[0].id
    meant = next((one for one in words.offers if one.id == given.get("handoff")), None)
    item = words.ticket(meant.number) if meant is not None else None
    if meant is None or item is None:
        return ""
    return f" It hands #{item.number} ({item.title}) from {speaker(meant.giver)} to @{meant.receiver}."


def _assigning(given: Given, words: Vocabulary) -> str:
    known = words.ticket(given.get("number", 0))
    if known is None or known.assignee is None:
        return ""
    return f" Now @{known.assignee} has it." if known.assignee != given.get("handle") else " That is so already."


def _editing(given: Given, words: Vocabulary) -> str:
    """Say what was there before, where it is short."""
    known = words.ticket(given.get("number", 0))
    if known is None:
        return ""
    was = {"title": known.title, "priority": known.priority, "estimate": known.estimate}
    then = {field: given[field] for field in was if field in given and given[field] != was[field]}
    changes = [*edits.told(was, then), *([f"due {edits.due(known.due_ms)} → {given['due']}"] if "due" in given else [])]
    said = "; ".join(changes)
    if not changes and given.keys() <= {"number", *was}:
        return " That is so already." if len(given) > 1 else ""
    return f" {said[:1].upper()}{said[1:]}." if changes else ""


def _taking_away(given: Given, words: Vocabulary) -> str:
    known = words.ticket(given.get("number", 0))
    if known is None:
        return ""
    return f" Now @{known.assignee} has it." if known.assignee is not None else " Nobody has it."


def _moving(given: Given, words: Vocabulary) -> str:
    known = words.ticket(given.get("number", 0))
    if known is None:
        return ""
    is_so = known.state == given.get("state")
    return " That is so already." if is_so else f" It is {known.state.replace('_', ' ')} now."


def _undoing(given: Given, words: Vocabulary) -> str:
    """Hold on to the command that is shown: another may be the latest by the time the operator agrees."""
    if words.latest and not given.get("dry_run"):
        given.setdefault("only", words.latest)
    if given.get("only", words.latest) != words.latest:
        return " That is not the latest command, and only the latest can be taken back."
    said = words.undoable.replace(words.latest_said, retold(words.latest_said)) if words.latest_said else words.undoable
    return f" {said[:1].upper()}{said[1:]}" if said else ""


_IN_NOTES: Final[Mapping[str, tuple[str, ...]]] = {"ticket edit": ("title", "priority", "estimate", "due")}
"""What of a command is told in the note of its completion, and not once more before."""
_COMPLETIONS: Final[Mapping[str, Callable[[Given, Vocabulary], str]]] = {
    "budget drop": _budgeting,
    "budget raise": _limiting("budget raise"),
    "budget set": _limiting("budget set"),
    "employee hire": _hiring,
    "employee promote": _promoting,
    "handoff accept": _answering,
    "handoff decline": _answering,
    "handoff withdraw": _answering,
    "meeting call": _calling,
    "project new": _opening,
    "goal new": _opening,
    "decompose": _breaking_down,
    "ticket assign": _assigning,
    "ticket edit": _editing,
    "ticket unassign": _taking_away,
    "ticket move": _moving,
    "undo": _undoing,
}
"""What follows from the arguments of a command; each adds to them and returns a note for the preview."""
