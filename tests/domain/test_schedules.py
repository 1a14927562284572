"""Days of the week at a time of the day, and the words they are said in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.schedules import Cadence, Schedule, clock, moment, schedule

MONDAY = datetime(2026, 5, 11, tzinfo=UTC)
HOUR = 3_600_000
DAY = 24 * HOUR


def ms(days: int = 0, hours: float = 0) -> int:
    return round((MONDAY + timedelta(days=days, hours=hours)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("every", "days"),
    [("daily", 14), ("weekdays", 10), ("twice-weekly", 4), ("weekly", 2)],
)
def test_fortnight__has_as_many_times_as_the_cadence_says(every: str, days: int) -> None:
    times, at = [], ms() - 1
    while (at := schedule(every).next(at)) < ms(14):
        times.append(at)

    assert len(times) == days


def test_schedule__takes_days_and_a_time() -> None:
    assert schedule("twice weekly", "thu, mon", "2:30 pm") == Schedule((0, 3), 14 * 60 + 30)
    assert schedule("twice-weekly", "mon thu", "09:00").words == "mon, thu at 09:00 UTC"
    assert schedule("monthly", "15,1", "10:00") == Schedule((), 600, (1, 15))
    assert schedule("monthly").words == "day 1 of the month at 09:00 UTC"


def test_monthly__holds_to_the_last_day_of_a_month_that_has_fewer() -> None:
    found, at = [], round(datetime(2027, 1, 30, tzinfo=UTC).timestamp() * 1000)
    for _ in range(4):
        at = schedule("monthly", "31").next(at)
        found.append(datetime.fromtimestamp(at / 1000, UTC).strftime("%m-%d"))

    assert found == ["01-31", "02-28", "03-31", "04-30"]


@pytest.mark.parametrize(
    ("every", "days", "at"),
    [("hourly", "", ""), ("weekly", "mon,tue", ""), ("twice-weekly", "mon", ""), ("daily", "", "25:00"),
     ("weekly", "someday", ""), ("daily", "", "13pm"), ("daily", "", "9"),
     ("monthly", "mon", ""), ("monthly", "32", "")],
)  # fmt: skip
def test_schedule__complains_about_words_that_mean_nothing(every: str, days: str, at: str) -> None:
    with pytest.raises(Invalid):
        schedule(every, days, at)


@pytest.mark.parametrize(
    ("text", "minute"), [("09:00", 540), ("9am", 540), ("12am", 0), ("12pm", 720), ("2:05 pm", 845)]
)
def test_clock__reads_both_ways_of_writing_a_time(text: str, minute: int) -> None:
    assert clock(text) == minute


@given(st.sampled_from(Cadence), st.integers(0, 1439), st.integers(0, 40 * DAY))
def test_last_and_next__enclose_every_moment(every: Cadence, minute: int, ahead: int) -> None:
    now = ms() + ahead
    plan = schedule(every, at=f"{minute // 60:02}:{minute % 60:02}")

    last, following = plan.last(now), plan.next(now)

    assert last is not None
    assert last <= now < following
    assert plan.next(last) == following
    assert following - last <= (31 if every == Cadence.MONTHLY else 7) * DAY


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("now", ms(hours=12)),
        ("14:00", ms(hours=14)),
        ("at 9am", ms(1, 9)),
        ("tomorrow", ms(1, 9)),
        ("tomorrow at 10:30", ms(1, 10.5)),
        ("in 2 hours", ms(hours=14)),
        ("in 30 minutes", ms(hours=12.5)),
        ("2026-05-15 at 09:00", ms(4, 9)),
        ("fri 14:00", ms(4, 14)),
        ("monday", ms(7, 9)),
        ("2026-05-15 09:00", ms(4, 9)),
    ],
)
def test_moment__is_a_time_to_come(text: str, due: int) -> None:
    assert moment(text, ms(hours=12)) == due


@pytest.mark.parametrize("text", ["yesterday", "today 09:00", "2026-05-10", "soon", "25:00"])
def test_moment__refuses_what_is_past_or_no_time(text: str) -> None:
    with pytest.raises(Invalid):
        moment(text, ms(hours=12))


@pytest.mark.parametrize("word", ["monthly", "sunny", "thumbs", "mo"])
def test_moment__takes_no_word_for_a_day_that_only_begins_like_one(word: str) -> None:
    with pytest.raises(Invalid):
        moment(word, 0)


@pytest.mark.parametrize("word", ["fri", "friday", "Fridays", "thurs 14:00"])
def test_moment__takes_a_day_however_far_it_is_written_out(word: str) -> None:
    assert moment(word, 0) > 0
