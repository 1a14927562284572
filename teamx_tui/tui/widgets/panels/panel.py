"""What every panel of Mission Control does: it shows its part of the look, and folds to its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import var

from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import NOTHING, Row

if TYPE_CHECKING:
    from teamx_tui.company.mission import Mission

OPEN: Final = "▾"
FOLDED: Final = "▸"


class Panel(LineList):
    """A part of Mission Control. `mission` is the look it is taken from; None until there was one."""

    BINDINGS = keys.bindings("panel")

    mission: var[Mission | None] = var(None)
    exact: var[bool] = var(False)
    """Whether times are shown exactly instead of as ages."""
    folded: var[bool] = var(False)
    """Whether only the title is shown."""

    @dataclass
    class Folded(Message):
        """Somebody folded a panel to its title, or unfolded it."""

        panel: str
        is_folded: bool

    def watch_mission(self) -> None:
        """Show the new look."""
        self.fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self.fill()

    def watch_folded(self) -> None:
        """Show the title alone, or everything again."""
        self.set_class(self.folded, "-folded")
        self.fill()
        self.refresh_bindings()

    def fill(self) -> None:
        """Show the look again."""
        if self.mission is None:
            self.empty = Content("Opening …")
            return
        self.empty = self.nothing(self.mission)
        self.show(self.rows_of(self.mission))
        mark = line(f"{FOLDED if self.folded else OPEN} ", style="$faint")
        entitle(self, mark + self.title_of(self.mission))

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

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None while the rows are folded away."""
        return None if self.folded else super().current

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing that is about a row while the rows are folded away."""
        if self.folded and action in ("open", "ask_why"):
            return False
        return super().check_action(action, parameters)

    def action_fold(self) -> None:
        """Fold what is under the cursor, or unfold it; in most panels that is the panel."""
        self.action_fold_panel()

    def action_fold_panel(self) -> None:
        """Fold the panel to its title, or unfold it."""
        self.folded = not self.folded
        self.post_message(self.Folded(self.id or "", self.folded))

    def on_click(self, event: Click) -> None:
        """Fold or unfold where the title is."""
        if event.y == 0:
            self.action_fold_panel()


def counted(title: str, count: int, more: str = "") -> Content:
    """Return a panel's title with how many it stands for, and what else there is to say."""
    return said(f"{title} [$quiet]$count$more[/]", count=count, more=more)
