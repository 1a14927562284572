"""What becomes possible once an order is taken back: whoever would have been woken without it is woken now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from teamx_tui.company import threads, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.news import Event
from teamx_tui.company.retreats import Retreat
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import items
from teamx_tui.store import wakes as queue


@dataclass(frozen=True, slots=True)
class Before:
    """The tickets that an order may have held back, as they are before it is taken back."""

    ready: Mapping[int, int | None]
    """Who is responsible for each, by number; None as long as it is not ready."""
    reviewers: Mapping[int, frozenset[str]]
    """Who answers for each."""


def before(act: Act, events: Iterable[Event]) -> Before:
    """Return how the tickets stand that the changes of an order are about, and those that wait for them."""
    numbers = sorted(set(_concerned(act, events)))
    return Before({one: _ready(act, one) for one in numbers}, {one: _reviewers(act, one) for one in numbers})


def follow(retreat: Retreat, stood: Before, events: Iterable[Event]) -> None:
    """Wake inside an act the people of what is ready now by what happened meanwhile, if they are not woken already.

    They are not where the order had held the ticket back, or had woken them before that: those wakes are taken back.
    So with whoever answers again for what was handed in meanwhile, and with who was called while they took no part.
    """
    act = retreat.act
    for event in events:
        item = act.item(event.data["number"]) if event.kind == "participant.removed" else None
        if item is not None and retreat.since.was_called(item.id, event.data["employee"]):
            wakes.wake(act, item, Cause.MENTION, [event.data["employee"]])
    unwoken = {event.data["number"] for event in events if event.kind == "wake.queued" and _is_dropped(act, event)}
    for number, responsible in stood.ready.items():
        now, item = _ready(act, number), act.ticket(number)
        is_unheard = now != responsible or number in unwoken
        if now is not None and is_unheard and retreat.since.was_released(item.id):
            wakes.wake_ready(act, item)
        if item.state == State.IN_REVIEW and _reviewers(act, number) != stood.reviewers[number]:
            if retreat.since.was_handed_in(item.id):
                threads.pass_review_on(act, item)
            threads.keep_reviewed(act, item)


def _concerned(act: Act, events: Iterable[Event]) -> Iterator[int]:
    for number in {event.data["number"] for event in events if event.data.get("number") is not None}:
        row = items.by_number(act.connection, number)
        if row is None:
            continue
        if row.kind == Kind.TICKET:
            yield row.number
        yield from (one.number for one in items.dependents(act.connection, row.id) if one.kind == Kind.TICKET)


def _is_dropped(act: Act, event: Event) -> bool:
    wake = queue.by_id(act.connection, event.data["wake"])
    return wake is not None and wake.state == "dropped"


def _reviewers(act: Act, number: int) -> frozenset[str]:
    return frozenset(member.handle for member in threads.reviewers(act, act.ticket(number)))


def _ready(act: Act, number: int) -> int | None:
    item = act.ticket(number)
    return item.assignee_id if wakes.is_ready(act, item) else None
