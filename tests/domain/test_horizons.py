"""Which days a question names."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.horizons import horizon, split
from teamx_tui.domain.questions import words

THURSDAY = int(datetime(2026, 11, 26, 15, 30, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("question", "said", "first", "last"),
    [
        ("what is due today?", "today", "2026-11-26", "2026-11-26"),
        ("what is due tomorrow?", "tomorrow", "2026-11-27", "2026-11-27"),
        ("what is due this week?", "this week", "2026-11-26", "2026-11-29"),
        ("what is due next week?", "next week", "2026-11-30", "2026-12-06"),
        ("what is due this month?", "this month", "2026-11-26", "2026-11-30"),
        ("what is due next month?", "next month", "2026-12-01", "2026-12-31"),
        ("what is due on friday?", "on 2026-11-27", "2026-11-27", "2026-11-27"),
        ("what is due by friday?", "by 2026-11-27", "2026-11-26", "2026-11-27"),
        ("what is due before 14 december?", "by 2026-12-14", "2026-11-26", "2026-12-14"),
        ("what is due on 14 december 2026?", "on 2026-12-14", "2026-12-14", "2026-12-14"),
        ("what is due in 3 days?", "by 2026-11-29", "2026-11-26", "2026-11-29"),
        ("what is due in the next 2 weeks?", "by 2026-12-10", "2026-11-26", "2026-12-10"),
        ("what is due 2026-12-01?", "on 2026-12-01", "2026-12-01", "2026-12-01"),
    ],
)
def test_horizon__is_the_days_that_are_named(question: str, said: str, first: str, last: str) -> None:
    named, others = split(words(question))
    found = horizon(named, THURSDAY)

    assert (found.said, found.first, found.last) == (said, date.fromisoformat(first), date.fromisoformat(last))
    assert set(others) <= {"what", "is", "due", "on", "in", "the", "next"}


@pytest.mark.parametrize("question", ["what is due?", "is 64 late?", "when is 64 due?", "what is due next?"])
def test_split__finds_no_day_where_none_is_named(question: str) -> None:
    assert split(words(question)) == ("", words(question))


def test_horizon__refuses_a_day_that_is_over() -> None:
    with pytest.raises(Invalid, match="2026-11-01 is over; name another day"):
        horizon("2026-11-01", THURSDAY)


@given(st.text(max_size=40))
def test_split__names_only_days_that_can_be_found(question: str) -> None:
    named, _ = split(words(question))
    with suppress(Invalid):
        assert not named or horizon(named, THURSDAY).first <= horizon(named, THURSDAY).last
