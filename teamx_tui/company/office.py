"""The office: one open store and one clock. Every change is an act in it; acts inside an act become one transaction."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from teamx_tui.company.act import WATCHERS, Act, Turn
from teamx_tui.domain.wakes import Limits
from teamx_tui.store import engine, events
from teamx_tui.store.conditions import Surroundings
from teamx_tui.store.engine import Store
from teamx_tui.store.rows import Connection
from teamx_tui.store.tallies import Loads

OPERATOR: Final = "operator"
SYSTEM: Final = "system"
Clock = Callable[[], int]


def wall_clock() -> int:
    """Return the time in milliseconds UTC."""
    return time.time_ns() // 1_000_000


class Office:
    """The one company in a store, as its functions see it."""

    def __init__(self, store: Store, clock: Clock = wall_clock, limits: Limits | None = None) -> None:
        self.store = store
        self.clock = clock
        self.limits = limits or Limits()
        self.counted: tuple[Surroundings, Loads] | None = None
        """What everybody had to do when it was counted last, and in which surroundings (company.loads)."""
        self.redacted: Callable[[str], str] = _unchanged
        """Takes secrets out of a text that is about to be written; see `guard`."""
        self._going_on = threading.local()  # the window acts from several threads, each its own act

    @classmethod
    def open(cls, path: Path, clock: Clock = wall_clock) -> "Office":
        """Open the company at `path`.

        Raises:
            Unusable: it cannot be opened; the sentence says what to do.
        """
        return cls(engine.open_store(path), clock)

    def guard(self, redacted: Callable[[str], str]) -> None:
        """Let every text that this process writes from now on go through `redacted`, which takes secrets out."""
        self.redacted = redacted
        self.store.guard(redacted)

    @contextmanager
    def act(self, actor: str, turn: Turn | None = None) -> Iterator[Act]:
        """Yield an act: a transaction of its own, or a part of the act that is going on.

        An error undoes the whole transaction. Whoever wants to go on after an error inside an act makes an `attempt`.
        """
        outer = self._current()
        if outer is None:
            with self.store.writing() as connection:
                self._going_on.act = act = Act(connection, actor, self.clock(), self.limits, turn, self.redacted)
                try:
                    yield act
                    assert not act.is_spoilt, "an error was caught inside an act without an attempt around it"
                    for look in WATCHERS:
                        look(act)
                    act.flush()
                    events.append(connection, act._events, self.redacted)
                finally:
                    self._going_on.act = None
            return
        role = (outer.actor, outer.turn)
        outer.actor, outer.turn = actor, turn or outer.turn
        try:
            yield outer
        except BaseException:
            outer.is_spoilt = True
            raise
        finally:
            outer.actor, outer.turn = role

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Undo exactly what was done inside, rows and events, if it ends in an error; the act may then go on."""
        act = self._current()
        assert act is not None, "an attempt is made inside an act"
        before, mark = len(act._events), act.batch.mark()
        try:
            with engine.savepoint(act.connection):
                yield
        except BaseException:
            del act._events[before:]
            act.batch.cut(mark)
            act.forget()
            act.is_spoilt = False
            raise

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """Yield a connection for reading one consistent state; inside an act, as the act has left it so far."""
        act = self._current()
        if act is not None:
            act.flush()
            yield act.connection
            return
        with self.store.reading() as connection:
            yield connection

    @property
    def is_acting(self) -> bool:
        """Whether an act is going on in this thread."""
        return self._current() is not None

    def _current(self) -> Act | None:
        return getattr(self._going_on, "act", None)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def _unchanged(text: str) -> str:
    return text
