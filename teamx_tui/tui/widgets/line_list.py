"""A list that draws only the lines that can be seen; every panel of the window is one.

It is given rows and says upward which ticket somebody wants to see, or to understand. It reads nothing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from teamx_tui.tui import keys
from teamx_tui.tui.widgets.rows import NOTHING, Column, Row, laid_out, titles, widths
from teamx_tui.tui.widgets.strips import Strips

MARK: Final = 2
"""Cells before each line, where the cursor's mark stands."""


class LineList(ScrollView, can_focus=True):
    """Shows `rows` in `columns`; posts `Opened` on Enter and `Asked` on `w` for the ticket under the cursor."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor", "line-list--titles", "line-list--empty"}
    BINDINGS = keys.bindings("list")

    rows: var[Sequence[Row]] = var(())
    columns: var[tuple[Column, ...]] = var((Column(flexible=True),))
    empty: var[Content] = var(NOTHING)
    """Shown when there are no rows."""
    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Opened(Message):
        """Somebody wants to see a ticket."""

        number: int

    @dataclass
    class Asked(Message):
        """Somebody wants to know why a ticket does not move."""

        number: int

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a row, whether or not it stands for a ticket."""

        key: str

    @dataclass
    class Reached(Message):
        """The cursor came to another row."""

        key: str

    def __init__(self, *, id: str | None = None, is_titled: bool = False, picks: bool = False) -> None:
        """`is_titled`: the columns have titles. `picks`: Enter means something on rows without a ticket, too."""
        super().__init__(id=id)
        self._is_titled = is_titled
        self._strips = Strips(self)
        self._picks = picks
        self._offers = (False, False)
        self._sizes: tuple[int, ...] = ()
        self._sized_for = -1

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked."""
        return self.has_focus

    def watch_rows(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Keep the cursor on what it was on, and draw."""
        key = old[self.cursor].key if 0 <= self.cursor < len(old) else None
        at = next((at for at, row in enumerate(new) if row.key == key), min(self.cursor, len(new) - 1))
        self.cursor = self._selectable(at, new)
        width = self._sized_for
        if len(old) == len(new) and width > 0 and widths(self.columns, new, max(1, width - MARK)) == self._sizes:
            self._draw_changed(old, new)
        else:
            self._lay_out()
        self._offer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `open` and `ask_why` only where they mean something."""
        opens, explains = self._offers
        return {"open": opens, "ask_why": explains}.get(action, True)

    def _offer(self) -> None:
        """Note what the row under the cursor offers, and tell the footer when that changed."""
        row = self.current
        has_ticket = row is not None and row.ticket is not None
        offers = (has_ticket or (self._picks and row is not None), has_ticket)
        if offers != self._offers:
            self._offers = offers
            self.refresh_bindings()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Take new rows; nothing is drawn when they look as the old ones did."""
        if len(rows) != len(self.rows) or not all(a.looks_like(b) for a, b in zip(rows, self.rows, strict=True)):
            self.rows = rows

    def _draw_changed(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Draw the lines in sight that look otherwise than they did."""
        top = self.scroll_offset.y
        for at in range(top, min(top + self.size.height, len(new))):
            if not new[at].looks_like(old[at]):
                self.refresh_line(at + self._is_titled)

    def watch_columns(self) -> None:
        """Measure again."""
        self._lay_out()

    def watch_empty(self) -> None:
        """Draw the words for an empty list."""
        self.refresh()

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two lines that changed."""
        self.refresh_line(old + self._is_titled)
        self.refresh_line(new + self._is_titled)
        if self.current is not None:
            self.post_message(self.Reached(self.current.key))
        self._offer()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Measure again at another width, at once: `on_resize` is told when all has been drawn without it."""
        is_changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.scrollable_content_region.width != self.virtual_size.width:
            self._lay_out()
        return is_changed

    def notify_style_update(self) -> None:
        """Draw in new colours."""
        super().notify_style_update()
        self._strips.forget()
        self.refresh()

    def _lay_out(self) -> None:
        self._sized_for = -1
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, max(1, len(self.rows) + bool(self._is_titled and self.rows)))
        self.refresh()

    def _measure(self, width: int) -> None:
        # When drawing, because a scrollbar takes a cell away without anybody being told.
        if width != self._sized_for:
            self._sizes = widths(self.columns, self.rows, max(1, width - MARK))
            self._sized_for = width

    def render_line(self, y: int) -> Strip:
        """Return the line at `y`, counted from the top of what can be seen."""
        width = self.scrollable_content_region.width
        if not self.rows:
            content = self.empty if y == 0 else NOTHING
            return self._strip(Content("  ") + content, "line-list--empty", width=width)
        self._measure(width)
        if self._is_titled and y == 0:
            shown = titles(self.columns, self._sizes, width - MARK)
            return self._strip(Content("  ") + shown, "line-list--titles", width=width)
        at = self.scroll_offset.y + y - self._is_titled
        if at >= len(self.rows):
            return self._strip(NOTHING, width=width)
        shown = laid_out(self.columns, self._sizes, self.rows[at], width - MARK)
        if self.shows_cursor and at == self.cursor:
            return self._strip(Content("› ") + shown, "line-list--cursor", width=width)
        return self._strip(Content("  ") + shown, width=width)

    def _strip(self, content: Content, *classes: str, width: int) -> Strip:
        return self._strips.of(content.truncate(width, ellipsis=True), width, self.get_visual_style(*classes))

    def watch_has_focus(self, _focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_focus)
        self.refresh_line(self.cursor + self._is_titled)

    def _selectable(self, at: int, rows: Sequence[Row], step: int = 1) -> int:
        """Return the row nearest to `at` that the cursor can be on, looking first in the direction of `step`."""
        at = max(0, min(at, len(rows) - 1))
        for direction in (step, -step):
            found = at
            while 0 <= found < len(rows):
                if not rows[found].is_passed:
                    return found
                found += direction
        return at

    def _move(self, at: int, step: int) -> None:
        if not self.rows:
            return
        self.cursor = self._selectable(at, self.rows, step)
        top = 0 if self.cursor == self._selectable(0, self.rows) else self.cursor
        line = Region(0, top, 1, self.cursor - top + 1 + self._is_titled)
        self.scroll_to_region(line, animate=False, force=True, immediate=True, x_axis=False)

    def action_step(self, step: int) -> None:
        """Go to the next or the previous row."""
        self._move(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Go a page on or back."""
        self._move(self.cursor + step * max(1, self.size.height - 1 - self._is_titled), step)

    def action_edge(self, step: int) -> None:
        """Go to the first or the last row."""
        self._move(0 if step < 0 else len(self.rows) - 1, -step)

    def action_open(self) -> None:
        """Open the ticket under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current.key))
            if self.current.ticket is not None:
                self.post_message(self.Opened(self.current.ticket))

    def action_ask_why(self) -> None:
        """Ask why the ticket under the cursor does not move."""
        if self.current is not None and self.current.ticket is not None:
            self.post_message(self.Asked(self.current.ticket))

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; a double click opens."""
        offset = event.get_content_offset(self)
        if offset is None or not self.rows:
            return
        at = self.scroll_offset.y + offset.y - self._is_titled
        if 0 <= at < len(self.rows) and not self.rows[at].is_passed:
            self.cursor = at
            if event.chain == 2:
                self.action_open()
