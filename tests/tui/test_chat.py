"""Talking with one employee, and replies that are seen while they come in, by keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from teamx_tui.brains.prompt import opening
from teamx_tui.company import briefings, capsules, chats, murmurs, runs
from teamx_tui.tools.hands import specs
from teamx_tui.tui.screens.chat import ChatScreen
from teamx_tui.tui.screens.help import HelpScreen
from teamx_tui.tui.widgets.composer import Composer
from teamx_tui.tui.widgets.live_words import LAID_OUT, LiveWords
from tests.builders import Clock, carry, charter, claim, events, filing, founded, people, play, says
from tests.tui.conftest import Company, Opened, has_looked, on_screen, opened, say, sees, shown, until, write

Window = Callable[..., Opened]
MODEL = "model"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Ada has #1 and a model, Ben has #2 and none."""
    clock = Clock()
    paper = charter(2, [filing(1, "ada"), filing(2, "ben")], brain=MODEL)
    founded(tmp_path / "company.db", paper, clock).close()
    return Company(tmp_path / "company.db", clock)


async def in_focus(pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.focused, kind), f"the focus on a {kind.__name__}")


@pytest.mark.feature("T-11")
async def test_chat__by_keyboard_from_a_sentence_to_the_answer(window: Window, company: Company) -> None:
    office = company.office()
    async with window(company) as pilot:
        await say(pilot, "tell ada how far are you?", "Chat with @ada")
        screen = await on_screen(pilot, ChatScreen)
        await sees(pilot, "Talking with Ada", "nobody else reads this", "how far are you?", "has not had a turn yet")
        await in_focus(pilot, Composer)

        claimed = claim(office, screen.number, "ada")
        murmurs.say(office, {claimed.turn.run_id: "Half of it is **done**"})
        await sees(pilot, "Ada is answering", "Ada is saying", "Half of it is done")
        murmurs.say(office, {claimed.turn.run_id: "Half of it is **done**, and the rest tomorrow."})
        await sees(pilot, "Half of it is done, and the rest tomorrow.")

        carry(office, claimed, says("Half of it is done, and the rest tomorrow."))
        await until(pilot, lambda: not screen.query_one(LiveWords).display, "silence")
        await sees(pilot, "it is your turn to say something")
        answer = "Half of it is done, and the rest tomorrow."
        await until(pilot, lambda: shown(pilot).count(answer) == 1, "the answer in the thread alone")
        assert "#3:" not in shown(pilot), "what is said here is not told once more"

        await write(pilot, "Thank you.")
        await pilot.press("enter")
        await sees(pilot, "Thank you.", "has not had a turn yet")
        assert not pilot.app.screen.query_one(Composer).text
    assert [one.body for one in chats.look(office, "ada").page.entries][-1] == "Thank you."
    office.close()


@pytest.mark.feature("T-11")
async def test_chat__stop_ends_the_answer(window: Window, company: Company) -> None:
    office = company.office()
    number = chats.say(office, "ada", "Tell me everything.")
    claimed = claim(office, number, "ada")
    murmurs.say(office, {claimed.turn.run_id: "In the beginning"})
    async with window(company) as pilot:
        await say(pilot, "chat with ada", "Chat with @ada")
        screen = await on_screen(pilot, ChatScreen)
        await sees(pilot, "In the beginning")
        await in_focus(pilot, Composer)
        await pilot.press("escape")
        await sees(pilot, "x Stop")
        await pilot.press("x")

        await sees(pilot, "The turn of @ada on #3 is stopped.")
        await until(pilot, lambda: not screen.query_one(LiveWords).display, "silence")
        assert "x Stop" not in shown(pilot)
        assert events(office, "run.finished")[-1].data["outcome"] == "stopped"
    office.close()


async def test_chat__from_the_people_and_from_the_running_panel(window: Window, company: Company) -> None:
    async with window(company) as pilot:
        await pilot.press("3")
        await sees(pilot, "Ada", "Ben")
        await pilot.press("c")
        screen = await on_screen(pilot, ChatScreen)
        await sees(pilot, "Talking with Ada", "Nobody has said anything yet.")
        assert "wakes somebody" not in shown(pilot), "nobody else is called into a chat"
        number = screen.number
        await pilot.press("escape", "escape")
        office = company.office()
        chats.say(office, "ada", "Hello?")
        claim(office, number, "ada")
        office.close()
        await pilot.press("1")
        await sees(pilot, "Chat with Ada")
        pilot.app.open_ticket(number)  # type: ignore[attr-defined]
        await on_screen(pilot, ChatScreen)
        await sees(pilot, "Hello?", "Ada is answering")
        assert sum(isinstance(one, ChatScreen) for one in pilot.app.screen_stack) == 1


