"""What needs the operator, as a list: what each entry is, how much work waits for it, who asks and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var

from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

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


class InboxList(LineList):
    """Shows `entries` in the order they are given in. `now_ms` is for ages."""

    BINDINGS = keys.bindings("inbox-list")

    entries: var[tuple[Entry, ...]] = var(())
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, is_titled=True, picks=True)
        self.border_title = Content("Needs you")

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

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        row = self.current
        return next((entry for entry in self.entries if row is not None and _key(entry) == row.key), None)

    def watch_entries(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_now_ms(self) -> None:
        """Let the ages go on."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def _fill(self) -> None:
        if self.entries:
            entitle(self, said("Needs you [$quiet]$count[/]", count=len(self.entries)))
        else:
            entitle(self, Content("Needs you"))
        self.show(tuple(self._row(entry) for entry in self.entries))

    def _row(self, entry: Entry) -> Row:
        at = when(entry.opened_at_ms, self.now_ms, is_exact=self.exact)
        return Row(
            _key(entry),
            (
                line(frees(entry.frees), style="bold") if entry.frees else line("–", style="$faint"),
                kind(entry.kind),
                line(f"#{entry.number}", style="$primary"),
                line(entry.subject),
                asker(entry),
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


def _key(entry: Entry) -> str:
    return f"entry:{entry.id}"
