"""A talk between the operator and one employee: what was said, the answer as it comes in, and a line to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive

from teamx_tui import company
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.ticket_acts import ACTS
from teamx_tui.tui.widgets.chat_header import ChatHeader
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.live_words import LiveWords
from teamx_tui.tui.widgets.thread_view import ThreadView

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_TICKETS: Final = ACTS | {"details", "go", "spectate"}
"""What can be done with a ticket and not with a chat."""


class ChatScreen(ThreadScreen):
    """Shows the chat `number`, which is with `handle`."""

    HELP = """
A talk with one employee that nobody else reads. Write below and press Enter: they answer in a turn of their own, as
soon as they are free and a worker is on duty. Escape goes from the line to what was said, c back to the line.

x stops the answer that is coming in; what a model has said until then is paid for. v shows what it was told.
w asks why they do nothing. From here they cannot change tickets: to have something done, write on the ticket.
"""

    scripted: reactive[bool] = reactive(False)

    def __init__(self, number: int, handle: str, *, is_still: bool = False) -> None:
        super().__init__(number, is_still=is_still)
        self.handle = handle
        self.composer.placeholder = Content("Say something: Enter sends, Ctrl+J starts a new line")

    @property
    def ticket_in_view(self) -> int | None:
        """None: commands do not begin with a chat."""
        return None

    @property
    def handle_in_view(self) -> str | None:
        """Whoever the talk is with."""
        return self.handle

    @property
    def thread_in_view(self) -> int | None:
        """This chat."""
        return self.number

    def compose(self) -> ComposeResult:
        """Lay out the head, what was said, what is being said, and the line to write."""
        yield self.header()
        yield ChatHeader().data_bind(ThreadScreen.room, ChatScreen.scripted)
        with Container(id="body"):
            yield ThreadView(id="thread").data_bind(ThreadScreen.room, ThreadScreen.sight)
        yield LiveWords(id="live")
        yield self.suggestions
        yield self.composer
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with writing."""
        self.call_after_refresh(self.action_write)

    def fit(self, width: int) -> None:
        """Everything has its room already."""
        self.query_one(ThreadView).tells_all = False

    async def look(self) -> None:
        """Read what is new."""
        await super().look()
        who = self.handle
        chat = await self.desk.look(lambda office: company.chats.look(office, who, 0))
        self.scripted = chat.brain == "scripted"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing that is done with tickets."""
        return False if action in OF_TICKETS else super().check_action(action, parameters)

    def saying(self, number: int, text: str) -> tuple[str, Mapping[str, Any]]:
        """Return the command that writes to whom this is with."""
        return "chat", {"handle": self.handle, "text": text}
