"""The event log as a list, as quick with a million events as with ten. What is searched for, it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.reactive import var

from teamx_tui import company
from teamx_tui.tui.widgets import event_lines
from teamx_tui.tui.widgets.event_lines import EventLines
from teamx_tui.tui.widgets.line_list import MARK, LineList
from teamx_tui.tui.widgets.rows import Row, widths
from teamx_tui.tui.widgets.shelf import Shelf, Sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Resize

    from teamx_tui.company.office import Office
    from teamx_tui.company.timeline import Line
    from teamx_tui.tui.desk import Desk

EDGE: Final = 60
"""Events read at the newest end together with the list, so that a screenful is there when it appears."""


class EventList(LineList):
    """Lists the events it is given the numbers of, newest first; while the newest is in front, it stays so."""

    exact: var[bool] = var(False)
    """Whether times are shown exactly instead of as ages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="events", is_titled=True, picks=True)
        self.columns = event_lines.COLUMNS
        self._desk = desk
        self._lines = EventLines((), self._row)
        self._shelf: Shelf[Line] = Shelf(self, _read, self._sight, self._arrived)
        self._now_ms = 0

    @property
    def number_in_view(self) -> int | None:
        """The event under the cursor."""
        return self._lines.number_at(self.cursor)

    @property
    def line_in_view(self) -> Line | None:
        """The event under the cursor, None if there is none or it is still being read."""
        number = self.number_in_view
        return self._shelf.get(number) if number is not None else None

    def take(self, numbers: Sequence[int], known: Mapping[int, Line], now_ms: int) -> None:
        """List the events `numbers`, which ascend, of which some are `known`; the one under the cursor stays there."""
        self._now_ms = now_ms
        self._shelf.put(known)
        number, below = self.number_in_view, self.cursor - self.scroll_offset.y
        follows = self.cursor == 0 or number is None
        self._lines = self.rows = EventLines(numbers, self._row)
        self.set_reactive(LineList.cursor, 0 if follows or number is None else self._lines.line_of(number))
        self.scroll_to(y=0 if follows else self.cursor - below, animate=False, force=True, immediate=True)
        self._offer()
        self._shelf.fill(self._desk)
        if self.number_in_view != number and self.current is not None:
            self.post_message(self.Reached(self.current.key))

    def go_to(self, number: int) -> None:
        """Put the cursor on an event, or on the one before it if it is not listed."""
        self._move(self._lines.line_of(number), 1)

    def watch_rows(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Make room for the lines; `take` says where the cursor goes."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """See to it that what has come into sight gets read."""
        super().watch_scroll_y(old_value, new_value)
        self._shelf.fill(self._desk)

    def on_resize(self, event: Resize) -> None:
        """Measure again, and read what has come into sight."""
        self._shelf.fill(self._desk)

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._lay_out()

    def _sight(self) -> Sight:
        height, top, end = max(1, self.size.height), self.scroll_offset.y, len(self._lines)
        return Sight(
            self._lines.between(top, top + height),
            self._lines.between(top - height, top + 2 * height),
            [*self._lines.between(top - 3 * height, top + 4 * height), *self._lines.between(end - height, end)],
        )

    def _arrived(self, lines: Mapping[int, Line], _are_shown: bool) -> None:
        self.refresh()
        self._offer()
        if self.number_in_view in lines and self.current is not None:
            self.post_message(self.Reached(self.current.key))

    def _measure(self, width: int) -> None:
        if width != self._sized_for:
            last = self._lines.number_at(0) or 0
            ruler = event_lines.ruler(last, is_exact=self.exact)
            self._sizes = widths(self.columns, (ruler,), max(1, width - MARK))
            self._sized_for = width

    def _row(self, number: int) -> Row:
        line = self._shelf.get(number)
        return event_lines.row(line, self._now_ms, is_exact=self.exact) if line else event_lines.unread(number)


def _read(office: Office, numbers: Sequence[int]) -> Mapping[int, Line]:
    return company.timeline.lines(office, numbers)
