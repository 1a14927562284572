"""What taking each kind of change back means, in words, and what can be done instead once it is too late."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from teamx_tui.domain.budgets import dollars, purse
from teamx_tui.domain.edits import told

Data = Mapping[str, Any]
Words = Callable[[Data], str]

_PARTS: Final[Mapping[str, str]] = {"A": "accountable for", "C": "consulted on", "I": "informed of"}
"""Who is responsible is said where the ticket goes back."""


def _assigned(data: Data) -> str:
    return f"#{data['number']} goes back to @{data['old']}" if data["old"] else f"#{data['number']} is nobody's again"


def _edited(data: Data) -> str:
    return f"#{data['number']} is as it was: {'; '.join(told(data['new'], data['old']))}"


def _joined(data: Data) -> str:
    if data["old"] is None:
        return f"@{data['employee']} takes no part in #{data['number']} any more"
    part = _PARTS.get(data["old"])
    return f"@{data['employee']} is {part} #{data['number']} again" if part else ""


def _posted(data: Data) -> str:
    return f"a note in #{data['number']} says that the entry no longer counts"


def _reassigned(data: Data) -> str:
    return f"@{data['employee']} reports to {'@' + data['old'] if data['old'] else 'you'} again"


def _placed(data: Data) -> str:
    return f"project {data['key']} is {'under goal ' + data['old'] if data['old'] else 'under no goal'} again"


def _waits(data: Data) -> str:
    return f"#{data['blocked']} waits for #{data['blocker']} again"


def _asked(data: Data) -> str:
    return f"#{data['number']} needs an answer again"


def _purse(data: Data) -> str:
    return purse(data["scope"], data["subject"])


def _place(data: Data) -> str:
    return " ".join(filter(None, (data["scope"], data["subject"])))


def _budget_set(data: Data) -> str:
    if data["old"] is None:
        return f"the budget of {_purse(data)} is dropped"
    return f"the budget of {_purse(data)} is {dollars(data['old']['limit_micros'])} again"


def _unkept(data: Data) -> str:
    before = f"; version {data['version'] - 1} is the newest again" if data["version"] > 1 else ""
    return f"version {data['version']} of {data['name']} is in the vault no more{before}"


def _status(data: Data) -> str:
    return f"{data['name']} is {data['old'] or 'without a status'} again"


def _tags(of: Sequence[str]) -> str:
    return f"the {'tag' if len(of) == 1 else 'tags'} {', '.join(of)}" if of else "no tags"


OUTLOOKS: Final[Mapping[str, Words]] = {
    "employee.left": lambda d: f"@{d['employee']} works here again",
    "employee.hired": lambda d: f"@{d['employee']} leaves the company",
    "employee.reassigned": _reassigned,
    "employee.appointed": lambda d: f"@{d['employee']} is {d['old_title']} again",
    "company.equipped": lambda d: f"whoever is hired next thinks with {d['old']} again",
    "employee.equipped": lambda d: f"@{d['employee']} thinks with {d['old']} again",
    "brain.added": lambda d: f"the brain {d['brain']} is not set up any more",
    "brain.changed": lambda d: f"{d['key']} of the brain {d['brain']} is as it was",
    "brain.dropped": lambda d: f"the brain {d['brain']} is set up again",
    "project.opened": lambda d: f"project {d['title']} is given up",
    "plan.agreed": lambda d: f"the plan of {d['title']} is not agreed to any more",
    "goal.set": lambda d: f"goal {d['title']} is given up",
    "project.placed": _placed,
    "project.led": lambda d: f"@{d['old']} leads project {d['key']} again",
    "department.led": lambda d: f"@{d['old']} leads department {d['key']} again",
    "budget.set": _budget_set,
    "budget.dropped": lambda d: f"the budget of {_purse(d)} is in force again",
    "employee.model_changed": lambda d: f"@{d['employee']} thinks with {d['old'] or 'the usual model'} again",
    "company.paused": lambda d: "the company goes on",
    "company.resumed": lambda d: f"the company is paused again: {d['reason']}",
    "meeting.called": lambda d: f"meeting #{d['number']} is called off",
    "meeting.cancelled": lambda d: f"meeting #{d['number']} is held after all",
    "meeting.scheduled": lambda d: f"{d['title']} is not called any more",
    "meeting.unscheduled": lambda d: f"{d['title']} is called again as before",
    "ticket.filed": lambda d: f"#{d['number']} is cancelled as filed by mistake",
    "gate.placed": lambda d: f"gate #{d['number']} {d['title']} is taken away",
    "gate.waived": lambda d: f"gate #{d['number']} {d['title']} waits for its artifact again",
    "artifact.attached": _unkept,
    "artifact.filed": _unkept,
    "artifact.status_set": _status,
    "artifact.tagged": lambda d: f"{d['name']} has {_tags(d['old'])} again",
    "gate.opened": lambda d: f"gate #{d['number']} {d['title']} is closed again",
    "gate.closed": lambda d: f"gate #{d['number']} {d['title']} is open again",
    "ticket.moved": lambda d: f"#{d['number']} is {d['old'].replace('_', ' ')} again",
    "ticket.assigned": _assigned,
    "ticket.edited": _edited,
    "ticket.unlinked": _waits,
    "ticket.link_softened": _waits,
    "ticket.linked": lambda d: f"#{d['blocked']} no longer waits for #{d['blocker']}",
    "ticket.unscripted": lambda d: f"#{d['number']} follows its script again",
    "handoff.accepted": lambda d: f"the hand-off from #{d['number']} to @{d['receiver']} needs an answer again",
    "handoff.declined": lambda d: f"the hand-off from #{d['number']} to @{d['receiver']} needs an answer again",
    "handoff.offered": lambda d: f"nothing from #{d['number']} is offered to @{d['receiver']} any more",
    "handoff.ended": lambda d: f"the hand-off from #{d['number']} is on offer to @{d['receiver']} again",
    "position.taken": lambda d: f"{d['who']} has the position on #{d['number']} that they had before",
    "decision.decided": _asked,
    "decision.withdrawn": _asked,
    "decision.opened": lambda d: f"#{d['number']} needs no answer any more",
    "decision.passed_on": lambda d: f"@{d['old']} must answer on #{d['number']} again",
    "message.posted": _posted,
    "participant.added": _joined,
    "participant.removed": lambda d: f"@{d['employee']} takes part in #{d['number']} again",
    "participant.muted": lambda d: f"@{d['employee']} is woken by colleagues in #{d['number']} again",
    "operator.joined": lambda d: f"you take no part in #{d['number']} any more",
    "operator.withdrew": lambda d: f"you take part in #{d['number']} again",
    "wake.queued": lambda d: f"@{d['employee']} is not woken for #{d['number']}",
    "wake.dropped": lambda d: f"@{d['employee']} is woken for #{d['number']} again",
}
"""Every kind of change that an order can bring about, what weighs most first."""

WAYS_OUT: Final[Mapping[str, Words]] = {
    "employee.left": lambda d: "teamx employee hire HANDLE --role ROLE",
    "employee.hired": lambda d: f"teamx employee leave {d['employee']} --hand-to HANDLE",
    "employee.appointed": lambda d: f"teamx employee promote {d['employee']} ROLE",
    "project.opened": lambda d: "teamx ticket move N cancelled --reason TEXT for each of its tickets",
    "budget.set": lambda d: f"teamx budget set {_place(d)} --period {d['period']} --limit USD",
    "budget.dropped": lambda d: f"teamx budget set {_place(d)} --period {d['period']} --limit USD",
    "company.paused": lambda d: "teamx status",
    "company.resumed": lambda d: "teamx pause REASON",
    "company.equipped": lambda d: "teamx brain use NAME",
    "employee.equipped": lambda d: f"teamx employee brain {d['employee']} NAME",
    "brain.added": lambda d: "teamx brain list",
    "brain.changed": lambda d: f"teamx brain set {d['brain']} {d['key']} VALUE",
    "brain.dropped": lambda d: "teamx brain list",
    "meeting.called": lambda d: f"teamx meeting end {d['number']}",
    "meeting.cancelled": lambda d: "teamx meeting list",
    "ticket.filed": lambda d: f"teamx ticket move {d['number']} cancelled --reason TEXT",
    "ticket.moved": lambda d: f"teamx ticket move {d['number']} STATE --reason TEXT",
    "ticket.assigned": lambda d: f"teamx ticket assign {d['number']} HANDLE",
    "ticket.edited": lambda d: f"teamx ticket edit {d['number']}",
    "ticket.unlinked": lambda d: f"teamx ticket link {d['blocker']} --blocks {d['blocked']}",
    "ticket.link_softened": lambda d: f"teamx ticket move {d['blocked']} on_hold --reason TEXT",
    "ticket.linked": lambda d: f"teamx ticket show {d['blocked']}",
    "decision.decided": lambda d: f"teamx ticket comment {d['number']} TEXT",
    "artifact.status_set": lambda d: f"teamx vault status {d['name']} STATUS",
    "artifact.tagged": lambda d: f"teamx vault tag {d['name']} TAG",
    "artifact.attached": lambda d: f"teamx vault add FILE --name {d['name']} makes a new version",
    "artifact.filed": lambda d: f"teamx vault add FILE --name {d['name']} makes a new version",
    "message.posted": lambda d: f"teamx ticket comment {d['number']} TEXT",
    "participant.added": lambda d: f"teamx ticket participant {d['number']} {d['employee']} --remove",
    "participant.removed": lambda d: f"teamx ticket participant {d['number']} {d['employee']}",
}
"""What to say instead, for the changes that others can make impossible to take back; what weighs most first."""
