"""Commands about projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command("project list")
def project_list(office: Office) -> Reply:
    """List the projects and how far they are."""
    projects = company.projects.progress(office)
    rows = tuple(
        (
            row.key,
            row.title,
            words.handle(row.lead),
            f"{row.weeks} weeks" if row.weeks else "–",
            f"{row.done}/{row.total}",
            f"{row.percent} %",
            f"{row.velocity.per_day:.1f}",
            row.health,
        )
        for row in projects
    )
    table = Table(("Key", "Title", "Lead", "Planned", "Done", "Progress", "A day", "Health"), rows)
    sentence = "" if rows else "There are no projects yet: teamx project new KEY --title TITLE"
    return Reply(sentence, [shapes.project(row) for row in projects], table if rows else None)


@command(
    "project new",
    changes=True,
    key="short name, such as panel",
    title="name; the key when left out",
    lead="handle of who leads it",
    weeks="weeks it shall take",
)
def project_new(
    office: Office, key: str, *, title: str = "", lead: str | None = None, weeks: int | None = None
) -> Reply:
    """Open a project."""
    company.projects.begin(office, key, title, lead=lead, weeks=weeks)
    opened = next(row for row in company.projects.progress(office) if row.key == key)
    return Reply(f"Opened project {key}: {opened.title}.", shapes.project(opened))
