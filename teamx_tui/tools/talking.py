"""Tools for talking in a thread."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from teamx_tui.company import decisions, threads
from teamx_tui.tools.tool import ANYWHERE, Arguments, Hand, Words, tool


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Handles = Annotated[list[str], BeforeValidator(_listed)]


class Comment(Arguments):
    """Arguments of `comment`."""

    text: Words
    mentions: Handles = []


class Mention(Arguments):
    """Arguments of `mention`."""

    who: Annotated[Handles, Field(min_length=1)]
    text: str = ""


class Ask(Arguments):
    """Arguments of `ask`."""

    question: Words
    to: str
    blocking: bool = False


class Answer(Arguments):
    """Arguments of `answer`."""

    text: Words


class AddParticipant(Arguments):
    """Arguments of `add_participant`."""

    handle: str
    raci: Literal["accountable", "consulted", "informed"] = "consulted"


class Pass(Arguments):
    """Arguments of `pass`."""

    reason: str = ""


@tool("comment", Comment, ANYWHERE)
def comment(hand: Hand, given: Comment) -> str:
    """Say something in the thread. On a ticket those mentioned (@handle in the text, or in mentions) are woken."""
    threads.comment(hand.office, hand.number, given.text, mentions=given.mentions, actor=hand.handle)
    return "Posted."


@tool("mention", Mention)
def mention(hand: Hand, given: Mention) -> str:
    """Call colleagues to the ticket by name, without saying more than a word or two."""
    threads.mention(hand.office, hand.number, given.who, given.text, actor=hand.handle)
    return "They are woken."


@tool("ask", Ask)
def ask(hand: Hand, given: Ask) -> str:
    """Put a question to a colleague or to the operator. If it is blocking, you are not woken until it is answered."""
    decisions.ask(
        hand.office, hand.number, given.to.removeprefix("@"), given.question, blocking=given.blocking, actor=hand.handle
    )
    return f"Asked @{given.to.removeprefix('@')}."


@tool("answer", Answer)
def answer(hand: Hand, given: Answer) -> str:
    """Answer the oldest open question that was put to you on this ticket; whoever asked is woken."""
    decisions.answer(hand.office, hand.number, given.text, actor=hand.handle)
    return "Answered."


@tool("add_participant", AddParticipant)
def add_participant(hand: Hand, given: AddParticipant) -> str:
    """Bring a colleague into the thread; they are woken and read everything said so far."""
    threads.add_participant(hand.office, hand.number, given.handle, given.raci, actor=hand.handle)
    return f"@{given.handle.removeprefix('@')} takes part now."


@tool("pass", Pass, ANYWHERE)
def pass_turn(hand: Hand, given: Pass) -> str:
    """End the turn without doing anything, when there is nothing for you to add."""
    return "Passed."
