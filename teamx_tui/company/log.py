"""The event log for readers: pages of it, and each event as a sentence."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from teamx_tui.company.news import Event, read
from teamx_tui.company.office import Office
from teamx_tui.domain.budgets import Scope, dollars, purse
from teamx_tui.domain.edits import told
from teamx_tui.domain.tickets import State
from teamx_tui.store import events

Data = Mapping[str, Any]


def latest(office: Office, most: int) -> tuple[Event, ...]:
    """Return the `most` newest events, newest first."""
    with office.look() as connection:
        return tuple(read(row) for row in events.latest(connection, most))


def since(office: Office, seq: int, most: int = 1_000_000) -> tuple[Event, ...]:
    """Return the events after number `seq`, oldest first."""
    with office.look() as connection:
        return tuple(read(row) for row in events.since(connection, seq, most))


def broken(office: Office) -> tuple[int, ...]:
    """Return the numbers of events whose hash does not follow from the row before; empty for an intact log."""
    with office.look() as connection:
        return tuple(events.broken(connection))


def sentence(event: Event) -> str:
    """Return an event as one plain sentence without its time."""
    say = _SENTENCES.get(event.kind)
    who = {"operator": "operator", "system": "teamx"}.get(event.actor, f"@{event.actor}")
    return say(who, event.data) if say else f"{who}: {event.kind} {event.subject}"


def _moved(who: str, data: Data) -> str:
    words = str(data["new"]).replace("_", " ")
    reason = f": {data['reason']}" if data.get("reason") else ""
    return f"#{data['number']} is {words}{reason}"


def _posted(who: str, data: Data) -> str:
    return f"{who} {_VERBS.get(data['kind'], 'posted in')} #{data['number']}"


def _boss(handle: str | None) -> str:
    return "the operator" if handle in (None, "operator") else f"@{handle}"


def _assigned(who: str, data: Data) -> str:
    whom = f"@{data['new']}" if data["new"] else "nobody"
    return f"{who} gave #{data['number']} to {whom}"


def _joined(who: str, data: Data) -> str:
    if data.get("old") is None:
        return f"{who} added @{data['employee']} to #{data['number']}"
    return f"{who} gave @{data['employee']} another part in #{data['number']}: {data['raci']}, before {data['old']}"


def _edited(who: str, data: Data) -> str:
    return f"{who} changed #{data['number']}: {'; '.join(told(data['old'], data['new']))}"


def _purse(data: Data) -> str:
    """What a budget is of: `the company`, `@ada (day)`."""
    subject = purse(data["scope"], data["subject"])
    return subject if data.get("period", "total") == "total" else f"{subject} ({data['period']})"


def _overbilled(who: str, data: Data) -> str:
    cost, held = (data[key] / 1_000_000 for key in ("cost_micros", "reserved_micros"))
    of = f"of @{data['employee']} on #{data['number']}" if data["employee"] is not None else "of no turn"
    return f"a call {of} cost ${cost:,.4f}, though at most ${held:,.4f} was due"


def _onto(data: Data) -> str:
    return f" to #{data['to']}" if data["to"] else ""


def _left(who: str, data: Data) -> str:
    heir = f"; @{data['handed_to']} takes over" if data.get("handed_to") else ""
    return f"@{data['employee']} has left the company{heir}"


def _placed(who: str, data: Data) -> str:
    return (
        f"project {data['key']} is for goal {data['new']} now"
        if data["new"]
        else f"project {data['key']} is for no goal now"
    )


def _tickets(numbers: Any) -> str:
    count = len(numbers) if isinstance(numbers, list) else 0
    return "1 ticket" if count == 1 else f"{count} tickets" if count else "tickets"


def _mind(brain: str, model: str) -> str:
    return f"{brain} {model}".strip()


def _checked(who: str, data: Data) -> str:
    if not data["lacks"]:
        return f"the brain {data['brain']} can be used"
    return f"nobody can think with the brain {data['brain']}: {data['lacks']}"


_VERBS: Final[dict[str, str]] = {
    "comment": "wrote in",
    "question": "asked in",
    "answer": "answered in",
    "decision": "decided in",
    "tool": "ran a check in",
    "attachment": "attached a file to",
    "proposal": "put a decision to",
    "handoff": "offered a hand-off in",
    "accepted": "accepted a hand-off in",
    "declined": "declined a hand-off in",
    "changes": "asked for changes in",
    "block": "blocked",
    "unblock": "unblocked",
    "review": "handed in",
    "done": "finished",
    "position": "took a position in",
    "reflection": "looked back in",
    "action": "proposed an action in",
    "floor": "gave the floor on in",
    "next_meeting": "set the next meeting in",
    "system": "noted in",
}
_ENDS: Final[dict[str, str]] = {
    "finished": "ended a turn",
    "passed": "passed",
    "failed": "failed",
    "interrupted": "was interrupted",
    "stopped": "was stopped",
}

_SENTENCES: Final[dict[str, Callable[[str, Data], str]]] = {
    "company.founded": lambda who, d: f"{who} founded {d['name']}",
    "company.paused": lambda who, d: f"{who} paused the company: {d['reason']}",
    "company.resumed": lambda who, d: f"{who} ended the pause of the company",
    "company.equipped": lambda who, d: f"whoever is hired next thinks with {_mind(d['brain'], d['model'])}",
    "employee.equipped": lambda who, d: f"@{d['employee']} thinks with {_mind(d['brain'], d['model'])} now",
    "brain.added": lambda who, d: f"{who} set up the brain {d['brain']}",
    "brain.changed": lambda who, d: f"{who} changed {d['key']} of the brain {d['brain']}",
    "brain.dropped": lambda who, d: f"{who} took the brain {d['brain']} away",
    "brain.probed": lambda who, d: f"the brain {d['brain']} was tried out: {d['said']}",
    "brain.checked": _checked,
    "employee.hired": lambda who, d: f"{who} hired @{d['employee']} ({d['role']})",
    "employee.reassigned": lambda who, d: f"@{d['employee']} reports to {_boss(d['new'])} now",
    "employee.appointed": lambda who, d: f"{who} made @{d['employee']} {d['title']}, before: {d['old_title']}",
    "employee.left": _left,
    "employee.returned": lambda who, d: f"@{d['employee']} works here again",
    "employee.unhired": lambda who, d: f"{who} took back the hiring of @{d['employee']}",
    "project.opened": lambda who, d: f"{who} opened project {d['title']}",
    "project.withdrawn": lambda who, d: f"{who} took back project {d['title']}",
    "project.led": lambda who, d: f"@{d['new']} leads project {d['key']} now",
    "project.placed": _placed,
    "goal.set": lambda who, d: f"{who} set the goal {d['title']}",
    "goal.withdrawn": lambda who, d: f"{who} took back the goal {d['title']}",
    "plan.agreed": lambda who, d: f"{who} agreed to the plan of {d['title']}: {_tickets(d['tickets'])}",
    "department.led": lambda who, d: f"@{d['new']} leads department {d['key']} now",
    "ticket.filed": lambda who, d: f"{who} filed #{d['number']} {d['title']}",
    "ticket.assigned": _assigned,
    "ticket.edited": _edited,
    "ticket.moved": _moved,
    "ticket.linked": lambda who, d: f"#{d['blocker']} blocks #{d['blocked']}",
    "ticket.unlinked": lambda who, d: f"#{d['blocker']} no longer blocks #{d['blocked']}",
    "ticket.link_softened": lambda who, d: f"#{d['blocked']} may start before #{d['blocker']}",
    "ticket.link_hardened": lambda who, d: f"#{d['blocked']} waits for #{d['blocker']} again",
    "ticket.scripted": lambda who, d: f"#{d['number']} goes on with its script again",
    "ticket.unscripted": lambda who, d: f"#{d['number']} goes on without its script, which needs @{d['employee']}",
    "participant.added": _joined,
    "participant.removed": lambda who, d: f"{who} removed @{d['employee']} from #{d['number']}",
    "participant.muted": lambda who, d: f"@{d['employee']} is not woken by colleagues in #{d['number']} any more",
    "participant.unmuted": lambda who, d: f"@{d['employee']} is woken by colleagues in #{d['number']} again",
    "chat.opened": lambda who, d: f"{who} began to talk with @{d['employee']} (#{d['number']})",
    "operator.joined": lambda who, d: f"{who} joined the conversation on #{d['number']}",
    "operator.withdrew": lambda who, d: f"{who} left the conversation on #{d['number']}",
    "message.posted": _posted,
    "wake.queued": lambda who, d: f"@{d['employee']} is woken for #{d['number']} ({d['cause'].replace('_', ' ')})",
    "wake.returned": lambda who, d: f"@{d['employee']} will try #{d['number']} again",
    "wake.dropped": lambda who, d: f"@{d['employee']} is not needed on #{d['number']} any more: {d['reason']}",
    "wake.refused": lambda who, d: f"@{d['employee']} is not woken for #{d['number']}: {d['reason']}",
    "wake.dead": lambda who, d: f"@{d['employee']} gave up on #{d['number']}: {d['reason']}",
    "run.started": lambda who, d: f"@{d['employee']} takes a turn on #{d['number']}",
    "run.briefed": lambda who, d: f"@{d['employee']} was shown {d['tokens']} tokens on #{d['number']}",
    "run.finished": lambda who, d: f"@{d['employee']} {_ENDS.get(d['outcome'], d['outcome'])} on #{d['number']}",
    "breaker.tripped": lambda who, d: f"#{d['number']} goes round in circles: {d['reason']}",
    "meeting.called": lambda who, d: f"{who} called meeting #{d['number']} {d['title']}",
    "meeting.gathered": lambda who, d: f"meeting #{d['number']} {d['title']} calls its attendees in",
    "meeting.started": lambda who, d: f"meeting #{d['number']} {d['title']} has begun",
    "meeting.left_out": lambda who, d: f"meeting #{d['number']} goes on without @{d['employee']}",
    "meeting.ended": lambda who, d: f"meeting #{d['number']} {d['title']} is over: {d['reason']}",
    "meeting.cancelled": lambda who, d: f"{who} called meeting #{d['number']} {d['title']} off: {d['reason']}",
    "meeting.reopened": lambda who, d: f"meeting #{d['number']} {d['title']} is to be held after all",
    "meeting.scheduled": lambda who, d: f"{who} scheduled {d['title']}: {d['when']}",
    "meeting.unscheduled": lambda who, d: f"{who} ended the series of {d['title']}",
    "meeting.rescheduled": lambda who, d: f"the series of {d['title']} goes on",
    "decision.opened": lambda who, d: f"#{d['number']} needs an answer: {d['subject']}",
    "decision.decided": lambda who, d: f"{who} decided on #{d['number']}: {d['outcome']}",
    "decision.passed_on": lambda who, d: f"{_boss(d['new'])} must answer on #{d['number']} in place of @{d['old']}",
    "decision.withdrawn": lambda who, d: f"a question on #{d['number']} needs no answer any more",
    "decision.reopened": lambda who, d: f"#{d['number']} needs an answer again: {d['subject']}",
    "position.taken": lambda who, d: f"{who} is for {d['stance']} on #{d['number']}",
    "position.put_back": lambda who, d: f"{who} put back the position of {d['who']} on #{d['number']}",
    "handoff.offered": lambda who, d: f"{who} offered @{d['receiver']} a hand-off from #{d['number']}{_onto(d)}",
    "handoff.accepted": lambda who, d: f"{who} accepted the hand-off from #{d['number']}{_onto(d)}",
    "handoff.declined": lambda who, d: f"{who} declined the hand-off from #{d['number']}: {d['reason']}",
    "handoff.ended": lambda who, d: f"the hand-off from #{d['number']} is on offer no more: {d['reason']}",
    "artifact.attached": lambda who, d: f"{who} attached {d['name']} to #{d['number']}",
    "artifact.filed": lambda who, d: f"{who} put {d['name']} into the vault",
    "artifact.tagged": lambda who, d: f"{who} changed the tags of {d['name']}",
    "artifact.status_set": lambda who, d: f"{who} made {d['name']} {d['new']}",
    "artifact.withdrawn": lambda who, d: f"{who} took {d['name']} back, version {d['version']}",
    "gate.placed": lambda who, d: f"{who} placed gate #{d['number']} {d['title']}",
    "gate.opened": lambda who, d: f"gate #{d['number']} {d['title']} is open",
    "gate.closed": lambda who, d: f"gate #{d['number']} {d['title']} is closed again",
    "gate.waived": lambda who, d: f"{who} waived gate #{d['number']} {d['title']}: {d['reason']}",
    "gate.unwaived": lambda who, d: f"gate #{d['number']} {d['title']} waits for its artifact again",
    "gate.removed": lambda who, d: f"{who} took away gate #{d['number']} {d['title']}",
    "budget.set": lambda who, d: f"{who} set the budget of {_purse(d)} to {dollars(d['limit_micros'])}",
    "budget.dropped": lambda who, d: f"{who} dropped the budget of {_purse(d)}",
    "budget.renewed": lambda who, d: f"the budget of {_purse(d)} is counted from nothing again",
    "budget.warned": lambda who, d: f"{d['percent']} % is spent of the budget of {_purse(d)}",
    "call.overbilled": _overbilled,
    "spending.surged": lambda who, d: f"money goes {d['rise_percent']} % faster than usually",
    "spending.calmed": lambda who, d: "money goes as fast as usually again",
    "employee.model_changed": lambda who, d: f"@{d['employee']} thinks with {d['new'] or 'the usual model'} now",
    "command.given": lambda who, d: f"{who} said: {d['said']}",
    "command.undone": lambda who, d: f"{who} took back: {d['said']}",
    "worker.started": lambda who, d: "a worker came on duty",
    "worker.stopped": lambda who, d: "a worker went off duty",
    "worker.lost": lambda who, d: "a worker died; its work is queued again",
}
KINDS: Final = tuple(_SENTENCES)
"""Every kind of event."""
_ANY: Final = " "
"""Stands for any text."""
_TOLD_APART: Final[dict[str, tuple[str, Iterable[str | None]]]] = {
    "brain.checked": ("lacks", (_ANY, "")),
    **dict.fromkeys(("budget.set", "budget.dropped", "budget.renewed", "budget.warned"), ("scope", tuple(Scope))),
    "employee.reassigned": ("new", (_ANY, None)),
    "participant.added": ("old", (_ANY, None)),
    "project.placed": ("new", (_ANY, None)),
    "handoff.offered": ("to", (_ANY, None)),
    "handoff.accepted": ("to", (_ANY, None)),
    "message.posted": ("kind", _VERBS),
    "run.finished": ("outcome", _ENDS),
    "ticket.assigned": ("new", (_ANY, None)),
    "ticket.moved": ("new", tuple(State)),
}
"""Kinds whose fixed words depend on a key of their data, with the values it may have."""


class _Blank(dict[str, Any]):
    """Data in which every key is there and says nothing."""

    def __missing__(self, key: str) -> Any:
        return 0 if key.endswith("_micros") else _ANY

    def get(self, key: str, default: Any = None) -> Any:
        return self[key]


def wordings() -> Iterator[tuple[str, str, str]]:
    """Yield every way events are put into words: kind, what its data then holds, and the words all of them share."""
    for kind, say in _SENTENCES.items():
        key, values = _TOLD_APART.get(kind, ("", (_ANY,)))
        for value in values:
            in_data = "" if value == _ANY else f'"{key}":{json.dumps(value)}'
            yield kind, in_data, say("", _Blank({key: value}))
