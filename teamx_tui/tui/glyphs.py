"""Words of the company as they look: each with a glyph, so that no meaning hangs on colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.domain.health import Health
from teamx_tui.domain.presence import Presence
from teamx_tui.domain.tickets import OVER
from teamx_tui.tui import ages
from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from teamx_tui.company.views import Ticket

PRESENCE_GLYPHS: Final[dict[str, str]] = {
    Presence.IN_THREAD: "◆",
    Presence.ACTIVE: "●",
    Presence.BLOCKED: "■",
    Presence.IDLE: "○",
}
_CONDITION_STYLES: Final[dict[str, str]] = {
    "ready": "$text",
    "blocked": "$error",
    "working": "$primary",
    "waiting": "$warning",
    "interrupted": "$error",
    "in_review": "$warning",
    "on_hold": "$warning",
    "in_progress": "$primary",
    "done": "$success",
    "failed": "$error",
}
_STATE_GLYPHS: Final = {"open": "○", "in_progress": "▷"}
OUTCOMES: Final[dict[str, tuple[str, str, str]]] = {
    "": ("◆", "$presence-in-thread", "has the turn"),
    "finished": ("✓", "$success", "took a turn"),
    "passed": ("·", "$quiet", "passed"),
    "failed": ("✗", "$error", "failed"),
    "interrupted": ("!", "$error", "interrupted"),
    "stopped": ("!", "$warning", "stopped"),
    "withdrawn": ("–", "$quiet", "withdrawn"),
}
"""What a turn came to: glyph, colour and words."""
_PRIORITIES: Final = {
    "critical": ("‼", "$error"),
    "high": ("▲", "$warning"),
    "medium": ("·", "$quiet"),
    "low": ("▽", "$quiet"),
}
SCRIPTED: Final = Content.styled("scripted", "$warning")
"""Stands wherever somebody is played from a script."""
BAR: Final = ("━", "─")
_HEALTH: Final[dict[str, tuple[str, str]]] = {
    Health.NOT_STARTED: ("○", "$quiet"),
    Health.ON_TRACK: ("●", "$success"),
    Health.AT_RISK: ("▲", "$warning"),
    Health.LATE: ("‼", "$error"),
    Health.DONE: ("✓", "$success"),
}
_HEIGHTS: Final = "▂▃▄▅▆▇█"
NONE: Final = "▁"
"""A day on which nothing was done."""


def condition(word: str) -> Content:
    """Return a condition, or a stored state, with its glyph and in its colour."""
    return line(f"{state_glyph(word)} {word.replace('_', ' ')}", style=condition_style(word))


def state_glyph(word: str) -> str:
    """Return the glyph of a condition or a stored state."""
    return _STATE_GLYPHS.get(word) or words.GLYPHS.get(word, "·")


def condition_style(word: str) -> str:
    """Return the colour of a condition or a stored state."""
    return _CONDITION_STYLES.get(word, "$quiet")


def priority(word: str, *, is_brief: bool = False) -> Content:
    """Return a priority with its glyph and in its colour; in brief, the glyph alone."""
    glyph, style = _PRIORITIES.get(word, ("·", "$quiet"))
    return line(glyph if is_brief else f"{glyph} {word}", style=style)


def due(ticket: Ticket, now_ms: int, *, is_brief: bool = False, is_named: bool = False) -> Content:
    """Return by when a ticket shall be done: `14 Jun`, `‼ late, 14 Jun`; in brief a late one is only `‼ late`.

    `is_named`: with what the day is, `due 14 Jun`, where no title says so.
    """
    if ticket.due_ms is None:
        return Content("")
    day = ("due " if is_named else "") + ages.day(ticket.due_ms, now_ms, is_brief=is_brief)
    if ticket.is_late(now_ms):
        return line("‼ late" if is_brief else f"‼ late, {day}", style="$error")
    return line(day, style="$quiet" if ticket.state in OVER else "")


def presence_glyph(word: str) -> Content:
    """Return the dot of a presence in its colour."""
    return line(PRESENCE_GLYPHS.get(word, "○"), style=f"$presence-{word.replace(' ', '-')}")


def presence_word(word: str) -> Content:
    """Return the word of a presence in its colour."""
    return line(word, style=f"$presence-{word.replace(' ', '-')}-word")


def bar(percent: int, width: int) -> Content:
    """Return how far something is as a bar of `width` cells; full only at 100 %."""
    done = percent * width // 100
    return line(BAR[0] * done, style="$success") + line(BAR[1] * (width - done), style="$rule")


def health(word: str) -> Content:
    """Return how a project is doing, with its glyph and in its colour."""
    glyph, style = _HEALTH.get(word, ("·", "$quiet"))
    return line(f"{glyph} {word}", style=style)


def sparkline(counts: Sequence[int]) -> Content:
    """Return numbers as bars of one cell each, as high as they are beside the largest; 0 is a line at the foot."""
    most = max(counts, default=0)
    bars = [_HEIGHTS[(count * len(_HEIGHTS) - 1) // most] if count else NONE for count in counts]
    return line("".join(bars), style="$accent")


def speaker_style(handle: str, known: tuple[str, ...], colours: int) -> str:
    """Return the colour of a person's name: by their place among the `known`, so it stays the same in every thread."""
    place = known.index(handle) if handle in known else sum(handle.encode())
    return f"bold $speaker-{place % colours}"
