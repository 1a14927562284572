"""Hiring, what somebody is, and who reports to whom."""

import re
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company import brains
from teamx_tui.company.office import OPERATOR, SYSTEM, Act, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.roles import Post, nearest
from teamx_tui.domain.text import one_line
from teamx_tui.domain.wakes import EVERYONE
from teamx_tui.store import events, people
from teamx_tui.store.rows import Connection, Row

RESERVED: Final = frozenset({OPERATOR, SYSTEM, EVERYONE})
_HANDLE: Final = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Hiring:
    """Who is hired, and as what."""

    handle: str
    name: str
    role: str
    title: str = ""
    """The role in words when empty."""
    department: str | None = None
    reports_to: str | None = None
    """Handle of the manager, or `operator`; None: whoever `line` finds, else the operator."""
    brain: str = ""
    """The company's when empty."""
    model: str = ""
    """The same, if the brain is; else the brain's own when empty."""
    line: tuple[str, ...] = ()
    """The roles above this one, nearest first: who holds one of them is the manager where none is named."""


def hire(office: Office, hiring: Hiring, *, actor: str = OPERATOR) -> str:
    """Hire an employee, under their manager or else the operator, and return the handle.

    Raises:
        Invalid: the handle has other characters than lower-case letters, digits, `-` and `_`, or is reserved.
        Refused: the handle is taken, or the manager has left.
        NotFound: the department, the manager or the brain does not exist.
    """
    with office.act(actor) as act:
        if hiring.brain not in ("", brains.SCRIPTED):
            brains.known(act, hiring.brain)
        enroll(act, hiring, manager_id=_manager_id(act, hiring))
        return hiring.handle


def _manager_id(act: Act, hiring: Hiring) -> int | None:
    named = hiring.reports_to
    if named is None and hiring.line:
        departments = {row.id: row.key for row in people.departments(act.connection)}
        posts = [
            Post(row.handle, row.role, departments.get(row.department_id))
            for row in act.staff().values()
            if row.left_at_ms is None
        ]
        named = nearest(hiring.line, posts, hiring.department)
    return colleague(act, named).id if named not in (None, OPERATOR) else None


def promote(office: Office, handle: str, role: str, title: str = "", *, actor: str = OPERATOR) -> None:
    """Give an employee another role, higher or lower, and its title; whom they report to stays as it is.

    Raises:
        NotFound: nobody of that handle ever worked here.
        Refused: they have left, or have that role and title already.
    """
    with office.act(actor) as act:
        employee = colleague(act, handle)
        role = one_line(role).strip()
        title = _titled(title, role)
        if (employee.role, employee.title) == (role, title):
            raise Refused(f"@{employee.handle} is {title} already. The roles are listed by: teamx roles")
        appoint(act, employee, role, title)


def appoint(act: Act, employee: Row, role: str, title: str) -> None:
    """Write inside an act what an employee is."""
    people.set_role(act.connection, employee.id, role, title)
    act.forget()
    act.note(
        "employee.appointed",
        f"employee:{employee.handle}",
        employee=employee.handle,
        old=employee.role,
        new=role,
        old_title=employee.title,
        title=title,
    )


def report(office: Office, handle: str, to: str, *, actor: str = OPERATOR) -> None:
    """Let an employee report to somebody else; `to` is a handle, or `operator`.

    Raises:
        NotFound: one of the two never worked here.
        Refused: one of the two has left, or somebody would report to themselves in the end (the circle is named).
    """
    with office.act(actor) as act:
        employee = colleague(act, handle)
        manager = colleague(act, to) if to.removeprefix("@") != OPERATOR else None
        if manager is not None:
            _refuse_circle(act, employee, manager)
        set_manager(act, employee, manager.id if manager is not None else None)


def set_manager(act: Act, employee: Row, manager_id: int | None) -> None:
    """Write inside an act whom an employee reports to; None is the operator."""
    if employee.manager_id == manager_id:
        return
    handles = {row.id: row.handle for row in act.staff().values()}
    people.set_manager(act.connection, employee.id, manager_id)
    act.forget()
    before, after = handles.get(employee.manager_id), handles.get(manager_id)
    act.note("employee.reassigned", f"employee:{employee.handle}", employee=employee.handle, old=before, new=after)


