"""Commands that say why something does not move, down to where somebody can act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import explanations
from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command("ticket why", number="ticket number")
def ticket_why(office: Office, number: int) -> Reply:
    """Say why a ticket does not move, down to the roots, and who can change that."""
    answer = company.why.why(office, number)
    return Reply(explanations.why(answer), explanations.why_shape(answer))


@command("employee why", handle="who does nothing")
def employee_why(office: Office, handle: str) -> Reply:
    """Say why an employee does nothing: what waits for them, and what holds it up."""
    answer = company.idleness.why_idle(office, handle)
    return Reply(explanations.idle(answer), explanations.idle_shape(answer))
