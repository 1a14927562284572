"""An employee and the org chart in words, for whoever reads them as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from teamx_tui.commands import words

if TYPE_CHECKING:
    from teamx_tui.company.orgchart import Line
    from teamx_tui.company.profiles import Profile
    from teamx_tui.company.roster import Person


def profile(who: Profile, now: Person) -> str:
    """Return an employee in full as text."""
    return "\n".join([*_head(who, now), *_work(who)])


def _head(who: Profile, now: Person) -> Iterator[str]:
    yield f"{who.name} @{who.handle}"
    yield " · ".join(filter(None, (who.title, who.department, who.brain, who.model, now.presence)))
    manager = words.handle(who.reports_to) if who.reports_to else "you"
    yield f"reports to {manager}" + (f"; reports: {_handles(who.reports)}" if who.reports else "")
    if who.leads:
        yield f"leads {', '.join(who.leads)}"
    if who.lacks:
        yield f"cannot think: {who.lacks}"
    if who.paused:
        yield f"paused: {who.paused}"
    calls = words.count(who.model_calls, "model call")
    yield f"{words.count(who.turns_total, 'turn')}, {calls}, {words.dollars(who.cost_micros)}"


def _work(who: Profile) -> Iterator[str]:
    if who.live is not None:
        yield f"\nHas the turn on #{who.live.number} {who.live.title}"
    yield from _part("Queued", [f"#{wake.number} {wake.title} ({spoken(wake.cause)})" for wake in who.queue])
    parts = [
        f"{part.raci.letter} #{part.number} {part.title} ({words.condition(part.condition)})" for part in who.parts
    ]
    yield from _part(f"Unfinished tickets ({who.parts_total})", parts)
    yield from _part("Asked", [f"#{asked.number} {asked.subject} (@{asked.raised_by})" for asked in who.asked])
    turns = [f"#{turn.number} {turn.outcome}{f': {turn.reason}' if turn.reason else ''}" for turn in who.turns]
    yield from _part("Latest turns", turns)


def _part(title: str, lines: Sequence[str]) -> list[str]:
    return [f"\n{title}", *(f"  {line}" for line in lines)] if lines else []


def chart(lines: Sequence[Line]) -> str:
    """Return the org chart as text."""
    return "\n".join(line.rails + (_person(line.person) if line.person is not None else line.heading) for line in lines)


def _person(person: Person) -> str:
    doing = f"on #{person.on} {person.on_title}" if person.on is not None else str(person.presence)
    queued = f", {person.queued} queued" if person.queued else ""
    return f"{person.name} @{person.handle}, {person.title}: {doing}, {person.open_tickets} open{queued}"


def spoken(cause: str) -> str:
    """Return the cause of a wake as it is said."""
    return cause.replace("_", " ")


def _handles(handles: Sequence[str]) -> str:
    return " ".join(f"@{handle}" for handle in handles)
