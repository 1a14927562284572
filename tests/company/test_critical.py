"""The critical path of what is left, as it gets shorter, and in a company too large to search at every news."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import critical, graph, tickets
from teamx_tui.company.critical import Pathfinder
from teamx_tui.domain.gates import Condition
from tests.builders import charter, claim, filing, passing


class Timer:
    """A stopwatch that goes on by `step` seconds each time it is read."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


CHAIN = [(1, 2), (2, 3), (1, 4)]


@pytest.mark.feature("T-19")
def test_path__is_the_longest_chain_of_what_is_left() -> None:
    filings = [filing(1), filing(2, estimate=0.5), filing(3, estimate=2), filing(4, "ben")]
    with passing(charter(2, filings, CHAIN)) as office:
        path = Pathfinder().look(office)

        assert [step.number for step in path.steps] == [1, 2, 3]
        assert (path.days, path.length, path.is_old) == (3.5, 3, False)
        assert [step.condition for step in path.steps] == [Condition.READY, Condition.BLOCKED, Condition.BLOCKED]


def test_path__shows_what_is_done_before_what_is_left() -> None:
    with passing(charter(2, [filing(n) for n in (1, 2, 3, 4)], CHAIN)) as office:
        finder = Pathfinder()
        assert finder.look(office).days == 3
        tickets.move(office, 1, "done", "ready")
        claim(office, 2, "ada")

        path = finder.look(office)

        assert [(step.number, step.condition) for step in path.steps] == [
            (1, Condition.DONE),
            (2, Condition.WORKING),
            (3, Condition.BLOCKED),
        ]
        assert (path.days, path.length) == (2, 2)


def test_path__of_a_company_that_is_through_is_empty() -> None:
    with passing(charter(1, [filing(1)])) as office:
        tickets.move(office, 1, "done", "ready")

        path = Pathfinder().look(office)

        assert (path.steps, path.days, path.length) == ((), 0, 0)


def test_path__goes_another_way_when_a_blocker_is_cancelled() -> None:
    filings = [filing(1), filing(2), filing(3), filing(4, estimate=2.5)]
    with passing(charter(2, filings, [(1, 2), (2, 3)])) as office:
        assert [step.number for step in Pathfinder().look(office).steps] == [1, 2, 3]
        tickets.move(office, 2, "cancelled", "not needed")

        assert [step.number for step in Pathfinder().look(office).steps] == [4]


@given(links=st.sets(st.tuples(st.integers(1, 7), st.integers(1, 7)).filter(lambda pair: pair[0] < pair[1])))
@settings(deadline=None, max_examples=20)
def test_path__of_a_company_that_has_not_begun_is_that_of_the_graph(links: set[tuple[int, int]]) -> None:
    filings = [filing(n, estimate=1 + n % 3) for n in range(1, 8)]
    with passing(charter(1, filings, sorted(links))) as office:
        path, plan = Pathfinder().look(office), graph.plan(office)

        assert tuple(step.number for step in path.steps) == plan.critical_path
        assert path.days == plan.days


def test_pathfinder__keeps_a_long_search_for_a_while_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(critical, "EAGER", 3)
    timer = Timer(1.0)
    with passing(charter(1, [filing(n) for n in (1, 2, 3, 4)], [(1, 2), (2, 3), (3, 4)])) as office:
        finder = Pathfinder(timer)
        assert not finder.look(office).is_old
        tickets.move(office, 1, "done", "ready")

        soon = finder.look(office)
        assert (soon.is_old, soon.length, soon.steps[0].condition) == (True, 4, Condition.DONE)

        timer.now += critical.PATIENCE
        later = finder.look(office)
        assert (later.is_old, later.length) == (False, 3)


def test_pathfinder__of_a_few_tickets_never_is_behind() -> None:
    with passing(charter(1, [filing(1), filing(2)], [(1, 2)])) as office:
        finder = Pathfinder(Timer(1000.0))
        finder.look(office)
        tickets.move(office, 1, "done", "ready")

        assert (finder.look(office).length, finder.look(office).is_old) == (1, False)
