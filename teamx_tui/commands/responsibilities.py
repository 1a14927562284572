"""The command that shows who does, answers for, is asked about and is told of the tickets of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import people_shapes, words
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command("raci", project="key of the project; the first one when left out, - for tickets of no project")
def raci(office: Office, project: str = "") -> Reply:
    """Show who is responsible, accountable, consulted and informed in a project."""
    found = company.responsibilities.matrix(office, project)
    if found.project is None:
        return Reply("There are no tickets yet: teamx ticket new TITLE", people_shapes.matrix(found))
    rows = tuple(
        (
            f"#{line.number}",
            line.title,
            words.condition(line.condition),
            *company.responsibilities.letters(line, found.people),
            ", ".join(line.gaps),
        )
        for line in found.lines
    )
    columns = ("#", "Ticket", "Condition", *(f"@{handle}" for handle in found.people), "Missing")
    left = found.project.total - len(rows)
    more = f" (the first {len(rows):,} of {found.project.total:,} tickets)" if left else ""
    return Reply(f"{found.project.title}{more}", people_shapes.matrix(found), Table(columns, rows))
