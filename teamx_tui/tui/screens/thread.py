"""A ticket's thread: the conversation as it goes on, what stands around it, and a place to join in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.widgets import Footer

from teamx_tui import company
from teamx_tui.domain.errors import NotFound, TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.screens.live import LiveScreen, Unreadable
from teamx_tui.tui.widgets.composer import Composer
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.reader import Sight
from teamx_tui.tui.widgets.side_column import SideColumn
from teamx_tui.tui.widgets.thread_view import ThreadView
from teamx_tui.tui.widgets.ticket_header import TicketHeader

if TYPE_CHECKING:
    from textual.events import Resize

    from teamx_tui.company.office import Office
    from teamx_tui.company.views import Thread
    from teamx_tui.tui.tail import Changed

WIDE: Final = 110
"""Columns from which the side column stands beside the thread."""
WINDOW: Final = 300
"""Entries read at first, and more with each `e`."""


class ThreadScreen(LiveScreen[None]):
    """Shows ticket `number`; `n` and `p` go to its neighbours by number."""

    CSS_PATH = "thread.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS = keys.bindings("thread")

    thread: reactive[Thread | None] = reactive(None)
    sight: reactive[Sight] = reactive(Sight())
    now_ms: reactive[int] = reactive(0)

    def __init__(self, number: int, *, is_still: bool = False) -> None:
        super().__init__()
        self.number = number
        self._is_still = is_still
        self._most = WINDOW
        self._has_earlier = False

    def compose(self) -> ComposeResult:
        """Lay out the head, the thread, what stands beside it, and the composer."""
        yield self.header()
        yield TicketHeader().data_bind(ThreadScreen.thread)
        with Container(id="body"):
            yield ThreadView(id="thread").data_bind(ThreadScreen.thread, ThreadScreen.sight)
            yield SideColumn(id="side").data_bind(ThreadScreen.thread, ThreadScreen.now_ms, LiveScreen.exact)
        yield Composer(id="composer", is_still=self._is_still)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with reading."""
        self.set_focus(self.query_one(ThreadView))

    def on_resize(self, event: Resize) -> None:
        """Put into the head what has no room beside the thread."""
        self.query_one(TicketHeader).compact = event.size.width < WIDE
        self.refresh_bindings()

    @property
    def ticket_in_view(self) -> int | None:
        """This ticket."""
        return self.number

    async def look(self) -> None:
        """Read the ticket; one that is not there closes the screen."""
        number, most = self.number, self._most
        try:
            seen, now_ms = await self.desk.look(lambda office: _look(office, number, most))
        except NotFound as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            self.action_back()
            return
        if number != self.number:
            return  # somebody went on to another ticket meanwhile
        self.now_ms, self.sight = now_ms, Sight(now_ms, self.exact)
        self.thread = seen
        if self._has_earlier != bool(seen.earlier):
            self._has_earlier = bool(seen.earlier)
            self.refresh_bindings()

    def concerns(self, changed: Changed) -> bool:
        """Return whether something happened to this ticket or its neighbours, or to the staff."""
        if self.thread is None:
            return True
        near = {self.number, *(number for number, *_ in (*self.thread.blockers, *self.thread.dependents))}
        return bool(near & changed.numbers) or any(kind.startswith(("employee.", "worker.")) for kind in changed.kinds)

    def watch_exact(self) -> None:
        """Show times the other way."""
        self.sight = Sight(self.now_ms, self.exact)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `e` only when there is something earlier, and `d` only where the details are not in sight."""
        if action == "earlier":
            return self._has_earlier
        if action == "details":
            return self.size.width < WIDE
        return True

    def action_write(self) -> None:
        """Go to the composer."""
        self.set_focus(self.query_one(Composer))

    def action_ask_why(self) -> None:
        """Ask why this ticket does not move."""
        self.post_message(LineList.Asked(self.number))

    def action_details(self) -> None:
        """Show the side column under the thread on a narrow screen, or hide it again."""
        if self.toggle_class("-details").has_class("-details"):
            self.set_focus(self.query_one(SideColumn))
        else:
            self.set_focus(self.query_one(ThreadView))

    def action_earlier(self) -> None:
        """Read further back."""
        self._most += WINDOW
        self.look_again()

    async def action_go(self, step: int) -> None:
        """Go to the ticket with the next or the previous number."""
        here = self.number
        try:
            titles = await self.desk.titles()
        except TeamxError as error:
            self.post_message(Unreadable(error))
            return
        beyond = [number for number, _ in titles if (number - here) * step > 0]
        if beyond and self.number == here:
            self.number = min(beyond) if step > 0 else max(beyond)
            self._most = WINDOW
            self.look_again()

    def on_composer_left(self, message: Composer.Left) -> None:
        """Go back to reading."""
        message.stop()
        self.set_focus(self.query_one(ThreadView))

    def on_composer_sent(self, message: Composer.Sent) -> None:
        """Say it; the composer is empty at once and gets the words back if they are refused."""
        message.stop()
        self.query_one(Composer).clear()
        self.run_worker(self._say(self.number, message.text), name="say")

    async def _say(self, number: int, text: str) -> None:
        try:
            await self.desk.order("ticket comment", {"number": number, "text": text})
        except TeamxError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            composer = self.query_one(Composer)
            composer.text = composer.text or text


def _look(office: Office, number: int, most: int) -> tuple[Thread, int]:
    return company.views.thread(office, number, most), office.clock()
