"""Letting somebody go: their open work is handed over first, and what they did stays under their name."""

from collections.abc import Sequence

from teamx_tui.company import deliberations, handoffs, inbox, meetings_floor, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague, set_manager
from teamx_tui.company.founding import Line
from teamx_tui.company.offers import HANDOFF
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.seats import JOIN
from teamx_tui.company.threads import bring_in, enter, take_out
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions, items, people, runs, talk
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
        _pass_on_questions(office, act, employee, heir)
        _stop_asking(act, employee.handle)
        _note_scripts(act, employee.handle)
        for report in [row for row in act.staff().values() if row.manager_id == employee.id]:
            set_manager(act, report, employee.manager_id)
        people.leave(act.connection, employee.id, act.at_ms)
        act.forget()
        successor = heir.handle if heir is not None else None
        act.note("employee.left", f"employee:{employee.handle}", employee=employee.handle, handed_to=successor)
        return numbers


def come_back(act: Act, employee: Row) -> None:
    """Write inside an act that somebody who had left works here again."""
    people.leave(act.connection, employee.id, None)
    act.forget()
    act.note("employee.returned", f"employee:{employee.handle}", employee=employee.handle)


def unhire(office: Office, handle: str) -> None:
    """Take a hiring back: they leave, and somebody else may be hired under the handle.

    Raises:
        Refused: they have had a turn, or are responsible for something.
    """
    with office.act(OPERATOR) as act:
        if runs.has_any(act.connection, act.employee(handle).id):
            raise Refused(f"@{handle} has worked here; let them go: teamx employee leave {handle} --hand-to HANDLE")
        leave(office, handle)
        act.note("employee.unhired", f"employee:{handle}", employee=handle)


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
        lead_department(act, row, employee, heir)
    for row in projects:
        lead_project(act, row, employee, heir)


def lead_department(act: Act, department: Row, old: Row, new: Row) -> None:
    """Write inside an act that somebody else leads a department."""
    people.set_lead(act.connection, department.id, new.id)
    act.note("department.led", f"department:{department.key}", key=department.key, old=old.handle, new=new.handle)


def lead_project(act: Act, project: Row, old: Row, new: Row) -> None:
    """Write inside an act that somebody else leads a project."""
    items.assign(act.connection, project.id, new.id)
    act.note("project.led", f"project:{project.key}", key=project.key, old=old.handle, new=new.handle)


def _clear_seats(office: Office, act: Act, employee: Row, heir: Row | None, numbers: tuple[int, ...]) -> None:
    """Take an employee out of every unfinished thread; `heir` is responsible and accountable where they were."""
    for seat in talk.seats_of(act.connection, employee.id):
        item = act.item(seat.number)
        take_out(act, item, employee, f"@{employee.handle} has left")
        if item.kind == Kind.MEETING:
            meetings_floor.depart(act, seat.number, employee.handle)
            continue
        if heir is not None and seat.number in numbers:
            tickets.assign(office, seat.number, heir.handle, actor=act.actor)
        elif heir is not None and seat.raci == Raci.ACCOUNTABLE and item.assignee_id != heir.id:
            enter(act, item, heir, Raci.ACCOUNTABLE)
        if seat.raci == Raci.ACCOUNTABLE and item.state == State.IN_REVIEW:
            tickets.ask_for_review(act, item)


def _pass_on_questions(office: Office, act: Act, employee: Row, heir: Row | None) -> None:
    """Put what an employee was asked to `heir`, who is woken, or else to the operator."""
    for entry in decisions.open_of(act.connection, employee.handle):
        item = act.item(entry.number)
        whom = heir.handle if heir is not None and heir.handle != entry.raised_by else OPERATOR
        if whom == OPERATOR and entry.kind == HANDOFF:  # nobody is left to take it
            handoffs.settle(office, entry.id, handoffs.DECLINED, f"@{employee.handle} has left", actor=OPERATOR)
            continue
        inbox.pass_on(act, item, entry.id, employee.handle, whom)
        if whom != OPERATOR:
            bring_in(act, item, [whom])
            wakes.wake(act, item, Cause.QUESTION, [whom])


def _stop_asking(act: Act, handle: str) -> None:
    """Ask nobody any more to let an employee in who has left, and wait no longer for their positions."""
    entries = decisions.open_of(act.connection, None)
    for entry in entries:
        if entry.kind == JOIN and entry.raised_by == handle:
            inbox.withdraw(act, act.item(entry.number), entry.id)
    for number in dict.fromkeys(entry.number for entry in entries):
        deliberations.go_on_without(act, act.item(number), handle)


def _note_scripts(act: Act, handle: str) -> None:
    """Note which unfinished tickets go on without their script: it needs somebody who has left."""
    lines = [(row.number, Line(row.by, row.tool, row.arguments)) for row in runs.whole_script(act.connection)]
    for number in dict.fromkeys(number for number, line in lines if line.needs(handle)):
        item = act.ticket(number)
        if item.state not in OVER:
            act.note("ticket.unscripted", wakes.subject(item), number=number, employee=handle)
