"""A question that the company's model answers, in the window: its looks and its answer come in above the records'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from textual.pilot import Pilot

from teamx_tui.company import brains, equipment, questions, shifts
from teamx_tui.company.office import Office
from teamx_tui.company.questions import Asked, Taken
from teamx_tui.tui.screens.asked import AskedScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.tui.conftest import (
    LOOKS,
    Company,
    Opened,
    Pictures,
    Play,
    has_looked,
    line_with,
    on_screen,
    say,
    sees,
    shown,
    until,
)

Window = Callable[..., Opened]
ASKED = "why is the frontend behind?"
RECORDED = "Phase Frontend: 0 of 2 done"
WHY = Taken("why", {"number": 69}, "1 closed gate; it starts at #68")


@contextmanager
def staffed(company: Company) -> Iterator[tuple[Office, str]]:
    """The company with a model for whoever is hired next, and a worker on duty that does as the test says."""
    office = company.office()
    brains.add(office, "claude", "http://127.0.0.1:9", model="claude-haiku-5-5")
    with office.act("operator") as act:
        equipment.equip_company(act, "claude", "")
    shift = shifts.begin(office, 1)
    try:
        yield office, shift.worker_id
    finally:
        shifts.end(office, shift)
        office.close()


async def ask(pilot: Pilot[None]) -> None:
    await has_looked(pilot)
    await say(pilot, ASKED, "Ask the company")
    await on_screen(pilot, AskedScreen)


async def taken(pilot: Pilot[None], office: Office, worker_id: str) -> Asked:
    """The question, once it was asked, taken up by the worker."""
    found: list[Asked] = []

    def is_taken() -> bool:
        asked = questions.take(office, worker_id)
        found.extend([asked] if asked is not None else [])
        return asked is not None

    await until(pilot, is_taken, "a question")
    return found[0]


@pytest.mark.feature("T-15")
async def test_asked__shows_the_records_at_once_and_the_looks_and_the_answer_of_a_model_above_as_they_come(
    story: Play, window: Window
) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            await sees(pilot, "Answer of claude (claude-haiku-5-5)", "A worker takes it", "From the records", RECORDED)

            asked = await taken(pilot, office, worker)
            questions.note(office, asked, [WHY], None)
            await sees(pilot, "why number=69 → 1 closed gate; it starts at #68", "is at it: 1 look so far", RECORDED)

            questions.answer(office, asked, "It waits for #68, which is @mike's.", None)
            await sees(pilot, "It waits for #68, which is @mike's.", "answered: 0 calls", RECORDED)
            lines = shown(pilot).split("\n")
            places = [
                next(at for at, one in enumerate(lines) if word in one)
                for word in ("Answer of claude", "It waits for #68", "From the records", RECORDED)
            ]
            assert places == sorted(places)

            await pilot.press("enter")
            await on_screen(pilot, ThreadScreen)
            assert pilot.app.screen.number == 68


@pytest.mark.feature("T-15")
async def test_asked__shows_an_answer_while_it_grows(story: Play, window: Window) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            asked = await taken(pilot, office, worker)
            questions.say(office, asked, "It waits for #68,")
            await sees(pilot, "It waits for #68,", "is at it: 0 looks so far", RECORDED)

            questions.say(office, asked, "It waits for #68,\nwhich is @mike's.\nHe")
            await sees(pilot, "It waits for #68,", "which is @mike's.", RECORDED)

            questions.postpone(office, asked, "the reply of claude was cut off", None)
            await sees(pilot, "is asked again in a moment, since the reply of claude was cut off.", RECORDED)
            assert "It waits for" not in shown(pilot)

            questions.answer(office, asked, "It waits for #68.", None)
            await sees(pilot, "It waits for #68.", "answered: 0 calls")
            assert "asked again" not in shown(pilot)


@pytest.mark.feature("T-15")
async def test_asked__says_why_a_model_did_not_answer_beside_the_records(story: Play, window: Window) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            asked = await taken(pilot, office, worker)
            questions.fail(office, asked, "the company's budget of $1.00 does not cover the next call")

            await sees(pilot, "did not answer: the company's budget of $1.00 does not cover", RECORDED)


async def test_asked__asks_no_model_where_no_worker_is_on_duty(story: Play, window: Window) -> None:
    company = story(24)
    with staffed(company):
        pass
    async with window(company) as pilot:
        await ask(pilot)
        await sees(pilot, "was not asked: no worker is on duty", RECORDED)

    office = company.office()
    assert questions.take(office, "anybody") is None
    office.close()


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_asked__gives_the_question_up_when_it_is_left(story: Play, window: Window, key: str) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            asked = await taken(pilot, office, worker)
            await sees(pilot, "is at it: 0 looks", RECORDED)
            await pilot.press(key)
            await until(pilot, lambda: not isinstance(pilot.app.screen, AskedScreen), "another screen")

            await until(pilot, lambda: questions.look(office, asked.id).state == "failed", "the end of the question")
            assert questions.look(office, asked.id).error == questions.UNAWAITED


async def test_window__may_be_closed_while_a_model_is_at_a_question(story: Play, window: Window) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            asked = await taken(pilot, office, worker)
        questions.answer(office, asked, "So.", None)

        assert questions.look(office, asked.id).state in ("answered", "failed")


async def test_asked__asks_a_model_once_and_again_when_told_to(story: Play, window: Window) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            first = await taken(pilot, office, worker)
            questions.answer(office, first, "It waits for #68.", None)
            await sees(pilot, "It waits for #68.")
            await pilot.press("w")
            await on_screen(pilot, WhyScreen)
            await pilot.press("escape")
            await on_screen(pilot, AskedScreen)
            assert questions.take(office, worker) is None

            await pilot.press("r")
            second = await taken(pilot, office, worker)
            questions.answer(office, second, "Still #68.", None)
            await sees(pilot, "Still #68.")
            assert "It waits for" not in shown(pilot)


async def test_asked__shows_what_a_model_says_as_text_and_nothing_else(story: Play, window: Window) -> None:
    company = story(24)
    with staffed(company) as (office, worker):
        async with window(company) as pilot:
            await ask(pilot)
            asked = await taken(pilot, office, worker)
            questions.answer(office, asked, "[@click=app.quit]leave[/] \x1b]0;gone\x07 [/x] $nothing", None)

            await sees(pilot, "[@click=app.quit]leave[/]")
            assert "$nothing" in line_with(pilot, "[@click=app.quit]")


async def test_form__of_a_question_opens_the_same_window(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        pilot.app.begin("ask")  # type: ignore[attr-defined]
        await sees(pilot, "question")
        await pilot.press(*"idle?", "enter")
        await on_screen(pilot, AskedScreen)


async def test_asked__shows_the_answer_of_a_model_over_that_of_the_records(pictures: Pictures, story: Play) -> None:
    """Its looks, its lines, what it cost; under them the records', and where both lead."""
    company = story(24)
    with staffed(company) as (office, worker):

        async def answered(pilot: Pilot[None]) -> None:
            await ask(pilot)
            asked = await taken(pilot, office, worker)
            questions.note(office, asked, [WHY, Taken("workloads", {}, "13 working days of open work")], None)
            said = (
                "The frontend waits for #68 Presence API and state management, which @mike has in progress.\n"
                "#69 and #70 can begin once it is done; @priya does both, so they take 5 working days after that."
            )
            questions.answer(office, asked, said, None)
            await sees(pilot, "The frontend waits for #68", "answered: 0 calls", "Looked at")
            await pilot.pause()

        await pictures(company.app(), answered, *LOOKS)
