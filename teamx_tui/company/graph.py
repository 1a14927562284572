"""The company's tickets and dependencies as a graph, and the paths the scheduler goes by."""

from dataclasses import dataclass

from teamx_tui.company.office import Office
from teamx_tui.domain.graph import WorkGraph
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import items, people
from teamx_tui.store.rows import Connection


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole graph, by ticket numbers."""

    nodes: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    """Blocker and blocked."""
    waves: tuple[tuple[int, ...], ...]
    critical_path: tuple[int, ...]
    days: float
    """Length of the critical path."""


def plan(office: Office) -> Plan:
    """Return the graph of all tickets."""
    with office.look() as connection:
        rows = items.of_kind(connection, Kind.TICKET)
        number = {row.id: row.number for row in rows}
        graph = WorkGraph({row.id: row.estimate for row in rows}, items.edges(connection, number))
    return Plan(
        nodes=tuple(sorted(number.values())),
        edges=tuple(sorted((number[edge.blocker], number[edge.blocked]) for edge in graph.edges)),
        waves=tuple(tuple(sorted(number[node] for node in wave)) for wave in graph.waves()),
        critical_path=tuple(number[node] for node in graph.critical_path()),
        days=graph.length(),
    )


class Paths:
    """The longest remaining path of every unfinished ticket, kept until the graph changes."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._version = -1
        self._days: dict[int, float] = {}

    def refresh(self) -> bool:
        """Read the graph again if it has changed since; return whether it had."""
        with self._office.look() as connection:
            version = people.the_company(connection).graph_version
            if version == self._version:
                return False
            self._version, self._days = version, _remaining(connection)
            return True

    def days(self, item_id: int) -> float:
        """Return the working days from the start of an item to the end of everything that waits for it."""
        return self._days.get(item_id, 1.0)


def _remaining(connection: Connection) -> dict[int, float]:
    estimates = items.estimates(connection, unfinished=True)
    return WorkGraph(estimates, items.edges(connection, estimates)).remaining()
