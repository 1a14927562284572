"""What has been read of a long list: of everything out of sight only the number is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from textual.widget import Widget

from teamx_tui.domain.errors import TeamxError

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.tui.desk import Desk

T = TypeVar("T")
PATIENCE_SECONDS: Final = 0.05
"""What is out of sight is read a moment later, when what is in sight has been drawn."""
MOST: Final = 4000
"""Things kept; beyond that, those out of sight are put away."""


class Sight(NamedTuple):
    """Numbers by how soon they are wanted."""

    shown: Sequence[int] = ()
    """On the screen."""
    near: Sequence[int] = ()
    """A key stroke away; when one of them is missing, all those of `far` are read."""
    far: Sequence[int] = ()


class Shelf(Generic[T]):
    """Holds things by number and reads what is missing, one look at a time.

    `read` returns those of some numbers, `sight` what is wanted; `arrived` is called with each lot, and whether it is
    on the screen.
    """

    def __init__(
        self,
        owner: Widget,
        read: Callable[[Office, Sequence[int]], Mapping[int, T]],
        sight: Callable[[], Sight],
        arrived: Callable[[Mapping[int, T], bool], None],
    ) -> None:
        self._owner = owner
        self._read = read
        self._sight = sight
        self._arrived = arrived
        self._things: dict[int, T] = {}
        self._fresh: set[int] = set()
        self._is_reading = False
        self._edition = 0

    def get(self, number: int) -> T | None:
        """Return a thing as it was last read, or None if it has not been."""
        return self._things.get(number)

    def put(self, things: Mapping[int, T]) -> None:
        """Take things that have been read elsewhere."""
        if len(self._things) + len(things) > MOST:
            near = set(self._sight().far)
            self._things = {number: thing for number, thing in self._things.items() if number in near}
            self._fresh &= near
        self._things |= things
        self._fresh |= things.keys()

    def renew(self, things: Mapping[int, T]) -> None:
        """Take things that have just been read; every other one is shown as it was until it is read again."""
        self._edition += 1
        self._fresh.clear()
        self.put(things)

    def fill(self, desk: Desk) -> None:
        """See to it that what is in sight gets read."""
        if not self._is_reading and self._missing()[0]:
            self._is_reading = True
            self._owner.run_worker(self._fill(desk), name="shelf", group="shelf")

    def _missing(self) -> tuple[list[int], bool]:
        """Return what is to be read next, and whether it is on the screen."""
        sight = self._sight()
        if shown := [number for number in sight.shown if number not in self._fresh]:
            return shown, True
        if self._fresh.issuperset(sight.near):
            return [], False
        return [number for number in sight.far if number not in self._fresh], False

    async def _fill(self, desk: Desk) -> None:
        try:
            with suppress(TeamxError):  # the next look of the screen fails too, and says so
                while True:
                    if not self._missing()[1]:
                        await asyncio.sleep(PATIENCE_SECONDS)
                    edition, missing = self._edition, self._missing()[0]
                    if not missing:
                        return
                    things = await desk.look(partial(self._read_these, missing))
                    if edition == self._edition:
                        self._fresh.update(missing)
                        self.put(things)
                        # Looked up only now: somebody may have gone there while it was being read.
                        self._arrived(things, not things.keys().isdisjoint(self._sight().shown))
        finally:
            self._is_reading = False

    def _read_these(self, numbers: Sequence[int], office: Office) -> Mapping[int, T]:
        return self._read(office, numbers)
