"""Rows of runs, their tool calls, the script, and the workers."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, update

from teamx_tui.store import duty
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import call, employee, message, run, script_line, wake, work_item, worker

_LIVE = Prepared(
    select(run, employee.c.handle, employee.c.name, work_item.c.number, work_item.c.title)
    .join(employee, employee.c.id == run.c.employee_id)
    .join(work_item, work_item.c.id == run.c.item_id)
    .where(run.c.ended_at_ms.is_(None))
    .order_by(run.c.started_at_ms.desc(), run.c.id.desc())
)
_LAST = select(func.max(run.c.id))
# For each employee by themselves: an index gives the latest of one at once, where a GROUP BY reads them all.
_LAST_ENDED = select(func.max(run.c.ended_at_ms)).where(run.c.employee_id == employee.c.id).scalar_subquery()
_LAST_ACTIVE = select(employee.c.id, _LAST_ENDED.label("at"))
_SPENT = Prepared(
    select(
        func.coalesce(func.sum(run.c.model_calls), 0).label("model_calls"),
        func.coalesce(func.sum(run.c.cost_micros), 0).label("cost_micros"),
        select(func.max(run.c.ended_at_ms)).scalar_subquery().label("last_ended_ms"),
    ).where(run.c.ended_at_ms >= bindparam("at_ms"))
)
_latest = call.alias("latest")
_SO_FAR = (
    select(
        call.c.run_id,
        func.count().label("calls"),
        select(func.count())
        .select_from(message)
        .where(message.c.run_id == call.c.run_id)
        .scalar_subquery()
        .label("entries"),
        select(_latest.c.tool)
        .where(_latest.c.run_id == call.c.run_id)
        .order_by(_latest.c.no.desc())
        .limit(1)
        .scalar_subquery()
        .label("tool"),
    )
    .where(call.c.run_id.in_(bindparam("ids", expanding=True)))
    .group_by(call.c.run_id)
)


_NEWEST = select(run.c.item_id, func.max(run.c.id).label("id")).where(run.c.ended_at_ms.is_not(None))
_NEWEST_OF_ALL = _NEWEST.group_by(run.c.item_id).subquery()
_LAST_OUTCOMES = select(run.c.item_id, run.c.outcome).join(_NEWEST_OF_ALL, _NEWEST_OF_ALL.c.id == run.c.id)
# For each item by itself, from the end of its index: a ticket may have had thousands of turns.
_ended = run.alias("ended")
_NEWEST_OF_ONE = (
    select(_ended.c.id)
    .where(_ended.c.item_id == work_item.c.id, _ended.c.ended_at_ms.is_not(None))
    .order_by(_ended.c.id.desc())
    .limit(1)
    .correlate(work_item)
    .scalar_subquery()
)
_LAST_OUTCOMES_OF = (
    select(run.c.item_id, run.c.outcome)
    .select_from(work_item)
    .join(run, run.c.id == _NEWEST_OF_ONE)
    .where(work_item.c.id.in_(bindparam("ids", expanding=True)))
)
_SCRIPT = Prepared(
    select(script_line, call.c.id.is_not(None).label("played"))
    .outerjoin(call, and_(call.c.item_id == script_line.c.item_id, call.c.line == script_line.c.no))
    .where(script_line.c.item_id == bindparam("item_id"))
    .order_by(script_line.c.no)
)
_HELD = (
    select(wake, run.c.id.label("run_id"), employee.c.handle, work_item.c.number, work_item.c.kind)
    .join(run, and_(run.c.wake_id == wake.c.id, run.c.ended_at_ms.is_(None)))
    .join(employee, employee.c.id == wake.c.employee_id)
    .join(work_item, work_item.c.id == wake.c.item_id)
    .where(wake.c.state == "claimed")
)
_ON_DUTY = Prepared(select(worker).where(worker.c.stopped_at_ms.is_(None)))
_UNENDED = {"outcome": "", "reason": "", "seen_message_id": 0, "model_calls": 0, "cost_micros": 0}


def live(connection: Connection) -> Sequence[Row]:
    """Return the runs going on, newest first, with handle, number and title."""
    return _LIVE.all(connection, {})


def living(connection: Connection) -> list[Row]:
    """Return the runs of `live` whose worker is not known to be dead: what is shown as going on."""
    rows = live(connection)
    if not rows:
        return []
    store = Path(connection.engine.url.database or "")
    dead = {row.id for row in workers_on_duty(connection) if not duty.is_alive(store, row.id)}
    return [row for row in rows if row.worker_id not in dead]


def last_id(connection: Connection) -> int:
    """Return the highest run id given, 0 for none."""
    return int(connection.execute(_LAST).scalar() or 0)


def start(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write runs that begin now."""
    connection.execute(run.insert(), [{**_UNENDED, **row} for row in rows])


