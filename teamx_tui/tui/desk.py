"""The desk: the open office as the window reaches it. Looks and orders run off the event loop; widgets never see it."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from teamx_tui import company
from teamx_tui.commands import COMMANDS, Reply

if TYPE_CHECKING:
    from teamx_tui.commands.grammar import Vocabulary
    from teamx_tui.company.office import Clock, Office

T = TypeVar("T")
LINES = 5000
"""Lines of a long answer that a window shows."""
HANDS = 3
"""Threads: a look, an order and the tail can go on at the same time."""


class Desk:
    """One office, opened in the background; everything asked before it is open waits for it."""

    def __init__(self, path: Path, clock: "Clock | None" = None) -> None:
        self.path = path
        self._clock = clock
        self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix="desk")
        self._office: Office | None = None
        self._is_open = asyncio.Event()
        self._words: Vocabulary | None = None
        self._are_words_old = False
        self._looks_for_words, self._known_by = 0, 0
        """Looks begun, and the one that `_words` come from."""

    async def open(self, then: "Callable[[Office], None] | None" = None) -> None:
        """Open the office, and do `then` with it before anybody else gets it.

        Loads the company's code, and afterwards all commands.

        Raises:
            TeamxError: it cannot be opened; the sentence says what to do.
        """
        self._office = await self._run(self._open)
        if then is not None:
            await self._run(then, self._office)
        self._is_open.set()
        await self._run(COMMANDS.load)

    @property
    def is_open(self) -> bool:
        """Whether a look begins at once."""
        return self._is_open.is_set()

    async def look(self, view: "Callable[[Office], T]") -> T:
        """Return a view of the company.

        Raises:
            TeamxError: it cannot be read, or what was asked for does not exist.
        """
        return await self._run(view, await self._opened())

    async def order(self, name: str, *orders: Mapping[str, Any]) -> Reply:
        """Carry out a command of the registry, once or several times in one go, each time with its arguments.

        Raises:
            TeamxError: it was refused; the sentence says why.
        """
        return await self._run(lambda office: COMMANDS[name].each(office, orders).held(LINES), await self._opened())

    @property
    def known_words(self) -> "Vocabulary | None":
        """What could be named when it was read last; None before."""
        return self._words

    async def words(self) -> "Vocabulary":
        """Return what can be named, read again only after `forget_words`.

        Raises:
            TeamxError: it cannot be read.
        """
        if self._words is None or self._are_words_old:
            self._are_words_old = False
            self._looks_for_words += 1
            this = self._looks_for_words
            try:
                found = await self.look(_words)
            except BaseException:  # whoever looked was closed meanwhile: the words are as old as before
                self._are_words_old = True
                raise
            if this > self._known_by:  # a look that began earlier may end later
                self._words, self._known_by = found, this
        assert self._words is not None, "this look or a later one has found them"
        return self._words

    def forget_words(self) -> None:
        """Take note that somebody or something is called otherwise now, or is in another state."""
        self._are_words_old = True

    async def close(self) -> None:
        """Wait until nobody reads or writes any more, and close the office."""
        await asyncio.to_thread(self._hands.shutdown, wait=True, cancel_futures=True)
        if self._office is not None:
            self._office.close()
            self._office = None

    def _open(self) -> "Office":
        # Named first here, in a thread and after the first frame: it brings the database and the graph with it.
        opener = company.office.Office
        return opener.open(self.path, self._clock) if self._clock is not None else opener.open(self.path)

    async def _opened(self) -> "Office":
        await self._is_open.wait()
        assert self._office is not None
        return self._office

    async def _run(self, work: Callable[..., T], *given: Any) -> T:
        try:
            done = asyncio.get_running_loop().run_in_executor(self._hands, work, *given)
        except RuntimeError:  # closed meanwhile: whoever asks is going away too
            raise asyncio.CancelledError from None
        return await done


def _words(office: "Office") -> "Vocabulary":
    from teamx_tui.commands import grammar  # its phrases are only needed where somebody speaks

    return grammar.vocabulary(office)
