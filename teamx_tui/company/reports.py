"""The day in short: what stands at its beginning, and what came of it. Read from the log, so it never changes.

Days are those of UTC.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from teamx_tui.company import shortfalls
from teamx_tui.company.log import sentence
from teamx_tui.company.news import Event, read
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.dates import end_of
from teamx_tui.domain.health import DAY_MS
from teamx_tui.domain.tickets import OVER, SATISFYING, STARTED, Kind, State
from teamx_tui.store import decisions, events, items, ledger, people, runs
from teamx_tui.store.rows import Connection

_HOLDS_UP: Final = frozenset({"block", "dead_wake", shortfalls.DEAR, shortfalls.UNPRICED})
"""Kinds of entries that keep their whole ticket waiting; a question holds up only who asked it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in a report, and what is to be said of it."""

    number: int
    title: str
    assignee: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Morning:
    """What stands at a moment of a day."""

    day: date
    at_ms: int
    """As of when: the last event."""
    ready: tuple[Line, ...]
    begun: tuple[Line, ...]
    """In progress or in review; the note is its state."""
    blocked: tuple[Line, ...]
    """The note says for what."""
    needs_you: tuple[Line, ...]
    """The note is what is asked."""
    meetings: tuple[Line, ...]
    """Called and not over; the note is the state."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What came of a day."""

    day: date
    at_ms: int
    """Until when: the last event."""
    done: tuple[Line, ...]
    """The note is the resolution."""
    moved: tuple[Line, ...]
    """Into a state that is not done, each ticket once; the note is the last one."""
    filed: int
    blocked: tuple[Line, ...]
    decisions: tuple[Line, ...]
    """By whom, and as the note what; questions that were answered are none."""
    needs_you: tuple[Line, ...]
    turns: int
    model_calls: int
    spent_micros: int


@dataclass(slots=True)
class _Board:
    """Where everything stands, by the events so far."""

    states: dict[int, State] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    owners: dict[int, str | None] = field(default_factory=dict)
    waits: set[tuple[int, int]] = field(default_factory=set)
    """Blocker and blocked of what is hard."""
    gates: set[int] = field(default_factory=set)
    """Those that are there, open or not; they are neither done nor moved."""
    passable: set[int] = field(default_factory=set)
    """Gates that are open."""
    waived: set[int] = field(default_factory=set)
    asked: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    """Open entries: number, subject and who is asked, by id."""
    holding: dict[int, int] = field(default_factory=dict)
    """Number of the ticket that each open entry holds up, by id."""
    at_ms: int = 0
    """When the last event was."""

    def take(self, event: Event) -> None:
        """Take an event in."""
        data, self.at_ms = event.data, event.at_ms
        match event.kind:
            case "ticket.filed":
                number = data["number"]
                self.states[number], self.titles[number] = State.OPEN, data["title"]
                self.owners[number] = data["assignee"]
            case "ticket.edited" if "title" in data["new"]:
                self.titles[data["number"]] = data["new"]["title"]
            case "ticket.moved":
                self.states[data["number"]] = State(data["new"])
            case "ticket.assigned":
                self.owners[data["number"]] = data["new"]
            case "ticket.linked" if data["hard"]:
                self.waits.add((data["blocker"], data["blocked"]))
            case "ticket.link_hardened":
                self.waits.add((data["blocker"], data["blocked"]))
            case "ticket.unlinked" | "ticket.link_softened":
                self.waits.discard((data["blocker"], data["blocked"]))
            case kind if kind.startswith("gate."):
                self._take_gate(kind, data)
            case "decision.opened" | "decision.reopened":
                self._ask(data)
            case "decision.decided" | "decision.withdrawn":
                self.asked.pop(data["decision"], None)
                self.holding.pop(data["decision"], None)
            case "decision.passed_on" if data["decision"] in self.asked:
                number, subject, _ = self.asked[data["decision"]]
                self.asked[data["decision"]] = (number, subject, data["new"])

    def _take_gate(self, kind: str, data: Mapping[str, Any]) -> None:
        gate = data["number"]
        match kind:
            case "gate.placed":
                self.gates.add(gate)
            case "gate.removed":
                self.gates.discard(gate)
            case "gate.waived":
                self.waived.add(gate)
            case "gate.unwaived":
                self.waived.discard(gate)
        if kind == "gate.opened" or data.get("is_open"):
            self.passable.add(gate)
        elif kind in ("gate.closed", "gate.unwaived"):
            self.passable.discard(gate)

    def _ask(self, data: Mapping[str, Any]) -> None:
        self.asked[data["decision"]] = (data["number"], data["subject"], data.get("asked_of", OPERATOR))
        if data.get("about") in _HOLDS_UP:
            self.holding[data["decision"]] = data["number"]

    def line(self, number: int, note: str = "") -> Line:
        """Return a ticket as a line."""
        return Line(number, self.titles.get(number, ""), self.owners.get(number), note)

    def blockers(self, number: int) -> list[int]:
        """Return what a ticket waits for."""
        before = sorted(blocker for blocker, blocked in self.waits if blocked == number)
        return [one for one in before if one not in self.gates and self.states.get(one) not in SATISFYING]

    def shut(self, number: int) -> list[int]:
        """Return the closed gates before a ticket."""
        before = sorted(blocker for blocker, blocked in self.waits if blocked == number)
        return [one for one in before if one in self.gates and one not in self.passable | self.waived]

    def needs_you(self) -> tuple[Line, ...]:
        """Return what the operator is asked."""
        return tuple(self.line(number, text) for number, text, whom in self.asked.values() if whom == OPERATOR)

    def blocked(self) -> tuple[Line, ...]:
        """Return the unfinished tickets that wait, or are on hold, and for what."""
        return tuple(
            self.line(number, why)
            for number in sorted(self.titles)
            if self.states[number] not in OVER and (why := self._why(number))
        )

    def ready(self) -> tuple[Line, ...]:
        """Return the tickets that can begin."""
        held = frozenset(self.holding.values())
        return tuple(
            self.line(number)
            for number in sorted(self.titles)
            if self.states[number] is State.OPEN
            and self.owners.get(number)
            and number not in held
            and not self.blockers(number)
            and not self.shut(number)
        )

    def _why(self, number: int) -> str:
        if self.states[number] is State.ON_HOLD:
            return "on hold"
        asked = [self.asked[entry][2] for entry, held in self.holding.items() if held == number]
        waits = ", ".join(
            [
                *(f"#{blocker}" for blocker in self.blockers(number)),
                *(f"gate #{gate}" for gate in self.shut(number)),
                *(f"an answer of {'you' if whom == OPERATOR else f'@{whom}'}" for whom in asked),
            ]
        )
        return f"waits for {waits}" if waits else ""


