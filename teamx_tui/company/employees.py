"""Hiring, and who reports to whom."""

import re
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import OPERATOR, SYSTEM, Act, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.domain.wakes import EVERYONE
from teamx_tui.store import people

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
    """Handle of the manager; None: the operator."""
    brain: str = "scripted"
    model: str = ""


def hire(office: Office, hiring: Hiring, *, actor: str = OPERATOR) -> str:
    """Hire an employee and return the handle.

    Raises:
        Invalid: the handle has other characters than lower-case letters, digits, `-` and `_`, or is reserved.
        Refused: the handle is taken.
        NotFound: the department or the manager does not exist.
    """
    with office.act(actor) as act:
        enroll(act, hiring, manager_id=act.employee(hiring.reports_to).id if hiring.reports_to else None)
        return hiring.handle


def known(office: Office, handle: str) -> str:
    """Return a handle without its @.

    Raises:
        NotFound: nobody here has it.
    """
    name = handle.removeprefix("@")
    with office.look() as connection:
        if people.by_handle(connection, name) is None:
            raise NotFound(f"There is no employee @{name}; see: teamx employee list")
    return name


def enroll(act: Act, hiring: Hiring, *, manager_id: int | None) -> int:
    """Write an employee inside an act; return the id."""
    check_handle(hiring.handle)
    if hiring.handle in act.staff():
        raise Refused(f"@{hiring.handle} works here already; choose another handle.")
    department_id = None
    if hiring.department is not None:
        known = {row.key: row.id for row in people.departments(act.connection)}
        if hiring.department not in known:
            raise NotFound(f"There is no department {hiring.department!r}. Here are: {', '.join(known) or 'none yet'}.")
        department_id = known[hiring.department]
    role = one_line(hiring.role).strip()
    employee_id = people.hire(
        act.connection,
        handle=hiring.handle,
        name=one_line(hiring.name).strip() or hiring.handle.title(),
        role=role,
        title=one_line(hiring.title).strip() or role.replace("-", " ").capitalize(),
        department_id=department_id,
        manager_id=manager_id,
        brain=hiring.brain,
        model=hiring.model,
        hired_at_ms=act.at_ms,
    )
    act.forget()
    act.note("employee.hired", f"employee:{hiring.handle}", employee=hiring.handle, role=role)
    return employee_id


def check_handle(handle: str) -> None:
    """Let a handle pass that can be written after an @.

    Raises:
        Invalid: it cannot, or it is reserved.
    """
    if not _HANDLE.fullmatch(handle) or handle in RESERVED:
        why = "is reserved" if handle in RESERVED else "is not a handle: use lower-case letters, digits, - and _"
        raise Invalid(f"{handle!r} {why}.")
