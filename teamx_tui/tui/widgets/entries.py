"""Entries of a thread as blocks of lines: who said what, and when. How each kind of body looks is told elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from teamx_tui.tui.ages import span, when
from teamx_tui.tui.glyphs import SCRIPTED, speaker_style
from teamx_tui.tui.text import line
from teamx_tui.tui.themes import SPEAKERS
from teamx_tui.tui.widgets.entry_bodies import body, details
from teamx_tui.tui.widgets.lines import Words, behind
from teamx_tui.tui.widgets.reader import Line, Sight

if TYPE_CHECKING:
    from teamx_tui.company.calls import Call
    from teamx_tui.company.transcripts import Said

Names = tuple[tuple[str, str], ...]
"""Handles and names of everybody, in a stable order."""
_FORMS: Final[dict[str, tuple[str, str, str]]] = {
    "question": ("?", "$warning", "asks"),
    "answer": ("↳", "$primary", "answers"),
    "decision": ("◇", "$primary", "decided"),
    "tool": ("⚙", "$quiet", "ran"),
    "attachment": ("▤", "$quiet", "attached"),
    "status": ("◔", "$quiet", "sets the status of a file"),
    "block": ("■", "$error", "blocks this ticket"),
    "unblock": ("○", "$success", "lifts the block"),
    "review": ("◎", "$warning", "hands it in for review"),
    "changes": ("↺", "$warning", "asks for changes"),
    "handoff": ("→", "$warning", "offers a hand-off"),
    "accepted": ("✓", "$success", "accepts the hand-off"),
    "declined": ("✗", "$warning", "declines the hand-off"),
    "proposal": ("◇", "$warning", "puts a decision on the table"),
    "position": ("◆", "$primary", "takes a position"),
    "done": ("✓", "$success", "finishes the ticket"),
    "call": ("⚙", "$quiet", "used"),
    "reflection": ("↺", "$primary", "looks back"),
    "action": ("☐", "$warning", "proposes"),
    "floor": ("▷", "$quiet", "calls on"),
    "next_meeting": ("◷", "$quiet", "sets the next meeting"),
}
"""Glyph, its colour and the verb for every kind but plain comments."""
_CARDS: Final = frozenset({"tool", "call"})
"""Kinds that show that there is more to unfold."""


@dataclass(frozen=True, slots=True)
class Head:
    """The line over an entry: who, what sort of thing, when."""

    who: str
    who_style: str
    at_ms: int
    kind: str = ""
    verb: str = ""
    """What they did, if not what the kind says."""
    about: str = ""
    origin: int | None = None
    scripted: bool = False
    is_taken_back: bool = False
    fold: str = ""
    """`▸` when there is more to unfold, `▾` when it is unfolded."""

    def drawn(self, sight: Sight) -> Content:
        """Return the line with the time as of now."""
        glyph, style, verb = _FORMS.get(self.kind, ("", "", ""))
        parts = [line(self.who, style=self.who_style)]
        parts += [line(f"(from #{self.origin})", style="$quiet")] if self.origin is not None else []
        parts += [line(glyph, style=style), line(self.verb or verb)] if glyph else []
        parts += [line(self.about, style="bold")] if self.about else []
        parts += [line(f"· {when(self.at_ms, sight.now_ms, is_exact=sight.exact)}", style="$quiet")]
        parts += [line("·", style="$quiet"), SCRIPTED] if self.scripted else []
        parts += [line("·", style="$quiet"), line("taken back", style="$warning")] if self.is_taken_back else []
        parts += [line(self.fold, style="$quiet")] if self.fold else []
        return Content(" ").join(parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a thread as a block."""

    said: Said
    names: Names
    call: Call | None = None
    """Everything that is kept of how it was written; given when it is unfolded."""

    @property
    def key(self) -> Hashable:
        """What tells it from every other entry."""
        return self.said.key

    def lines(self, width: int) -> Sequence[Line]:
        """Return the head, the body in the form of its kind, what is unfolded, and an empty line."""
        names = dict(self.names)
        if self.said.kind == "system":
            return [*behind(self.said.body, width, style="$quiet", mark="– "), Words("")]
        unfolded = details(self.call, self.said, width) if self.call is not None else []
        return [self._head(names), *body(self.said, width), *unfolded, Words("")]

    def _head(self, names: Mapping[str, str]) -> Head:
        said = self.said
        verb, about = _deed(said.kind, said.payload, names)
        is_card = said.kind in _CARDS and said.call is not None
        return Head(
            {"operator": "You", "system": "teamx"}.get(said.author) or names.get(said.author, said.author),
            speaker_style(said.author, tuple(names), SPEAKERS) if said.author != "operator" else "bold",
            said.at_ms,
            said.kind,
            verb,
            about,
            said.origin,
            said.scripted,
            said.is_taken_back,
            "▾" if self.call is not None else "▸" if is_card else "",
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn going on now, as the last block."""

    name: str
    started_at_ms: int
    calls: int
    written: int
    key: Hashable = "turn"

    def lines(self, width: int) -> Sequence[Line]:
        """Return the one line, and an empty one."""
        return [self, Words("")]

    def drawn(self, sight: Sight) -> Content:
        """Return who has the turn, since when, and what came of it so far."""
        lasts = span(max(0, sight.now_ms - self.started_at_ms))
        silent = self.calls - self.written
        facts = [f"wrote {self.written}"] if self.written else []
        facts += [f"{silent} other {'call' if silent == 1 else 'calls'}"] if silent > 0 else []
        parts = [line("◆", style="$presence-in-thread")]
        parts += [line(f"{self.name} is having a turn", style="$presence-in-thread-word")]
        return Content(" ").join([*parts, *(line(f"· {fact}", style="$quiet") for fact in [lasts, *facts])])


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
        parts = behind(self.text, width, style=self.style, mark=self.mark, gutter="", mark_style=self.mark_style)
        return [*parts, Words("")] if self.gap else parts


def _deed(kind: str, payload: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    """Return what somebody did where the kind alone does not say it, and to whom or with what."""
    if kind == "question":
        return "", _name(payload.get("to"), names)
    if kind == "tool":
        return "", str(payload.get("tool", ""))
    if kind == "call" and not payload.get("ok"):
        return "was refused", str(payload.get("tool", ""))
    if kind == "call" and payload.get("tool") == "add_participant":
        return "brought in", _name(payload["arguments"].get("handle"), names)
    return "", str(payload.get("tool", "")) if kind == "call" else ""


def _name(handle: object, names: Mapping[str, str]) -> str:
    word = str(handle or "").removeprefix("@")
    return "you" if word == "operator" else names.get(word, word)
