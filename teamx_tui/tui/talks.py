"""How the window opens a talk with one employee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.screen import ModalScreen

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable

if TYPE_CHECKING:
    from teamx_tui.tui.window import Window


class Talks(App[Any]):
    """An app over an open office."""

    def open_chat(self, handle: str) -> None:
        """Show the talk with an employee over what is in front; it is made if there is none."""
        self.run_worker(self._open_chat(handle), name="chat", group="chat", exclusive=True)

    async def _open_chat(self, handle: str) -> None:
        from teamx_tui.tui.screens.chat import ChatScreen  # after the first frame, like the thread's

        window = cast("Window", self)
        try:
            number = await window.desk.look(lambda office: company.chats.begin(office, handle))
        except TeamxError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        while isinstance(self.screen, ModalScreen) or getattr(self.screen, "number", None) == number:
            if isinstance(self.screen, ChatScreen):
                self.screen.look_again()
                return
            self.pop_screen()
        self.push_screen(ChatScreen(number, handle.removeprefix("@"), is_still=window.is_still))
