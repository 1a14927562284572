"""Rows of the calls of models."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select, update

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import decision, employee, model_call, question, run, work_item

# Asked at the end of every run that failed, so it is compiled once.
_OPEN = Prepared(
    select(model_call.c.id).where(model_call.c.run_id == bindparam("run_id"), model_call.c.state == "open")
)
# Asked at every look at the head of the window.
_MINUTE = (model_call.c.ended_at_ms // 60_000).label("minute")
_BY_MINUTE = Prepared(
    select(func.max(model_call.c.ended_at_ms), func.sum(model_call.c.cost_micros))
    .where(model_call.c.ended_at_ms > bindparam("since_ms"), model_call.c.cost_micros > 0)
    .group_by(_MINUTE)
    .order_by(_MINUTE)
)
_CALL = (
    select(model_call, work_item.c.number, employee.c.handle)
    .outerjoin(work_item, work_item.c.id == model_call.c.item_id)
    .outerjoin(employee, employee.c.id == model_call.c.employee_id)
    .where(model_call.c.id == bindparam("call_id"))
)


def open_call(connection: Connection, **values: Any) -> int:
    """Write a call that is about to be made, and return its id."""
    return insert(connection, model_call, values)


def call(connection: Connection, call_id: int) -> Row:
    """Return a call with the number of its item and the handle of its employee."""
    return connection.execute(_CALL, {"call_id": call_id}).one()


def open_calls(connection: Connection, run_id: int) -> list[int]:
    """Return the calls of a run that are not settled."""
    return [row.id for row in _OPEN.all(connection, {"run_id": run_id})]


def open_calls_for_questions(connection: Connection, worker_id: str) -> Sequence[int]:
    """Return the calls a worker made for questions that are not settled."""
    query = select(model_call.c.id).join(question, question.c.id == model_call.c.question_id)
    these = (model_call.c.state == "open", question.c.worker_id == worker_id)
    return connection.execute(query.where(*these).order_by(model_call.c.id)).scalars().all()


def of_run(connection: Connection, run_id: int) -> Sequence[Row]:
    """Return the calls of a run, in their order."""
    return connection.execute(select(model_call).where(model_call.c.run_id == run_id).order_by(model_call.c.id)).all()


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


def approval(connection: Connection, item_id: int, handle: str, run_id: int) -> int | None:
    """Return the answer by which a run may make dear calls: one that no other run has used."""
    used = exists(
        select(model_call.c.id).where(model_call.c.approval_id == decision.c.id, model_call.c.run_id != run_id)
    )
    query = select(decision.c.id, decision.c.about).where(
        decision.c.item_id == item_id, decision.c.kind == "approval", decision.c.outcome == "allow", ~used
    )
    given = connection.execute(query.order_by(decision.c.id.desc())).all()
    return next((row.id for row in given if row.about["employee"] == handle), None)


def spends(connection: Connection, since_ms: int) -> list[tuple[int, int]]:
    """Return what was spent since a time, minute by minute: the last moment in each, and micro-dollars."""
    return [(int(at_ms), int(micros)) for at_ms, micros in _BY_MINUTE.all(connection, {"since_ms": since_ms})]


def of_worker(connection: Connection, worker_id: str) -> tuple[int, int]:
    """Return how many calls a worker made in runs and for questions, and what they cost in micro-dollars."""
    query = select(func.count(), func.coalesce(func.sum(model_call.c.cost_micros), 0)).select_from(model_call)
    counts, micros = 0, 0
    for by, of in ((run, model_call.c.run_id), (question, model_call.c.question_id)):
        row = connection.execute(query.join(by, by.c.id == of).where(by.c.worker_id == worker_id)).one()
        counts, micros = counts + int(row[0]), micros + int(row[1])
    return counts, micros
