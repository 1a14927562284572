"""The critical path on one line: which chain of tickets decides when the whole is done, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Resize
from textual.reactive import var

from teamx_tui.tui import keys
from teamx_tui.tui.ages import age
from teamx_tui.tui.glyphs import condition_style, state_glyph
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.ribbon import Cell, Ribbon
from teamx_tui.tui.widgets.rows import NOTHING

if TYPE_CHECKING:
    from teamx_tui.company.critical import CriticalPath, Step

TITLE_CELLS: Final = (10, 28)
"""The least and the most a ticket's title takes; with less room there are none."""


class CriticalPathLine(Ribbon):
    """Shows `path`, first ticket first; None until it was found."""

    BINDINGS = keys.bindings("critical-path")
    joint = " →"

    path: var[CriticalPath | None] = var(None)
    now_ms: var[int] = var(0)

    def watch_path(self) -> None:
        """Show the new path."""
        self._fill()

    def watch_now_ms(self) -> None:
        """Show how old the path is."""
        self._fill()

    def on_resize(self, event: Resize) -> None:
        """Make use of the room."""
        self._fill()

    def _fill(self) -> None:
        if self.path is None:
            return
        if not self.path.steps:
            self.put(line(" Critical path: nothing is left to do.", style="$quiet"), ())
            return
        lead, rest = _lead(self.path, self.now_ms), _rest(self.path)
        cells = tuple(_cell(step) for step in self.path.steps) + rest
        taken = lead.cell_length + sum(cell.width + 1 + len(self.joint) for cell in cells)
        room = (self.content_size.width - taken) // len(self.path.steps) - 1
        if room >= TITLE_CELLS[0]:
            cells = tuple(_cell(step, min(room, TITLE_CELLS[1])) for step in self.path.steps) + rest
        self.put(lead, cells)

    def action_ask_why(self) -> None:
        """Ask why the ticket under the cursor does not move."""
        if self.current is not None and self.current.ticket is not None:
            self.post_message(LineList.Asked(self.current.ticket))


def _lead(path: CriticalPath, now_ms: int) -> Content:
    days = f"{path.days:g} {'day' if path.days == 1 else 'days'} left"
    old = line(f"  as of {age(path.at_ms, now_ms)} ago", style="$warning") if path.is_old else NOTHING
    return Content("").join([line(" Critical path  ", style="bold"), line(days, style="$quiet"), old, Content(" ")])


def _rest(path: CriticalPath) -> tuple[Cell, ...]:
    """Return a cell that says how many tickets there are besides those that are told, if there are any."""
    told = sum(step.condition not in ("done", "skipped") for step in path.steps)
    left = path.length - told
    return (Cell("more", (line(f"{left:,} more", style="$quiet"),)),) if left else ()


def _cell(step: Step, title_cells: int = 0) -> Cell:
    style = condition_style(step.condition)
    parts = [line(f"#{step.number}"), line(state_glyph(step.condition), style=style)]
    parts += [line(step.title, style="$quiet").truncate(title_cells, ellipsis=True)] if title_cells else []
    return Cell(f"step:{step.number}", (Content(" ").join(parts),), step.number)
