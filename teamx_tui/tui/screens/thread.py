"""A ticket's thread: the conversation as it goes on, what stands around it, a place to join in, and acts by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import var

from teamx_tui import company
from teamx_tui.domain.errors import NotFound, TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.domain.tickets import Kind
from teamx_tui.tui import keys
from teamx_tui.tui.drafts import Drafts
from teamx_tui.tui.screens.entry_acts import EntryActs
from teamx_tui.tui.screens.live import LiveScreen, Unreadable
from teamx_tui.tui.widgets.about_column import AboutColumn
from teamx_tui.tui.widgets.composer import Composer
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.live_words import LiveWords
from teamx_tui.tui.widgets.reader import Sight
from teamx_tui.tui.widgets.side_column import SideColumn
from teamx_tui.tui.widgets.suggestions import Suggestions, people, tickets
from teamx_tui.tui.widgets.thread_view import Place, ThreadView
from teamx_tui.tui.widgets.ticket_header import TicketHeader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.events import Resize

    from teamx_tui.company.office import Office
    from teamx_tui.company.rooms import Room
    from teamx_tui.company.transcripts import Page
    from teamx_tui.tui.tail import Changed

WIDE: Final = 110
"""Columns from which the side column stands beside the thread."""
BROAD: Final = 170
"""Columns from which what the ticket is about stands beside it too."""
TICK_SECONDS: Final = 1.0


class ThreadScreen(EntryActs):
    """Shows ticket `number`; `n` and `p` go to its neighbours by number."""

    CSS_PATH = ["thread.tcss", "live_words.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (BROAD, "-broad")]
    AUTO_FOCUS = "#thread"
    BINDINGS = keys.bindings("thread")
    HELP = """
A ticket with all that was said on it. j and k go from entry to entry; Enter unfolds what an employee did, with its
arguments and result, opens a file, or goes to the ticket an entry came from. Home and End go to the first and the
last entry of all; whoever scrolls up stays there, and the title counts what came below.

