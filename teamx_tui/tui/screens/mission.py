"""Mission Control: what runs, what is blocked and why, who is there, how far it is, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.widgets import Footer

from teamx_tui import company
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.panels import BlockedPanel, EventsPanel, PeoplePanel, ProjectsPanel, RunningPanel

if TYPE_CHECKING:
    from teamx_tui.company.heads import Head
    from teamx_tui.company.mission import Mission

WIDE: Final = 110
"""Columns from which people and projects stand beside the work instead of under it."""


class MissionScreen(LiveScreen[None]):
    """Shows one consistent look at the whole company."""

    CSS_PATH = "mission.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "Mission Control"

    mission: reactive[Mission | None] = reactive(None)

    def compose(self) -> ComposeResult:
        """Lay the panels out; where they stand is the style sheet's business."""
        yield self.header()
        times = {"mission": MissionScreen.mission, "exact": LiveScreen.exact}
        with Container(id="body"):
            with Container(id="work"):
                yield RunningPanel(id="running").data_bind(**times)
                yield BlockedPanel(id="blocked", is_titled=True).data_bind(**times)
                yield EventsPanel(id="events").data_bind(**times)
            with Container(id="staff"):
                yield PeoplePanel(id="people").data_bind(**times)
                yield ProjectsPanel(id="projects").data_bind(**times)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin where something waits for somebody."""
        self.set_focus(self.query_one("#blocked"))

    async def look(self) -> None:
        """Read the company; the first time, go to a panel that has something in it."""
        is_first = self.mission is None
        self.mission = await self.desk.look(lambda office: company.mission.look(office))
        if is_first and not self.mission.blocked:
            self.set_focus(self.query_one("#running" if self.mission.live else "#events"))

    async def read_head(self) -> Head:
        """Return the head of the look."""
        return self.mission or await super().read_head()

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor."""
        row = self.focused.current if isinstance(self.focused, LineList) else None
        return row.ticket if row is not None else None
