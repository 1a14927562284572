"""How much everybody has to do, in tickets, in working days and in turns that wait for them."""

from collections import Counter, defaultdict

from teamx_tui.company.office import Office
from teamx_tui.domain.burdens import Burden
from teamx_tui.store import backlog, people, tallies


def look(office: Office) -> tuple[Burden, ...]:
    """Return what everybody who works here has to do, in the order of hiring."""
    with office.look() as connection:
        tickets: Counter[int] = Counter()
        days: dict[int, float] = defaultdict(float)
        for row in backlog.unfinished(connection):
            if row.assignee_id is not None:
                tickets[row.assignee_id] += 1
                days[row.assignee_id] += row.estimate
        queued = tallies.queued_by_employee(connection)
        return tuple(
            Burden(row.handle, tickets[row.id], round(days[row.id], 3), queued.get(row.id, 0))
            for row in people.employees(connection)
            if row.left_at_ms is None
        )
