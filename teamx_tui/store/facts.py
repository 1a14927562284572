"""The facts by which an item is admitted or held back, read for many items in a handful of statements."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from teamx_tui.domain.situations import Blocker, LiveRun, Pending, Seat, Situation
from teamx_tui.domain.tickets import SATISFYING, Kind, State
from teamx_tui.store import brains, budgets, gates, meetings, runs
from teamx_tui.store.budgets import Closed
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import company, decision, dependency, employee, words, work_item

_owner = employee.alias("owner")
_ITEM = select(
    work_item.c.id,
    work_item.c.number,
    work_item.c.state,
    work_item.c.reason,
    work_item.c.parent_id,
    work_item.c.assignee_id,
    _owner.c.handle.label("assignee"),
    brains.lacks(_owner),
    brains.is_free(_owner),
).select_from(work_item.outerjoin(brains.with_brain(_owner), _owner.c.id == work_item.c.assignee_id))
_BLOCKERS = (
    select(
        dependency.c.blocked_id,
        work_item.c.id,
        work_item.c.kind,
        work_item.c.number,
        work_item.c.title,
        work_item.c.state,
        _owner.c.handle.label("owner"),
    )
    .join(work_item, work_item.c.id == dependency.c.blocker_id)
    .outerjoin(_owner, _owner.c.id == work_item.c.assignee_id)
    .where(dependency.c.hard.is_(True), work_item.c.state.not_in(words(SATISFYING)))
    .order_by(work_item.c.number)
)
_PENDING = select(decision).where(decision.c.state == "open", decision.c.blocking.is_(True)).order_by(decision.c.id)

# Built once: taking a statement apart to find it in the cache costs more than running it.
_THESE: BindParameter[Any] = bindparam("ids", expanding=True)
_SOME = (
    _ITEM.where(work_item.c.id.in_(_THESE)),
    _BLOCKERS.where(dependency.c.blocked_id.in_(_THESE)),
    _PENDING.where(decision.c.item_id.in_(_THESE)),
)
_PAUSED = Prepared(select(company.c.paused))
_ALL = (_ITEM.where(work_item.c.kind == "ticket"), _BLOCKERS, _PENDING)


def live_runs(connection: Connection, *, shown: bool = True) -> tuple[dict[int, LiveRun], dict[int, LiveRun]]:
    """Return the runs going on, by item id and by employee id.

    `shown`: without those of a worker that has died. A claim counts them until they have been handed back.
    """
    by_item, by_employee = {}, {}
    for row in runs.living(connection) if shown else runs.live(connection):
        going = LiveRun(row.id, row.handle, row.number)
        by_item[row.item_id] = by_employee[row.employee_id] = going
    return by_item, by_employee


def situations(
    connection: Connection,
    item_ids: Collection[int] | None = None,
    live: dict[int, LiveRun] | None = None,
    *,
    endings: bool = True,
) -> dict[int, Situation]:
    """Return what `closed_gates` needs to know, by item id; of all tickets when `item_ids` is None.

    `endings`: read how each item's last run ended too; it is shown, but closes no gate.
    """
    if live is None:
        live, _ = live_runs(connection)
    items, blockers, pending = _ALL if item_ids is None else _SOME
    given = {"ids": list(item_ids)} if item_ids is not None else {}
    waits = _waits(connection, connection.execute(blockers, given).all())
    asks: dict[int, list[Pending]] = defaultdict(list)
    for row in connection.execute(pending, given):
        asks[row.item_id].append(Pending(row.id, row.kind, row.subject, row.raised_by, row.asked_of))
    pauses, closed, seated = pauses_now(connection), budgets.closed(connection), meetings.seated(connection)
    ended = runs.last_outcomes(connection, item_ids) if endings else {}
    orphaned = {row.item_id for row in runs.live(connection)} - live.keys() if endings else set()
    return {
        row.id: Situation(
            item_id=row.id,
            number=row.number or 0,
            state=State(row.state),
            assignee=row.assignee,
            hold_reason=row.reason if row.state == State.ON_HOLD else "",
            blockers=tuple(waits.get(row.id, ())),
            pending=tuple(asks.get(row.id, ())),
            pauses=pauses,
            budgets=closed.of_item(row.id, row.parent_id),
            assignee_budgets=closed.of_employee(row.assignee_id),
            assignee_spends=row.assignee is not None and not row.brain_is_free,
            assignee_lacks=row.brain_lacks,
            assignee_meets=seated.get(row.assignee_id),
            live=live.get(row.id),
            interrupted=row.id in orphaned or ended.get(row.id) == "interrupted",
        )
        for row in connection.execute(items, given)
    }


def _waits(connection: Connection, rows: Sequence[Row]) -> dict[int, list[Blocker]]:
    """Return the blockers that are not satisfied by the item that waits for them; gates are judged by the domain."""
    awaited = gates.awaited(connection, {row.id for row in rows if row.kind == Kind.GATE})
    waits: dict[int, list[Blocker]] = defaultdict(list)
    for row in rows:
        state, awaits = State(row.state), awaited.get(row.id)
        blocker = Blocker(row.id, row.number or 0, row.title, state, row.owner, awaits)
        if not blocker.is_satisfied:
            waits[row.blocked_id].append(blocker)
    return waits


def with_live_run(item: Situation, live: LiveRun) -> Situation:
    """Return `item` as it is once `live` has begun on it."""
    return replace(item, live=live)


def seat(row: Row, busy: LiveRun | None, closed: Closed, meets: int | None = None) -> Seat:
    """Return an employee's row (store.brains.EMPLOYEES) as the seat that would do a run.

    `closed`: what budgets hold back now. `meets`: the meeting they sit in.
    """
    return Seat(
        handle=row.handle,
        employed=row.left_at_ms is None,
        lacks=row.brain_lacks,
        spends=not row.brain_is_free,
        budgets=closed.of_employee(row.id),
        busy=busy,
        pauses=(row.paused,) if row.paused else (),
        meets=meets,
    )


def seat_of(connection: Connection, employee_id: int | None, busy: dict[int, LiveRun]) -> Seat | None:
    """Return the seat of an employee by id, None for nobody."""
    row = connection.execute(brains.EMPLOYEES.where(employee.c.id == employee_id)).first()
    if row is None:
        return None
    return seat(row, busy.get(row.id), budgets.closed(connection), meetings.seated(connection).get(row.id))


def names(connection: Connection) -> dict[str, str]:
    """Return everybody's name by handle, those who left too."""
    rows = connection.execute(select(employee.c.handle, employee.c.name))
    return {row.handle: row.name for row in rows}


def pauses_now(connection: Connection) -> tuple[str, ...]:
    """Return the reasons for which the whole company stands still."""
    return tuple(row.paused for row in _PAUSED.all(connection, {}) if row.paused)
