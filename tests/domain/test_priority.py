"""Which wake goes first: longest remaining path, then priority, then age, and nothing starves."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.priority import AGEING_MS_PER_DAY_OF_PATH, rank
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Priority

NOW = 1_800_000_000_000
DAYS = st.integers(1, 2_000).map(lambda quarters: quarters / 4)
WAKES = st.tuples(DAYS, st.sampled_from(Priority), st.integers(NOW - 10**9, NOW), st.sampled_from(Raci))


def test_rank__puts_the_longest_remaining_path_first() -> None:
    assert rank(5.0, Priority.LOW, NOW, Raci.CONSULTED) < rank(4.75, Priority.CRITICAL, NOW, Raci.RESPONSIBLE)


def test_rank__puts_the_more_urgent_first_when_paths_and_ages_are_equal() -> None:
    ranked = sorted(Priority, key=lambda priority: rank(3.0, priority, NOW, Raci.RESPONSIBLE))

    assert ranked == [Priority.CRITICAL, Priority.HIGH, Priority.MEDIUM, Priority.LOW]


def test_rank__lets_the_responsible_of_a_ticket_speak_first() -> None:
    ranked = sorted(Raci, key=lambda part: rank(3.0, Priority.HIGH, NOW, part))

    assert ranked == list(Raci)


@given(days=DAYS, priority=st.sampled_from(Priority), older=st.integers(NOW - 10**9, NOW - 1))
@settings(deadline=None)
def test_rank__puts_the_older_first_when_all_else_is_equal(days: float, priority: Priority, older: int) -> None:
    assert rank(days, priority, older, Raci.RESPONSIBLE) < rank(days, priority, NOW, Raci.RESPONSIBLE)


@given(long=DAYS, short=DAYS, long_priority=st.sampled_from(Priority), short_priority=st.sampled_from(Priority))
@settings(deadline=None)
def test_rank__lets_nothing_starve(
    long: float, short: float, long_priority: Priority, short_priority: Priority
) -> None:
    """Ten minutes for each day of path, and a minute for the priority: from then on no newcomer goes first."""
    patience_ms = round(max(long - short, 0) * AGEING_MS_PER_DAY_OF_PATH) + 60_000

    waited = rank(short, short_priority, NOW - patience_ms, Raci.INFORMED)
    newcomer = rank(long, long_priority, NOW, Raci.RESPONSIBLE)

    assert waited < newcomer


@given(wakes=st.lists(WAKES, max_size=12))
@settings(deadline=None)
def test_rank__is_the_order_by_path_plus_age_at_any_later_moment(
    wakes: list[tuple[float, Priority, int, Raci]],
) -> None:
    by_rank = sorted(wakes, key=lambda wake: rank(*wake))

    for moment in (NOW, NOW + 3_600_000):
        pulls = [days + (moment - queued) / AGEING_MS_PER_DAY_OF_PATH for days, _, queued, _ in by_rank]
        assert all(earlier >= later - 1e-6 for earlier, later in pairwise(pulls))
