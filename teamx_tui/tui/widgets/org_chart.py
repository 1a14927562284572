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
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.orgchart import By, Line
    from teamx_tui.company.roster import Person

GROUPINGS: Final = ("manager", "department", "presence")
"""What the chart can go by, in the order in which `v` takes them."""


class OrgChart(LineList):
    """Shows `people` by `grouping`; posts `Folded` when a branch is folded or unfolded. `now_ms` is for ages."""

    BINDINGS = keys.bindings("org-chart")

    people: var[tuple[Person, ...]] = var(())
    grouping: var[str] = var(GROUPINGS[0])
    folded: var[frozenset[str]] = var(frozenset())
    """Keys of the lines under which nobody is shown."""
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    @dataclass
    class Folded(Message):
        """Other branches are folded now."""

        keys: frozenset[str]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, is_titled=True, picks=True)
        self._lines: tuple[Line, ...] = ()

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
        one = self._line()
        return one.person if one is not None else None

    def watch_people(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_grouping(self) -> None:
        """Show the people another way."""
        self._fill()

    def watch_folded(self) -> None:
        """Leave out who is folded away."""
        self._fill()

    def watch_now_ms(self) -> None:
        """Let the ages go on."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def _fill(self) -> None:
        if not self.is_attached:
            return
        by: By = company.orgchart.By(self.grouping)
        self._lines = company.orgchart.chart(self.people, by, self.folded)
        self.show(tuple(self._row(one) for one in self._lines))
        entitle(self, said("People [$quiet]$count, by $by[/]", count=len(self.people), by=self.grouping))

    def _row(self, one: Line) -> Row:
        folded = line(f" +{one.below}", style="$accent") if one.is_folded else Content("")
        rails = line(one.rails, style="$faint")
        if one.person is None:
            count = line(f"  {one.below}" if one.below else "", style="$quiet")
            return Row(one.key, (rails + line(one.heading, style="bold") + (folded or count),), is_passed=not one.below)
        who = one.person
        name = rails + presence_glyph(who.presence) + line(f" {who.name}") + folded
        at = when(who.active_at_ms, self.now_ms, is_exact=self.exact)
        return Row(
            one.key,
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
        at = next((at for at, one in enumerate(self._lines) if one.key == key), None)
        if at is not None:
            self._move(at, 1)

    def action_fold(self) -> None:
        """Fold the branch under the cursor; where there is none, go to whom it hangs on."""
        one = self._line()
        if one is not None and one.below and not one.is_folded:
            self._set_folded(self.folded | {one.key})
        elif one is not None:
            self._move(self._over(self.cursor), -1)

    def action_unfold(self) -> None:
        """Unfold the branch under the cursor, or go to its first line."""
        one = self._line()
        if one is not None and one.is_folded:
            self._set_folded(self.folded - {one.key})
        elif one is not None and one.below:
            self.action_step(1)

    def action_turn(self) -> None:
        """Fold the branch under the cursor, or unfold it."""
        one = self._line()
        if one is not None and one.below:
            self._set_folded(self.folded ^ {one.key})

    def _line(self) -> Line | None:
        return self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None

    def _over(self, at: int) -> int:
        """Return the line that the one `at` hangs on."""
        depth = len(self._lines[at].rails)
        return next((up for up in range(at, -1, -1) if len(self._lines[up].rails) < depth), at)

    def _set_folded(self, folded: frozenset[str]) -> None:
        self.folded = folded
        self.post_message(self.Folded(folded))


def _doing(who: Person) -> Content:
    """Return the ticket somebody is having a turn on; the dot before the name says "in thread" then. Else a word."""
    if who.on is None:
        return presence_word(who.presence)
    return line(f"#{who.on} {who.on_title}", style="$presence-in-thread-word")
