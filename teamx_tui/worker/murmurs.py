"""What running employees are saying, written a few times a second and for all of them together."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from teamx_tui.company import murmurs
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Unusable

EVERY_SECONDS: Final = 0.2
"""Between two writings, however many replies come in and however often they grow."""
Later = Callable[[float, Callable[[], None]], object]
Write = Callable[[Office, Mapping[int, str]], None]


def _call_later(seconds: float, do: Callable[[], None]) -> object:
    return asyncio.get_running_loop().call_later(seconds, do)


class Murmurs:
    """The replies that are coming in at one worker."""

    def __init__(
        self,
        office: Office,
        clock: Callable[[], float] = time.monotonic,
        later: Later = _call_later,
        write: Write = murmurs.say,
    ) -> None:
        """`clock` counts seconds, `later` calls something after some; `write` puts texts by run into the store."""
        self._office = office
        self._write_out = write
        self._clock = clock
        self._later = later
        self._texts: dict[int, str] = {}
        self._speaking: set[int] = set()
        """Runs of which something has been said that has not been taken back."""
        self._written_at = -EVERY_SECONDS
        self._is_due = False

    def say(self, run_id: int, text: str) -> None:
        """Take note of what has come in so far; the latest is always written unless the run ends before.

        An empty text takes back what was said: the reply is stored as a whole, or thrown away.
        """
        if text:
            self._speaking.add(run_id)
        elif run_id not in self._speaking:
            return
        else:
            self._speaking.discard(run_id)
        self._texts[run_id] = text
        if self._is_due:
            return
        wait = self._written_at + EVERY_SECONDS - self._clock()
        if wait > 0:
            self._is_due = True
            self._later(wait, self._write)
        else:
            self._write()

    def _write(self) -> None:
        self._is_due = False
        texts, self._texts = self._texts, {}
        self._written_at = self._clock()
        with suppress(Unusable):  # a store that cannot be written is told by the next step, which must be
            self._write_out(self._office, texts)
