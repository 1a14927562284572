"""The lines over a thread: what the ticket is, how it stands, who is on it, what it waits for and what waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from teamx_tui.commands import words
from teamx_tui.tui.glyphs import condition, condition_style, due, state_glyph
from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from teamx_tui.company.rooms import Linked, Room

PARTS: Final = "RACI"
MARKED: Final = 12
"""Tickets before or behind that are named in one line."""


class TicketHeader(Widget):
    """Shows the head of `room`; with `compact` also the people and the dependencies, which else stand beside it.

    With `spectating` it says that the operator only reads.
    """

    room: var[Room | None] = var(None)
    compact: var[bool] = var(False)
    spectating: var[bool] = var(False)
    now_ms: var[int] = var(0)

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__()
        self._shown = Content("")
        self.set_reactive(TicketHeader.compact, compact)

    def watch_room(self) -> None:
        """Draw the new look, if it shows anything new; make room if it has other lines."""
        lines = self._lines()
        if not lines.is_same(self._shown):
            self.refresh(layout=lines.plain.count("\n") != self._shown.plain.count("\n"))

    def watch_now_ms(self) -> None:
        """Say that it is late, once it is."""
        self.watch_room()

    def watch_compact(self) -> None:
        """Draw more, or less."""
        self.refresh(layout=True)

    def watch_spectating(self) -> None:
        """Say it, or no more."""
        self.refresh()

    def render(self) -> Content:
        """Return a line for the title, one for how the ticket stands, and what else there is room for."""
        self._shown = self._lines()
        return self._shown

    def _lines(self) -> Content:
        if self.room is None:
            return Content("Opening …")
        room = self.room
        width = self.content_size.width or 80
        lines = [self._title(room, width), _standing(room, self.now_ms, is_full=not self.compact)]
        if self.compact:
            lines += [part for part in (_people(room), _dependencies(room)) if part]
        if room.reason:
            lines.append(line(room.reason, style="$quiet italic"))
        return Content("\n").join([part.truncate(width, ellipsis=True) for part in lines])

    def _title(self, room: Room, width: int) -> Content:
        """Return number and title, and at the right edge what part the operator has in the conversation."""
        title = line(f"#{room.ticket.number} ", style="bold $primary") + line(room.ticket.title, style="bold")
        mine = _part(room, is_spectating=self.spectating)
        space = max(1, width - mine.cell_length - 2)
        return title.truncate(space, ellipsis=True, pad=True) + Content("  ") + mine if mine else title


def _part(room: Room, *, is_spectating: bool) -> Content:
    if is_spectating:
        return line("◌ spectating: read only", style="$warning")
    return line("● you take part", style="$success") if room.joined_at_ms is not None else Content("")


def _standing(room: Room, now_ms: int, *, is_full: bool) -> Content:
    ticket = room.ticket
    facts = [ticket.priority, f"{ticket.estimate:g} d", ticket.phase, ticket.project or "", *ticket.labels]
    facts += ["private"] if ticket.is_private else []
    live = [line(f"{_name(room, room.live.employee)} has the turn")] if room.live else []
    if not live and room.queued:
        live = [line(f"next: {', '.join(_name(room, wake.employee) for wake in room.queued)}")]
    waits = [line(f"waits for {words.waits_for(ticket)}")] if is_full and (ticket.blocked_by or ticket.gates) else []
    offers = [
        line(f"hand-off waits for {_name(room, one.asked_of)}", style="$warning")
        for one in room.asked
        if one.kind == "handoff"
    ]
    rest = line(" · ".join(filter(None, facts)), style="$quiet")
    until = [due(ticket, now_ms, is_named=True)] if ticket.due_ms is not None else []
    return Content(" · ").join([condition(ticket.condition), *until, *offers, *live, *waits, rest])


def _people(room: Room) -> Content:
    parts = []
    for letter in PARTS:
        names = [_name(room, member.handle) for member in room.members if member.letter == letter]
        if names:
            parts.append(line(f"{letter} ", style="bold $quiet") + line(", ".join(names)))
    return Content("  ").join(parts)


def _dependencies(room: Room) -> Content:
    parts = [
        _neighbours("waits for", room.blockers, room.totals["blockers"]),
        _neighbours("blocks", room.dependents, room.totals["dependents"]),
    ]
    return Content("  ").join([part for part in parts if part])


def _neighbours(label: str, tickets: Sequence[Linked], total: int) -> Content:
    hard = [ticket for ticket in tickets if ticket.is_hard][:MARKED]
    marks = [line(f"{state_glyph(one.condition)}#{one.number}", style=condition_style(one.condition)) for one in hard]
    more = [line(f"… {total}", style="$quiet")] if total > MARKED else []
    return Content(" ").join([line(label, style="$quiet"), *marks, *more]) if marks else Content("")


def _name(room: Room, handle: str) -> str:
    return room.names.get(handle, handle)
