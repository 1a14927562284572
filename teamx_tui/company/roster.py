"""The people: who they are, what they are doing, and what waits for them."""

from dataclasses import dataclass

from teamx_tui.company.loads import loads_now
from teamx_tui.company.office import Office
from teamx_tui.domain.presence import Presence, presence
from teamx_tui.store import conditions, people, runs, tallies
from teamx_tui.store.rows import Connection
from teamx_tui.store.tallies import Loads


@dataclass(frozen=True, slots=True)
class Person:
    """An employee at this moment."""

    handle: str
    name: str
    role: str
    title: str
    department: str | None
    reports_to: str | None
    brain: str
    presence: Presence
    on: int | None
    """Ticket whose thread they are in, if they are having a turn."""
    on_title: str
    """What that ticket is called; empty if they are not having a turn."""
    active_at_ms: int | None
    """When they last did something; None: never."""
    queued: int
    """Wakes that wait for them."""
    open_tickets: int
    """Unfinished tickets they are responsible for."""


def staff(office: Office) -> tuple[Person, ...]:
    """Return everybody who works here, in the order of hiring."""
    with office.look() as connection:
        loads = loads_now(office, connection, conditions.surroundings(connection))
        return people_now(connection, office.clock(), loads)


def people_now(connection: Connection, now_ms: int, loads: Loads) -> tuple[Person, ...]:
    """Return everybody who works here, as of one consistent read in which `loads` were counted."""
    live = {row.employee_id: row for row in runs.living(connection)}
    active = runs.last_active(connection)
    queued = tallies.queued_by_employee(connection)
    departments = {row.id: row.name for row in people.departments(connection)}
    rows = people.employees(connection)
    handles = {row.id: row.handle for row in rows}
    persons = []
    for row in rows:
        if row.left_at_ms is not None:
            continue
        going = live.get(row.id)
        open_work, blocked_work = loads.get(row.id, tallies.NO_LOAD)
        persons.append(
            Person(
                handle=row.handle,
                name=row.name,
                role=row.role,
                title=row.title,
                department=departments.get(row.department_id),
                reports_to=handles.get(row.manager_id),
                brain=row.brain,
                presence=presence(
                    live=going is not None,
                    last_active_ms=active.get(row.id),
                    now_ms=now_ms,
                    open_work=open_work,
                    blocked_work=blocked_work,
                ),
                on=going.number if going is not None else None,
                on_title=going.title if going is not None else "",
                active_at_ms=going.started_at_ms if going is not None else active.get(row.id),
                queued=queued.get(row.id, 0),
                open_tickets=open_work,
            )
        )
    return tuple(persons)
