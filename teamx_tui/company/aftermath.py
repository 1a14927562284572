"""What becomes possible once an order is taken back: whoever would have been woken without it is woken now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from teamx_tui.company import wakes
from teamx_tui.company.act import Act
from teamx_tui.company.news import Event
from teamx_tui.company.retreats import Retreat
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import items


@dataclass(frozen=True, slots=True)
class Before:
    """The tickets that an order may have held back, as they are before it is taken back."""

    ready: Mapping[int, int | None]
    """Who is responsible for each, by number; None as long as it is not ready."""


def before(act: Act, events: Iterable[Event]) -> Before:
    """Return how the tickets stand that the changes of an order are about, and those that wait for them."""
    return Before({number: _ready(act, number) for number in sorted(set(_concerned(act, events)))})


def follow(retreat: Retreat, stood: Before) -> None:
    """Wake inside an act the people of what is ready now for somebody, if the order alone had held it back."""
    for number, responsible in stood.ready.items():
        now = _ready(retreat.act, number)
        item = retreat.act.ticket(number)
        if now is not None and now != responsible and retreat.since.was_released(item.id):
            wakes.wake_ready(retreat.act, item)


def _concerned(act: Act, events: Iterable[Event]) -> Iterator[int]:
    for number in {event.data["number"] for event in events if event.data.get("number") is not None}:
        row = items.by_number(act.connection, number)
        if row is None:
            continue
        if row.kind == Kind.TICKET:
            yield row.number
        yield from (one.number for one in items.dependents(act.connection, row.id) if one.kind == Kind.TICKET)


def _ready(act: Act, number: int) -> int | None:
    item = act.ticket(number)
    return item.assignee_id if wakes.is_ready(act, item) else None
