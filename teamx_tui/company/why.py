"""Why a ticket does not move: every closed gate, followed to the roots. It shows what the scheduler goes by."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from teamx_tui.company import meetings_obstacles, waits
from teamx_tui.company.act import ticket_row
from teamx_tui.company.office import Office
from teamx_tui.company.starvation import Starved, starved
from teamx_tui.company.views import situation_of
from teamx_tui.domain import wakes as rules
from teamx_tui.domain.gates import ClosedGate, Condition, GateKind, closed_gates, condition
from teamx_tui.domain.raci import People
from teamx_tui.domain.situations import Seat, Situation
from teamx_tui.domain.tickets import OVER, Kind
from teamx_tui.domain.wakes import Cause, Policy
from teamx_tui.store import duty, facts, items, meetings, people, runs, talk
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection, Row

DEEPEST: Final = 100
"""Generations in a proof. Nobody reads further, and a chain may be thousands long; the roots are named all the same."""
_MAKES_READY: Final = frozenset(
    {GateKind.STATE, GateKind.HOLD, GateKind.NOT_ASSIGNED, GateKind.DEPENDENCY, GateKind.GATE}
)
"""Gates that wake the ticket's people when they open; behind the others somebody waits in the queue already."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One ticket in the proof: its condition, its closed gates, and the tickets that stand behind them."""

    number: int
    title: str
    condition: Condition
    gates: tuple[ClosedGate, ...]
    behind: tuple["Reason", ...]
    """One for each dependency, and for each ticket from which a gate's artifact is expected; one met before, or too
    deep, is named without what is behind it."""
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
    then: tuple[str, ...] = ()
    """Handles of those who have their turn next once nothing is closed."""
    is_staffed: bool = True
    """A worker is on duty: without one nobody has a turn."""
    circles: tuple[str, ...] = ()
    """Circles of waits that the ticket is in, each as a sentence with the wait to cut."""
    starved: tuple[Starved, ...] = ()
    """Turns on the ticket that others of the same employee went ahead of for too long."""


def why(office: Office, number: int) -> Why:
    """Return why a ticket does or does not move.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number, kinds=(Kind.TICKET, Kind.MEETING))
        now_ms = office.clock()
        situation, seat = situation_of(connection, row)
        seat = _cooling(connection, {row.id: seat}, now_ms)[row.id]
        known = _upstream(connection, situation, now_ms)
        tree = _with_obstacles(connection, row, _reason(row.title, situation, seat, known, set()), now_ms)
        queued = tuple(wake.handle for wake in queue.on_thread(connection, row.thread_id) if wake.state == "pending")
        return Why(
            number=number,
            runnable=not tree.gates,
            tree=tree,
            roots=tuple(sorted(_roots(situation, known))) if tree.gates else (),
            queued=queued,
            then=tuple(dict.fromkeys([*queued, *_woken(connection, row, tree.gates)])),
            is_staffed=is_staffed(office, connection),
            circles=waits.around(connection, number),
            starved=tuple(one for one in starved(connection, now_ms) if one.number == number),
        )


def proof(connection: Connection, row: Row, now_ms: int, *, of: Seat, due_ms: int = 0) -> Reason:
    """Return why an employee, `of`, does not have a turn on a ticket, followed to the roots.

    `due_ms`: when their wake may be tried again, if it is cooling down.
    """
    situation, _ = situation_of(connection, row)
    known = _upstream(connection, situation, now_ms)
    return _reason(row.title, situation, of.cooling_until(due_ms, now_ms), known, set())


def is_staffed(office: Office, connection: Connection) -> bool:
    """Return whether a worker is alive."""
    on_duty = runs.workers_on_duty(connection)
    return any(duty.is_alive(office.store.path, worker.id) for worker in on_duty)


def _with_obstacles(connection: Connection, row: Row, tree: Reason, now_ms: int) -> Reason:
    """Add what else keeps a meeting from beginning."""
    meeting = meetings.by_number(connection, row.number) if row.kind == Kind.MEETING else None
    if meeting is None or meeting.started_at_ms is not None or row.state in OVER:
        return tree
    staff = {one.id: one for one in people.employees(connection)}
    is_gathered = meeting.gathered_at_ms is not None
    more = meetings_obstacles.obstacles(connection, meeting, staff, now_ms, is_gathered=is_gathered)
    return replace(tree, gates=(*tree.gates, *more))


Known = dict[int, tuple[str, Situation, Seat | None]]


def _woken(connection: Connection, row: Row, gates: Collection[ClosedGate]) -> tuple[str, ...]:
    """Return who is woken when the last gate opens."""
    if not any(gate.kind in _MAKES_READY for gate in gates):
        return ()
    members = talk.participants(connection, row.thread_id)
    policy = Policy(people.the_company(connection).unblock_wakes)
    return rules.cast(Cause.READY, People.of((one.handle, one.raci) for one in members), policy=policy)


def _cooling(connection: Connection, seats: dict[int, Seat | None], now_ms: int) -> dict[int, Seat | None]:
    """Return the seats, by item id, with the cool-downs of their pending wakes."""
    due = queue.due(connection, seats)
    return {
        item_id: seat.cooling_until(due.get((item_id, seat.handle), 0), now_ms) if seat is not None else None
        for item_id, seat in seats.items()
    }


def _upstream(connection: Connection, situation: Situation, now_ms: int) -> Known:
    """Read every unsatisfied hard blocker, a generation at a time; through a gate, where its artifact is made."""
    by_item, by_employee = facts.live_runs(connection)
    known: Known = {}
    wave = _behind(situation)
    while wave:
        found = facts.situations(connection, wave, by_item)
        rows = [row for row in (items.by_id(connection, item_id) for item_id in wave) if row is not None]
        seats = {row.id: facts.seat_of(connection, row.assignee_id, by_employee) for row in rows}
        seats = _cooling(connection, seats, now_ms)
        known |= {row.id: (row.title, found[row.id], seats[row.id]) for row in rows}
        wave = set().union(*map(_behind, found.values())) - known.keys()
    return known


def _behind(item: Situation) -> set[int]:
    return {item_id for blocker in item.blockers for item_id in blocker.upstream}


def _reason(title: str, item: Situation, seat: Seat | None, known: Known, met: set[int], depth: int = 0) -> Reason:
    repeated = item.item_id in met or depth == DEEPEST
    met.add(item.item_id)
    ahead = () if repeated else dict.fromkeys(item_id for blocker in item.blockers for item_id in blocker.upstream)
    behind = tuple(_reason(*known[item_id], known, met, depth + 1) for item_id in ahead)
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
        if here.state in OVER or not here.blockers or not all(blocker.upstream for blocker in here.blockers):
            roots.add(here.number)
        if here.state not in OVER:
            ahead += (known[item_id][1] for item_id in _behind(here))
    return roots
