"""Dependencies drawn, refused, let go; the lists and the plan against networkx."""

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import companies
from teamx_tui.company import graph, inbox, links, threads, tickets, views, why
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import SATISFYING
from tests.builders import (
    Clock,
    charter,
    claim,
    events,
    filing,
    founded,
    head,
    passing,
    play,
    queued,
    says,
    try_claim,
    turn,
    woken,
)

NUMBERS = range(1, 7)
PAIRS = st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))


def bytes_of(office: Office) -> bytes:
    """What is on the disk: the store and its write-ahead log."""
    path = office.store.path
    return b"".join(file.read_bytes() for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())


def drawn(office: Office) -> "nx.DiGraph[int]":
    links_: nx.DiGraph[int] = nx.DiGraph()
    links_.add_nodes_from(NUMBERS)
    links_.add_edges_from(graph.plan(office).edges)
    return links_


# --- cycles ---


@pytest.mark.feature("O-7")
@pytest.mark.parametrize(
    ("pair", "path"), [((3, 1), "#3 -> #1 -> #2 -> #3"), ((2, 1), "#2 -> #1 -> #2"), ((1, 1), "#1 -> #1")]
)
def test_link__that_closes_a_cycle_is_refused_with_its_path_and_leaves_no_trace(
    tmp_path: Path, pair: tuple[int, int], path: str
) -> None:
    office = founded(tmp_path / "c.db", charter(1, [filing(1), filing(2), filing(3)], [(1, 2), (2, 3)]))
    before, bytes_before = head(office), bytes_of(office)

    with pytest.raises(Refused, match=f"{path} would be a cycle"):
        links.link(office, *pair)

    assert head(office) == before
    assert bytes_of(office) == bytes_before
    assert graph.plan(office).edges == ((1, 2), (2, 3))
    office.close()


@pytest.mark.feature("O-7")
def test_link__that_closes_a_cycle_over_a_soft_link_is_refused_too() -> None:
    with passing(charter(1, [filing(1), filing(2)])) as office:
        links.link(office, 1, 2, hard=False)

        with pytest.raises(Refused, match="#2 -> #1 -> #2 would be a cycle"):
            links.link(office, 2, 1)


@pytest.mark.feature("O-7")
@given(pairs=st.lists(st.tuples(PAIRS, st.booleans()), max_size=16))
@settings(deadline=None, max_examples=20)
def test_link__is_refused_exactly_when_a_way_back_exists_or_it_is_there(
    pairs: list[tuple[tuple[int, int], bool]],
) -> None:
    with passing(charter(1, [filing(number) for number in NUMBERS])) as office:
        for (blocker, blocked), hard in pairs:
            before = drawn(office)
            fits = not nx.has_path(before, blocked, blocker) and not before.has_edge(blocker, blocked)
            try:
                links.link(office, blocker, blocked, hard=hard)
                accepted = True
            except Refused:
                accepted = False

            assert accepted is fits
            assert nx.is_directed_acyclic_graph(drawn(office))


# --- what is shown ---


def _random_company(chosen: list[tuple[int, int]], over: list[int]) -> tuple[list[tuple[int, int]], list[int]]:
    edges = sorted({(min(pair), max(pair)) for pair in chosen if pair[0] != pair[1]})
    return edges, sorted(set(over))


