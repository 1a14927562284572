"""What a ticket is about, beside its thread where there is room: what is asked for, and when it counts as done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from teamx_tui.domain.dates import written
from teamx_tui.tui.text import said
from teamx_tui.tui.widgets.entries import Note
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.reader import Block, Reader

if TYPE_CHECKING:
    from teamx_tui.company.rooms import Room


class AboutColumn(Reader):
    """Shows description, acceptance and facts of the ticket in `room`."""

    room: var[Room | None] = var(None)

    def watch_room(self, room: Room | None) -> None:
        """Show the new look."""
        if room is not None:
            entitle(self, said("About"))
            self.blocks = tuple(_blocks(room))


def _blocks(room: Room) -> list[Block]:
    ticket = room.ticket
    words, style = (room.description, "") if room.description else ("No description.", "$quiet")
    blocks: list[Block] = [Note("description", words, style)]
    if room.acceptance:
        blocks.append(Note("title", "It is done when", "bold $quiet", gap=False))
        criteria = enumerate(room.acceptance, start=1)
        blocks += [Note(("criterion", at), words, "", "□ ", "$quiet", gap=False) for at, words in criteria]
        blocks.append(Note("gap", "", gap=False))
    facts = {
        "Priority": ticket.priority,
        "Estimate": f"{ticket.estimate:g} working {'day' if ticket.estimate == 1 else 'days'}",
        "Due": written(ticket.due_ms) if ticket.due_ms is not None else "",
        "Phase": ticket.phase,
        "Project": ticket.project or "",
        "Labels": ", ".join(ticket.labels),
        "Access": "private: its responsible and accountable bring people in" if ticket.is_private else "",
    }
    blocks += [
        Note(("fact", name), fact, "", f"{name:<10}", "$quiet", gap=False) for name, fact in facts.items() if fact
    ]
    return blocks
