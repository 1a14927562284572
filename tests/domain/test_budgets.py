"""Over which time budgets are counted, how they are called, and by how much they are raised."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.budgets import Period, Scope, is_over_warning, named, step_up, window, window_ms

TIMES = st.integers(0, 10**14 // 25)


@given(st.sampled_from(Period), TIMES)
def test_window__holds_the_time_it_is_the_window_of(period: Period, at_ms: int) -> None:
    begin, end = window_ms(period, window(period, at_ms))

    assert begin <= at_ms
    assert end is None if period is Period.TOTAL else end is not None and at_ms < end


@given(st.sampled_from([Period.DAY, Period.MONTH]), TIMES)
def test_window__begins_where_the_one_before_ends(period: Period, at_ms: int) -> None:
    here = window(period, at_ms)
    end = window_ms(period, here)[1]
    assert end is not None

    assert window(period, end - 1) == here < window(period, end)
    assert window_ms(period, window(period, end))[0] == end


def test_window__of_a_month_is_that_of_utc() -> None:
    last = int(datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp() * 1000)

    assert (window(Period.MONTH, last), window(Period.MONTH, last + 1000)) == (202612, 202701)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ((Scope.COMPANY, "", Period.TOTAL), "the company's budget of $5.00"),
        ((Scope.EMPLOYEE, "ada", Period.DAY), "@ada's budget of $5.00 a day"),
        ((Scope.PROJECT, "panel", Period.MONTH), "the budget of project panel of $5.00 a month"),
        ((Scope.TICKET, "64", Period.TOTAL), "the budget of #64 of $5.00"),
        ((Scope.MEETING, "70", Period.TOTAL), "the budget of meeting #70 of $5.00"),
    ],
)
def test_named__says_whose_budget_it_is(place: Any, name: str) -> None:
    assert named(*place, 5_000_000) == name


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_step_up__covers_what_is_short_and_is_a_round_number_of_dollars(limit: int, short: int) -> None:
    more = step_up(limit, short)

    assert more >= max(short, limit / 2, 1_000_000)
    assert str(more).rstrip("0") in ("1", "2", "5")
    assert more == 1_000_000 or more <= 2.5 * max(short, (limit + 1) // 2)


@pytest.mark.parametrize(("spent", "is_over"), [(0, False), (849_999, False), (850_000, True), (1_000_000, True)])
def test_is_over_warning__begins_at_its_share(spent: int, is_over: bool) -> None:
    assert is_over_warning(spent, 1_000_000, 85) is is_over
