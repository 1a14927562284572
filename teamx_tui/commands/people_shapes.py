"""The JSON of people: a profile, the org chart, a matrix of parts. More keys may be added, none taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teamx_tui.commands import shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from teamx_tui.company.profiles import Profile, Turn
    from teamx_tui.company.responsibilities import Matrix
    from teamx_tui.company.roster import Person


def profile(who: Profile, now: Person) -> dict[str, Any]:
    """Return `employee show`: what `employee list` says of them, and the rest."""
    return shapes.person(now) | {
        "model": who.model,
        "lacks": who.lacks,
        "paused": who.paused,
        "hired_at": shapes.iso(who.hired_at_ms),
        "reports": list(who.reports),
        "leads": list(who.leads),
        "turn": _turn(who.live) if who.live is not None else None,
        "queue": [
            {"number": wake.number, "cause": wake.cause, "queued_at": shapes.iso(wake.queued_at_ms)}
            for wake in who.queue
        ],
        "tickets": [
            {"number": part.number, "title": part.title, "raci": part.raci.letter, "condition": part.condition}
            for part in who.parts
        ],
        "asked": [
            {"number": asked.number, "subject": asked.subject, "raised_by": asked.raised_by} for asked in who.asked
        ],
        "turns": [_turn(turn) for turn in who.turns],
        "turns_total": who.turns_total,
        "model_calls": who.model_calls,
        "cost_usd": who.cost_micros / 1_000_000,
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "run": turn.run,
        "number": turn.number,
        "started_at": shapes.iso(turn.started_at_ms),
        "ended_at": shapes.iso(turn.ended_at_ms) if turn.ended_at_ms is not None else None,
        "outcome": turn.outcome,
        "reason": turn.reason,
    }


def chart(people: Sequence[Person]) -> list[dict[str, Any]]:
    """Return `org`: those who report to the operator, each with their `reports`, and so on down."""
    nodes = {person.handle: shapes.person(person) | {"reports": []} for person in people}
    tops: list[dict[str, Any]] = []
    for person in people:
        above = nodes.get(person.reports_to or "")
        (above["reports"] if above is not None else tops).append(nodes[person.handle])
    return tops


def matrix(found: Matrix) -> dict[str, Any]:
    """Return `raci`."""
    return {
        "project": found.project.key if found.project is not None else None,
        "people": list(found.people),
        "total": found.project.total if found.project is not None else 0,
        "tickets": [
            {
                "number": line.number,
                "title": line.title,
                "condition": line.condition,
                "parts": {handle: part.letter for handle, part in line.parts.items()},
                "gaps": list(line.gaps),
            }
            for line in found.lines
        ],
    }
