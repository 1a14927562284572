"""Words of the company as they look: each with a glyph, so that no meaning hangs on colour alone."""

from typing import Final

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.domain.presence import Presence
from teamx_tui.tui.text import line

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
SCRIPTED: Final = Content.styled("scripted", "$warning")
"""Stands wherever somebody is played from a script."""
BAR: Final = ("━", "─")


def condition(word: str) -> Content:
    """Return a condition, or a stored state, with its glyph and in its colour."""
    return line(f"{state_glyph(word)} {word.replace('_', ' ')}", style=condition_style(word))


def state_glyph(word: str) -> str:
    """Return the glyph of a condition or a stored state."""
    return _STATE_GLYPHS.get(word) or words.GLYPHS.get(word, "·")


def condition_style(word: str) -> str:
    """Return the colour of a condition or a stored state."""
    return _CONDITION_STYLES.get(word, "$quiet")


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


def speaker_style(handle: str, known: "tuple[str, ...]", colours: int) -> str:
    """Return the colour of a person's name: by their place among the `known`, so it stays the same in every thread."""
    place = known.index(handle) if handle in known else sum(handle.encode())
    return f"bold $speaker-{place % colours}"
