"""Entries of a thread as lines: who said what, in the form of its kind. Everything said is foreign text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from teamx_tui.tui.ages import when
from teamx_tui.tui.glyphs import SCRIPTED, speaker_style
from teamx_tui.tui.text import line
from teamx_tui.tui.themes import SPEAKERS
from teamx_tui.tui.widgets.reader import Line, Sight
from teamx_tui.tui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from teamx_tui.company.views import Said

PREVIEW_LINES: Final = 8
"""Lines of an attachment shown in the thread."""
INDENT: Final = "  "
EDGE: Final = "  ▏ "
_MENTION: Final = re.compile(r"(?<![\w@/.])@[A-Za-z0-9][\w-]*|(?<![\w&])#\d+(?!\w)")
_VERBS: Final[dict[str, str]] = {
    "question": "asks",
    "answer": "answers",
    "decision": "decided",
    "tool": "ran",
    "attachment": "attached",
    "block": "blocks this ticket",
    "unblock": "lifts the block",
    "review": "hands it in for review",
    "done": "finishes the ticket",
}
_GLYPHS: Final[dict[str, tuple[str, str]]] = {
    "question": ("?", "$warning"),
    "answer": ("↳", "$primary"),
    "decision": ("◇", "$primary"),
    "tool": ("⚙", "$quiet"),
    "attachment": ("▤", "$quiet"),
    "block": ("■", "$error"),
    "unblock": ("○", "$success"),
    "review": ("◎", "$warning"),
    "done": ("✓", "$success"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text behind a gutter."""

    text: str
    style: str = ""
    gutter: str = INDENT
    gutter_style: str = "$rule"
    mark: str = ""
    mark_style: str = ""

    def drawn(self, sight: Sight) -> Content:
        """Return the line with mentions and ticket numbers made out."""
        body = line(self.text, style=self.style).highlight_regex(_MENTION, style="$primary")
        edge = [line(self.gutter, style=self.gutter_style), line(self.mark, style=self.mark_style)]
        return Content("").join([*edge, body])