async def test_chat__keys_of_tickets_mean_nothing_in_it(window: Window, company: Company) -> None:
    async with window(company) as pilot:
        await say(pilot, "chat with ada", "Chat with @ada")
        screen = await on_screen(pilot, ChatScreen)
        await in_focus(pilot, Composer)
        await pilot.press("escape")
        for key in ("m", "a", "s", "b", "plus", "l", "J", "S", "d", "n", "p"):
            await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert not screen.spectating


async def test_chat__the_scripted_answer_is_labelled(window: Window, tmp_path: Path) -> None:
    clock = Clock()
    office = founded(tmp_path / "company.db", charter(1, [filing(1, "ada")]), clock)
    chats.say(office, "ada", "How far are you?")
    await asyncio.to_thread(play, office, 1)
    office.close()
    async with window(Company(tmp_path / "company.db", clock)) as pilot:
        await say(pilot, "chat with ada", "Chat with @ada")
        await on_screen(pilot, ChatScreen)
        await sees(pilot, "no model: says what they are at", "I am responsible for #1 Ticket 1", "scripted")


# --- replies coming in ---


@pytest.mark.feature("T-11")
async def test_thread__shows_a_reply_under_its_speaker_while_it_comes_in(window: Window, company: Company) -> None:
    office = company.office()
    run = claim(office, 1, "ada").turn.run_id
    async with window(company) as pilot:
        await opened(1)(pilot)
        words = pilot.app.screen.query_one(LiveWords)
        assert not words.display
        murmurs.say(office, {run: "# Plan\n\n- meas"})
        await sees(pilot, "Ada is saying", "Plan", "meas")
        murmurs.say(office, {run: "# Plan\n\n- measure\n- cut"})
        await sees(pilot, "measure", "cut")

        murmurs.say(office, {run: "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07 begun anew"})
        await sees(pilot, "[/x]", "begun anew")
        assert "measure" not in shown(pilot), "what was said before is not how it begins any more"

        runs.stop(office, run)
        await until(pilot, lambda: not words.display, "silence")
    office.close()


async def test_thread__of_a_very_long_reply_only_the_latest_part_is_laid_out(window: Window, company: Company) -> None:
    office = company.office()
    run = claim(office, 1, "ada").turn.run_id
    text = "".join(f"line {at}\n\n" for at in range(4000))
    assert len(text) > LAID_OUT
    murmurs.say(office, {run: text})
    async with window(company) as pilot:
        await opened(1)(pilot)
        await sees(pilot, "Ada is saying", "from further on", "line 3999")
        murmurs.say(office, {run: f"{text}and more"})
        await sees(pilot, "and more")
    office.close()


@pytest.mark.feature("D-12")
async def test_thread__shows_what_the_model_was_told(window: Window, company: Company) -> None:
    office = company.office()
    claimed = claim(office, 1, "ada")
    with office.act("system") as act:
        told = briefings.brief(act, claimed)
    capsules.keep(office, claimed, opening(told, specs()).manifest)
    carry(office, claimed, says("I begin."))
    office.close()
    async with window(company) as pilot:
        await opened(1)(pilot)
        await sees(pilot, "I begin.")
        await pilot.press("v")
        await sees(pilot, "Told: about", "ticket by the company's records, ticket #1", "You are Ada (@ada)")


async def test_mission__shows_the_last_words_of_who_is_saying_something(window: Window, company: Company) -> None:
    office = company.office()
    run = claim(office, 1, "ada").turn.run_id
    async with window(company) as pilot:
        await has_looked(pilot)
        await sees(pilot, "thinking")
        murmurs.say(office, {run: "It begins with a long sentence\nand ends like this"})
        await sees(pilot, "s like this")
        assert "It begins" not in shown(pilot)
        runs.stop(office, run)
        await until(pilot, lambda: "s like this" not in shown(pilot), "silence")
    office.close()


async def test_replies__ten_at_once_leave_the_keys_to_the_operator(window: Window, tmp_path: Path) -> None:
    clock = Clock()
    staff = people(10)
    paper = charter(staff, [filing(at, who) for at, who in enumerate(staff, 1)], brain=MODEL)
    office = founded(tmp_path / "company.db", paper, clock)
    going = [claim(office, at, who).turn.run_id for at, who in enumerate(staff, 1)]
    async with window(Company(tmp_path / "company.db", clock)) as pilot:
        await opened(1)(pilot)
        text = ""
        for at in range(10):
            text += f"## Part {at}\n\n- one\n- two\n\n```\ncode\n```\n\n"
            murmurs.say(office, dict.fromkeys(going, text))
            await pilot.press("k")
        await sees(pilot, "Part 9")
        await pilot.press("question_mark")
        await on_screen(pilot, HelpScreen)
    office.close()
