"""The tail: the one place where the window notices that the company moved, and tells the app what, once for a burst.

It waits on a socket that every commit rings, and looks now and then in case a ring was missed; where sockets do not
work it looks once a second. What the news means to a screen, it does not know.
"""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message

from teamx_tui import company

if TYPE_CHECKING:
    from teamx_tui.company.news import Event, News
    from teamx_tui.company.office import Office
    from teamx_tui.tui.desk import Desk

LOOK_SECONDS: Final = 5.0
DEAF_LOOK_SECONDS: Final = 1.0
"""The same without a socket to wait on."""
BURST_SECONDS: Final = 0.03
"""How long the tail rests after it has told something: what comes meanwhile is told together."""
MOST: Final = 1000
"""Events read at once; a longer burst is told in parts."""


@dataclass
class Changed(Message):
    """The company moved on."""

    seq: int
    """Number of the latest event."""
    kinds: frozenset[str]
    numbers: frozenset[int]
    """Tickets that something happened to."""

    @classmethod
    def by(cls, events: "tuple[Event, ...]") -> "Changed":
        """Return the sum of some events."""
        named = [event.data.get(key) for event in events for key in ("number", "blocker", "blocked")]
        return cls(
            events[-1].seq,
            frozenset(event.kind for event in events),
            frozenset(number for number in named if isinstance(number, int)),
        )


class Tail:
    """Follows the event log and calls `tell` for each burst, one at a time."""

    def __init__(self, desk: "Desk", tell: Callable[[Changed], object]) -> None:
        self._desk = desk
        self._tell = tell
        self._rung = asyncio.Event()
        self._news: News | None = None

    def begin(self, office: "Office") -> None:
        """Take a place in the event log: before anybody looks, so that nothing falls between the look and the news."""
        self._news = company.news.News(office, company.news.head(office))

    async def follow(self) -> None:
        """Follow until cancelled, from where it began.

        Raises:
            TeamxError: the store cannot be read any more.
        """
        news = self._news
        assert news is not None
        loop = asyncio.get_running_loop()
        if news.ear is not None:
            loop.add_reader(news.ear, self._ring, news.ear)
        try:
            while True:
                await self._wait(LOOK_SECONDS if news.ear is not None else DEAF_LOOK_SECONDS)
                events = await self._desk.look(lambda _: news.read(MOST))
                if events:
                    self._tell(Changed.by(events))
                    await asyncio.sleep(BURST_SECONDS)
                if len(events) == MOST:
                    self._rung.set()
        finally:
            if news.ear is not None:
                loop.remove_reader(news.ear)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        self._rung.clear()

    def _ring(self, ear: socket.socket) -> None:
        # Emptied at once: a readable socket would call again and again until the log is read.
        with suppress(OSError):
            while ear.recv(4096):
                pass
        self._rung.set()
