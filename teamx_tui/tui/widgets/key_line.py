"""The line of keys under a screen: one widget, drawn anew only when other keys mean something than before.

Textual's own footer mounts a widget for each key, again for each change of focus; that took most of the time in which
a screen opens. What a key does it does not know: a click on it is the key being pressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

EVERYWHERE: Final = "app."
"""Beginning of the ids of keys that mean something on every screen: they stay when there is no room for all."""
GAP: Final = 2

Shown = tuple[str, str, str, bool]
"""Key as Textual names it, as it is written, what it does, whether it means something everywhere."""


class KeyLine(Widget):
    """Shows the keys that mean something now; a screen ends with one."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Shown, ...] = ()

    def on_mount(self) -> None:
        """Follow what the keys mean."""
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, screen: Screen[object]) -> None:
        if screen is self.screen and self.is_attached and (keys := tuple(self._active())) != self._keys:
            self._keys = keys
            self.refresh()

    def _active(self) -> Iterator[Shown]:
        """Yield each action once, with its first key."""
        first: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                first.setdefault(active.binding.action, active.binding)
        for binding in first.values():
            is_everywhere = (binding.id or "").startswith(EVERYWHERE)
            yield binding.key, self.app.get_key_display(binding), binding.description, is_everywhere

    def _fitting(self) -> list[Shown]:
        """Return the keys there is room for: of those of the screen the first, and as many as can be of the others."""
        here = [key for key in self._keys if not key[3]]
        everywhere = [key for key in self._keys if key[3]]
        room = self.content_size.width
        while here and _width([*here, *everywhere]) > room:
            (everywhere if len(everywhere) > 2 else here).pop()
        return [*here, *everywhere]

    def render(self) -> Content:
        """Return the keys with what they do."""
        parts = [
            Content(" ").join(
                [line(written, style="bold $footer-key-foreground"), line(does, style="$footer-description-foreground")]
            )
            for _, written, does, _ in self._fitting()
        ]
        return Content("  ").join(parts)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        left = 0
        for key in self._fitting():
            right = left + _width([key])
            if offset is not None and left <= offset.x < right:
                self.app.simulate_key(key[0])
                return
            left = right + GAP


def _width(keys: list[Shown]) -> int:
    return sum(line(f"{written} {does}").cell_length for _, written, does, _ in keys) + GAP * (len(keys) - 1)
