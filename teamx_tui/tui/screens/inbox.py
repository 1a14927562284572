"""What needs the operator: the list, and beside it the chosen entry, answered in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.screens.agreements import AgreementsScreen
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.entry_pane import EntryPane
from teamx_tui.tui.widgets.inbox_list import InboxList
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from teamx_tui.company.heads import Head
    from teamx_tui.company.inbox import Entry
    from teamx_tui.company.office import Office

WIDE: Final = 110
"""Columns from which the entry stands beside the list instead of under it."""


class InboxScreen(LiveScreen[None]):
    """Lists what waits for the operator, what most work waits for first; Enter goes to the answer and gives it."""

    CSS_PATH = "inbox.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "Inbox"
    HELP = """
Everything that waits for your answer.
Frees: unfinished tickets that wait for the ticket of an entry, directly or not.
The list begins with what frees most, and then with what is oldest.
Enter goes to the answer, Enter again gives it, Esc leaves it for later.
Half an answer stays until you come back.
r first asks why you give the answer under the cursor: that stands in the thread and in the log.
d shows what was decided, what is handed over, and who waits for whom.
"""
    BINDINGS = keys.bindings("inbox")

    def __init__(self) -> None:
        super().__init__()
        self._answered: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay out the list and the entry; where the entry stands is the style sheet's business."""
        yield self.header()
        with Container(id="body"):
            yield InboxList(id="entries").data_bind(LiveScreen.exact)
            yield EntryPane(id="entry", is_still=self.window.is_still).data_bind(LiveScreen.exact)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.query_one(InboxList))

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the chosen entry."""
        entry = self.query_one(InboxList).chosen
        return entry.number if entry is not None else None

    async def look(self) -> None:
        """Read what is open."""
        found, now_ms = await self.desk.look(_look)
        self._answered &= {entry.id for entry in found}
        entries, pane = self.query_one(InboxList), self.query_one(EntryPane)
        entries.now_ms = pane.now_ms = now_ms
        self._show(tuple(entry for entry in found if entry.id not in self._answered))

    def _show(self, entries: tuple[Entry, ...]) -> None:
        shown = self.query_one(InboxList)
        shown.things = entries
        self.set_class(not entries, "-empty")
        self._choose()

    def watch_head(self, head: Head | None) -> None:
        """Say in an empty inbox what goes on instead."""
        if head is not None and self.is_attached:
            self.query_one(InboxList).empty = _nothing(head)

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show the entry under the cursor."""
        message.stop()
        self._choose()

    def _choose(self) -> None:
        self.query_one(EntryPane).entry = self.query_one(InboxList).chosen
        self.refresh_bindings()
        if self.focused is None or not self.focused.display:
            self.set_focus(self.query_one(InboxList))

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Go to the answer."""
        message.stop()
        self.query_one(EntryPane).go_to_answers()

    def on_entry_pane_answered(self, message: EntryPane.Answered) -> None:
        """Give the answer."""
        message.stop()
        if message.entry.id not in self._answered:
            self._answered.add(message.entry.id)
            self.run_worker(self._answer(message.entry, message.text, message.reason), name="answer")

    async def _answer(self, entry: Entry, text: str, reason: str) -> None:
        """Give an answer and go on with the next entry; one that is refused stays where it is."""
        try:
            reply = await self.desk.order("answer", {"entry": entry.id, "text": text, "reason": reason})
        except TeamxError as error:
            self._answered.discard(entry.id)
            self.notify(printable(str(error)), severity="error", markup=False)
            self.look_again()
            return
        self.notify(printable(reply.sentence), markup=False)
        if not self.is_attached:
            return
        entries = self.query_one(InboxList)
        self.set_focus(entries)
        self._show(tuple(other for other in entries.things if other.id != entry.id))
        self.look_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the ticket only where there is one."""
        return self.ticket_in_view is not None if action == "open_ticket" else True

    def action_back(self) -> None:
        """Go from a reason to the answers, from there to the list, and from the list away."""
        if isinstance(self.focused, LineList) or self.focused is None:
            super().action_back()
        elif not self.query_one(EntryPane).leave_reason():
            self.set_focus(self.query_one(InboxList))

    def action_agreements(self) -> None:
        """Show what was decided, what is handed over, and who waits for whom."""
        self.app.push_screen(AgreementsScreen())

    def action_open_ticket(self) -> None:
        """Open the ticket of the chosen entry."""
        if self.ticket_in_view is not None:
            self.window.open_ticket(self.ticket_in_view)


def _nothing(head: Head) -> Content:
    """Return what to read in an empty inbox: what goes on, or why nothing does."""
    waiting = f"{head.queued:,} queued, {head.blocked_total:,} blocked"
    if head.paused:
        going_on = f"The company is paused: {head.paused}"
    elif head.running:
        going_on = f"{words.count(head.running, 'turn')} going on, {waiting}: press 1 to watch."
    elif head.queued and not head.workers:
        going_on = f"{waiting}, and no worker on duty. Start one with: teamx worker"
    else:
        going_on = f"Nobody is having a turn; {waiting}."
    return line("Nothing needs you. ", style="bold $success") + line(going_on, style="$quiet")


def _look(office: Office) -> tuple[tuple[Entry, ...], int]:
    return company.inbox.waiting(office), office.clock()
