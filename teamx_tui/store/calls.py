"""Rows of tool calls, each with the run it was made in."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, exists, select

from teamx_tui.store.rows import Row
from teamx_tui.store.schema import call, employee, message, run, work_item

_OF_RUNS: Final = (
    *(run.c[name] for name in ("attempt", "brain", "model", "started_at_ms", "ended_at_ms", "outcome", "reason")),
    *(run.c[name] for name in ("model_calls", "cost_micros")),
    run.c.id.label("run_id"),
    employee.c.handle,
    work_item.c.number,
)
_RUNS: Final = run.join(employee, employee.c.id == run.c.employee_id).join(work_item, work_item.c.id == run.c.item_id)
_CALLS: Final = select(
    *(call.c[name] for name in ("no", "at_ms", "tool", "arguments", "ok", "result")), *_OF_RUNS
).select_from(call.join(_RUNS, run.c.id == call.c.run_id))
_POSTED: Final = exists(select(message.c.id).where(message.c.run_id == call.c.run_id, message.c.call_no == call.c.no))


def turn(connection: Connection, run_id: int) -> Row | None:
    """Return a run with its employee's handle and its ticket's number."""
    return connection.execute(select(*_OF_RUNS).select_from(_RUNS).where(run.c.id == run_id)).first()


def of_run(connection: Connection, run_id: int) -> Sequence[Row]:
    """Return the tool calls of a run with all that `turn` returns, in their order."""
    return connection.execute(_CALLS.where(call.c.run_id == run_id).order_by(call.c.no)).all()


def on_item(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the tool calls made on an item with all that `turn` returns, in their order."""
    return connection.execute(_CALLS.where(call.c.item_id == item_id).order_by(call.c.id)).all()


def silent(connection: Connection, item_id: int, from_ms: int, until_ms: int | None) -> Sequence[Row]:
    """Return the calls on an item that wrote no message, but for those that passed, oldest first.

    Those made from one time until before another (milliseconds UTC); None: until now.
    """
    query = _CALLS.where(call.c.item_id == item_id, call.c.at_ms >= from_ms, ~_POSTED, call.c.tool != "pass")
    query = query if until_ms is None else query.where(call.c.at_ms < until_ms)
    return connection.execute(query.order_by(call.c.id)).all()
