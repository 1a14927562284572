"""In which row of a drawn graph each node stands, and in which order: blockers above, and few lines that cross.

Knows nodes and what waits for what; neither how wide a node is drawn nor what it stands for.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final, TypeAlias

from teamx_tui.domain.edges import Edge
from teamx_tui.domain.graph import WorkGraph
from teamx_tui.domain.networks import nx

SWEEPS: Final = 10
"""Times that all rows are put in order, downwards and upwards in turn; after a few nothing gets better."""

Pair: TypeAlias = tuple[int, int]
"""Blocker and blocked."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A place in a row: for a node, or for the line of a node further up that passes here on its way down."""

    row: int
    node: int
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Layers:
    """The rows from the top, each from left to right, and how their slots hang together."""

    rows: tuple[tuple[Slot, ...], ...]
    above: Mapping[Slot, tuple[Slot, ...]]
    """The slots of the row above from which lines come down, sorted."""
    below: Mapping[Slot, tuple[Slot, ...]]


def essential(edges: Collection[Edge]) -> tuple[Edge, ...]:
    """Return the edges that no chain of hard ones says already, in the order given.

    Raises:
        CycleRefused: the edges are cyclic.
    """
    graph = WorkGraph({}, edges)
    later = {node: graph.downstream(node) for node in graph.nodes}
    after: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.hard:
            after[edge.blocker].add(edge.blocked)
    return tuple(edge for edge in edges if not any(edge.blocked in later[between] for between in after[edge.blocker]))


def layers(nodes: Iterable[int], pairs: Collection[Pair], most: int) -> Layers:
    """Return rows of at most `most` nodes, every blocker in a row above those it blocks.

    A wave that is too large takes several rows, with the nodes others wait for in the last of them. Nodes that neither
    wait nor block come last. The pairs must not be cyclic.
    """
    stacked = [part for wave in _waves(nodes, pairs) for part in _parts(wave, most)]
    row = {node: at for at, part in enumerate(stacked) for node in part}
    above: dict[Slot, set[Slot]] = defaultdict(set)
    below: dict[Slot, set[Slot]] = defaultdict(set)
    for blocker, blocked in pairs:
        line = [Slot(at, blocker, passes=at > row[blocker]) for at in range(row[blocker], row[blocked])]
        for upper, lower in zip(line, [*line[1:], Slot(row[blocked], blocked)], strict=True):
            above[lower].add(upper)
            below[upper].add(lower)
    slots = sorted({Slot(at, node) for node, at in row.items()} | above.keys())
    rows = [list(members) for _, members in groupby(slots, key=attrgetter("row"))]
    uppers, lowers = ({slot: tuple(sorted(near[slot])) for slot in slots} for near in (above, below))
    return Layers(_uncrossed(rows, uppers, lowers), uppers, lowers)


def _waves(nodes: Iterable[int], pairs: Collection[Pair]) -> list[list[int]]:
    """Return the nodes by how many rows they need over them; those that others wait for stand last in their wave."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(pairs)
    wave = {node: at for at, found in enumerate(nx.topological_generations(graph)) for node in found}
    for node in graph:
        if graph.in_degree(node) == 0:  # near what waits for it, so that its lines are short
            wave[node] = min(wave[later] for later in graph.successors(node)) - 1
    waves: list[list[int]] = [[] for _ in range(max(wave.values(), default=-1) + 1)]
    for node in sorted(graph, key=lambda node: (graph.out_degree(node) > 0, node)):
        waves[wave[node]].append(node)
    return [*waves, sorted(set(nodes).difference(graph))]


def _parts(wave: Sequence[int], most: int) -> list[Sequence[int]]:
    """Cut a wave into rows that differ by one node at most."""
    count = -(-len(wave) // most)
    cuts = [at * len(wave) // count for at in range(count + 1)] if count else [0]
    return [wave[start:end] for start, end in pairwise(cuts)]


Neighbours: TypeAlias = Mapping[Slot, tuple[Slot, ...]]


def _uncrossed(rows: list[list[Slot]], above: Neighbours, below: Neighbours) -> tuple[tuple[Slot, ...], ...]:
    """Order every row by where its neighbours stand, a row at a time, and keep the order with the fewest crossings."""
    rows = _side_by_side(rows, below)
    best, fewest = rows, _crossings(rows, below)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        is_down = sweep % 2 == 0
        rows = _swept(rows if is_down else rows[::-1], above if is_down else below)
        rows = rows if is_down else rows[::-1]
        if (count := _crossings(rows, below)) < fewest:
            best, fewest = rows, count
    return tuple(map(tuple, best))


def _side_by_side(rows: list[list[Slot]], below: Neighbours) -> list[list[Slot]]:
    """Put what hangs together side by side: every row in the order in which its slots are met from the top."""
    met: dict[Slot, int] = {}
    ahead = [slot for row in reversed(rows) for slot in reversed(row)]
    while ahead:
        slot = ahead.pop()
        if slot not in met:
            met[slot] = len(met)
            ahead.extend(reversed(below[slot]))
    return [sorted(row, key=met.__getitem__) for row in rows]


def _swept(rows: list[list[Slot]], towards: Neighbours) -> list[list[Slot]]:
    """Order every row by the middle of its neighbours in the row before; a slot without any stays where it was."""
    places: dict[Slot, int] = {}
    swept = []
    for row in rows:
        at = {slot: place for place, slot in enumerate(row)}
        middle = {
            slot: sum(places[near] for near in towards[slot]) / len(towards[slot]) if towards[slot] else at[slot]
            for slot in row
        }
        ordered = sorted(row, key=middle.__getitem__)
        places |= {slot: place for place, slot in enumerate(ordered)}
        swept.append(ordered)
    return swept


def _crossings(rows: list[list[Slot]], below: Neighbours) -> int:
    place = {slot: at for row in rows for at, slot in enumerate(row)}
    count = 0
    for row in rows:
        met: list[int] = []
        for slot in row:
            ends = sorted(place[lower] for lower in below[slot])
            count += sum(len(met) - bisect_right(met, end) for end in ends)
            for end in ends:
                insort(met, end)
    return count
