"""The work graph against networkx, against every path one by one, and against the two companies of the stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf, nan
from time import perf_counter

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teamx_tui.domain.chains import longest_chain
from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.graph import CycleRefused, WorkGraph

# --- what is known without the code under test ---


@dataclass(frozen=True)
class Plan:
    """Items with estimates in days, and edges between them."""

    days: dict[int, float]
    edges: tuple[Edge, ...]

    @property
    def graph(self) -> WorkGraph:
        return WorkGraph(self.days, self.edges)

    @property
    def every_link(self) -> "nx.DiGraph[int]":
        return self._links(self.edges)

    @property
    def hard_links(self) -> "nx.DiGraph[int]":
        return self._links(tuple(edge for edge in self.edges if edge.hard))

    def _links(self, edges: tuple[Edge, ...]) -> "nx.DiGraph[int]":
        links: nx.DiGraph[int] = nx.DiGraph()
        links.add_nodes_from(self.days)
        links.add_edges_from((edge.blocker, edge.blocked) for edge in edges)
        return links

    def paths(self, finished: frozenset[int] = frozenset()) -> list[tuple[int, ...]]:
        """Every path over hard links through unfinished items, of any length, one by one."""
        links = self.hard_links
        links.remove_nodes_from(finished)
        return list(_paths(links))

    def total(self, path: tuple[int, ...]) -> float:
        return sum(self.days[node] for node in path)


def _paths(links: "nx.DiGraph[int]") -> Iterator[tuple[int, ...]]:
    unfinished = [(node,) for node in links]
    while unfinished:
        path = unfinished.pop()
        yield path
        unfinished.extend((*path, later) for later in links.successors(path[-1]))


def is_cycle(path: tuple[int, ...], links: "nx.DiGraph[int]") -> bool:
    """True for a closed walk along links that visits each of its items once."""
    return (
        len(path) >= 2
        and path[0] == path[-1]
        and len(set(path)) == len(path) - 1
        and all(links.has_edge(*link) for link in pairwise(path))
    )


# Quarters of a day add up exactly, so that enumeration with floats finds the same ties.
DAYS = st.integers(1, 12).map(lambda quarters: quarters / 4)
KINDS = st.sampled_from(DependencyKind)


@st.composite
def plans(draw: st.DrawFn, largest: int = 8) -> Plan:
    """Plans without a cycle; ids say nothing about the order."""
    nodes = draw(st.lists(st.integers(1, 99), min_size=1, max_size=largest, unique=True))
    pairs = [(earlier, later) for at, earlier in enumerate(nodes) for later in nodes[at + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2 * largest)) if pairs else []
    edges = tuple(Edge(*pair, draw(KINDS), hard=draw(st.integers(0, 3)) > 0) for pair in chosen)
    return Plan({node: draw(DAYS) for node in nodes}, edges)


@st.composite
def tangles(draw: st.DrawFn) -> Plan:
    """Any edges between a few items, more often than not with a cycle."""
    ends = st.integers(1, 7)
    edges = draw(st.lists(st.builds(Edge, ends, ends, KINDS, st.booleans()), min_size=1, max_size=14))
    return Plan(dict.fromkeys(range(1, 8), 1.0), tuple(edges))


# --- edges and items ---


def test_kind__is_one_of_six_words():
    assert [str(kind) for kind in DependencyKind] == ["technical", "data", "api", "shared", "infra", "order"]


def test_kind__refuses_an_unknown_word():
    with pytest.raises(ValueError, match="telepathic"):
        DependencyKind("telepathic")


def test_edge__is_technical_and_hard_unless_said_otherwise():
    assert Edge(1, 2) == Edge(1, 2, DependencyKind.TECHNICAL, hard=True)


def test_nodes__are_the_estimated_and_the_linked():
    graph = WorkGraph({9: 2.0, 4: 1.0}, [Edge(7, 4)])

    assert graph.nodes == (4, 7, 9)


def test_edges__keep_each_kind_and_drop_repeats():
    api, data = Edge(1, 2, DependencyKind.API), Edge(1, 2, DependencyKind.DATA, hard=False)

    graph = WorkGraph({}, [data, api, Edge(1, 2, DependencyKind.API)])

    assert graph.edges == (api, data)


@pytest.mark.parametrize("hard_first", [True, False])
def test_edges__one_hard_among_soft_holds_work_back(hard_first: bool):
    edges = [Edge(1, 2, DependencyKind.API, hard=hard_first), Edge(1, 2, DependencyKind.DATA, hard=not hard_first)]

    graph = WorkGraph({}, edges)

    assert graph.ready(()) == (1,)
    assert graph.critical_paths() == ((1, 2),)


@pytest.mark.parametrize("days", [0.0, -3.0, nan, inf, -inf, 1e308])
def test_estimate__counts_as_one_day_when_it_is_not_a_length_of_time(days: float):
    assert WorkGraph({1: days, 2: 2.5}, [Edge(1, 2), Edge(2, 3)]).remaining() == {1: 4.5, 2: 3.5, 3: 1.0}


def test_estimate__however_small_is_never_nothing():
    assert WorkGraph({1: 1e-12}, []).length() > 0


def test_graph__may_be_empty():
    graph = WorkGraph({}, [])

    assert (graph.nodes, graph.edges, graph.waves(), graph.matrix()) == ((), (), (), ())
    assert (graph.critical_path(), graph.critical_paths(), graph.length()) == ((), (), 0.0)
    assert (graph.remaining(), graph.slack(), graph.ready(())) == ({}, {}, ())


@given(plans(), st.randoms(use_true_random=False))
def test_graph__does_not_depend_on_the_order_of_what_it_is_given(plan: Plan, random):
    days, edges = list(plan.days.items()), list(plan.edges)
    random.shuffle(days)
    random.shuffle(edges)
    shuffled, graph = WorkGraph(dict(days), edges), plan.graph

    assert shuffled.edges == graph.edges
    assert shuffled.waves() == graph.waves()
    assert shuffled.critical_paths() == graph.critical_paths()
    assert shuffled.matrix() == graph.matrix()
    for blocker in plan.days:
        for blocked in plan.days:
            assert shuffled.cycle_with(blocker, blocked) == graph.cycle_with(blocker, blocked)


# --- cycles ---


def test_cycle_refused__says_the_way_round():
    refusal = CycleRefused((3, 1, 2, 3))

    assert str(refusal) == "#3 -> #1 -> #2 -> #3 would be a cycle"
    assert refusal.path == (3, 1, 2, 3)


def test_cycle__is_found_through_other_items_and_starts_with_the_new_edge():
    graph = WorkGraph({}, [Edge(1, 2), Edge(2, 3)])

    assert graph.cycle_with(3, 1) == (3, 1, 2, 3)
    assert graph.cycle_with(2, 1) == (2, 1, 2)
    assert graph.cycle_with(1, 3) is None


def test_cycle__of_an_item_with_itself():
    assert WorkGraph({5: 1.0}, []).cycle_with(5, 5) == (5, 5)
    assert WorkGraph({}, []).cycle_with(5, 5) == (5, 5)


def test_cycle__is_not_closed_by_an_item_that_is_new():
    graph = WorkGraph({}, [Edge(1, 2)])

    assert graph.cycle_with(2, 8) is None
    assert graph.cycle_with(8, 1) is None


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (False, False)])
def test_cycle__is_refused_through_soft_edges_too(first: bool, second: bool):
    assert WorkGraph({}, [Edge(1, 2, hard=first)]).cycle_with(2, 1) == (2, 1, 2)

    with pytest.raises(CycleRefused) as refused:
        WorkGraph({}, [Edge(1, 2, hard=first), Edge(2, 1, hard=second)])
    assert sorted(set(refused.value.path)) == [1, 2]


@given(plans())
def test_graph__accepts_every_plan_without_a_cycle(plan: Plan):
    assert nx.is_directed_acyclic_graph(plan.every_link)

    assert plan.graph.nodes == tuple(sorted(plan.days))


@given(tangles())
def test_graph__refuses_every_cyclic_plan_and_names_a_real_cycle(plan: Plan):
    assume(not nx.is_directed_acyclic_graph(plan.every_link))

    with pytest.raises(CycleRefused) as refused:
        WorkGraph(plan.days, plan.edges)
    assert is_cycle(refused.value.path, plan.every_link)


@given(plans(), st.data())
def test_cycle_with__is_a_shortest_way_round_for_every_edge_against_the_stream(plan: Plan, data: st.DataObject):
    path = data.draw(st.sampled_from(plan.paths()))
    blocker, blocked = path[-1], path[0]

    cycle = plan.graph.cycle_with(blocker, blocked)

    links = plan.every_link
    shortest = nx.shortest_path_length(links, blocked, blocker)
    links.add_edge(blocker, blocked)
    assert cycle is not None
    assert is_cycle(cycle, links)
    assert cycle[:2] == (blocker, blocked)
    assert len(cycle) == shortest + 2


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7), st.booleans()), min_size=10, max_size=40))
def test_cycle_with__agrees_with_networkx_on_every_edge_of_a_growing_plan(wanted: list[tuple[int, int, bool]]):
    links: nx.DiGraph[int] = nx.DiGraph()
    held: list[Edge] = []
    for blocker, blocked, hard in wanted:
        cycle = WorkGraph({}, held).cycle_with(blocker, blocked)

        links.add_edge(blocker, blocked)
        assert (cycle is None) == nx.is_directed_acyclic_graph(links)
        if cycle is None:
            held.append(Edge(blocker, blocked, hard=hard))
            continue
        assert is_cycle(cycle, links)
        links.remove_edge(blocker, blocked)

    assert {(edge.blocker, edge.blocked) for edge in WorkGraph({}, held).edges} == set(links.edges)


# --- order ---


@given(plans())
def test_waves__are_the_topological_generations_of_the_hard_edges(plan: Plan):
    assert plan.graph.waves() == tuple(tuple(sorted(wave)) for wave in nx.topological_generations(plan.hard_links))


@given(plans())
def test_ready__offers_one_wave_after_the_other(plan: Plan):
    graph = plan.graph
    finished: set[int] = set()
    for wave in graph.waves():
        assert graph.ready(finished) == wave
        finished.update(wave)

    assert finished == set(plan.days)
    assert graph.ready(finished) == ()


@given(plans(), st.data())
def test_ready__is_what_is_unfinished_and_waits_for_nothing_unfinished(plan: Plan, data: st.DataObject):
    finished = data.draw(st.sets(st.sampled_from(sorted(plan.days))))

    left = plan.hard_links
    left.remove_nodes_from(finished)

    assert plan.graph.ready(finished) == tuple(sorted(node for node, waits in left.in_degree() if waits == 0))


def test_ready__ignores_soft_edges_and_ids_from_elsewhere():
    graph = WorkGraph({3: 1.0}, [Edge(1, 2, hard=False), Edge(2, 3)])

    assert graph.ready(()) == (1, 2)
    assert graph.ready([2, 400]) == (1, 3)


@given(plans())
def test_upstream_and_downstream__are_ancestors_and_descendants_over_hard_edges(plan: Plan):
    graph, links = plan.graph, plan.hard_links

    for node in plan.days:
        assert graph.upstream(node) == nx.ancestors(links, node)
        assert graph.downstream(node) == nx.descendants(links, node)


def test_upstream_and_downstream__refuse_an_unknown_item():
    graph = WorkGraph({1: 1.0}, [])

    with pytest.raises(KeyError, match="7"):
        graph.upstream(7)
    with pytest.raises(KeyError, match="7"):
        graph.downstream(7)


# --- time ---


@given(plans())
def test_critical_paths__are_exactly_the_longest_of_all_paths(plan: Plan):
    graph, paths = plan.graph, plan.paths()
    longest = max(map(plan.total, paths))

    assert graph.length() == longest
    assert graph.critical_paths(limit=10_000) == tuple(sorted(path for path in paths if plan.total(path) == longest))


@given(plans(), st.integers(0, 5))
def test_critical_paths__begin_with_the_critical_path_and_stop_at_the_limit(plan: Plan, limit: int):
    graph = plan.graph
    every = graph.critical_paths(limit=10_000)

    assert graph.critical_path() == every[0]
    assert graph.critical_paths(limit) == every[:limit]


@given(plans())
def test_longest_chain__of_plain_pairs_is_the_critical_path_of_the_graph(plan: Plan):
    pairs = [(edge.blocker, edge.blocked) for edge in plan.edges if edge.hard]

    assert longest_chain(plan.days, pairs) == (plan.graph.critical_path(), plan.graph.length())


def test_longest_chain__of_nothing_is_empty_and_of_a_circle_is_refused():
    assert longest_chain({}, []) == ((), 0.0)
    with pytest.raises(ValueError, match="cycle"):
        longest_chain({1: 1.0, 2: 1.0}, [(1, 2), (2, 1)])


@given(plans(), st.data())
def test_remaining__is_the_longest_path_through_unfinished_items(plan: Plan, data: st.DataObject):
    finished = frozenset(data.draw(st.sets(st.sampled_from(sorted(plan.days)))))

    longest: dict[int, float] = {}
    for path in plan.paths(finished):
        longest[path[0]] = max(longest.get(path[0], 0.0), plan.total(path))

    assert plan.graph.remaining(finished) == longest


@given(plans())
def test_slack__is_what_is_missing_from_the_longest_path_through_an_item(plan: Plan):
    graph, paths = plan.graph, plan.paths()

    longest_through = {node: max(plan.total(path) for path in paths if node in path) for node in plan.days}

    assert graph.slack() == {node: graph.length() - days for node, days in longest_through.items()}


def test_critical_paths__tie_when_the_days_add_up_whatever_floats_say():
    assert 0.1 + 0.2 != 0.3

    graph = WorkGraph({1: 0.1, 2: 0.2, 3: 0.3, 4: 1.0}, [Edge(1, 2), Edge(2, 4), Edge(3, 4)])

    assert graph.critical_paths() == ((1, 2, 4), (3, 4))
    assert graph.slack() == {1: 0.0, 2: 0.0, 3: 0.0, 4: 0.0}
    assert graph.length() == 1.3


def test_critical_paths__tie_for_thirds_of_a_day():
    thirds = {1: 1 / 3, 2: 1 / 3, 3: 1 / 3, 4: 1.0}

    assert WorkGraph(thirds, [Edge(1, 2), Edge(2, 3)]).critical_paths() == ((1, 2, 3), (4,))


def test_critical_path__ignores_a_soft_edge():
    graph = WorkGraph({1: 1.0, 2: 3.0, 3: 1.0}, [Edge(1, 2, hard=False), Edge(1, 3)])

    assert graph.critical_path() == (2,)
    assert graph.waves() == ((1, 2), (3,))


# --- the matrix ---


def test_matrix__shows_an_edge_from_both_ends():
    first, second = WorkGraph({}, [Edge(1, 2)]).matrix()

    assert (first.node, first.depends_on, first.blocks) == (1, (), (2,))
    assert (second.node, second.depends_on, second.blocks) == (2, (1,), ())


@given(plans())
def test_matrix__holds_every_edge_in_both_columns_and_nothing_else(plan: Plan):
    rows, links = plan.graph.matrix(), plan.every_link

    assert [row.node for row in rows] == sorted(plan.days)
    assert {(row.node, later) for row in rows for later in row.blocks} == set(links.edges)
    assert {(earlier, row.node) for row in rows for earlier in row.depends_on} == set(links.edges)
    assert all(list(row.blocks) == sorted(set(row.blocks)) for row in rows)
    assert all(list(row.depends_on) == sorted(set(row.depends_on)) for row in rows)


@given(plans())
def test_matrix__is_critical_on_the_longest_paths_only(plan: Plan):
    on_longest = {node for path in plan.graph.critical_paths(limit=10_000) for node in path}

    assert {row.node for row in plan.graph.matrix() if row.critical} == on_longest


# --- the collaboration panel: twelve tickets, #64 to #75 ---

PANEL_EDGES = (
    *(Edge(64, ticket, DependencyKind.ORDER) for ticket in range(65, 76)),
    *(Edge(66, ticket) for ticket in (67, 68, 69)),
    *(Edge(ticket, 69) for ticket in (65, 67, 68)),
    *(Edge(*pair) for pair in [(69, 70), (70, 71), (71, 72), (71, 73)]),
)
PHASE_EDGES = (Edge(71, 74, DependencyKind.ORDER), Edge(71, 75, DependencyKind.ORDER))
PANEL_DAYS = {64: 1, 65: 2, 66: 1, 67: 3, 68: 2, 69: 3, 70: 2, 71: 2, 72: 1, 73: 1, 74: 1, 75: 1}


def test_panel__runs_in_seven_waves():
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES)

    assert len(graph.edges) == 21
    assert graph.waves() == ((64,), (65, 66, 74, 75), (67, 68), (69,), (70,), (71,), (72, 73))


def test_panel__has_four_longest_chains_of_seven_when_every_ticket_takes_a_day():
    graph = WorkGraph({}, PANEL_EDGES)

    assert graph.length() == 7.0
    assert graph.critical_path() == (64, 66, 67, 69, 70, 71, 72)
    assert graph.critical_paths() == (
        (64, 66, 67, 69, 70, 71, 72),
        (64, 66, 67, 69, 70, 71, 73),
        (64, 66, 68, 69, 70, 71, 72),
        (64, 66, 68, 69, 70, 71, 73),
    )


def test_panel__takes_thirteen_days_by_its_estimates():
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES)

    assert graph.length() == 13.0
    assert graph.critical_paths() == ((64, 66, 67, 69, 70, 71, 72), (64, 66, 67, 69, 70, 71, 73))
    assert graph.slack() == dict.fromkeys(PANEL_DAYS, 0.0) | {65: 2.0, 68: 1.0, 74: 11.0, 75: 11.0}


@pytest.mark.parametrize(
    ("before", "last", "newly"),
    [
        ((), 64, (65, 66, 74, 75)),
        ((64,), 65, ()),
        ((64, 65), 66, (67, 68)),
        ((64, 65, 66), 67, ()),
        ((64, 65, 66, 67), 68, (69,)),
        ((64, 66, 67), 68, ()),
        ((64, 65, 66, 67, 68), 69, (70,)),
        ((64, 65, 66, 67, 68, 69), 70, (71,)),
        ((64, 65, 66, 67, 68, 69, 70), 71, (72, 73)),
    ],
)
def test_panel__finishing_a_ticket_frees(before: tuple[int, ...], last: int, newly: tuple[int, ...]):
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES)

    assert set(graph.ready((*before, last))) - set(graph.ready(before)) == set(newly)


def test_panel__remaining_shrinks_as_tickets_finish():
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES)

    assert graph.remaining()[64] == 13.0
    assert graph.remaining({64, 65, 66, 67}) == {68: 10, 69: 8, 70: 5, 71: 3, 72: 1, 73: 1, 74: 1, 75: 1}


def test_panel__refuses_to_let_its_last_ticket_block_its_first():
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES)

    assert graph.cycle_with(75, 64) == (75, 64, 75)
    assert graph.cycle_with(73, 66) == (73, 66, 69, 70, 71, 73)


def test_panel__integration_waits_for_all_before_it():
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES)

    assert graph.upstream(69) == {64, 65, 66, 67, 68}
    assert graph.downstream(69) == {70, 71, 72, 73}
    assert sum(len(graph.upstream(ticket)) for ticket in graph.nodes) == 42


def test_panel__with_phase_edges_audits_and_documents_last():
    graph = WorkGraph(PANEL_DAYS, PANEL_EDGES + PHASE_EDGES)

    assert len(graph.edges) == 23
    assert graph.waves() == ((64,), (65, 66), (67, 68), (69,), (70,), (71,), (72, 73, 74, 75))
    assert graph.length() == 13.0
    assert [path[-1] for path in graph.critical_paths()] == [72, 73, 74, 75]
    assert graph.slack() == dict.fromkeys(PANEL_DAYS, 0.0) | {65: 2.0, 68: 1.0}
    assert len(WorkGraph({}, graph.edges).critical_paths()) == 8


# --- the feature of many personas: its dependency matrix, with "all components" read as the other three rows ---

INFRASTRUCTURE, WEBSOCKET, FRONTEND, DATA_MODEL, CONFLICTS, CONFLICT_UI, API, REALTIME_UI, USERS, LOAD, RELEASE = range(
    11
)
FEATURE_EDGES = (
    Edge(INFRASTRUCTURE, WEBSOCKET, DependencyKind.INFRA),
    Edge(WEBSOCKET, FRONTEND),
    Edge(DATA_MODEL, CONFLICTS, DependencyKind.DATA),
    Edge(CONFLICTS, CONFLICT_UI),
    Edge(WEBSOCKET, REALTIME_UI),
    Edge(API, REALTIME_UI, DependencyKind.API),
    Edge(REALTIME_UI, USERS),
    Edge(WEBSOCKET, LOAD),
    Edge(CONFLICTS, LOAD),
    Edge(REALTIME_UI, LOAD),
    Edge(LOAD, RELEASE, DependencyKind.ORDER),
)


def test_feature__critical_path_is_the_chain_of_five():
    graph = WorkGraph({}, FEATURE_EDGES)

    assert graph.critical_paths() == ((INFRASTRUCTURE, WEBSOCKET, REALTIME_UI, LOAD, RELEASE),)


def test_feature__matrix_derives_the_critical_column_the_author_got_wrong():
    rows = {row.node: row for row in WorkGraph({}, FEATURE_EDGES).matrix()}

    assert [rows[item].critical for item in (WEBSOCKET, CONFLICTS, REALTIME_UI, LOAD)] == [True, False, True, True]
    assert rows[REALTIME_UI].depends_on == (WEBSOCKET, API)
    assert rows[REALTIME_UI].blocks == (USERS, LOAD)


# --- size ---

LONG = 10_000


def test_chain__of_ten_thousand_needs_no_recursion():
    chain = [Edge(node, node + 1) for node in range(LONG)]
    graph = WorkGraph({}, chain)

    assert graph.critical_path() == tuple(range(LONG + 1))
    assert graph.cycle_with(LONG, 0) == (LONG, *range(LONG + 1))
    with pytest.raises(CycleRefused) as refused:
        WorkGraph({}, [*chain, Edge(LONG, 0)])
    assert len(refused.value.path) == LONG + 2


def test_cycle__behind_ten_thousand_starts_and_a_long_chain_is_named_at_once():
    # networkx's own find_cycle needs two minutes for less than half of this.
    chain = [Edge(node, node + 1) for node in range(LONG)]
    starts = [Edge(-node, 0) for node in range(1, LONG)]

    with pytest.raises(CycleRefused) as refused:
        WorkGraph({}, [*chain, *starts, Edge(2 * LONG, 3 * LONG), Edge(3 * LONG, 2 * LONG)])
    assert sorted(set(refused.value.path)) == [2 * LONG, 3 * LONG]


def test_critical_paths__do_not_walk_more_ties_than_asked_for():
    diamonds = [Edge(3 * at, 3 * at + step) for at in range(60) for step in (1, 2)]
    joins = [Edge(3 * at + step, 3 * at + 3) for at in range(60) for step in (1, 2)]

    paths = WorkGraph({}, diamonds + joins).critical_paths(limit=5)

    assert len(set(paths)) == 5
    assert list(paths) == sorted(paths)
    assert paths[0] == tuple(node for node in range(181) if node % 3 != 2)


def large_plan(items: int) -> Plan:
    """Two edges for each item, scattered by multiplication, so that no two runs differ."""
    edges = [
        Edge(min(pair), max(pair))
        for at in range(items)
        for pair in [(at, at * 7919 % items), (at, at * 104_729 % items)]
    ]
    return Plan({at: 1 + at % 3 for at in range(items)}, tuple(edge for edge in edges if edge.blocker != edge.blocked))


@pytest.mark.benchmark
def test_graph__of_ten_thousand_items_is_built_and_measured_in_120_ms(capsys: pytest.CaptureFixture[str]):
    plan = large_plan(LONG)
    assert len(plan.graph.edges) > 19_000

    times = []
    for _ in range(7):
        start = perf_counter()
        remaining = plan.graph.remaining()
        times.append(perf_counter() - start)

    assert len(remaining) == LONG
    with capsys.disabled():
        print(f"\n10,000 items, 20,000 edges: built, remaining() in {min(times) * 1000:.0f} ms (best of {len(times)})")
    assert min(times) < 0.120
