"""What the answer to an entry of the inbox brings about, by the entry's kind, where only one thing has to be done."""

from collections.abc import Callable, Mapping
from typing import Final

from teamx_tui.company import links, meetings_floor, meetings_minutes, seats, shortfalls, threads, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.office import Office
from teamx_tui.company.seats import JOIN
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import meetings
from teamx_tui.store.rows import Row

Consequence = Callable[[Office, Act, Row, Row, str], str]
"""Does what was chosen, given item and entry, and says so in a sentence."""


def _lost_blocker(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    blocker = act.node(entry.about["blocker"])
    if choice == "release":
        links.soften(act, blocker, item)
        return f"#{item.number} no longer waits for #{blocker.number}."
    if choice == "cancel" and item.kind == Kind.MEETING:
        meetings_floor.call_off(act, meetings.by_number(act.connection, item.number), f"#{blocker.number} was lost")
        return f"Meeting #{item.number} is called off."
    if choice == "cancel":
        tickets.shift(act, item, State.CANCELLED, f"#{blocker.number} was {blocker.state}")
        return f"#{item.number} is cancelled."
    return f"#{item.number} goes on waiting until #{blocker.number} is reopened and done."


def _dead_wake(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    handle = entry.about["employee"]
    if choice != "retry":
        return f"#{item.number}: the failed turn of @{handle} is dropped."
    is_woken = wakes.wake(act, item, Cause.RETRY, [handle])
    return f"@{handle} tries #{item.number} again." if is_woken else _gone(item, handle)


def _breaker(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    handle = entry.about["employee"]
    if choice == "mute":
        threads.mute(act, item, act.employee(handle))
        return f"@{handle} is not woken by colleagues in #{item.number} any more."
    is_woken = wakes.wake(act, item, Cause.DECIDED, [handle])
    return f"@{handle} gets one more turn on #{item.number}." if is_woken else _gone(item, handle)


def _gone(item: Row, handle: str) -> str:
    return f"@{handle} takes no part in #{item.number} any more; nobody is woken."


def _review(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    if choice == "approve":
        tickets.shift(act, item, State.DONE, "approved by the operator")
        return f"#{item.number} is approved and done."
    tickets.shift(act, item, State.IN_PROGRESS, "changes asked for by the operator")
    return f"#{item.number} goes back to work."


def _join(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    return seats.settle(act, item, entry, choice)


def _action_owner(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    action = meetings.action(act.connection, entry.about["action"])
    if choice == meetings_minutes.DROP:
        return f"Action item {action.no} of meeting #{item.number} is dropped."
    number = meetings_minutes.file_action(act, item.number, action, choice)
    return f"@{choice} gets #{number} for it and is woken."


CONSEQUENCES: Final[Mapping[str, Consequence]] = {
    meetings_minutes.UNOWNED: _action_owner,
    "blocker_lost": _lost_blocker,
    "dead_wake": _dead_wake,
    "breaker": _breaker,
    "review": _review,
    **shortfalls.CONSEQUENCES,
    JOIN: _join,
}
"""By the kind of the entry."""
