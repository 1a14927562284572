"""What everybody and everything is called: what an operator can speak of, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teamx_tui.company.office import Office
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import budgets, people
from teamx_tui.store import names as rows
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Names:
    """Names as of one consistent read."""

    people: Sequence[Row]
    """`handle`, `name`, `role`, `title` and `department_id` of everybody who works here, in the order of hiring."""
    tickets: Sequence[Row]
    """`number`, `title`, `state`, handle of the `assignee`, `priority`, `estimate` and `due_at_ms` of every ticket."""
    links: Sequence[Row]
    """Blocker and blocked of every hard dependency between tickets, by number."""
    projects: Sequence[Row]
    """`key` and `title` of every project, in the order of opening."""
    goals: Sequence[Row]
    """The same of every goal."""
    departments: Mapping[int, str]
    """The key of every department by its id."""
    budgets: Sequence[Row]
    """The budgets in force."""
    company: str


def look(office: Office) -> Names:
    """Return all names."""
    with office.look() as connection:
        staff = [row for row in people.employees(connection) if row.left_at_ms is None]
        departments = {row.id: row.key for row in people.departments(connection)}
        return Names(
            staff,
            rows.tickets(connection),
            rows.links(connection),
            rows.keyed(connection, Kind.PROJECT),
            rows.keyed(connection, Kind.GOAL),
            departments,
            budgets.in_force(connection),
            str(people.the_company(connection).name),
        )