@dataclass(frozen=True, slots=True)
class Head:
    """The line over an entry: who, what sort of thing, when."""

    who: str
    who_style: str
    at_ms: int
    kind: str = ""
    about: str = ""
    origin: int | None = None
    scripted: bool = False

    def drawn(self, sight: Sight) -> Content:
        """Return the line with the time as of now."""
        glyph, style = _GLYPHS.get(self.kind, ("", ""))
        parts = [line(self.who, style=self.who_style)]
        parts += [line(f"(from #{self.origin})", style="$quiet")] if self.origin is not None else []
        parts += [line(glyph, style=style), line(_VERBS[self.kind])] if glyph else []
        parts += [line(self.about, style="bold")] if self.about else []
        parts += [line(f"· {when(self.at_ms, sight.now_ms, is_exact=sight.exact)}", style="$quiet")]
        parts += [line("·", style="$quiet"), SCRIPTED] if self.scripted else []
        return Content(" ").join(parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a thread as a block."""

    said: Said
    people: tuple[tuple[str, str], ...]
    """Handles and names of everybody, in a stable order."""
    preview: str = ""
    """Content of the artifact, if the entry attaches one."""
    key: Hashable = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.said.seq, len(self.people)))

    def lines(self, width: int) -> Sequence[Line]:
        """Return the head, the body in the form of its kind, and an empty line."""
        if self.said.kind == "system":
            return [*_lines(self.said.body, width, style="$quiet", mark="– "), Words("")]
        body = _BODIES.get(self.said.kind, _comment)(self, width)
        return [self._head(), *body, Words("")]

    def _head(self) -> Head:
        said, names = self.said, dict(self.people)
        about = {"question": _asked(said.payload, names), "tool": str(said.payload.get("tool", ""))}
        return Head(
            {"operator": "You", "system": "teamx"}.get(said.author) or names.get(said.author, said.author),
            speaker_style(said.author, tuple(names), SPEAKERS) if said.author != "operator" else "bold",
            said.at_ms,
            said.kind,
            about.get(said.kind, ""),
            said.origin,
            said.scripted,
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A block of our own: plain lines, and an empty one after them."""

    key: Hashable
    text: str
    style: str = "$quiet"
    mark: str = ""
    mark_style: str = ""
    gap: bool = True

    def lines(self, width: int) -> Sequence[Line]:
        """Return the text as lines."""
        body = _lines(self.text, width, style=self.style, mark=self.mark, gutter="", mark_style=self.mark_style)
        return [*body, Words("")] if self.gap else body


def _asked(payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    to = str(payload.get("to", ""))
    return "you" if to == "operator" else names.get(to, to)


def _lines(
    text: str,
    width: int,
    *,
    style: str = "",
    gutter: str = INDENT,
    gutter_style: str = "$rule",
    mark: str = "",
    mark_style: str = "",
) -> list[Words]:
    """Return text behind a gutter; the mark stands before its first line only."""
    parts = wrapped(text, width - len(gutter) - len(mark))
    marks = [mark, *[" " * len(mark)] * (len(parts) - 1)]
    return [Words(part, style, gutter, gutter_style, mark, mark_style) for part, mark in zip(parts, marks, strict=True)]


def _comment(entry: Entry, width: int) -> list[Words]:
    return _lines(entry.said.body, width)


def _answer(entry: Entry, width: int) -> list[Words]:
    question = str(entry.said.payload.get("question", ""))
    quoted = _lines(question, width, style="$quiet italic", gutter=EDGE) if question else []
    return [*quoted[:2], *_lines(entry.said.body, width)]


def _decision(entry: Entry, width: int) -> list[Words]:
    payload = entry.said.payload
    edge = {"gutter": EDGE, "gutter_style": "$primary"}
    if "subject" not in payload:
        return _lines(entry.said.body, width, **edge)
    card = _lines(str(payload["subject"]), width, style="bold", **edge)
    card += _lines(str(payload.get("outcome", "")), width, **edge)
    if payload.get("rationale"):
        card += _lines(str(payload["rationale"]), width, style="$quiet", mark="because ", mark_style="$faint", **edge)
    if payload.get("deferred_to") is not None:
        card += _lines(f"taken up in #{payload['deferred_to']}", width, style="$quiet", **edge)
    return card


def _tool(entry: Entry, width: int) -> list[Words]:
    payload = entry.said.payload
    results = payload.get("results")
    if not isinstance(results, Mapping):
        return _lines(entry.said.body, width, gutter=EDGE)
    card: list[Words] = []
    for label, outcome in results.items():
        passed = outcome == "pass"
        mark, style = ("✓ ", "$success") if passed else ("✗ ", "bold $error")
        text = str(label) if passed else f"{label}: {outcome}"
        card += _lines(text, width, gutter=EDGE, mark=mark, mark_style=style)
    good = sum(outcome == "pass" for outcome in results.values())
    summary = f"{good} of {len(results)} passed"
    card += _lines(summary, width, style="$success" if good == len(results) else "$error", gutter=EDGE)
    return card + (_lines(str(payload["note"]), width, style="$quiet", gutter=EDGE) if payload.get("note") else [])


def _attachment(entry: Entry, width: int) -> list[Words]:
    payload = entry.said.payload
    facts = [str(payload.get("kind", "")), f"version {payload.get('version', 1)}", f"{payload.get('bytes', 0):,} bytes"]
    card = _lines(entry.said.body, width, style="bold", gutter=EDGE)
    card += _lines(" · ".join(filter(None, facts)), width, style="$quiet", gutter=EDGE)
    inside = _lines(entry.preview, width, style="$quiet", gutter=EDGE) if entry.preview else []
    left = len(inside) - PREVIEW_LINES
    more = _lines(f"… {left} more lines", width, style="$faint", gutter=EDGE) if left > 1 else inside[PREVIEW_LINES:]
    return card + inside[:PREVIEW_LINES] + more


def _block(entry: Entry, width: int) -> list[Words]:
    return _lines(entry.said.body, width, gutter=EDGE, gutter_style="$error")


def _done(entry: Entry, width: int) -> list[Words]:
    return _lines(entry.said.body, width, gutter=EDGE, gutter_style="$success")


_BODIES: Final = {
    "answer": _answer,
    "decision": _decision,
    "tool": _tool,
    "attachment": _attachment,
    "block": _block,
    "done": _done,
}
