"""The panel of the people: what everybody is doing, by presence or team by team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from teamx_tui.domain.presence import Presence
from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import presence_glyph, presence_word
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.panels.panel import FOLDED, OPEN, Panel, counted
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.mission import Mission
    from teamx_tui.company.roster import Person

_ORDER: Final = (Presence.IN_THREAD, Presence.ACTIVE, Presence.BLOCKED, Presence.IDLE)
_TEAM: Final = "team:"
_PERSON: Final = "person:"
NO_TEAM: Final = "No department"


class PeoplePanel(Panel):
    """Everybody who works here: those having a turn first, the idle last; by team, under the name of each."""

    BINDINGS = keys.bindings("teams")
    by_team: var[bool] = var(False)
    folded_teams: var[frozenset[str]] = var(frozenset())
    """Names of the teams of which only the name is shown."""

    @dataclass
    class Arranged(Message):
        """Somebody wants people by team or not, or folded teams."""

        by_team: bool
        folded_teams: frozenset[str]

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

    @property
    def handle_in_view(self) -> str | None:
        """The person under the cursor."""
        kind, _, name = self.current.key.partition(":") if self.current is not None else ("", "", "")
        return name if f"{kind}:" == _PERSON else None

    def watch_by_team(self) -> None:
        """Arrange people the other way."""
        self.fill()

    def watch_folded_teams(self) -> None:
        """Show the people of other teams."""
        self.fill()

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return a row for each person, and for each team where they stand by team."""
        people = sorted(mission.people, key=lambda person: _ORDER.index(person.presence))
        if not self.by_team:
            return tuple(self._row(person, mission) for person in people)
        rows: list[Row] = []
        for team in sorted({person.department or NO_TEAM for person in people}):
            members = [person for person in people if (person.department or NO_TEAM) == team]
            is_folded = team in self.folded_teams
            rows.append(Row(f"{_TEAM}{team}", (_heading(team, members, is_folded),)))
            rows += [] if is_folded else [self._row(person, mission) for person in members]
        return tuple(rows)

    def _row(self, person: Person, mission: Mission) -> Row:
        where = f"#{person.on}" if person.on is not None else ""
        return Row(
            f"{_PERSON}{person.handle}",
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
        return counted("People by team" if self.by_team else "People", len(mission.people))

    def nothing(self, mission: Mission) -> Content:
        """Say how to change that."""
        return Content("Nobody works here yet: press h to hire")

    def action_group(self) -> None:
        """Show people by team, or by presence again."""
        self.by_team = not self.by_team
        self._tell()

    def action_fold(self) -> None:
        """Fold the team under the cursor, or unfold it; anywhere else, the panel."""
        row = self.current
        if row is None or not row.key.startswith(_TEAM):
            self.action_fold_panel()
            return
        self.folded_teams ^= {row.key.removeprefix(_TEAM)}
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Arranged(self.by_team, self.folded_teams))


def _heading(team: str, members: Sequence[Person], is_folded: bool) -> Content:
    """Return a team's name with how many of it are in each presence."""
    counts = Counter(person.presence for person in members)
    dots = [presence_glyph(word) + line(f" {counts[word]}") for word in _ORDER if counts[word]]
    mark = line(f"{FOLDED if is_folded else OPEN} ", style="$faint")
    return Content("  ").join([mark + line(team, style="bold"), *dots])