@pytest.mark.feature("O-21", "X-13")
@given(chosen=st.lists(PAIRS, max_size=12), over=st.lists(st.sampled_from(NUMBERS), max_size=4))
@settings(deadline=None, max_examples=20)
def test_ticket_list__shows_what_blocks_and_is_blocked_as_networkx_does(
    chosen: list[tuple[int, int]], over: list[int]
) -> None:
    edges, skipped = _random_company(chosen, over)
    with passing(charter(1, [filing(number) for number in NUMBERS], edges)) as office:
        for number in skipped:
            tickets.move(office, number, "skipped", "not needed")

        listed = {ticket.number: ticket for ticket in views.tickets(office)}

        whole: nx.DiGraph[int] = nx.DiGraph(edges)
        whole.add_nodes_from(NUMBERS)
        still_open = whole.edge_subgraph([edge for edge in edges if edge[0] not in skipped]).copy()
        still_open.add_nodes_from(NUMBERS)
        for number, ticket in listed.items():
            assert ticket.blocked_by == tuple(sorted(still_open.predecessors(number)))
            assert ticket.blocks == tuple(sorted(whole.successors(number)))
            assert ticket == views.ticket(office, number)
        from_blocks: nx.DiGraph[int] = nx.DiGraph(
            [(ticket.number, blocked) for ticket in listed.values() for blocked in ticket.blocks]
        )
        from_blocks.add_nodes_from(NUMBERS)
        for number in NUMBERS:
            assert nx.descendants(from_blocks, number) == nx.descendants(whole, number)
            assert nx.ancestors(from_blocks, number) == nx.ancestors(whole, number)


@pytest.mark.feature("O-21", "D-1")
@given(chosen=st.lists(PAIRS, max_size=12), over=st.lists(st.sampled_from(NUMBERS), max_size=3))
@settings(deadline=None, max_examples=20)
def test_why__ends_at_the_open_ancestors_that_wait_for_nothing(chosen: list[tuple[int, int]], over: list[int]) -> None:
    edges, skipped = _random_company(chosen, over)
    with passing(charter(1, [filing(number) for number in NUMBERS], edges)) as office:
        for number in skipped:
            tickets.move(office, number, "skipped", "not needed")
        waits: nx.DiGraph[int] = nx.DiGraph(
            [edge for edge in edges if edge[0] not in skipped and edge[1] not in skipped]
        )
        waits.add_nodes_from(NUMBERS)

        for number in set(NUMBERS) - set(skipped):
            answer = why.why(office, number)

            upstream = nx.ancestors(waits, number)
            assert answer.runnable is (not upstream)
            assert answer.roots == tuple(sorted(node for node in upstream if waits.in_degree(node) == 0))


@pytest.mark.feature("D-18")
def test_plan__of_the_story_has_its_waves_and_its_critical_path(tmp_path: Path) -> None:
    companies.init(tmp_path / "c.db", companies.named_scenario("cross-functional-collaboration"))
    office = Office.open(tmp_path / "c.db", Clock())

    plan = graph.plan(office)

    whole: nx.DiGraph[int] = nx.DiGraph(plan.edges)
    days = {ticket.number: ticket.estimate for ticket in views.tickets(office)}
    assert (len(plan.nodes), len(plan.edges)) == (12, 21)
    assert [sorted(wave) for wave in nx.topological_generations(whole)] == [list(wave) for wave in plan.waves]
    assert nx.is_path(whole, plan.critical_path)
    longest = max(sum(days[node] for node in path) for path in _paths(whole))
    assert sum(days[node] for node in plan.critical_path) == plan.days == longest
    office.close()


def _paths(whole: "nx.DiGraph[int]") -> list[list[int]]:
    ends = [(a, b) for a in whole for b in whole if whole.in_degree(a) == 0 and whole.out_degree(b) == 0]
    return [path for a, b in ends for path in nx.all_simple_paths(whole, a, b)]


# --- drawing and letting go ---


@pytest.mark.feature("O-4")
def test_link__of_an_unknown_kind_is_refused_and_names_the_kinds() -> None:
    with passing(charter(1, [filing(1), filing(2)])) as office:
        before = head(office)

        with pytest.raises(Invalid, match="technical, data, api, shared, infra, order"):
            links.link(office, 1, 2, kind="cosmic")

        assert head(office) == before


@pytest.mark.parametrize(("pair", "missing"), [((1, 9), 9), ((8, 2), 8)])
def test_link__to_a_ticket_that_is_not_there_names_it(pair: tuple[int, int], missing: int) -> None:
    with passing(charter(1, [filing(1), filing(2)])) as office, pytest.raises(NotFound, match=f"no ticket #{missing}"):
        links.link(office, *pair)


