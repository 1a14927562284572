"""What an operator does to a ticket by one key: the command is the registry's, what is missing is asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.reactive import var

from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui.screens.choose import what_becomes_of, what_is_let_go
from teamx_tui.tui.screens.live import LiveScreen

if TYPE_CHECKING:
    from teamx_tui.company.rooms import Room

ACTS: Final = frozenset({"assign", "edit", "move", "start", "block", "add_participant", "link", "join"})
"""What is done with a ticket; whoever has the turn on it can be stopped in a chat too."""


class TicketActs(LiveScreen[None]):
    """A screen on ticket `number`, with what stands around it in `room`. Whoever spectates does nothing."""

    room: var[Room | None] = var(None)
    spectating: var[bool] = var(False)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._offered: tuple[bool, ...] = ()

    @property
    def ticket_in_view(self) -> int | None:
        """This ticket."""
        return self.number

    @property
    def is_shown(self) -> bool:
        """Whether what is shown is this ticket already, and not the one that was shown before."""
        return self.room is not None and self.room.ticket.number == self.number

    def offers(self) -> tuple[bool, ...]:
        """Return what of the keys is offered: acts, start, and stop."""
        acts = self.is_shown and not self.spectating
        room = self.room
        return acts, acts and bool(room and room.ticket.blocked_by), acts and room is not None and room.live is not None

    def note_offers(self) -> None:
        """Tell the footer when something else is offered than before; each time it is told it is built anew."""
        if (offers := self.offers()) != self._offered:
            self._offered = offers
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing that changes something to who spectates; start and stop only where there is something to."""
        acts, starts, stops = TicketActs.offers(self)
        return {"start": starts, "stop": stops}.get(action, acts if action in ACTS else True)

    def action_assign(self) -> None:
        """Make somebody responsible."""
        self.window.begin("ticket assign", {"number": self.number})

    def action_edit(self) -> None:
        """Change what the ticket says."""
        self.window.begin("ticket edit", {"number": self.number})

    def action_add_participant(self) -> None:
        """Bring somebody in."""
        self.window.begin("ticket participant", {"number": self.number})

    def action_link(self) -> None:
        """Let another ticket wait for this one."""
        self.window.begin("ticket link", {"number": self.number})

    def action_block(self) -> None:
        """Block the ticket with a reason, or lift the blocks on it."""
        is_blocked = self.room is not None and any(one.kind == "block" for one in self.room.asked)
        self.window.begin("ticket unblock" if is_blocked else "ticket block", {"number": self.number})

    def action_move(self) -> None:
        """Ask what shall become of the ticket."""
        if self.room is not None:
            self.app.push_screen(what_becomes_of(self.room))

    def action_start(self) -> None:
        """Ask which dependency is let go."""
        asked = what_is_let_go(self.room) if self.room is not None else None
        if asked is not None:
            self.app.push_screen(asked)

    def action_stop(self) -> None:
        """Stop the turn that is going on."""
        if self.room is not None and self.room.live is not None:
            self.window.begin("turn stop", {"run": self.room.live.run})

    def action_join(self) -> None:
        """Take part in the conversation, or take part no more."""
        if self.room is not None:
            verb = "join" if self.room.joined_at_ms is None else "leave"
            self.window.begin(f"ticket {verb}", {"number": self.number})

    def action_spectate(self) -> None:
        """Only read, or act again."""
        self.spectating = not self.spectating
        self.note_offers()

    def complain(self, error: TeamxError) -> None:
        """Say why something was refused."""
        self.notify(printable(str(error)), severity="error", markup=False)
