"""The panel of what happened last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.panels.panel import Panel
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from teamx_tui.company.mission import Mission


class EventsPanel(Panel):
    """The recent events, newest first."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (Column(most=14, right=True), Column(flexible=True))

    def watch_rows(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Stay on the newest event when the cursor was there; else keep the line it is on where it was."""
        was_newest, before = self.cursor == 0, self.cursor
        super().watch_rows(old, new)
        if was_newest:
            self.cursor = 0
        elif pushed := self.cursor - before:
            self.scroll_relative(y=pushed, animate=False, force=True, immediate=True)

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return a row for each recent event."""
        return tuple(
            Row(f"event:{event.seq}", (self.time(event.at_ms, mission), line(event.words)), event.number)
            for event in mission.events
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the number of the latest event."""
        return said("Recent events [$quiet]to no. $seq[/]", seq=mission.seq)

    def nothing(self, mission: Mission) -> Content:
        """Say that nothing happened."""
        return Content("Nothing has happened yet.")
