"""Projects: opening one, and how far each is."""

from typing import Final

from teamx_tui.company import goals
from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague
from teamx_tui.company.keys import checked
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.progress import Project, progress_now
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.store import items

LONGEST: Final = 1000
"""Weeks a project may be planned for, as in a scenario file."""


def begin(
    office: Office,
    key: str,
    title: str = "",
    *,
    lead: str | None = None,
    weeks: int | None = None,
    goal: str | None = None,
    due_ms: int | None = None,
    actor: str = OPERATOR,
) -> str:
    """Open a project and return its key; without a title it is called after its key.

    `weeks`: how long it shall take; `due_ms`: by when it shall be done (milliseconds UTC), which beats the weeks.

    Raises:
        Invalid: the key has other characters than lower-case letters, digits and `-`, or the weeks are out of range.
        Refused: the key is taken, or the lead has left.
        NotFound: there is no such lead or goal.
    """
    if weeks is not None and not 1 <= weeks <= LONGEST:
        raise Invalid(f"A project takes 1 to {LONGEST} weeks, not {weeks}.")
    with office.act(actor) as act:
        key, name = checked(act, key, title, "project")
        leader = colleague(act, lead).handle if lead else None
        if goal is not None:
            goals.find(act, goal)
        write(act, key, name, leader, weeks, goal=goal, due_ms=due_ms)
    return key


def write(
    act: Act,
    key: str,
    title: str,
    lead: str | None,
    weeks: int | None,
    *,
    goal: str | None = None,
    due_ms: int | None = None,
) -> int:
    """Write a project inside an act and return its id."""
    title = one_line(title)
    above = items.by_key(act.connection, goal) if goal is not None else None
    project_id = items.file(
        act.connection,
        kind=Kind.PROJECT,
        key=key,
        title=title,
        state=State.OPEN,
        parent_id=above.id if above is not None else None,
        assignee_id=act.employee(lead).id if lead else None,
        weeks=weeks,
        due_at_ms=due_ms,
        filed_at_ms=act.at_ms,
        moved_at_ms=act.at_ms,
    )
    act.note("project.opened", f"project:{key}", key=key, title=title, lead=lead, goal=goal, due_ms=due_ms)
    return project_id


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
