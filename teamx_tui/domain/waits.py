"""Who waits for whom, and where that goes in a circle, so that nobody can move. No clock, no database, no I/O.

A ticket waits for the tickets that block it, and for whoever must answer what holds it up. Somebody who must answer
waits in turn for those of their own tickets that wait. A circle of such waits ends only when one of them is cut.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from teamx_tui.domain.networks import nx


class Means(StrEnum):
    """By what one waits for the other."""

    DEPENDENCY = "dependency"
    QUESTION = "question"
    BLOCK = "block"
    DECISION = "decision"
    HAND_OFF = "hand_off"
    QUORUM = "quorum"
    """A meeting waits for an attendee who is at something else; that ends by itself."""
    OWN_WORK = "own_work"
    """A person waits for a ticket of their own; there is nothing to cut."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One waits for another. Tickets are written `#64`, people `@mike`."""

    waiter: str
    waited: str
    means: Means
    entry: int = 0
    """The entry of the inbox that must be answered; 0 where none must."""


_UNCUT: Final = frozenset({Means.OWN_WORK, Means.QUORUM})
_EASIEST: Final = (Means.HAND_OFF, Means.QUESTION, Means.DECISION, Means.BLOCK, Means.DEPENDENCY)
"""Of waits that hold up equally much, the one to cut first: taking back an offer costs less than starting too early."""


class Waits:
    """All waits that are known, as a graph. Of several between the same two, the first stands for all."""

    def __init__(self, waits: Iterable[Wait]) -> None:
        self._waits: dict[tuple[str, str], Wait] = {}
        for wait in waits:
            self._waits.setdefault((wait.waiter, wait.waited), wait)
        self._graph: nx.DiGraph[str] = nx.DiGraph(list(self._waits))

    @property
    def waits(self) -> tuple[Wait, ...]:
        """Every wait, in the order given."""
        return tuple(self._waits.values())

    def circle_through(self, party: str) -> tuple[Wait, ...]:
        """Return a shortest circle of waits that begins with `party`; empty when it is in none."""
        if party not in self._graph:
            return ()
        ways = [
            nx.shortest_path(self._graph, after, party)
            for after in self._graph.successors(party)
            if nx.has_path(self._graph, after, party)
        ]
        return self._along([party, *min(ways, key=lambda way: (len(way), way))]) if ways else ()

    def circles(self) -> tuple[tuple[Wait, ...], ...]:
        """Return one circle for each knot of waits that hang on each other, through the first party by name."""
        knots = [knot for knot in nx.strongly_connected_components(self._graph) if self._is_knot(knot)]
        return tuple(self.circle_through(party) for party in sorted(min(knot) for knot in knots))

    def _is_knot(self, parties: set[str]) -> bool:
        return len(parties) > 1 or any(self._graph.has_edge(party, party) for party in parties)

    def _along(self, way: list[str]) -> tuple[Wait, ...]:
        return tuple(self._waits[pair] for pair in pairwise(way))


def cheapest(circle: Iterable[Wait], behind: Mapping[str, int]) -> Wait | None:
    """Return the wait of a circle whose end puts least at risk; None when none of them can be cut.

    `behind`: unfinished tickets that hang on each waiter: they build on what was not waited for.
    """
    cuttable = [wait for wait in circle if wait.means not in _UNCUT]
    return min(
        cuttable, key=lambda wait: (behind.get(wait.waiter, 0), _EASIEST.index(wait.means), wait.waiter), default=None
    )
