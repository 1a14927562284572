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
from teamx_tui.tui.widgets.thing_list import ThingList

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


class MeetingList(ThingList["Meeting"]):
    """Shows meetings."""

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

    def title(self) -> Content:
        """Return the title, with how many go on."""
        going = sum(one.state == "going on" for one in self.things)
        return said("Meetings [$quiet]$count going on[/]", count=going) if going else Content("Meetings")

    def row_of(self, thing: Meeting) -> Row:
        """Return how a meeting stands."""
        at = thing.started_ms if thing.started_ms is not None else thing.due_ms
        return Row(
            str(thing.number),
            (
                line(f"#{thing.number}", style="$primary"),
                line(thing.title),
                state(thing.state),
                line(f"@{thing.speaking}" if thing.speaking else ""),
                line(f"{thing.decided}/{thing.points}"),
                line(f"{thing.turns}/{thing.most_turns}", style="$quiet"),
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
