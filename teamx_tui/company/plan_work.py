"""The work that a plan comes to: its rows as the tickets, dependencies and scripts that are begun together."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Final

from teamx_tui.company.founding import Assembly, Charter, Dependency, Gate, Line
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.edges import DependencyKind, Edge
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
    a ticket that is left out. What waits for a gate waits for the tickets themselves, if nobody is told any more to
    make what would open it.
    """
    rows = {row.no: row for row in draft.kept}
    filings = {filing.number: filing for filing in held.tickets if filing.number in rows}
    drawn = {(one.edge.blocker, one.edge.blocked): one for one in held.dependencies}
    script = {
        no: lines
        for no, lines in held.script.items()
        if no in rows
        and numbers[no] == no
        and rows[no].assignee == filings[no].assignee
        and not any(_names(line, draft.dropped) for line in lines)
    }
    gates = [one for one in map(partial(_kept, rows), held.gates) if one.blocks]
    lost = [one for one in gates if any(no in held.script and no not in script for no in one.after)]
    pairs = (*draft.edges, *draft.soft_edges)
    instead = {pair for one in lost for pair in product(one.after, one.blocks)}
    return replace(
        held,
        plan=None,
        tickets=[_filing(filings[no], row, numbers[no]) for no, row in rows.items()],
        dependencies=[
            _moved(drawn[pair], numbers) if pair in drawn else _edge(numbers, *pair)
            for pair in (*pairs, *sorted(instead.difference(pairs)))
        ],
        gates=[_between(one, numbers) for one in gates if one not in lost],
        script=script,
        meetings=[_called(one, numbers) for one in held.meetings],
    )


def _kept(rows: Collection[int], gate: Gate) -> Gate:
    """Return a gate between the rows that are kept; none waits for it if every row it was expected from is left out."""
    after = tuple(no for no in gate.after if no in rows)
    is_orphan = (bool(gate.after) and not after) or gate.predicate.number not in (None, *rows)
    return replace(gate, after=after, blocks=() if is_orphan else tuple(no for no in gate.blocks if no in rows))


def _between(gate: Gate, numbers: Numbers) -> Gate:
    made_on = gate.predicate.number
    wanted = replace(gate.predicate, number=numbers[made_on] if made_on is not None else None)
    after, blocks = (tuple(numbers[no] for no in side) for side in (gate.after, gate.blocks))
    return replace(gate, predicate=wanted, after=after, blocks=blocks)


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
