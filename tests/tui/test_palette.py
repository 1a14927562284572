"""The palette: what is written is understood and shown before it happens, and nothing happens by chance."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.grammar import Vocabulary
from teamx_tui.commands.grammar.titles import Tickets, Titled
from teamx_tui.company import log, threads, tickets, views
from teamx_tui.company.office import Office
from teamx_tui.tui import themes
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.palette import Form, read
from teamx_tui.tui.sayings import KEPT, Sayings
from teamx_tui.tui.screens.answer import AnswerScreen
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.inbox import InboxScreen
from teamx_tui.tui.screens.mission import MissionScreen
from teamx_tui.tui.screens.money import MoneyScreen
from teamx_tui.tui.screens.palette import PaletteScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.undo import UndoScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.tui.conftest import Company, Opened, Play, on_screen, say, sees, shown, until, write

Window = Callable[..., Opened]
ASSIGNED: Final = "Assign #69 (React component library) to @mike. Now @priya has it."


def told(company: Company, look: Callable[[Office], Any]) -> Any:
    """What the company says, read beside the window."""
    office = company.office()
    try:
        return look(office)
    finally:
        office.close()


def events(company: Company) -> int:
    return int(told(company, lambda office: log.latest(office, 1)[0].seq))


def assignee(company: Company, number: int) -> Any:
    return told(company, lambda office: views.ticket(office, number).assignee)


def written(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#line", Input).value


async def begun(pilot: Pilot[None], text: str, *expected: str) -> None:
    """Open the palette, write a line, and wait for what it comes to."""
    await pilot.press("ctrl+k")
    await on_screen(pilot, PaletteScreen)
    await write(pilot, text)
    await sees(pilot, *expected)


# --- what is meant stands under the line before it happens ---


@pytest.mark.feature("T-12")
async def test_palette__shows_what_will_change_and_changes_nothing_before_enter(story: Play, window: Window) -> None:
    company = story(24)
    before = events(company)

    async with window(company) as pilot:
        await begun(pilot, "assign 69 to mike", ASSIGNED)
        assert events(company) == before

        await pilot.press("enter")
        await sees(pilot, "@mike is responsible for #69.", "z takes it back.")

        assert isinstance(pilot.app.screen, MissionScreen)
    assert assignee(company, 69) == "mike"


@pytest.mark.feature("T-12", "D-15")
async def test_palette__does_to_several_tickets_what_is_said_of_all_and_takes_the_last_back(
    story: Play, window: Window
) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "assign 69 and 70 to mike", "and #70 (WebSocket", "#70: now @priya has it.")
        assert assignee(company, 69) == "priya"
        await pilot.press("enter")
        await sees(pilot, "@mike is responsible for #69.", "#70.", "z takes the last of them back.")
        assert (assignee(company, 69), assignee(company, 70)) == ("mike", "mike")

        await pilot.press("z")
        await on_screen(pilot, UndoScreen)
        await pilot.press("enter")
        await sees(pilot, "Taken back: assign #70 to @mike")

    assert (assignee(company, 69), assignee(company, 70)) == ("mike", "priya")


async def test_palette__does_what_was_written_when_enter_comes_at_once(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await pilot.press("ctrl+k")
        await write(pilot, "assign 69 to mike")
        await pilot.press("enter")
        await sees(pilot, "@mike is responsible for #69.")

    assert assignee(company, 69) == "mike"


async def test_palette__does_what_was_written_last_when_enter_comes_in_a_row_with_it(
    story: Play, window: Window
) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "comment on 69: Onc", '"Onc"')
        for key, letter in (("e", "e"), ("enter", None)):
            pilot.app.post_message(Key(key, letter))
        await until(pilot, lambda: not isinstance(pilot.app.screen, PaletteScreen), "it is done")

    assert [one.body for one in told(company, lambda office: views.thread(office, 69)).entries].count("Once") == 1


@pytest.mark.feature("T-12")
async def test_palette__offers_what_an_ambiguous_line_can_mean(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "hold the websocket ticket: lunch", "That can mean several things:", "› Move #67")
        await pilot.press("down")
        await sees(pilot, "› Move #70")
        await pilot.press("enter")
        await sees(pilot, "#70 is on_hold.")

    assert told(company, lambda office: views.ticket(office, 67).state) == "in_progress"


@pytest.mark.feature("T-12")
async def test_palette__asks_in_place_for_whom_is_meant(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "assign 69", "Say also who shall do it:", "@alex", "Alex, Product Manager")
        await pilot.press("enter")
        await until(pilot, lambda: written(pilot) == "assign #69 to ", "room for a name")
        assert assignee(company, 69) == "priya"

        await write(pilot, "mi")
        await sees(pilot, "› @mike", ASSIGNED)
        await pilot.press("enter")
        await sees(pilot, "@mike is responsible for #69.")


async def test_palette__never_chooses_a_name_that_nobody_began_to_write(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "assign 69 to ", "@alex", "@sarah")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PaletteScreen)

    assert assignee(company, 69) == "priya"


async def test_palette__makes_room_for_words_that_lack(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "hold 69", "Say also why, or what came of it")
        await pilot.press("tab")
        await until(pilot, lambda: written(pilot) == "move #69 to on hold because ", "room for a reason")
        await write(pilot, "lunch")
        await sees(pilot, 'to on hold because "lunch".')
        await pilot.press("enter")
        await sees(pilot, "#69 is on_hold.")


@pytest.mark.feature("T-12")
async def test_palette__says_what_it_does_not_understand_and_tab_takes_the_nearest(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await begun(pilot, "asign 69 to mike", "I do not understand", "Tab takes that over.")
        await pilot.press("tab")
        await sees(pilot, ASSIGNED)

        assert written(pilot) == "assign #69 to @mike"


async def test_palette__selects_what_a_phrasing_wants(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await begun(pilot, "asign xyz", "assign TICKET", "Tab takes")
        await pilot.press("tab")
        await write(pilot, "69")
        await until(pilot, lambda: written(pilot) == "assign 69", "the number in its place")


@pytest.mark.feature("D-15")
async def test_palette__asks_twice_about_what_weighs(story: Play, window: Window) -> None:
    company = story(24)
    before = events(company)

    async with window(company) as pilot:
        await begun(pilot, "let mike go, hand over to elena", "! 2 open tickets go to @elena: #67 #68.")
        await pilot.press("enter")
        await sees(pilot, "Enter again does it, Esc leaves it.")
        await pilot.press("x", "backspace")
        await until(pilot, lambda: "Enter again" not in shown(pilot), "the question is withdrawn")
        await pilot.press("enter")
        await sees(pilot, "Enter again does it")
        assert events(company) == before

        await pilot.press("enter")
        await sees(pilot, "@mike has left. @elena takes over #67 #68.")


@pytest.fixture
def delay(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """No comment is posted before this is set."""
    may_go_on, post = threading.Event(), threads.comment

    def slowly(*given: Any, **more: Any) -> Any:
        may_go_on.wait(10)
        return post(*given, **more)

    monkeypatch.setattr(threads, "comment", slowly)
    return may_go_on


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_palette__gives_one_order_however_often_enter_is_pressed(
    key: str, story: Play, window: Window, delay: threading.Event
) -> None:
    company = story(24)

    async with window(company) as pilot:
        await begun(pilot, "comment on 69: Once", '"Once"')
        await pilot.press("enter", key, "enter")
        delay.set()
        await until(pilot, lambda: not isinstance(pilot.app.screen, PaletteScreen), "it is done")

    assert [one.body for one in told(company, lambda office: views.thread(office, 69)).entries].count("Once") == 1


async def test_form__gives_one_order_however_often_enter_is_pressed(
    story: Play, window: Window, delay: threading.Event
) -> None:
    company = story(24)

    async with window(company) as pilot:
        pilot.app.begin("ticket comment", {"number": 69})  # type: ignore[attr-defined]
        await on_screen(pilot, AskScreen)
        await write(pilot, "Once")
        await pilot.press("enter", "enter")
        delay.set()
        await until(pilot, lambda: not isinstance(pilot.app.screen, AskScreen), "it is done")

    assert [one.body for one in told(company, lambda office: views.thread(office, 69)).entries].count("Once") == 1


async def test_palette__keeps_the_line_when_the_command_is_refused(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await begun(pilot, "66 waits for 71", "waits for #71")
        await pilot.press("enter")
        await sees(pilot, "would be a cycle")

        assert written(pilot) == "66 waits for 71"


async def test_palette__takes_this_for_the_ticket_in_view(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await begun(pilot, "assign this to mike", ASSIGNED)  # the one under the cursor


# --- looking ---


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("#71", "Show #71 (End-to-end integration).", ThreadScreen),
        ("audit access", "#74 Accessibility audit", ThreadScreen),
        ("why is 71 blocked", "Why is #71", WhyScreen),
        ("what needs me", "Show my inbox.", InboxScreen),
        ("who works here", "List the employees.", AnswerScreen),
        ("money", "Show", MoneyScreen),
    ],
)
async def test_palette__goes_where_something_can_be_seen(
    story: Play, window: Window, text: str, expected: str, kind: type
) -> None:
    async with window(story(24)) as pilot:
        await say(pilot, text, expected)
        await on_screen(pilot, kind)


async def test_palette__knows_a_ticket_that_was_filed_after_it_was_opened_first(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await begun(pilot, "audit", "Show #74 (Accessibility audit).")
        told(company, lambda office: tickets.file(office, tickets.Filing(title="Another audit", assignee="mike")))

        await sees(pilot, "Show #76 (Another audit).")


@pytest.mark.parametrize("key", ["ctrl+k", "ctrl+p"])
async def test_palette__offers_all_commands_at_once_and_closes_again(story: Play, window: Window, key: str) -> None:
    async with window(story(0)) as pilot:
        await pilot.press(key)
        screen = await on_screen(pilot, PaletteScreen)
        await sees(pilot, "Brain: add")

        offered = [row.key.removeprefix("command:") for row in screen.query_one("Offers").rows]
        assert offered[: len(COMMANDS)] == sorted(COMMANDS, key=lambda name: COMMANDS[name].title)

        await pilot.press(key)
        await on_screen(pilot, MissionScreen)


async def test_palette__changes_the_colours(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "theme light", "› Theme: light")
        await until(pilot, lambda: pilot.app.theme == themes.full_name("light"), "the light theme")


def test_read__offers_the_number_written_in_full_first() -> None:
    words = Vocabulary(tickets=Tickets((Titled(6, "Six"), Titled(64, "Sixty-four"), Titled(640, "Room 64"))))

    def offered(text: str) -> list[str]:
        return [offer.key for offer in read(text, words, ()).offers]

    assert offered("6")[:2] == ["ticket:64", "ticket:640"]
    assert [key for key in offered("ro") if key.startswith("ticket")] == ["ticket:640"]
    assert offered("ticket comm") == ["command:ticket comment"]
    assert offered("no such words") == []


def test_read__of_a_bare_command_leads_to_its_form() -> None:
    reading = read("ticket comment", Vocabulary(), ())

    assert reading.way == Form(COMMANDS["ticket comment"])


async def test_palette__about_a_ticket_offers_what_changes_it(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        pilot.app.ask_about(71)  # type: ignore[attr-defined]
        screen = await on_screen(pilot, PaletteScreen)
        await sees(pilot, "Say what shall be done with #71 (this)", "Ticket: assign")
        offered = {row.key.removeprefix("command:") for row in screen.query_one("Offers").rows}
        assert offered >= {"ticket assign", "ticket comment", "ticket move"}
        assert not offered & {"ticket show", "ticket new", "employee hire"}

        await write(pilot, "give it to mike")
        await sees(pilot, "Assign #71 (End-to-end integration) to @mike.")


# --- forms ---


async def test_form__begins_with_the_ticket_in_view_and_carries_out(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await say(pilot, "ticket comment", "Say also ticket number")
        asked = await on_screen(pilot, AskScreen)
        assert asked.query_one("#param-number", Input).value == "65"  # the one under the cursor

        await pilot.press(*"Look", "enter")
        await sees(pilot, "Posted in #65.")

    assert told(company, lambda office: views.thread(office, 65).entries[-1].body) == "Look"


async def test_form__keeps_what_was_given_when_the_command_is_refused(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "ticket move", "Say also ticket number")
        await on_screen(pilot, AskScreen)
        await pilot.press(*"done", "enter")
        await until(pilot, lambda: pilot.app.screen.query_one("#error").has_class("-shown"), "the refusal")

        assert pilot.app.screen.query_one("#param-state", Input).value == "done"


async def test_form__completes_names_that_are_known(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await say(pilot, "ticket assign", "Say also ticket number")
        await on_screen(pilot, AskScreen)
        await write(pilot, "mi")
        await sees(pilot, "mike")
        await pilot.press("right", "enter")
        await sees(pilot, "@mike is responsible for #69.")


async def test_form__wants_a_number_where_a_number_belongs(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "ticket assign", "Say also ticket number")
        await on_screen(pilot, AskScreen)
        await pilot.press("shift+tab", "ctrl+u", *"soon", "tab", *"mike", "enter")

        await sees(pilot, "number must be a whole number, not 'soon'.")


# --- what was said before ---


async def test_palette__remembers_what_was_said(story: Play, window: Window, tmp_path: Path) -> None:
    company, memory = story(24), Memory(tmp_path / "memory.json")

    async with window(company, memory=memory) as pilot:
        for line, done in (("assign 69 to mike", "responsible for #69"), ("start 70", "teamx ticket unlink")):
            await say(pilot, line, "#")
            await sees(pilot, done)
        await pilot.press("escape", "ctrl+k")
        await on_screen(pilot, PaletteScreen)
        await pilot.press("delete", "up")
        await until(pilot, lambda: written(pilot) == "assign 69 to mike", "the last line that was carried out")
        await pilot.press("down")
        await until(pilot, lambda: written(pilot) == "", "an empty line again")

    assert Sayings(Memory(tmp_path / "memory.json")).lines == ("assign 69 to mike",)


async def test_palette__keeps_a_draft_until_it_is_said(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await begun(pilot, "assign 69", "Say also who")
        await pilot.press("escape", "ctrl+k")
        await on_screen(pilot, PaletteScreen)
        assert written(pilot) == "assign 69"

        await write(pilot, "why 71")
        await until(pilot, lambda: written(pilot) == "why 71", "writing replaces the draft")


def test_sayings__are_kept_once_each_and_not_for_ever() -> None:
    sayings = Sayings(Memory())
    for number in (*range(KEPT + 5), 7):
        sayings.keep(f"why {number}")

    assert len(sayings.lines) == KEPT
    assert sayings.lines[-2:] == (f"why {KEPT + 4}", "why 7")
    assert sayings.older("") == "why 7"
    assert sayings.older("why 7") == f"why {KEPT + 4}"
    assert sayings.older(sayings.lines[0]) is None
    assert sayings.newer("why 7") == ""


@pytest.mark.parametrize("kept", ["no list", {"a": 1}, [1, None, ["x"]]])
def test_sayings__of_a_memory_that_was_edited_are_none(kept: Any) -> None:
    memory = Memory()
    memory.keep("said", kept)

    assert Sayings(memory).lines == ()


# --- taking back ---


@pytest.mark.feature("D-15")
async def test_z__asks_and_enter_takes_the_last_command_back(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await say(pilot, "assign 69 to mike", ASSIGNED)
        await sees(pilot, "@mike is responsible for #69.")
        await pilot.press("z")
        await on_screen(pilot, UndoScreen)
        await sees(pilot, "assign #69 to @mike", "· #69 goes back to @priya")
        await pilot.press("z", "escape")
        await on_screen(pilot, MissionScreen)
        assert assignee(company, 69) == "mike"

        await pilot.press("z")
        await on_screen(pilot, UndoScreen)
        await pilot.press("enter")
        await sees(pilot, "Taken back: assign #69 to @mike")

    assert assignee(company, 69) == "priya"


async def test_z__says_when_there_is_nothing_to_take_back(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await pilot.press("z")

        await sees(pilot, "There is nothing to take back.")
        await pilot.press("enter")
        await on_screen(pilot, UndoScreen)


@pytest.mark.feature("D-15")
async def test_palette__takes_back_only_what_it_showed(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await say(pilot, "assign 69 to mike", ASSIGNED)
        await sees(pilot, "@mike is responsible for #69.")
        await begun(pilot, "undo", "Take back: assign #69 to @mike (#69 goes back to @priya")
        await pilot.press("enter")
        await sees(pilot, "Taken back: assign #69 to @mike")

    assert assignee(company, 69) == "priya"


async def test_palette__opened_for_a_ticket_offers_first_what_can_be_done_with_it(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        pilot.app.ask_about(71)  # type: ignore[attr-defined]
        await sees(pilot, "What shall be done?")
        await write(pilot, "a")
        await sees(pilot, "Ticket: assign")

        offered = [row.key for row in pilot.app.screen.query_one("Offers").rows]

        assert offered[0] == "command:ticket assign"
        assert offered.index("command:ticket attach") < offered.index("command:ask")