def morning(office: Office, day: date) -> Morning:
    """Return what stands on a day: today as of now, else as of its beginning, or of the founding."""
    with office.look() as connection:
        founded = people.the_company(connection).founded_at_ms
        until = office.clock() if _is_today(office, day) else max(end_of(day) + 1 - DAY_MS, min(founded, end_of(day)))
        board = _board(connection, until)
        meetings = [row for row in items.of_kind(connection, Kind.MEETING) if row.state not in OVER]
    return Morning(
        day=day,
        at_ms=board.at_ms or until,
        ready=board.ready(),
        begun=tuple(
            board.line(number, state.replace("_", " "))
            for number, state in sorted(board.states.items())
            if state in STARTED and number in board.titles
        ),
        blocked=board.blocked(),
        needs_you=board.needs_you(),
        meetings=tuple(Line(row.number, row.title, None, row.state.replace("_", " ")) for row in meetings),
    )


def evening(office: Office, day: date) -> Evening:
    """Return what came of a day; of today, so far."""
    first, last = end_of(day) + 1 - DAY_MS, min(end_of(day), office.clock())
    with office.look() as connection:
        board = _board(connection, last)
        today = tuple(map(read, events.within(connection, first, last)))
        made = decisions.decided_within(connection, first, last)
        sums = runs.ended_within(connection, first, last)
        apart = ledger.spent_apart(connection, first, last)
    moves = {event.data["number"]: event.data for event in today if event.kind == "ticket.moved"}
    known = {number: data for number, data in moves.items() if number in board.titles}
    return Evening(
        day=day,
        at_ms=max(board.at_ms, first),
        done=tuple(_moves(board, known, done=True)),
        moved=tuple(_moves(board, known, done=False)),
        filed=sum(event.kind == "ticket.filed" for event in today),
        blocked=board.blocked(),
        decisions=tuple(
            Line(row.number, board.titles.get(row.number, ""), row.decided_by, f"{row.subject}: {row.outcome}")
            for row in made
        ),
        needs_you=board.needs_you(),
        turns=sums.turns,
        model_calls=sums.calls + apart.calls,
        spent_micros=sums.micros + apart.micros,
    )


def happened(office: Office, day: date) -> tuple[tuple[Event, str], ...]:
    """Return every event of a day, oldest first, with its sentence."""
    with office.look() as connection:
        rows = events.within(connection, end_of(day) + 1 - DAY_MS, end_of(day))
        return tuple((event, sentence(event)) for event in map(read, rows))


def _is_today(office: Office, day: date) -> bool:
    return end_of(day) // DAY_MS == office.clock() // DAY_MS


def _board(connection: Connection, until_ms: int) -> _Board:
    board = _Board()
    for row in events.within(connection, 0, until_ms):
        board.take(read(row))
    return board


def _moves(board: _Board, moves: Mapping[int, Mapping[str, Any]], *, done: bool) -> Iterable[Line]:
    for number, data in sorted(moves.items()):
        state = State(data["new"])
        if (state in SATISFYING) is done:
            words = state.replace("_", " ") + (f": {data['reason']}" if data.get("reason") else "")
            yield board.line(number, data.get("reason", "") if done else words)
