"""What was spent: sums that equal the turns they are made of, percentiles, budgets, and time without gaps."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from contextlib import closing
from itertools import cycle, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import money
from teamx_tui.company.founding import Allowance
from teamx_tui.company.money import By
from teamx_tui.company.office import Office
from teamx_tui.domain.usage import QUESTIONS
from tests.builders import NOON, Clock, carry, charter, claim, filing, passing, play, says

ADDITIVE = (
    *("turns", "failed", "calls", "micros", "took_ms", "unknown", "unpriced"),
    *("input_tokens", "output_tokens", "cache_write_tokens", "cache_read_tokens"),
)
Turn = tuple[int, int, int]
"""How long a turn took in milliseconds, its calls, and its cost in micro-dollars."""
TURNS = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 9), st.integers(0, 10**7)), min_size=1, max_size=40)

Asked = tuple[int, int, str, bool]
"""When a call for a question ended after noon in milliseconds, its cost in micro-dollars, its model, and whether it is
known what became of it."""
ASKED = st.lists(
    st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(("m", "n")), st.booleans()),
    max_size=12,
)


def write(office: Office, turns: list[Turn]) -> list[tuple[str, int, Turn]]:
    """Put ended turns into the store, by ada and ben on #1 to #3 in turn; return who did what on which ticket."""
    done = []
    with closing(sqlite3.connect(office.store.path)) as hand, hand:
        ids = dict(hand.execute("SELECT handle, id FROM employee"))
        items = dict(hand.execute("SELECT number, id FROM work_item WHERE number IS NOT NULL"))
        wake = hand.execute("SELECT min(id) FROM wake").fetchone()[0]
        for turn, who, number in zip(turns, cycle(("ada", "ben")), cycle((1, 2, 3)), strict=False):
            took, calls, micros = turn
            hand.execute(
                "INSERT INTO run (wake_id, thread_id, item_id, employee_id, worker_id, token, attempt, hop, brain,"
                " model, started_at_ms, ended_at_ms, outcome, reason, seen_message_id, model_calls, cost_micros)"
                " VALUES (?, (SELECT id FROM thread WHERE item_id = ?), ?, ?, '', 1, 1, 0, 'claude', 'm', ?, ?,"
                " 'finished', '', 0, ?, ?)",
                (wake, items[number], items[number], ids[who], NOON, NOON + took, calls, micros),
            )
            done.append((who, number, turn))
    return done


def write_asking(office: Office, calls: list[Asked]) -> None:
    """Put calls for questions of the operator into the store, as they are once they have been settled."""
    with closing(sqlite3.connect(office.store.path)) as hand, hand:
        for took, micros, model, is_known in calls:
            question = hand.execute(
                "INSERT INTO question (text, asked_at_ms, state, worker_id, attempt, brain, model, steps, answer,"
                " error) VALUES ('why?', ?, 'answered', '', 1, 'claude', ?, '[]', '', '')",
                (NOON, model),
            )
            hand.execute(
                "INSERT INTO model_call (question_id, brain, model, state, priced, reserved_micros, cost_micros,"
                " input_tokens, output_tokens, cache_write_tokens, cache_write_hour_tokens, cache_read_tokens,"
                " stop_reason, error, started_at_ms, ended_at_ms)"
                " VALUES (?, 'claude', ?, ?, 1, ?, ?, 7, 5, 3, 2, 1, '', '', ?, ?)",
                (question.lastrowid, model, "settled" if is_known else "unknown", micros, micros, NOON, NOON + took),
            )


def rank(times: list[int], share: float) -> int:
    """The nearest rank, by its definition."""
    return sorted(times)[math.ceil(share * len(times)) - 1]


@pytest.mark.feature("T-31")
@given(TURNS)
@settings(deadline=None, max_examples=40)
def test_sums__equal_the_turns_they_are_made_of(turns: list[Turn]) -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3)])) as office:
        done = write(office, turns)
        expected: dict[str, list[Turn]] = defaultdict(list)
        for who, _, turn in done:
            expected[who].append(turn)

        seen = money.look(office, By.EMPLOYEE)

        assert {one.key for one in seen.sums} == set(expected)
        for one in (*seen.sums, seen.total):
            mine = expected.get(one.key, turns)
            times = [took for took, _, _ in mine]
            assert (one.turns, one.calls, one.micros) == (len(mine), *map(sum, list(zip(*mine, strict=True))[1:]))
            assert (one.p50_ms, one.p95_ms) == (rank(times, 0.5), rank(times, 0.95))
        assert [one.micros for one in seen.sums] == sorted((one.micros for one in seen.sums), reverse=True)


