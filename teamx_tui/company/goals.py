"""Goals: what projects are for. A goal has a day by which it shall be reached; how far it is, its projects say."""

from teamx_tui.company.act import Act
from teamx_tui.company.keys import checked
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.progress import Goal, Project, progress_now
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.store import belonging, items
from teamx_tui.store.rows import Row


def begin(
    office: Office, key: str, title: str = "", *, due_ms: int | None = None, projects: tuple[str, ...] = ()
) -> str:
    """Set a goal, hang `projects` under it, and return its key; without a title it is called after its key.

    Raises:
        Invalid: the key has other characters than lower-case letters, digits and `-`.
        Refused: the key is taken.
        NotFound: one of the projects does not exist.
    """
    with office.act(OPERATOR) as act:
        key, name = checked(act, key, title, "goal")
        goal_id = write(act, key, name, due_ms=due_ms)
        for project in projects:
            hang(act, _project(act, project), goal_id, key)
    return key


def write(act: Act, key: str, title: str, *, due_ms: int | None = None) -> int:
    """Write a goal inside an act and return its id."""
    title = one_line(title)
    goal_id = items.file(
        act.connection,
        kind=Kind.GOAL,
        key=key,
        title=title,
        state=State.OPEN,
        due_at_ms=due_ms,
        filed_at_ms=act.at_ms,
        moved_at_ms=act.at_ms,
    )
    act.note("goal.set", f"goal:{key}", key=key, title=title, due_ms=due_ms)
    return goal_id


def withdraw(act: Act, key: str) -> None:
    """Take the setting of a goal back inside an act: it is in no list any more, and its key is free.

    Raises:
        Refused: projects hang under it.
    """
    row = items.by_key(act.connection, key)
    if row is None or items.has_children(act.connection, row.id):
        raise Refused(f"There are projects under goal {key}; move them first: teamx project move KEY --goal none")
    items.retire(act.connection, row.id)
    act.note("goal.withdrawn", f"goal:{key}", key=key, title=row.title)


def place(office: Office, project: str, goal: str | None) -> None:
    """Hang a project under a goal; None: under none.

    Raises:
        NotFound: there is no such project or goal.
        Refused: it is there already.
    """
    with office.act(OPERATOR) as act:
        row = _project(act, project)
        goal_id = find(act, goal).id if goal is not None else None
        if row.parent_id == goal_id:
            raise Refused(f"Project {row.key} is {f'under goal {goal}' if goal else 'under no goal'} already.")
        hang(act, row, goal_id, goal)


def hang(act: Act, project: Row, goal_id: int | None, goal: str | None) -> None:
    """Write inside an act under which goal a project is."""
    above = items.by_id(act.connection, project.parent_id) if project.parent_id is not None else None
    belonging.place(act.connection, project.id, goal_id)
    old = above.key if above is not None else None
    act.note("project.placed", f"project:{project.key}", key=project.key, old=old, new=goal)


def find(act: Act, key: str) -> Row:
    """Return the row of a goal.

    Raises:
        NotFound: there is none of that key.
    """
    row = items.by_key(act.connection, key)
    if row is None or row.kind != Kind.GOAL:
        raise _missing(key, [one.key for one in items.of_kind(act.connection, Kind.GOAL) if one.key])
    return row


def progress(office: Office) -> tuple[Goal, ...]:
    """Return every goal with how far it is and how it is doing, in the order of setting."""
    with office.look() as connection:
        return progress_now(connection, office.clock()).goals


def look(office: Office, key: str) -> tuple[Goal, tuple[Project, ...]]:
    """Return a goal and the projects under it.

    Raises:
        NotFound: there is no such goal.
    """
    with office.look() as connection:
        seen = progress_now(connection, office.clock())
    goal = next((one for one in seen.goals if one.key == key), None)
    if goal is None:
        raise _missing(key, [one.key for one in seen.goals])
    return goal, tuple(project for project in seen.projects if project.goal == key)


def _project(act: Act, key: str) -> Row:
    row = items.by_key(act.connection, key)
    if row is None or row.kind != Kind.PROJECT:
        raise NotFound(f"There is no project {key!r:.60}. The projects are listed by: teamx project list")
    return row


def _missing(key: str, known: list[str]) -> NotFound:
    here = f"Here are: {', '.join(known)}." if known else "There are none yet: teamx goal new KEY --title TITLE"
    return NotFound(f"There is no goal {key!r:.60}. {here}")
