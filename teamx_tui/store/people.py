"""Rows of the company, its departments and its employees."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from teamx_tui.store import brains
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import company, department, employee

_COMPANY = Prepared(select(company))
_ALL = Prepared(brains.EMPLOYEES.order_by(employee.c.id))
_BY_HANDLE = brains.EMPLOYEES.where(employee.c.handle == bindparam("handle"))
_GRAPH_CHANGED = update(company).values(graph_version=company.c.graph_version + 1)


def the_company(connection: Connection) -> Row:
    """Return the company's row."""
    return _COMPANY.all(connection, {})[0]


def employees(connection: Connection) -> Sequence[Row]:
    """Return every employee, those who left too, in the order of hiring, with how their brains are (store.brains)."""
    return _ALL.all(connection, {})


def by_handle(connection: Connection, handle: str) -> Row | None:
    """Return the employee with `handle`, if there ever was one."""
    return connection.execute(_BY_HANDLE, {"handle": handle}).first()


def departments(connection: Connection) -> Sequence[Row]:
    """Return every department."""
    return connection.execute(select(department).order_by(department.c.id)).all()


def found(connection: Connection, **values: Any) -> None:
    """Write the company's row."""
    connection.execute(company.insert(), values)


def add_department(connection: Connection, **values: Any) -> int:
    """Write a department and return its id."""
    return insert(connection, department, values)


def set_lead(connection: Connection, department_id: int, employee_id: int) -> None:
    """Make an employee the lead of a department."""
    connection.execute(update(department).where(department.c.id == department_id).values(lead_id=employee_id))


def hire(connection: Connection, **values: Any) -> int:
    """Write an employee and return the id."""
    return insert(connection, employee, values)


def hire_again(connection: Connection, employee_id: int, **values: Any) -> None:
    """Write over the row of an employee whose hiring had been taken back."""
    connection.execute(update(employee).where(employee.c.id == employee_id).values(left_at_ms=None, **values))


def set_manager(connection: Connection, employee_id: int, manager_id: int | None) -> None:
    """Change whom an employee reports to."""
    connection.execute(update(employee).where(employee.c.id == employee_id).values(manager_id=manager_id))


def set_role(connection: Connection, employee_id: int, role: str, title: str) -> None:
    """Change what an employee is."""
    connection.execute(update(employee).where(employee.c.id == employee_id).values(role=role, title=title))


def leave(connection: Connection, employee_id: int, at_ms: int | None) -> None:
    """Write when an employee left; the row stays, so that history keeps the name. None: they work here again."""
    connection.execute(update(employee).where(employee.c.id == employee_id).values(left_at_ms=at_ms))


def pause(connection: Connection, reason: str) -> None:
    """Let the company stand still for a reason; an empty one ends the pause."""
    connection.execute(update(company).values(paused=reason))


def graph_changed(connection: Connection) -> None:
    """Note that items or dependencies changed, so cached paths are stale."""
    connection.execute(_GRAPH_CHANGED)


def change_model(connection: Connection, employee_id: int, model: str) -> None:
    """Change with which model an employee thinks."""
    connection.execute(update(employee).where(employee.c.id == employee_id).values(model=model))
