"""Turns that could be had and are not, because others of the same employee went ahead."""

from dataclasses import dataclass

from teamx_tui.domain import starvation
from teamx_tui.domain.gates import GateKind, closed_gates
from teamx_tui.store import facts, waits
from teamx_tui.store.rows import Connection


@dataclass(frozen=True, slots=True)
class Starved:
    """A turn that could be had and is not, because others of the same employee went ahead."""

    number: int
    title: str
    """Of the ticket."""
    employee: str
    waited_ms: int
    ahead: int
    """Turns queued later that went ahead."""


def starved(connection: Connection, now_ms: int) -> tuple[Starved, ...]:
    """Return the turns that are passed over too long though nothing but the queue holds them back."""
    found = waits.overtaken(connection, now_ms - starvation.STARVED_AFTER_MS)
    late = [row for row in found if starvation.is_starved(now_ms - row.queued_at_ms, row.ahead)]
    situations = facts.situations(connection, {row.item_id for row in late}) if late else {}
    return tuple(
        Starved(row.number, row.title, row.handle, now_ms - row.queued_at_ms, row.ahead)
        for row in late
        if all(
            gate.kind is GateKind.CAPACITY
            for gate in closed_gates(situations[row.item_id], facts.seat_of(connection, row.employee_id, {}))
        )
    )
