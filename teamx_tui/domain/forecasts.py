"""When unfinished work will be done, by the estimates: one ticket at a time for everybody, nothing before its blockers.

A forecast is no promise: it counts working days from now, as if everything that is not yet open opened at once.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from teamx_tui.domain.chains import DEFAULT_DAYS
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.graph import WorkGraph

_A_WEEK: Final = 5
"""Working days of a week."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One unfinished ticket."""

    days: float
    """Its estimate in working days."""
    who: str | None
    """Whoever does it; None: nobody is assigned, so nobody else's work delays it."""
    is_begun: bool = False
    """Somebody is at it, so it comes before what they have not begun."""


@dataclass(frozen=True, slots=True)
class Slot:
    """When a ticket is worked on, in working days from now."""

    begins: float
    ends: float
    after: int | None
    """What it had to wait for last: a blocker, or other work of the same person; None: it can begin now."""


def forecast(work: Mapping[int, Piece], edges: Iterable[Edge]) -> dict[int, Slot]:
    """Return when each ticket is worked on: of what somebody can begin, what most hangs on comes first."""
    graph = WorkGraph({key: piece.days for key, piece in work.items()}, edges)
    floor = _Floor(work, graph.remaining())
    waits: Counter[int] = Counter()
    dependents: dict[int, list[int]] = defaultdict(list)
    for blocker, blocked in {(edge.blocker, edge.blocked) for edge in graph.edges if edge.hard}:
        if blocker in work and blocked in work:
            waits[blocked] += 1
            dependents[blocker].append(blocked)
    for key in work:
        if not waits[key]:
            floor.put(key, None)
    floor.begin(0.0)
    while floor.going:
        now = floor.going[0][0]
        while floor.going and floor.going[0][0] == now:
            key = floor.end()
            for dependent in sorted(dependents[key]):
                waits[dependent] -= 1
                if not waits[dependent]:
                    floor.put(dependent, key)
        floor.begin(now)
    return floor.slots


class _Floor:
    """Who is at what, and what waits for whom, while the days go by."""

    def __init__(self, work: Mapping[int, Piece], left: Mapping[int, float]) -> None:
        self._work, self._left = work, left
        self._waiting: dict[str, list[tuple[bool, float, int]]] = defaultdict(list)
        self._busy: dict[str, int] = {}
        self._behind: dict[int, int | None] = {}
        """For each ticket that waits for a person, what it waited for before."""
        self._freed: dict[str, int] = {}
        """What a person has just ended."""
        self._unassigned: list[int] = []
        self.going: list[tuple[float, int]] = []
        """What is worked on, by when it ends."""
        self.slots: dict[int, Slot] = {}

    def put(self, key: int, after: int | None) -> None:
        """Let a ticket wait for whoever does it; `after`: the last of its blockers."""
        piece = self._work[key]
        self._behind[key] = after
        if piece.who is None:
            self._unassigned.append(key)
        else:
            heapq.heappush(self._waiting[piece.who], (not piece.is_begun, -self._left[key], key))

    def end(self) -> int:
        """Take off the ticket that ends next."""
        _, key = heapq.heappop(self.going)
        who = self._work[key].who
        if who is not None:
            self._busy.pop(who)
            self._freed[who] = key
        return key

    def begin(self, now: float) -> None:
        """Let everybody who is free begin on what comes first for them."""
        for key in self._unassigned:
            self._start(key, now, self._behind[key])
        self._unassigned.clear()
        for who in [who for who, waiting in self._waiting.items() if waiting and who not in self._busy]:
            key = heapq.heappop(self._waiting[who])[2]
            blocker = self._behind[key]
            is_fresh = blocker is not None and self.slots[blocker].ends == now
            self._start(key, now, blocker if is_fresh else self._freed.get(who, blocker))
            self._busy[who] = key

    def _start(self, key: int, now: float, after: int | None) -> None:
        days = self._work[key].days
        self.slots[key] = Slot(now, now + (days if days > 0 else DEFAULT_DAYS), after)
        heapq.heappush(self.going, (self.slots[key].ends, key))


def chain(slots: Mapping[int, Slot], key: int) -> tuple[int, ...]:
    """Return what decides when a ticket is done, first to last, itself at the end."""
    found: list[int] = []
    here: int | None = key
    while here is not None:
        found.append(here)
        here = slots[here].after
    return tuple(reversed(found))


def day_after(now_ms: int, days: float) -> date:
    """Return the date on which work of some working days that begins now is done; Saturday and Sunday are none.

    At most the last date there is.
    """
    day = datetime.fromtimestamp(now_ms / 1000, UTC).date()
    while day.weekday() >= _A_WEEK:
        day += timedelta(days=1)
    left = -int(-days // 1) - 1  # what is done within the first day is done on it
    weeks, left = divmod(max(left, 0), _A_WEEK)
    if weeks >= (date.max - day).days // 7 - 1:
        return date.max
    day += timedelta(weeks=weeks)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _A_WEEK
    return day
