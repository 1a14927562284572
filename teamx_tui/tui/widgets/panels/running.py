"""The panel of the turns going on: who is at what, since when, and what the turn has done so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var

from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import SCRIPTED
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.panels.panel import Panel, counted
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.mission import Mission, Run

FIRST_RUNS: Final = 10
"""Runs shown until somebody wants more (seed 000, decision on panel limits)."""

LAST_WORDS: Final = 12
"""Characters shown of a reply that is coming in; the latest."""


class RunningPanel(Panel):
    """The turns going on, newest first; ten until `m` asks for more."""

    BINDINGS = keys.bindings("running")
    most: var[int] = var(FIRST_RUNS)
    words: var[dict[int, str]] = var({})
    """What has come in of replies so far, by run."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(most=6),
            Column(flexible=True),
            Column(most=16),
            Column(most=14, right=True),
            Column(most=36, drop_below=70),
            Column(most=12, drop_below=60),
            Column(drop_below=60),
        )

    def watch_most(self) -> None:
        """Show more, or fewer."""
        self.fill()

    def watch_words(self) -> None:
        """Show the last words of whoever is saying something."""
        self.fill()

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return a row for each turn, and one that says how many more there are."""
        rows = tuple(self._row(run, mission) for run in mission.live[: self.most])
        left = len(mission.live) - len(rows)
        more = said("$count more: press m", count=left).stylize("$quiet")
        return (*rows, Row("more", (more,), is_passed=True)) if left else rows

    def _row(self, run: Run, mission: Mission) -> Row:
        again = f"attempt {run.attempt}" if run.attempt > 1 else ""
        return Row(
            f"run:{run.id}",
            (
                line(f"#{run.number}", style="$primary"),
                line(run.title),
                line(f"@{run.employee}"),
                self.time(run.started_at_ms, mission),
                _so_far(run, self.words.get(run.id, "")),
                line(again, style="$warning"),
                SCRIPTED if run.brain == "scripted" else line(run.brain, style="$quiet"),
            ),
            run.number,
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of all turns, and of those that wait for theirs."""
        return counted("Running now", len(mission.live), f", {mission.queued} queued" if mission.queued else "")

    def nothing(self, mission: Mission) -> Content:
        """Say why nothing runs."""
        if not mission.queued:
            return Content("Nothing is running and nothing is queued.")
        if mission.paused:
            return said("$count queued; the company is paused: $why", count=mission.queued, why=mission.paused)
        if not mission.workers:
            return said("$count queued, and no worker to take them. Start one with: teamx worker", count=mission.queued)
        return said("Nothing is running; $count queued.", count=mission.queued)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer more only where there is more."""
        if action == "more":
            return self.mission is not None and len(self.mission.live) > FIRST_RUNS
        return super().check_action(action, parameters)

    def action_more(self) -> None:
        """Show all runs, or the first ten again."""
        everything = len(self.mission.live) if self.mission is not None else 0
        self.most = FIRST_RUNS if self.most > FIRST_RUNS else max(everything, FIRST_RUNS)


def _so_far(run: Run, words: str) -> Content:
    """Return what a turn is saying now, or has done until now: `3 calls, 2 entries, last comment`."""
    if words.strip():
        last = " ".join(words.split())[-LAST_WORDS:]
        return line(f"…{last}", style="$presence-in-thread-word")
    if not run.calls:
        return line("thinking", style="$quiet")
    calls = "1 call" if run.calls == 1 else f"{run.calls} calls"
    entries = "1 entry" if run.entries == 1 else f"{run.entries} entries"
    last = run.tool.replace("_", " ")
    return said("$calls, $entries[$quiet], last $last[/]", calls=calls, entries=entries, last=last)
