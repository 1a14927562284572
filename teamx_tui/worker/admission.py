"""Which run may start now: the queue of pending wakes in the order of the critical path, fed by the event log.

What may not run is parked under the employee, the ticket and whatever its gates stand on, and comes back when something
happens to one of them. This is only a hint about where to look: the claim itself asks `closed_gates`.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from teamx_tui.company import queue
from teamx_tui.company.graph import Paths
from teamx_tui.company.news import Event
from teamx_tui.company.office import Office
from teamx_tui.company.runs import Held
from teamx_tui.domain.priority import rank
from teamx_tui.domain.retries import is_cooling
from teamx_tui.domain.tickets import Kind

Key = tuple[float, int, int, int]
_ABOUT_ALL: Final = ("company.", "budget.", "employee.", "worker.", "brain.", "meeting.")
"""Events of these subjects may concern any wake."""
_OPEN_NOTHING: Final = frozenset({"message.posted", "run.started", "run.briefed", "wake.dropped", "artifact.attached"})
"""Events after which nothing can run that could not before; skipped unread, since there are so many."""

_AT_ONCE: Final = 1_000_000.0
"""Days of path that a chat counts for: the operator is waiting."""


class Admission:
    """The pending wakes of one store, as one worker sees them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._paths = Paths(office)
        self._ready: list[tuple[Key, int]] = []
        self._keys: dict[int, Key] = {}
        self._parked: dict[int, Held] = {}
        self._by_place: dict[str | int, set[int]] = defaultdict(set)

    def reread(self) -> None:
        """Forget everything and read the whole queue again."""
        self._ready, self._keys, self._parked = [], {}, {}
        self._by_place.clear()
        self._paths.refresh()
        self._admit(queue.pending(self._office))

    def learn(self, events: Iterable[Event]) -> None:
        """Take in what happened: new wakes, and parked ones that may run now."""
        fresh = []
        is_edited = False
        for event in events:
            is_edited |= event.kind == "ticket.edited"
            if event.kind in _OPEN_NOTHING:
                continue
            if event.kind.startswith(_ABOUT_ALL):
                self._unpark(set(self._parked))
                continue
            data = event.data
            if event.kind in ("wake.queued", "wake.returned"):
                fresh.append(data["wake"])
                continue
            for place in (data.get("employee"), data.get("number"), event.subject, f"decision:{data.get('decision')}"):
                if place is not None:
                    self._unpark(self._by_place.pop(place, set()))
        if is_edited:
            self.reread()  # a ticket may be more urgent now, or longer: then so is the way of whatever stands before it
        elif fresh:
            self._paths.refresh()
            self._admit(queue.pending(self._office, fresh))

    def take(self, most: int) -> list[int]:
        """Take at most `most` wakes from the front of the queue, best first."""
        taken: list[int] = []
        while self._ready and len(taken) < most:
            key, wake_id = heapq.heappop(self._ready)
            if self._keys.get(wake_id) == key and wake_id not in self._parked:
                taken.append(wake_id)
        return taken

    def settle(self, taken: Sequence[int], held: Iterable[Held]) -> None:
        """Say what became of the wakes taken: the held ones are parked, or go back when they only lacked a slot."""
        waiting = {entry.wake_id: entry for entry in held}
        for wake_id in taken:
            entry = waiting.get(wake_id)
            if entry is None:
                self._keys.pop(wake_id, None)
            elif entry.gates:
                self._park(entry)
            else:
                heapq.heappush(self._ready, (self._keys[wake_id], wake_id))

    def wake_up(self, now_ms: int) -> None:
        """Bring back the parked wakes whose cool-down is over."""
        self._unpark(
            {
                wake_id
                for wake_id, held in self._parked.items()
                if held.due_at_ms and not is_cooling(held.due_at_ms, now_ms)
            }
        )

    @property
    def next_due_ms(self) -> int | None:
        """When the next cool-down ends (milliseconds UTC), if one is going on."""
        return min((held.due_at_ms for held in self._parked.values() if held.due_at_ms > 0), default=None)

    def _admit(self, waiting: Iterable[queue.Waiting]) -> None:
        for wake in waiting:
            days = _AT_ONCE if wake.kind == Kind.CHAT else self._paths.days(wake.item_id)
            key = rank(days, wake.priority, wake.queued_at_ms, wake.part)
            self._keys[wake.wake_id] = key
            self._parked.pop(wake.wake_id, None)
            heapq.heappush(self._ready, (key, wake.wake_id))

    def _park(self, held: Held) -> None:
        self._parked[held.wake_id] = held
        self._by_place[held.employee].add(held.wake_id)
        self._by_place[held.number].add(held.wake_id)
        for gate in held.gates:
            self._by_place[gate.on].add(held.wake_id)

    def _unpark(self, wake_ids: set[int]) -> None:
        for wake_id in wake_ids:
            if self._parked.pop(wake_id, None) is not None:
                heapq.heappush(self._ready, (self._keys[wake_id], wake_id))
