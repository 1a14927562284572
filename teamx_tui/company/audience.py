"""Whom a comment of the operator's reaches: it may not go unheard without anybody saying so."""

from teamx_tui.company.act import ticket_row
from teamx_tui.company.office import Office
from teamx_tui.domain.gates import GateKind, closed_gates
from teamx_tui.domain.tickets import OVER, SPOKEN_ON, Kind, State
from teamx_tui.store import facts


def missed(office: Office, number: int) -> str:
    """Return why nobody has a turn for a comment on a ticket now, with the way out; empty when somebody may have.

    Chats and meetings have rules of their own for who speaks next: for them it is empty.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number, kinds=SPOKEN_ON)
        if row.kind != Kind.TICKET:
            return ""
        if row.state in OVER:
            again = f"teamx ticket move {number} {State.OPEN} --reason TEXT"
            return f"Nobody is woken, for #{number} is {row.state}. To take it up again: {again}"
        gates = closed_gates(facts.situations(connection, [row.id], {})[row.id])
    if any(gate.kind is GateKind.NOT_ASSIGNED for gate in gates):
        return f"Nobody has a turn on #{number} until it is somebody's: teamx ticket assign {number} HANDLE"
    held = [gate.opens_when for gate in gates if gate.kind is not GateKind.CAPACITY]
    return f"Nobody has a turn on #{number} until {' and '.join(held)}." if held else ""
