"""Why a ticket does not move: every closed gate, followed to the roots. It shows what the scheduler goes by."""

from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office, ticket_row
from teamx_tui.company.views import situation_of
from teamx_tui.domain.gates import ClosedGate, Condition, Seat, Situation, closed_gates, condition
from teamx_tui.domain.tickets import OVER
from teamx_tui.store import facts, items
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection

DEEPEST: Final = 100
"""Generations in a proof. Nobody reads further, and a chain may be thousands long; the roots are named all the same."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One ticket in the proof: its condition, its closed gates, and the tickets that stand behind them."""

    number: int
    title: str
    condition: Condition
    gates: tuple[ClosedGate, ...]
    behind: tuple["Reason", ...]
    """One for each dependency; a ticket met before, or too deep, is named without what is behind it."""
    repeated: bool = False
    """What is behind it is left out."""


@dataclass(frozen=True, slots=True)
class Why:
    """The answer for one ticket."""

    number: int
    runnable: bool
    """Nothing is closed: the scheduler would run it."""
    tree: Reason
    roots: tuple[int, ...]
    """Tickets at which the chain of dependencies ends: where somebody can act."""
    queued: tuple[str, ...]
    """Handles of those whose wakes wait on the ticket."""


def why(office: Office, number: int) -> Why:
    """Return why a ticket does or does not move.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number)
        situation, seat = situation_of(connection, row)
        waiting = [wake for wake in queue.on_thread(connection, row.thread_id) if wake.state == "pending"]
        if seat is not None:
            due_ms = max((wake.due_at_ms for wake in waiting if wake.handle == seat.handle), default=0)
            seat = seat.cooling_until(due_ms, office.clock())
        gates = closed_gates(situation, seat)
        known = _upstream(connection, situation)
        tree = _reason(row.title, situation, seat, known, set())
        return Why(
            number=number,
            runnable=not gates,
            tree=tree,
            roots=tuple(sorted(_roots(situation, known))) if gates else (),
            queued=tuple(wake.handle for wake in waiting),
        )


Known = dict[int, tuple[str, Situation, Seat | None]]


def _upstream(connection: Connection, situation: Situation) -> Known:
    """Read every unsatisfied hard blocker, a generation at a time."""
    by_item, by_employee = facts.live_runs(connection)
    known: Known = {}
    wave = {blocker.item_id for blocker in situation.blockers}
    while wave:
        found = facts.situations(connection, wave, by_item)
        for item_id in wave:
            row = items.by_id(connection, item_id)
            if row is not None:
                seat = facts.seat_of(connection, row.assignee_id, by_employee)
                known[item_id] = (row.title, found[item_id], seat)
        wave = {b.item_id for item in found.values() for b in item.blockers} - known.keys()
    return known


def _reason(title: str, item: Situation, seat: Seat | None, known: Known, met: set[int], depth: int = 0) -> Reason:
    repeated = item.item_id in met or depth == DEEPEST
    met.add(item.item_id)
    behind = () if repeated else tuple(_reason(*known[b.item_id], known, met, depth + 1) for b in item.blockers)
    return Reason(item.number, title, condition(item, seat), closed_gates(item, seat), behind, repeated)


def _roots(item: Situation, known: Known) -> set[int]:
    """Follow the chain to where it ends: at what waits for nothing, or is over and would have to be reopened."""
    roots: set[int] = set()
    met: set[int] = set()
    ahead = [item]
    while ahead:
        here = ahead.pop()
        if here.item_id in met:
            continue
        met.add(here.item_id)
        if not here.blockers or here.state in OVER:
            roots.add(here.number)
        else:
            ahead += (known[blocker.item_id][1] for blocker in here.blockers)
    return roots
