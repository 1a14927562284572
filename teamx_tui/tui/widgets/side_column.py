"""What stands beside a thread: people, blockers, dependents, who is queued, turns taken, files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var

from teamx_tui.tui.ages import when
from teamx_tui.tui.glyphs import condition_style, state_glyph
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.views import Attempt, Thread
    from teamx_tui.domain.tickets import State

TURNS: Final = 12
"""Latest turns shown."""
_PARTS: Final = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
_OUTCOMES: Final = {
    "": ("◆", "$presence-in-thread", "has the turn"),
    "finished": ("✓", "$success", "took a turn"),
    "passed": ("·", "$quiet", "passed"),
    "failed": ("✗", "$error", "failed"),
    "interrupted": ("!", "$error", "interrupted"),
    "stopped": ("!", "$warning", "stopped"),
}


class SideColumn(LineList):
    """Shows what belongs to `thread`; Enter on a dependency opens that ticket. `now_ms` and `exact` are for times."""

    thread: var[Thread | None] = var(None)
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (Column(most=1), Column(flexible=True), Column(most=14, right=True))

    def watch_thread(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_now_ms(self) -> None:
        """Let the ages go on."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def _fill(self) -> None:
        if self.thread is None:
            return
        thread = self.thread
        sections = (
            ("People", self._people(thread)),
            ("Waits for", _tickets("blocker", thread.blockers)),
            ("Blocks", _tickets("dependent", thread.dependents)),
            ("Queued", self._queued(thread)),
            ("Files", _files(thread)),
            ("Turns", self._turns(thread)),
        )
        rows: list[Row] = []
        for title, found in sections:
            if found:
                rows += [Row(f"gap:{title}", (Content(""),), is_passed=True)] if rows else []
                rows += [Row(f"title:{title}", (_title(title, len(found)),), is_passed=True), *found]
        self.show(tuple(rows))

    def _people(self, thread: Thread) -> list[Row]:
        places = {letter: place for place, letter in enumerate(_PARTS)}
        members = sorted(thread.ticket.participants.items(), key=lambda member: places.get(member[1], len(places)))
        return [
            Row(
                f"person:{handle}",
                (
                    line(letter, style="bold $quiet"),
                    line(thread.names.get(handle, handle)),
                    line("has the turn", style="$presence-in-thread-word")
                    if handle == thread.live
                    else line(_PARTS.get(letter, ""), style="$quiet"),
                ),
            )
            for handle, letter in members
        ]

    def _queued(self, thread: Thread) -> list[Row]:
        return [
            Row(
                f"queued:{wake.employee}",
                (
                    line("◔", style="$quiet"),
                    line(thread.names.get(wake.employee, wake.employee)),
                    line(wake.cause.replace("_", " "), style="$quiet"),
                ),
            )
            for wake in thread.queued
        ]

    def _turns(self, thread: Thread) -> list[Row]:
        latest = sorted(thread.runs, key=lambda run: run.id, reverse=True)[:TURNS]
        return [self._turn(run, thread) for run in latest]

    def _turn(self, run: Attempt, thread: Thread) -> Row:
        glyph, style, word = _OUTCOMES.get(run.outcome, ("·", "$quiet", run.outcome))
        again = f", attempt {run.attempt}" if run.attempt > 1 else ""
        return Row(
            f"run:{run.id}",
            (
                line(glyph, style=style),
                line(f"{thread.names.get(run.employee, run.employee)} {word}{again}"),
                line(when(run.ended_at_ms or run.started_at_ms, self.now_ms, is_exact=self.exact), style="$quiet"),
            ),
        )


def _title(words: str, count: int) -> Content:
    return said("[$quiet bold]$words[/] [$faint]$count[/]", words=words, count=count)


def _tickets(key: str, tickets: Sequence[tuple[int, str, State]]) -> list[Row]:
    return [
        Row(
            f"{key}:{number}",
            (
                line(state_glyph(state), style=condition_style(state)),
                line(f"#{number} {title}"),
                line(state.replace("_", " "), style=condition_style(state)),
            ),
            number,
        )
        for number, title, state in tickets
    ]


def _files(thread: Thread) -> list[Row]:
    return [
        Row(f"file:{made.id}", (line("▤", style="$quiet"), line(made.name), line(f"v{made.version}", style="$quiet")))
        for made in thread.artifacts
    ]
