"""Whom a comment of the operator's reaches: nobody who is meant to hear it may silently not be woken."""

from teamx_tui.company.act import ticket_row
from teamx_tui.company.office import Office
from teamx_tui.company.threads import handles_written
from teamx_tui.domain.tickets import OVER, SPOKEN_ON, Kind, State
from teamx_tui.store import people


def missed(office: Office, number: int, text: str) -> str:
    """Return why a comment wakes nobody, in a sentence with the way out; empty when it wakes somebody.

    Chats and meetings have rules of their own for who speaks next: for them it is empty.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        item = ticket_row(connection, number, kinds=SPOKEN_ON)
        if item.kind != Kind.TICKET:
            return ""
        if item.state in OVER:
            again = f"teamx ticket move {number} {State.OPEN} --reason TEXT"
            return f"Nobody is woken, for #{number} is {item.state}. To take it up again: {again}"
        here = {row.handle: row.id for row in people.employees(connection) if row.left_at_ms is None}
        if item.assignee_id in here.values() or handles_written(text, here):
            return ""
        return (
            f"Nobody is woken, for #{number} is nobody's. To give it to somebody: teamx ticket assign {number} HANDLE"
        )
