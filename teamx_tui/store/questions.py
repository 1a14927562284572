"""Rows of the questions that models answer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import brain, company, model_call, question

# Asked whenever a worker looks for something to do, so it is compiled once.
_NEXT = Prepared(
    select(question)
    .where(question.c.state == bindparam("the_state"), question.c.worker_id == "")
    .order_by(question.c.id)
    .limit(1)
)
_SPENT = Prepared(
    select(
        func.count(model_call.c.id).label("calls"),
        func.coalesce(func.sum(model_call.c.cost_micros), 0).label("micros"),
    )
    # Added to, the time takes no index: the few calls for questions are found by theirs instead of all of the day.
    .where(model_call.c.question_id.is_not(None), model_call.c.ended_at_ms + 0 >= bindparam("since_ms"))
)


def mind(connection: Connection) -> Row | None:
    """Return the brain and the model that the company gives to whoever has none: name, model, lacks; None if scripted.

    Its own model counts before that of the brain.
    """
    model = func.coalesce(func.nullif(company.c.model, ""), brain.c.model).label("model")
    query = select(brain.c.name, model, brain.c.lacks).join(company, company.c.brain == brain.c.name)
    return connection.execute(query).first()


def add(connection: Connection, **values: Any) -> int:
    """Write a question and return its id."""
    return insert(connection, question, values)


def by_id(connection: Connection, question_id: int) -> Row | None:
    """Return a question, None if there is none."""
    return connection.execute(select(question).where(question.c.id == question_id)).first()


def next_open(connection: Connection) -> Row | None:
    """Return the oldest question that nobody answers yet."""
    rows = _NEXT.all(connection, {"the_state": "open"})
    return rows[0] if rows else None


def held_by(connection: Connection, worker_id: str) -> Sequence[Row]:
    """Return the open questions that a worker has taken up."""
    these = (question.c.state == "open", question.c.worker_id == worker_id)
    return connection.execute(select(question).where(*these).order_by(question.c.id)).all()


def change(connection: Connection, question_id: int, **values: Any) -> None:
    """Write over columns of a question."""
    connection.execute(update(question).where(question.c.id == question_id).values(**values))


def used(connection: Connection, question_id: int) -> Row:
    """Return what the calls of models for a question came to: calls, micros, unknown."""
    unknown = func.count(model_call.c.id).filter(model_call.c.state == "unknown").label("unknown")
    micros = func.coalesce(func.sum(model_call.c.cost_micros), 0).label("micros")
    query = select(func.count(model_call.c.id).label("calls"), micros, unknown)
    return connection.execute(query.where(model_call.c.question_id == question_id)).one()


def spent_since(connection: Connection, since_ms: int = 0) -> Row:
    """Return what calls for questions that ended since a time came to: calls, micros."""
    return _SPENT.all(connection, {"since_ms": since_ms})[0]
