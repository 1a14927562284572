"""A proof as lines to be read: tickets, what they wait for, who must act, and what the operator can do about it.

The command line prints these lines and the window shows them, so the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from teamx_tui.commands import words
from teamx_tui.commands.remedies import Remedy, remedy

if TYPE_CHECKING:
    from teamx_tui.company.idleness import Idle
    from teamx_tui.company.starvation import Starved
    from teamx_tui.company.why import Reason, Why
    from teamx_tui.domain.gates import ClosedGate


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a proof: a ticket, or one of the gates closed before it."""

    path: str
    """What tells it from every other line."""
    depth: int
    reason: Reason
    """The ticket, or the one that the gate is closed to."""
    gate: ClosedGate | None = None
    remedy: Remedy | None = None

    @property
    def ticket(self) -> int | None:
        """The ticket that the line leads to."""
        return self.reason.number if self.gate is None else self.gate.ticket

    @property
    def who(self) -> str:
        """Who must act, as it is said."""
        if self.gate is None:
            return ""
        return {"operator": "you act", "clock": "time helps"}.get(self.gate.who, f"@{self.gate.who} acts")


def steps(reason: Reason, path: str = "", depth: int = 0) -> Iterator[Step]:
    """Yield a ticket, each of its gates, and under a dependency what stands behind it."""
    path = f"{path}/{reason.number}"
    yield Step(path, depth, reason)
    if reason.repeated:
        return
    behind = {blocker.number: blocker for blocker in reason.behind}
    for at, gate in enumerate(reason.gates):
        yield Step(f"{path}/{at}", depth + 1, reason, gate, remedy(gate, reason.number))
        for number in gate.behind:
            if number in behind:
                yield from steps(behind.pop(number), path, depth + 2)


def why(answer: Why) -> str:
    """Return the proof of a ticket as an indented tree, with who must act, by which command, and what comes then."""
    if answer.runnable:
        return f"#{answer.number} is not held back. {outcome(answer)}"
    lines = [f"#{answer.number} {answer.tree.title} is {answer.tree.condition.replace('_', ' ')}."]
    lines += [_printed(step) for step in steps(answer.tree) if step.depth]
    return "\n".join([*lines, outcome(answer)])


def outcome(answer: Why) -> str:
    """Return where a ticket's proof begins, and what comes when nothing is closed any more."""
    parts = [*answer.circles, *map(late, answer.starved)]
    if answer.roots and answer.roots != (answer.number,):
        parts.append(f"It starts at {words.numbers(answer.roots)}: that is where somebody can act.")
    turns = words.handles(answer.then)
    if answer.runnable:
        parts.append(f"Next: {turns}." if turns else "Nobody is queued; comment to wake somebody.")
    elif turns:
        parts.append(f"After that {turns} {'has a turn' if len(answer.then) == 1 else 'have their turns'}.")
    return " ".join([*parts, *_unstaffed(is_staffed=answer.is_staffed)])


def late(one: Starved) -> str:
    """Return in a sentence that a turn is passed over, with the way out."""
    return (
        f"@{one.employee} has waited {words.duration(one.waited_ms)} for a turn on #{one.number}; "
        f"{words.count(one.ahead, 'turn')} went ahead. To give it away: teamx ticket assign {one.number} HANDLE"
    )


def starved_shape(found: Iterable[Starved]) -> list[dict[str, Any]]:
    """Return turns that are passed over, as JSON."""
    return [
        {"number": one.number, "employee": one.employee, "waited_ms": one.waited_ms, "ahead": one.ahead}
        for one in found
    ]


def idle(answer: Idle) -> str:
    """Return why an employee does nothing, with the proof of each thing that waits for them."""
    lines = [standing(answer)]
    for reason in [*(held.reason for held in answer.queued), *answer.others]:
        lines += [_printed(step) for step in steps(reason)]
    lines += [f"… and {answer.unread} more." if answer.unread else "", *_unstaffed(is_staffed=answer.is_staffed)]
    return "\n".join(filter(None, lines))


def standing(answer: Idle) -> str:
    """Return in a sentence how it is with an employee."""
    who = f"@{answer.handle}"
    if answer.has_left:
        return f"{who} has left the company."
    queued, others = len(answer.queued), len(answer.others)
    if answer.on is not None:
        behind = f" {words.count(queued, 'turn')} more in the queue." if queued else ""
        return f"{who} is not idle: a turn on #{answer.on} is going on.{behind}"
    if queued:
        return f"{who} is queued for {words.count(queued, 'turn')}."
    if others:
        return f"Nothing is queued for {who}; {words.count(others, 'unfinished ticket')} of theirs."
    return f"Nothing is queued for {who}, and no unfinished ticket is theirs. Assign one: teamx ticket assign N {who}"


def why_shape(answer: Why) -> dict[str, Any]:
    """Return `ticket why`: closed gates and roots, and the whole proof."""
    return {
        "number": answer.number,
        "runnable": answer.runnable,
        "closed": _closed(answer.tree),
        "roots": list(answer.roots),
        "queued": list(answer.queued),
        "then": list(answer.then),
        "staffed": answer.is_staffed,
        "circles": list(answer.circles),
        "starved": starved_shape(answer.starved),
        "proof": _proof(answer.tree),
    }


def idle_shape(answer: Idle) -> dict[str, Any]:
    """Return `employee why`."""
    return {
        "handle": answer.handle,
        "on": answer.on,
        "queued": [{"cause": held.cause, **_proof(held.reason)} for held in answer.queued],
        "others": [_proof(reason) for reason in answer.others],
        "staffed": answer.is_staffed,
    }


def _printed(step: Step) -> str:
    pad, reason = "  " * step.depth, step.reason
    if step.gate is None:
        again = " (shown above)" if step.reason.repeated else ""
        return f"{pad}#{reason.number} {reason.title}: {words.condition(reason.condition)}{again}"
    way = f" ({step.remedy.words}: {step.remedy.said})" if step.remedy is not None else ""
    return f"{pad}opens when {step.gate.opens_when} — {step.who}{way}"


def _unstaffed(*, is_staffed: bool) -> list[str]:
    return [] if is_staffed else ["No worker is on duty, so nobody has a turn: teamx worker"]


def _closed(reason: Reason) -> list[dict[str, str | None]]:
    return [_gate(gate, remedy(gate, reason.number)) for gate in reason.gates]


def _gate(gate: ClosedGate, way: Remedy | None) -> dict[str, str | None]:
    said = way.said if way is not None else None
    return {"kind": gate.kind, "on": gate.on, "who": gate.who, "opens_when": gate.opens_when, "remedy": said}


def _proof(reason: Reason) -> dict[str, Any]:
    return {
        "number": reason.number,
        "title": reason.title,
        "condition": reason.condition,
        "closed": _closed(reason),
        "behind": [_proof(blocker) for blocker in reason.behind],
        "repeated": reason.repeated,
    }
