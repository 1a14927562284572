"""Joining a conversation by oneself, leaving it and being taken out of it: nobody waits for who takes no part any more.

Anyone joins a public one; a private one only by permission.
"""

from typing import Final

from teamx_tui.company import deliberations, inbox, threads, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions as rows
from teamx_tui.store import handoffs
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
        Refused: they are responsible or accountable for it, or have not answered a hand-off yet.
    """
    with office.act(actor) as act:
        item, employee = act.ticket(number), act.employee(actor)
        part = next((row.raci for row in act.members(item.thread_id) if row.handle == employee.handle), "")
        if part in (Raci.RESPONSIBLE, Raci.ACCOUNTABLE):
            raise Refused(f"@{actor} is {part} for #{number}; hand it over first.")
        _go(act, item, employee, "left the thread")


def remove(office: Office, number: int, handle: str, *, actor: str = OPERATOR) -> None:
    """Take an employee out of a thread: they are not woken by it any more; what they said stays.

    What they were asked there goes to the operator.

    Raises:
        NotFound: there is no such ticket, or the employee takes no part in it.
        Refused: the employee is the responsible, or has not answered a hand-off yet.
    """
    with office.act(actor) as act:
        item, employee = act.ticket(number), act.employee(handle)
        if employee.id == item.assignee_id:
            raise Refused(
                f"@{employee.handle} is responsible for #{number}; assign it to somebody else first, "
                f"or to nobody: teamx ticket unassign {number}"
            )
        _go(act, item, employee, "removed from the thread")


def _go(act: Act, item: Row, employee: Row, reason: str) -> None:
    """Take somebody out of a thread inside an act, and let whoever waited for them there go on."""
    for offer in handoffs.open_around(act.connection, item.id):
        is_here = offer.to_item_id == item.id if offer.item_state in OVER else offer.item_id == item.id
        if is_here and offer.asked_of == employee.handle:
            way = f"answer it first, or take it back: teamx handoff withdraw {offer.id}"
            raise Refused(f"@{employee.handle} has not answered hand-off {offer.id} on #{item.number}; {way}")
    threads.take_out(act, item, employee, reason)
    for entry in rows.open_on(act.connection, item.id):
        if entry.asked_of == employee.handle:
            inbox.pass_on(act, item, entry.id, employee.handle, OPERATOR)
    deliberations.go_on_without(act, item, employee.handle)
    threads.keep_reviewed(act, item)


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
