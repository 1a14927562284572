"""A drawn graph: everything stands somewhere and nothing on anything else, and lines can be followed with a finger."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teamx_tui.domain.channels import Net, routes
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.layers import Pair, essential, layers
from teamx_tui.domain.layout import Layout, Point, Sizes, Wire, lay_out
from teamx_tui.domain.places import spread

BOX: Final = Sizes(least=6, most=12, height=3)
BOX_LINES: Final = 4
SEED: Final = [
    *((64, later) for later in range(65, 76)),
    *((65, 69), (66, 67), (66, 68), (66, 69), (67, 69), (68, 69), (69, 70), (70, 71), (71, 72), (71, 73)),
]
"""The dependencies of the scenario."""
FAN: Final = [(1, later) for later in range(2, 40)]
FUNNEL: Final = [(earlier, 40) for earlier in range(1, 40)]

Graph = tuple[tuple[int, ...], tuple[Pair, ...]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Nodes and pairs without a cycle; which numbers block which says nothing about them."""
    size = draw(st.integers(0, 16))
    nodes = draw(st.permutations(range(1, size + 1)))
    possible = list(combinations(nodes, 2))
    pairs = draw(st.lists(st.sampled_from(possible), unique=True, max_size=36)) if possible else []
    return tuple(nodes), tuple(pairs)


def some(size: int, seed: int) -> Graph:
    """A tangle larger than hypothesis likes to make."""
    chance = random.Random(seed)
    pairs = {
        (chance.randrange(max(1, node - 12), node), node)
        for node in range(2, size + 1)
        for _ in range(chance.randrange(4))
    }
    return tuple(range(1, size + 1)), tuple(sorted(pairs))


drawn = given(graph=graphs(), room=st.integers(10, 90))


def told(test: object) -> object:
    """Judge the graphs that have been trouble, or might be, besides those that are made up."""
    for pairs in (SEED, FAN, FUNNEL):
        test = example(graph=(tuple({node for pair in pairs for node in pair}), tuple(pairs)), room=77)(test)  # type: ignore[arg-type]
    for seed in range(3):
        test = example(graph=some(60, seed), room=100)(test)  # type: ignore[arg-type]
    return settings(deadline=None, max_examples=50)(drawn(test))  # type: ignore[operator]


def cells(wire: Wire) -> Iterator[Point]:
    """Every cell a wire runs through, from the first."""
    yield wire.corners[0]
    for (x, y), (end_x, end_y) in pairwise(wire.corners):
        while (x, y) != (end_x, end_y):
            x, y = x + (end_x > x) - (end_x < x), y + (end_y > y) - (end_y < y)
            yield x, y


def covered(layout: Layout) -> dict[Point, int]:
    """Which box covers a cell; the test fails if two do."""
    found: dict[Point, int] = {}
    for box in layout.boxes.values():
        for point in ((x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height)):
            assert found.setdefault(point, box.node) == box.node
    return found


# --- boxes ---


@told
def test_layout__has_one_box_for_every_node(graph: Graph, room: int) -> None:
    layout = lay_out(*graph, room, BOX)

    assert set(layout.boxes) == set(graph[0])


@told
def test_layout__has_no_box_on_another_and_all_inside(graph: Graph, room: int) -> None:
    layout = lay_out(*graph, room, BOX)

    assert all(0 <= x < layout.width and 0 <= y < layout.height for x, y in covered(layout))


@told
def test_layout__has_every_blocker_in_a_row_above_what_it_blocks(graph: Graph, room: int) -> None:
    layout = lay_out(*graph, room, BOX)

    assert all(layout.boxes[a].row < layout.boxes[b].row for a, b in graph[1])
    assert all(layout.boxes[a].y + BOX.height < layout.boxes[b].y for a, b in graph[1])


@told
def test_layout__is_the_same_whatever_order_it_is_told_in(graph: Graph, room: int) -> None:
    nodes, pairs = graph

    assert lay_out(nodes, pairs, room, BOX) == lay_out(nodes[::-1], pairs[::-1], room, BOX)


def test_layout__uses_the_room_for_wider_boxes() -> None:
    narrow, wide = (lay_out(range(64, 76), SEED, room, Sizes(18, 32, 4)) for room in (77, 117))

    assert narrow.width <= 77
    assert narrow.boxes[64].width == 18
    assert 77 < wide.width <= 117
    assert wide.boxes[64].width > 18


def test_layout__puts_what_is_too_much_for_a_row_into_several() -> None:
    layout = lay_out(range(1, 40), [], 30, BOX)

    assert layout.width <= 30
    assert {box.row for box in layout.boxes.values()} == set(range(10))


