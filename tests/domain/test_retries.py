"""How often a wake is tried again and how long it cools down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.retries import (
    ATTEMPTS,
    FIRST_DELAY_SECONDS,
    LONGEST_DELAY_SECONDS,
    UNCOUNTED,
    Mishap,
    delay_seconds,
    is_cooling,
    is_dead,
)

COUNTED = [mishap for mishap in Mishap if mishap not in UNCOUNTED]
FAILURES = [Mishap.TRANSIENT, Mishap.TURNED_AWAY, Mishap.FATAL]


def test_attempts__are_three_where_trying_again_may_work_one_where_it_cannot_and_more_where_it_costs_nothing() -> None:
    assert ATTEMPTS == {Mishap.TRANSIENT: 3, Mishap.TURNED_AWAY: 12, Mishap.FATAL: 1, Mishap.INTERRUPTED: 12}


def test_host_that_is_busy__is_waited_for_more_than_twenty_minutes() -> None:
    waits = [delay_seconds(Mishap.TURNED_AWAY, attempt) for attempt in range(1, ATTEMPTS[Mishap.TURNED_AWAY])]

    assert sum(waits) > 20 * 60


@pytest.mark.parametrize("mishap", COUNTED)
def test_is_dead__is_true_from_the_last_allowed_attempt_on(mishap: Mishap) -> None:
    last = ATTEMPTS[mishap]

    assert [attempt for attempt in range(1, last + 3) if is_dead(mishap, attempt)] == [last, last + 1, last + 2]


@given(mishap=st.sampled_from(sorted(UNCOUNTED)), attempt=st.integers(1, 10_000))
@settings(deadline=None)
def test_is_dead__is_never_true_for_what_is_not_the_wakes_fault(mishap: Mishap, attempt: int) -> None:
    assert not is_dead(mishap, attempt)


@pytest.mark.parametrize("mishap", FAILURES)
def test_delay__doubles_from_two_seconds(mishap: Mishap) -> None:
    assert [delay_seconds(mishap, attempt) for attempt in (1, 2, 3, 4)] == [2.0, 4.0, 8.0, 16.0]


@given(mishap=st.sampled_from(FAILURES), attempt=st.integers(1, 900))
@settings(deadline=None)
def test_delay__never_shrinks_and_stays_between_its_bounds(mishap: Mishap, attempt: int) -> None:
    here, later = delay_seconds(mishap, attempt), delay_seconds(mishap, attempt + 1)

    assert FIRST_DELAY_SECONDS <= here <= later <= LONGEST_DELAY_SECONDS


@given(attempt=st.integers(1, 10_000))
@settings(deadline=None)
def test_delay__is_nothing_for_a_worker_that_was_told_to_stop(attempt: int) -> None:
    assert delay_seconds(Mishap.STOPPED, attempt) == 0.0


def test_delay__lets_others_go_first_after_the_worker_died_twice() -> None:
    assert [delay_seconds(Mishap.INTERRUPTED, attempt) for attempt in (1, 2, 3, 4, 5)] == [0.0, 0.0, 0.5, 1.0, 1.5]


@given(now=st.integers(0, 2**42), wait=st.integers(-(2**41), 2**41))
@settings(deadline=None)
def test_cooling__ends_when_due_or_when_the_clock_was_set_back(now: int, wait: int) -> None:
    assert is_cooling(now + wait, now) == (0 < wait <= LONGEST_DELAY_SECONDS * 1000)
