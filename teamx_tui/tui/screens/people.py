"""People: the org chart, and beside it whoever is under the cursor. What is done to them, commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.screens.leaving import LeavingScreen
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.screens.raci import RaciScreen
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.org_chart import GROUPINGS, OrgChart
from teamx_tui.tui.widgets.profile_pane import Portrait, ProfilePane

if TYPE_CHECKING:
    from teamx_tui.commands import Reply
    from teamx_tui.company.office import Office
    from teamx_tui.company.profiles import Profile
    from teamx_tui.company.roster import Person

WIDE: Final = 110
"""Columns from which the profile stands beside the chart instead of under it."""


class PeopleScreen(LiveScreen[None]):
    """Shows who works here and, of one of them, everything."""

    CSS_PATH = "people.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "People"
    HELP = """
Who reports to whom, and what each is doing now.
Open: unfinished tickets they are responsible for. Queued: wakes that wait.
The profile of whoever is under the cursor stands beside the chart, or under it.
Enter goes to the profile, where Enter opens a ticket; Esc comes back.
Acts open a form first: no key changes anything by itself.
"""
    BINDINGS = keys.bindings("people")

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._now_ms = 0

    def compose(self) -> ComposeResult:
        """Lay out the chart and the profile; where the profile stands is the style sheet's business."""
        yield self.header()
        with Container(id="body"):
            yield OrgChart(id="chart").data_bind(LiveScreen.exact)
            yield ProfilePane(id="profile").data_bind(LiveScreen.exact)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the chart as it was left."""
        chart = self.query_one(OrgChart)
        grouping, folded = self.window.memory.recall("people.by"), self.window.memory.recall("people.folded")
        chart.grouping = grouping if grouping in GROUPINGS else GROUPINGS[0]
        chart.folded = frozenset(map(str, folded)) if isinstance(folded, list) else frozenset()
        self.set_focus(chart)

    @property
    def handle_in_view(self) -> str | None:
        """The person under the cursor of the chart."""
        who = self.query_one(OrgChart).person
        return who.handle if who is not None else None

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor of the profile."""
        row = self.focused.current if isinstance(self.focused, ProfilePane) else None
        return row.ticket if row is not None else None

    async def look(self) -> None:
        """Read the people, and whoever is under the cursor in full."""
        self._people, self._now_ms = await self.desk.look(_look)
        chart = self.query_one(OrgChart)
        chart.now_ms, chart.people = self._now_ms, self._people
        await self._show_profile()

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show whoever the cursor came to."""
        message.stop()
        self.run_worker(self._show_profile(), name="profile", group="profile", exclusive=True)

    async def _show_profile(self) -> None:
        pane, handle = self.query_one(ProfilePane), self.handle_in_view
        person = next((one for one in self._people if one.handle == handle), None)
        if person is None:
            pane.portrait = None
            return
        try:
            profile = await self.desk.look(lambda office: _profile(office, person.handle))
        except TeamxError:  # gone since the chart was read: the next look shows the chart without them
            self.look_again()
            return
        if self.handle_in_view == profile.handle:
            pane.portrait = Portrait(profile, person, self._now_ms)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Go from the chart to the profile; a heading is folded or unfolded."""
        message.stop()
        if self.handle_in_view is not None:
            self.set_focus(self.query_one(ProfilePane))
        else:
            self.query_one(OrgChart).action_turn()

    def on_profile_pane_wanted(self, message: ProfilePane.Wanted) -> None:
        """Go from the profile to somebody else."""
        chart = self.query_one(OrgChart)
        chart.go_to(message.key)
        self.set_focus(chart)

    def on_org_chart_folded(self, message: OrgChart.Folded) -> None:
        """Remember what is folded."""
        self.window.memory.keep("people.folded", sorted(message.keys))

    def action_back(self) -> None:
        """Go from the profile to the chart, and from the chart away."""
        if isinstance(self.focused, ProfilePane):
            self.set_focus(self.query_one(OrgChart))
        else:
            super().action_back()

    def action_group(self) -> None:
        """Show the chart by manager, by department, by presence in turn."""
        chart = self.query_one(OrgChart)
        chart.grouping = GROUPINGS[(GROUPINGS.index(chart.grouping) + 1) % len(GROUPINGS)]
        self.window.memory.keep("people.by", chart.grouping)

    def action_raci(self) -> None:
        """Show who has which part in the tickets of a project."""
        self.app.push_screen(RaciScreen())

    def action_hire(self) -> None:
        """Ask whom to hire."""
        self.window.begin("employee hire", {})

    def action_manager(self) -> None:
        """Ask to whom the person under the cursor shall report."""
        if self.handle_in_view is not None:
            self.window.begin("employee report", {"handle": self.handle_in_view})

    def action_promote(self) -> None:
        """Ask which role the person under the cursor shall have."""
        if self.handle_in_view is not None:
            self.window.begin("employee promote", {"handle": self.handle_in_view})

    def action_assign(self) -> None:
        """Ask which ticket the person under the cursor shall do."""
        if self.handle_in_view is not None:
            self.window.begin("ticket assign", {"handle": self.handle_in_view})

    def action_chat(self) -> None:
        """Talk with the person under the cursor."""
        if self.handle_in_view is not None:
            self.window.open_chat(self.handle_in_view)

    def action_let_go(self) -> None:
        """Show what would become of the work of the person under the cursor, and ask who takes it over."""
        portrait = self.query_one(ProfilePane).portrait
        if portrait is not None and portrait.profile.handle == self.handle_in_view:
            self.app.push_screen(LeavingScreen(portrait.profile, portrait.person.open_tickets), self._say)

    def _say(self, reply: Reply | None) -> None:
        if reply is not None:
            self.notify(printable(reply.sentence), markup=False)


def _look(office: Office) -> tuple[tuple[Person, ...], int]:
    return company.roster.staff(office), office.clock()


def _profile(office: Office, handle: str) -> Profile:
    return company.profiles.look(office, handle)
