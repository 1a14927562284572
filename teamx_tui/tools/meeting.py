"""Tools for meetings: what an attendee does in one, and calling one from a ticket."""

from typing import Annotated

from pydantic import Field

from teamx_tui.company import meetings, meetings_talk
from teamx_tui.company.meetings import Calling
from teamx_tui.domain.meetings import MeetingKind, Section
from teamx_tui.tools.talking import Handles
from teamx_tui.tools.tool import MEETING, TICKET, Arguments, Hand, Words, tool

Point = Annotated[int | None, Field(ge=1)]
"""An agenda item, counted from 1."""


class Position(Arguments):
    """Arguments of `position`."""

    text: Words
    about: Point = None


class Reflect(Arguments):
    """Arguments of `reflect`."""

    went_well: Handles = []
    went_badly: Handles = []
    lessons: Handles = []
    goals: Handles = []


class Resolve(Arguments):
    """Arguments of `resolve`."""

    outcome: Words
    about: Point = None
    subject: str = ""
    rationale: str = ""
    options: Handles = []
    dissent: dict[str, str] = {}


class ProposeAction(Arguments):
    """Arguments of `propose_action`."""

    what: Words
    owner: Words
    due: str = ""


class CallOn(Arguments):
    """Arguments of `call_on`."""

    who: Annotated[Handles, Field(min_length=1)]
    text: str = ""


class NextMeeting(Arguments):
    """Arguments of `next_meeting`."""

    when: Words


class CallMeeting(Arguments):
    """Arguments of `call_meeting`."""

    title: Words
    attendees: Annotated[Handles, Field(min_length=1)]
    kind: MeetingKind = MeetingKind.MEETING
    agenda: Handles = []


@tool("position", Position, MEETING)
def position(hand: Hand, given: Position) -> str:
    """Say what you think. `about` is the number of the agenda item you speak to."""
    meetings_talk.position(hand.office, hand.number, given.text, about=given.about, actor=hand.handle)
    return "Said."


@tool("reflect", Reflect, MEETING)
def reflect(hand: Hand, given: Reflect) -> str:
    """Look back in a retrospective: what went well, what went badly, lessons, and goals for what comes next."""
    parts = {part: getattr(given, part.value) for part in Section}
    meetings_talk.reflect(hand.office, hand.number, parts, actor=hand.handle)
    return "Written down."


@tool("resolve", Resolve, MEETING)
def resolve(hand: Hand, given: Resolve) -> str:
    """Write down what the meeting decides. With `about` that agenda item is decided. `dissent`: reasons by handle."""
    meetings_talk.resolve(
        hand.office,
        hand.number,
        given.outcome,
        about=given.about,
        subject=given.subject,
        rationale=given.rationale,
        options=given.options,
        dissent=given.dissent,
        actor=hand.handle,
    )
    return "Decided."


@tool("propose_action", ProposeAction, MEETING)
def propose_action(hand: Hand, given: ProposeAction) -> str:
    """Propose that somebody does something. When the meeting ends it becomes a ticket, and its owner is woken."""
    owner = meetings_talk.propose_action(
        hand.office, hand.number, given.what, given.owner, due=given.due, actor=hand.handle
    )
    return f"It goes to {owner} when the meeting ends."


@tool("call_on", CallOn, MEETING)
def call_on(hand: Hand, given: CallOn) -> str:
    """As the chair: say who speaks next, one or several in order."""
    meetings_talk.call_on(hand.office, hand.number, given.who, given.text, actor=hand.handle)
    return "They have the floor next."


@tool("next_meeting", NextMeeting, MEETING)
def next_meeting(hand: Hand, given: NextMeeting) -> str:
    """Say when the next meeting is; it stands in the minutes."""
    meetings_talk.set_next(hand.office, hand.number, given.when, actor=hand.handle)
    return "Noted."


@tool("call_meeting", CallMeeting, TICKET)
def call_meeting(hand: Hand, given: CallMeeting) -> str:
    """Call a meeting with colleagues. It begins when enough of them are free; you chair it."""
    attendees = meetings.handles(given.attendees)
    calling = Calling(given.title, given.kind.value, attendees, chair=hand.handle, agenda=tuple(given.agenda))
    number = meetings.call(hand.office, calling, actor=hand.handle)
    return f"Meeting #{number} is called."
