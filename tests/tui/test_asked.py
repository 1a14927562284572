"""A question asked in the palette, by keyboard: what was looked at, the answer, and where it leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from teamx_tui.tui.screens.asked import AskedScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.tui.conftest import (
    LOOKS,
    SMALL,
    Before,
    Opened,
    Pictures,
    Play,
    has_looked,
    line_with,
    on_screen,
    say,
    sees,
    shown,
)

Window = Callable[..., Opened]


def asked(question: str, *expected: str) -> Before:
    """Ask in the palette, and wait for the answer."""

    async def begin(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        await say(pilot, question, "Ask the company")
        await on_screen(pilot, AskedScreen)
        await sees(pilot, *expected)
        await pilot.pause()

    return begin


@pytest.mark.feature("T-15")
async def test_asked__shows_each_look_then_the_answer_with_the_cause_at_its_root(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await asked("why is the frontend behind?", "Looked at", "Phase Frontend: 0 of 2 done")(pilot)

        assert "about words=frontend → phase Frontend: 2 tickets" in shown(pilot)
        assert "why number=69 →" in shown(pilot)
        lines = shown(pilot).split("\n")
        places = [
            next(at for at, one in enumerate(lines) if word in one) for word in ("Looked at", "Answer", "Leads to")
        ]
        assert places == sorted(places)


@pytest.mark.feature("T-15")
async def test_asked__leads_to_the_ticket_and_to_why(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        await asked("when will 69 be done?", "#69 React component library will be done")(pilot)
        await pilot.press("w")
        await on_screen(pilot, WhyScreen)
        await pilot.press("escape")
        await on_screen(pilot, AskedScreen)
        await pilot.press("enter")
        await on_screen(pilot, ThreadScreen)
        assert pilot.app.screen.number == 69


@pytest.mark.feature("T-15")
async def test_asked__leads_to_the_person(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await asked("who is overloaded?", "Too much is 5 unfinished tickets")(pilot)
        await pilot.press("G", "enter")
        await sees(pilot, "reports to")


@pytest.mark.feature("T-15")
async def test_asked__of_what_nobody_can_tell_says_so_and_asks_what_is_proposed(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await asked("is the moon made of green cheese?", "make nothing up", "who is overloaded?")(pilot)
        assert "Leads to" not in shown(pilot)
        await pilot.press("down", "enter")
        await sees(pilot, "workloads →", "Too much is")


@pytest.mark.feature("T-15")
async def test_asked__asks_the_same_again(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await asked("who is working on 69?", "@priya")(pilot)
        office = company.office()
        from teamx_tui.company import tickets

        tickets.assign(office, 69, "mike")
        office.close()
        await pilot.press("r")
        await sees(pilot, "#69 React component library: @mike")


@pytest.mark.feature("T-15", "T-12")
async def test_palette__takes_a_command_for_a_command_though_it_asks(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await has_looked(pilot)
        await say(pilot, "why is 69 blocked?", "Why is #69")
        await on_screen(pilot, WhyScreen)
        assert "#69" in line_with(pilot, "does not move")


async def test_asked__shows_why_a_part_of_the_work_is_behind(pictures: Pictures, story: Play) -> None:
    """The looks, the numbers, the cause at its root with who must act, and where it leads."""
    await pictures(story(24).app(), asked("why is the frontend behind?", "What holds it up"), *LOOKS)


async def test_asked__shows_what_it_did_not_understand(pictures: Pictures, story: Play) -> None:
    """No look was taken; three questions that are understood."""
    await pictures(story(24).app(), asked("is the moon made of green cheese?", "make nothing up"), "80x24")
