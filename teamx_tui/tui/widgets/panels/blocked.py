"""The panel of blocked work: whose it is, since when, what would let it go on and who must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.tui.ages import age, when
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.panels.panel import Panel, counted
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.mission import Blocked, Mission
    from teamx_tui.company.starvation import Starved


class BlockedPanel(Panel):
    """The tickets that cannot go on, longest first."""

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (
            Column(most=6),
            Column(Content("Ticket"), flexible=True),
            Column(Content("Owner"), most=14),
            Column(Content("Age"), most=14, right=True),
            Column(Content("Opens when"), most=60),
            Column(Content("Must act"), most=18),
            Column(Content("Holds up"), most=8, right=True, drop_below=90),
        )

    def rows_of(self, mission: Mission) -> tuple[Row, ...]:
        """Return a row for each turn that is passed over, and for each blocked ticket that was read."""
        return (
            *(self._starved(late, mission) for late in mission.starved),
            *(self._row(blocked, mission) for blocked in mission.blocked),
        )

    def _starved(self, late: Starved, mission: Mission) -> Row:
        """Return a turn that nothing holds but the queue, in which others went ahead of it."""
        since_ms = mission.at_ms - late.waited_ms
        since = when(since_ms, mission.at_ms, is_exact=True) if self.exact else age(since_ms, mission.at_ms)
        return Row(
            f"starved:{late.number}:{late.employee}",
            (
                line(f"#{late.number}", style="$warning"),
                line(late.title),
                line(f"@{late.employee}"),
                line(since, style="$quiet"),
                line(f"its turn comes; {words.count(late.ahead, 'turn')} went ahead"),
                line("you", style="$warning"),
                line("–", style="$quiet"),
            ),
            late.number,
        )

    def _row(self, blocked: Blocked, mission: Mission) -> Row:
        since = (
            when(blocked.since_ms, mission.at_ms, is_exact=True) if self.exact else age(blocked.since_ms, mission.at_ms)
        )
        who = dict.fromkeys("you" if gate.who == "operator" else f"@{gate.who}" for gate in blocked.gates)
        return Row(
            f"blocked:{blocked.number}",
            (
                line(f"#{blocked.number}", style="$error"),
                line(blocked.title),
                line(f"@{blocked.owner}" if blocked.owner else "nobody", style="" if blocked.owner else "$warning"),
                line(since, style="$quiet"),
                line(blocked.opens_when),
                line(" ".join(who), style="$warning" if "you" in who else ""),
                line(f"{blocked.holds_up}" if blocked.holds_up else "–", style="$quiet"),
            ),
            blocked.number,
        )

    def title_of(self, mission: Mission) -> Content:
        """Return the title with the count of all blocked tickets."""
        unread = mission.blocked_total - len(mission.blocked)
        rest = f", the {len(mission.blocked)} longest shown" if unread else ""
        passed = f", {len(mission.starved)} passed over" if mission.starved else ""
        return counted("Blocked", mission.blocked_total, f"{rest}{passed}")

    def nothing(self, mission: Mission) -> Content:
        """Say that all is well."""
        return Content("Nothing is blocked.")