def test_layout__of_nothing_is_empty() -> None:
    layout = lay_out([], [], 80, BOX)

    assert (layout.boxes, layout.wires, layout.width, layout.height) == ({}, (), 0, 0)


# --- lines ---


@told
def test_wires__are_those_of_the_graph(graph: Graph, room: int) -> None:
    layout = lay_out(*graph, room, BOX)

    assert [(wire.blocker, wire.blocked) for wire in layout.wires] == sorted(graph[1])


@told
def test_wires__run_down_from_the_middle_of_one_box_to_the_top_of_the_other(graph: Graph, room: int) -> None:
    layout = lay_out(*graph, room, BOX)

    for wire in layout.wires:
        above, below = layout.boxes[wire.blocker], layout.boxes[wire.blocked]
        (x, y), (end_x, end_y) = wire.corners[0], wire.corners[-1]
        assert (x, y) == (above.centre, above.y + above.height - 1)
        assert (end_y, below.x < end_x < below.x + below.width - 1) == (below.y - 1, True)
        assert all(
            there[1] >= here[1] and (here[0] == there[0] or here[1] == there[1])
            for here, there in pairwise(wire.corners)
        )


@told
def test_wires__never_run_through_a_box(graph: Graph, room: int) -> None:
    layout = lay_out(*graph, room, BOX)
    boxes = covered(layout)

    assert all(point not in boxes for wire in layout.wires for point in list(cells(wire))[1:])


@told
def test_wires__of_different_blockers_only_cross(graph: Graph, room: int) -> None:
    ways: dict[Point, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for wire in lay_out(*graph, room, BOX).wires:
        for here, there in pairwise(cells(wire)):
            way = "across" if here[1] == there[1] else "down"
            ways[here][wire.blocker].add(way)
            ways[there][wire.blocker].add(way)

    for met in ways.values():
        assert len(met) == 1 or sorted(map(sorted, met.values())) == [["across"], ["down"]]


def test_wires__of_the_scenario_need_ten_lines_between_seven_rows() -> None:
    pairs = [(edge.blocker, edge.blocked) for edge in essential([Edge(*pair) for pair in SEED])]

    layout = lay_out(range(64, 76), pairs, 77, Sizes(18, 32, BOX_LINES))

    assert layout.height == 7 * BOX_LINES + 10


# --- what is drawn ---


@settings(deadline=None)
@given(graphs())
def test_essential__is_the_transitive_reduction(graph: Graph) -> None:
    whole = nx.DiGraph(graph[1])

    kept = essential([Edge(*pair) for pair in graph[1]])

    assert {(edge.blocker, edge.blocked) for edge in kept} == set(nx.transitive_reduction(whole).edges)


def test_essential__does_not_take_a_soft_dependency_for_a_hard_one() -> None:
    edges = [Edge(1, 2, hard=False), Edge(2, 3), Edge(1, 3)]

    assert essential(edges) == tuple(edges)


def test_layers__have_a_ticket_without_blockers_near_what_waits_for_it() -> None:
    found = layers(range(1, 6), [(1, 2), (2, 3), (3, 4), (5, 4)], most=9)

    assert [sorted(slot.node for slot in row) for row in found.rows] == [[1], [2], [3, 5], [4]]


# --- the parts ---


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 9)), min_size=1, max_size=8), st.integers(0, 40))
def test_spread__keeps_apart_and_within(wanted: list[tuple[int, int]], spare: int) -> None:
    apart = [size for _, size in wanted][1:]

    places = spread([place for place, _ in wanted], apart, [1] * len(wanted), 0, sum(apart) + spare)

    assert places[0] >= 0
    assert places[-1] <= sum(apart) + spare
    assert all(there - here >= gap for (here, there), gap in zip(pairwise(places), apart, strict=True))


def test_spread__leaves_alone_what_has_room() -> None:
    assert spread([3, 10, 20], [5, 5], [1, 1, 1], 0, 100) == [3, 10, 20]


def test_routes__bend_one_of_two_nets_that_would_each_have_to_run_over_the_other() -> None:
    swapped = [Net(1, frozenset({5})), Net(5, frozenset({1}))]

    assert sorted(len(route.tracks) for route in routes(swapped)) == [1, 2]


@pytest.mark.parametrize("exits", [{4}, {2, 6}])
def test_routes__give_a_track_only_to_what_turns(exits: set[int]) -> None:
    (route,) = routes([Net(4, frozenset(exits))])

    assert bool(route.tracks) == (exits != {4})


def test_routes__let_nets_that_do_not_meet_share_a_track() -> None:
    apart = [Net(1, frozenset({4})), Net(8, frozenset({12}))]

    assert [route.tracks for route in routes(apart)] == [(0,), (0,)]
