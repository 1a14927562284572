"""Cells side by side on a line or two, with a cursor that goes sideways. What a cell says, the ribbon does not know."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive, var
from textual.widget import Widget

from teamx_tui.tui import keys
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.rows import NOTHING

MORE: Final = "…"
"""Stands where cells to the left are out of sight."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing on a ribbon."""

    key: str
    """What it is about: the cursor follows it when cells move."""
    lines: tuple[Content, ...]
    ticket: int | None = None

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return max(part.cell_length for part in self.lines)

    def looks_like(self, other: "Cell") -> bool:
        """Return whether both are drawn the same; `Content` compares equal whatever its colours."""
        return (self.key, self.ticket, len(self.lines)) == (other.key, other.ticket, len(other.lines)) and all(
            mine.is_same(theirs) for mine, theirs in zip(self.lines, other.lines, strict=True)
        )


class Ribbon(Widget, can_focus=True):
    """Shows `cells` after `lead`; posts `Chosen` on Enter or a click for the cell under the cursor or the mouse."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"ribbon--cursor"}
    BINDINGS = keys.bindings("ribbon")
    joint: ClassVar[str] = "  "
    """What stands between two cells."""

    cells: var[tuple[Cell, ...]] = var(())
    lead: var[Content] = var(NOTHING)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """Somebody wants to see what a cell is about."""

        key: str
        ticket: int | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._first = 0
        """The first cell in sight."""

    @property
    def current(self) -> Cell | None:
        """The cell under the cursor."""
        return self.cells[self.cursor] if 0 <= self.cursor < len(self.cells) else None

    def put(self, lead: Content, cells: tuple[Cell, ...]) -> None:
        """Take new words and cells; nothing is drawn when they look as the old ones did."""
        same = len(cells) == len(self.cells) and all(a.looks_like(b) for a, b in zip(cells, self.cells, strict=True))
        if same and lead.is_same(self.lead):
            return
        self.lead = lead
        self.cells = cells
        self.refresh()

    def watch_cells(self, old: tuple[Cell, ...], new: tuple[Cell, ...]) -> None:
        """Keep the cursor on what it was on."""
        key = old[self.cursor].key if 0 <= self.cursor < len(old) else None
        place = next((at for at, cell in enumerate(new) if cell.key == key), self.cursor)
        self.cursor = max(0, min(place, len(new) - 1))
        self.refresh_bindings()

    def render(self) -> Content:
        """Return as many cells as there is room for, the one under the cursor among them."""
        height = max((len(cell.lines) for cell in self.cells), default=1)
        return Content("\n").join([self._line(at) for at in range(height)])

    def _line(self, at: int) -> Content:
        parts = [self.lead if at == 0 else NOTHING.pad_right(self.lead.cell_length)]
        for place in self._in_sight():
            parts += [self._joint(place, at), self._drawn(place, at)]
        return Content("").join(parts).truncate(self.content_size.width, ellipsis=True)

    def _joint(self, place: int, at: int) -> Content:
        """Return what stands before a cell; its last column is for the mark of the cursor."""
        words = self.joint if place > self._first else MORE if self._first else ""
        mark = "›" if self.has_focus and place == self.cursor else " "
        return NOTHING.pad_right(len(words) + 1) if at else line(f"{words}{mark}")

    def _drawn(self, place: int, at: int) -> Content:
        cell = self.cells[place]
        part = cell.lines[at] if at < len(cell.lines) else NOTHING
        part = part.pad_right(cell.width - part.cell_length)
        is_current = self.has_focus and place == self.cursor
        return part.stylize(self.get_visual_style("ribbon--cursor")) if is_current else part

    def _in_sight(self) -> range:
        """Return the places of the cells that are drawn; the last of them may be cut."""
        room = self.content_size.width - self.lead.cell_length
        self._first = min(self._first, self.cursor)
        while self._first < self.cursor and self._reach(self._first, self.cursor) > room:
            self._first += 1
        last = self._first
        while last < len(self.cells) and self._reach(self._first, last) <= room:
            last += 1
        return range(self._first, min(last + 1, len(self.cells)))

    def _reach(self, first: int, last: int) -> int:
        """Return the columns from the first to the end of the last of some cells."""
        count = last - first + 1
        mark = len(MORE) if first else 0
        return mark + count + (count - 1) * len(self.joint) + sum(cell.width for cell in self.cells[first : last + 1])

    def watch_has_focus(self, _focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_focus)
        self.refresh()

    def action_step(self, step: int) -> None:
        """Go to the next or the previous cell."""
        self.cursor = max(0, min(self.cursor + step, len(self.cells) - 1))

    def action_edge(self, step: int) -> None:
        """Go to the first or the last cell."""
        self.cursor = 0 if step < 0 else max(0, len(self.cells) - 1)

    def action_open(self) -> None:
        """Say that somebody wants to see what is under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current.key, self.current.ticket))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing where there is nothing."""
        return bool(self.cells) if action in ("open", "ask_why") else True

    def on_click(self, event: Click) -> None:
        """Put the cursor on the cell under the mouse, and open it."""
        offset = event.get_content_offset(self)
        place = self._under(offset.x) if offset is not None else None
        if place is not None:
            self.cursor = place
            self.action_open()

    def _under(self, x: int) -> int | None:
        """Return the place of the cell at a column."""
        for place in self._in_sight():
            end = self.lead.cell_length + self._reach(self._first, place)
            if end - self.cells[place].width - 1 <= x < end:
                return place
        return None
