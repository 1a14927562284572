"""The JSON that other programs may rely on (design 9). More keys may be added, none taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from teamx_tui.domain.health import DAY_MS

if TYPE_CHECKING:
    from teamx_tui.company.calls import Call
    from teamx_tui.company.capsules import Capsule
    from teamx_tui.company.graph import Plan
    from teamx_tui.company.inbox import Entry
    from teamx_tui.company.neighbourhood import Neighbourhood
    from teamx_tui.company.news import Event
    from teamx_tui.company.progress import Goal, Project
    from teamx_tui.company.roster import Person
    from teamx_tui.company.transcripts import Said
    from teamx_tui.company.undo import Undoable
    from teamx_tui.company.views import Attempt, Thread, Ticket


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
        "gates": list(row.gates),
        "blocks": list(row.blocks),
        "phase": row.phase,
        "project": row.project,
        "priority": row.priority,
        "estimate": row.estimate,
        "labels": list(row.labels),
        "due": iso(row.due_ms) if row.due_ms is not None else None,
    }


def thread(shown: Thread, calls: Iterable[Call]) -> dict[str, Any]:
    """Return `ticket show`: the ticket and its thread, runs, tool calls and artifacts."""
    return ticket(shown.ticket) | {
        "description": shown.description,
        "acceptance": list(shown.acceptance),
        "resolution": shown.reason,
        "thread": [said(one) for one in shown.entries],
        "runs": [_run(run) for run in shown.runs],
        "calls": [call(made) for made in calls],
        "artifacts": [asdict(made) for made in shown.artifacts],
    }


def said(one: Said) -> dict[str, Any]:
    """Return an entry of a thread."""
    return {
        "seq": one.seq,
        "at": iso(one.at_ms),
        "author": one.author,
        "kind": one.kind,
        "body": one.body,
        "mentions": list(one.mentions),
        "payload": dict(one.payload),
        "origin": one.origin,
        "scripted": one.scripted,
        "taken_back": one.is_taken_back,
    }


def call(made: Call) -> dict[str, Any]:
    """Return a tool call of `turn` and of `ticket show`."""
    return {
        "run": made.turn.run,
        "no": made.no,
        "at": iso(made.at_ms),
        "employee": made.turn.employee,
        "tool": made.tool,
        "arguments": dict(made.arguments),
        "ok": made.is_ok,
        "result": made.result,
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


def capsule(kept: Capsule) -> dict[str, Any]:
    """Return `shown` of `turn`: everything the model was shown at the start."""
    return {
        "tokens": kept.tokens,
        "limit_tokens": kept.limit_tokens,
        "bytes": kept.bytes,
        "sha256": kept.sha256,
        "tools": list(kept.tools),
        "parts": [asdict(piece) for piece in kept.pieces],
        "system": kept.system,
        "user": kept.user,
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


def neighbourhood(shown: Neighbourhood) -> dict[str, Any]:
    """Return `graph` of the tickets that are drawn; `critical_path` is the longest chain of unfinished ones."""
    return {
        "nodes": [ticket.number for ticket in shown.tickets],
        "edges": [[edge.blocker, edge.blocked] for edge in shown.edges],
        "critical_path": list(shown.path),
        "days": shown.days,
        "around": shown.centre,
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
        "on_title": who.on_title,
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
        "goal": row.goal,
        "weeks": row.weeks,
        **_course(row),
    }


def goal(row: Goal) -> dict[str, Any]:
    """Return a goal of `goal list`."""
    return {"key": row.key, "title": row.title, "projects": list(row.projects), **_course(row)}


def _course(row: Project | Goal) -> dict[str, Any]:
    return {
        "done": row.done,
        "total": row.total,
        "percent": row.percent,
        "due": iso(row.due_ms) if row.due_ms is not None else None,
        "blockers": row.blockers,
        "health": row.health,
        "reasons": list(row.reasons),
        "done_per_day": row.velocity.per_day,
        "days": [
            {"day": iso(point.day * DAY_MS)[:10], "done": point.done, "percent": point.percent}
            for point in row.velocity.points
        ],
    }


def entry(waiting: Entry) -> dict[str, Any]:
    """Return an entry of `inbox`."""
    return {
        "id": waiting.id,
        "kind": waiting.kind,
        "number": waiting.number,
        "title": waiting.title,
        "frees": waiting.frees,
        "subject": waiting.subject,
        "options": list(waiting.options),
        "outcomes": dict(zip(waiting.options, waiting.outcomes, strict=True)),
        "outcome": waiting.outcome,
        "raised_by": waiting.raised_by,
        "asked_of": waiting.asked_of,
        "opened_at": iso(waiting.opened_at_ms),
    }


def undoable(order: Undoable, *, done: bool) -> dict[str, Any]:
    """Return `undo`; `done`: it is taken back."""
    return {
        "order": order.seq,
        "at": iso(order.at_ms),
        "said": order.said,
        "effects": list(order.effects),
        "taken_back": done,
    }


def iso(at_ms: int) -> str:
    """Return milliseconds UTC as ISO 8601."""
    from teamx_tui.company import news  # shapes are imported to build the help page, which needs no database

    return news.iso(at_ms)
