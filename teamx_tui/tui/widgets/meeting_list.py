"""Meetings as a list, and the action items of one: each with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var

from teamx_tui.commands import words
from teamx_tui.tui.ages import when
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.meetings_view import Meeting, Task

_STATES: Final = {
    "called": ("○", "$text"),
    "gathering": ("◔", "$warning"),
    "going on": ("◆", "$presence-in-thread"),
    "over": ("✓", "$success"),
    "called off": ("–", "$quiet"),
}
"""Glyph and colour of each state."""


class MeetingList(LineList):
    """Shows `meetings` in the order they are given in. `now_ms` is for ages."""

    meetings: var[tuple[Meeting, ...]] = var(())
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, is_titled=True, picks=True)
        self.border_title = Content("Meetings")

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(Content("#"), most=6),
            Column(Content("Meeting"), flexible=True, least=18),
            Column(Content("State"), most=12),
            Column(Content("Speaks"), most=12, drop_below=56),
            Column(Content("Decided"), most=7, right=True, drop_below=64),
            Column(Content("Turns"), most=7, right=True, drop_below=72),
            Column(Content("When"), most=14, right=True, drop_below=44),
        )

    @property
    def number(self) -> int | None:
        """The meeting under the cursor."""
        row = self.current
        return int(row.key) if row is not None else None

    def watch_meetings(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_now_ms(self) -> None:
        """Let the ages go on."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def _fill(self) -> None:
        going = sum(one.state == "going on" for one in self.meetings)
        self.border_title = said("Meetings [$quiet]$count going on[/]", count=going) if going else Content("Meetings")
        self.show(tuple(self._row(one) for one in self.meetings))

    def _row(self, one: Meeting) -> Row:
        at = one.started_ms if one.started_ms is not None else one.due_ms
        return Row(
            str(one.number),
            (
                line(f"#{one.number}", style="$primary"),
                line(one.title),
                state(one.state),
                line(f"@{one.speaking}" if one.speaking else ""),
                line(f"{one.decided}/{one.points}"),
                line(f"{one.turns}/{one.most_turns}", style="$quiet"),
                line(when(at, self.now_ms, is_exact=self.exact), style="$quiet"),
            ),
        )


class ActionList(LineList):
    """Shows the action items `tasks` of a meeting; Enter opens the ticket that one has become."""

    tasks: var[tuple[Task, ...]] = var(())

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.border_title = Content("Action items")

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(most=6),
            Column(flexible=True, least=20),
            Column(most=14),
            Column(most=16, drop_below=60),
            Column(most=19, drop_below=70),
        )

    def watch_tasks(self) -> None:
        """Show the new look."""
        self.show(tuple(_task(one) for one in self.tasks))


def state(word: str) -> Content:
    """Return the state of a meeting with its glyph."""
    glyph, style = _STATES[word]
    return line(f"{glyph} {word}", style=style)


def _task(one: Task) -> Row:
    number = line(f"#{one.ticket}", style="$primary") if one.ticket is not None else line("–", style="$faint")
    progress = words.condition(one.progress) if one.ticket is not None else one.progress
    owner = line(f"@{one.owner}" if one.is_known else one.owner)
    cells = (number, line(one.what), owner, line(one.due, style="$quiet"), line(progress, style="$quiet"))
    return Row(f"task:{one.no}", cells, one.ticket)
