"""Who does, answers for, is asked about and is told of each ticket of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.domain.errors import NotFound
from teamx_tui.tui import keys
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.screens.parts import what_part
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.raci_matrix import LETTERS, RaciMatrix

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.responsibilities import Matrix

WIDE: Final = 110
"""Columns from which there is room for a blank line over the matrix."""


class RaciScreen(LiveScreen[None]):
    """Shows the matrix of one project, and of another on `p`."""

    CSS_PATH = "people.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "RACI"
    HELP = """
Each line is a ticket, each column somebody with a part in the project.
R does it, A answers for it, C is asked, I is told.
Missing: nobody does it, or nobody or more than one answers for it.
What nobody answers for comes to you when it is handed in for review.
Left and right mark somebody; e gives them another part in the ticket, or none.
One does it and one answers for it: whoever had that part before is asked then.
"""
    BINDINGS = keys.bindings("raci")

    def __init__(self) -> None:
        super().__init__()
        self._project = ""
        self._choices: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the matrix over what its letters mean."""
        yield self.header()
        yield RaciMatrix(id="matrix")
        yield Static(id="legend")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the project that was looked at last."""
        self.query_one("#legend", Static).update(_legend())
        kept = self.window.memory.recall("people.project")
        self._project = kept if isinstance(kept, str) else ""
        self.set_focus(self.query_one(RaciMatrix))

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor."""
        row = self.query_one(RaciMatrix).current
        return row.ticket if row is not None else None

    async def look(self) -> None:
        """Read the matrix; a project that is gone gives way to the first there is."""
        found = await self.desk.look(lambda office: _matrix(office, self._project))
        self._choices = tuple(choice.key for choice in found.choices)
        self._project = found.project.key if found.project is not None else ""
        self.query_one(RaciMatrix).matrix = found

    def action_edit(self) -> None:
        """Ask which part the marked person shall have in the ticket under the cursor."""
        matrix = self.query_one(RaciMatrix)
        found = matrix.matrix.lines if matrix.matrix is not None else ()
        row = next((one for one in found if one.number == self.ticket_in_view), None)
        if row is not None and matrix.person:
            self.app.push_screen(what_part(row, matrix.person))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a change only where there is a ticket."""
        return self.ticket_in_view is not None if action == "edit" else True

    def action_project(self, step: int) -> None:
        """Show the next project, or the one before."""
        if len(self._choices) > 1:
            at = self._choices.index(self._project) + step
            self._project = self._choices[at % len(self._choices)]
            self.window.memory.keep("people.project", self._project)
            matrix = self.query_one(RaciMatrix)
            matrix.first = matrix.at = 0
            self.look_again()


def _legend() -> Content:
    words = [letter + line(f" {part}", style="$quiet") for part, letter in LETTERS.items()]
    return Content("  ").join(words)


def _matrix(office: Office, project: str) -> Matrix:
    try:
        return company.responsibilities.matrix(office, project)
    except NotFound:
        return company.responsibilities.matrix(office)
