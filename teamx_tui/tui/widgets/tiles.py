"""The tiles over the panels of Mission Control: a number and a word each, for all that an operator asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Resize
from textual.reactive import var

from teamx_tui.tui.ages import money
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.panels.projects import week
from teamx_tui.tui.widgets.ribbon import Cell, Ribbon
from teamx_tui.tui.widgets.rows import NOTHING

if TYPE_CHECKING:
    from teamx_tui.company.mission import Mission

_SPARED: Final = ("pace", "today", "queued")
"""Tiles left out first where there is no room for all; the header and the panels say the same."""


class Tiles(Ribbon):
    """Shows `mission` in numbers, on two lines where it is two lines high."""

    mission: var[Mission | None] = var(None)

    def watch_mission(self) -> None:
        """Count anew."""
        self._fill()

    def on_resize(self, event: Resize) -> None:
        """Make use of the room."""
        self._fill()

    def _fill(self) -> None:
        if self.mission is None:
            return
        tiles = _tiles(self.mission)
        if self.content_size.height > 1:
            width = self.content_size.width // len(tiles) - len(self.joint) - 1
            self.put(NOTHING, tuple(_tall(key, *parts, width) for key, parts in tiles.items()))
            return
        cells = [_flat(key, *parts) for key, parts in tiles.items()]
        for spared in _SPARED:
            if sum(cell.width + 1 + len(self.joint) for cell in cells) - len(self.joint) > self.content_size.width:
                cells = [cell for cell in cells if cell.key != spared]
        self.put(NOTHING, tuple(cells))


Parts = tuple[Content, str]


def _tiles(mission: Mission) -> dict[str, Parts]:
    """Return the number and the word of each tile, in order."""
    needs = "needs you" if mission.needs_you == 1 else "need you"
    return {
        "running": (_number(len(mission.live), "$primary"), "running"),
        "queued": (_number(mission.queued), "queued"),
        "blocked": (_number(mission.blocked_total, "$error"), "blocked"),
        "people": (line(f"{mission.at_work}/{len(mission.people)}", style="bold"), "at work"),
        "needs": (_number(mission.needs_you, "$warning"), needs),
        "done": (line(f"{mission.done}/{mission.total}", style="bold"), "done"),
        "today": (line(money(mission.spent_today_micros), style="bold"), "today"),
        "pace": (_pace(mission), "done a day"),
    }


def _pace(mission: Mission) -> Content:
    return Content(" ").join([line(f"{mission.velocity.per_day:.1f}", style="bold"), *week(mission.velocity)])


def _number(count: int, style: str = "") -> Content:
    return line(f"{count:,}", style=f"bold {style}" if count else "$quiet")


def _flat(key: str, number: Content, word: str) -> Cell:
    return Cell(key, (Content(" ").join([number, line(word, style="$quiet")]),))


def _tall(key: str, number: Content, word: str, width: int) -> Cell:
    return Cell(key, (number.pad_right(max(0, width - number.cell_length)), line(word, style="$quiet")))