def calls(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the tool calls made on an item, oldest first."""
    return connection.execute(select(call).where(call.c.item_id == item_id).order_by(call.c.id)).all()


def of_item(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the runs on an item with the employee's handle, oldest first."""
    query = select(run, employee.c.handle).join(employee, employee.c.id == run.c.employee_id)
    return connection.execute(query.where(run.c.item_id == item_id).order_by(run.c.id)).all()


def has_any(connection: Connection, employee_id: int) -> bool:
    """Return whether an employee ever had a turn."""
    return connection.execute(select(run.c.id).where(run.c.employee_id == employee_id).limit(1)).first() is not None


def last_outcomes(connection: Connection, item_ids: Collection[int] | None) -> dict[int, str]:
    """Return the outcome of each item's last ended run, by item id."""
    if item_ids is None:
        rows = connection.execute(_LAST_OUTCOMES)
    else:
        rows = connection.execute(_LAST_OUTCOMES_OF, {"ids": list(item_ids)})
    return {row.item_id: row.outcome for row in rows}


def last_active(connection: Connection) -> dict[int, int]:
    """Return when each employee last ended a run (milliseconds UTC), by employee id."""
    return {row.id: row.at for row in connection.execute(_LAST_ACTIVE) if row.at is not None}


def spent_since(connection: Connection, at_ms: int) -> Row:
    """Return over the runs ended since a time: model_calls and cost_micros; and when the last one ended."""
    return _SPENT.all(connection, {"at_ms": at_ms})[0]


def ended_within(connection: Connection, first_ms: int, last_ms: int) -> Row:
    """Return how many turns ended from one time to another (milliseconds UTC), their model calls and their cost."""
    query = select(
        func.count().label("turns"),
        func.coalesce(func.sum(run.c.model_calls), 0).label("calls"),
        func.coalesce(func.sum(run.c.cost_micros), 0).label("micros"),
    )
    return connection.execute(query.where(run.c.ended_at_ms.between(first_ms, last_ms))).one()


def so_far(connection: Connection, run_ids: Collection[int]) -> Sequence[Row]:
    """Return what runs have done until now, of those that have done something: run_id, calls, entries, last tool."""
    return connection.execute(_SO_FAR, {"ids": list(run_ids)}).all()


def script(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the script lines of an item in order, each with whether it has been `played`."""
    return _SCRIPT.all(connection, {"item_id": item_id})


def whole_script(connection: Connection) -> Sequence[Row]:
    """Return every script line with its ticket's number, in order."""
    query = select(script_line, work_item.c.number).join(work_item, work_item.c.id == script_line.c.item_id)
    return connection.execute(query.order_by(work_item.c.number, script_line.c.no)).all()


def everything_done(connection: Connection) -> Sequence[Row]:
    """Return every tool call that was carried out, with the employee's handle and the item's number, oldest first."""
    query = select(call.c.tool, call.c.arguments, employee.c.handle.label("by"), work_item.c.number)
    query = query.join(run, run.c.id == call.c.run_id).join(employee, employee.c.id == run.c.employee_id)
    query = query.join(work_item, work_item.c.id == call.c.item_id)
    return connection.execute(query.where(call.c.ok).order_by(call.c.id)).all()


def write_script(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write script lines."""
    if rows:
        connection.execute(script_line.insert(), rows)


def register(connection: Connection, **values: Any) -> None:
    """Write a worker."""
    connection.execute(worker.insert(), values)


def sign_off(connection: Connection, worker_id: str, at_ms: int) -> None:
    """Note that a worker has stopped."""
    connection.execute(update(worker).where(worker.c.id == worker_id).values(stopped_at_ms=at_ms))


def workers_on_duty(connection: Connection) -> Sequence[Row]:
    """Return the workers that have not signed off; some of them may be dead."""
    return _ON_DUTY.all(connection, {})


def held_by(connection: Connection, worker_id: str) -> Sequence[Row]:
    """Return a worker's claimed wakes with their live run: wake columns and run_id, handle, number, kind of item."""
    return connection.execute(_HELD.where(wake.c.worker_id == worker_id)).all()


def held_in(connection: Connection, run_id: int) -> Row | None:
    """Return the same of one run; None if it is not going on."""
    return connection.execute(_HELD.where(run.c.id == run_id)).first()
