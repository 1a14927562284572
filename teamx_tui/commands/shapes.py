"""The JSON that other programs may rely on (design 9). More keys may be added, none taken away."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teamx_tui.company.graph import Plan
    from teamx_tui.company.inbox import Entry
    from teamx_tui.company.news import Event
    from teamx_tui.company.projects import Project
    from teamx_tui.company.roster import Person
    from teamx_tui.company.views import Attempt, Said, Thread, Ticket
    from teamx_tui.company.why import Reason, Why


def ticket(row: Ticket) -> dict[str, Any]:
    """Return a ticket of `ticket list`."""
    return {
        "number": row.number,
        "title": row.title,
        "state": row.state,
        "condition": row.condition,
        "assignee": row.assignee,
        "participants": dict(row.participants),
        "blocked_by": list(row.blocked_by),
        "blocks": list(row.blocks),
        "phase": row.phase,
        "project": row.project,
        "priority": row.priority,
        "estimate": row.estimate,
        "labels": list(row.labels),
    }


def thread(shown: Thread) -> dict[str, Any]:
    """Return `ticket show`: the ticket and its thread, runs and artifacts."""
    return ticket(shown.ticket) | {
        "description": shown.description,
        "acceptance": list(shown.acceptance),
        "resolution": shown.reason,
        "thread": [_said(said) for said in shown.entries],
        "runs": [_run(run) for run in shown.runs],
        "artifacts": [asdict(made) for made in shown.artifacts],
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "seq": said.seq,
        "at": iso(said.at_ms),
        "author": said.author,
        "kind": said.kind,
        "body": said.body,
        "mentions": list(said.mentions),
        "payload": dict(said.payload),
        "origin": said.origin,
        "scripted": said.scripted,
    }


def _run(run: Attempt) -> dict[str, Any]:
    return {
        "run": run.id,
        "employee": run.employee,
        "attempt": run.attempt,
        "outcome": run.outcome,
        "reason": run.reason,
        "started_at": iso(run.started_at_ms),
        "ended_at": iso(run.ended_at_ms) if run.ended_at_ms is not None else None,
    }


def why(answer: Why) -> dict[str, Any]:
    """Return `ticket why`: closed gates and roots, and the whole proof."""
    return {
        "number": answer.number,
        "runnable": answer.runnable,
        "closed": _closed(answer.tree),
        "roots": list(answer.roots),
        "queued": list(answer.queued),
        "proof": _proof(answer.tree),
    }


def plan(whole: Plan) -> dict[str, Any]:
    """Return `graph`."""
    return {
        "nodes": list(whole.nodes),
        "edges": [list(edge) for edge in whole.edges],
        "waves": [list(wave) for wave in whole.waves],
        "critical_path": list(whole.critical_path),
        "days": whole.days,
    }


def event(one: Event) -> dict[str, Any]:
    """Return a line of `log`."""
    return {
        "seq": one.seq,
        "at": one.at,
        "actor": one.actor,
        "kind": one.kind,
        "subject": one.subject,
        "data": dict(one.data),
        "hash": one.hash,
    }


def person(who: Person) -> dict[str, Any]:
    """Return an employee of `employee list`."""
    return {
        "handle": who.handle,
        "name": who.name,
        "role": who.role,
        "title": who.title,
        "department": who.department,
        "reports_to": who.reports_to,
        "brain": who.brain,
        "presence": who.presence,
        "on": who.on,
        "active_at": iso(who.active_at_ms) if who.active_at_ms is not None else None,
        "queued": who.queued,
        "open_tickets": who.open_tickets,
    }


def project(row: Project) -> dict[str, Any]:
    """Return a project of `project list`."""
    return {
        "key": row.key,
        "title": row.title,
        "lead": row.lead,
        "weeks": row.weeks,
        "done": row.done,
        "total": row.total,
        "percent": row.percent,
    }


def entry(waiting: Entry) -> dict[str, Any]:
    """Return an entry of `inbox`."""
    return {
        "id": waiting.id,
        "kind": waiting.kind,
        "number": waiting.number,
        "subject": waiting.subject,
        "options": list(waiting.options),
        "raised_by": waiting.raised_by,
        "asked_of": waiting.asked_of,
        "opened_at": iso(waiting.opened_at_ms),
    }


def iso(at_ms: int) -> str:
    """Return milliseconds UTC as ISO 8601."""
    from teamx_tui.company import news  # shapes are imported to build the help page, which needs no database

    return news.iso(at_ms)


def _closed(reason: Reason) -> list[dict[str, str]]:
    return [{"kind": gate.kind, "on": gate.on, "who": gate.who, "opens_when": gate.opens_when} for gate in reason.gates]


def _proof(reason: Reason) -> dict[str, Any]:
    return {
        "number": reason.number,
        "title": reason.title,
        "condition": reason.condition,
        "closed": _closed(reason),
        "behind": [_proof(blocker) for blocker in reason.behind],
        "repeated": reason.repeated,
    }
