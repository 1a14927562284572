"""Where an offer to hand something over stands, and what becomes of it when one of its tickets comes to an end."""

from typing import Any, Final

from teamx_tui.company import inbox, threads, wakes
from teamx_tui.company.office import OPERATOR, Act
from teamx_tui.domain.tickets import OVER, SATISFYING, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import handoffs as rows
from teamx_tui.store.rows import Row

HANDOFF: Final = "handoff"
"""Kind of the entry that an offer is."""


def home(item: Row, onto: Row | None) -> Row:
    """Return the ticket in whose thread an offer is answered: where it was made, as long as that goes on."""
    return onto if onto is not None and item.state in OVER else item


def follow(act: Act, item: Row, there: State) -> None:
    """Let the offers around a ticket that is over go on or end: what it made may still be taken for the next ticket."""
    for offer in rows.open_around(act.connection, item.id):
        source = act.ticket(offer.number)
        if offer.item_id == item.id and offer.to_number is not None and there in SATISFYING:
            _go_on(act, offer, act.ticket(offer.to_number))
        else:
            inbox.withdraw(act, source, offer.decision_id)
            act.note("handoff.ended", wakes.subject(source), **facts(offer), reason=f"#{item.number} is {there}")
            tell_giver(act, source, offer)


def tell_giver(act: Act, where: Row, offer: Row) -> None:
    """Wake whoever made an offer, where it is answered; the operator reads it in the thread."""
    if offer.raised_by != OPERATOR and where.state not in OVER:
        threads.bring_in(act, where, [offer.raised_by])
        wakes.wake(act, where, Cause.HANDOFF_ANSWERED, [offer.raised_by])


def facts(offer: Row) -> dict[str, Any]:
    """Return what events about an offer say of it."""
    who = {"giver": offer.raised_by, "receiver": offer.asked_of}
    return {"number": offer.number, "handoff": offer.id, "to": offer.to_number, **who}


def _go_on(act: Act, offer: Row, onto: Row) -> None:
    """Let an offer be answered on the ticket it is for, since the one it comes from has no more turns."""
    words = f"@{offer.raised_by} offers @{offer.asked_of} a hand-off from #{offer.number}: {offer.note}"
    threads.bring_in(act, onto, [offer.asked_of])
    threads.tell(act, onto, words, origin=offer.number)
    wakes.wake(act, onto, Cause.HANDOFF, [offer.asked_of])
