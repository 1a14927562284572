"""A long text of blocks that draws only the lines that can be seen, and stays at its end while more comes in.

What a block says, the reader does not know. Whatever comes before or behind, whoever reads in the middle keeps the line
they are reading where it is.
"""

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Protocol

from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from teamx_tui.tui import keys
from teamx_tui.tui.widgets.rows import NOTHING
from teamx_tui.tui.widgets.strips import Strips


@dataclass(frozen=True, slots=True)
class Sight:
    """What the drawing of a line depends on besides the line itself."""

    now_ms: int = 0
    exact: bool = False


class Line(Protocol):
    """One line of a block."""

    def drawn(self, sight: Sight) -> Content:
        """Return the line as it looks now."""
        ...


class Block(Protocol):
    """Some lines that belong together. Equal blocks have the same lines."""

    @property
    def key(self) -> Hashable:
        """What tells it from every other block, whatever becomes of what it says."""
        ...

    def lines(self, width: int) -> Sequence[Line]:
        """Return the block as lines of at most `width` cells."""
        ...


class Reader(ScrollView, can_focus=True):
    """Shows `blocks` one under the other."""

    ALLOW_SELECT = True
    BINDINGS = keys.bindings("reader")
    MARGIN: ClassVar[int] = 0
    """Cells before each line, which are no part of the text."""

    blocks: var[tuple[Block, ...]] = var(())
    sight: var[Sight] = var(Sight())

    def __init__(self, *, id: str | None = None, follows: bool = False) -> None:
        super().__init__(id=id)
        self._at_end = follows
        self._strips = Strips(self)
        self._laid_out: tuple[Block, ...] = ()
        self._places: dict[Hashable, int] = {}
        self._wrapped: dict[Hashable, tuple[Block, Sequence[Line]]] = {}
        self._wrapped_width = 0
        self._starts: list[int] = [0]

    @property
    def is_at_end(self) -> bool:
        """Whether the last line can be seen, so that the view goes along when more comes in."""
        return self._at_end

    def watch_blocks(self) -> None:
        """Measure what is new, and stay where the view was."""
        self._lay_out()

    def watch_sight(self, old: Sight, new: Sight) -> None:
        """Draw again those of the lines in sight that now look otherwise."""
        top = self.scroll_offset.y
        for y in range(top, min(top + self.size.height, self._starts[-1])):
            line = self._line_at(y)
            if not line.drawn(old).is_same(line.drawn(new)):
                self.refresh_line(y)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Lay out what is shown as soon as there is a width: `on_resize` is told when all has been drawn without it."""
        is_changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._laid_out is not self.blocks and not self._wrapped_width:
            self._lay_out()
        return is_changed

    def on_resize(self, event: Resize) -> None:
        """Wrap to the new width; at another height, the end is elsewhere."""
        # What was given while the view was hidden has not been laid out, whatever the width was before.
        is_behind = self._laid_out is not self.blocks
        if is_behind or self.scrollable_content_region.width - self.MARGIN != self._wrapped_width:
            self._lay_out()
        else:
            self._go_along()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note whether the end is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = new_value >= self.max_scroll_y

    def place_of(self, key: Hashable) -> range | None:
        """Return the lines of a block, counted from the start; None if it is not there."""
        at = self._places.get(key)
        return range(self._starts[at], self._starts[at + 1]) if at is not None else None

    def block_of(self, key: Hashable) -> Block | None:
        """Return the block with a key, if it is there."""
        at = self._places.get(key)
        return self._laid_out[at] if at is not None else None

    def block_at(self, y: int) -> Block | None:
        """Return the block that line `y` is part of, counted from the start."""
        if not 0 <= y < self._starts[-1]:
            return None
        return self._laid_out[bisect_right(self._starts, y) - 1]

    def line_text(self, y: int) -> str:
        """Return the characters of line `y`, counted from the start."""
        return self._line(y).plain

    def _lay_out(self) -> None:
        if len(self.blocks) > self.size.height > 0:
            self.show_vertical_scrollbar = True  # known before: else all would be wrapped again when it has come
        width = self.scrollable_content_region.width - self.MARGIN
        if width <= 0:
            return
        stays, top, before = self._at_end, self.scroll_offset.y, self._known_places()
        known = self._wrapped if width == self._wrapped_width else {}
        self._wrapped = {block.key: (block, self._lines_of(block, known, width)) for block in self.blocks}
        self._wrapped_width, self._laid_out = width, self.blocks
        self._places = {block.key: at for at, block in enumerate(self.blocks)}
        self._starts = [0, *accumulate(len(self._wrapped[block.key][1]) for block in self.blocks)]
        self.virtual_size = Size(width + self.MARGIN, self._starts[-1])
        if stays:
            self._at_end = True
            self._go_along()
            # Once more when the new size is known: before the first layout there is no end to go to.
            self.call_after_refresh(self._go_along)
        else:
            self._hold(top, before)
        self.refresh()

    def _lines_of(
        self, block: Block, known: Mapping[Hashable, tuple[Block, Sequence[Line]]], width: int
    ) -> Sequence[Line]:
        found = known.get(block.key)
        return found[1] if found is not None and found[0] == block else block.lines(width)

    def _known_places(self) -> dict[Hashable, int]:
        """Return where each block began that can be seen, or comes after."""
        first = max(0, bisect_right(self._starts, self.scroll_offset.y) - 1)
        return {block.key: self._starts[at] for at, block in enumerate(self._laid_out[first:], start=first)}

    def _hold(self, top: int, before: Mapping[Hashable, int]) -> None:
        """Scroll so that what was read stays where it was, though what lies before it has grown or shrunk."""
        for at, block in enumerate(self._laid_out):
            if block.key in before:
                self.scroll_to(y=top + self._starts[at] - before[block.key], animate=False, immediate=True, force=True)
                return

    def _go_along(self) -> None:
        if self._at_end:  # unless somebody scrolled up meanwhile
            self.scroll_end(animate=False, immediate=True, x_axis=False)

    def _line(self, y: int) -> Content:
        return self._line_at(y).drawn(self.sight) if 0 <= y < self._starts[-1] else NOTHING

    def _line_at(self, y: int) -> Line:
        at = bisect_right(self._starts, y) - 1
        return self._wrapped[self._laid_out[at].key][1][y - self._starts[at]]

    def margin(self, y: int) -> Content:
        """Return what stands in the margin before line `y`, counted from the start."""
        return NOTHING

    def render_line(self, y: int) -> Strip:
        """Return the line at `y`, counted from the top of what can be seen."""
        width = self.scrollable_content_region.width - self.MARGIN
        at = self.scroll_offset.y + y
        content = self._line(at).truncate(width)
        selection = self.text_selection
        span = selection.get_span(at) if selection is not None else None
        if span is not None:
            start, end = span
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            content = content.stylize(chosen, start, None if end == -1 else end)
        style = self.visual_style
        strip = self._strips.of(content, width, style).apply_offsets(0, at)
        return Strip.join([self._strips.of(self.margin(at), self.MARGIN, style), strip]) if self.MARGIN else strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text under a selection, for the clipboard."""
        return selection.extract("\n".join(self.line_text(y) for y in range(self._starts[-1]))), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw in new colours."""
        super().notify_style_update()
        self._strips.forget()
        self.refresh()
