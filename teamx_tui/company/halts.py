"""Bringing an item to rest for want of money: each kind of item rests in its own way."""

from collections.abc import Iterable
from typing import Final

from teamx_tui.company import meetings_floor, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.domain.meetings import Ending
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.store import meetings
from teamx_tui.store.rows import Row

_STOPPABLE: Final = frozenset({State.OPEN, State.IN_PROGRESS, State.IN_REVIEW})


def halt(act: Act, items: Iterable[Row], reason: str) -> str:
    """Bring items to rest inside an act, and return as a sentence what became of those that were not at rest.

    A ticket is put on hold. A meeting cannot wait for one of its attendees: it ends with its minutes, or is called off
    if it has not begun. In a chat nobody answers until the operator writes again.
    """
    held, others = list[str](), list[str]()
    for item in items:
        if item.kind == Kind.MEETING:
            others += _end_meeting(act, item, reason)
        elif item.kind == Kind.CHAT:
            wakes.withdraw(act, item, reason)
            others.append(f"Nobody answers in the chat #{item.number} until you write again.")
        elif State(item.state) in _STOPPABLE:
            tickets.shift(act, item, State.ON_HOLD, reason)
            held.append(f"#{item.number}")
    on_hold = [f"On hold until you lift it: {', '.join(held)}."] if held else []
    return " ".join((*on_hold, *others)) or "Nothing was left to do."


def _end_meeting(act: Act, item: Row, reason: str) -> list[str]:
    if item.state in OVER:
        return []
    meeting = meetings.by_number(act.connection, item.number)
    assert meeting is not None, "a meeting stays for good"
    if meeting.started_at_ms is None:
        meetings_floor.call_off(act, meeting, reason)
        return [f"Meeting #{item.number} is called off."]
    meetings_floor.end(act, meeting, Ending.OPERATOR)
    return [f"Meeting #{item.number} is over; its minutes: teamx meeting minutes {item.number}"]
