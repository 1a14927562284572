"""The Meetings place: the meetings, and the chosen one: its agenda, who speaks, what was said and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from teamx_tui import company
from teamx_tui.domain.errors import NotFound
from teamx_tui.tui import keys
from teamx_tui.tui.screens.choose import Choice, ChooseScreen
from teamx_tui.tui.screens.listening import Listening
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.live_words import LiveWords
from teamx_tui.tui.widgets.meeting_blocks import blocks
from teamx_tui.tui.widgets.meeting_list import ActionList, MeetingList
from teamx_tui.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from teamx_tui.company.meetings_view import Detail, Meeting
    from teamx_tui.company.murmurs import Murmur
    from teamx_tui.company.office import Office

WIDE: Final = 110
"""Columns from which the meeting stands beside the list instead of under it."""
_NONE: Final = "No meeting has been called yet. Press m to call one."


class MeetingsScreen(Listening):
    """Lists the meetings, and shows the one under the cursor as it goes on."""

    CSS_PATH = ["meetings.tcss", "live_words.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "Meetings"
    HELP = """
Meetings that are called or go on come first, then the latest.
What whoever speaks is saying grows under it.
Enter goes to the meeting, Esc back to the list; o opens its thread.
While a meeting goes on, its attendees' other work is paused.
It ends when every agenda item is decided, when nobody has a new position in a round, or when its turns are used up.
Its action items become tickets then: a goes to them, Enter opens one.
"""
    BINDINGS = keys.bindings("meetings")

    def __init__(self) -> None:
        super().__init__()
        self._shown: Detail | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, and the meeting over its action items; where it stands is the style sheet's business."""
        yield self.header()
        with Container(id="body"):
            yield MeetingList(id="meetings").data_bind(LiveScreen.exact)
            with Vertical(id="meeting"):
                yield Reader(id="said")
                yield LiveWords(id="live")
                yield ActionList(id="actions")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(MeetingList).empty = Content(_NONE)
        self.set_focus(self.query_one(MeetingList))

    @property
    def number(self) -> int | None:
        """The meeting under the cursor."""
        chosen = self.query_one(MeetingList).chosen
        return chosen.number if chosen is not None else None

    @property
    def ticket_in_view(self) -> int | None:
        """The meeting under the cursor: it has a number like a ticket, and a thread."""
        return self.number

    @property
    def thread_heard(self) -> int:
        """The meeting that is shown."""
        return self._shown.meeting.number if self._shown is not None else 0

    @property
    def is_somebody_talking(self) -> bool:
        """Whether somebody has the turn in the meeting that is shown."""
        is_going_on = self._shown is not None and bool(self._shown.meeting.speaking)
        return is_going_on or self.query_one(LiveWords).display

    async def hear(self, said: tuple[Murmur, ...]) -> None:
        """Show what whoever has the turn has said so far."""
        await self.query_one(LiveWords).hear(said[0] if said else None)

    async def look(self) -> None:
        """Read the meetings, and the one under the cursor."""
        wanted = self.number
        meetings, shown, now_ms = await self.desk.look(lambda office: _look(office, wanted))
        listed = self.query_one(MeetingList)
        listed.now_ms = now_ms
        listed.things = meetings
        self.set_class(not meetings, "-empty")
        self._show(shown)

    def _show(self, shown: Detail | None) -> None:
        self._shown = shown
        reader, actions = self.query_one("#said", Reader), self.query_one(ActionList)
        reader.border_title = _title(shown) if shown is not None else Content("")
        reader.blocks = blocks(shown) if shown is not None else ()
        actions.tasks = shown.actions if shown is not None else ()
        actions.display = bool(shown is not None and shown.actions)
        self.refresh_bindings()

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show the meeting under the cursor."""
        message.stop()
        if self._shown is None or self._shown.meeting.number != self.number:
            self.look_now()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Go from the list to the meeting; what is chosen among its action items is a ticket."""
        message.stop()
        if isinstance(self.focused, MeetingList):
            self.set_focus(self.query_one("#said", Reader))

    def on_descendant_focus(self) -> None:
        """Make room for a meeting that is read on a small screen."""
        self.set_class(not isinstance(self.focused, MeetingList), "-reading")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what means something for the meeting under the cursor."""
        meeting = self._shown.meeting if self._shown is not None else None
        if action in ("say", "end"):
            return meeting is not None and meeting.ended_ms is None
        if action == "go_to_actions":
            return self._shown is not None and any(one.ticket is not None for one in self._shown.actions)
        return meeting is not None if action == "open_thread" else True

    def action_back(self) -> None:
        """Go from the meeting to the list, and from the list away."""
        if isinstance(self.focused, MeetingList) or self.focused is None:
            super().action_back()
        else:
            self.set_focus(self.query_one(MeetingList))

    def action_call(self) -> None:
        """Ask what kind of meeting with whom."""
        self.window.begin("meeting call")

    def action_say(self) -> None:
        """Ask for what to say in the meeting."""
        if self.number is not None:
            self.window.begin("meeting say", {"number": self.number})

    def action_end(self) -> None:
        """Ask whether the meeting shall be ended, or called off."""
        if self._shown is not None:
            self.app.push_screen(ChooseScreen(*_ending(self._shown.meeting)))

    def action_open_thread(self) -> None:
        """Open the thread of the meeting."""
        if self.number is not None:
            self.window.open_ticket(self.number)

    def action_go_to_actions(self) -> None:
        """Go to the action items; if there is one, to its ticket."""
        numbers = [one.ticket for one in self._shown.actions if one.ticket is not None] if self._shown else []
        if len(numbers) == 1:
            self.window.open_ticket(numbers[0])
        elif numbers:
            self.set_focus(self.query_one(ActionList))


def _title(shown: Detail) -> Content:
    one = shown.meeting
    return said("#$number $title", number=one.number, title=one.title)


def _ending(meeting: Meeting) -> tuple[Content, tuple[Choice, ...]]:
    number, given = meeting.number, {"number": meeting.number}
    question = said("End meeting #$number $title?", number=number, title=meeting.title)
    if meeting.started_ms is None:
        outcome = "it is not held; z takes that back"
        return question, (Choice(line("Call it off"), outcome, "meeting cancel", given),)
    outcome = "the minutes are written as they are, and action items become tickets"
    return question, (Choice(line("End it now"), outcome, "meeting end", given),)


def _look(office: Office, wanted: int | None) -> tuple[tuple[Meeting, ...], Detail | None, int]:
    meetings = company.meetings_view.listing(office)
    number = wanted if wanted is not None else next((one.number for one in meetings), None)
    try:
        shown = company.meetings_view.detail(office, number) if number is not None else None
    except NotFound:
        shown = None
    return meetings, shown, office.clock()
