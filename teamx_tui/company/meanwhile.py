"""What others have done since an order was carried out: by that it is judged whether the order can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.news import Event, read
from teamx_tui.company.office import OPERATOR
from teamx_tui.domain.tickets import MOVES, SATISFYING, Kind, State
from teamx_tui.domain.wakes import EVERYONE
from teamx_tui.store import decisions, events, items
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection

_NO_CAUSE: Final = ("wake.", "run.")
"""Events of these subjects wake nobody who was not woken."""
_RELEASES: Final = frozenset({"ticket.unlinked", "ticket.link_softened", "ticket.assigned"})
"""Kinds of events on a ticket by which it may become ready."""
_OPENS: Final = frozenset({"gate.opened", "gate.waived", "meeting.ended"})
"""Kinds of events on what a ticket waits for by which it may become ready, besides that it is done."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The time since one event."""

    connection: Connection
    seq: int

    def turn_on(self, number: int, handle: str = "") -> str:
        """Return who has begun a turn on a ticket, as a clause; empty if nobody has (or not `handle`)."""
        subjects = (f"{kind}:{number}" for kind in (Kind.TICKET, Kind.MEETING))  # of a meeting's turns too
        for event in (read(row) for subject in subjects for row in events.about(self.connection, subject, self.seq)):
            if event.kind == "run.started" and handle in ("", event.data["employee"]):
                return f"@{event.data['employee']} has begun a turn on #{number}"
        return ""

    def asked_on(self, number: int, handle: str) -> str:
        """Return who has asked somebody something on a ticket that is still open, as a clause; empty if nobody has."""
        for event in map(read, events.about(self.connection, f"ticket:{number}", self.seq)):
            if event.kind != "decision.opened":
                continue
            entry = decisions.by_id(self.connection, event.data["decision"])
            if entry is None or entry.state != "open":
                continue
            if handle in (entry.asked_of, *entry.about.get("among", ())):
                return f"@{handle} has been asked something on #{number}"
        return ""

    def can_become(self, number: int, state: State) -> bool:
        """Return whether a ticket can be moved to a state by now."""
        item = items.briefly(self.connection, number)
        return item is not None and state in MOVES[State(item.state)]

    def keeps(self, wake_id: int) -> bool:
        """Return whether a wake stays as it is: taken up, or others may have had a reason for it too."""
        wake = queue.by_id(self.connection, wake_id)
        return wake is None or wake.state != "pending" or self._has_news(wake.item_id)

    def was_released(self, item_id: int) -> bool:
        """Return whether something was done by which an item may have become ready, as far as this does not hold it."""
        return any(event.kind in _RELEASES if own else _satisfies(event) for own, event in self._happened(item_id))

    def was_handed_in(self, item_id: int) -> bool:
        """Return whether an item has been handed in for review."""
        moved = (event for own, event in self._happened(item_id) if own and event.kind == "ticket.moved")
        return any(event.data["new"] == State.IN_REVIEW for event in moved)

    def was_called(self, item_id: int, handle: str) -> bool:
        """Return whether somebody was called by name, or answered, in the thread of an item."""
        posted = (event.data for own, event in self._happened(item_id) if own and event.kind == "message.posted")
        return any(said["author"] != handle and {handle, EVERYONE} & {*said["mentions"]} for said in posted)

    def _has_news(self, item_id: int) -> bool:
        """Return whether something was done that may be a reason for a wake on an item: on it, or what releases it."""
        return any(
            not event.kind.startswith(_NO_CAUSE) if own else _satisfies(event) for own, event in self._happened(item_id)
        )

    def _happened(self, item_id: int) -> Iterator[tuple[bool, Event]]:
        """Yield what was done on an item, and on what it waits for; each with whether it was on the item itself.

        What the operator ordered and took back since is not among it.
        """
        item = items.by_id(self.connection, item_id)
        assert item is not None, "an item stays for good"
        blockers = items.neighbours(self.connection, item_id, up=True, gates_too=True)
        orders = map(read, events.about(self.connection, OPERATOR, self.seq))
        undone = [(one.data["first"], one.seq) for one in orders]
        for row in (item, *blockers):
            subject = f"{Kind.GATE if row.kind == Kind.GATE else Kind.TICKET}:{row.number}"
            for event in map(read, events.about(self.connection, subject, self.seq)):
                if not any(first <= event.seq <= last for first, last in undone):
                    yield row is item, event


def _satisfies(event: Event) -> bool:
    """Return whether an event on a blocker lets go what waits for it."""
    return event.kind in _OPENS or (event.kind == "ticket.moved" and event.data["new"] in SATISFYING)
