"""Saying something in a thread: what is written is a draft until it has been said, wherever the operator goes on to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui.drafts import Drafts
from teamx_tui.tui.screens.ticket_acts import TicketActs
from teamx_tui.tui.widgets.composer import Composer
from teamx_tui.tui.widgets.suggestions import Suggestions, people, tickets
from teamx_tui.tui.widgets.thread_view import ThreadView

if TYPE_CHECKING:
    from collections.abc import Mapping


class Speaking(TicketActs):
    """A screen with a `ThreadView` and a composer under it."""

    def make_composer(self, *, is_still: bool) -> None:
        """Make the composer and what it offers, for the screen to lay out."""
        self.suggestions = Suggestions()
        self.composer = Composer(self.suggestions, id="composer", is_still=is_still)

    def on_mount(self) -> None:
        """Begin with what was written before."""
        self._drafts = Drafts(self.window.memory, self.desk.path)
        self.take_up_draft()

    def on_unmount(self) -> None:
        """Keep what was written."""
        self.keep_draft()

    @property
    def written(self) -> str:
        """What stands in the composer."""
        return self.composer.text

    @written.setter
    def written(self, text: str) -> None:
        self.composer.text = text

    def take_up_draft(self) -> None:
        """Put into the composer what was written for this ticket before."""
        draft = self._drafts.of(self.number)
        if draft or self.written:
            self.written = draft

    def keep_draft(self) -> None:
        """Keep what is written for this ticket."""
        self._drafts.keep(self.number, self.written)

    def action_write(self) -> None:
        """Go to the composer."""
        self.set_focus(self.composer)

    def on_composer_sought(self, message: Composer.Sought) -> None:
        """Offer what the word may stand for."""
        message.stop()
        self.run_worker(self._offer(message.sign, message.start), name="offer")

    async def _offer(self, sign: str, start: str) -> None:
        if self.room is None:
            return
        if sign == "@":
            offers = people(start, self.room)
        else:
            found = await self.desk.look(lambda office: company.lookup.beginning(office, start)) if start else ()
            offers = tickets(start, self.room, found)
        self.composer.offer(sign, start, offers)

    def on_composer_left(self, message: Composer.Left) -> None:
        """Go back to reading."""
        message.stop()
        self.keep_draft()
        self.set_focus(self.query_one(ThreadView))

    def on_composer_sent(self, message: Composer.Sent) -> None:
        """Say it; the composer is empty at once and gets the words back if they are refused."""
        message.stop()
        self.composer.clear()
        self.keep_draft()
        # The app's, not the screen's: who closes the thread at once still has said it, or gets the words back.
        self.app.run_worker(self._say(self.number, message.text), name="say")

    async def _say(self, number: int, text: str) -> None:
        try:
            reply = await self.desk.order(*self.saying(number, text))
        except TeamxError as error:
            self.complain(error)
            self._give_back(number, text)
        else:
            if missed := reply.data.get("missed"):
                self.notify(printable(missed), severity="warning", markup=False)

    def saying(self, number: int, text: str) -> tuple[str, Mapping[str, Any]]:
        """Return the command that says something here, and what it is given."""
        return "ticket comment", {"number": number, "text": text}

    def _give_back(self, number: int, text: str) -> None:
        """Put refused words where they were written, before what has been written there since."""
        screens = (one for one in (self, *self.app.screen_stack) if isinstance(one, Speaking) and one.is_attached)
        here = next((one for one in screens if one.number == number), None)
        since = here.written if here is not None else self._drafts.of(number)
        whole = f"{text}\n{since}" if since.strip() else text
        self._drafts.keep(number, whole)
        if here is not None:
            here.written = whole
