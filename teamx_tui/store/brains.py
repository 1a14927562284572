"""Rows of brains, and the one answer to whether an employee's can think and what it costs: columns to select."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Join, case, func, literal, or_, select, update

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import brain, company, employee

SCRIPTED: Final = "scripted"
"""The brain that is always there, needs nothing and costs nothing; it has no row."""
GONE: Final = "that brain is not set up here: teamx brain list shows those that are"


def with_brain(of: FromClause) -> Join:
    """Return employees (or an alias of them) joined to the rows of their brains, which may be missing."""
    return of.outerjoin(brain, brain.c.name == of.c.brain)


def lacks(of: FromClause) -> ColumnElement[str]:
    """Return why an employee's brain cannot think, empty if it can; in a query from `with_brain`."""
    missing = case((brain.c.name.is_(None), GONE), else_=brain.c.lacks)
    return case((or_(of.c.brain.is_(None), of.c.brain == SCRIPTED), literal("")), else_=missing).label("brain_lacks")


def is_free(of: FromClause) -> ColumnElement[bool]:
    """Return whether an employee's brain costs nothing; in a query from `with_brain`."""
    return or_(of.c.brain == SCRIPTED, func.coalesce(brain.c.is_free, False)).label("brain_is_free")


def costs_nothing(connection: Connection, name: str) -> bool:
    """Return whether calls of a brain cost nothing, so that no budget holds them back; one that is gone costs."""
    return name == SCRIPTED or bool(connection.execute(select(brain.c.is_free).where(brain.c.name == name)).scalar())


EMPLOYEES: Final = select(
    employee, lacks(employee), is_free(employee), func.coalesce(brain.c.model, "").label("brain_model")
).select_from(with_brain(employee))
"""Every employee with `brain_lacks`, `brain_is_free` and `brain_model`."""
_UNABLE: Final = Prepared(
    select(employee.c.id)
    .select_from(with_brain(employee))
    .where(lacks(employee) != "", employee.c.left_at_ms.is_(None))
)
_ALL: Final = Prepared(select(brain).order_by(brain.c.name))


def unable(connection: Connection) -> frozenset[int]:
    """Return the employees, by id, whose brains cannot think."""
    return frozenset(row.id for row in _UNABLE.all(connection, {}))


def brains(connection: Connection) -> Sequence[Row]:
    """Return every brain that is set up, by name."""
    return _ALL.all(connection, {})


def by_name(connection: Connection, name: str) -> Row | None:
    """Return a brain, None if there is none of that name."""
    return connection.execute(select(brain).where(brain.c.name == name)).first()


def add(connection: Connection, **values: Any) -> None:
    """Write a brain."""
    connection.execute(brain.insert(), values)


def change(connection: Connection, name: str, **values: Any) -> None:
    """Write over columns of a brain."""
    connection.execute(update(brain).where(brain.c.name == name).values(**values))


def drop(connection: Connection, name: str) -> None:
    """Take a brain away."""
    connection.execute(brain.delete().where(brain.c.name == name))


def equip(connection: Connection, employee_id: int, name: str, model: str) -> None:
    """Write which brain and model an employee has."""
    connection.execute(update(employee).where(employee.c.id == employee_id).values(brain=name, model=model))


def equip_company(connection: Connection, name: str, model: str) -> None:
    """Write which brain and model are given to those who are hired without one."""
    connection.execute(update(company).values(brain=name, model=model))
