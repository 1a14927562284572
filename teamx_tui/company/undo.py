"""Taking the operator's orders back, the latest first. Nothing is deleted: what is taken back stays in log and thread.

An order can be taken back as long as nobody has built on it; then every change it made is changed back, in one act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company import aftermath
from teamx_tui.company.inverses import INVERSES, LAST
from teamx_tui.company.meanwhile import Meanwhile
from teamx_tui.company.news import Event
from teamx_tui.company.objections import OBJECTIONS
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.orders import Order, changes, orders
from teamx_tui.company.outlooks import OUTLOOKS, WAYS_OUT
from teamx_tui.company.retreats import Retreat
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.tickets import State
from teamx_tui.store.rows import Connection

NOTHING: Final = "There is nothing to take back."
_SHOWN: Final = 4
"""Effects named in one sentence."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The order that would be taken back next."""

    seq: int
    """Its number in the log."""
    at_ms: int
    said: str
    effects: tuple[str, ...]
    """What taking it back means, each a clause; what weighs most first."""
    refusal: str
    """Why it cannot be taken back, as a sentence with the way out; empty when it can."""

    @property
    def sentence(self) -> str:
        """What is taken back and what comes of it, in one line."""
        shown = self.effects if len(self.effects) <= _SHOWN + 1 else self.effects[:_SHOWN]
        more = len(self.effects) - len(shown)
        return f"take back: {self.said} ({'; '.join(shown)}{f'; and {more} more' if more else ''})"


def last(office: Office) -> Undoable | None:
    """Return the order that would be taken back next, None if none is left."""
    with office.look() as connection:
        order = _latest(connection)
        return _undoable(connection, order, changes(connection, order)) if order is not None else None


def take_back(office: Office, only: int = 0) -> Undoable:
    """Take the latest order back that is not taken back yet, and return what it was.

    `only`: refuse if another order than this one is the latest; it was given after the operator had looked.

    Raises:
        Refused: there is none, or others have built on it; the sentence says who, and what to do instead.
    """
    with office.act(OPERATOR) as act:
        order = _latest(act.connection)
        if order is None:
            raise Refused(NOTHING)
        events = changes(act.connection, order)
        undoable = _undoable(act.connection, order, events)
        if only not in (0, order.seq):
            raise Refused(f"The latest command is another one now: {order.said}. To see it: teamx undo --dry-run")
        if undoable.refusal:
            raise Refused(undoable.refusal)
        first = act.last_seq() + 1
        retreat = Retreat(office, act, Meanwhile(act.connection, order.seq))
        stood = aftermath.before(act, events)
        for event in _backwards(events):
            INVERSES[event.kind](retreat, event)
        aftermath.follow(retreat, stood, events)
        act.note("command.undone", OPERATOR, order=order.seq, said=order.said, first=first)
        return undoable


def _latest(connection: Connection) -> Order | None:
    return next((order for order in orders(connection) if not order.is_undone), None)


def _backwards(events: Sequence[Event]) -> list[Event]:
    """Return changes in the order in which they are taken back."""
    at_once = [event for event in reversed(events) if event.kind not in LAST]
    return at_once + [event for event in events if event.kind in LAST]


def _undoable(connection: Connection, order: Order, events: Sequence[Event]) -> Undoable:
    weights = {kind: weight for weight, kind in enumerate(OUTLOOKS)}
    since = Meanwhile(connection, order.seq)
    known = [event for event in events if event.kind in INVERSES]
    changed = [event for event in known if event.kind != "wake.queued" or not since.keeps(event.data["wake"])]
    ranked = sorted(changed, key=lambda event: weights[event.kind])
    effects = dict.fromkeys(filter(None, (OUTLOOKS[event.kind](event.data) for event in ranked)))
    refusal = _refusal(since, order, events)
    return Undoable(order.seq, order.at_ms, order.said, tuple(effects), refusal)


def _refusal(since: Meanwhile, order: Order, events: Sequence[Event]) -> str:
    if any(event.kind not in INVERSES for event in events):
        return f"This cannot be taken back ({order.said}): teamx knows no way to change it back."
    objections = (OBJECTIONS[event.kind](since, event.data) for event in events if event.kind in OBJECTIONS)
    objection = next(filter(None, objections), "")
    if not objection:
        return ""
    by_kind = {event.kind: event.data for event in reversed(events)}
    way = next((kind for kind in WAYS_OUT if kind in by_kind), "")
    if way == "ticket.filed" and not since.can_become(by_kind[way]["number"], State.CANCELLED):
        way = ""  # a ticket that is over is not called off any more
    instead = f" Instead: {WAYS_OUT[way](by_kind[way])}" if way else ""
    return f"This cannot be taken back any more ({order.said}): {objection} since.{instead}"
