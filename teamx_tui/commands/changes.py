"""What a command answers that has changed a ticket: a sentence, and the ticket as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes
from teamx_tui.commands.registry import Reply

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


def changed(office: Office, number: int, sentence: str) -> Reply:
    """Return the answer.

    Raises:
        NotFound: there is no such ticket.
    """
    return Reply(sentence, shapes.ticket(company.views.ticket(office, number)))