c writes a comment: the responsible is woken, and everyone named with an @. e changes what the ticket says: a typo in
its title, its priority, its due date. The side (d on a small screen) has the
people, what the ticket waits for, questions, files and turns: Enter opens what is under the cursor there.
J takes part, so that you are told what is said here wherever you are; S lets you only read.
"""

    sight: var[Sight] = var(Sight())
    now_ms: var[int] = var(0)

    def __init__(self, number: int, *, is_still: bool = False) -> None:
        super().__init__(number)
        self._is_still = is_still
        self._suggestions = Suggestions()
        self._composer = Composer(self._suggestions, id="composer", is_still=is_still)

    def compose(self) -> ComposeResult:
        """Lay out the head, the thread with what stands beside it, and the composer."""
        width = self.app.size.width
        yield self.header()
        yield TicketHeader(compact=width < WIDE).data_bind(
            ThreadScreen.room, ThreadScreen.spectating, ThreadScreen.now_ms
        )
        with Container(id="body"):
            yield AboutColumn(id="about").data_bind(ThreadScreen.room)
            thread = ThreadView(id="thread", tells_all=width < BROAD)
            yield thread.data_bind(ThreadScreen.room, ThreadScreen.sight)
            yield SideColumn(id="side", picks=True).data_bind(
                ThreadScreen.room, ThreadScreen.now_ms, exact=LiveScreen.exact
            )
        yield LiveWords(id="live")
        yield self._suggestions
        yield self._composer
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with reading."""
        self._drafts = Drafts(self.window.memory, self.desk.path)
        if draft := self._drafts.of(self.number):
            self._composer.text = draft
        if not self._is_still:
            self.during_turns(TICK_SECONDS, self._tick)

    def on_unmount(self) -> None:
        """Keep what was written."""
        self._keep_draft()

    def on_resize(self, event: Resize) -> None:
        """Put into the head and the thread what has no room beside it."""
        self.fit(event.size.width)
        self.note_offers()

    def fit(self, width: int) -> None:
        """Arrange the parts for a width."""
        self.query_one(TicketHeader).compact = width < WIDE
        self.query_one(ThreadView).tells_all = width < BROAD

    # --- looking ---

    async def look(self) -> None:
        """Read what stands around the thread and what is new in it; a ticket that is not there closes the screen."""
        number, view = self.number, self.query_one(ThreadView)
        held = (view.transcript.last, bool(view.transcript.later)) if self.is_shown else None
        try:
            room, page, now_ms = await self.desk.look(lambda office: _look(office, number, held))
        except NotFound as error:
            self.complain(error)
            self.window.back()
            return
        if number != self.number:
            return  # somebody went on to another ticket meanwhile
        if room.kind == Kind.CHAT and self.ticket_in_view is not None:
            self.window.open_chat(str(room.ticket.assignee))
            return
        self.now_ms, self.sight = now_ms, Sight(now_ms, self.exact)
        if held is None:
            view.forget()
            view.open(page)
        else:
            view.follow(page)
        self.room = room
        self.note_offers()

    def concerns(self, changed: Changed) -> bool:
        """Return whether something happened to this ticket or its neighbours, or to the staff."""
        if self.room is None:
            return True
        near = {self.number, *(one.number for one in (*self.room.blockers, *self.room.dependents))}
        return bool(near & changed.numbers) or any(kind.startswith(("employee.", "worker.")) for kind in changed.kinds)

    def offers(self) -> tuple[bool, ...]:
        """Return what of the keys is offered: acts, start, stop, and the details of a small screen."""
        return (*super().offers(), self.size.width < WIDE)

    def watch_exact(self) -> None:
        """Show times the other way."""
        self.sight = Sight(self.now_ms, self.exact)

    async def _tick(self) -> None:
        """Let the time of a turn that is going on be seen to pass."""
        if self.room is not None and self.room.live is not None:
            self.sight = Sight(await self.desk.look(lambda office: office.clock()), self.exact)

    def on_thread_view_wanted(self, message: ThreadView.Wanted) -> None:
        """Read another page."""
        message.stop()
        self.run_worker(self._read(self.number, message.place), name="page", group="page")

    async def _read(self, number: int, place: Place) -> None:
        view = self.query_one(ThreadView)
        first, last = view.transcript.first, view.transcript.last
        try:
            page = await self.desk.look(lambda office: _page(office, number, place, first, last))
        except TeamxError as error:
            self.post_message(Unreadable(error))
            return
        if number != self.number:
            return
        if place == "before":
            view.precede(page)
        elif place == "after":
            view.follow(page)
        else:
            view.open(page, at_end=place == "latest")

    # --- moving about ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing that changes something to who spectates, and `d` only where the details are not in sight."""
        if action == "write" and self.spectating:
            return False
        return self.size.width < WIDE if action == "details" else super().check_action(action, parameters)

    def watch_spectating(self) -> None:
        """Put the composer away from who only reads."""
        self._composer.display = not self.spectating

    def action_back(self) -> None:
        """Put the details of a small screen away, or else go back to where the operator came from."""
        if self.size.width < WIDE and self.has_class("-details"):
            self.action_details()
        else:
            super().action_back()

    def action_details(self) -> None:
        """Show the side column under the thread on a narrow screen, or hide it again."""
        is_shown = self.toggle_class("-details").has_class("-details")
        self.set_focus(self.query_one(SideColumn if is_shown else ThreadView))

    async def action_go(self, step: int) -> None:
        """Go to the ticket with the next or the previous number."""
        here = self.number
        try:
            there = await self.desk.look(lambda office: company.lookup.beside(office, here, step))
        except TeamxError as error:
            self.post_message(Unreadable(error))
            return
        if there is not None and self.number == here:
            self._keep_draft()
            self.number = there
            self._composer.text = self._drafts.of(there)
            self.look_again()

    # --- writing ---

    def action_write(self) -> None:
        """Go to the composer."""
        self.set_focus(self._composer)

    def on_composer_sought(self, message: Composer.Sought) -> None:
        """Offer what the word may stand for."""
        message.stop()
        self.run_worker(self._offer(message.sign, message.start), name="offer")

    async def _offer(self, sign: str, start: str) -> None:
        if self.room is None:
            return
        if sign == "@":
            offers = people(start, self.room)
        else:
            found = await self.desk.look(lambda office: company.lookup.beginning(office, start)) if start else ()
            offers = tickets(start, self.room, found)
        self._composer.offer(sign, start, offers)

    def on_composer_left(self, message: Composer.Left) -> None:
        """Go back to reading."""
        message.stop()
        self._keep_draft()
        self.set_focus(self.query_one(ThreadView))

    def on_composer_sent(self, message: Composer.Sent) -> None:
        """Say it; the composer is empty at once and gets the words back if they are refused."""
        message.stop()
        self._composer.clear()
        self._keep_draft()
        self.run_worker(self._say(self.number, message.text), name="say")

    async def _say(self, number: int, text: str) -> None:
        try:
            reply = await self.desk.order(*self.saying(number, text))
        except TeamxError as error:
            self.complain(error)
            self._give_back(number, text)
        else:
            if missed := reply.data.get("missed"):
                self.notify(printable(missed), severity="warning", markup=False)

    def saying(self, number: int, text: str) -> tuple[str, Mapping[str, Any]]:
        """Return the command that says something here, and what it is given."""
        return "ticket comment", {"number": number, "text": text}

    def _give_back(self, number: int, text: str) -> None:
        """Put refused words where they were written, before what has been written there since."""
        is_here = number == self.number
        since = self._composer.text if is_here else self._drafts.of(number)
        whole = f"{text}\n{since}" if since.strip() else text
        self._drafts.keep(number, whole)
        if is_here:
            self._composer.text = whole

    def _keep_draft(self) -> None:
        self._drafts.keep(self.number, self._composer.text)


def _look(office: Office, number: int, held: tuple[int, bool] | None) -> tuple[Room, Page, int]:
    """Return the room, and the end of the conversation or what came after what is `held`: message, whether more is."""
    room = company.rooms.look(office, number)
    transcripts = company.transcripts
    if held is None:
        page = transcripts.latest(office, number)
    else:
        last, is_elsewhere = held
        page = transcripts.after(office, number, last, 0 if is_elsewhere else transcripts.PAGE)
    return room, page, office.clock()


def _page(office: Office, number: int, place: Place, first: int, last: int) -> Page:
    transcripts = company.transcripts
    if place == "before":
        return transcripts.before(office, number, first)
    if place == "after":
        return transcripts.after(office, number, last)
    return transcripts.first(office, number) if place == "first" else transcripts.latest(office, number)
