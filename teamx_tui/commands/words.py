"""Answers in words: what a command says to a person. Plain text; colour is the business of whoever prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from teamx_tui.domain import dates
from teamx_tui.domain.arrangement import Sort
from teamx_tui.domain.budgets import dollars as dollars
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.filters import LATE
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Priority
from teamx_tui.domain.usage import QUESTIONS, TRIALS

if TYPE_CHECKING:
    from teamx_tui.company.transcripts import Said
    from teamx_tui.company.vault import File
    from teamx_tui.company.views import Thread, Ticket

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


def speaker(name: str) -> str:
    """Return who did something, as it is written: `you`, `teamx` or a handle."""
    return {"operator": "you", "system": "teamx"}.get(name, f"@{name}")


def size(count: int) -> str:
    """Return a number of bytes: `332 B`, `1.2 kB`, `1.0 MB`."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 999_950 else f"{count / 1_000_000:.1f} MB"


def duration(milliseconds: int) -> str:
    """Return a length of time as short as it stays true: `340 ms`, `4.2 s`, `40 s`, `12 m 4 s`, `3 h 12 m`."""
    if milliseconds < 1000:
        return f"{milliseconds} ms"
    if milliseconds < 60_000:
        return f"{milliseconds / 1000:.1f} s".replace(".0 s", " s")
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes} m {seconds} s" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60} m"


def account(by: str, key: str, label: str) -> str:
    """Return what a sum is of: `@ada`, `#64 Title`, a project, a model, a day, or calls of no turn."""
    if key in (QUESTIONS, TRIALS):
        return label
    if by == "project":
        return label or key or "no project"
    return {"employee": f"@{key}", "ticket": f"#{key} {label}"}.get(by, key)


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 ticket`, `2 tickets`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def working_days(days: float) -> str:
    """Return working days as they are said: `1 working day`, `2.5 working days`."""
    return f"{days:g} working day{'' if days == 1 else 's'}"


def handles(of: Iterable[str]) -> str:
    """Return handles as they are listed: `@mike, @lin`."""
    return ", ".join(f"@{name}" for name in of)


def numbers(of: Iterable[int]) -> str:
    """Return ticket numbers as they are written: `#1 #2`."""
    return " ".join(f"#{number}" for number in of)


def waits_for(row: Ticket) -> str:
    """Return what holds a ticket back in the graph: `#1 #2 gate #7`."""
    return " ".join(filter(None, (numbers(row.blocked_by), *(f"gate #{number}" for number in row.gates))))


def listed(of: Iterable[str] | None) -> tuple[str, ...]:
    """Return words that were given one by one or with commas between them."""
    return tuple(word.strip() for some in of or () for word in some.split(",") if word.strip())


def criteria(text: str) -> tuple[str, ...]:
    """Return the criteria of a text in which they stand with `;` between them."""
    return tuple(one.strip() for one in text.split(";") if one.strip())


def due(row: Ticket, now_ms: int, name: str = "") -> str:
    """Return by when a ticket shall be done, and whether that is over: `2026-06-14`, `‼ late, 2026-06-14`."""
    if row.due_ms is None:
        return ""
    day = name + dates.written(row.due_ms)
    return f"‼ late, {day}" if row.is_late(now_ms) else day


def what_it_is(file: File) -> str:
    """Return what a file is and how far it has come: `api_contract, agreed`."""
    return ", ".join(filter(None, (file.type or file.kind, file.status)))


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


def state_or_condition(word: str) -> str:
    """Return a state or a condition as a word of a filter; nothing for an empty one."""
    word = word.strip().lower().replace("-", "_")
    return f"#{word}" if word in {*Condition, *LATE} else f"state:{word}" if word else ""


def sort(word: str) -> Sort:
    """Return what a list goes by, from its word.

    Raises:
        Invalid: a list cannot go by that.
    """
    try:
        return Sort(word.lower())
    except ValueError:
        raise Invalid(f"Tickets cannot be sorted by {word!r}, but by: {', '.join(Sort)}.") from None


def raci(
    accountable: Sequence[str] | None, consulted: Sequence[str] | None, informed: Sequence[str] | None
) -> dict[Raci, tuple[str, ...]]:
    """Return participants by part."""
    named = {Raci.ACCOUNTABLE: accountable, Raci.CONSULTED: consulted, Raci.INFORMED: informed}
    return {part: tuple(name.removeprefix("@") for name in handles or ()) for part, handles in named.items()}


def thread(shown: Thread, now_ms: int) -> str:
    """Return a ticket and its thread as text."""
    row = shown.ticket
    facts = [condition(row.condition), row.priority, f"{row.estimate:g} d"]
    facts += [due(row, now_ms, "due ")] if row.due_ms is not None else []
    people = ", ".join(f"@{name} {letter}" for name, letter in row.participants.items())
    lines = [
        f"#{row.number} {row.title}",
        " · ".join([*facts, *row.labels, people or "nobody"]),
    ]
    lines += [shown.description] if shown.description else []
    lines += [f"done when  {criterion}" for criterion in shown.acceptance]
    lines += [f"waits for  #{no} {title} ({state})" for no, title, state in shown.blockers]
    lines += [f"blocks     #{no} {title} ({state})" for no, title, state in shown.dependents]
    lines += [""]
    lines += [line for said in shown.entries for line in _entry(said)]
    if shown.live:
        lines += [f"… @{shown.live} is having a turn"]
    return "\n".join(lines).rstrip()


def _entry(said: Said) -> list[str]:
    origin = f" (from #{said.origin})" if said.origin is not None else ""
    label = (" · scripted" if said.scripted else "") + (" · taken back" if said.is_taken_back else "")
    kind = "" if said.kind == "comment" else f" · {said.kind}"
    who = f"@{said.author}" if said.author not in ("operator", "system") else said.author
    body = [f"  {line}" for line in said.body.splitlines()]
    results = said.payload.get("results", {})
    checks = [f"    {'✓' if outcome == 'pass' else '✗'} {label}" for label, outcome in results.items()]
    return [f"{who}{origin}{kind}{label}", *body, *checks, ""]
