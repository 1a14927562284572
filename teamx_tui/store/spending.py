"""Rows of the calls of models."""

from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import insert
from teamx_tui.store.schema import model_call, run

# Asked at the end of every run that failed, so it is compiled once.
_OPEN = Prepared(
    select(model_call.c.id).where(model_call.c.run_id == bindparam("run_id"), model_call.c.state == "open")
)


def open_call(connection: Connection, **values: Any) -> int:
    """Write a call that is about to be made, and return its id."""
    return insert(connection, model_call, values)


def open_calls(connection: Connection, run_id: int) -> list[int]:
    """Return the calls of a run that are not settled."""
    return [row.id for row in _OPEN.all(connection, {"run_id": run_id})]


def close_call(connection: Connection, call_id: int, *, cost_micros: int, **values: Any) -> bool:
    """Write what became of a call and add it to its run; return False for one that is settled already."""
    this = (model_call.c.id == call_id, model_call.c.state == "open")
    done = connection.execute(update(model_call).where(*this).values(cost_micros=cost_micros, **values))
    if not done.rowcount:
        return False
    of = select(model_call.c.run_id).where(model_call.c.id == call_id).scalar_subquery()
    counted = {"model_calls": run.c.model_calls + 1, "cost_micros": run.c.cost_micros + cost_micros}
    connection.execute(update(run).where(run.c.id == of).values(counted))
    return True


def of_worker(connection: Connection, worker_id: str) -> tuple[int, int]:
    """Return how many calls the runs of a worker made, and what they cost in micro-dollars."""
    query = select(func.count(), func.coalesce(func.sum(model_call.c.cost_micros), 0))
    row = connection.execute(query.join(run, run.c.id == model_call.c.run_id).where(run.c.worker_id == worker_id)).one()
    return int(row[0]), int(row[1])
