"""The RACI matrix: tickets down, people across. The ticket and the names stay in sight while the letters scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Resize
from textual.reactive import var

from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import condition_style, state_glyph
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.line_list import MARK, LineList
from teamx_tui.tui.widgets.rows import GAP, Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.responsibilities import Line, Matrix

LETTERS: Final = {
    "responsible": Content.styled("R", "bold $success"),
    "accountable": Content.styled("A", "bold $warning"),
    "consulted": Content.styled("C", "$primary"),
    "informed": Content.styled("I", "$quiet"),
}
NONE: Final = Content.styled("·", "$faint")
"""Stands where somebody has no part."""
LONGEST_NAME: Final = 10
TICKET: Final = 22
"""Cells that a ticket's title has at least."""
LONGEST_TITLE: Final = 60
"""Cells that it has at most."""
MISSING: Final = "Missing"
"""Title of the column for what is wrong with a ticket's parts."""
OFF: Final = 10_000
"""Width below which a column is left out that is never shown."""


class RaciMatrix(LineList):
    """Shows `matrix`; Enter on a line opens its ticket. Left and right mark somebody else."""

    BINDINGS = keys.bindings("raci-matrix")

    matrix: var[Matrix | None] = var(None)
    first: var[int] = var(0)
    """Place of the first person shown."""
    at: var[int] = var(0)
    """Place of the marked person."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, is_titled=True)
        self._shown = 1
        self.empty = Content("There are no tickets yet, so nobody has a part in one: Ctrl+K, ticket new")

    def watch_matrix(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_at(self) -> None:
        """Mark somebody else."""
        self._choose_columns()

    @property
    def person(self) -> str:
        """Handle of the marked person; empty when there is nobody."""
        people = self.matrix.people if self.matrix is not None else ()
        return people[self.at] if self.at < len(people) else ""

    def watch_first(self) -> None:
        """Show other people."""
        self._choose_columns()

    def on_resize(self, event: Resize) -> None:
        """Show as many people as there is room for."""
        self._choose_columns()

    def _fill(self) -> None:
        if self.matrix is not None:
            self._choose_columns()
            self.show(tuple(self._row(one, self.matrix.people) for one in self.matrix.lines))

    def _row(self, one: Line, people: tuple[str, ...]) -> Row:
        missing = line(", ".join(one.gaps), style="$warning" if one.gaps else "")
        mark = line(state_glyph(one.condition), style=condition_style(one.condition))
        letters = [LETTERS[one.parts[handle]] if handle in one.parts else NONE for handle in people]
        number = line(f"#{one.number}", style="$primary")
        return Row(f"ticket:{one.number}", (number, mark, line(one.title), *letters, missing), one.number)

    def _choose_columns(self) -> None:
        """Let only those columns take room that there is room for, from the first person on."""
        if self.matrix is None:
            return
        people, self._shown = self.matrix.people, self._room()
        last = min(self.first + self._shown, len(people))
        self.columns = (
            Column(),
            Column(most=1),
            Column(Content("Ticket"), most=LONGEST_TITLE),
            *(
                Column(
                    _name(handle, is_marked=at == self.at),
                    LONGEST_NAME,
                    drop_below=0 if self.first <= at < last else OFF,
                )
                for at, handle in enumerate(people)
            ),
            # The last one takes what is left, so that the letters stay near the tickets.
            Column(line(MISSING if self._wrong else ""), flexible=True, least=self._wrong or 1),
        )
        entitle(self, self._title(self.matrix, last))

    def _title(self, matrix: Matrix, last: int) -> Content:
        """Return the project's name, and what of it is shown when that is not everything."""
        if matrix.project is None:
            return Content("RACI")
        shown = [f"{matrix.project.total:,} tickets"]
        if len(matrix.lines) < matrix.project.total:
            shown.append(f"the first {len(matrix.lines):,} shown")
        if last - self.first < len(matrix.people):
            shown.append(f"people {self.first + 1}–{last} of {len(matrix.people)} ◂ ▸")
        return said("$title [$quiet]$shown[/]", title=matrix.project.title, shown=", ".join(shown))

    @property
    def _wrong(self) -> int:
        """Cells for what is wrong with the tickets' parts; 0 when nothing is."""
        gaps = [", ".join(one.gaps) for one in self.matrix.lines if one.gaps] if self.matrix is not None else []
        return max(map(len, [MISSING, *gaps])) if gaps else 0

    def _room(self) -> int:
        """Return how many people there is room for, at least one."""
        assert self.matrix is not None
        number = max((len(f"#{one.number}") for one in self.matrix.lines), default=0)
        used = MARK + number + GAP + 1 + GAP + TICKET + GAP + (self._wrong or 1)
        room, count = self.scrollable_content_region.width - used, 0
        for handle in self.matrix.people[self.first :]:
            room -= min(LONGEST_NAME, len(handle) + (handle == self.person)) + GAP
            if room < 0:
                break
            count += 1
        return max(1, count)

    def action_across(self, step: int) -> None:
        """Mark the person before or the next one, and bring them into sight."""
        if self.matrix is not None and self.matrix.people:
            self.at = max(0, min(self.at + step, len(self.matrix.people) - 1))
            if not self.first <= self.at < self.first + self._shown:
                self.first = self.at if self.at < self.first else self.at - self._shown + 1


def _name(handle: str, *, is_marked: bool) -> Content:
    return line(f"▾{handle}", style="bold $accent") if is_marked else line(handle)
