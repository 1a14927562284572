"""Tools for what two or more must agree on: hand-offs, decisions of several, taking part, sending work back."""

from typing import Annotated, Literal

from pydantic import Field

from teamx_tui.company import decisions, deliberations, delivery, handoffs, seats, threads
from teamx_tui.domain.positions import Rule
from teamx_tui.tools.talking import Handles
from teamx_tui.tools.tool import Arguments, Hand, Words, tool


class HandOff(Arguments):
    """Arguments of `hand_off`."""

    to: Words
    note: Words
    next: Words
    artifacts: Handles = []
    ticket: int | None = None


class Reason(Arguments):
    """Arguments of `accept`."""

    reason: str = ""


class Refusal(Arguments):
    """Arguments of `decline`."""

    reason: Words


class Propose(Arguments):
    """Arguments of `propose`."""

    subject: Words
    options: list[Words] = []
    among: Annotated[Handles, Field(min_length=1)]
    rule: Literal["accountable", "majority", "consensus"] = Rule.ACCOUNTABLE.value


class Position(Arguments):
    """Arguments of `take_position`."""

    stance: Words
    pro: str = ""
    con: str = ""
    subject: str = ""


class Join(Arguments):
    """Arguments of `join`."""

    ticket: int
    reason: str = ""


class Leave(Arguments):
    """Arguments of `leave`."""

    ticket: int | None = None


class CommentOn(Arguments):
    """Arguments of `comment_on`."""

    ticket: int
    text: Words
    mentions: Handles = []


class Changes(Arguments):
    """Arguments of `request_changes`."""

    text: Words


@tool("hand_off", HandOff)
def hand_off(hand: Hand, given: HandOff) -> str:
    """Offer a colleague what you made, with a note and what they shall do next. They accept or decline.

    With a ticket, that ticket gets the artifacts (names of files attached here) and waits for this one no longer;
    without one this ticket itself becomes theirs.
    """
    number = handoffs.offer(
        hand.office,
        hand.number,
        given.to.removeprefix("@"),
        given.note,
        given.next,
        artifacts=given.artifacts,
        ticket=given.ticket,
        actor=hand.handle,
    )
    return f"Offered to @{given.to.removeprefix('@')} as hand-off {number}."


@tool("accept", Reason)
def accept(hand: Hand, given: Reason) -> str:
    """Accept the oldest hand-off offered to you here, or let in who asks to join; they are told."""
    return decisions.respond(hand.office, hand.number, seats.ALLOW, given.reason, actor=hand.handle)


@tool("decline", Refusal)
def decline(hand: Hand, given: Refusal) -> str:
    """Decline the oldest hand-off offered to you here, or refuse who asks to join, saying why; they are told."""
    return decisions.respond(hand.office, hand.number, seats.REFUSE, given.reason, actor=hand.handle)


@tool("propose", Propose)
def propose(hand: Hand, given: Propose) -> str:
    """Put a decision to several colleagues. Each takes a position; whoever answers for the ticket then decides."""
    deliberations.propose(
        hand.office, hand.number, given.subject, given.options, given.among, rule=given.rule, actor=hand.handle
    )
    return "It is on the table."


@tool("take_position", Position)
def position(hand: Hand, given: Position) -> str:
    """Take a position on the decision that is on the table: which option you are for, what speaks for and against."""
    deliberations.take(
        hand.office,
        hand.number,
        given.stance,
        pro=given.pro,
        con=given.con,
        subject=given.subject,
        actor=hand.handle,
    )
    return "Your position is taken down."


@tool("join", Join)
def join(hand: Hand, given: Join) -> str:
    """Join another ticket's conversation. A private one asks whoever answers for it first."""
    asked_from = hand.number
    is_in = seats.join(hand.office, given.ticket, reason=given.reason, asked_from=asked_from, actor=hand.handle)
    return f"You take part in #{given.ticket}." if is_in else f"#{given.ticket} is private; you are told the answer."


@tool("leave", Leave)
def leave(hand: Hand, given: Leave) -> str:
    """Leave a ticket's conversation, this one when none is named; what you said stays."""
    number = given.ticket if given.ticket is not None else hand.number
    seats.leave(hand.office, number, actor=hand.handle)
    return f"You take no part in #{number} any more."


@tool("comment_on", CommentOn)
def comment_on(hand: Hand, given: CommentOn) -> str:
    """Say something in another ticket's thread; it stands there with the ticket it was said from."""
    mentions = given.mentions
    threads.comment(hand.office, given.ticket, given.text, mentions=mentions, origin=hand.number, actor=hand.handle)
    return f"Posted in #{given.ticket}."


@tool("request_changes", Changes)
def request_changes(hand: Hand, given: Changes) -> str:
    """Send back what was handed in for review, saying what to change; whoever does it is woken."""
    delivery.request_changes(hand.office, hand.number, given.text, actor=hand.handle)
    return "It goes back to work."
