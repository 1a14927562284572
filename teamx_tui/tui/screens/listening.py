"""A screen that hears what is being said while it comes in; how that is shown is the screen's business."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui.screens.live import LiveScreen, Unreadable

if TYPE_CHECKING:
    from teamx_tui.company.murmurs import Murmur


class Listening(LiveScreen[None]):
    """Looks for what is being said in one thread, or in all, as long as somebody has a turn there."""

    LISTENS_EVERY_SECONDS: ClassVar[float] = 0.2
    """As often as a worker writes it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_listening = False

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
        """Begin to listen."""
        self.set_interval(self.LISTENS_EVERY_SECONDS, self._listen)

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
