"""Mission Control: what runs, what is blocked and why, who is there, how far it is, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.tui import keys
from teamx_tui.tui.screens.listening import Listening
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.widgets.critical_path import CriticalPathLine
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.panels.blocked import BlockedPanel
from teamx_tui.tui.widgets.panels.events import EventsPanel
from teamx_tui.tui.widgets.panels.panel import Panel
from teamx_tui.tui.widgets.panels.people import PeoplePanel
from teamx_tui.tui.widgets.panels.projects import ProjectsPanel
from teamx_tui.tui.widgets.panels.running import LAST_WORDS, RunningPanel
from teamx_tui.tui.widgets.ribbon import Ribbon
from teamx_tui.tui.widgets.tiles import Tiles

if TYPE_CHECKING:
    from teamx_tui.company.critical import CriticalPath, Pathfinder
    from teamx_tui.company.heads import Head
    from teamx_tui.company.mission import Mission
    from teamx_tui.company.murmurs import Murmur
    from teamx_tui.company.office import Office

WIDE: Final = 110
"""Columns from which people and projects stand beside the work instead of under it."""
WIDEST: Final = 170
LOW: Final = 18
"""Lines from which every panel has some of them; below that the panels are scrolled."""
TALL: Final = 32
"""Lines from which the tiles have two, and there is air between the parts."""
PLACES: Final = {"people": "people", "needs": "inbox", "done": "tickets", "today": "money"}
"""Places of the window that tiles lead to."""
PANELS: Final = {"running": "running", "queued": "running", "blocked": "blocked", "pace": "projects"}
"""Panels that tiles lead to."""
HIRE: Final = Content.from_markup(
    "Nobody works here yet. Press [bold $accent]h[/] to hire somebody, then [bold $accent]n[/] to file a ticket."
)
FILE: Final = Content.from_markup(
    "There are no tickets yet. Press [bold $accent]n[/] to file the first, and say whose it is."
)
THEN: Final = Content.from_markup(
    "Whoever has a ticket begins on it as soon as a worker is on duty. [bold $accent]?[/] says more."
)


class MissionScreen(Listening):
    """Shows one consistent look at the whole company, and beside it the critical path."""

    CSS_PATH = "mission.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (WIDEST, "-widest")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (LOW, "-low"), (TALL, "-tall")]
    TITLE = "Mission Control"
    BINDINGS = keys.bindings("mission")
    LISTENS_EVERY_SECONDS = 0.5
    HELP = """Mission Control: the whole company at a glance.
