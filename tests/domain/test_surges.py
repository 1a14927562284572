"""Surges of spending on synthetic runs: told when they come, once, and never for a company that spends steadily."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.surges import QUARTER_MS, Spend, exhausted_at, pace

MINUTE_MS = 60_000
NOW = 1_800_000_000_000


def minutes(*amounts: tuple[int, int]) -> list[Spend]:
    """What is spent in each minute up to now: (for how many minutes, micro-dollars in each), the oldest first."""
    every = [micros for count, micros in amounts for _ in range(count)]
    return [(NOW - (len(every) - 1 - no) * MINUTE_MS, micros) for no, micros in enumerate(every)]


@pytest.mark.feature("X-21")
@pytest.mark.parametrize(
    ("before", "after", "is_surge"), [(10_000, 14_000, True), (10_000, 13_900, False), (10_000, 30_000, True)]
)
def test_pace__that_is_40_percent_up_in_15_minutes_is_a_surge(before: int, after: int, is_surge: bool) -> None:
    seen = pace(minutes((60, before), (15, after)), NOW)

    assert seen.rise_percent == pytest.approx(after * 100 / before - 100, abs=3)
    assert seen.is_surge() is is_surge


@pytest.mark.feature("X-21")
@given(st.integers(1, 10**6), st.integers(1, 600))
def test_pace__that_is_steady_is_never_a_surge_however_young_the_company(micros: int, age: int) -> None:
    assert not pace(minutes((age, micros)), NOW).is_surge()


def test_surge__goes_on_until_the_rise_is_small() -> None:
    falling = pace(minutes((60, 10_000), (15, 13_000)), NOW)
    calm = pace(minutes((60, 10_000), (15, 11_000)), NOW)

    assert (falling.is_surge(), falling.is_surge(went_on=True)) == (False, True)
    assert not calm.is_surge(went_on=True)


def test_pace__of_cents_is_no_surge() -> None:
    assert not pace(minutes((60, 10), (15, 3000)), NOW).is_surge()


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 10**6)), max_size=30), st.integers(0, 10**12))
def test_pace__depends_on_nothing_but_amounts_and_their_ages(spends: Sequence[Spend], later_ms: int) -> None:
    spends = [(NOW - age * MINUTE_MS, micros) for age, micros in spends]
    moved = [(at_ms + later_ms, micros) for at_ms, micros in spends]

    assert pace(spends, NOW) == pace(reversed(spends), NOW) == pace(moved, NOW + later_ms)


@pytest.mark.feature("X-21")
def test_exhausted_at__is_when_the_rest_is_gone_at_the_pace_of_the_last_quarter() -> None:
    assert exhausted_at(4_000_000, 1_000_000, NOW, None) == NOW + 4 * QUARTER_MS
    assert exhausted_at(4_000_000, 1_000_000, NOW, NOW + 4 * QUARTER_MS) is None  # the day ends sooner
    assert exhausted_at(4_000_000, 0, NOW, None) is None
    assert exhausted_at(-5, 1, NOW, None) == NOW
