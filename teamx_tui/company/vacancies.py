"""Taking a ticket from whoever has it, so that it is nobody's until it is given to somebody."""

from teamx_tui.company import threads, tickets, wakes
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import OVER


def vacate(office: Office, number: int, holder: str | None = None, *, actor: str = OPERATOR) -> str:
    """Take a ticket from its responsible, and return who that was; they stay on the thread as consulted.

    Their wake on it is dropped, since nothing on it can go on before somebody else has it; what they were asked there,
    they are still asked. `holder`: refuse if it is somebody else's by now.

    Raises:
        NotFound: there is no such ticket or employee.
        Refused: the ticket is over, nobody has it, or somebody else than `holder`.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        named = act.employee(holder) if holder is not None else None
        responsible = next((row for row in act.staff().values() if row.id == item.assignee_id), None)
        if item.state in OVER:
            raise Refused(f"#{number} is {item.state}; who did it stays in the record.")
        if responsible is None:
            raise Refused(f"#{number} is nobody's already.")
        if named is not None and named.id != responsible.id:
            raise Refused(f"#{number} is not @{named.handle}'s but @{responsible.handle}'s; nothing has been changed.")
        if any(member.handle == responsible.handle for member in act.members(item.thread_id)):
            threads.enter(act, item, responsible, Raci.CONSULTED)
        tickets.entrust(act, item, None)
        wakes.relieve(act, item, responsible, f"#{number} was taken from them")
        return str(responsible.handle)
