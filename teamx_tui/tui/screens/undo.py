"""Taking the latest command back: what it was, and what comes of taking it back, before that happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.tui import keys
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.entries import Note
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.undo import Undoable


class UndoScreen(ModalScreen[None], LiveScreen[None]):
    """Shows the command that would be taken back now; Enter does it, but only that one."""

    CSS_PATH = "undo.tcss"
    BINDINGS = keys.bindings("undo")
    HELP = """
    The latest command that was given, and what taking it back means. **Enter** takes it back, **Esc** leaves it.

    Nothing is deleted: what is taken back stays in the log and in the thread.
    """
    found: var[Undoable | None] = var(None, bindings=True)

    def compose(self) -> ComposeResult:
        """Lay out the command over what comes of it."""
        with Vertical(classes="window"):
            yield Static(id="said")
            yield Reader()
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the window."""
        self.query_one(".window").border_title = Content("Take back?")
        self.set_focus(self.query_one(Reader))

    async def look(self) -> None:
        """Read which command is the latest."""
        self.found = found = await self.desk.look(_last)
        said, effects = self.query_one("#said", Static), self.query_one(Reader)
        if found is None:
            said.update(line(company.undo.NOTHING))
            return
        said.update(line(found.said, style="bold"))
        shown = (found.refusal,) if found.refusal else found.effects
        effects.blocks = tuple(Note(at, text, "", mark="· ", gap=False) for at, text in enumerate(shown))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take back only what can be taken back."""
        return action != "take_back" or (self.found is not None and not self.found.refusal)

    def action_take_back(self) -> None:
        """Take it back."""
        assert self.found is not None, "else the key is not offered"
        self.dismiss()
        self.app.clear_notifications()  # what they say holds no longer
        self.window.begin("undo", {"only": self.found.seq})

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss()


def _last(office: Office) -> Undoable | None:
    """Return the latest command in plain words."""
    from teamx_tui.commands.grammar.retelling import plainly  # the grammar is not needed for the first frame

    found = company.undo.last(office)
    return plainly(found) if found is not None else None
