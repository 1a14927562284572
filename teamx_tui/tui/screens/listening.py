"""A screen on a ticket that hears what is being said there while it comes in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui.screens.live import Unreadable
from teamx_tui.tui.screens.ticket_acts import TicketActs
from teamx_tui.tui.widgets.live_words import LiveWords

if TYPE_CHECKING:
    from textual.timer import Timer

EVERY_SECONDS: Final = 0.2
"""As often as a worker writes it."""


class Listening(TicketActs):
    """Looks for what is being said as long as somebody has the turn; shown by a `LiveWords`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._is_listening = False
        self._clocks: list[Timer] = []

    def on_mount(self) -> None:
        """Get ready to listen."""
        self.during_turns(EVERY_SECONDS, self._listen)

    def during_turns(self, seconds: float, do: Callable[[], Awaitable[None] | None]) -> None:
        """Do something every so often while somebody has the turn, as long as this screen is in front."""
        # Else the clock stands still: what wakes to find that there is nothing to do costs as much as what does it.
        self._clocks.append(self.set_interval(seconds, do, pause=True))

    def watch_room(self) -> None:
        """Begin when somebody takes the turn."""
        self._wind_clocks()

    def on_screen_suspend(self) -> None:
        """Stop while another screen is in front."""
        self._wind_clocks()

    def on_screen_resume(self) -> None:
        """Go on."""
        self._wind_clocks()

    @property
    def _is_said_something(self) -> bool:
        """Whether somebody has the turn, or what they said still stands there."""
        return (self.room is not None and self.room.live is not None) or self.query_one(LiveWords).display

    def _wind_clocks(self) -> None:
        is_wanted = bool(self._clocks) and self.is_current and self._is_said_something
        for clock in self._clocks:
            if is_wanted:
                clock.resume()
            else:
                clock.pause()

    def _listen(self) -> None:
        """Look, off the event loop and one look at a time, so that keys never wait for it."""
        if self.is_current and not self._is_listening and self._is_said_something:
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
            if self.is_attached:
                self._wind_clocks()
