"""How each kind of change is taken back: what was there before is written, and noted as a change of its own.

Whether that still makes sense is judged before, by `objections`; here it is only done.
"""

from collections.abc import Mapping
from typing import Final

from teamx_tui.company import (
    attendance,
    deliberations,
    departures,
    edits,
    goals,
    inbox,
    links,
    meetings,
    meetings_floor,
    meetings_series,
    pauses,
    projects,
    threads,
    tickets,
    wakes,
)
from teamx_tui.company.act import ticket_row
from teamx_tui.company.employees import appoint, set_manager
from teamx_tui.company.inverses_means import MEANS
from teamx_tui.company.inverses_vault import VAULT
from teamx_tui.company.news import Event, read
from teamx_tui.company.retreats import Inverse, Retreat, colleague, pair, subject
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import OVER, State
from teamx_tui.store import decisions, events, items, people, talk

_TAKEN_BACK: Final = "taken back"


def _unfile(retreat: Retreat, event: Event) -> None:
    tickets.shift(retreat.act, subject(retreat, event), State.CANCELLED, tickets.BY_MISTAKE)


def _unassign(retreat: Retreat, event: Event) -> None:
    before = colleague(retreat, event, "old") if event.data["old"] is not None else None
    tickets.entrust(retreat.act, subject(retreat, event), before)


def _unedit(retreat: Retreat, event: Event) -> None:
    edits.write(retreat.act, ticket_row(retreat.act.connection, event.data["number"]), event.data["old"])


def _unmove(retreat: Retreat, event: Event) -> None:
    connection = retreat.act.connection
    earlier = map(read, events.latest_about(connection, event.subject, events.END, event.seq))
    reason = next((one.data["reason"] for one in earlier if one.kind == "ticket.moved"), "")
    tickets.set_state(retreat.act, subject(retreat, event), State(event.data["old"]), reason)


def _unlink(retreat: Retreat, event: Event) -> None:
    links.erase(retreat.act, *pair(retreat, event))


def _link(retreat: Retreat, event: Event) -> None:
    data = event.data
    how = {"source": data["source"], "carries_artifacts": data["carries_artifacts"]}
    links.draw(retreat.act, *pair(retreat, event), kind=data["dependency"], hard=data["hard"], **how)


def _harden(retreat: Retreat, event: Event) -> None:
    links.harden(retreat.act, *pair(retreat, event))


def _script(retreat: Retreat, event: Event) -> None:
    item = subject(retreat, event)
    retreat.act.note("ticket.scripted", event.subject, number=item.number)


def _unjoin(retreat: Retreat, event: Event) -> None:
    item, employee = subject(retreat, event), colleague(retreat, event)
    if event.data["old"] is None:
        threads.take_out(retreat.act, item, employee, _TAKEN_BACK)
    else:
        threads.enter(retreat.act, item, employee, Raci.of(event.data["old"]))


def _rejoin(retreat: Retreat, event: Event) -> None:
    item, employee = subject(retreat, event), colleague(retreat, event)
    member = talk.membership(retreat.act.connection, item.thread_id, employee.id)
    assert member is not None, "whoever was taken out of a thread has a row in it"
    threads.enter(retreat.act, item, employee, Raci(member.raci))


def _unmute(retreat: Retreat, event: Event) -> None:
    threads.mute(retreat.act, subject(retreat, event), colleague(retreat, event), muted=False)


def _withdraw_operator(retreat: Retreat, event: Event) -> None:
    attendance.seat(retreat.act, subject(retreat, event), present=False)


def _seat_operator(retreat: Retreat, event: Event) -> None:
    attendance.seat(retreat.act, subject(retreat, event), present=True)


def _unsay(retreat: Retreat, event: Event) -> None:
    threads.take_back(retreat.act, subject(retreat, event), event.data["message"])


def _unqueue(retreat: Retreat, event: Event) -> None:
    # What others did since may have become one with this wake: dropping it would lose theirs.
    if not retreat.since.keeps(event.data["wake"]):
        wakes.drop(retreat.act, subject(retreat, event), event.data["wake"], event.data["employee"], _TAKEN_BACK)


def _requeue(retreat: Retreat, event: Event) -> None:
    # Who has had a turn on it since, by another wake, has nothing left to do there.
    if not retreat.since.turn_on(event.data["number"], event.data["employee"]):
        wakes.revive(retreat.act, subject(retreat, event), event.data["wake"])


def _reopen(retreat: Retreat, event: Event) -> None:
    item, entry = subject(retreat, event), decisions.by_id(retreat.act.connection, event.data["decision"])
    if event.kind == "decision.decided" and entry is not None and entry.kind == inbox.MADE:
        inbox.withdraw(retreat.act, item, entry.id)  # nobody had asked for it
    elif event.kind == "decision.decided" or item.state not in OVER:
        inbox.reopen(retreat.act, item, event.data["decision"])


def _withdraw(retreat: Retreat, event: Event) -> None:
    entry = decisions.by_id(retreat.act.connection, event.data["decision"])
    if entry is not None and entry.state == "open":
        inbox.withdraw(retreat.act, subject(retreat, event), entry.id)


