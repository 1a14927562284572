"""Joining a conversation by oneself and leaving it: anyone a public one, a private one only by permission."""

from typing import Final

from teamx_tui.company import inbox, threads, wakes
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Act, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions as rows
from teamx_tui.store.rows import Row

JOIN: Final = "join"
"""Kind of the entry by which somebody asks to be let into a private ticket."""
ALLOW: Final = "accept"
REFUSE: Final = "decline"


def join(office: Office, number: int, *, reason: str = "", asked_from: int | None = None, actor: str) -> bool:
    """Let an employee join a ticket by themselves as consulted; return whether they are in.

    They are in a public one at once; for a private one its accountable is asked, or the operator. `asked_from`: the
    ticket on which they are woken with the answer.

    Raises:
        NotFound: there is no such ticket or employee.
        Refused: they take part already or have asked already, or have left the company.
    """
    with office.act(actor) as act:
        item, employee = act.ticket(number), colleague(act, actor)
        members = {row.handle: row.raci for row in act.members(item.thread_id)}
        if employee.handle in members:
            raise Refused(f"@{employee.handle} takes part in #{number} already.")
        if not item.private:
            threads.enter(act, item, employee, Raci.CONSULTED)
            return True
        if any(row.kind == JOIN and row.raised_by == actor for row in rows.open_on(act.connection, item.id)):
            raise Refused(f"@{actor} has asked to join #{number} already; wait for the answer.")
        judge = next((handle for handle, part in members.items() if part == Raci.ACCOUNTABLE), OPERATOR)
        words = f"@{actor} asks to join #{number}" + (f": {reason}" if reason.strip() else ".")
        about = {"employee": actor, "from": asked_from}
        threads.tell(act, item, words)
        inbox.add(act, item, JOIN, words, options=(ALLOW, REFUSE), asked_of=judge, about=about)
        if judge != OPERATOR:
            wakes.wake(act, item, Cause.QUESTION, [judge])
        return False


def leave(office: Office, number: int, *, actor: str) -> None:
    """Let an employee leave a ticket by themselves; what they said stays.

    Raises:
        NotFound: there is no such ticket, or they take no part in it.
        Refused: they are responsible or accountable for it.
    """
    with office.act(actor) as act:
        item, employee = act.ticket(number), act.employee(actor)
        part = next((row.raci for row in act.members(item.thread_id) if row.handle == employee.handle), "")
        if part in (Raci.RESPONSIBLE, Raci.ACCOUNTABLE):
            raise Refused(f"@{actor} is {part} for #{number}; hand it over first.")
        threads.take_out(act, item, employee, "left the thread")


def settle(act: Act, item: Row, entry: Row, choice: str) -> str:
    """Let somebody in who asked, or not, inside an act; they are woken either way. Return it as a sentence."""
    handle = entry.about["employee"]
    asked_from = entry.about.get("from")
    if choice == ALLOW:
        threads.enter(act, item, act.employee(handle), Raci.CONSULTED)
        threads.tell(act, item, f"@{handle} takes part now.")
        wakes.wake(act, item, Cause.ADDED, [handle])
        return f"@{handle} takes part in #{item.number}."
    where = act.ticket(asked_from) if asked_from is not None else None
    if where is not None and where.state not in OVER:
        threads.tell(act, where, f"@{handle} is not let into #{item.number}.", origin=item.number)
        wakes.wake(act, where, Cause.ANSWERED, [handle])
    return f"@{handle} is not let into #{item.number}."