def _refuse_circle(act: Act, employee: Row, manager: Row) -> None:
    by_id = {row.id: row for row in act.staff().values()}
    path, above = [employee], manager
    while above is not None and above.id != employee.id:
        path.append(above)
        above = by_id.get(above.manager_id)
    if above is not None:
        circle = " -> ".join(f"@{row.handle}" for row in (*path, employee))
        raise Refused(
            f"@{employee.handle} cannot report to @{manager.handle}: {circle} would be a circle. "
            "Let one of them report to somebody else first."
        )


def colleague(act: Act, handle: str) -> Row:
    """Return an employee who works here now.

    Raises:
        NotFound: nobody here ever had that handle.
        Refused: they have left.
    """
    row = act.employee(handle)
    if row.left_at_ms is not None:
        raise Refused(f"@{row.handle} has left the company; choose somebody who works here.")
    return row


def known(office: Office, handle: str) -> str:
    """Return a handle without its @.

    Raises:
        NotFound: nobody here has it.
        Refused: they have left.
    """
    name = handle.removeprefix("@")
    with office.look() as connection:
        row = people.by_handle(connection, name)
    if row is None:
        raise NotFound(f"There is no employee @{name}; see: teamx employee list")
    if row.left_at_ms is not None:
        raise Refused(f"@{name} has left the company and says nothing any more.")
    return name


def taken(office: Office) -> frozenset[str]:
    """Return the handles that nobody can be hired under: of everybody who ever worked here, and the reserved ones."""
    with office.look() as connection:
        return RESERVED | {row.handle for row in people.employees(connection) if not _is_unhired(connection, row)}


def _is_unhired(connection: Connection, row: Row) -> bool:
    """Return whether the last that was heard of an employee is that the hiring was taken back."""
    if row.left_at_ms is None:
        return False
    last = events.latest_about(connection, f"employee:{row.handle}", 1)
    return [event.kind for event in last] == ["employee.unhired"]


def enroll(act: Act, hiring: Hiring, *, manager_id: int | None) -> int:
    """Write an employee inside an act; return the id."""
    check_handle(hiring.handle)
    before = act.staff().get(hiring.handle)
    if before is not None and not _is_unhired(act.connection, before):
        verb = "works here already" if before.left_at_ms is None else "has worked here"
        raise Refused(f"@{hiring.handle} {verb}; choose another handle.")
    department_id = None
    if hiring.department is not None:
        known = {row.key: row.id for row in people.departments(act.connection)}
        if hiring.department not in known:
            raise NotFound(f"There is no department {hiring.department!r}. Here are: {', '.join(known) or 'none yet'}.")
        department_id = known[hiring.department]
    role = one_line(hiring.role).strip()
    row: dict[str, Any] = {
        "name": one_line(hiring.name).strip() or hiring.handle.title(),
        "role": role,
        "title": _titled(hiring.title, role),
        "department_id": department_id,
        "manager_id": manager_id,
        "brain": hiring.brain or act.company().brain,
        "model": hiring.model or ("" if hiring.brain else act.company().model),
        "hired_at_ms": act.at_ms,
    }
    if before is not None:
        people.hire_again(act.connection, before.id, **row)
        employee_id = int(before.id)
    else:
        employee_id = people.hire(act.connection, handle=hiring.handle, **row)
    act.forget()
    act.note("employee.hired", f"employee:{hiring.handle}", employee=hiring.handle, role=role)
    return employee_id


def _titled(title: str, role: str) -> str:
    return one_line(title).strip() or role.replace("-", " ").capitalize()


def check_handle(handle: str) -> None:
    """Let a handle pass that can be written after an @.

    Raises:
        Invalid: it cannot, or it is reserved.
    """
    if not _HANDLE.fullmatch(handle) or handle in RESERVED:
        why = "is reserved" if handle in RESERVED else "is not a handle: use lower-case letters, digits, - and _"
        raise Invalid(f"{handle!r} {why}.")
