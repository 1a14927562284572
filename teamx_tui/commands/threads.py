"""Commands about a ticket's going on: blocking it, letting it start anyway, and the operator's part in its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.changes import changed
from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command(
    "ticket block",
    changes=True,
    number="ticket number",
    reason="why it cannot go on",
    on="ticket it waits for; without one somebody must lift the block",
)
def ticket_block(office: Office, number: int, reason: str, *, on: int | None = None) -> Reply:
    """Say that a ticket cannot go on, and why."""
    company.decisions.block(office, number, reason, on=on, actor="operator")
    return changed(office, number, f"#{number} waits for #{on}." if on is not None else f"#{number} is blocked.")


@command("ticket unblock", changes=True, number="ticket number", reason="why it can go on")
def ticket_unblock(office: Office, number: int, reason: str) -> Reply:
    """Lift the blocks on a ticket; whoever raised them is woken."""
    company.decisions.unblock(office, number, reason, actor="operator")
    return changed(office, number, f"The block on #{number} is lifted.")


@command(
    "ticket start",
    changes=True,
    number="ticket number",
    despite="ticket it no longer waits for; all that are open when left out",
)
def ticket_start(office: Office, number: int, *, despite: list[str] | None = None) -> Reply:
    """Let a ticket start though what it waits for is not done."""
    named = [words.number(word) for word in despite or ()]
    let_go = company.links.start_anyway(office, number, named)
    return changed(office, number, f"#{number} no longer waits for {words.numbers(let_go)}.")


@command("ticket changes", changes=True, number="ticket number", text="what to change")
def ticket_changes(office: Office, number: int, text: str) -> Reply:
    """Send back what is in review, or done, saying what to change; whoever does it is woken."""
    company.delivery.request_changes(office, number, text)
    return changed(office, number, f"#{number} goes back to work.")


@command("ticket join", changes=True, number="ticket number")
def ticket_join(office: Office, number: int) -> Reply:
    """Take part in a ticket's thread yourself: you are told what is said in it."""
    company.attendance.join(office, number)
    return changed(office, number, f"You take part in #{number}.")


@command("ticket leave", changes=True, number="ticket number")
def ticket_leave(office: Office, number: int) -> Reply:
    """Take no part in a ticket's thread any more; what you said stays."""
    company.attendance.leave(office, number)
    return changed(office, number, f"You take no part in #{number} any more.")
