"""The event log for readers: pages of it, and each event as a sentence."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from teamx_tui.company.news import Event, read
from teamx_tui.company.office import Office
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
    who = f"@{event.actor}" if event.actor not in ("operator", "system") else event.actor
    return say(who, event.data) if say else f"{who}: {event.kind} {event.subject}"


def _moved(who: str, data: Data) -> str:
    words = str(data["new"]).replace("_", " ")
    reason = f": {data['reason']}" if data.get("reason") else ""
    return f"#{data['number']} is {words}{reason}"


def _posted(who: str, data: Data) -> str:
    verbs = {
        "comment": "wrote in",
        "question": "asked in",
        "answer": "answered in",
        "decision": "decided in",
        "tool": "ran a check in",
        "attachment": "attached a file to",
        "block": "blocked",
        "unblock": "unblocked",
        "review": "handed in",
        "done": "finished",
        "system": "noted in",
    }
    return f"{who} {verbs.get(data['kind'], 'posted in')} #{data['number']}"


def _boss(handle: str | None) -> str:
    return "the operator" if handle in (None, "operator") else f"@{handle}"


def _left(who: str, data: Data) -> str:
    heir = f"; @{data['handed_to']} takes over" if data.get("handed_to") else ""
    return f"@{data['employee']} has left the company{heir}"


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
    "employee.hired": lambda who, d: f"{who} hired @{d['employee']} ({d['role']})",
    "employee.reassigned": lambda who, d: f"@{d['employee']} reports to {_boss(d['new'])} now",
    "employee.left": _left,
    "project.opened": lambda who, d: f"{who} opened project {d['title']}",
    "project.led": lambda who, d: f"@{d['new']} leads project {d['key']} now",
    "department.led": lambda who, d: f"@{d['new']} leads department {d['key']} now",
    "ticket.filed": lambda who, d: f"{who} filed #{d['number']} {d['title']}",
    "ticket.assigned": lambda who, d: f"{who} gave #{d['number']} to @{d['new']}",
    "ticket.moved": _moved,
    "ticket.linked": lambda who, d: f"#{d['blocker']} blocks #{d['blocked']}",
    "ticket.unlinked": lambda who, d: f"#{d['blocker']} no longer blocks #{d['blocked']}",
    "ticket.link_softened": lambda who, d: f"#{d['blocked']} may start before #{d['blocker']}",
    "ticket.unscripted": lambda who, d: f"#{d['number']} goes on without its script, which needs @{d['employee']}",
    "participant.added": lambda who, d: f"{who} added @{d['employee']} to #{d['number']}",
    "participant.removed": lambda who, d: f"{who} removed @{d['employee']} from #{d['number']}",
    "message.posted": _posted,
    "wake.queued": lambda who, d: f"@{d['employee']} is woken for #{d['number']} ({d['cause'].replace('_', ' ')})",
    "wake.returned": lambda who, d: f"@{d['employee']} will try #{d['number']} again",
    "wake.dropped": lambda who, d: f"@{d['employee']} is not needed on #{d['number']} any more: {d['reason']}",
    "wake.refused": lambda who, d: f"@{d['employee']} is not woken for #{d['number']}: {d['reason']}",
    "wake.dead": lambda who, d: f"@{d['employee']} gave up on #{d['number']}: {d['reason']}",
    "run.started": lambda who, d: f"@{d['employee']} takes a turn on #{d['number']}",
    "run.finished": lambda who, d: f"@{d['employee']} {_ENDS.get(d['outcome'], d['outcome'])} on #{d['number']}",
    "breaker.tripped": lambda who, d: f"#{d['number']} goes round in circles: {d['reason']}",
    "decision.opened": lambda who, d: f"#{d['number']} needs an answer: {d['subject']}",
    "decision.decided": lambda who, d: f"{who} decided on #{d['number']}: {d['outcome']}",
    "decision.passed_on": lambda who, d: f"{_boss(d['new'])} must answer on #{d['number']} in place of @{d['old']}",
    "decision.withdrawn": lambda who, d: f"a question on #{d['number']} needs no answer any more",
    "artifact.attached": lambda who, d: f"{who} attached {d['name']} to #{d['number']}",
    "budget.set": lambda who, d: f"{who} set the {d['scope']} budget to ${d['limit_micros'] / 1_000_000:,.2f}",
    "worker.started": lambda who, d: "a worker came on duty",
    "worker.stopped": lambda who, d: "a worker went off duty",
    "worker.lost": lambda who, d: "a worker died; its work is queued again",
}
