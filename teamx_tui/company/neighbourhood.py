"""The part of the graph that can be looked at: all of it while it is small, else what stands around one ticket."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Final

from teamx_tui.company import listing
from teamx_tui.company.listing import Listing
from teamx_tui.company.office import Office
from teamx_tui.company.views import Ticket, tickets
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.filters import EVERYTHING, Filter
from teamx_tui.domain.graph import WorkGraph
from teamx_tui.domain.layers import essential
from teamx_tui.domain.layout import Layout, Sizes, lay_out
from teamx_tui.domain.tickets import OVER
from teamx_tui.store import gates, items
from teamx_tui.store import neighbourhood as rows
from teamx_tui.store.rows import Connection

WHOLE: Final = 80
"""Tickets up to which all are shown."""
MOST: Final = 60
"""Tickets shown around one."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """Tickets and what orders them, by ticket numbers."""

    listing: Listing
    """All that the filter lets through."""
    asked: tuple[int | None, bool]
    """The ticket and the narrowness it was looked for with."""
    centre: int | None
    """The ticket around which they stand; None: these are all that the filter lets through."""
    tickets: tuple[Ticket, ...]
    """By number."""
    edges: tuple[Edge, ...]
    beyond: Mapping[int, tuple[int, int]]
    """How many blockers and how many dependents of a ticket are not among them; only where there are some."""
    path: tuple[int, ...]
    """The longest chain of unfinished tickets among them; when all are finished, the longest there was."""
    days: float
    """Working days it takes, or took."""

    @property
    def is_much(self) -> bool:
        """Whether the filter lets more through than can be shown at once."""
        return len(self.listing.numbers) > WHOLE

    @property
    def is_everything(self) -> bool:
        """Whether no ticket of the company is missing."""
        return len(self.tickets) == self.listing.found.total

    @property
    def is_over(self) -> bool:
        """Whether no work is left on any of them."""
        return all(ticket.state in OVER for ticket in self.tickets)


def look(
    office: Office,
    wanted: Filter = EVERYTHING,
    near: int | None = None,
    *,
    is_narrow: bool = False,
    before: Neighbourhood | None = None,
) -> Neighbourhood:
    """Return everything that `wanted` lets through; of too much, or if `is_narrow`, what `near` hangs together with.

    That is what it waits for and what waits for it, at any distance, the nearest first. A ticket that the filter does
    not let through is not gone by. Returns the very neighbourhood of `before`, if the same was asked and nothing has
    happened since.

    Raises:
        NotFound: the filter names an employee or a project that does not exist.
    """
    asked = (near, is_narrow)
    found = listing.arrange(office, Arrangement(wanted), before.listing if before is not None else None)
    if before is not None and before.listing is found and before.asked == asked:
        return before
    is_much = len(found.numbers) > WHOLE
    around = near if (is_much or is_narrow) and near in found.numbers else None
    with office.look() as connection:
        if around is None and is_much:
            around = rows.first(connection, wanted, found.around)
        numbers = found.numbers if around is None else _around(connection, around, found)
        item_ids = {row.id: row.number for row in items.numbered(connection, numbers)}
        direct = _edges(connection, item_ids)
        beyond = _beyond(connection, item_ids, direct)
        edges = _numbered(gates.with_gates(connection, direct, item_ids), item_ids)
    shown = tickets(office, sorted(item_ids.values()))
    path = _longest(shown, edges)
    return Neighbourhood(found, asked, around, shown, edges, beyond, path.critical_path(), path.length())


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the layout of a neighbourhood depends on."""

    numbers: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    """Blocker and blocked of the dependencies that are drawn."""
    room: int
    """Cells from left to right."""
    box: tuple[int, int, int]
    """Cells that a box must and may be wide, and its lines."""

    def layout(self) -> Layout:
        """Return the drawing."""
        return lay_out(self.numbers, self.pairs, self.room, Sizes(*self.box))


def plan(shown: Neighbourhood, room: int, box: tuple[int, int, int], *, is_full: bool = False) -> Plan:
    """Return how to draw a neighbourhood; without what follows from other dependencies, unless it `is_full`."""
    edges = shown.edges if is_full else essential(shown.edges)
    pairs = tuple((edge.blocker, edge.blocked) for edge in edges)
    return Plan(tuple(ticket.number for ticket in shown.tickets), pairs, room, box)


def _around(connection: Connection, centre: int, found: Listing) -> Sequence[int]:
    """Return the centre and the nearest on both sides of it, as many on the one as on the other if there are."""
    up, down = (
        rows.chain(connection, centre, up=up, most=MOST - 1, wanted=found.arrangement.filter, around=found.around)
        for up in (True, False)
    )
    in_turn = (number for number in chain(*zip_longest(up, down)) if number is not None)
    return [centre, *in_turn][:MOST]


def _edges(connection: Connection, ids: Collection[int]) -> list[Edge]:
    return [
        Edge(row.blocker_id, row.blocked_id, DependencyKind(row.kind), bool(row.hard))
        for row in rows.edges_among(connection, ids)
    ]


def _numbered(edges: Iterable[Edge], numbers: Mapping[int, int]) -> tuple[Edge, ...]:
    return tuple(Edge(numbers[one.blocker], numbers[one.blocked], one.kind, one.hard) for one in edges)


def _beyond(connection: Connection, numbers: Mapping[int, int], edges: Sequence[Edge]) -> dict[int, tuple[int, int]]:
    beyond = {}
    for item_id, (blockers, dependents) in rows.degrees(connection, numbers).items():
        number = numbers[item_id]
        blockers -= sum(edge.blocked == item_id for edge in edges)
        dependents -= sum(edge.blocker == item_id for edge in edges)
        if blockers or dependents:
            beyond[number] = (blockers, dependents)
    return beyond


def _longest(shown: Collection[Ticket], edges: Sequence[Edge]) -> WorkGraph:
    """Return the graph of what is left; of everything, when nothing is left."""
    left = {ticket.number: ticket.estimate for ticket in shown if ticket.state not in OVER}
    left = left or {ticket.number: ticket.estimate for ticket in shown}
    return WorkGraph(left, (edge for edge in edges if edge.blocker in left and edge.blocked in left))
