"""When a worker has to look at the meetings: at the time of the next one, and after what may let one begin."""

from collections.abc import Iterable
from typing import Final

from teamx_tui.company import meetings_floor, meetings_series
from teamx_tui.company.news import Event
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.store import meetings as rows

_ALWAYS: Final = ("meeting.", "participant.", "company.", "employee.")
"""Events of these subjects may begin a meeting, or leave the floor to nobody."""
_WHILE_WAITING: Final = ("run.finished", "ticket.moved", "ticket.unlinked", "ticket.link_softened", "gate.")
"""Events that may let a meeting begin that waits for attendees, tickets or gates."""


class Calendar:
    """The meetings of one store, as one worker sees them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._is_stale = True
        self._is_waiting = False
        self.next_ms: int | None = None
        """When the next meeting shall begin or be called (milliseconds UTC)."""

    def reread(self) -> None:
        """Look at everything again at the next turnover."""
        self._is_stale = True

    def learn(self, events: Iterable[Event]) -> None:
        """Take in what happened."""
        if not self._is_stale:
            telling = _ALWAYS + _WHILE_WAITING if self._is_waiting else _ALWAYS
            self._is_stale = any(event.kind.startswith(telling) for event in events)

    def is_due(self, now_ms: int) -> bool:
        """Return whether there is something to look at."""
        return self._is_stale or (self.next_ms is not None and self.next_ms <= now_ms)

    def keep(self) -> None:
        """Call, begin and go on with the meetings whose time it is, in one act."""
        self._is_stale = False
        with self._office.look() as connection:
            if not rows.unfinished(connection) and not rows.series(connection):
                self._is_waiting, self.next_ms = False, None
                return
        with self._office.act(SYSTEM) as act:
            series_ms = meetings_series.call_due(act)
            meetings_floor.convene(act)
            ahead = [row for row in rows.unfinished(act.connection) if row.started_at_ms is None]
            times = [row.due_at_ms for row in ahead if row.due_at_ms > act.at_ms]
            self._is_waiting = len(times) < len(ahead)
            self.next_ms = min([*times, *([series_ms] if series_ms is not None else [])], default=None)
