"""The inbox: what most work waits for comes first, and what an answer brings about is foretold truly."""

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import decisions, inbox, links, runs, tickets, views
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.retries import ATTEMPTS, LONGEST_DELAY_SECONDS, Mishap
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.wakes import Limits
from tests.builders import Clock, charter, claim, filing, passing, says, turn

NUMBERS = (1, 2, 3, 4, 5, 6, 7)
LINKS = st.sets(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)).filter(lambda pair: pair[0] < pair[1]))


@pytest.mark.feature("T-20")
@given(links=LINKS, over=st.sets(st.sampled_from(NUMBERS)), asked=st.lists(st.sampled_from(NUMBERS), min_size=1))
@settings(deadline=None, max_examples=40)
def test_inbox__is_sorted_by_the_unfinished_tickets_behind_and_then_by_age(
    links: set[tuple[int, int]], over: set[int], asked: list[int]
) -> None:
    with passing(charter(1, [filing(n) for n in NUMBERS], sorted(links)), Clock(step_ms=1000)) as office:
        for number in over:
            tickets.move(office, number, "skipped", "not needed")
        ids = [decisions.ask(office, number, OPERATOR, "How?", actor="ada") for number in asked]

        listed = inbox.waiting(office)

        unfinished = nx.DiGraph([link for link in links if not over & set(link)])
        unfinished.add_nodes_from(NUMBERS)
        assert {entry.id for entry in listed} == set(ids)
        assert all(
            entry.frees == (len(nx.descendants(unfinished, entry.number)) if entry.number not in over else 0)
            for entry in listed
        )
        assert list(listed) == sorted(listed, key=lambda entry: (-entry.frees, entry.opened_at_ms))


def test_frees__counts_neither_what_is_only_related_nor_what_waits_behind_a_cancelled_ticket() -> None:
    with passing(charter(1, [filing(n) for n in (1, 2, 3, 4)], [(1, 2), (2, 3)])) as office:
        links.link(office, 1, 4, hard=False)
        tickets.move(office, 2, "cancelled", "bought")
        decisions.ask(office, 1, OPERATOR, "How?", actor="ada")

        (entry,) = [entry for entry in inbox.waiting(office) if entry.number == 1]

        assert views.ticket(office, 2).state in OVER
        assert entry.frees == 0


def lost_blocker(office: Office) -> None:
    tickets.move(office, 1, "cancelled", "bought")


def dead_wake(office: Office) -> None:
    for _ in range(ATTEMPTS[Mishap.FATAL]):
        runs.give_back(office, claim(office, 1, "ada"), Mishap.FATAL, "it broke")
        office.clock.advance(LONGEST_DELAY_SECONDS)  # type: ignore[attr-defined]


def breaker(office: Office) -> None:
    turn(office, 1, "ada", says("@ben"))
    turn(office, 1, "ben", says("@ada"))


def review(office: Office) -> None:
    turn(office, 1, "ada", ("request_review", {"text": "Please look."}))


@pytest.mark.parametrize(
    ("arise", "choice"),
    [
        (lost_blocker, "release"),
        (lost_blocker, "cancel"),
        (lost_blocker, "wait"),
        (dead_wake, "retry"),
        (dead_wake, "drop"),
        (breaker, "let-one-more"),
        (breaker, "mute"),
        (review, "approve"),
        (review, "changes"),
    ],
)
def test_outcome__foretells_what_is_said_when_the_option_is_chosen(
    arise: Callable[[Office], None], choice: str
) -> None:
    paper = charter(2, [filing(1), filing(2, "ben")], [(1, 2)])
    with passing(paper, limits=Limits(max_hops=1)) as office:
        arise(office)
        (entry,) = inbox.waiting(office)
        foretold = dict(zip(entry.options, entry.outcomes, strict=True))

        said = decisions.settle(office, entry.id, choice)

        assert foretold[choice].startswith(said.removesuffix("."))
        assert all(foretold.values())


@pytest.mark.parametrize(
    ("actor", "foretold"),
    [
        ("ada", "the block on #1 is lifted and @ada is woken"),
        (OPERATOR, "the block on #1 is lifted and whoever works on it is woken"),
    ],
)
def test_outcome__of_free_words_says_who_is_woken(actor: str, foretold: str) -> None:
    with passing(charter(2, [filing(1)])) as office:
        decisions.block(office, 1, "no paint", actor=actor)

        (entry,) = inbox.waiting(office)

        assert (entry.options, entry.outcomes, entry.outcome) == ((), (), foretold)


def test_reason__of_an_answer_in_ones_own_words_is_refused_since_it_stands_in_them() -> None:
    with passing(charter(1, [filing(1)])) as office:
        entry = decisions.ask(office, 1, OPERATOR, "Redis?", actor="ada")

        with pytest.raises(Invalid, match="say why in them"):
            decisions.settle(office, entry, "Yes", "because")