@pytest.mark.feature("T-31")
@given(st.one_of(TURNS, st.just([])), ASKED, st.sampled_from(By))
@settings(deadline=None, max_examples=40)
def test_sums__by_anything_add_up_to_the_whole(turns: list[Turn], asked: list[Asked], by: By) -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3)])) as office:
        write(office, turns)
        write_asking(office, asked)

        seen = money.look(office, by)

        for counted in ADDITIVE:
            assert sum(getattr(one, counted) for one in seen.sums) == getattr(seen.total, counted), counted
        assert (seen.total.turns, seen.total.micros) == (
            len(turns),
            sum(micros for _, _, micros in turns) + sum(micros for _, micros, _, _ in asked),
        )
        assert seen.total.unknown == sum(not is_known for *_, is_known in asked)
        assert seen.total.calls == sum(calls for _, calls, _ in turns) + len(asked)


@pytest.mark.feature("T-31", "T-15")
@pytest.mark.parametrize("by", [By.EMPLOYEE, By.TICKET, By.PROJECT])
def test_questions__are_a_sum_of_their_own_where_they_belong_to_nobody(by: By) -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3)])) as office:
        write(office, [(10, 2, 40)])
        write_asking(office, [(10, 500, "m", True), (20, 300, "n", True)])

        first, *_ = money.look(office, by).sums

        assert (first.key, first.label) == (QUESTIONS, "your questions")
        assert (first.turns, first.calls, first.micros, first.p95_ms) == (0, 2, 800, 0)
        assert (first.input_tokens, first.output_tokens) == (14, 10)
        assert (first.cache_write_tokens, first.cache_read_tokens) == (10, 2)


def test_questions__are_in_the_sum_of_their_model_and_day() -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3)])) as office:
        write(office, [(10, 2, 40)])
        write_asking(office, [(10, 500, "m", True), (86_400_000, 300, "n", True)])

        assert [(one.key, one.calls, one.micros) for one in money.look(office, By.MODEL).sums] == [
            ("claude m", 3, 540),
            ("claude n", 1, 300),
        ]
        assert [(one.calls, one.micros) for one in money.look(office, By.DAY).sums] == [(1, 300), (3, 540)]


@pytest.mark.feature("T-31")
@given(st.one_of(TURNS, st.just([])), ASKED, st.integers(0, 40 * 24 * 60))
@settings(deadline=None, max_examples=25)
def test_beats__have_no_gaps_and_lose_nothing_that_fits(turns: list[Turn], asked: list[Asked], minutes: int) -> None:
    clock = Clock()
    with passing(charter(2, [filing(1), filing(2), filing(3)]), clock) as office:
        write(office, turns)
        write_asking(office, asked)
        clock.advance(10**4 + 60 * minutes)

        seen = money.look(office)

        assert sum(beat.micros for beat in seen.beats) == seen.total.micros
        assert sum(beat.calls for beat in seen.beats) == seen.total.calls
        if not seen.beats:
            assert (turns, asked) == ([], [])
            return
        assert all(later.at_ms - earlier.at_ms == seen.step_ms for earlier, later in pairwise(seen.beats))
        assert len(seen.beats) <= money.STEPS
        assert seen.beats[-1].at_ms <= clock.now_ms < seen.beats[-1].at_ms + seen.step_ms


@pytest.mark.feature("D-3")
def test_money__of_scripted_employees_is_turns_and_nothing_else() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        play(office)

        seen = money.look(office, By.MODEL)

        assert [(one.key, one.turns, one.calls, one.micros) for one in seen.sums] == [("scripted", 2, 0, 0)]


def test_money__counts_a_turn_when_it_has_ended() -> None:
    with passing(charter(1, [filing(1)])) as office:
        going_on = claim(office, 1, "ada")
        before = money.look(office).total.turns
        carry(office, going_on, says("Here I am."))

        assert (before, money.look(office).total.turns) == (0, 1)


@pytest.mark.feature("X-20")
@pytest.mark.parametrize(
    ("spent", "percent", "left", "is_warning"),
    [(0, 0, 5_000_000, False), (3_999_999, 79, 1_000_001, False), (4_000_000, 80, 1_000_000, True)],
)
def test_budget__warns_from_its_share_on(spent: int, percent: int, left: int, is_warning: bool) -> None:
    with passing(charter(1, budgets=[Allowance("company", "", 5_000_000)])) as office:
        with closing(sqlite3.connect(office.store.path)) as hand, hand:
            hand.execute("UPDATE budget SET spent_micros = ?", (spent,))

        (budget,) = money.look(office).budgets

        assert (budget.percent, budget.left, budget.is_warning) == (percent, left, is_warning)
