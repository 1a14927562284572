"""A ticket as a box in the graph: number and condition in its upper edge, who is responsible in the lower."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui.domain.gates import Condition
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import OVER
from teamx_tui.tui.glyphs import condition, condition_style
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.rows import NOTHING
from teamx_tui.tui.widgets.ticket_columns import owner
from teamx_tui.tui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from teamx_tui.company.views import Ticket

TITLE_LINES: Final = 2
HEIGHT: Final = TITLE_LINES + 2
_LIGHT: Final = "╭╮╰╯─│"
_HEAVY: Final = "┏┓┗┛━┃"


@dataclass(frozen=True, slots=True)
class Exit:
    """Where the lines to the tickets that wait leave the lower edge."""

    at: int
    """Cells from the left side of the box."""
    glyph: str
    style: str


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that is seen of a ticket."""

    ticket: Ticket
    width: int
    beyond: tuple[int, int] = (0, 0)
    """Blockers and dependents that are not in the picture."""
    exit: Exit | None = None
    is_critical: bool = False
    is_chosen: bool = False

    def line(self, part: int) -> Content:
        """Return one of the `HEIGHT` lines, from the top."""
        if part == 0:
            drawn = self._upper_edge()
        elif part == HEIGHT - 1:
            drawn = self._lower_edge()
        else:
            drawn = self._inside(part - 1)
        return drawn.stylize_before("on $row-cursor") if self.is_chosen else drawn

    def _upper_edge(self) -> Content:
        head = line(f" #{self.ticket.number} ", style="bold $primary") + condition(self.ticket.condition) + Content(" ")
        return self._corner(0) + self._edge(self.width - 2, head) + self._corner(1)

    def _lower_edge(self) -> Content:
        handle = self.ticket.assignee
        foot = line(f" {owner(handle)} ", style="$quiet" if handle else "$warning")
        beyond = "".join(f"{arrow}{count}" for arrow, count in zip("↑↓", self.beyond, strict=True) if count)
        tail = line(f" {beyond} ", style="$warning") if beyond else NOTHING
        if self.exit is None:
            return self._corner(2) + self._edge(self.width - 2, foot, tail) + self._corner(3)
        left = self._edge(self.exit.at - 1, foot)
        right = self._edge(self.width - self.exit.at - 2, NOTHING, tail)
        return self._corner(2) + left + line(self.exit.glyph, style=self.exit.style) + right + self._corner(3)

    def _edge(self, width: int, words: Content, tail: Content = NOTHING) -> Content:
        tail = tail.truncate(width, ellipsis=True)
        words = words.truncate(width - tail.cell_length, ellipsis=True)
        rule = self._frame[4] * (width - words.cell_length - tail.cell_length)
        return words + line(rule, style=self._frame_style) + tail

    def _inside(self, at: int) -> Content:
        style = "$quiet" if self.ticket.state in OVER else ""
        words = line(_title_lines(self.ticket.title, self.ticket.is_private, self.width - 4)[at], style=style)
        mark = "›" if self.is_chosen and at == 0 else " "
        words = words.truncate(self.width - 4, ellipsis=True, pad=True)
        side = line(self._frame[5], style=self._frame_style)
        return side + line(mark, style="bold") + words + Content(" ") + side

    def _corner(self, at: int) -> Content:
        return line(self._frame[at], style=self._frame_style)

    @property
    def _frame(self) -> str:
        return _HEAVY if self.is_critical else _LIGHT

    @property
    def _frame_style(self) -> str:
        if self.is_chosen:
            return "bold $accent"
        if self.ticket.state in OVER:
            return "$faint"
        return condition_style(Condition.WORKING) if self.ticket.condition is Condition.WORKING else "$quiet"


@lru_cache(maxsize=512)
def _title_lines(title: str, is_private: bool, width: int) -> tuple[str, ...]:
    """Return a title on exactly `TITLE_LINES` lines; what does not fit makes the last too long."""
    parts = wrapped(one_line(f"private · {title}" if is_private else title), width)
    kept = (*parts[: TITLE_LINES - 1], " ".join(parts[TITLE_LINES - 1 :]))
    return (*kept, *[""] * (TITLE_LINES - len(kept)))
