"""The panel of the projects: how far each is, how fast it goes, how it is doing and who leads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Resize

from teamx_tui.domain import dates
from teamx_tui.tui.glyphs import bar, health, sparkline
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.panels.panel import Panel, counted
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.mission import Mission
    from teamx_tui.company.progress import Goal, Project, Velocity

WEEK: Final = 7
"""Days of the sparkline."""
ROOMY: Final = 44
"""Columns from which the pace stands beside the sparkline, and the bar is longer."""


class ProjectsPanel(Panel):
    """Two lines for each goal and each project, and a third that says why its health is not better."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (Column(flexible=True), Column(most=13, right=True))

    def on_resize(self, event: Resize) -> None:
        """Make use of the room."""
        self.fill()

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return for each goal and project its name and health, and under it how far it is and how fast it goes."""
        is_brief = self.size.width < ROOMY
        goals = [row for goal in mission.goals for row in _rows_of_goal(goal, is_brief)]
        return (*goals, *(row for project in mission.projects for row in _rows(project, is_brief)))

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of projects."""
        return counted("Projects", len(mission.projects))

    def nothing(self, mission: Mission) -> Content:
        """Say that there is none."""
        return Content("No projects.")


def _rows(project: Project, is_brief: bool) -> tuple[Row, ...]:
    parts = [bar(project.percent, 8 if is_brief else 12), line(f"{project.done}/{project.total}")]
    parts += [line(f"{project.percent} %", style="$quiet")]
    parts += week(project.velocity)
    parts += [] if is_brief else [line(f"{project.velocity.per_day:.1f} a day", style="$quiet")]
    parts += [line(f"@{project.lead}" if project.lead else "no lead", style="$quiet")]
    why = line("; ".join(project.reasons), style="$quiet")
    return (
        Row(f"project:{project.key}", (line(project.title), health(project.health))),
        Row(f"pace:{project.key}", (Content(" ").join(parts),), is_passed=True),
        *((Row(f"why:{project.key}", (why,), is_passed=True),) if project.reasons else ()),
    )


def _rows_of_goal(goal: Goal, is_brief: bool) -> tuple[Row, ...]:
    parts = [bar(goal.percent, 8 if is_brief else 12), line(f"{goal.done}/{goal.total}")]
    parts += [line(f"{goal.percent} %", style="$quiet")]
    parts += [line(f"due {dates.written(goal.due_ms)}", style="$quiet")] if goal.due_ms is not None else []
    parts += [line(_count(goal.blockers), style="$warning")] if goal.blockers else []
    why = line("; ".join(goal.reasons), style="$quiet")
    return (
        Row(f"goal:{goal.key}", (line("Goal  ", style="$accent") + line(goal.title), health(goal.health))),
        Row(f"goal-pace:{goal.key}", (Content(" ").join(parts),), is_passed=True),
        *((Row(f"goal-why:{goal.key}", (why,), is_passed=True),) if goal.reasons else ()),
    )


def _count(blockers: int) -> str:
    return "1 blocker" if blockers == 1 else f"{blockers} blockers"


def week(velocity: Velocity) -> list[Content]:
    """Return what was done on each of the last days as one sparkline; none on the first day, which has no neighbour."""
    counts = [point.done for point in velocity.points[-WEEK:]]
    return [sparkline(counts)] if len(counts) > 1 else []
