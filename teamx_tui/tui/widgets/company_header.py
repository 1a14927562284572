"""The two lines over Mission Control: what the company is doing, who works, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from teamx_tui.tui.ages import money, span
from teamx_tui.tui.glyphs import SCRIPTED
from teamx_tui.tui.text import line, said

if TYPE_CHECKING:
    from teamx_tui.company.mission import Mission


class CompanyHeader(Widget):
    """Shows the head of a look; None until there was one. `label` is what the window was opened as, such as `demo`."""

    mission: var[Mission | None] = var(None)

    def __init__(self, label: str = "") -> None:
        super().__init__()
        self._label = label

    def watch_mission(self) -> None:
        """Draw the new look."""
        self.refresh()

    def render(self) -> Content:
        """Return the two lines, each with its right half at the right edge."""
        if self.mission is None:
            return Content("Opening the company …")
        width = self.content_size.width
        return Content("\n").join(
            [
                _apart(self._company(self.mission), _worker(self.mission), width),
                _apart(_work(self.mission), _money(self.mission), width),
            ]
        )

    def _company(self, mission: Mission) -> Content:
        parts = [line(mission.company, style="bold")]
        parts += [line(self._label, style="$quiet")] if self._label else []
        parts += [SCRIPTED] if mission.scripted else []
        return Content("  ").join(parts)


def _worker(mission: Mission) -> Content:
    needs = "needs you" if mission.needs_you == 1 else "need you"
    asked = line(f"{mission.needs_you} {needs}", style="bold $warning" if mission.needs_you else "$quiet")
    return Content("  ").join([asked, _duty(mission)])


def _duty(mission: Mission) -> Content:
    if mission.paused:
        return said("[$warning]⏸ paused: $why[/]", why=mission.paused)
    if not mission.workers:
        return Content.from_markup("[$warning]○ no worker[/]")
    return said("[$success]●[/] $count $noun on duty", count=mission.workers, noun=_plural(mission.workers, "worker"))


def _work(mission: Mission) -> Content:
    return said(
        "$live [$quiet]running ·[/] $queued [$quiet]queued ·[/] $blocked [$quiet]blocked[/]",
        live=len(mission.live),
        queued=mission.queued,
        blocked=mission.blocked_total,
    )


def _money(mission: Mission) -> Content:
    calls = f"{mission.calls_today} {_plural(mission.calls_today, 'call')}"
    today = f"{calls}, {money(mission.spent_today_micros)} today"
    if mission.live:
        return line(today, style="$quiet")
    idle = f"idle {span(mission.at_ms - mission.idle_since_ms)}" if mission.idle_since_ms is not None else "idle"
    return line(f"{idle}, {today}", style="$quiet")


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _apart(left: Content, right: Content, width: int) -> Content:
    """Return both halves on one line; the left one gives way."""
    room = max(1, width - right.cell_length - 2)
    return left.truncate(room, ellipsis=True).pad_right(room - min(room, left.cell_length) + 2) + right
