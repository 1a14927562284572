"""Why a change can no longer be taken back: what others have done since would make it false.

Each objection is a clause without an end ("@mike has begun a turn on #64"), or empty when there is none.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from teamx_tui.company import edits
from teamx_tui.company.dials import dial
from teamx_tui.company.meanwhile import Meanwhile
from teamx_tui.company.office import SYSTEM
from teamx_tui.company.shortfalls import ALLOW, DEAR, UNPRICED
from teamx_tui.domain.budgets import dollars
from teamx_tui.domain.tickets import State
from teamx_tui.store import artifacts, brains, budgets, decisions, items, meetings, people, runs, talk
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Row

Data = Mapping[str, Any]
_LETS_GO_ON: Final = {"dead_wake": "retry", "breaker": "let-one-more", DEAR: ALLOW, UNPRICED: "retry"}
"""Answers by which somebody may have a turn, by the kind of the entry."""


def _ticket(since: Meanwhile, number: int) -> Row:
    row = items.by_number(since.connection, number)
    assert row is not None, "a ticket stays for good"
    return row


def _edge(since: Meanwhile, data: Data) -> Row | None:
    blocker, blocked = _ticket(since, data["blocker"]), _ticket(since, data["blocked"])
    return items.between(since.connection, blocker.id, blocked.id)


def _filed(since: Meanwhile, data: Data) -> str:
    return since.turn_on(data["number"])


def _assigned(since: Meanwhile, data: Data) -> str:
    item = _ticket(since, data["number"])
    if data["new"] is None:
        return "" if item.assignee_id is None else f"#{item.number} has been given to somebody"
    who = people.by_handle(since.connection, data["new"])
    if who is None or item.assignee_id != who.id:
        return f"#{item.number} has been given to somebody else"
    return since.turn_on(item.number, data["new"])


def _edited(since: Meanwhile, data: Data) -> str:
    """Who has read it as it is now reads it as it was the next time: that does not make it false."""
    is_so = edits.is_as_written(since.connection, data["number"], data["new"])
    return "" if is_so else f"#{data['number']} has been changed again"


def _moved(since: Meanwhile, data: Data) -> str:
    item = _ticket(since, data["number"])
    if item.state != data["new"]:
        return f"#{item.number} has become {item.state.replace('_', ' ')}"
    return since.turn_on(item.number)


def _linked(since: Meanwhile, data: Data) -> str:
    return "" if _edge(since, data) else f"#{data['blocked']} has been let go by #{data['blocker']}"


def _unlinked(since: Meanwhile, data: Data) -> str:
    if _edge(since, data):
        return f"#{data['blocked']} has been made to wait for #{data['blocker']} again"
    return since.turn_on(data["blocked"]) if data["hard"] else ""


def _softened(since: Meanwhile, data: Data) -> str:
    edge = _edge(since, data)
    if edge is None or edge.hard:
        return f"what #{data['blocked']} waits for has been changed"
    return since.turn_on(data["blocked"])


def _joined(since: Meanwhile, data: Data) -> str:
    item, who = _ticket(since, data["number"]), people.by_handle(since.connection, data["employee"])
    part = talk.membership(since.connection, item.thread_id, who.id) if who is not None else None
    if part is None or part.left_at_ms is not None or part.raci[0].upper() != data["raci"]:
        return f"the part of @{data['employee']} in #{item.number} has been changed"
    if data["old"] is not None:
        return ""
    return since.turn_on(item.number, data["employee"]) or since.asked_on(item.number, data["employee"])


def _left_thread(since: Meanwhile, data: Data) -> str:
    item, who = _ticket(since, data["number"]), people.by_handle(since.connection, data["employee"])
    part = talk.membership(since.connection, item.thread_id, who.id) if who is not None else None
    if part is None or part.left_at_ms is None:
        return f"@{data['employee']} has been brought into #{item.number} again"
    return ""


def _posted(since: Meanwhile, data: Data) -> str:
    """Who takes a turn reads the thread. What the system noted is put right by another note, read or not."""
    return "" if data["author"] == SYSTEM else since.turn_on(data["number"])


def _queued(since: Meanwhile, data: Data) -> str:
    wake = queue.by_id(since.connection, data["wake"])
    taken_up = wake is not None and wake.state not in ("pending", "dropped")
    return f"@{data['employee']} has begun a turn on #{data['number']}" if taken_up else ""


def _opened(since: Meanwhile, data: Data) -> str:
    entry = decisions.by_id(since.connection, data["decision"])
    return f"@{entry.decided_by} has answered on #{data['number']}" if entry and entry.state == "decided" else ""


def _decided(since: Meanwhile, data: Data) -> str:
    """Whoever was let go on by an answer may have had a wake already, so that none was queued by it."""
    entry = decisions.by_id(since.connection, data["decision"])
    waited = entry is not None and entry.kind in _LETS_GO_ON and data["outcome"] == _LETS_GO_ON[entry.kind]
    return since.turn_on(data["number"], entry.about["employee"]) if entry is not None and waited else ""


def _passed_on(since: Meanwhile, data: Data) -> str:
    entry = decisions.by_id(since.connection, data["decision"])
    return f"what was asked on #{data['number']} is settled" if entry is None or entry.state != "open" else ""


def _hired(since: Meanwhile, data: Data) -> str:
    who = people.by_handle(since.connection, data["employee"])
    has_worked = who is not None and runs.has_any(since.connection, who.id)
    return f"@{data['employee']} has begun to work" if has_worked else ""


def _appointed(since: Meanwhile, data: Data) -> str:
    who = people.by_handle(since.connection, data["employee"])
    is_so = who is not None and (who.role, who.title) == (data["new"], data["title"])
    return "" if is_so else f"@{data['employee']} has been given another role"


def _opened_project(since: Meanwhile, data: Data) -> str:
    project = items.by_key(since.connection, data["key"])
    has_tickets = project is not None and items.has_children(since.connection, project.id)
    return f"tickets have been filed in project {data['key']}" if has_tickets else ""


def _called(since: Meanwhile, data: Data) -> str:
    meeting = meetings.by_number(since.connection, data["number"])
    if meeting is None or meeting.started_at_ms is not None:
        return f"meeting #{data['number']} has begun"
    return "" if meeting.state == State.OPEN else f"meeting #{data['number']} has been called off"


def _called_off(since: Meanwhile, data: Data) -> str:
    meeting = meetings.by_number(since.connection, data["number"])
    is_off = meeting is not None and meeting.state == State.CANCELLED
    return "" if is_off else f"meeting #{data['number']} is to be held again"


def _paused(since: Meanwhile, data: Data) -> str:
    return "" if people.the_company(since.connection).paused == data["reason"] else "the pause has ended"


def _resumed(since: Meanwhile, data: Data) -> str:
    return "the company has been paused again" if people.the_company(since.connection).paused else ""


def _equipped(since: Meanwhile, data: Data) -> str:
    who = people.by_handle(since.connection, data["employee"])
    if who is None or (who.brain, who.model) != (data["brain"], data["model"]):
        return f"@{data['employee']} has been given another brain"
    return _gone(since, data["old"])


def _company_equipped(since: Meanwhile, data: Data) -> str:
    company = people.the_company(since.connection)
    if (company.brain, company.model) != (data["brain"], data["model"]):
        return "another brain has been chosen for whoever is hired next"
    return _gone(since, data["old"])


def _gone(since: Meanwhile, name: str) -> str:
    there = name == brains.SCRIPTED or brains.by_name(since.connection, name) is not None
    return "" if there else f"the brain {name} has been taken away"


def _brain_added(since: Meanwhile, data: Data) -> str:
    if brains.by_name(since.connection, data["brain"]) is None:
        return f"the brain {data['brain']} has been taken away"
    staff = people.employees(since.connection)
    users = [f"@{row.handle}" for row in staff if row.brain == data["brain"] and row.left_at_ms is None]
    users += ["whoever is hired next"] * (people.the_company(since.connection).brain == data["brain"])
    return f"{users[0]} has been given the brain {data['brain']}" if users else ""


def _brain_changed(since: Meanwhile, data: Data) -> str:
    row = brains.by_name(since.connection, data["brain"])
    column = dial(data["key"]).column
    now = None if row is None else getattr(row, column) if column else row.settings.get(data["key"])
    return "" if row is not None and now == data["new"] else f"the brain {data['brain']} has been changed"


def _brain_dropped(since: Meanwhile, data: Data) -> str:
    there = brains.by_name(since.connection, data["brain"]) is not None
    return f"a brain {data['brain']} has been set up" if there else ""


def _budget_set(since: Meanwhile, data: Data) -> str:
    old, row = data["old"], budgets.find(since.connection, data["scope"], data["subject"], data["period"])
    if row is None or row.dropped_at_ms is not None:
        return "the budget has been dropped"
    if old is not None and row.spent_micros + row.reserved_micros > old["limit_micros"]:
        return f"more than {dollars(old['limit_micros'])} has been spent"
    return ""


def _kept(since: Meanwhile, data: Data) -> str:
    made = artifacts.by_id(since.connection, data["artifact"])
    newest = artifacts.latest(since.connection, made.item_id, made.name) if made is not None else None
    if newest is not None and newest.id != data["artifact"]:
        return f"{data['name']} has a newer version"
    if newest is not None and newest.status != data["status"]:
        return f"{data['name']} has become {newest.status}"
    return since.turn_on(data["number"]) if data["number"] is not None else ""


def _tagged(since: Meanwhile, data: Data) -> str:
    made = artifacts.by_id(since.connection, data["artifact"])
    return "" if made is not None and list(made.tags) == data["new"] else f"{data['name']} has other tags"


def _status_set(since: Meanwhile, data: Data) -> str:
    made = artifacts.by_id(since.connection, data["artifact"])
    if made is None or made.status != data["new"]:
        return f"{data['name']} has become {made.status if made is not None else 'something else'}"
    newest = artifacts.latest(since.connection, made.item_id, made.name)
    return "" if newest is not None and newest.id == made.id else f"{data['name']} has a newer version"


OBJECTIONS: Final[Mapping[str, Callable[[Meanwhile, Data], str]]] = {
    "budget.set": _budget_set,
    "ticket.filed": _filed,
    "ticket.assigned": _assigned,
    "ticket.edited": _edited,
    "ticket.moved": _moved,
    "ticket.linked": _linked,
    "ticket.unlinked": _unlinked,
    "ticket.link_softened": _softened,
    "participant.added": _joined,
    "participant.removed": _left_thread,
    "message.posted": _posted,
    "wake.queued": _queued,
    "decision.opened": _opened,
    "decision.decided": _decided,
    "decision.passed_on": _passed_on,
    "meeting.called": _called,
    "meeting.cancelled": _called_off,
    "artifact.attached": _kept,
    "artifact.filed": _kept,
    "artifact.tagged": _tagged,
    "artifact.status_set": _status_set,
    "employee.hired": _hired,
    "employee.appointed": _appointed,
    "employee.equipped": _equipped,
    "company.equipped": _company_equipped,
    "brain.added": _brain_added,
    "brain.changed": _brain_changed,
    "brain.dropped": _brain_dropped,
    "project.opened": _opened_project,
    "company.paused": _paused,
    "company.resumed": _resumed,
}
"""Kinds of change that others can make impossible to take back."""