def _pass_back(retreat: Retreat, event: Event) -> None:
    data = event.data
    inbox.pass_on(retreat.act, subject(retreat, event), data["decision"], data["new"], data["old"])


def _unposition(retreat: Retreat, event: Event) -> None:
    data = event.data
    deliberations.put_back(retreat.act, subject(retreat, event), data["decision"], data["who"], data["old"])


def _nothing(retreat: Retreat, event: Event) -> None:
    """What is to be changed back is an event of its own, in the same order."""


def _unhire(retreat: Retreat, event: Event) -> None:
    departures.unhire(retreat.office, event.data["employee"])


def _reassign(retreat: Retreat, event: Event) -> None:
    before = colleague(retreat, event, "old").id if event.data["old"] is not None else None
    set_manager(retreat.act, colleague(retreat, event), before)


def _unappoint(retreat: Retreat, event: Event) -> None:
    appoint(retreat.act, colleague(retreat, event), event.data["old"], event.data["old_title"])


def _come_back(retreat: Retreat, event: Event) -> None:
    departures.come_back(retreat.act, colleague(retreat, event))


def _lead_project(retreat: Retreat, event: Event) -> None:
    project = items.by_key(retreat.act.connection, event.data["key"])
    departures.lead_project(retreat.act, project, colleague(retreat, event, "new"), colleague(retreat, event, "old"))


def _lead_department(retreat: Retreat, event: Event) -> None:
    act, key = retreat.act, event.data["key"]
    department = next(row for row in people.departments(act.connection) if row.key == key)
    departures.lead_department(act, department, colleague(retreat, event, "new"), colleague(retreat, event, "old"))


def _uncall(retreat: Retreat, event: Event) -> None:
    meeting = meetings.found(retreat.act.connection, event.data["number"])
    meetings_floor.call_off(retreat.act, meeting, meetings.BY_MISTAKE)


def _call_again(retreat: Retreat, event: Event) -> None:
    meetings.reopen(retreat.act, event.data["number"])


def _unschedule(retreat: Retreat, event: Event) -> None:
    meetings_series.halt(retreat.act, event.data["series"], event.data["title"])


def _reschedule(retreat: Retreat, event: Event) -> None:
    meetings_series.go_on(retreat.act, event.data["series"], event.data["title"])


def _close(retreat: Retreat, event: Event) -> None:
    projects.withdraw(retreat.act, event.data["key"])


def _unset_goal(retreat: Retreat, event: Event) -> None:
    goals.withdraw(retreat.act, event.data["key"])


def _put_back(retreat: Retreat, event: Event) -> None:
    act, goal = retreat.act, event.data["old"]
    project = items.by_key(act.connection, event.data["key"])
    assert project is not None, "it is withdrawn only before this"
    goals.hang(act, project, goals.find(act, goal).id if goal is not None else None, goal)


def _resume(retreat: Retreat, event: Event) -> None:
    pauses.resume(retreat.office)


def _pause(retreat: Retreat, event: Event) -> None:
    pauses.pause(retreat.office, event.data["reason"])


INVERSES: Final[Mapping[str, Inverse]] = {
    **MEANS,
    **VAULT,
    "ticket.filed": _unfile,
    "ticket.assigned": _unassign,
    "ticket.edited": _unedit,
    "ticket.moved": _unmove,
    "ticket.linked": _unlink,
    "ticket.unlinked": _link,
    "ticket.link_softened": _harden,
    "ticket.unscripted": _script,
    "participant.added": _unjoin,
    "participant.removed": _rejoin,
    "participant.muted": _unmute,
    "operator.joined": _withdraw_operator,
    "operator.withdrew": _seat_operator,
    "message.posted": _unsay,
    "wake.queued": _unqueue,
    "wake.dropped": _requeue,
    "decision.opened": _withdraw,
    "decision.decided": _reopen,
    "decision.withdrawn": _reopen,
    "decision.passed_on": _pass_back,
    "position.taken": _unposition,
    "handoff.offered": _nothing,
    "handoff.accepted": _nothing,
    "handoff.declined": _nothing,
    "handoff.ended": _nothing,
    "meeting.called": _uncall,
    "meeting.cancelled": _call_again,
    "meeting.scheduled": _unschedule,
    "meeting.unscheduled": _reschedule,
    "employee.hired": _unhire,
    "employee.reassigned": _reassign,
    "employee.appointed": _unappoint,
    "employee.left": _come_back,
    "project.opened": _close,
    "project.placed": _put_back,
    "project.led": _lead_project,
    "goal.set": _unset_goal,
    "plan.agreed": _nothing,
    "department.led": _lead_department,
    "company.paused": _resume,
    "company.resumed": _pause,
}
"""Every kind of change that an order can bring about."""

LAST: Final = frozenset({"wake.dropped", "decision.withdrawn"})
"""Kinds taken back after all others: a wake or an entry comes back only where there is something left for it to do."""
