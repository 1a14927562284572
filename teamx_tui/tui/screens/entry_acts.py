"""What is done with an entry of a thread, or with what stands beside it: unfolding, opening, copying, going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.company.offers import HANDOFF
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui.screens.choose import taken_or_not
from teamx_tui.tui.screens.listening import Listening
from teamx_tui.tui.screens.ticket_acts import TicketActs
from teamx_tui.tui.screens.why import WhyScreen
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.live_words import LiveWords
from teamx_tui.tui.widgets.thread_view import ThreadView

if TYPE_CHECKING:
    from teamx_tui.company.murmurs import Murmur
    from teamx_tui.company.transcripts import Said


class EntryActs(TicketActs, Listening):
    """A screen with a `ThreadView`, a `SideColumn`, and a `LiveWords` for what is being said."""

    @property
    def thread_heard(self) -> int:
        """This ticket, or chat."""
        return self.number

    @property
    def is_somebody_talking(self) -> bool:
        """Whether somebody has the turn here."""
        going = self.room is not None and self.room.live is not None
        return going or self.query_one(LiveWords).display

    async def hear(self, said: tuple[Murmur, ...]) -> None:
        """Show what has come in so far."""
        await self.query_one(LiveWords).hear(said[0] if said else None)

    def on_thread_view_unfolding(self, message: ThreadView.Unfolding) -> None:
        """Read how an entry was written."""
        message.stop()
        if message.said.call is not None:
            self.run_worker(self._unfold(message.said, message.said.call), name="unfold")

    async def _unfold(self, said: Said, call: tuple[int, int]) -> None:
        run, no = call
        try:
            found = await self.desk.look(lambda office: company.calls.one(office, run, no))
        except TeamxError as error:
            self.complain(error)
            return
        self.query_one(ThreadView).unfold(said, found)

    def action_told(self) -> None:
        """Show what the model was told in the turn of the entry under the cursor, or in the turn that is going on."""
        entry = self.query_one(ThreadView).current
        call = entry.said.call if entry is not None else None
        live = self.room.live if self.room is not None else None
        run = call[0] if call is not None else live.run if live is not None else None
        if run is not None:
            self.window.begin("turn", {"run": run, "shown": True})
        elif entry is None:
            self.notify("Nobody has been asked here yet.")
        else:
            self.notify("Nobody was asked for this entry: it is not an employee's.")

    def on_thread_view_file_opened(self, message: ThreadView.FileOpened) -> None:
        """Show a file."""
        message.stop()
        self.run_worker(self._open_file(message.name, message.version), name="file")

    async def _open_file(self, name: str, version: int) -> None:
        number = self.number
        try:
            document = await self.desk.look(lambda office: company.vault.read(office, name, number, version))
        except TeamxError as error:
            self.complain(error)
            return
        # What lays out Markdown and colours code takes a tenth of a second to load: not before it is needed.
        from teamx_tui.tui.screens.file import FileScreen

        self.app.push_screen(FileScreen(document))

    def on_thread_view_followed(self, message: ThreadView.Followed) -> None:
        """Go to where an entry came from."""
        message.stop()
        self.window.open_ticket(message.number)

    def on_thread_view_copied(self, message: ThreadView.Copied) -> None:
        """Put an entry into the clipboard of the operator's terminal."""
        message.stop()
        self.app.copy_to_clipboard(message.text)
        self.notify("Copied.")

    async def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Open what is under the cursor of the side column: a file, a turn, a question, or why somebody is idle."""
        message.stop()
        kind, _, which = message.key.partition(":")
        if kind == "file":
            version, _, name = which.partition(":")
            self.run_worker(self._open_file(name, int(version)), name="file")
        elif kind == "run":
            self.window.begin("turn", {"run": int(which)})
        elif kind == "asked":
            await self._answer(int(which))
        elif kind == "gate":
            await self._pass(which)
        elif kind in ("person", "queued"):
            self.app.push_screen(WhyScreen(which))

    async def _pass(self, gate: str) -> None:
        """Go to what opens a gate: its artifact, its entry of the inbox; else to what can be done about it."""
        kind, number, *_ = gate.split(":")
        if kind == "gate":
            self.window.begin("gate show", {"number": int(number)})
        elif kind == "decision":
            await self._answer(int(number))
        else:
            self.action_ask_why()

    async def _answer(self, entry: int) -> None:
        """Go to where an entry is answered; whether a hand-off is taken the operator may say for its receiver here."""
        one = next((one for one in self.room.asked if one.id == entry), None) if self.room is not None else None
        if one is not None and one.kind == HANDOFF:
            self.app.push_screen(taken_or_not(entry, self.number, one.asked_of))
        else:
            await self.run_action("app.mode('inbox')")
