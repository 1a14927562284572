"""A screen on a ticket that hears what is being said there while it comes in."""

from __future__ import annotations

from typing import Final

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui.screens.live import Unreadable
from teamx_tui.tui.screens.ticket_acts import TicketActs
from teamx_tui.tui.widgets.live_words import LiveWords

EVERY_SECONDS: Final = 0.2
"""As often as a worker writes it."""


class Listening(TicketActs):
    """Looks for what is being said as long as somebody has the turn; shown by a `LiveWords`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._is_listening = False

    def on_mount(self) -> None:
        """Begin to listen."""
        self.set_interval(EVERY_SECONDS, self._listen)

    def _listen(self) -> None:
        """Look, off the event loop and one look at a time, so that keys never wait for it."""
        going = self.room is not None and self.room.live is not None
        if self.is_current and not self._is_listening and (going or self.query_one(LiveWords).display):
            self._is_listening = True
            self.run_worker(self._hear(self.number), name="hear", group="hear")

    async def _hear(self, number: int) -> None:
        try:
            heard = await self.desk.look(lambda office: company.murmurs.heard(office, number))
            if self.is_attached:
                await self.query_one(LiveWords).hear(heard[0] if heard and number == self.number else None)
        except TeamxError as error:
            self.post_message(Unreadable(error))
        finally:
            self._is_listening = False
