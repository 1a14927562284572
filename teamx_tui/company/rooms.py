"""The room a conversation is held in: the people of its ticket, what it waits for, who has the turn, the files.

It costs the same however long the conversation is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.act import ticket_row
from teamx_tui.company.offers import HANDOFF
from teamx_tui.company.office import Office
from teamx_tui.company.views import Attempt, Queued, Ticket, ticket_now
from teamx_tui.domain.gates import ClosedGate, Condition, GateKind, closed_gates, condition
from teamx_tui.domain.raci import RANK, Raci
from teamx_tui.domain.situations import LiveRun, Situation
from teamx_tui.domain.tickets import OVER, SPOKEN_ON, Kind, State
from teamx_tui.store import decisions, facts, handoffs, rooms, runs
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection, Row

TURNS: Final = 12
FILES: Final = 50
_GATES: Final = frozenset(
    {
        GateKind.GATE,
        GateKind.DECISION,
        GateKind.QUESTION,
        GateKind.BUDGET,
        GateKind.HOLD,
        GateKind.PAUSE,
        GateKind.NO_BRAIN,
    }
)
LINKED: Final = 100
"""Tickets before and behind that are shown; of each kind the total is told."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part."""

    handle: str
    letter: str
    """R, A, C or I."""
    added_by: str
    joined_at_ms: int
    is_muted: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here."""

    handle: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A ticket before or behind this one."""

    number: int
    title: str
    state: State
    condition: Condition
    is_hard: bool
    """False: related, but nothing waits for it."""


@dataclass(frozen=True, slots=True)
class File:
    """An artifact without its content."""

    id: int
    name: str
    kind: str
    version: int
    producer: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class LiveTurn:
    """The turn going on now."""

    run: int
    employee: str
    started_at_ms: int
    calls: int
    """Tool calls made so far."""
    written: int
    """Entries written so far."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something about the ticket that waits for an answer."""

    id: int
    kind: str
    subject: str
    asked_of: str
    raised_by: str


@dataclass(frozen=True, slots=True)
class Room:
    """A ticket, meeting or chat, and all about it but what was said."""

    kind: str
    ticket: Ticket
    description: str
    acceptance: tuple[str, ...]
    reason: str
    """Reason or resolution of the last move."""
    members: tuple[Member, ...]
    """The responsible first."""
    joined_at_ms: int | None
    """Since when the operator takes part."""
    staff: tuple[Colleague, ...]
    """Everybody who works here, in the order of hiring."""
    names: Mapping[str, str]
    """Names by handle, of those who left too."""
    blockers: tuple[Linked, ...]
    dependents: tuple[Linked, ...]
    totals: Mapping[str, int]
    """How many `blockers`, `dependents`, `turns` and `files` there are; not all of them are read."""
    live: LiveTurn | None
    queued: tuple[Queued, ...]
    asked: tuple[Asked, ...]
    """What is put to somebody on this ticket, and what is offered to it from another."""
    gates: tuple[ClosedGate, ...]
    """What holds it back besides other tickets and the queue: an artifact that is awaited, a decision, money."""
    turns: tuple[Attempt, ...]
    """The latest, newest first."""
    files: tuple[File, ...]
    """The latest, newest first."""


def look(office: Office, number: int) -> Room:
    """Return what stands around the conversation of a ticket, or of a meeting or a chat.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number, kinds=SPOKEN_ON)
        people = rooms.people(connection)
        before, blockers = rooms.links(connection, row.id, LINKED, up=True)
        behind, dependents = rooms.links(connection, row.id, LINKED, up=False)
        turns, turns_total = rooms.turns(connection, row.id, TURNS)
        files, files_total = rooms.files(connection, row.id, FILES)
        live, busy = facts.live_runs(connection)
        situations = facts.situations(connection, {row.id, *(one.id for one in (*before, *behind))}, live)
        return Room(
            kind=row.kind,
            ticket=ticket_now(connection, row, situations),
            description=row.description,
            acceptance=tuple(row.acceptance),
            reason=row.reason,
            members=_members(connection, row),
            joined_at_ms=rooms.joined(connection, row.thread_id),
            staff=tuple(Colleague(one.handle, one.name, one.title) for one in people if one.left_at_ms is None),
            names={one.handle: one.name for one in people},
            blockers=tuple(_linked(one, situations) for one in before),
            dependents=tuple(_linked(one, situations) for one in behind),
            totals={"blockers": blockers, "dependents": dependents, "turns": turns_total, "files": files_total},
            live=_live(connection, row),
            queued=_queued(connection, row),
            asked=_asked(connection, row),
            gates=_gates(connection, row, situations[row.id], busy),
            turns=tuple(_turn(one) for one in turns),
            files=tuple(File(made.id, made.name, made.kind, made.version, made.producer, made.at_ms) for made in files),
        )


def _asked(connection: Connection, row: Row) -> tuple[Asked, ...]:
    onto = [one for one in handoffs.open_around(connection, row.id) if one.item_id != row.id]
    return (
        *(
            Asked(one.id, one.kind, one.subject, one.asked_of, one.raised_by)
            for one in decisions.open_on(connection, row.id)
        ),
        *(
            Asked(one.decision_id, HANDOFF, f"From #{one.number}: {one.note}", one.asked_of, one.raised_by)
            for one in onto
        ),
    )


def _gates(connection: Connection, row: Row, situation: Situation, busy: dict[int, LiveRun]) -> tuple[ClosedGate, ...]:
    if row.kind != Kind.TICKET or row.state in OVER:
        return ()
    seat = facts.seat_of(connection, row.assignee_id, busy)
    return tuple(gate for gate in closed_gates(situation, seat) if gate.kind in _GATES)


def _members(connection: Connection, row: Row) -> tuple[Member, ...]:
    found = sorted(rooms.members(connection, row.thread_id), key=lambda one: RANK[one.raci])
    return tuple(
        Member(one.handle, Raci(one.raci).letter, one.added_by, one.joined_at_ms, bool(one.muted)) for one in found
    )


def _linked(row: Row, situations: Mapping[int, Situation]) -> Linked:
    return Linked(row.number, row.title, State(row.state), condition(situations[row.id]), bool(row.hard))


def _live(connection: Connection, row: Row) -> LiveTurn | None:
    going = next((run for run in runs.living(connection) if run.item_id == row.id), None)
    if going is None:
        return None
    return LiveTurn(going.id, going.handle, going.started_at_ms, *rooms.done_in(connection, going.id))


def _queued(connection: Connection, row: Row) -> tuple[Queued, ...]:
    waiting = queue.on_thread(connection, row.thread_id)
    return tuple(Queued(wake.handle, wake.cause, wake.queued_at_ms) for wake in waiting if wake.state == "pending")


def _turn(row: Row) -> Attempt:
    return Attempt(row.id, row.handle, row.attempt, row.outcome, row.reason, row.started_at_ms, row.ended_at_ms)
