"""What hand-offs, decisions of several and reviews do to a thread that is rehearsed: who is called by them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from teamx_tui.domain.raci import Raci
from teamx_tui.domain.wakes import Cause

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """A hand-off that waits for its answer."""

    giver: str
    to: str
    changes_hands: bool


@dataclass(slots=True)
class Proposal:
    """A decision on the table."""

    asker: str
    missing: set[str]
    """Those who have taken no position yet."""


@dataclass(slots=True)
class Deals:
    """What is open between the people of a thread."""

    offers: list[Offer] = field(default_factory=list)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    """By subject, in small letters."""


class Thread(Protocol):
    """What of a rehearsed thread these tools change."""

    cast: Any
    parts: dict[str, Raci]
    by: str
    speakers: list[str]
    deals: Deals
    has_entries: bool
    is_in_review: bool

    def wake(self, cause: Cause, named: Sequence[str] = ()) -> str | None:
        """Call the cast of `cause`; return why one of them would not be woken."""

    def bring_in(self, handles: Collection[str]) -> None:
        """Let those take part who do not yet."""


def _hand_off(thread: Thread, given: Given) -> str | None:
    to = given["to"].removeprefix("@")
    if to == thread.by:
        return "nobody hands something over to themselves."
    thread.has_entries = True
    thread.deals.offers.append(Offer(thread.by, to, given.get("ticket") is None))
    thread.bring_in([to])
    return thread.wake(Cause.HANDOFF, [to])


def _accept(thread: Thread, _: Given) -> str | None:
    offer = _offered(thread)
    if offer is None:
        return f"nothing is offered to @{thread.by} here."
    thread.has_entries = True
    if offer.changes_hands:
        for handle, part in thread.parts.items():
            if part is Raci.RESPONSIBLE:
                thread.parts[handle] = Raci.CONSULTED
        thread.parts[offer.to] = Raci.RESPONSIBLE
        refused = thread.wake(Cause.HANDED_OVER)
        if refused:
            return refused
    return thread.wake(Cause.HANDOFF_ANSWERED, [offer.giver])


def _decline(thread: Thread, _: Given) -> str | None:
    offer = _offered(thread)
    if offer is None:
        return f"nothing is offered to @{thread.by} here."
    thread.has_entries = True
    return thread.wake(Cause.HANDOFF_ANSWERED, [offer.giver])


def _offered(thread: Thread) -> Offer | None:
    offer = next((one for one in thread.deals.offers if one.to == thread.by), None)
    if offer is not None:
        thread.deals.offers.remove(offer)
    return offer


def _propose(thread: Thread, given: Given) -> str | None:
    among = list(dict.fromkeys(handle.removeprefix("@") for handle in given["among"]))
    thread.has_entries = True
    thread.deals.proposals[given["subject"].strip().casefold()] = Proposal(thread.by, set(among))
    thread.bring_in(among)
    return thread.wake(Cause.QUESTION, among)


def _position(thread: Thread, given: Given) -> str | None:
    subject = given.get("subject", "").strip().casefold()
    tables = thread.deals.proposals
    found = tables.get(subject) if subject else next(iter(tables.values()), None)
    if found is None:
        return "no such decision is on the table here."
    _news(thread)
    found.missing.discard(thread.by)
    judge = next((handle for handle, part in thread.parts.items() if part is Raci.ACCOUNTABLE), None)
    return thread.wake(Cause.ANSWERED, [judge]) if judge is not None and not found.missing else None


def _decide(thread: Thread, given: Given) -> str | None:
    _news(thread)
    found = thread.deals.proposals.pop(given["subject"].strip().casefold(), None)
    return thread.wake(Cause.ANSWERED, [found.asker]) if found is not None else None


def _request_review(thread: Thread, _: Given) -> str | None:
    if thread.is_in_review:
        return f"#{thread.cast.number} is in review already."
    thread.is_in_review = True
    _news(thread)
    return thread.wake(Cause.REVIEW)


def _request_changes(thread: Thread, _: Given) -> str | None:
    if not thread.is_in_review:
        return f"#{thread.cast.number} is not in review."
    thread.is_in_review = False
    _news(thread)
    return thread.wake(Cause.CHANGES)


def _leave(thread: Thread, given: Given) -> str | None:
    if given.get("ticket") in (None, thread.cast.number):
        thread.parts.pop(thread.by, None)
    return None


def _news(thread: Thread) -> None:
    thread.has_entries = True
    thread.speakers.clear()


def _keep(thread: Thread, given: Mapping[str, Any]) -> None:
    """Something new came to be, though only what is written for the ticket stands in its thread."""
    thread.has_entries = thread.has_entries or given.get("place") == "ticket"
    thread.speakers.clear()


DEALING: Final[dict[str, Callable[[Thread, Given], str | None]]] = {
    "hand_off": _hand_off,
    "accept": _accept,
    "decline": _decline,
    "propose": _propose,
    "take_position": _position,
    "decide": _decide,
    "request_review": _request_review,
    "request_changes": _request_changes,
    "leave": _leave,
    "join": lambda thread, given: None,
    "comment_on": lambda thread, given: None,
    "write_document": _keep,
    "set_status": _keep,
    "search_vault": lambda thread, given: None,
    "read_document": lambda thread, given: None,
}
"""What each of these tools does to the thread; the result is why it could not be used."""
