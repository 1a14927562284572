"""The help: what the screen in front shows, and every key that means something there, read from its bindings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen

from teamx_tui.tui import keys
from teamx_tui.tui.panes import PANES
from teamx_tui.tui.widgets.entries import Note
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.reader import Block, Reader

WRITTEN: Final[Mapping[str, str]] = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "space": "Space",
}
"""Keys whose name in Textual is not what stands on the keyboard."""
_OTHERS: Final = "Moving about"
_TEXTUALS: Final[Mapping[str, str]] = {
    "app.focus_next": "Next part of the screen",
    "app.focus_previous": "Previous part of the screen",
    "screen.copy_text": "Copy the selected text",
}
"""What comes with every screen of Textual, as far as it means something here."""
_COLUMN: Final = 16


class HelpScreen(ModalScreen[None]):
    """Shows what can be read and done on `about`, the screen in front."""

    CSS_PATH = "answer.tcss"
    BINDINGS = keys.bindings("help")

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        words = (type(about).HELP or "").strip()
        self._blocks = tuple(_blocks(words, about.active_bindings.values()))

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with Vertical(classes="window"):
            yield Reader()
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill it in."""
        self.query_one(".window").border_title = Content("Help")
        shown = self.query_one(Reader)
        shown.blocks = self._blocks
        self.set_focus(shown)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _blocks(words: str, bindings: Iterable[ActiveBinding]) -> Iterator[Block]:
    """Yield the words, and under the name of each pane its keys; the innermost pane comes first."""
    if words:
        yield Note("words", words, "")
    groups: dict[str, dict[str, list[str]]] = {}
    for active in bindings:
        title, tip = _place(active)
        if tip and active.enabled:
            groups.setdefault(title, {}).setdefault(tip, []).append(written(active.binding.key))
    groups[_OTHERS] = groups.pop(_OTHERS, {})
    for title, tips in groups.items():
        if tips:
            yield Note(("pane", title), title, "bold", gap=False)
        for at, (tip, names) in enumerate(tips.items(), start=1):
            mark = "  " + " ".join(names).ljust(_COLUMN)
            yield Note((title, tip), tip, "", mark, "$primary", gap=at == len(tips))


def _place(active: ActiveBinding) -> tuple[str, str]:
    """Return the pane a key belongs to and what it does there; nothing for what is not meant to be used here."""
    pane = (active.binding.id or "").partition(".")[0]
    if pane in PANES:
        return PANES[pane].title, active.binding.tooltip or active.binding.description
    known = "super" not in active.binding.key
    return _OTHERS, _TEXTUALS.get(active.binding.action, "") if known else ""


def written(key: str) -> str:
    """Return a key as it is written on keyboards: `Ctrl+K`, `Enter`, `G`."""
    *held, last = key.split("+")
    named = WRITTEN.get(last, last.upper() if held or last[1:].isdecimal() else last)
    return "+".join([*(part.capitalize() for part in held), named])
