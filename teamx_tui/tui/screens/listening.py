"""A screen that hears what is being said while it comes in; how that is shown is the screen's business."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui.screens.live import LiveScreen, Unreadable

if TYPE_CHECKING:
    from textual.timer import Timer

    from teamx_tui.company.murmurs import Murmur


class Listening(LiveScreen[None]):
    """Looks for what is being said in one thread, or in all, as long as somebody has a turn there."""

    LISTENS_EVERY_SECONDS: ClassVar[float] = 0.2
    """As often as a worker writes it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_listening = False
        self._clocks: list[Timer] = []

    @property
    def thread_heard(self) -> int | None:
        """The number of the thread that is listened to; None: all of them."""
        return None

    @property
    def is_somebody_talking(self) -> bool:
        """Whether there may be something to hear, or something is shown that has been heard."""
        raise NotImplementedError

    async def hear(self, said: tuple[Murmur, ...]) -> None:
        """Show what has come in so far where it is listened to now; nothing: nobody says anything any more."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Get ready to listen."""
        self.during_turns(self.LISTENS_EVERY_SECONDS, self._listen)

    def during_turns(self, seconds: float, do: Callable[[], Awaitable[None] | None]) -> None:
        """Do something every so often while somebody has a turn, as long as this screen is in front."""
        # Else the clock stands still: what wakes to find that there is nothing to do costs as much as what does it.
        self._clocks.append(self.set_interval(seconds, do, pause=True))

    def looked(self) -> None:
        """Listen from when somebody takes the turn until nothing is said any more."""
        self._wind_clocks()

    def on_screen_suspend(self) -> None:
        """Stop while another screen is in front."""
        self._wind_clocks()

    def _wind_clocks(self) -> None:
        is_wanted = bool(self._clocks) and self.is_current and self.is_somebody_talking
        for clock in self._clocks:
            if is_wanted:
                clock.resume()
            else:
                clock.pause()

    def _listen(self) -> None:
        """Look, off the event loop and one look at a time, so that keys never wait for it."""
        if self.is_current and not self._is_listening and self.is_somebody_talking:
            self._is_listening = True
            self.run_worker(self._hear(self.thread_heard), name="hear", group="hear")

    async def _hear(self, number: int | None) -> None:
        try:
            heard = await self.desk.look(lambda office: company.murmurs.heard(office, number))
            if self.is_attached:
                await self.hear(heard if number == self.thread_heard else ())
        except TeamxError as error:
            self.post_message(Unreadable(error))
        finally:
            self._is_listening = False
            if self.is_attached:
                self._wind_clocks()
