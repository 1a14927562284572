"""Tickets as readers see them: frozen, with everything derived already worked out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.act import ticket_row
from teamx_tui.company.office import Office
from teamx_tui.company.transcripts import CALL, Said, tail
from teamx_tui.domain.gates import Condition, condition
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.situations import Seat, Situation
from teamx_tui.domain.tickets import OVER, SPOKEN_ON, Kind, State
from teamx_tui.store import facts, items, runs, talk
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection, Row

AT_ONCE: Final = 5000
"""Tickets that are looked up one by one; for more it is quicker to read all there are."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket in a list."""

    number: int
    title: str
    state: State
    condition: Condition
    assignee: str | None
    participants: Mapping[str, str]
    """R, A, C or I by handle."""
    blocked_by: tuple[int, ...]
    """Open hard blockers that are tickets."""
    blocks: tuple[int, ...]
    """Tickets that wait for this one, whether or not it is done."""
    phase: str
    project: str | None
    priority: str
    estimate: float
    labels: tuple[str, ...]
    due_ms: int | None
    """By when it shall be done, milliseconds UTC."""
    moved_at_ms: int
    """When its state last changed."""
    is_private: bool
    gates: tuple[int, ...] = ()
    """Closed gates before it."""

    def is_late(self, now_ms: int) -> bool:
        """Return whether it should have been done by now and nobody has ended it."""
        return self.due_ms is not None and self.due_ms < now_ms and self.state not in OVER


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run on a ticket."""

    id: int
    employee: str
    attempt: int
    outcome: str
    """Empty while it is going on."""
    reason: str
    started_at_ms: int
    ended_at_ms: int | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """One artifact of a ticket."""

    id: int
    name: str
    kind: str
    version: int
    producer: str
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class Queued:
    """A wake that waits on a ticket."""

    employee: str
    cause: str
    queued_at_ms: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A ticket with its whole conversation."""

    ticket: Ticket
    description: str
    acceptance: tuple[str, ...]
    reason: str
    """Reason or resolution of the last move."""
    entries: tuple[Said, ...]
    earlier: int
    """Entries older than the first of `entries`."""
    runs: tuple[Attempt, ...]
    artifacts: tuple[Attachment, ...]
    live: str | None
    """Handle of whoever is having a turn now."""
    queued: tuple[Queued, ...]
    names: Mapping[str, str]
    """Names of the company's people by handle."""
    blockers: tuple[tuple[int, str, State], ...]
    """Every hard blocker, done or not: number, title, state."""
    dependents: tuple[tuple[int, str, State], ...]


def tickets(office: Office, numbers: Sequence[int] | None = None) -> tuple[Ticket, ...]:
    """Return every ticket, by number; or those of `numbers` that there are, in that order."""
    with office.look() as connection:
        if numbers is None or len(numbers) > AT_ONCE:
            found = _tickets(connection, items.tickets(connection), None)
        else:
            rows = items.numbered(connection, numbers)
            found = _tickets(connection, rows, [row.id for row in rows])
    if numbers is None:
        return tuple(found)
    by_number = {ticket.number: ticket for ticket in found}
    return tuple(by_number[number] for number in numbers if number in by_number)


def ticket(office: Office, number: int) -> Ticket:
    """Return one ticket.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        return ticket_now(connection, ticket_row(connection, number))


def ticket_now(connection: Connection, row: Row, situations: Mapping[int, Situation] | None = None) -> Ticket:
    """Return a ticket, as of one consistent read; `situations`, if it is among those that have been read already."""
    return _tickets(connection, [row], [row.id], situations)[0]


def thread(office: Office, number: int, most: int = 500) -> Thread:
    """Return a ticket with the last `most` entries of its thread.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number, kinds=SPOKEN_ON)
        live, _ = facts.live_runs(connection)
        page = tail(connection, row, most)
        return Thread(
            ticket=ticket_now(connection, row),
            description=row.description,
            acceptance=tuple(row.acceptance),
            reason=row.reason,
            entries=tuple(said for said in page.entries if said.kind != CALL),
            earlier=page.earlier,
            runs=tuple(
                Attempt(run.id, run.handle, run.attempt, run.outcome, run.reason, run.started_at_ms, run.ended_at_ms)
                for run in runs.of_item(connection, row.id)
            ),
            artifacts=tuple(
                Attachment(made.id, made.name, made.kind, made.version, made.producer, made.sha256, made.content)
                for made in talk.artifacts(connection, row.id)
            ),
            live=live[row.id].employee if row.id in live else None,
            queued=tuple(
                Queued(wake.handle, wake.cause, wake.queued_at_ms)
                for wake in queue.on_thread(connection, row.thread_id)
                if wake.state == "pending"
            ),
            names=facts.names(connection),
            blockers=tuple((r.number, r.title, State(r.state)) for r in items.neighbours(connection, row.id, up=True)),
            dependents=tuple(
                (r.number, r.title, State(r.state)) for r in items.neighbours(connection, row.id, up=False)
            ),
        )


def conditions(connection: Connection, ids: Sequence[int]) -> dict[int, Condition]:
    """Return the conditions of some items, by id, as of one consistent read."""
    return {item_id: condition(item) for item_id, item in facts.situations(connection, ids).items()}


def situation_of(connection: Connection, row: Row) -> tuple[Situation, Seat | None]:
    """Return a ticket's situation, and its responsible's seat if it has one."""
    by_item, by_employee = facts.live_runs(connection)
    situation = facts.situations(connection, [row.id], by_item)[row.id]
    return situation, facts.seat_of(connection, row.assignee_id, by_employee)


def _tickets(
    connection: Connection,
    rows: Sequence[Row],
    ids: Sequence[int] | None,
    situations: Mapping[int, Situation] | None = None,
) -> list[Ticket]:
    situations = facts.situations(connection, ids) if situations is None else situations
    parts: dict[int, dict[str, str]] = defaultdict(dict)
    for member in talk.all_participants(connection, None if ids is None else [row.thread_id for row in rows]):
        parts[member.thread_id][member.handle] = Raci(member.raci).letter
    blocks: dict[int, list[int]] = defaultdict(list)
    for blocker_id, number in items.blocked_numbers(connection, ids):
        blocks[blocker_id].append(number)
    projects = {row.id: row.key for row in items.of_kind(connection, Kind.PROJECT)}
    return [_ticket(row, situations[row.id], parts[row.thread_id], blocks[row.id], projects) for row in rows]


def _ticket(
    row: Row, situation: Situation, parts: Mapping[str, str], blocks: Sequence[int], projects: Mapping[int, str]
) -> Ticket:
    return Ticket(
        number=row.number,
        title=row.title,
        state=State(row.state),
        condition=condition(situation),
        assignee=situation.assignee,
        participants=dict(parts),
        blocked_by=tuple(blocker.number for blocker in situation.blockers if blocker.awaits is None),
        blocks=tuple(sorted(blocks)),
        phase=row.phase,
        project=projects.get(row.parent_id),
        priority=row.priority,
        estimate=row.estimate,
        labels=tuple(row.labels),
        due_ms=row.due_at_ms,
        moved_at_ms=row.moved_at_ms,
        is_private=row.private,
        gates=tuple(blocker.number for blocker in situation.blockers if blocker.awaits is not None),
    )
