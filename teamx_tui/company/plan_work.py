"""The work that a plan comes to: its rows as the tickets, dependencies and scripts that are begun together."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from teamx_tui.company.founding import Assembly, Charter, Dependency, Line
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.graph import DependencyKind, Edge
from teamx_tui.domain.planning import Draft, Row
from teamx_tui.domain.raci import Raci

PLANNER: Final = "planner"
"""Source of a dependency that the planner draws."""
Numbers = Mapping[int, int]
"""The number of the ticket that each row becomes, by `no`."""


def from_rows(draft: Draft, project: str, numbers: Numbers) -> Charter:
    """Return the work of the rows that are kept, with nothing else known of them."""
    filings = [
        Filing(
            title=row.title,
            number=numbers[row.no],
            project=project,
            phase=row.phase,
            assignee=row.assignee,
            estimate=row.estimate,
        )
        for row in draft.kept
    ]
    return Charter(tickets=filings, dependencies=[_edge(numbers, *pair) for pair in draft.edges])


def from_held(draft: Draft, held: Charter, numbers: Numbers) -> Charter:
    """Return what was held back at the founding as far as it is kept.

    A ticket with another responsible or another number goes without its script, and so does one whose script speaks of
    a ticket that is left out.
    """
    rows = {row.no: row for row in draft.kept}
    filings = {filing.number: filing for filing in held.tickets if filing.number in rows}
    drawn = {(one.edge.blocker, one.edge.blocked): one for one in held.dependencies}
    pairs = (*draft.edges, *draft.soft_edges)
    return replace(
        held,
        plan=None,
        tickets=[_filing(filings[no], row, numbers[no]) for no, row in rows.items()],
        dependencies=[_moved(drawn[pair], numbers) if pair in drawn else _edge(numbers, *pair) for pair in pairs],
        script={
            no: lines
            for no, lines in held.script.items()
            if no in rows
            and numbers[no] == no
            and rows[no].assignee == filings[no].assignee
            and not any(_names(line, draft.dropped) for line in lines)
        },
        meetings=[_called(one, numbers) for one in held.meetings],
    )


def _called(one: Assembly, numbers: Numbers) -> Assembly:
    after = tuple(numbers[no] for no in one.calling.after if no in numbers)
    return replace(one, calling=replace(one.calling, number=None, after=after))


def _filing(filing: Filing, row: Row, number: int) -> Filing:
    raci = {part: tuple(handle for handle in named if handle != row.assignee) for part, named in filing.raci.items()}
    if filing.assignee is not None and filing.assignee != row.assignee:
        raci[Raci.CONSULTED] = (*raci.get(Raci.CONSULTED, ()), filing.assignee)
    return replace(filing, number=number, assignee=row.assignee, raci=raci)


def _moved(one: Dependency, numbers: Numbers) -> Dependency:
    edge = replace(one.edge, blocker=numbers[one.edge.blocker], blocked=numbers[one.edge.blocked])
    return replace(one, edge=edge)


def _edge(numbers: Numbers, blocker: int, blocked: int) -> Dependency:
    return Dependency(Edge(numbers[blocker], numbers[blocked], DependencyKind.ORDER), PLANNER)


def _names(line: Line, dropped: Collection[int]) -> bool:
    return any(isinstance(value, int) and value in dropped for value in line.arguments.values())
