"""Projects: opening one, and how far each is."""

import re
from typing import Final

from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.progress import Project, progress_now
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.store import items

_KEY: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")
LONGEST: Final = 1000
"""Weeks a project may be planned for, as in a scenario file."""


def begin(
    office: Office,
    key: str,
    title: str = "",
    *,
    lead: str | None = None,
    weeks: int | None = None,
    actor: str = OPERATOR,
) -> str:
    """Open a project and return its key; without a title it is called after its key.

    Raises:
        Invalid: the key has other characters than lower-case letters, digits and `-`, or the weeks are out of range.
        Refused: the key is taken, or the lead has left.
        NotFound: there is no such lead.
    """
    if not _KEY.fullmatch(key):
        raise Invalid(f"{key!r} is not a key: use lower-case letters, digits and -")
    if weeks is not None and not 1 <= weeks <= LONGEST:
        raise Invalid(f"A project takes 1 to {LONGEST} weeks, not {weeks}.")
    with office.act(actor) as act:
        if items.by_key(act.connection, key) is not None:
            raise Refused(f"There is a project {key!r} already; choose another key.")
        leader = colleague(act, lead).handle if lead else None
        name = one_line(title.strip()).strip() or key.replace("-", " ").capitalize()
        write(act, key, name, leader, weeks)
    return key


def write(act: Act, key: str, title: str, lead: str | None, weeks: int | None) -> None:
    """Write a project inside an act."""
    title = one_line(title)
    items.file(
        act.connection,
        kind=Kind.PROJECT,
        key=key,
        title=title,
        state=State.OPEN,
        assignee_id=act.employee(lead).id if lead else None,
        weeks=weeks,
        filed_at_ms=act.at_ms,
        moved_at_ms=act.at_ms,
    )
    act.note("project.opened", f"project:{key}", key=key, title=title, lead=lead)


def withdraw(act: Act, key: str) -> None:
    """Take the opening of a project back inside an act: it is in no list any more, and its key is free.

    Raises:
        Refused: tickets have been filed in it.
    """
    row = items.by_key(act.connection, key)
    if row is None or items.has_children(act.connection, row.id):
        raise Refused(f"There are tickets in project {key}; cancel them first: teamx ticket move N cancelled")
    items.retire(act.connection, row.id)
    act.note("project.withdrawn", f"project:{key}", key=key, title=row.title)


def progress(office: Office) -> tuple[Project, ...]:
    """Return every project with how far it is, how fast it goes and how it is doing, in the order of opening."""
    with office.look() as connection:
        return progress_now(connection, office.clock()).projects
