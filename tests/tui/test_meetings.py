"""The Meetings place: going through a meeting as it is held, speaking up, ending it, and getting to what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot

from teamx_tui.commands import companies
from teamx_tui.company import founding, meetings, meetings_view, mission, murmurs
from teamx_tui.company.meetings import Calling
from teamx_tui.company.office import Office
from teamx_tui.tui.screens.meetings import MeetingsScreen
from teamx_tui.tui.screens.mission import MissionScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from tests.builders import Clock, claim, play
from tests.tui.conftest import LARGE, SMALL, Company, Opened, Paced, Play, has_looked, sees, shown, until

STANDUP: Final = Path(__file__).parent.parent / "scenarios" / "standup.yaml"
Window = Callable[..., Opened]
Tell = Callable[..., Company]
sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture(autouse=True, scope="module")
def _in_utc() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def standup(tmp_path: Path) -> Tell:
    """The company of the standup scenario after some turns, and maybe in the middle of the next."""

    def tell(runs: int | None, speaking: str = "") -> Company:
        store, clock = tmp_path / "company.db", Clock()
        founding.found(store, companies.read(STANDUP), clock)
        office = Office.open(store, clock)
        play_apart(office, runs, Paced(clock))
        if speaking:
            claim(office, 10, speaking)
        office.close()
        clock.advance(20)
        return Company(store, clock)

    return tell


def play_apart(office: Office, runs: int | None, brain: Any) -> None:
    """In a thread, because a test that awaits has an event loop already."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        thread.submit(play, office, runs, brain).result()


async def to_meetings(pilot: Pilot[None], *words: str) -> MeetingsScreen:
    await pilot.press("8")
    await until(pilot, lambda: isinstance(pilot.app.screen, MeetingsScreen), "the Meetings place")
    await sees(pilot, *words)
    screen = pilot.app.screen
    assert isinstance(screen, MeetingsScreen)
    return screen


@pytest.mark.feature("X-16", "D-11")
async def test_meeting__shows_agenda_who_speaks_and_what_was_said_as_it_goes_on(standup: Tell, window: Window) -> None:
    company = standup(3)
    async with window(company) as pilot:
        await to_meetings(pilot, "#10", "Daily Standup", "◆ going on", "◔ 1. Integration status", "▷ Sarah, next")
        assert "Mike on 1: GitHub waits for approval." in shown(pilot)
        assert "Two P1 in Safari" not in shown(pilot)

        office = company.office()
        play_apart(office, 1, Paced(company.clock))
        office.close()

        await sees(pilot, "Sarah on 2: Two P1 in Safari.", "▷ Alex, next")


@pytest.mark.feature("X-17")
async def test_action_item__is_one_key_from_its_ticket(standup: Tell, window: Window) -> None:
    async with window(standup(None)) as pilot:
        await to_meetings(pilot, "✓ over", "Action items", "Register the Slack webhook")
        await pilot.press("a", "enter")

        await until(pilot, lambda: isinstance(pilot.app.screen, ThreadScreen), "the ticket's thread")
        await sees(pilot, "Register the Slack webhook", "Action item 1 of meeting #10, due EOD.")
        await pilot.press("escape")
        await sees(pilot, "Daily Standup")


@pytest.mark.feature("X-16")
async def test_operator__says_something_and_ends_the_meeting_after_being_asked(standup: Tell, window: Window) -> None:
    company = standup(3)
    async with window(company) as pilot:
        await to_meetings(pilot, "▷ Sarah, next")
        await pilot.press("c")
        await sees(pilot, "Say something in a meeting")
        await pilot.press(*"Keep it short", "enter")
        await sees(pilot, "The operator: Keep it short")
        await pilot.press("e")
        await sees(pilot, "End it now", "action items become tickets")
        assert state(company) == "going on"

        await pilot.press("enter")

        await until(pilot, lambda: state(company) == "over", "the end of the meeting")
        await sees(pilot, "the operator ended it")


async def test_meeting_that_has_not_begun__is_called_off(story: Play, window: Window) -> None:
    company = story(0)
    office = company.office()
    number = meetings.call(office, Calling("Sprint standup", "standup", ("elena", "priya"), agenda=("Blockers",)))
    office.close()
    async with window(company) as pilot:
        await to_meetings(pilot, "Sprint standup", "○ called")
        await pilot.press("e")
        await sees(pilot, "Call it off")
        await pilot.press("enter")

        await until(pilot, lambda: state(company, number) == "called off", "the meeting called off")


@pytest.mark.feature("X-16")
async def test_speaker__is_heard_while_the_words_come_in_and_not_on_another_meeting(
    standup: Tell, window: Window
) -> None:
    company = standup(3, "sarah")
    with closing(company.office()) as office:
        run = next(one.id for one in mission.look(office).live)
        murmurs.say(office, {run: "In Safari two"})

        async with window(company) as pilot:
            await to_meetings(pilot, "#10", "Sarah is saying", "In Safari two")
            murmurs.say(office, {run: "In Safari two windows fail."})
            await sees(pilot, "In Safari two windows fail.")

            meetings.call(office, Calling("Another", "standup", ("mike", "elena"), agenda=("One thing",)))
            await sees(pilot, "Another")
            await pilot.press("home")
            await until(pilot, lambda: "is saying" not in shown(pilot), "silence on the other meeting")


@pytest.mark.feature("D-1")
async def test_why__of_a_meeting_is_what_keeps_it_from_beginning(standup: Tell, window: Window) -> None:
    async with window(standup(0)) as pilot:
        await to_meetings(pilot, "#10")
        await pilot.press("w")

        await sees(pilot, "Why #10 does not move")


async def test_no_meetings__says_how_to_call_one_and_escape_goes_back(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await to_meetings(pilot, "No meeting has been called yet")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MissionScreen), "Mission Control")


async def test_enter__reads_the_meeting_and_escape_goes_back_to_the_list(standup: Tell, window: Window) -> None:
    async with window(standup(None), SMALL) as pilot:
        screen = await to_meetings(pilot, "Daily Standup")
        await pilot.press("enter")
        await until(pilot, lambda: screen.has_class("-reading"), "the meeting alone")
        await pilot.press("end")
        await sees(pilot, "Tomorrow 9am")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.has_class("-reading"), "the list again")


def state(company: Company, number: int = 10) -> str:
    office = company.office()
    try:
        return meetings_view.detail(office, number).meeting.state
    finally:
        office.close()


# --- pictures ---


@sizes
@pytest.mark.parametrize("runs", [1, 3, None], ids=["opening", "mid-turn", "minutes"])
@pytest.mark.feature("X-16")
def test_picture(standup: Tell, snap_compare: Any, runs: int | None, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        await to_meetings(pilot, "Daily Standup", "Agenda")
        await pilot.pause()

    company = standup(runs, "sarah" if runs == 3 else "")
    assert snap_compare(company.app(), terminal_size=size, run_before=before)
