"""How a project is doing: the pace, the forecast, and each thing that makes it worse, by itself."""

from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.health import DAY_MS, Course, Health, Verdict, judge, pace

WELL: Final = Course(
    opened_ms=0,
    due_ms=20 * DAY_MS,
    now_ms=10 * DAY_MS,
    done=5,
    total=10,
    has_started=True,
    obstacles=0,
    per_day=0.5,
)
"""Half of the time, half of the work, at a pace that just does it: nothing is wrong with it."""


@pytest.mark.feature("O-26")
def test_judge__finds_nothing_wrong_with_what_goes_as_planned() -> None:
    assert judge(WELL) == Verdict(Health.ON_TRACK)


@pytest.mark.feature("O-26")
@pytest.mark.parametrize(
    ("wrong", "health", "reason"),
    [
        ({"obstacles": 1}, Health.AT_RISK, "a decision holds it up"),
        ({"obstacles": 3}, Health.AT_RISK, "3 decisions hold it up"),
        ({"per_day": 0.4}, Health.AT_RISK, "at this pace done 3 days late"),
        ({"done": 4, "per_day": 0.6}, Health.AT_RISK, "4 done where the plan has 5"),
        ({"now_ms": 20 * DAY_MS + 1, "done": 9}, Health.LATE, "1 day past the due date"),
    ],
    ids=["decision", "decisions", "forecast", "plan", "due"],
)
def test_judge__is_changed_by_each_trigger_alone(wrong: dict[str, Any], health: Health, reason: str) -> None:
    assert judge(replace(WELL, **wrong)) == Verdict(health, (reason,))


def test_judge__names_every_risk_there_is() -> None:
    course = replace(WELL, obstacles=1, done=3, per_day=0.1)

    assert judge(course).reasons == (
        "a decision holds it up",
        "at this pace done 60 days late",
        "3 done where the plan has 5",
    )


@pytest.mark.parametrize(
    ("course", "health"),
    [
        (replace(WELL, now_ms=0, done=0, has_started=False, per_day=0.0), Health.NOT_STARTED),
        (replace(WELL, now_ms=DAY_MS, done=0, per_day=0.0), Health.ON_TRACK),
        (replace(WELL, now_ms=99 * DAY_MS, done=10), Health.DONE),
        (replace(WELL, due_ms=None, now_ms=999 * DAY_MS, per_day=0.01), Health.ON_TRACK),
        (replace(WELL, due_ms=None, obstacles=1), Health.AT_RISK),
        (replace(WELL, now_ms=0, done=0, total=0, has_started=False), Health.NOT_STARTED),
    ],
    ids=["untouched", "begun", "done late", "no due date", "no due date, held up", "without tickets"],
)
def test_judge__of(course: Course, health: Health) -> None:
    assert judge(course).health is health


def test_plan__counts_only_tickets_that_should_be_done_as_a_whole() -> None:
    assert [replace(WELL, now_ms=now).planned for now in (0, 2 * DAY_MS - 1, 2 * DAY_MS, 50 * DAY_MS)] == [0, 0, 1, 10]


def test_forecast__is_what_is_left_at_the_pace_there_is() -> None:
    assert WELL.forecast_ms == 20 * DAY_MS
    assert replace(WELL, per_day=0.0).forecast_ms is None
    assert replace(WELL, done=10).forecast_ms is None


@pytest.mark.parametrize(
    ("counts", "per_day"), [([], 0.0), ([3], 3.0), ([2, 4], 3.0), ([100, 7, 0, 0, 0, 0, 0, 0], 1.0)]
)
def test_pace__is_the_mean_of_the_last_seven_days(counts: list[int], per_day: float) -> None:
    assert pace(counts) == per_day


@given(
    st.builds(
        Course,
        opened_ms=st.integers(0, 10 * DAY_MS),
        due_ms=st.none() | st.integers(0, 40 * DAY_MS),
        now_ms=st.integers(0, 40 * DAY_MS),
        done=st.integers(0, 20),
        total=st.integers(20, 40),
        has_started=st.booleans(),
        obstacles=st.integers(0, 3),
        per_day=st.just(0.0) | st.floats(0.01, 30),
    )
)
def test_judge__says_why_exactly_when_something_is_wrong(course: Course) -> None:
    verdict = judge(course)

    assert bool(verdict.reasons) == (verdict.health in (Health.AT_RISK, Health.LATE))
