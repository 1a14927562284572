"""Hand-offs and decisions as text: the same document is printed, saved to a file and read in the window."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from teamx_tui.commands import shapes, words
from teamx_tui.domain.minutes import moment

if TYPE_CHECKING:
    from teamx_tui.company.agreements import Decision, Handoff


def handoff(shown: Handoff) -> str:
    """Return a hand-off as a document in Markdown."""
    onto = f"#{shown.to_number} {shown.to_title}" if shown.to_number is not None else "the ticket itself changes hands"
    lines = [
        f"# Hand-off {shown.id}: {words.speaker(shown.giver)} to {words.speaker(shown.receiver)}",
        "",
        f"- From: #{shown.number} {shown.title}",
        f"- To: {onto}",
        f"- State: {state(shown)}",
        f"- Offered: {moment(shown.offered_at_ms)}",
        *([f"- Answered: {moment(shown.answered_at_ms)}"] if shown.answered_at_ms is not None else []),
        "",
        "## Context",
        "",
        shown.note,
        "",
        "## Deliverables",
        "",
        *([_file(one) for one in shown.artifacts] or ["None."]),
        "",
        "## Next action",
        "",
        shown.next_action,
    ]
    return "\n".join(lines)


def state(shown: Handoff) -> str:
    """Return how a hand-off stands, with who answered and why."""
    if shown.state == "offered":
        return f"waits for {words.speaker(shown.receiver)}"
    by = f" by {words.speaker(shown.answered_by)}" if shown.answered_by else ""
    return f"{shown.state}{by}" + (f": {shown.reason}" if shown.reason else "")


def _file(one: Any) -> str:
    return f"- {one.name}, version {one.version} ({one.kind}, {words.speaker(one.producer)}), SHA-256 {one.sha256[:12]}"


def handoff_shape(shown: Handoff) -> dict[str, Any]:
    """Return a hand-off as JSON."""
    known = asdict(shown)
    at = {"offered_at": shapes.iso(known.pop("offered_at_ms"))}
    answered = known.pop("answered_at_ms")
    return known | at | {"answered_at": shapes.iso(answered) if answered is not None else None}


def decision(shown: Decision) -> str:
    """Return a decision as a document in Markdown."""
    lines = [f"# Decision {shown.id}: {shown.subject}", "", f"- On: #{shown.number} {shown.title}"]
    lines += [f"- Options: {', '.join(shown.options)}"] if shown.options else []
    lines += [f"- Rule: {shown.rule}"] if shown.rule else []
    lines += [f"- Put on the table: {words.speaker(shown.raised_by)}, {moment(shown.opened_at_ms)}"]
    if shown.state == "open":
        lines += [f"- Waits for: {words.speaker(shown.asked_of)}"]
    else:
        at = f", {moment(shown.decided_at_ms)}" if shown.decided_at_ms is not None else ""
        lines += [f"- Decided: {words.speaker(shown.decided_by)}{at}", f"- Outcome: {shown.outcome}"]
    lines += [f"- Taken up in: #{shown.deferred_to}"] if shown.deferred_to is not None else []
    lines += ["", "## Why", "", shown.rationale] if shown.rationale else []
    lines += ["", "## Positions", ""] if shown.positions else []
    for one in shown.positions:
        lines += [f"- {words.speaker(one.who)}: {one.stance}"]
        lines += [f"  - for: {one.pro}"] if one.pro else []
        lines += [f"  - against: {one.con}"] if one.con else []
    return "\n".join(lines)


def decision_shape(shown: Decision) -> dict[str, Any]:
    """Return a decision as JSON."""
    known = asdict(shown)
    decided = known.pop("decided_at_ms")
    at = {"opened_at": shapes.iso(known.pop("opened_at_ms"))}
    return known | at | {"decided_at": shapes.iso(decided) if decided is not None else None}