The tiles count what runs, waits and needs you; Enter on a tile goes to where it is shown.
The critical path is the chain of unfinished tickets that decides when all is done: ▶ working, ■ blocked, ✓ done.
Running now: each turn with what it has done so far. Blocked: what would let each ticket go on, and who must act.
People: ◆ in a thread, ● active, ■ blocked, ○ idle after five minutes. Press v to see them by team.
Projects: done of all, tickets done on each of the last seven days, and whether they are on track.
Tab goes from part to part; Space folds a part to its title, and it stays folded the next time."""

    mission: var[Mission | None] = var(None)
    path: var[CriticalPath | None] = var(None)
    now_ms: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self._finder: Pathfinder | None = None
        self._guided: tuple[bool, bool] | None = None
        """What the guide goes by that is shown: whether there are tickets, and people."""

    def compose(self) -> ComposeResult:
        """Lay the parts out; where they stand is the style sheet's business."""
        yield self.header()
        yield Static(id="guide")
        yield Tiles(id="tiles").data_bind(MissionScreen.mission)
        yield CriticalPathLine(id="path").data_bind(MissionScreen.path, MissionScreen.now_ms)
        times = {"mission": MissionScreen.mission, "exact": LiveScreen.exact}
        with Container(id="body"):
            with Container(id="work"):
                yield RunningPanel(id="running").data_bind(**times)
                yield BlockedPanel(id="blocked", is_titled=True).data_bind(**times)
                yield EventsPanel(id="events").data_bind(**times)
            with Container(id="staff"):
                yield PeoplePanel(id="people").data_bind(**times)
                yield ProjectsPanel(id="projects").data_bind(**times)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin where something waits for somebody, with what was folded last time."""
        folded = self.window.memory.recall("mission.folded", [])
        for panel in self.query(Panel):
            panel.folded = isinstance(folded, list) and panel.id in folded
        self._arrange(self.window.memory.recall("mission.teams"))
        self.set_focus(self.query_one("#blocked"))

    @property
    def is_somebody_talking(self) -> bool:
        """Whether somebody has a turn."""
        going = self.mission is not None and bool(self.mission.live)
        return going or bool(self.query_one(RunningPanel).words)

    async def hear(self, said: tuple[Murmur, ...]) -> None:
        """Show the end of what each is saying."""
        self.query_one(RunningPanel).words = {one.run: one.text[-2 * LAST_WORDS :] for one in said}

    async def look(self) -> None:
        """Read the company, then the critical path; the first time, go to a panel that has something in it."""
        is_first = self.mission is None
        self.mission = seen = await self.desk.look(lambda office: company.mission.look(office))
        self.now_ms = seen.at_ms
        self._guide(seen)
        if is_first and not (seen.blocked or seen.starved):
            self.set_focus(self.query_one("#running" if seen.live else "#events"))
        self.path = await self.desk.look(self._find)

    def _find(self, office: Office) -> CriticalPath:
        # Made here, in a thread and after the first look: it brings the graph with it.
        self._finder = self._finder or company.critical.Pathfinder()
        return self._finder.look(office)

    async def read_head(self) -> Head:
        """Return the head of the look."""
        return self.mission or await super().read_head()

    def _guide(self, mission: Mission) -> None:
        """Say what to do first, as long as there is nobody or nothing to do."""
        has_tickets, has_people = bool(mission.states), bool(mission.people)
        self.set_class(not (has_tickets and has_people), "-guided")
        self.set_class(not (has_tickets or has_people), "-empty")
        if self._guided != (guided := (has_tickets, has_people)):
            self._guided = guided
            self.query_one("#guide", Static).update(Content("\n").join([FILE if has_people else HIRE, THEN]))

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor."""
        at = self.focused.current if isinstance(self.focused, LineList | Ribbon) else None
        return at.ticket if at is not None else None

    @property
    def handle_in_view(self) -> str | None:
        """The person under the cursor."""
        return self.focused.handle_in_view if isinstance(self.focused, PeoplePanel) else None

    def action_begin(self, name: str) -> None:
        """Carry out a command, having asked for what it must know."""
        self.window.begin(name)

    async def on_ribbon_chosen(self, message: Ribbon.Chosen) -> None:
        """Go to where a tile's number is shown, or open a ticket of the critical path."""
        message.stop()
        if message.ticket is not None:
            self.window.open_ticket(message.ticket)
        elif place := PLACES.get(message.key):
            await self.app.run_action(f"mode('{place}')")
        elif name := PANELS.get(message.key):
            panel = self.query_one(f"#{name}", Panel)
            if panel.folded:
                panel.action_fold_panel()
            self.set_focus(panel)

    def on_panel_folded(self, message: Panel.Folded) -> None:
        """Remember which panels are folded."""
        message.stop()
        self.window.memory.keep("mission.folded", [panel.id for panel in self.query(Panel) if panel.folded])

    def on_people_panel_arranged(self, message: PeoplePanel.Arranged) -> None:
        """Remember how people stand."""
        message.stop()
        self.window.memory.keep("mission.teams", {"by_team": message.by_team, "folded": sorted(message.folded_teams)})

    def _arrange(self, teams: object) -> None:
        """Let people stand as remembered; what has been remembered may have been edited."""
        if not isinstance(teams, dict):
            return
        panel, folded = self.query_one(PeoplePanel), teams.get("folded")
        panel.by_team = teams.get("by_team") is True
        panel.folded_teams = frozenset(map(str, folded)) if isinstance(folded, list) else frozenset()
