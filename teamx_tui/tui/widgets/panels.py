"""The panels of Mission Control: each turns its part of one frozen look into rows. They read nothing themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var

from teamx_tui.domain.presence import Presence
from teamx_tui.tui import keys
from teamx_tui.tui.ages import age, when
from teamx_tui.tui.glyphs import SCRIPTED, bar, presence_glyph, presence_word
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import NOTHING, Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.mission import Blocked, Mission, Project, Run
    from teamx_tui.company.roster import Person

FIRST_RUNS: Final = 10
"""Runs shown until somebody wants more (seed 000, decision on panel limits)."""
BAR_CELLS: Final = 24
_ORDER: Final = (Presence.IN_THREAD, Presence.ACTIVE, Presence.BLOCKED, Presence.IDLE)


class Panel(LineList):
    """A part of Mission Control. `mission` is the look it is taken from; None until there was one."""

    mission: var[Mission | None] = var(None)
    exact: var[bool] = var(False)
    """Whether times are shown exactly instead of as ages."""

    def watch_mission(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def _fill(self) -> None:
        if self.mission is None:
            self.empty = Content("Opening …")
            return
        self.empty = self.nothing(self.mission)
        self.show(self.rows_of(self.mission))
        self.border_title = self.title_of(self.mission)

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return what the panel shows of a look."""
        raise NotImplementedError

    def title_of(self, mission: Mission) -> Content:
        """Return the panel's title."""
        raise NotImplementedError

    def nothing(self, mission: Mission) -> Content:
        """Return what stands there when there is nothing to show."""
        return NOTHING

    def time(self, at_ms: int | None, mission: Mission) -> Content:
        """Return a time the way the operator wants to see it now."""
        return line(when(at_ms, mission.at_ms, is_exact=self.exact), style="$quiet")


class RunningPanel(Panel):
    """The turns going on, newest first; ten until `m` asks for more."""

    BINDINGS = keys.bindings("running")
    most: var[int] = var(FIRST_RUNS)

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(most=6),
            Column(flexible=True),
            Column(most=16),
            Column(most=14, right=True),
            Column(most=12, drop_below=60),
            Column(drop_below=60),
        )

    def watch_most(self) -> None:
        """Show more, or fewer."""
        self._fill()

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
                line(again, style="$warning"),
                SCRIPTED if run.brain == "scripted" else line(run.brain, style="$quiet"),
            ),
            run.number,
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of all turns."""
        return said("Running now [$quiet]$count[/]", count=len(mission.live))

    def nothing(self, mission: Mission) -> Content:
        """Say why nothing runs."""
        if not mission.queued:
            return Content("Nothing is running and nothing is queued.")
        if mission.paused:
            return said("$count queued; the company is paused: $why", count=mission.queued, why=mission.paused)
        if not mission.workers:
            return said("$count queued, and no worker to take them. Start one with: teamx worker", count=mission.queued)
        return said("Nothing is running; $count queued.", count=mission.queued)

    def action_more(self) -> None:
        """Show all runs, or the first ten again."""
        everything = len(self.mission.live) if self.mission is not None else 0
        self.most = FIRST_RUNS if self.most > FIRST_RUNS else max(everything, FIRST_RUNS)


class BlockedPanel(Panel):
    """The tickets that cannot go on: whose they are, since when, what they wait for and who must act."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(most=6),
            Column(Content("Ticket"), flexible=True),
            Column(Content("Owner"), most=14),
            Column(Content("Age"), most=14, right=True),
            Column(Content("Waits for"), most=22),
            Column(Content("Must act"), most=18),
        )

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return a row for each blocked ticket that was read."""
        return tuple(self._row(blocked, mission) for blocked in mission.blocked)

    def _row(self, blocked: Blocked, mission: Mission) -> Row:
        since = (
            when(blocked.since_ms, mission.at_ms, is_exact=True) if self.exact else age(blocked.since_ms, mission.at_ms)
        )
        others = sorted({str(gate.kind).replace("_", " ") for gate in blocked.gates if gate.kind != "dependency"})
        waits = " ".join([*(f"#{number}" for number in blocked.waits_for), *others])
        who = dict.fromkeys("you" if gate.who == "operator" else f"@{gate.who}" for gate in blocked.gates)
        return Row(
            f"blocked:{blocked.number}",
            (
                line(f"#{blocked.number}", style="$error"),
                line(blocked.title),
                line(f"@{blocked.owner}" if blocked.owner else "nobody", style="" if blocked.owner else "$warning"),
                line(since, style="$quiet"),
                line(waits),
                line(" ".join(who), style="$warning" if "you" in who else ""),
            ),
            blocked.number,
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of all blocked tickets."""
        unread = mission.blocked_total - len(mission.blocked)
        rest = f", the {len(mission.blocked)} longest shown" if unread else ""
        return said("Blocked [$quiet]$count$rest[/]", count=mission.blocked_total, rest=rest)

    def nothing(self, mission: Mission) -> Content:
        """Say that all is well."""
        return Content("Nothing is blocked.")


class PeoplePanel(Panel):
    """Everybody who works here, by presence."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(most=1),
            Column(flexible=True, least=8),
            Column(most=20, drop_below=56),
            Column(most=8, right=True, drop_below=37),
            Column(most=9),
            Column(most=12, right=True),
        )

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return a row for each person: those having a turn first, the idle last."""
        people = sorted(mission.people, key=lambda person: _ORDER.index(person.presence))
        return tuple(self._row(person, mission) for person in people)

    def _row(self, person: Person, mission: Mission) -> Row:
        where = f"#{person.on}" if person.on is not None else ""
        return Row(
            f"person:{person.handle}",
            (
                presence_glyph(person.presence),
                line(person.name),
                line(person.title, style="$quiet"),
                line(f"{person.open_tickets} open" if person.open_tickets else "", style="$quiet"),
                presence_word(person.presence),
                line(where) if where else self.time(person.active_at_ms, mission),
            ),
            person.on,
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of everybody."""
        return said("People [$quiet]$count[/]", count=len(mission.people))

    def nothing(self, mission: Mission) -> Content:
        """Say how to change that."""
        return Content("Nobody works here yet: Ctrl+K, hire")


class ProjectsPanel(Panel):
    """How far each project is."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (Column(flexible=True), Column(most=9, right=True))

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return two lines for each project: its name and percentage, a bar and the tickets done of all."""
        return tuple(row for project in mission.projects for row in self._project(project))

    def _project(self, project: Project) -> tuple[Row, Row]:
        done = line(f"{project.done}/{project.total}", style="$quiet")
        return (
            Row(f"project:{project.key}", (line(project.title), line(f"{project.percent} %"))),
            Row(f"bar:{project.key}", (bar(project.percent, BAR_CELLS), done), is_passed=True),
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of projects."""
        return said("Projects [$quiet]$count[/]", count=len(mission.projects))

    def nothing(self, mission: Mission) -> Content:
        """Say that there is none."""
        return Content("No projects.")


class EventsPanel(Panel):
    """What happened, newest first."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (Column(most=14, right=True), Column(flexible=True))

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
