"""The org chart: everybody as a line of a tree, with what they are doing now. Branches fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from teamx_tui import company
from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.glyphs import presence_glyph, presence_word
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.rows import Column, Row
from teamx_tui.tui.widgets.thing_list import ThingList

if TYPE_CHECKING:
    from teamx_tui.company.orgchart import By, Line
    from teamx_tui.company.roster import Person

GROUPINGS: Final = ("manager", "department", "presence")
"""What the chart can go by, in the order in which `v` takes them."""


class OrgChart(ThingList["Line"]):
    """Shows `people` by `grouping`; posts `Folded` when a branch is folded or unfolded."""

    BINDINGS = keys.bindings("org-chart")

    people: var[tuple[Person, ...]] = var(())
    grouping: var[str] = var(GROUPINGS[0])
    folded: var[frozenset[str]] = var(frozenset())
    """Keys of the lines under which nobody is shown."""

    @dataclass
    class Folded(Message):
        """Other branches are folded now."""

        keys: frozenset[str]

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(Content("Who"), most=34),
            Column(Content("Title"), most=24, drop_below=58),
            Column(Content("Doing now"), flexible=True, least=14),
            Column(Content("Open"), most=5, right=True, drop_below=44),
            Column(Content("Queued"), most=6, right=True, drop_below=44),
            Column(Content("Active"), most=14, right=True, drop_below=52),
        )
        self.empty = Content("Nobody works here yet: press h to hire somebody.")

    @property
    def person(self) -> Person | None:
        """Whoever is under the cursor."""
        return self.chosen.person if self.chosen is not None else None

    def watch_people(self) -> None:
        """Show the new look."""
        self._chart()

    def watch_grouping(self) -> None:
        """Show the people another way."""
        self._chart()

    def watch_folded(self) -> None:
        """Leave out who is folded away."""
        self._chart()

    def _chart(self) -> None:
        if self.is_attached:
            by: By = company.orgchart.By(self.grouping)
            self.things = company.orgchart.chart(self.people, by, self.folded)
            entitle(self, self.title())

    def title(self) -> Content:
        """Return the title, with how many work here."""
        return said("People [$quiet]$count, by $by[/]", count=len(self.people), by=self.grouping)

    def row_of(self, thing: Line) -> Row:
        """Return somebody with what they are doing, or a heading."""
        folded = line(f" +{thing.below}", style="$accent") if thing.is_folded else Content("")
        rails = line(thing.rails, style="$faint")
        if thing.person is None:
            count = line(f"  {thing.below}" if thing.below else "", style="$quiet")
            heading = rails + line(thing.heading, style="bold") + (folded or count)
            return Row(thing.key, (heading,), is_passed=not thing.below)
        who = thing.person
        name = rails + presence_glyph(who.presence) + line(f" {who.name}") + folded
        at = when(who.active_at_ms, self.now_ms, is_exact=self.exact)
        return Row(
            thing.key,
            (
                name,
                line(who.title, style="$quiet"),
                _doing(who),
                line(str(who.open_tickets or "")),
                line(str(who.queued or "")),
                line(at, style="$quiet"),
            ),
        )

    def go_to(self, key: str) -> None:
        """Put the cursor on a line, if it is shown."""
        at = next((at for at, one in enumerate(self.things) if one.key == key), None)
        if at is not None:
            self._move(at, 1)

    def action_fold(self) -> None:
        """Fold the branch under the cursor; where there is none, go to whom it hangs on."""
        one = self.chosen
        if one is not None and one.below and not one.is_folded:
            self._set_folded(self.folded | {one.key})
        elif one is not None:
            self._move(self._over(self.cursor), -1)

    def action_unfold(self) -> None:
        """Unfold the branch under the cursor, or go to its first line."""
        one = self.chosen
        if one is not None and one.is_folded:
            self._set_folded(self.folded - {one.key})
        elif one is not None and one.below:
            self.action_step(1)

    def action_turn(self) -> None:
        """Fold the branch under the cursor, or unfold it."""
        one = self.chosen
        if one is not None and one.below:
            self._set_folded(self.folded ^ {one.key})

    def _over(self, at: int) -> int:
        """Return the line that the one `at` hangs on."""
        depth = len(self.things[at].rails)
        return next((up for up in range(at, -1, -1) if len(self.things[up].rails) < depth), at)

    def _set_folded(self, folded: frozenset[str]) -> None:
        self.folded = folded
        self.post_message(self.Folded(folded))


def _doing(who: Person) -> Content:
    """Return the ticket somebody is having a turn on; the dot before the name says "in thread" then. Else a word."""
    if who.on is None:
        return presence_word(who.presence)
    return line(f"#{who.on} {who.on_title}", style="$presence-in-thread-word")
