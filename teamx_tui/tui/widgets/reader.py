"""A long text of blocks that draws only the lines that can be seen, and stays at its end while more comes in.

Blocks never change: what a block's key stands for is wrapped once for a width. What a block says, the reader does not
know.
"""

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from teamx_tui.tui import keys
from teamx_tui.tui.widgets.rows import NOTHING


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
    """Some lines that belong together."""

    @property
    def key(self) -> Hashable:
        """What tells it from every other block; two blocks of one key say the same."""
        ...

    def lines(self, width: int) -> Sequence[Line]:
        """Return the block as lines of at most `width` cells."""
        ...


class Reader(ScrollView, can_focus=True):
    """Shows `blocks` one under the other."""

    ALLOW_SELECT = True
    BINDINGS = keys.bindings("reader")

    blocks: var[tuple[Block, ...]] = var(())
    sight: var[Sight] = var(Sight())

    def __init__(self, *, id: str | None = None, follows: bool = False) -> None:
        super().__init__(id=id)
        self._at_end = follows
        self._wrapped: dict[Hashable, Sequence[Line]] = {}
        self._wrapped_width = 0
        self._starts: list[int] = [0]

    @property
    def is_at_end(self) -> bool:
        """Whether the last line can be seen, so that the view goes along when more comes in."""
        return self._at_end

    def watch_blocks(self) -> None:
        """Measure what is new, and stay at the end if the view was there."""
        self._lay_out()

    def watch_sight(self) -> None:
        """Draw what can be seen again."""
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Wrap to the new width."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note whether the end is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = new_value >= self.max_scroll_y

    def line_text(self, y: int) -> str:
        """Return the characters of line `y`, counted from the start."""
        return self._line(y).plain

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        stays = self._at_end
        known = self._wrapped if width == self._wrapped_width else {}
        self._wrapped = {block.key: known.get(block.key) or block.lines(width) for block in self.blocks}
        self._wrapped_width = width
        self._starts = [0, *accumulate(len(self._wrapped[block.key]) for block in self.blocks)]
        self.virtual_size = Size(width, self._starts[-1])
        if stays:
            self._at_end = True
            self._go_along()
            # Once more when the new size is known: before the first layout there is no end to go to.
            self.call_after_refresh(self._go_along)
        self.refresh()

    def _go_along(self) -> None:
        if self._at_end:  # unless somebody scrolled up meanwhile
            self.scroll_end(animate=False, immediate=True, x_axis=False)

    def _line(self, y: int) -> Content:
        if not 0 <= y < self._starts[-1]:
            return NOTHING
        at = bisect_right(self._starts, y) - 1
        return self._wrapped[self.blocks[at].key][y - self._starts[at]].drawn(self.sight)

    def render_line(self, y: int) -> Strip:
        """Return the line at `y`, counted from the top of what can be seen."""
        width = self.scrollable_content_region.width
        at = self.scroll_offset.y + y
        content = self._line(at).truncate(width)
        selection = self.text_selection
        span = selection.get_span(at) if selection is not None else None
        if span is not None:
            start, end = span
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            content = content.stylize(chosen, start, None if end == -1 else end)
        style = self.visual_style
        strips = Visual.to_strips(self, content, width, 1, style, apply_selection=False)
        strip = strips[0] if strips else Strip.blank(width, style.rich_style)
        return strip.extend_cell_length(width, style.rich_style).apply_offsets(0, at)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text under a selection, for the clipboard."""
        return selection.extract("\n".join(self.line_text(y) for y in range(self._starts[-1]))), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw in new colours."""
        super().notify_style_update()
        self.refresh()
