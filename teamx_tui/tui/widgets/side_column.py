"""What stands beside a thread: people, blockers, dependents, what is asked, who is queued, turns taken, files."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var

from teamx_tui.tui.ages import when
from teamx_tui.tui.glyphs import OUTCOMES, condition_style, state_glyph
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.line_list import MARK, LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from textual.events import Resize

    from teamx_tui.company.rooms import Linked, Room
    from teamx_tui.company.views import Attempt

_PARTS: Final = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
_COUNTED: Final = {"Waits for": "blockers", "Blocks": "dependents", "Turns": "turns", "Files": "files"}
"""Sections of which not all may be read, and the name of their total."""
_BY: Final = {
    "gate": "an artifact",
    "decision": "a decision",
    "question": "an answer",
    "budget": "money",
    "hold": "a hold",
    "pause": "a pause",
    "no_brain": "a brain",
}
"""What a gate waits for, by its kind."""
_INDENT: Final = 5
_LEAST: Final = 20


class SideColumn(LineList):
    """Shows what belongs to `room`. Enter posts `Opened` on a ticket, else `Chosen` with `file:NAME`, `run:ID` ..."""

    room: var[Room | None] = var(None)
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    def on_mount(self) -> None:
        """Name the columns."""
        self.columns = (Column(most=1), Column(flexible=True), Column(most=14, right=True))

    def watch_room(self) -> None:
        """Show the new look."""
        self._fill()

    def watch_now_ms(self) -> None:
        """Let the ages go on."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._fill()

    def _fill(self) -> None:
        if self.room is None:
            return
        room = self.room
        sections = (
            ("People", self._people(room)),
            ("Needs an answer", _asked(room)),
            ("Gates", self._gates(room)),
            ("Waits for", _tickets("blocker", room.blockers)),
            ("Blocks", _tickets("dependent", room.dependents)),
            ("Queued", self._queued(room)),
            ("Files", self._files(room)),
            ("Turns", [self._turn(run, room) for run in room.turns]),
        )
        rows: list[Row] = []
        for title, found in sections:
            if found:
                count = room.totals[_COUNTED[title]] if title in _COUNTED else sum(not row.is_passed for row in found)
                rows += [Row(f"gap:{title}", (Content(""),), is_passed=True)] if rows else []
                rows += [Row(f"title:{title}", (_title(title, count),), is_passed=True), *found]
        self.show(tuple(rows))

    def _people(self, room: Room) -> list[Row]:
        live = room.live.employee if room.live is not None else None
        rows = [
            Row(
                f"person:{member.handle}",
                (
                    line(member.letter, style="bold $quiet"),
                    line(room.names.get(member.handle, member.handle)),
                    line("has the turn", style="$presence-in-thread-word")
                    if member.handle == live
                    else line("muted" if member.is_muted else _PARTS[member.letter], style="$quiet"),
                ),
            )
            for member in room.members
        ]
        if room.joined_at_ms is not None:
            since = line(f"since {self._when(room.joined_at_ms)}", style="$quiet")
            rows.append(Row("you", (line("●", style="$success"), line("You"), since)))
        return rows

    def _gates(self, room: Room) -> list[Row]:
        """Return what holds the ticket back, and under each of them what opens it."""
        rows: list[Row] = []
        for at, gate in enumerate(room.gates):
            is_mine = gate.who == "operator"
            whom = "you" if is_mine else room.names.get(gate.who, gate.who)
            style = "$warning" if is_mine else "$quiet"
            key = f"gate:{gate.on}:{at}"
            rows.append(Row(key, (line("■", style="$error"), line(_BY[gate.kind]), line(whom, style=style))))
            wrapped = wrap(f"opens when {gate.opens_when}", max(_LEAST, self.size.width - _INDENT))
            rows += [
                Row(f"{key}:{no}", (Content.blank(_INDENT - MARK) + line(text, style="$quiet"),), is_passed=True)
                for no, text in enumerate(wrapped)
            ]
        return rows

    def on_resize(self, event: Resize) -> None:
        """Break the longer lines anew."""
        self._fill()

    def _queued(self, room: Room) -> list[Row]:
        return [
            Row(
                f"queued:{wake.employee}",
                (
                    line("◔", style="$quiet"),
                    line(room.names.get(wake.employee, wake.employee)),
                    line(wake.cause.replace("_", " "), style="$quiet"),
                ),
            )
            for wake in room.queued
        ]

    def _files(self, room: Room) -> list[Row]:
        return [
            Row(
                f"file:{made.version}:{made.name}",
                (line("▤", style="$quiet"), line(made.name), line(f"v{made.version}", style="$quiet")),
            )
            for made in room.files
        ]

    def _turn(self, run: Attempt, room: Room) -> Row:
        glyph, style, word = OUTCOMES.get(run.outcome, ("·", "$quiet", run.outcome))
        again = f", attempt {run.attempt}" if run.attempt > 1 else ""
        return Row(
            f"run:{run.id}",
            (
                line(glyph, style=style),
                line(f"{room.names.get(run.employee, run.employee)} {word}{again}"),
                line(self._when(run.ended_at_ms or run.started_at_ms), style="$quiet"),
            ),
        )

    def _when(self, at_ms: int) -> str:
        return when(at_ms, self.now_ms, is_exact=self.exact)


def _title(words: str, count: int) -> Content:
    return said("[$quiet bold]$words[/] [$faint]$count[/]", words=words, count=count)


def _asked(room: Room) -> list[Row]:
    rows = []
    for one in room.asked:
        is_mine = one.asked_of == "operator"
        whom = "you" if is_mine else room.names.get(one.asked_of, one.asked_of)
        style = "$warning" if is_mine else "$quiet"
        rows.append(
            Row(f"asked:{one.id}", (line("?", style=style), line(one.subject), line(whom, style=style))),
        )
    return rows


def _tickets(key: str, tickets: Sequence[Linked]) -> list[Row]:
    return [
        Row(
            f"{key}:{one.number}",
            (
                line(state_glyph(one.condition), style=condition_style(one.condition)),
                line(f"#{one.number} {one.title}"),
                line(
                    one.condition.replace("_", " ") if one.is_hard else "let go", style=condition_style(one.condition)
                ),
            ),
            one.number,
        )
        for one in tickets
    ]
