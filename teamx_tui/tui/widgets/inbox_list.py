"""What needs the operator, as a list: what each entry is, how much work waits for it, who asks and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.rows import Column, Row
from teamx_tui.tui.widgets.thing_list import ThingList

if TYPE_CHECKING:
    from teamx_tui.company.inbox import Entry

_KINDS: Final = {
    "question": ("?", "$warning", "question"),
    "block": ("■", "$error", "block"),
    "blocker_lost": ("–", "$error", "lost blocker"),
    "dead_wake": ("✗", "$error", "failed turns"),
    "breaker": ("↻", "$warning", "in circles"),
    "review": ("◎", "$warning", "review"),
    "proposal": ("◇", "$warning", "decision"),
    "handoff": ("→", "$warning", "hand-off"),
    "join": ("+", "$warning", "asks to join"),
    "deadlock": ("∞", "$error", "deadlock"),
    "action_owner": ("☐", "$warning", "action item"),
}
"""Glyph, colour and words of each kind of entry."""
COUNTED: Final = 1000
"""From here on it is said that more work waits, and not how much."""


class InboxList(ThingList["Entry"]):
    """Shows the entries of the inbox."""

    BINDINGS = keys.bindings("inbox-list")

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(Content("Frees"), most=6, right=True),
            Column(Content("What"), most=14),
            Column(Content("On"), most=7),
            Column(Content("Subject"), flexible=True, least=20),
            Column(Content("Asks"), most=14, drop_below=60),
            Column(Content("Since"), most=14, right=True, drop_below=50),
        )

    def title(self) -> Content:
        """Return the title, with how many there are."""
        count = len(self.things)
        return said("Needs you [$quiet]$count[/]", count=count) if count else Content("Needs you")

    def row_of(self, thing: Entry) -> Row:
        """Return what an entry is about."""
        at = when(thing.opened_at_ms, self.now_ms, is_exact=self.exact)
        return Row(
            f"entry:{thing.id}",
            (
                line(frees(thing.frees), style="bold") if thing.frees else line("–", style="$faint"),
                kind(thing.kind),
                line(f"#{thing.number}", style="$primary"),
                line(thing.subject),
                asker(thing),
                line(at, style="$quiet"),
            ),
        )


def kind(word: str) -> Content:
    """Return a kind of entry with its glyph and in its colour."""
    glyph, style, words = _KINDS.get(word, ("·", "$quiet", word.replace("_", " ")))
    return line(f"{glyph} {words}", style=style)


def asker(entry: Entry) -> Content:
    """Return who asks: an employee, or teamx itself."""
    is_ours = entry.raised_by in ("operator", "system")
    return line("teamx", style="$quiet") if is_ours else line(f"@{entry.raised_by}")


def frees(count: int) -> str:
    """Return how many tickets wait, as it is written."""
    return f"{count:,}" if count < COUNTED else f"{COUNTED:,}+"
