"""Money shows what the turns took and cost, truthfully: nothing for scripted employees, every cent otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from teamx_tui.commands import words
from teamx_tui.company import money
from teamx_tui.company.money import By
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.screens.money import MoneyScreen
from teamx_tui.tui.widgets.bar_chart import Chart, drawn
from teamx_tui.tui.widgets.line_list import LineList
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, sees, shown, until

Window = Callable[..., Opened]


async def open_money(pilot: Pilot[None]) -> LineList:
    await pilot.press("7")
    await until(pilot, lambda: isinstance(pilot.app.screen, MoneyScreen), "Money")
    sums = pilot.app.screen.query_one("#sums", LineList)
    await until(pilot, lambda: sums.rows, "the sums")
    return sums


def spent(company: Company, by: By = By.EMPLOYEE) -> money.Money:
    office = company.office()
    seen = money.look(office, by)
    office.close()
    return seen


def paid(company: Company) -> Company:
    """As if every turn had made two calls for 12 cents, and the budget of $25 were at 84 %."""
    with closing(sqlite3.connect(company.store)) as hand, hand:
        hand.execute("UPDATE run SET model_calls = 2, cost_micros = 120000")
        hand.execute("UPDATE budget SET spent_micros = 20000000, reserved_micros = 1000000")
    return company


def asked(company: Company) -> Company:
    """As if a model had answered a question of the operator for 9 dollars."""
    with closing(sqlite3.connect(company.store)) as hand, hand:
        hand.execute(
            "INSERT INTO question (text, asked_at_ms, state, worker_id, attempt, brain, model, steps, answer, error)"
            " VALUES ('why?', 0, 'answered', '', 1, 'claude', 'm', '[]', '', '')"
        )
        hand.execute(
            "INSERT INTO model_call (question_id, brain, model, state, priced, reserved_micros, cost_micros,"
            " input_tokens, output_tokens, cache_write_tokens, cache_write_hour_tokens, cache_read_tokens, stop_reason,"
            " error, started_at_ms, ended_at_ms) SELECT max(id), 'claude', 'm', 'settled', 1, 0, 9000000, 9, 9, 0, 0,"
            " 0, '', '', 1000, (SELECT max(ended_at_ms) FROM run) FROM question"
        )
    return company


@pytest.mark.feature("T-31", "D-3")
async def test_money__of_scripted_employees_is_turns_and_time(story: Play, window: Window) -> None:
    company = story(24)
    total = spent(company).total

    async with window(company) as pilot:
        await open_money(pilot)

        await sees(pilot, f"$0.00 spent · 0 calls · {total.turns} turns", "since then 0 calls, $0.00")
        await sees(pilot, f"half of the turns within {words.duration(total.p50_ms)}", "Turns per minute")


@pytest.mark.feature("T-31")
@pytest.mark.parametrize("by", By)
async def test_sums__equal_the_store_whatever_is_added_up(story: Play, window: Window, by: By) -> None:
    company = paid(story(24))
    expected = spent(company, by)

    async with window(company) as pilot:
        sums = await open_money(pilot)
        while not sums.rows[0].key.startswith(f"{by}:"):
            before = sums.rows[0].key
            await pilot.press("b")
            await until(pilot, lambda before=before: sums.rows[0].key != before, "the next way to add up")

        assert [(row.cells[1].plain, row.cells[4].plain, row.cells[7].plain) for row in sums.rows] == [
            (f"{one.turns}", words.dollars(one.micros), words.duration(one.p50_ms)) for one in expected.sums
        ]
        assert words.dollars(expected.total.micros) in line_with(pilot, " spent ·")


@pytest.mark.feature("T-31", "T-15")
async def test_questions__are_a_sum_of_their_own_which_opens_no_ticket(story: Play, window: Window) -> None:
    company = asked(paid(story(24)))

    async with window(company, memory=remembering("ticket")) as pilot:
        sums = await open_money(pilot)
        await until(pilot, lambda: sums.rows[0].key.startswith("ticket:"), "sums of tickets")

        assert line_with(pilot, "your questions").split()[1:7] == ["your", "questions", "0", "0", "1", "$9.00"]
        assert sums.rows[0].ticket is None


@pytest.mark.feature("X-20")
async def test_budget__over_its_warning_says_so_in_words(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await open_money(pilot)
        assert "0 % of $25.00, $25.00 left warns at 80 %" in line_with(pilot, "of $25.00")

    async with window(paid(story(24))) as pilot:
        await open_money(pilot)
        assert "84 % of $25.00, $4.00 left ($1.00 reserved) ▲ over the warning" in line_with(pilot, "of $25.00")


async def test_chart__shows_turns_calls_and_dollars_in_turn(story: Play, window: Window) -> None:
    async with window(paid(story(24))) as pilot:
        await open_money(pilot)
        for measure in ("Dollars", "Turns", "Calls"):
            await sees(pilot, f"{measure} per minute")
            await pilot.press("c")


async def test_money__adds_up_as_it_did_the_last_time(story: Play, window: Window) -> None:
    company, memory = story(24), Memory()

    async with window(company, memory=memory) as pilot:
        await open_money(pilot)
        await pilot.press("b")
        await sees(pilot, "By ticket")

    async with window(company, memory=memory) as pilot:
        await open_money(pilot)
        await sees(pilot, "By ticket")


async def test_enter__on_a_sum_of_a_ticket_opens_it(story: Play, window: Window) -> None:
    async with window(story(24), SMALL, memory=remembering("ticket")) as pilot:
        sums = await open_money(pilot)
        await until(pilot, lambda: sums.current is not None and sums.current.ticket is not None, "sums of tickets")
        number = sums.current.ticket if sums.current is not None else None
        await pilot.press("enter")

        await until(pilot, lambda: getattr(pilot.app.screen, "number", None) == number, f"the thread of #{number}")


def remembering(by: str) -> Memory:
    memory = Memory()
    memory.keep("money by", by)
    return memory


async def test_money__of_a_company_that_has_not_begun_says_so(story: Play, window: Window) -> None:
    async with window(story(0), SMALL) as pilot:
        await pilot.press("7")

        await sees(pilot, "$0.00 spent · 0 calls · 0 turns", "Nobody has had a turn yet.")
        assert "Traceback" not in shown(pilot)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=300), st.integers(15, 200), st.integers(2, 40))
@settings(deadline=None)
def test_chart__fits_and_shows_whatever_is_more_than_nothing(values: list[int], width: int, height: int) -> None:
    top = f"{max(values):,}"
    lines = [part.plain for part in drawn(Chart(tuple(values), top, "09:00", "10:00"), width, height)]
    bars = [line[len(top) + 1 :] for line in lines[:-1]]

    assert len(lines) == height
    assert all(len(line) <= width for line in lines)
    if len(top) + 1 < width:
        room = width - len(top) - 1
        slot = max(1, min(4, room // len(values)))
        last = values[-(room // slot) :]
        assert [bars[-1][at * slot] != " " for at in range(len(last))] == [value > 0 for value in last]
