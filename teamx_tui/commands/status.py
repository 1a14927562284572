"""The command that says how the company is doing: Mission Control in a few lines, and all of it as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, command
from teamx_tui.domain import dates

if TYPE_CHECKING:
    from teamx_tui.company.critical import CriticalPath
    from teamx_tui.company.mission import Blocked, Mission, Run
    from teamx_tui.company.office import Office
    from teamx_tui.company.progress import Goal, Project


@command("status")
def status(office: Office) -> Reply:
    """Say in a few lines how the company is doing."""
    mission, path = company.mission.look(office), company.critical.Pathfinder().look(office)
    states = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in sorted(mission.states.items()))
    lines = [
        f"{mission.company}: {states or 'no tickets yet'}.",
        f"{len(mission.live)} running, {_meetings(mission)}{mission.queued} queued, {mission.blocked_total} blocked, "
        f"{mission.needs_you} waiting for you, {words.count(mission.workers, 'worker')} on duty.",
        *([f"The company is paused: {mission.paused}"] if mission.paused else []),
        *(
            [f"{words.count(mission.handed, 'hand-off')} waiting for an answer: teamx handoff list"]
            if mission.handed
            else []
        ),
        f"{mission.done} of {mission.total} tickets done, {mission.velocity.per_day:.1f} a day. "
        f"{mission.at_work} of {len(mission.people)} people at work.",
        f"Today: {mission.calls_today} model calls, {words.dollars(mission.spent_today_micros)}.",
        *(_project(row) for row in mission.goals),
        f"Thinking: {', '.join(mission.brains) or 'nobody'}.",
        *(f"Nobody can think with {one.name}: {one.lacks}." for one in company.hosts.brains(office) if one.lacks),
        *(_project(row) for row in mission.projects),
        *([f"Critical path, {words.working_days(path.days)} left: {_chain(path)}"] if path.steps else []),
    ]
    return Reply("\n".join(lines), _shape(mission, path))


def _meetings(mission: Mission) -> str:
    return f"{words.count(mission.meetings, 'meeting')} going on, " if mission.meetings else ""


def _project(row: Project | Goal) -> str:
    why = f" ({'; '.join(row.reasons)})" if row.reasons else ""
    noun = "Goal " if isinstance(row, company.progress.Goal) else ""
    is_said = row.due_ms is not None and (isinstance(row, company.progress.Goal) or row.weeks is None)
    due = f", due {dates.written(row.due_ms)}" if is_said and row.due_ms is not None else ""
    return f"{noun}{row.title}: {row.done} of {row.total} done ({row.percent} %){due}, {row.health}{why}."


def _chain(path: CriticalPath) -> str:
    return " → ".join(f"#{step.number} {words.condition(step.condition)}" for step in path.steps)


def _shape(mission: Mission, path: CriticalPath) -> dict[str, Any]:
    return {
        "company": mission.company,
        "paused": mission.paused,
        "states": dict(mission.states),
        "done": mission.done,
        "total": mission.total,
        "done_per_day": mission.velocity.per_day,
        "running": len(mission.live),
        "meetings": mission.meetings,
        "queued": mission.queued,
        "blocked": mission.blocked_total,
        "needs_you": mission.needs_you,
        "handoffs": mission.handed,
        "workers": mission.workers,
        "brains": list(mission.brains),
        "unable": mission.unable,
        "people": len(mission.people),
        "at_work": mission.at_work,
        "idle_since": shapes.iso(mission.idle_since_ms) if mission.idle_since_ms is not None else None,
        "model_calls_today": mission.calls_today,
        "cost_usd_today": mission.spent_today_micros / 1_000_000,
        "live": [_run(run) for run in mission.live],
        "longest_blocked": [_blocked(ticket) for ticket in mission.blocked],
        "goals": [shapes.goal(row) for row in mission.goals],
        "projects": [shapes.project(row) for row in mission.projects],
        "critical_path": [
            {"number": step.number, "condition": step.condition, "days": step.days} for step in path.steps
        ],
        "days_left": path.days,
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "employee": run.employee,
        "number": run.number,
        "started_at": shapes.iso(run.started_at_ms),
        "attempt": run.attempt,
        "calls": run.calls,
        "entries": run.entries,
    }


def _blocked(ticket: Blocked) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "title": ticket.title,
        "owner": ticket.owner,
        "since": shapes.iso(ticket.since_ms),
        "opens_when": ticket.opens_when,
        "must_act": list(dict.fromkeys(gate.who for gate in ticket.gates)),
        "holds_up": ticket.holds_up,
    }
