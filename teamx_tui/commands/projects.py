"""Commands about projects and the goals they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain import dates

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.progress import Goal, Project

NONE = "none"
"""Said in place of a goal's key: no goal."""


@command("project list")
def project_list(office: Office) -> Reply:
    """List the projects and how far they are."""
    projects = company.projects.progress(office)
    sentence = "" if projects else "There are no projects yet: teamx project new KEY --title TITLE"
    return Reply(sentence, [shapes.project(row) for row in projects], _table(projects) if projects else None)


@command(
    "project new",
    changes=True,
    key="short name, such as panel",
    title="name; the key when left out",
    lead="handle of who leads it",
    goal="key of the goal it is for",
    weeks="weeks it shall take",
    due="by when it shall be done: 2026-06-14, friday, 6 weeks",
)
def project_new(
    office: Office,
    key: str,
    *,
    title: str = "",
    lead: str | None = None,
    goal: str | None = None,
    weeks: int | None = None,
    due: str = "",
) -> Reply:
    """Open a project."""
    due_ms = dates.due(due, office.clock()) if due else None
    company.projects.begin(office, key, title, lead=lead, weeks=weeks, goal=goal, due_ms=due_ms)
    opened = next(row for row in company.projects.progress(office) if row.key == key)
    until = f", due {dates.written(opened.due_ms)}" if opened.due_ms is not None else ""
    return Reply(f"Opened project {key}: {opened.title}{until}.", shapes.project(opened))


@command("project move", changes=True, key="key of the project", goal="key of the goal it is for; none for no goal")
def project_move(office: Office, key: str, *, goal: str) -> Reply:
    """Put a project under a goal."""
    company.goals.place(office, key, None if goal == NONE else goal)
    return Reply(
        f"Project {key} is for {'no goal' if goal == NONE else f'goal {goal}'} now.", {"key": key, "goal": goal}
    )


@command("goal list")
def goal_list(office: Office) -> Reply:
    """List the goals and how far they are."""
    goals = company.goals.progress(office)
    rows = tuple(
        (
            row.key,
            row.title,
            _due(row),
            str(len(row.projects)),
            f"{row.done}/{row.total}",
            f"{row.percent} %",
            str(row.blockers),
            row.health,
        )
        for row in goals
    )
    table = Table(("Key", "Title", "Due", "Projects", "Done", "Progress", "Blockers", "Health"), rows)
    sentence = "" if rows else "There are no goals yet: teamx goal new KEY --title TITLE"
    return Reply(sentence, [shapes.goal(row) for row in goals], table if rows else None)


@command("goal show", key="key of the goal")
def goal_show(office: Office, key: str) -> Reply:
    """Show a goal: how far it is, how it is doing, and the projects under it."""
    goal, projects = company.goals.look(office, key)
    why = f" ({'; '.join(goal.reasons)})" if goal.reasons else ""
    sentence = (
        f"{goal.title}: {goal.done} of {goal.total} tickets done ({goal.percent} %), "
        f"{goal.velocity.per_day:.1f} a day, {words.count(goal.blockers, 'blocker')}, {goal.health}{why}. "
        f"Due: {_due(goal)}."
    )
    shape = shapes.goal(goal) | {"under_it": [shapes.project(row) for row in projects]}
    return Reply(sentence, shape, _table(projects) if projects else None)


@command(
    "goal new",
    changes=True,
    key="short name, such as launch",
    title="what shall be reached; the key when left out",
    due="by when: 2026-06-14, friday, 6 weeks",
    projects="key of a project that is for it; may be given again",
)
def goal_new(office: Office, key: str, *, title: str = "", due: str = "", projects: list[str] | None = None) -> Reply:
    """Set a goal."""
    due_ms = dates.due(due, office.clock()) if due else None
    company.goals.begin(office, key, title, due_ms=due_ms, projects=tuple(projects or ()))
    goal, _ = company.goals.look(office, key)
    until = f", due {_due(goal)}" if goal.due_ms is not None else ""
    return Reply(f"Set goal {key}: {goal.title}{until}.", shapes.goal(goal))


def _table(projects: tuple[Project, ...]) -> Table:
    rows = tuple(
        (
            row.key,
            row.title,
            words.handle(row.lead),
            words.count(row.weeks, "week") if row.weeks else "–",
            f"{row.done}/{row.total}",
            f"{row.percent} %",
            f"{row.velocity.per_day:.1f}",
            str(row.blockers),
            row.health,
            _due(row),
            row.goal or "–",
        )
        for row in projects
    )
    columns = ("Key", "Title", "Lead", "Planned", "Done", "Progress", "A day", "Blockers", "Health", "Due", "Goal")
    return Table(columns, rows)


def _due(row: Project | Goal) -> str:
    return dates.written(row.due_ms) if row.due_ms is not None else "–"
