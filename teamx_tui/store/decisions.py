"""Rows of decisions: what somebody must answer, and what was decided."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import decision, work_item

_WITH_NUMBER = select(decision, work_item.c.number, work_item.c.title, work_item.c.kind.label("item_kind")).join(
    work_item, work_item.c.id == decision.c.item_id
)
_OPEN_ON = Prepared(
    select(decision)
    .where(decision.c.item_id == bindparam("item_id"), decision.c.state == "open")
    .order_by(decision.c.id)
)
_OPEN = select(func.count().label("n")).select_from(decision).where(decision.c.state == "open")
_COUNT_OPEN = Prepared(_OPEN.where(decision.c.asked_of == bindparam("asked_of")))
_COUNT_OPEN_OF = Prepared(_OPEN.where(decision.c.kind == bindparam("the_kind")))


def add(connection: Connection, **values: Any) -> int:
    """Write a decision and return its id."""
    return insert(connection, decision, values)


def by_id(connection: Connection, decision_id: int) -> Row | None:
    """Return a decision with its ticket's number and title."""
    return connection.execute(_WITH_NUMBER.where(decision.c.id == decision_id)).first()


def open_on(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the open decisions and questions of an item, oldest first."""
    return _OPEN_ON.all(connection, {"item_id": item_id})


def open_of(connection: Connection, asked_of: str | None) -> Sequence[Row]:
    """Return open decisions with number and title, oldest first; those put to one person, or all."""
    query = _WITH_NUMBER.where(decision.c.state == "open").order_by(decision.c.id)
    return connection.execute(query if asked_of is None else query.where(decision.c.asked_of == asked_of)).all()


def close(connection: Connection, decision_id: int, **values: Any) -> None:
    """Write the outcome of a decision."""
    connection.execute(update(decision).where(decision.c.id == decision_id).values(**values))


def reopen(connection: Connection, decision_id: int) -> None:
    """Take the outcome of a decision away: it waits for an answer again."""
    close(connection, decision_id, state="open", outcome="", rationale="", decided_by="", decided_at_ms=None)


def put_to(connection: Connection, decision_id: int, asked_of: str) -> None:
    """Change who must answer an open decision."""
    connection.execute(update(decision).where(decision.c.id == decision_id).values(asked_of=asked_of))


def count_open(connection: Connection, asked_of: str) -> int:
    """Return how many open decisions wait for one person."""
    return int(_COUNT_OPEN.all(connection, {"asked_of": asked_of})[0].n)


def decided_within(connection: Connection, first_ms: int, last_ms: int) -> Sequence[Row]:
    """Return what was decided from one time to another (milliseconds UTC), besides questions that were answered.

    Columns: number of the ticket, subject, outcome, decided_by.
    """
    columns = (work_item.c.number, decision.c.subject, decision.c.outcome, decision.c.decided_by)
    query = select(*columns).join(work_item, work_item.c.id == decision.c.item_id).where(decision.c.kind != "question")
    when = decision.c.decided_at_ms.between(first_ms, last_ms)
    return connection.execute(query.where(decision.c.state == "decided", when).order_by(decision.c.id)).all()


def count_open_of(connection: Connection, kind: str) -> int:
    """Return how many open decisions there are of a kind."""
    return int(_COUNT_OPEN_OF.all(connection, {"the_kind": kind})[0].n)
