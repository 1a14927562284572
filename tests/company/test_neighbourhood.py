"""The part of the graph that is looked at: everything while that is little, else what hangs together with a ticket."""

from __future__ import annotations

import random
from pathlib import Path

import networkx as nx
import pytest

from teamx_tui.company import links, neighbourhood, tickets
from teamx_tui.company.neighbourhood import MOST, WHOLE
from teamx_tui.company.office import Office
from teamx_tui.domain.filters import parse
from teamx_tui.domain.tickets import State
from tests.builders import charter, filing, founded


def company(path: Path, count: int, pairs: list[tuple[int, int]], **estimates: float) -> Office:
    days = {int(name[1:]): estimate for name, estimate in estimates.items()}
    filings = [filing(number, estimate=days.get(number, 1.0)) for number in range(1, count + 1)]
    return founded(path / "company.db", charter(1, filings, pairs))


def chain(count: int) -> list[tuple[int, int]]:
    return [(number, number + 1) for number in range(1, count)]


def numbers(shown: neighbourhood.Neighbourhood) -> list[int]:
    return [ticket.number for ticket in shown.tickets]


def finish(office: Office, *finished: int) -> None:
    for number in finished:
        tickets.move(office, number, State.DONE, "Done.")


def test_neighbourhood__is_everything_while_that_is_little(tmp_path: Path) -> None:
    shown = neighbourhood.look(company(tmp_path, WHOLE, [(1, 2), (2, 3)]), near=2)

    assert shown.is_everything
    assert shown.centre is None
    assert [(edge.blocker, edge.blocked) for edge in shown.edges] == [(1, 2), (2, 3)]


@pytest.mark.feature("O-21")
@pytest.mark.parametrize("number", [1, 8, 15, 24])
def test_neighbourhood__of_a_ticket_is_what_it_waits_for_and_what_waits_for_it(tmp_path: Path, number: int) -> None:
    chance = random.Random(5)
    pairs = sorted({(chance.randrange(max(1, later - 6), later), later) for later in range(2, 25) for _ in range(2)})
    truth = nx.DiGraph(pairs)

    shown = neighbourhood.look(company(tmp_path, 24, pairs), near=number, is_narrow=True)

    assert numbers(shown) == sorted({number} | nx.ancestors(truth, number) | nx.descendants(truth, number))


def test_neighbourhood__in_a_large_company_is_the_nearest_on_both_sides(tmp_path: Path) -> None:
    shown = neighbourhood.look(company(tmp_path, 200, chain(200)), near=100)

    assert numbers(shown) == list(range(100 - MOST // 2, 100 + MOST // 2))


def test_neighbourhood__takes_more_on_one_side_when_there_is_little_on_the_other(tmp_path: Path) -> None:
    shown = neighbourhood.look(company(tmp_path, 200, chain(200)), near=3)

    assert numbers(shown) == list(range(1, MOST + 1))


def test_neighbourhood__begins_with_the_first_ticket_that_is_not_finished(tmp_path: Path) -> None:
    office = company(tmp_path, 200, chain(200))
    finish(office, 1, 2)

    assert neighbourhood.look(office).centre == 3


def test_neighbourhood__says_how_much_is_beyond_it(tmp_path: Path) -> None:
    shown = neighbourhood.look(company(tmp_path, 5, [(1, 3), (2, 3), (3, 4), (3, 5)]), near=4, is_narrow=True)

    assert numbers(shown) == [1, 2, 3, 4]
    assert shown.beyond == {3: (0, 1)}


def test_neighbourhood__holds_what_the_filter_lets_through(tmp_path: Path) -> None:
    shown = neighbourhood.look(company(tmp_path, 4, chain(4)), parse("-#3"))

    assert numbers(shown) == [1, 2, 4]
    assert shown.beyond == {2: (0, 1), 4: (1, 0)}
    assert (shown.listing.found.shown, shown.listing.found.total) == (3, 4)


def test_neighbourhood__does_not_go_by_a_ticket_that_the_filter_holds_back(tmp_path: Path) -> None:
    shown = neighbourhood.look(company(tmp_path, 4, chain(4)), parse("-#3"), near=3, is_narrow=True)

    assert shown.centre is None


def test_neighbourhood__follows_the_longest_chain_that_is_left(tmp_path: Path) -> None:
    office = company(tmp_path, 5, [(1, 2), (2, 3), (1, 4), (4, 5)], n2=9.0, n5=4.0)
    whole = neighbourhood.look(office)
    finish(office, 1, 2)

    left = neighbourhood.look(office)

    assert (whole.path, whole.days, whole.is_over) == ((1, 2, 3), 11.0, False)
    assert (left.path, left.days, left.is_over) == ((4, 5), 5.0, False)


def test_neighbourhood__follows_the_longest_chain_there_was_when_nothing_is_left(tmp_path: Path) -> None:
    office = company(tmp_path, 3, chain(3))
    finish(office, 1, 2, 3)

    shown = neighbourhood.look(office)

    assert (shown.path, shown.is_over) == ((1, 2, 3), True)


def test_neighbourhood__is_the_very_same_until_something_happens(tmp_path: Path) -> None:
    office = company(tmp_path, 3, chain(2))
    before = neighbourhood.look(office)
    again = neighbourhood.look(office, before=before)
    links.link(office, 2, 3)

    after = neighbourhood.look(office, before=before)

    assert again is before
    assert len(after.edges) == 2
