"""What others have done since an order was carried out: by that it is judged whether the order can be taken back."""

from dataclasses import dataclass
from typing import Final

from teamx_tui.company.news import read
from teamx_tui.company.office import OPERATOR
from teamx_tui.domain.tickets import MOVES, State
from teamx_tui.store import events, items
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection

_NO_CAUSE: Final = ("wake.", "run.")
"""Events of these subjects wake nobody who was not woken."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The time since one event."""

    connection: Connection
    seq: int

    def turn_on(self, number: int, handle: str = "") -> str:
        """Return who has begun a turn on a ticket, as a clause; empty if nobody has (or not `handle`)."""
        for event in map(read, events.about(self.connection, f"ticket:{number}", self.seq)):
            if event.kind == "run.started" and handle in ("", event.data["employee"]):
                return f"@{event.data['employee']} has begun a turn on #{number}"
        return ""

    def can_become(self, number: int, state: State) -> bool:
        """Return whether a ticket can be moved to a state by now."""
        item = items.briefly(self.connection, number)
        return item is not None and state in MOVES[State(item.state)]

    def keeps(self, wake_id: int) -> bool:
        """Return whether a wake stays as it is: taken up, or others may have had a reason for it too."""
        wake = queue.by_id(self.connection, wake_id)
        return wake is None or wake.state != "pending" or self._has_news(wake.item_id)

    def _has_news(self, item_id: int) -> bool:
        """Return whether something was done on an item or its blockers that may be a reason for a wake there.

        What the operator ordered and took back since is none.
        """
        item = items.by_id(self.connection, item_id)
        assert item is not None, "an item stays for good"
        blockers = [row.number for row in items.neighbours(self.connection, item_id, up=True)]
        found = [
            row.seq
            for number in (item.number, *blockers)
            for row in events.about(self.connection, f"ticket:{number}", self.seq)
            if not row.kind.startswith(_NO_CAUSE)
        ]
        spans = [(row.data["first"], row.seq) for row in map(read, events.about(self.connection, OPERATOR, self.seq))]
        return any(not any(first <= seq <= last for first, last in spans) for seq in found)
