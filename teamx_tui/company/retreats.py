"""An order being taken back, and what the inverses of its changes look up in it."""

from collections.abc import Callable
from dataclasses import dataclass

from teamx_tui.company.act import Act
from teamx_tui.company.meanwhile import Meanwhile
from teamx_tui.company.news import Event
from teamx_tui.company.office import Office
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Retreat:
    """An order being taken back: the act in which it happens, and what has happened since the order."""

    office: Office
    act: Act
    since: Meanwhile


def subject(retreat: Retreat, event: Event) -> Row:
    """Return the ticket, meeting or chat that an event is about."""
    return retreat.act.item(event.data["number"])


def pair(retreat: Retreat, event: Event) -> tuple[Row, Row]:
    """Return blocker and blocked of a dependency that an event is about."""
    return retreat.act.node(event.data["blocker"]), retreat.act.node(event.data["blocked"])


def colleague(retreat: Retreat, event: Event, key: str = "employee") -> Row:
    """Return the employee that an event names under `key`."""
    return retreat.act.employee(event.data[key])


Inverse = Callable[[Retreat, Event], None]
"""Takes one change back."""
