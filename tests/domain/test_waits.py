"""Circles of waits against networkx, and which wait is cut."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.waits import Means, Wait, Waits, cheapest

TICKETS = [f"#{number}" for number in range(1, 6)]
PEOPLE = ["@ada", "@ben", "@cleo"]
TO_CUT = [means for means in Means if means not in (Means.OWN_WORK, Means.QUORUM)]


@st.composite
def waits(draw: st.DrawFn) -> list[Wait]:
    """Tickets wait for tickets and for people; people wait for tickets."""
    waiter = draw(st.lists(st.sampled_from(TICKETS + PEOPLE), max_size=16))
    found = []
    for who in waiter:
        if who.startswith("@"):
            found.append(Wait(who, draw(st.sampled_from(TICKETS)), Means.OWN_WORK))
        else:
            waited = draw(st.sampled_from([party for party in TICKETS + PEOPLE if party != who]))
            found.append(Wait(who, waited, draw(st.sampled_from(TO_CUT)), draw(st.integers(0, 3))))
    return found


def plain(found: list[Wait]) -> "nx.DiGraph[str]":
    return nx.DiGraph([(wait.waiter, wait.waited) for wait in found])


@pytest.mark.feature("D-6")
@given(found=waits())
@settings(deadline=None)
def test_circle_through__is_a_shortest_cycle_of_networkx_with_that_party(found: list[Wait]) -> None:
    cycles = list(nx.simple_cycles(plain(found)))
    known = Waits(found)

    for party in TICKETS + PEOPLE:
        mine = [cycle for cycle in cycles if party in cycle]
        circle = known.circle_through(party)

        assert len(circle) == min((len(cycle) for cycle in mine), default=0)
        if circle:
            assert circle[0].waiter == party
            assert {wait.waiter for wait in circle} in [set(cycle) for cycle in mine]
            assert [wait.waited for wait in circle] == [wait.waiter for wait in (*circle[1:], circle[0])]


@given(found=waits())
@settings(deadline=None)
def test_circles__are_one_for_each_knot_and_none_where_there_is_no_cycle(found: list[Wait]) -> None:
    graph = plain(found)
    knots = [knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1]

    circles = Waits(found).circles()

    assert len(circles) == len(knots)
    assert all(any({wait.waiter for wait in circle} <= knot for knot in knots) for circle in circles)


@given(found=waits(), behind=st.dictionaries(st.sampled_from(TICKETS), st.integers(0, 9)))
@settings(deadline=None)
def test_cheapest__cut_again_and_again_leaves_no_circle(found: list[Wait], behind: dict[str, int]) -> None:
    left = list(found)
    while circles := Waits(left).circles():
        cut = cheapest(circles[0], behind)
        assert cut is not None
        assert cut.means is not Means.OWN_WORK
        assert behind.get(cut.waiter, 0) == min(
            behind.get(wait.waiter, 0) for wait in circles[0] if wait.means is not Means.OWN_WORK
        )
        left = [wait for wait in left if (wait.waiter, wait.waited) != (cut.waiter, cut.waited)]

    assert list(nx.simple_cycles(plain(left))) == []


def test_cheapest__of_equal_ones_is_an_answer_before_an_early_start() -> None:
    circle = [
        Wait("#1", "@ben", Means.QUESTION, 7),
        Wait("@ben", "#2", Means.OWN_WORK),
        Wait("#2", "#1", Means.DEPENDENCY),
    ]

    assert cheapest(circle, {"#1": 1, "#2": 1}) == circle[0]
    assert cheapest(circle, {"#1": 1, "#2": 0}) == circle[2]
    assert cheapest(circle[1:2], {}) is None