def test_link__drawn_twice_is_refused() -> None:
    paper = charter(1, [filing(1), filing(2)], [(1, 2)])
    with passing(paper) as office, pytest.raises(Refused, match="#1 blocks #2 already"):
        links.link(office, 1, 2, kind="data")


@pytest.mark.feature("X-13")
def test_link__makes_the_blocked_wait_and_takes_its_wake_back() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        links.link(office, 1, 2)

        assert queued(office) == [(1, "ada")]
        assert views.ticket(office, 2).condition is Condition.BLOCKED
        (gate,) = why.why(office, 2).tree.gates
        assert (gate.on, gate.who, gate.opens_when) == ("ticket:1", "ada", "#1 is done")


def test_link__that_makes_a_ticket_wait_holds_whoever_was_named_in_it_until_then() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben", informed=["cleo"])])) as office:
        threads.comment(office, 2, "@cleo what do you think?")
        links.link(office, 1, 2)
        assert try_claim(office, 2, "cleo")[0] == []

        tickets.move(office, 1, "done", "ready")

        assert queued(office) == [(2, "cleo"), (2, "ben")]
        claim(office, 2, "cleo")


def test_link__that_is_soft_holds_nothing_back() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        links.link(office, 1, 2, hard=False)

        assert queued(office) == [(1, "ada"), (2, "ben")]
        assert views.ticket(office, 2).condition is Condition.READY
        assert graph.plan(office).edges == ((1, 2),)


def test_link__to_what_is_done_already_holds_nothing_back() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        tickets.move(office, 1, "done", "ready")

        links.link(office, 1, 2)

        assert queued(office) == [(2, "ben")]


def test_link__of_a_ticket_in_review_lets_its_reviewer_in_once_the_blocker_is_done() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben", accountable=["cleo"])])) as office:
        turn(office, 2, "ben", ("request_review", {"text": "Please look."}))
        links.link(office, 1, 2)
        claims, _ = try_claim(office, 2, "cleo")
        assert claims == []

        tickets.move(office, 1, "done", "ready")

        claim(office, 2, "cleo")


@pytest.mark.feature("X-14")
def test_unlink__of_the_last_blocker_wakes_the_participants() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben", consulted=["cleo"])], [(1, 2)])) as office:
        before = head(office)

        links.unlink(office, 1, 2)

        assert woken(office, before) == [(2, "ben", "ready"), (2, "cleo", "ready")]


def test_unlink__of_one_blocker_of_two_wakes_nobody() -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3, "ben")], [(1, 3), (2, 3)])) as office:
        before = head(office)

        links.unlink(office, 1, 3)

        assert woken(office, before) == []


@pytest.mark.feature("S-52")
def test_unlink__from_a_cancelled_blocker_answers_what_was_asked_about_it() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        tickets.move(office, 1, "cancelled", "not needed")

        links.unlink(office, 1, 2)

        assert inbox.waiting(office) == ()
        assert play(office).runs == 1


def test_unlink__of_what_is_not_linked_says_so() -> None:
    with passing(charter(1, [filing(1), filing(2)], [(1, 2)])) as office, pytest.raises(NotFound, match="#2 does not"):
        links.unlink(office, 2, 1)


def test_block_on__a_ticket_from_a_turn_makes_the_own_ticket_wait_until_it_is_done() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        turn(office, 2, "ben", says("I need #1 first."), ("block", {"reason": "needs #1", "ticket": 1}))
        assert views.ticket(office, 2).blocked_by == (1,)
        assert queued(office) == [(1, "ada")]

        tickets.move(office, 1, "done", "ready")

        assert queued(office) == [(2, "ben")]
        assert events(office, "ticket.linked")[-1].actor == "ben"
        assert views.ticket(office, 1).state in SATISFYING
