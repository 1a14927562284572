"""Every key that means something where the operator is, read from the bindings themselves."""

from collections.abc import Iterable
from typing import Final

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer

from teamx_tui.tui import keys
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

KEYS: Final[dict[str, str]] = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "space": "Space",
}
SIDEWAYS: Final = frozenset({"left", "right", "maximize", "minimize"})
"""Words of actions that come with every widget and mean nothing here."""


class KeysScreen(ModalScreen[None]):
    """Lists keys and what they do."""

    CSS_PATH = "answer.tcss"
    BINDINGS = keys.bindings("keys")

    def __init__(self, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._rows = tuple(_rows(bindings))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="window"):
            yield LineList()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill in the keys."""
        self.query_one(".window").border_title = Content("Keys")
        shown = self.query_one(LineList)
        shown.columns = (Column(most=16), Column(flexible=True))
        shown.show(self._rows)
        self.set_focus(shown)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(bindings: Iterable[ActiveBinding]) -> Iterable[Row]:
    """Yield a row for each thing that can be done, with all its keys; what the footer shows comes first."""
    found: dict[str, list[str]] = {}
    for active in sorted(bindings, key=lambda active: not active.binding.show):
        binding = active.binding
        words = binding.tooltip or binding.description
        if words and active.enabled and not SIDEWAYS & {*binding.action.split("_")} and "super" not in binding.key:
            found.setdefault(words, []).append(spelled(binding.key))
    for words, names in found.items():
        yield Row(words, (line(" ".join(names), style="$primary"), line(words)))


def spelled(key: str) -> str:
    """Return a key as it is written on keyboards: `Ctrl+K`, `Enter`, `G`."""
    *held, last = key.split("+")
    return "+".join([*(part.capitalize() for part in held), KEYS.get(last, last.upper() if held else last)])
