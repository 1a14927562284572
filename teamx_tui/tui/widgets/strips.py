"""Contents as lines of the screen, each made once: most of what is drawn again looks as it did, or stands elsewhere."""

from typing import Any, Final

from textual.cache import LRUCache
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

KEPT: Final = 512
"""Lines kept: a few screens."""


class Strips:
    """The lines of one widget. It forgets them when its styles change: the names of colours then mean others."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._made: LRUCache[tuple[Any, ...], Strip] = LRUCache(KEPT)

    def of(self, content: Content, width: int, style: Style) -> Strip:
        """Return a line as it is drawn, exactly `width` cells."""
        key = (content.plain, tuple(content.spans), width, style)
        strip = self._made.get(key)
        if strip is None:
            strips = Visual.to_strips(self._widget, content, width, 1, style, apply_selection=False)
            strip = strips[0] if strips else Strip.blank(width, style.rich_style)
            self._made[key] = strip = strip.extend_cell_length(width, style.rich_style)
        return strip

    def forget(self) -> None:
        """Make all of them anew."""
        self._made.clear()
