"""The Timeline place: every event of the company, newest first, and one of them in full.

A filter is searched for a stretch of the log at a time, so that what is found first is shown first and Esc ends it.
"""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from teamx_tui import company
from teamx_tui.domain.errors import Invalid, NotFound, TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.screens.live import LiveScreen, Unreadable
from teamx_tui.tui.screens.records import FILE, RecordsScreen
from teamx_tui.tui.widgets.event_details import EventDetails
from teamx_tui.tui.widgets.event_list import EDGE, EventList
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from teamx_tui.company.heads import Head
    from teamx_tui.company.office import Office
    from teamx_tui.company.timeline import Check, Line, Stretch, Wanted

WIDE: Final = 150
"""Columns from which the details stand beside the list."""
PLACE: Final = "place"
"""Asked for: where to go."""


class TimelineScreen(RecordsScreen):
    """Shows the events that the filter lets through, and the one under the cursor in full."""

    CSS_PATH = ["records.tcss", "timeline.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]
    TITLE = "Timeline"
    BINDINGS = keys.bindings("timeline")
    HINT = Content.from_markup(
        "[$primary]@name[/] did it · [$primary]#64[/] · [$primary]kind:wake[/] · "
        "[$primary]since:2h until:2026-11-20[/] · [$primary]subject:[/] · words of the text · "
        "[$primary]-[/]word for not"
    )
    HELP = "\n".join(
        (
            "Everything that happened, newest first. Nothing is ever taken out of this log: each row carries "
            "a hash over itself and the row before, and v follows that chain from the first row to the last.",
            "",
            "The filter (/) takes words in any order: @ada did it, #64 is the ticket, kind:wake or "
            "kind:run.finished, since:2h, until:2026-11-20, subject:employee; anything else stands in the "
            "text. A - before a word means not.",
            "kind:wake is the ledger of wakes: who was woken for what, by which cause, how many hops from you.",
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None
        self._found: array[int] = array("q")
        """Events the filter lets through, as far as it has been searched, ascending."""
        self._head: Head | None = None
        self._top = 0
        """Events up to this number are listed or searched."""
        self._below = 1
        """Events from this number on have been searched."""
        self._is_searching = False

    def compose(self) -> ComposeResult:
        """Lay out the filter over the list and the details."""
        yield self.header()
        yield from self.bar()
        with Container(id="body"):
            yield EventList(self.desk).data_bind(LiveScreen.exact)
            yield EventDetails()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show that nothing is read yet."""
        self.query_one(EventDetails).show(None)

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the event under the cursor."""
        line_in_view = self.query_one(EventList).line_in_view
        return line_in_view.number if line_in_view is not None else None

    @property
    def handle_in_view(self) -> str | None:
        """The employee of the event under the cursor."""
        line_in_view = self.query_one(EventList).line_in_view
        kind, _, name = line_in_view.event.subject.partition(":") if line_in_view is not None else ("", "", "")
        return name if kind == "employee" else None

    async def read_head(self) -> Head:
        """Return the head of the look."""
        return self._head or await super().read_head()

    async def look(self) -> None:
        """Read what has happened since the last look."""
        wanted, top, since = self._wanted, self._top, self._head
        head, fresh, known = await self.desk.look(lambda office: _look(office, wanted, top))
        self._head = head
        if wanted is not self._wanted or top != self._top:
            return  # the filter has changed meanwhile, and the search looks for itself
        self._top = head.seq
        self._found.extend(fresh if wanted is not None else ())
        if wanted is None or fresh or since is None or since.at_ms != head.at_ms:
            self._show(known)

    @property
    def _numbers(self) -> Sequence[int]:
        """What is listed, ascending."""
        return range(1, self._top + 1) if self._wanted is None else self._found

    def _show(self, known: dict[int, Line]) -> None:
        assert self._head is not None
        events = self.query_one(EventList)
        events.empty = Content("Nothing is like that." if self._wanted is not None else "Nothing has happened yet.")
        if self._is_searching and not self._numbers:
            events.empty = Content("Searching …")
        events.take(self._numbers, known, self._head.at_ms)
        self._count()

    def _count(self) -> None:
        total = f"{self._top:,} events"
        if self._wanted is None:
            words = total
        elif self._below > 1:
            state = "searching … Esc stops" if self._is_searching else "stopped"
            words = f"{len(self._numbers):,} from no. {self._below:,} on · {state}"
        else:
            words = f"{len(self._numbers):,} of {total}"
        self.count(words)

    def search(self) -> None:
        """Search for what is written."""
        self._do("search", partial(self._search, self.filter))

    def _do(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Begin some work in place of what goes on under that name."""
        # It is handed over uncalled: what a later one replaces may never have begun.
        self.run_worker(work, name=name, group=name, exclusive=True)

    async def _search(self, text: str) -> None:
        """Begin to search; what is wrong with a filter leaves the list as it is."""
        try:
            wanted, head = await self.desk.look(lambda office: _begin(office, text))
            self.complain("")
            self._wanted, self._head, self._top, self._found = wanted, head, head.seq, array("q")
            self._below = 1 if wanted is None else head.seq + 1
            if wanted is None:
                self._show({})
            else:
                await self._search_on(wanted)
        except (Invalid, NotFound) as error:
            self.complain(str(error))
        except TeamxError as error:
            self.post_message(Unreadable(error))

    async def _search_on(self, wanted: Wanted) -> None:
        """Search the log downwards, a stretch at a time."""
        self._is_searching = True
        try:
            while self._below > 1:
                step = partial(_older, wanted=wanted, below=self._below, is_first=not self._found)
                stretch, known = await self.desk.look(step)
                self._found, self._below = array("q", stretch.numbers) + self._found, stretch.below
                self._is_searching = self._below > 1
                self._show(known)
        finally:
            self._is_searching = False
            if self.is_attached:  # else the window closes
                self._count()

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show the event under the cursor in full."""
        message.stop()
        self._do("details", partial(self._explain, int(message.key)))

    async def _explain(self, number: int) -> None:
        try:
            proof = await self.desk.look(lambda office: company.timeline.proof(office, number))
        except TeamxError as error:
            self.post_message(Unreadable(error))
        else:
            self.query_one(EventDetails).show(proof)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Go to the people for an event about one of them; tickets are opened by the app."""
        message.stop()
        shown = self.query_one(EventList).line_in_view
        if shown is not None and shown.event.subject.startswith("employee:"):
            self.app.call_later(self.app.run_action, "app.mode('people')")

    def action_go_to(self) -> None:
        """Ask where to go."""
        self.ask(PLACE, "go to a number or a time: 1204, 2h, 14:03, 2026-11-20")

    def action_export(self) -> None:
        """Ask for the file to write what is listed to."""
        self.ask(FILE, "save to a file: .csv, or .jsonl", "timeline.csv")

    async def answered(self, about: str, text: str) -> None:
        """Go to the place, or write the file."""
        if about == PLACE:
            number = await self.desk.look(lambda office: company.timeline.place(office, text))
            self.query_one(EventList).go_to(number)
        else:
            reply = await self.desk.order("log", {"filter": self.filter, "out": text})
            self.notify(printable(reply.sentence), markup=False)

    def action_verify(self) -> None:
        """Follow the chain of hashes from the first event to the last."""
        self._do("check", self._verify)

    async def _verify(self) -> None:
        details, check = self.query_one(EventDetails), company.timeline.Check()
        try:
            while not check.is_over:
                details.tell(check)
                check = await self.desk.look(partial(_check, before=check))
        except TeamxError as error:
            self.post_message(Unreadable(error))
        finally:
            details.tell(check if check.is_over else None)
        if check.broken:
            self.query_one(EventList).go_to(check.broken[0])

    def breaks_off(self) -> bool:
        """End a search, or the checking of the chain."""
        if self._is_searching:
            self.workers.cancel_group(self, "search")
            return True
        return bool(self.workers.cancel_group(self, "check"))


def _look(office: Office, wanted: Wanted | None, top: int) -> tuple[Head, Sequence[int], dict[int, Line]]:
    head = company.heads.look(office)
    if wanted is None:
        fresh: Sequence[int] = range(max(top, head.seq - EDGE) + 1, head.seq + 1)
    else:
        fresh = company.timeline.newer(office, wanted, top, head.seq)
    return head, fresh, dict(company.timeline.lines(office, fresh[-EDGE:]))


def _begin(office: Office, text: str) -> tuple[Wanted | None, Head]:
    return company.timeline.wanted(office, text) if text.strip() else None, company.heads.look(office)


def _check(office: Office, before: Check) -> Check:
    return company.timeline.check(office, before)


def _older(office: Office, wanted: Wanted, below: int, is_first: bool) -> tuple[Stretch, dict[int, Line]]:
    stretch = company.timeline.older(office, wanted, below)
    return stretch, dict(company.timeline.lines(office, stretch.numbers[-EDGE:])) if is_first else {}
