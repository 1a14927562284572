"""Answers in words: what a command says to a person. Plain text; colour is the business of whoever prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Priority

if TYPE_CHECKING:
    from teamx_tui.company.views import Said, Thread
    from teamx_tui.company.why import Reason, Why

GLYPHS: Final[Mapping[str, str]] = {
    "draft": "·",
    "ready": "○",
    "blocked": "■",
    "working": "▶",
    "waiting": "◔",
    "interrupted": "!",
    "in_review": "◎",
    "on_hold": "⏸",
    "done": "✓",
    "failed": "✗",
    "skipped": "»",
    "cancelled": "–",
}
"""A glyph for every condition, always shown beside its word."""


def condition(word: str) -> str:
    """Return a condition with its glyph."""
    return f"{GLYPHS.get(word, ' ')} {word.replace('_', ' ')}"


def handle(name: str | None) -> str:
    """Return a handle as it is written, or a dash."""
    return f"@{name}" if name else "–"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 ticket`, `2 tickets`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def numbers(of: Iterable[int]) -> str:
    """Return ticket numbers as they are written: `#1 #2`."""
    return " ".join(f"#{number}" for number in of)


def number(word: str) -> int:
    """Return a ticket number from `12` or `#12`.

    Raises:
        Invalid: it is none.
    """
    if not word.removeprefix("#").isdecimal():
        raise Invalid(f"{word!r} is not a ticket number.")
    return int(word.removeprefix("#"))


def priority(word: str) -> Priority:
    """Return a priority from its word.

    Raises:
        Invalid: there is no such priority.
    """
    try:
        return Priority(word.lower())
    except ValueError:
        raise Invalid(f"There is no priority {word!r}. The priorities are: {', '.join(Priority)}.") from None


def raci(
    accountable: Sequence[str] | None, consulted: Sequence[str] | None, informed: Sequence[str] | None
) -> dict[Raci, tuple[str, ...]]:
    """Return participants by part."""
    named = {Raci.ACCOUNTABLE: accountable, Raci.CONSULTED: consulted, Raci.INFORMED: informed}
    return {part: tuple(name.removeprefix("@") for name in handles or ()) for part, handles in named.items()}


def thread(shown: Thread) -> str:
    """Return a ticket and its thread as text."""
    row = shown.ticket
    people = ", ".join(f"@{name} {letter}" for name, letter in row.participants.items())
    lines = [
        f"#{row.number} {row.title}",
        f"{condition(row.condition)} · {row.priority} · {row.estimate:g} d · {people or 'nobody'}",
    ]
    lines += [shown.description] if shown.description else []
    lines += [f"waits for  #{no} {title} ({state})" for no, title, state in shown.blockers]
    lines += [f"blocks     #{no} {title} ({state})" for no, title, state in shown.dependents]
    lines += [""]
    lines += [line for said in shown.entries for line in _entry(said)]
    if shown.live:
        lines += [f"… @{shown.live} is having a turn"]
    return "\n".join(lines).rstrip()


def _entry(said: Said) -> list[str]:
    origin = f" (from #{said.origin})" if said.origin is not None else ""
    label = " · scripted" if said.scripted else ""
    kind = "" if said.kind == "comment" else f" · {said.kind}"
    who = f"@{said.author}" if said.author not in ("operator", "system") else said.author
    body = [f"  {line}" for line in said.body.splitlines()]
    results = said.payload.get("results", {})
    checks = [f"    {'✓' if outcome == 'pass' else '✗'} {label}" for label, outcome in results.items()]
    return [f"{who}{origin}{kind}{label}", *body, *checks, ""]


def why(answer: Why) -> str:
    """Return the proof as an indented tree, with who must act."""
    if answer.runnable:
        queued = ", ".join(f"@{name}" for name in answer.queued)
        return f"#{answer.number} is not held back." + (
            f" Queued: {queued}." if queued else " Nobody is queued; comment to wake somebody."
        )
    lines = [f"#{answer.number} {answer.tree.title} is {answer.tree.condition.replace('_', ' ')}."]
    lines += _reasons(answer.tree, 1)
    if answer.roots and list(answer.roots) != [answer.number]:
        lines.append(f"It starts at: {numbers(answer.roots)}.")
    return "\n".join(lines)


def _reasons(reason: Reason, depth: int) -> list[str]:
    lines = []
    behind = {blocker.number: blocker for blocker in reason.behind}
    for gate in reason.gates:
        who = gate.who if gate.who in ("operator", "clock") else f"@{gate.who}"
        lines.append(f"{'  ' * depth}opens when {gate.opens_when} — {who}")
        blocker = behind.get(gate.ticket) if gate.ticket is not None and gate.kind == "dependency" else None
        if blocker is not None and not blocker.repeated:
            lines.append(f"{'  ' * (depth + 1)}#{blocker.number} {blocker.title}: {condition(blocker.condition)}")
            lines += _reasons(blocker, depth + 2)
    return lines
