"""Why an employee does nothing: what waits for them and holds them back, or that nothing is theirs to do."""

from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office, ticket_row
from teamx_tui.company.why import Reason, is_staffed, proof
from teamx_tui.domain.errors import NotFound
from teamx_tui.store import budgets, facts, items, meetings, people, staffing
from teamx_tui.store.rows import Connection, Row

SHOWN: Final = 20
"""Wakes, and tickets of theirs, that are followed to the roots."""


@dataclass(frozen=True, slots=True)
class Held:
    """A wake that waits for them."""

    cause: str
    queued_at_ms: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Idle:
    """The answer for one employee."""

    handle: str
    name: str
    has_left: bool
    on: int | None
    """Ticket they have a turn on now: they are not idle at all."""
    queued: tuple[Held, ...]
    """Oldest first."""
    others: tuple[Reason, ...]
    """Unfinished tickets they are responsible for on which they are not queued."""
    unread: int
    """Wakes and tickets beyond those shown."""
    is_staffed: bool
    """A worker is on duty: without one nobody has a turn."""


def why_idle(office: Office, handle: str) -> Idle:
    """Return what an employee waits for.

    Raises:
        NotFound: nobody here ever had that handle.
    """
    with office.look() as connection:
        row = people.by_handle(connection, handle.removeprefix("@"))
        if row is None:
            raise NotFound(f"There is no employee @{handle.removeprefix('@')}; see: teamx employee list")
        _, by_employee = facts.live_runs(connection)
        live = by_employee.get(row.id)
        queued = staffing.queue_of(connection, row.id, SHOWN + 1)
        busy_with = {wake.number for wake in queued} | ({live.number} if live is not None else set())
        mine = [item.number for item in items.held_by(connection, row.id) if item.kind == "ticket"]
        others = [number for number in mine if number not in busy_with]
        now_ms = office.clock()
        return Idle(
            handle=row.handle,
            name=row.name,
            has_left=row.left_at_ms is not None,
            on=live.number if live is not None else None,
            queued=tuple(
                Held(wake.cause, wake.queued_at_ms, _proof(connection, row, wake.number, now_ms, wake.due_at_ms))
                for wake in queued[:SHOWN]
            ),
            others=tuple(_proof(connection, row, number, now_ms) for number in others[:SHOWN]),
            unread=max(0, len(queued) - SHOWN) + max(0, len(others) - SHOWN),
            is_staffed=is_staffed(office, connection),
        )


def _proof(connection: Connection, employee: Row, number: int, now_ms: int, due_ms: int = 0) -> Reason:
    _, by_employee = facts.live_runs(connection)
    meets = meetings.seated(connection).get(employee.id)
    seat = facts.seat(employee, by_employee.get(employee.id), budgets.closed(connection), meets)
    return proof(connection, ticket_row(connection, number), now_ms, of=seat, due_ms=due_ms)
