"""A reader with a cursor that goes from entry to entry; what an entry says is none of its business."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Click

from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.entries import Entry
from teamx_tui.tui.widgets.reader import Reader
from teamx_tui.tui.widgets.rows import NOTHING

MARK: Final = "▌"


class EntryReader(Reader):
    """Shows blocks; those that are entries can be gone to. The mark of the cursor stands in the margin."""

    MARGIN: ClassVar[int] = 2

    def __init__(self, *, id: str | None = None, follows: bool = False) -> None:
        super().__init__(id=id, follows=follows)
        self._cursor: Hashable = None
        self._offered: tuple[bool, ...] = ()

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        block = self.block_of(self._cursor)
        return block if isinstance(block, Entry) else None

    @property
    def entries(self) -> list[Entry]:
        """The blocks that can be gone to."""
        return [block for block in self.blocks if isinstance(block, Entry)]

    def put_cursor(self, key: Hashable) -> None:
        """Put the cursor on an entry."""
        if key != self._cursor:
            self._cursor = key
            self.refresh()
        self.note_offers()

    def offers(self) -> tuple[bool, ...]:
        """Return what can be done with the entry under the cursor, each thing as yes or no."""
        return (self.current is not None,)

    def note_offers(self) -> None:
        """Tell the footer when something else can be done than before; each time it is told it is built anew."""
        if (offers := self.offers()) != self._offered:
            self._offered = offers
            self.refresh_bindings()

    def margin(self, y: int) -> Content:
        """Return the mark of the entry under the cursor."""
        if not self.has_focus:
            return NOTHING
        lines = self.place_of(self._cursor)
        return line(MARK, style="$accent") if lines and lines.start <= y < lines.stop - 1 else NOTHING

    def watch_has_focus(self, _focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_focus)
        self.refresh()

    def action_step(self, step: int) -> None:
        """Go to the next or the previous entry; from a cursor out of sight, to the nearest that is in sight."""
        keys = [entry.key for entry in self.entries]
        in_sight = [key for key in keys if self._is_in_sight(key)]
        if self._cursor in in_sight or not in_sight:
            at = (keys.index(self._cursor) if self._cursor in keys else 0) + step
            keys = keys[max(0, min(at, len(keys) - 1)) :]
        else:
            keys = in_sight[:1] if step > 0 else in_sight[-1:]
        if keys:
            self.put_cursor(keys[0])
            self.reveal(keys[0])

    def _is_in_sight(self, key: Hashable) -> bool:
        lines, top = self.place_of(key), self.scroll_offset.y
        return lines is not None and lines.start < top + self.size.height and lines.stop - 1 > top

    def reveal(self, key: Hashable) -> None:
        """Scroll no more than needed for an entry to be in sight, from its head if it is longer than the view."""
        lines = self.place_of(key)
        if lines is None:
            return
        top, height = self.scroll_offset.y, self.size.height
        if lines.start < top or len(lines) > height:
            self.scroll_to(y=lines.start, animate=False, immediate=True, force=True)
        elif lines.stop > top + height:
            self.scroll_to(y=lines.stop - height, animate=False, immediate=True, force=True)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; a double click opens."""
        offset = event.get_content_offset(self)
        block = self.block_at(self.scroll_offset.y + offset.y) if offset is not None else None
        if isinstance(block, Entry):
            self.put_cursor(block.key)
            if event.chain == 2:
                self.action_open()

    def action_open(self) -> None:
        """Do what opening the entry under the cursor means."""
        raise NotImplementedError
