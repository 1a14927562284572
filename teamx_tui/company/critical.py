"""The critical path of what is left: the longest chain of unfinished tickets, which says how long the whole takes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office
from teamx_tui.domain.chains import longest_chain
from teamx_tui.domain.gates import Condition, condition
from teamx_tui.store import events, facts, items
from teamx_tui.store.rows import Connection

EAGER: Final = 2000
"""Unfinished tickets up to which the path is found anew whenever something happened."""
PATIENCE: Final = 20
"""Above that it is found anew only when as many times has passed as finding it took, so that it never is the load."""
SHOWN: Final = 40
"""Tickets of the path that are told; it may be thousands long."""
_BEHIND: Final = 3
"""Finished tickets told before the first unfinished one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One ticket of the path."""

    number: int
    title: str
    condition: Condition
    days: float
    """Its estimate in working days."""


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """The longest chain of unfinished tickets, by estimate."""

    steps: tuple[Step, ...]
    """Its first tickets, as they are now; before them the finished ones that led to it."""
    length: int
    """How many unfinished tickets it has."""
    days: float
    """Working days it takes."""
    at_ms: int
    """When it was found; its tickets are told as they are now."""
    is_old: bool
    """Something has happened since."""


@dataclass(frozen=True, slots=True)
class _Found:
    seq: int
    at_ms: int
    ids: tuple[int, ...] = ()
    days: float = 0.0
    unfinished: int = 0
    took_seconds: float = 0.0
    ended_seconds: float = 0.0


class Pathfinder:
    """Finds the critical path, and keeps it until the company has changed; a long search is not made at every news."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self._found = _Found(-1, 0)

    def look(self, office: Office) -> CriticalPath:
        """Return the path as it is now, or, in a large company, as it was a little while ago."""
        with office.look() as connection:
            seq = events.head(connection)[0]
            if seq != self._found.seq and self._may_search():
                self._found = self._search(connection, seq, office.clock())
            found = self._found
            shown = found.ids[:SHOWN]
            return CriticalPath(
                steps=_steps(connection, [*_led_to(connection, shown[:1]), *shown]),
                length=len(found.ids),
                days=found.days,
                at_ms=found.at_ms,
                is_old=found.seq != seq,
            )

    def _may_search(self) -> bool:
        found = self._found
        return found.unfinished <= EAGER or self._timer() - found.ended_seconds >= PATIENCE * found.took_seconds

    def _search(self, connection: Connection, seq: int, now_ms: int) -> _Found:
        began = self._timer()
        estimates = items.estimates(connection, unfinished=True)
        ids, days = longest_chain(estimates, items.pairs_left(connection))
        ended = self._timer()
        return _Found(seq, now_ms, ids, days, len(estimates), ended - began, ended)


def _led_to(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Return the finished tickets before the path, first to last: back from its first, each time the one done last."""
    behind: list[int] = []
    here = ids[0] if ids else None
    while here is not None and len(behind) < _BEHIND:
        here = items.last_finished_blocker(connection, here)
        behind += [here] if here is not None else []
    return behind[::-1]


def _steps(connection: Connection, ids: Sequence[int]) -> tuple[Step, ...]:
    situations = facts.situations(connection, ids)
    rows = {row.id: row for row in items.with_ids(connection, ids)}
    return tuple(Step(rows[id].number, rows[id].title, condition(situations[id]), rows[id].estimate) for id in ids)
