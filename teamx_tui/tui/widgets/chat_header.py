"""The lines over a talk with one employee: with whom, and whether they are answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from teamx_tui.tui.glyphs import SCRIPTED
from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from teamx_tui.company.rooms import Room


class ChatHeader(Widget):
    """Shows the head of a chat's `room`. `scripted`: whoever it is with has no model to answer with."""

    room: var[Room | None] = var(None)
    scripted: var[bool] = var(False)

    def watch_room(self) -> None:
        """Draw the new look."""
        self.refresh(layout=True)

    def watch_scripted(self) -> None:
        """Say it, or no more."""
        self.refresh()

    def render(self) -> Content:
        """Return a line with whom, and one with how it stands."""
        if self.room is None:
            return Content("Opening …")
        room, width = self.room, self.content_size.width or 80
        who = next((one for one in room.staff if one.handle == room.ticket.assignee), None)
        name = who.name if who is not None else room.ticket.title
        title = f", {who.title}" if who is not None and who.title else ""
        alone = line("nobody else reads this", style="$quiet")
        first = line(f"Talking with {name}", style="bold") + line(title)
        first = first.truncate(max(1, width - alone.cell_length - 2), ellipsis=True, pad=True) + Content("  ") + alone
        return Content("\n").join([first, self._standing(room, name)])

    def _standing(self, room: Room, name: str) -> Content:
        if room.live is not None:
            said = line(f"{name} is answering", style="$presence-in-thread-word")
        elif room.queued:
            said = line(f"{name} has not had a turn yet", style="$warning")
        else:
            said = line("it is your turn to say something", style="$quiet")
        parts = [said, line("·", style="$quiet"), SCRIPTED, line("no model: says what they are at", style="$quiet")]
        return Content(" ").join(parts if self.scripted else parts[:1])
