"""Tools for getting a ticket on: blocks, artifacts, checks, decisions, review and the end."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from teamx_tui.company import decisions, delivery
from teamx_tui.tools.tool import MEETING, TICKET, Arguments, Hand, Words, tool


def _fits(content: str) -> str:
    if len(content.encode()) > delivery.LARGEST_BYTES:
        raise ValueError("should be at most one megabyte")
    return content


class Block(Arguments):
    """Arguments of `block`."""

    reason: Words
    ticket: int | None = None


class Statement(Arguments):
    """One text."""

    text: Words


class Attach(Arguments):
    """Arguments of `attach`."""

    name: Annotated[Words, Field(max_length=200)]
    content: Annotated[str, AfterValidator(_fits)]
    kind: Literal["text", "markdown", "code", "image"] = "text"


class Check(Arguments):
    """Arguments of `check`."""

    name: Words
    results: dict[str, Literal["pass", "fail"]] = Field(min_length=1)
    note: str = ""


class Stance(Arguments):
    """A position of somebody in `decide`."""

    who: Words
    stance: Words
    pro: str = ""
    con: str = ""


class Decide(Arguments):
    """Arguments of `decide`."""

    subject: Words
    outcome: Words
    rationale: str = ""
    deferred_to: int | None = None
    options: list[Words] = []
    positions: list[Stance] = []


class Finish(Arguments):
    """Arguments of `finish`."""

    resolution: Words


@tool("block", Block)
def block(hand: Hand, given: Block) -> str:
    """Say that the ticket cannot go on. Name the ticket it waits for; without one the accountable must lift it."""
    decisions.block(hand.office, hand.number, given.reason, on=given.ticket, actor=hand.handle)
    return "Blocked."


@tool("unblock", Statement)
def unblock(hand: Hand, given: Statement) -> str:
    """Lift the block you raised or were asked about, saying why it is over."""
    decisions.unblock(hand.office, hand.number, given.text, actor=hand.handle)
    return "The block is lifted."


@tool("attach", Attach, TICKET | MEETING)
def attach(hand: Hand, given: Attach) -> str:
    """Attach something you made to the ticket, as text. The same name again makes a new version."""
    version = delivery.attach(hand.office, hand.number, given.name, given.content, kind=given.kind, actor=hand.handle)
    return f"Attached as version {version}."


@tool("check", Check)
def check(hand: Hand, given: Check) -> str:
    """Record the outcome of a check you ran: each item passed or failed."""
    passed, failed = delivery.check(
        hand.office, hand.number, given.name, given.results, note=given.note, actor=hand.handle
    )
    return f"{passed} passed, {failed} failed."


@tool("decide", Decide)
def decide(hand: Hand, given: Decide) -> str:
    """Record a decision, or decide what is on the table under that subject, by its rule.

    What is put off can be deferred to another ticket, which is told.
    """
    decisions.decide(
        hand.office,
        hand.number,
        given.subject,
        given.outcome,
        rationale=given.rationale,
        deferred_to=given.deferred_to,
        options=given.options,
        positions=[one.model_dump() for one in given.positions],
        actor=hand.handle,
    )
    return "Recorded."


@tool("request_review", Statement)
def request_review(hand: Hand, given: Statement) -> str:
    """Hand the ticket in for review; the accountable is woken."""
    delivery.request_review(hand.office, hand.number, given.text, actor=hand.handle)
    return "In review."


@tool("finish", Finish)
def finish(hand: Hand, given: Finish) -> str:
    """Finish the ticket, saying what came of it. Only its responsible or accountable may."""
    delivery.finish(hand.office, hand.number, given.resolution, actor=hand.handle)
    return "Done."
