"""The meetings of a charter: those that were called, as they were called, and the series that go on."""

from collections.abc import Mapping, Sequence

from teamx_tui.company.founding import Assembly, Line
from teamx_tui.company.meetings import Calling, remembered
from teamx_tui.domain.budgets import Scope
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import State
from teamx_tui.store import budgets as purses
from teamx_tui.store import items, talk
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Connection, Row


def assemblies(
    connection: Connection, handles: Mapping[int, str], scripts: Mapping[int, Sequence[Line]]
) -> tuple[Assembly, ...]:
    """Return the meetings of a charter. What was called off, or by a series, is left out; so is who has left."""
    budgets = {row.subject: row.limit_micros for row in purses.in_force(connection) if row.scope == Scope.MEETING}
    found = []
    for row in sorted(rows.listed(connection, 10_000), key=lambda one: int(one.number)):
        attendees = [
            one.handle
            for one in talk.participants(connection, row.thread_id)
            if one.employee_id in handles and one.raci != Raci.INFORMED
        ]
        if row.state == State.CANCELLED or row.series_id is not None or not attendees:
            continue
        calling = _calling(connection, row, attendees, handles, budgets.get(str(row.number)))
        found.append(Assembly(calling, script=scripts.get(row.number, ())))
    return (*found, *(_series(row) for row in rows.series(connection)))


def _calling(
    connection: Connection, row: Row, attendees: Sequence[str], handles: Mapping[int, str], budget: int | None
) -> Calling:
    after = [one.number for one in items.neighbours(connection, row.item_id, up=True) if one.kind == "ticket"]
    return Calling(
        title=row.title,
        kind=row.kind,
        attendees=tuple(attendees),
        chair=handles.get(row.assignee_id),
        agenda=tuple(row.agenda),
        description=row.description,
        speaking=row.speaking,
        quorum=min(row.quorum, len(attendees)),
        rounds=row.rounds,
        most_turns=row.most_turns,
        budget_micros=budget,
        after=tuple(after),
        number=row.number,
    )


def _series(row: Row) -> Assembly:
    return Assembly(remembered(row.calling), rows.schedule(row))
