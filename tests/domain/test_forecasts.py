"""When work will be done: nothing before its blockers, one ticket at a time for everybody, nobody idle for nothing."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.edges import Edge
from teamx_tui.domain.forecasts import Piece, Slot, chain, day_after, forecast
from teamx_tui.domain.graph import WorkGraph

THURSDAY = int(datetime(2026, 11, 26, 15, 30, tzinfo=UTC).timestamp() * 1000)


@st.composite
def plans(draw: st.DrawFn) -> tuple[dict[int, Piece], list[Edge]]:
    count = draw(st.integers(1, 9))
    who = st.sampled_from([None, "ada", "ben", "cleo"])
    days = st.sampled_from([0.5, 1.0, 2.0, 3.0])
    work = {key: Piece(draw(days), draw(who), is_begun=draw(st.booleans())) for key in range(count)}
    pairs = list(combinations(range(count), 2))
    return work, [Edge(*pair) for pair in draw(st.lists(st.sampled_from(pairs), unique=True))] if pairs else []


@given(plans())
def test_forecast__lets_nothing_begin_before_its_blockers_and_nobody_do_two_things_at_once(
    plan: tuple[dict[int, Piece], list[Edge]],
) -> None:
    work, edges = plan
    slots = forecast(work, edges)

    assert slots.keys() == work.keys()
    assert all(slots[edge.blocked].begins >= slots[edge.blocker].ends for edge in edges)
    for one, other in combinations(work, 2):
        if work[one].who is not None and work[one].who == work[other].who:
            assert slots[one].ends <= slots[other].begins or slots[other].ends <= slots[one].begins
    last = max(slot.ends for slot in slots.values())
    assert WorkGraph({key: piece.days for key, piece in work.items()}, edges).length() <= last + 1e-6
    assert last <= sum(piece.days for piece in work.values()) + 1e-6


@given(plans())
def test_chain__says_without_a_gap_why_a_ticket_is_not_done_sooner(plan: tuple[dict[int, Piece], list[Edge]]) -> None:
    slots = forecast(*plan)

    for key in slots:
        steps = chain(slots, key)
        assert steps[-1] == key
        assert slots[steps[0]].begins == 0
        assert all(slots[a].ends == slots[b].begins for a, b in pairwise(steps))


def test_forecast__lets_first_begin_what_somebody_is_at_then_what_most_hangs_on() -> None:
    work = {1: Piece(1, "ada"), 2: Piece(1, "ada"), 3: Piece(1, "ada", is_begun=True), 4: Piece(5, "ben")}

    assert forecast(work, [Edge(2, 4)]) == {
        3: Slot(0, 1, None),
        2: Slot(1, 2, 3),
        1: Slot(2, 3, 2),
        4: Slot(2, 7, 2),
    }


@pytest.mark.parametrize(
    ("days", "on"),
    [
        (0.5, date(2026, 11, 26)),
        (1, date(2026, 11, 26)),
        (2, date(2026, 11, 27)),
        (2.5, date(2026, 11, 30)),
        (7, date(2026, 12, 4)),
    ],
)
def test_day_after__leaves_weekends_out(days: float, on: date) -> None:
    assert day_after(THURSDAY, days) == on


def test_day_after__begins_on_monday_when_it_is_saturday() -> None:
    assert day_after(THURSDAY + 2 * 86_400_000, 1) == date(2026, 11, 30)


@given(days=st.integers(1, 400), later=st.integers(0, 6))
def test_day_after__counts_every_working_day_once(days: int, later: int) -> None:
    begin = THURSDAY + later * 86_400_000
    working = (date.fromordinal(date(2026, 11, 26).toordinal() + later + n) for n in itertools.count())
    *_, last = itertools.islice((day for day in working if day.weekday() < 5), days)
    assert day_after(begin, days) == last


def test_day_after__ends_with_the_calendar() -> None:
    assert day_after(THURSDAY, 3_000_000) == date.max
