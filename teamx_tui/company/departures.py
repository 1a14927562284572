"""Letting somebody go: their open work is handed over first, and what they did stays under their name."""

from collections.abc import Sequence

from teamx_tui.company import inbox, tickets, wakes
from teamx_tui.company.employees import colleague, set_manager
from teamx_tui.company.founding import Line
from teamx_tui.company.office import OPERATOR, Act, Office
from teamx_tui.company.threads import bring_in, enter, take_out
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions, items, people, runs, talk
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Row


def leave(office: Office, handle: str, *, hand_to: str | None = None, actor: str = OPERATOR) -> tuple[int, ...]:
    """Let an employee go, and return the tickets that `hand_to` takes over.

    They sit in no thread of an unfinished ticket any more and their queued wakes are dropped. What they were asked goes
    to `hand_to`, or else to the operator; whoever reported to them reports to their manager. A turn that they are
    having now comes to its end.

    Raises:
        NotFound: one of the two never worked here.
        Refused: one of the two has left; or there is open work, or something they lead, and nobody takes it over.
    """
    with office.act(actor) as act:
        employee = colleague(act, handle)
        heir = colleague(act, hand_to) if hand_to else None
        if heir is not None and heir.id == employee.id:
            raise Refused(f"@{employee.handle} cannot take over from themselves; name somebody else.")
        held = items.held_by(act.connection, employee.id)
        led = [row for row in people.departments(act.connection) if row.lead_id == employee.id]
        if heir is not None:
            _hand_over(act, employee, heir, led, [row for row in held if row.kind == Kind.PROJECT])
        elif held or led:
            _refuse_orphans(employee, held, led)
        numbers = tuple(row.number for row in held if row.kind == Kind.TICKET)
        _clear_seats(office, act, employee, heir, numbers)
        _pass_on_questions(act, employee, heir)
        _forget_scripts(act, employee.handle)
        for report in [row for row in act.staff().values() if row.manager_id == employee.id]:
            set_manager(act, report, employee.manager_id)
        people.leave(act.connection, employee.id, act.at_ms)
        act.forget()
        successor = heir.handle if heir is not None else None
        act.note("employee.left", f"employee:{employee.handle}", employee=employee.handle, handed_to=successor)
        return numbers


def _refuse_orphans(employee: Row, held: Sequence[Row], led: Sequence[Row]) -> None:
    tickets_ = ", ".join(f"#{row.number}" for row in held if row.kind == Kind.TICKET)
    leads = [f"project {row.key}" for row in held if row.kind == Kind.PROJECT] + [
        f"department {row.key}" for row in led
    ]
    both = [
        *([f"is responsible for {tickets_}"] if tickets_ else []),
        *([f"leads {', '.join(leads)}"] if leads else []),
    ]
    raise Refused(
        f"@{employee.handle} {' and '.join(both)}. "
        f"Say who takes over: teamx employee leave {employee.handle} --hand-to HANDLE"
    )


def _hand_over(act: Act, employee: Row, heir: Row, departments: Sequence[Row], projects: Sequence[Row]) -> None:
    """Give what an employee leads to `heir`."""
    for row in departments:
        people.set_lead(act.connection, row.id, heir.id)
        act.note("department.led", f"department:{row.key}", key=row.key, old=employee.handle, new=heir.handle)
    for row in projects:
        items.assign(act.connection, row.id, heir.id)
        act.note("project.led", f"project:{row.key}", key=row.key, old=employee.handle, new=heir.handle)


def _clear_seats(office: Office, act: Act, employee: Row, heir: Row | None, numbers: tuple[int, ...]) -> None:
    """Take an employee out of every unfinished thread; `heir` is responsible and accountable where they were."""
    for seat in talk.seats_of(act.connection, employee.id):
        item = act.ticket(seat.number)
        take_out(act, item, employee, f"@{employee.handle} has left")
        if heir is not None and seat.number in numbers:
            tickets.assign(office, seat.number, heir.handle, actor=act.actor)
        elif heir is not None and seat.raci == Raci.ACCOUNTABLE and item.assignee_id != heir.id:
            enter(act, item, heir, Raci.ACCOUNTABLE)
        if seat.raci == Raci.ACCOUNTABLE and item.state == State.IN_REVIEW:
            tickets.ask_for_review(act, item)
    for pending in queue.pending_of(act.connection, employee.id):
        wakes.drop(act, act.ticket(pending.number), pending.id, employee.handle, f"@{employee.handle} has left")


def _pass_on_questions(act: Act, employee: Row, heir: Row | None) -> None:
    """Put what an employee was asked to `heir`, who is woken, or else to the operator."""
    for entry in decisions.open_of(act.connection, employee.handle):
        item = act.ticket(entry.number)
        whom = heir.handle if heir is not None and heir.handle != entry.raised_by else OPERATOR
        inbox.pass_on(act, item, entry.id, employee.handle, whom)
        if whom != OPERATOR:
            bring_in(act, item, [whom])
            wakes.wake(act, item, Cause.QUESTION, [whom])


def _forget_scripts(act: Act, handle: str) -> None:
    """Let the unfinished tickets go on without a script that needs somebody who has left: it would end in a silence."""
    lines = [(row.number, Line(row.by, row.tool, row.arguments)) for row in runs.whole_script(act.connection)]
    for number in dict.fromkeys(number for number, line in lines if line.needs(handle)):
        item = act.ticket(number)
        if item.state not in OVER:
            runs.forget_script(act.connection, item.id)
            act.note("ticket.unscripted", wakes.subject(item), number=number, employee=handle)
