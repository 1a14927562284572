"""What waits for what: cycles, readiness, waves, critical path and slack. Knows ids and days, no tickets."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from operator import attrgetter
from typing import ClassVar

from teamx_tui.domain.chains import DEFAULT_DAYS, PARTS_PER_DAY, parts_ahead, parts_of
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.networks import nx


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One line of the dependency matrix: direct neighbours over hard and soft edges, sorted."""

    node: int
    depends_on: tuple[int, ...]
    blocks: tuple[int, ...]
    critical: bool


class CycleRefused(Exception):
    """Work would wait for itself. `path` runs from blocker to blocked and ends where it starts."""

    def __init__(self, path: tuple[int, ...]) -> None:
        super().__init__(f"{' -> '.join(f'#{node}' for node in path)} would be a cycle")
        self.path = path


class WorkGraph:
    """The dependencies of a set of items, checked to be free of cycles and never changed afterwards.

    Soft edges appear in `edges` and `matrix` and order nothing. They still may not close a cycle: "start anyway"
    softens an edge, and undoing it, or hardening any soft edge, must never fail because of what was added in between.

    Two items may be joined by several edges of different kinds; one hard edge among them is enough to hold work back.
    Nothing depends on the order in which edges are given.
    """

    def __init__(self, estimates: Mapping[int, float], edges: Iterable[Edge]) -> None:
        """Hold the items of `estimates` and of `edges`.

        Estimates are in working days, kept to the millisecond; one that is missing, not finite or not above zero counts
        as `DEFAULT_DAYS`.

        Raises:
            CycleRefused: the edges are cyclic; its path is one of the cycles.
        """
        self._edges = tuple(sorted(set(edges), key=attrgetter("blocker", "blocked", "kind", "hard")))
        self._all = _links(sorted(estimates), self._edges)
        self._order = _order(self._all)
        self._hard = self._all
        if not all(edge.hard for edge in self._edges):
            self._hard = _links(self._all, (edge for edge in self._edges if edge.hard))
        self._parts = {node: parts_of(estimates.get(node, DEFAULT_DAYS)) for node in self._order}

    @cached_property
    def nodes(self) -> tuple[int, ...]:
        """Every item, sorted."""
        return tuple(sorted(self._order))

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every distinct edge, hard and soft, sorted by blocker, blocked and kind."""
        return self._edges

    def cycle_with(self, blocker: int, blocked: int) -> tuple[int, ...] | None:
        """Return a shortest cycle that a new edge would close, beginning with that edge, or None if it is harmless.

        Looks only for a way from `blocked` back to `blocker`, over hard and soft edges. An item blocking itself gives
        `(n, n)`; an item not in the graph yet can close nothing else.
        """
        if blocker == blocked:
            return (blocker, blocked)
        if blocker not in self._all or blocked not in self._all:
            return None
        try:
            return (blocker, *nx.shortest_path(self._all, blocked, blocker))
        except nx.NetworkXNoPath:
            return None

    def waves(self) -> tuple[tuple[int, ...], ...]:
        """Items by the round in which they can start when every round is finished before the next, each sorted."""
        return tuple(tuple(sorted(wave)) for wave in nx.topological_generations(self._hard))

    def critical_path(self) -> tuple[int, ...]:
        """Return the longest path by estimate; of several, the one with the smallest ids from the front."""
        return next(self._longest_paths(), ())

    def critical_paths(self, limit: int = 16) -> tuple[tuple[int, ...], ...]:
        """Every path tied for longest, sorted, the first `limit` of them; ties can be exponentially many."""
        return tuple(islice(self._longest_paths(), limit))

    def length(self) -> float:
        """Working days of the critical path; 0 without items."""
        return self._length / PARTS_PER_DAY

    def remaining(self, finished: Collection[int] = ()) -> dict[int, float]:
        """Working days of the longest path from each unfinished item to its end, itself included.

        Paths run through unfinished items only.
        """
        ahead = self._ahead_without(frozenset(finished)) if finished else self._ahead
        return {node: parts / PARTS_PER_DAY for node, parts in ahead.items()}

    def slack(self) -> dict[int, float]:
        """Working days each item may slip without making the whole longer (CPM total float)."""
        return {node: parts / PARTS_PER_DAY for node, parts in self._slack.items()}

    def ready(self, finished: Collection[int]) -> tuple[int, ...]:
        """Unfinished items whose hard blockers are all in `finished`, sorted."""
        done = frozenset(finished)
        before = self._hard.predecessors
        return tuple(node for node in self.nodes if node not in done and done.issuperset(before(node)))

    def upstream(self, node: int) -> frozenset[int]:
        """Everything `node` waits for over hard edges, however far away.

        Raises:
            KeyError: `node` is not in the graph.
        """
        return frozenset(nx.ancestors(self._hard, self._known(node)))

    def downstream(self, node: int) -> frozenset[int]:
        """Everything that waits for `node` over hard edges, however far away.

        Raises:
            KeyError: `node` is not in the graph.
        """
        return frozenset(nx.descendants(self._hard, self._known(node)))

    def matrix(self) -> tuple[MatrixRow, ...]:
        """One row for each item, sorted; critical means it has no slack. Both columns come from the same edges."""
        before, after, slack = self._all.predecessors, self._all.successors, self._slack
        return tuple(
            MatrixRow(node, tuple(sorted(before(node))), tuple(sorted(after(node))), critical=slack[node] == 0)
            for node in self.nodes
        )

    def _known(self, node: int) -> int:
        if node not in self._parts:
            raise KeyError(node)
        return node

    @cached_property
    def _ahead(self) -> dict[int, int]:
        return self._ahead_without(frozenset())

    def _ahead_without(self, finished: frozenset[int]) -> dict[int, int]:
        """Parts of a day from the start of each unfinished item to the end of its longest path."""
        unfinished = (node for node in reversed(self._order) if node not in finished)
        return parts_ahead(unfinished, self._parts, self._hard.successors)

    @cached_property
    def _slack(self) -> dict[int, int]:
        starts: dict[int, int] = {}
        before = self._hard.predecessors
        for node in self._order:
            starts[node] = max((starts[earlier] + self._parts[earlier] for earlier in before(node)), default=0)
        return {node: self._length - starts[node] - self._ahead[node] for node in self._order}

    @cached_property
    def _length(self) -> int:
        return max(self._ahead.values(), default=0)

    def _longest_paths(self) -> Iterator[tuple[int, ...]]:
        """Walk the longest paths in sorted order, lazily and without recursion: a chain may be thousands long."""
        ahead, parts = self._ahead, self._parts
        path: list[int] = []
        turns = [(0, node) for node in reversed(self.nodes) if ahead[node] == self._length]
        while turns:
            depth, node = turns.pop()
            path[depth:] = [node]
            rest = ahead[node] - parts[node]
            if rest == 0:
                yield tuple(path)
                continue
            tied = (later for later in self._hard.successors(node) if ahead[later] == rest)
            turns.extend((depth + 1, later) for later in sorted(tied, reverse=True))


@cache
def _thin() -> "type[nx.DiGraph[int]]":
    """Return the class of graphs with nothing attached to their nodes and links."""

    # They share one empty dict, as in ThinGraph on the networkx page of DiGraph: 30,000 dicts of their own would double
    # the time to build a graph of 10,000 items, most of it the garbage collector's.
    class Thin(nx.DiGraph):  # type: ignore[type-arg]  # networkx takes type arguments in its stubs only
        nothing: ClassVar[dict[str, object]] = {}

        def _nothing(self) -> dict[str, object]:
            return self.nothing

        node_attr_dict_factory = edge_attr_dict_factory = _nothing

    return Thin


def _links(nodes: Iterable[int], edges: Iterable[Edge]) -> "nx.DiGraph[int]":
    links = _thin()()
    links.add_nodes_from(nodes)
    links.add_edges_from((edge.blocker, edge.blocked) for edge in edges)
    return links


def _order(graph: "nx.DiGraph[int]") -> tuple[int, ...]:
    """Blockers before what they block, or CycleRefused with a cycle."""
    order: list[int] = []
    try:
        for node in nx.topological_sort(graph):
            order.append(node)
    except nx.NetworkXUnfeasible:
        raise CycleRefused(_cycle(graph, stuck=set(graph).difference(order))) from None
    return tuple(order)


def _cycle(graph: "nx.DiGraph[int]", stuck: set[int]) -> tuple[int, ...]:
    """Return a short cycle among the items that never came free, each of which has a blocker that did not either."""
    # nx.find_cycle walks explored ground again from every start and is quadratic; one walk backwards is not.
    seen: set[int] = set()
    blocker = blocked = min(stuck)
    while blocker not in seen:
        seen.add(blocker)
        blocked = blocker
        blocker = min(earlier for earlier in graph.predecessors(blocked) if earlier in stuck)
    return (blocker, *nx.shortest_path(graph, blocked, blocker))
