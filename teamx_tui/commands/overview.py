"""Commands that look at the whole company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command("graph")
def graph(office: Office) -> Reply:
    """Show the order of the work: waves, dependencies and the critical path."""
    plan = company.graph.plan(office)
    path = " → ".join(f"#{number}" for number in plan.critical_path)
    rows = tuple((str(no), words.numbers(wave)) for no, wave in enumerate(plan.waves, start=1))
    sentence = f"Critical path ({plan.days:g} working days): {path}" if plan.nodes else "There are no tickets yet."
    return Reply(sentence, shapes.plan(plan), Table(("Wave", "Tickets"), rows) if rows else None)


@command("log", since="only events after this number", last="only the last events")
def log(office: Office, *, since: int = 0, last: int = 0) -> Reply:
    """Print the event log, oldest first."""
    events = tuple(reversed(company.log.latest(office, last))) if last else company.log.since(office, since)
    lines = "\n".join(f"{event.seq:>6}  {event.at}  {company.log.sentence(event)}" for event in events)
    return Reply(lines, records=[shapes.event(event) for event in events])


@command("status")
def status(office: Office) -> Reply:
    """Say in a few lines how the company is doing."""
    mission = company.mission.look(office)
    states = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in sorted(mission.states.items()))
    lines = [
        f"{mission.company}: {states or 'no tickets yet'}.",
        f"{len(mission.live)} running, {mission.queued} queued, {mission.blocked_total} blocked, "
        f"{mission.needs_you} waiting for you, {mission.workers} workers on duty.",
        f"Today: {mission.calls_today} model calls, ${mission.spent_today_micros / 1_000_000:.2f}.",
    ]
    data = {
        "company": mission.company,
        "states": dict(mission.states),
        "running": len(mission.live),
        "queued": mission.queued,
        "blocked": mission.blocked_total,
        "needs_you": mission.needs_you,
        "workers": mission.workers,
        "model_calls_today": mission.calls_today,
        "cost_usd_today": mission.spent_today_micros / 1_000_000,
    }
    return Reply("\n".join(lines), data)
