"""What holds in every screen: the palette, the questions and answers, the keys, and how the window ends."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.commands import COMMANDS
from teamx_tui.company import decisions, employees, inbox, threads, tickets, views
from teamx_tui.company.employees import Hiring
from teamx_tui.tui import themes
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.desk import Desk
from teamx_tui.tui.palette import CompanyCommands, found
from teamx_tui.tui.screens.answer import AnswerScreen
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.inbox import InboxScreen
from teamx_tui.tui.screens.help import HelpScreen
from teamx_tui.tui.screens.mission import MissionScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.builders import Clock, charter, filing, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, has_looked, opened, sees, shown, until

Window = Callable[..., Opened]

ROOT: Final = Path(__file__).resolve().parents[2]
PROBE: Final = """
import sys
import teamx_tui.tui.app
heavy = {"sqlmodel", "sqlalchemy", "networkx", "anthropic"} & {name.partition(".")[0] for name in sys.modules}
print("textual" in sys.modules, sorted(heavy))
"""
NASTY: Final = "[/x] [@click=app.quit]go[/] [$accent] \x1b]0;pwn\x07"
SHOWN: Final = "[/x] [@click=app.quit]go[/] [$accent] ␛]0;pwn␇"


async def say(pilot: Pilot[None], query: str, first: str) -> None:
    """Open the palette, type `query`, and take it once `first` stands on top."""
    await pilot.press("ctrl+k")
    await sees(pilot, "Search for commands")
    await pilot.press(*["space" if character == " " else character for character in query])
    await sees(pilot, first)
    await pilot.pause()
    await pilot.press("enter")


async def on_screen(pilot: Pilot[None], kind: type) -> Any:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), f"a {kind.__name__}")
    await pilot.pause()
    return pilot.app.screen


# --- before the office is open ---


def test_app__draws_before_it_loads_the_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )

    assert done.stdout.strip() == "True []"


async def test_app__shows_its_frame_before_the_office_is_open(story: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, honest = asyncio.Event(), Desk.open

    async def late(self: Desk, *given: Any) -> None:
        await gate.wait()
        await honest(self, *given)

    monkeypatch.setattr(Desk, "open", late)
    app = story(0).app()

    async with app.run_test(size=SMALL) as pilot:
        await sees(pilot, "Opening the company …")
        gate.set()
        await has_looked(pilot)

        assert "Opening" not in shown(pilot)


@pytest.mark.parametrize("content", [None, b"not a store"], ids=["missing", "damaged"])
async def test_app__ends_with_code_five_when_the_store_cannot_be_used(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "[x] company.db"
    if content is not None:
        store.write_bytes(content)
    app = TeamxApp(store, still=True)

    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_code is not None, "the app ends")

    assert app.return_code == 5
    assert str(store) in capsys.readouterr().err.replace("\n", "")


async def test_app__ends_with_code_five_when_the_store_goes_bad_under_it(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from teamx_tui.company import mission
    from teamx_tui.domain.errors import Unusable

    def fail(_: object) -> None:
        raise Unusable("The disk is gone.")

    async with window(story(0)) as pilot:
        monkeypatch.setattr(mission, "look", fail)
        pilot.app.screen.look_again()  # type: ignore[attr-defined]
        await until(pilot, lambda: pilot.app.return_code == 5, "the app ends")


async def test_q__quits(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.return_code == 0, "the app ends")


# --- news ---


async def test_mission__follows_what_happens_elsewhere(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        office = company.office()
        tickets.file(office, tickets.Filing(title="A late idea", assignee="mike"))
        office.close()

        await sees(pilot, "operator filed #76 A late idea", "0 running · 4 queued")


async def test_hidden_screen__catches_up_when_it_comes_back(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await opened(65)(pilot)
        office = company.office()
        tickets.file(office, tickets.Filing(title="A late idea", assignee="mike"))
        office.close()
        await pilot.press("escape")

        await sees(pilot, "operator filed #76 A late idea")


# --- the palette ---


def test_palette__offers_every_command_of_the_registry() -> None:
    assert "ticket comment" in COMMANDS
    assert all(command.help and command.title for command in COMMANDS.values())


@pytest.mark.parametrize("key", ["ctrl+k", "ctrl+p"])
async def test_palette__lists_all_commands_at_once(story: Play, window: Window, key: str) -> None:
    async with window(story(0)) as pilot:
        await pilot.press(key)
        await sees(pilot, "Graph", "Ticket: comment", "Employee: hire")

        offered = [hit.text async for hit in CompanyCommands(pilot.app.screen_stack[0]).discover()]

        assert [command.title for command in COMMANDS.values()] == offered[: len(COMMANDS)]


async def test_palette__opens_a_ticket_by_its_number(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "71", "Open #71 End-to-end integration")
        screen = await on_screen(pilot, ThreadScreen)

        assert screen.number == 71


async def test_palette__opens_a_ticket_by_words_of_its_title(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "audit access", "Open #74 Accessibility audit")
        screen = await on_screen(pilot, ThreadScreen)

        assert screen.number == 74


async def test_palette__knows_a_ticket_that_was_filed_after_it_was_opened_first(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await say(pilot, "audit", "Open #74 Accessibility audit")
        await on_screen(pilot, ThreadScreen)
        await pilot.press("escape")
        await on_screen(pilot, MissionScreen)

        office = company.office()
        tickets.file(office, tickets.Filing(title="Another audit", assignee="mike"))
        office.close()
        await sees(pilot, "operator filed #76 Another audit")

        await say(pilot, "another", "Open #76 Another audit")


def test_found__puts_the_number_typed_in_full_first() -> None:
    titles = ((6, "Six"), (64, "Sixty-four"), (640, "Room 64"))

    assert [number for _, number, _ in found(titles, "#64")] == [64, 640]
    assert [number for _, number, _ in found(titles, "six")] == [6, 64]
    assert found(titles, "seven") == []


async def test_palette__asks_for_what_a_command_wants_and_carries_it_out(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await say(pilot, "ticket comment", "Ticket: comment")
        asked = await on_screen(pilot, AskScreen)
        assert asked.query_one("#param-number", Input).value == "65"  # the one under the cursor

        await pilot.press(*"Look", "enter")
        await sees(pilot, "Posted in #65.")

        assert isinstance(pilot.app.screen, MissionScreen)
    office = company.office()
    assert views.thread(office, 65).entries[-1].body == "Look"
    office.close()


async def test_form__keeps_what_was_given_when_the_command_is_refused(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "ticket move", "Ticket: move")
        await on_screen(pilot, AskScreen)
        await pilot.press(*"done", "enter")
        await sees(pilot, "#65")
        await until(pilot, lambda: pilot.app.screen.query_one("#error").has_class("-shown"), "the refusal")

        assert pilot.app.screen.query_one("#param-state", Input).value == "done"

        await pilot.press("escape")
        await on_screen(pilot, MissionScreen)


async def test_form__wants_a_number_where_a_number_belongs(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "ticket show", "Ticket: show")
        await on_screen(pilot, AskScreen)
        await pilot.press("ctrl+u", *"soon", "enter")

        await sees(pilot, "number must be a whole number, not 'soon'.")


async def test_palette__shows_a_table_that_a_command_answers(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "employee list", "Employee: list")
        await on_screen(pilot, AnswerScreen)
        await sees(pilot, "Handle", "@priya", "Frontend Engineer", "@elena")

        await pilot.press("escape")
        await on_screen(pilot, MissionScreen)


async def test_palette__shows_a_text_that_a_command_answers(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "status", "Status")
        await on_screen(pilot, AnswerScreen)

        await sees(pilot, "Team-X: 12 open.", "0 running, 3 queued, 11 blocked")


async def test_palette__changes_the_colours(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await say(pilot, "theme light", "Theme: light")
        await until(pilot, lambda: pilot.app.theme == themes.full_name("light"), "the light theme")


async def test_app__takes_the_theme_of_most_contrast_where_there_is_no_colour(
    story: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert story(0).app().theme == themes.full_name(themes.WITHOUT_COLOUR)


# --- why ---


@pytest.mark.feature("X-13")
async def test_w__shows_the_blocker_and_opens_it(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.press("down", "w")
        await on_screen(pilot, WhyScreen)
        await sees(
            pilot,
            "Why #70 does not move",
            "opens when #69 is done",
            "@priya acts",
            "#65 UX wireframes",
            "It starts at #65",
        )

        await pilot.press("down", "enter")
        screen = await on_screen(pilot, ThreadScreen)

        assert screen.number == 69


async def test_why__follows_what_happens(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await opened(70)(pilot)
        await pilot.press("w")
        await on_screen(pilot, WhyScreen)
        await sees(pilot, "opens when #69 is done")

        office = company.office()
        tickets.move(office, 69, "cancelled", "bought instead")
        office.close()

        await sees(pilot, "opens when #69, which is cancelled, is reopened and done", "you act", "It starts at #69")


async def test_why__says_when_nothing_holds_a_ticket_back(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await opened(64)(pilot)
        await pilot.press("w")

        await sees(pilot, "Nothing holds it back. Queued: @alex, @elena, @lin.")


# --- what needs you ---


def asked(story: Play) -> Company:
    """A company in which Mike has a question, and #71 has lost its blocker."""
    company = story(24)
    office = company.office()
    decisions.ask(office, 67, "operator", "Redis or\nPostgres?", blocking=True, actor="mike")
    tickets.move(office, 70, "cancelled", "not needed")
    office.close()
    return company


async def test_inbox__is_answered_in_words(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        await pilot.press("i")
        await on_screen(pilot, InboxScreen)
        await sees(pilot, "#67 WebSocket server implementation · question", "Redis or", "Postgres?")

        await pilot.press("enter", *"Redis", "enter")
        await sees(pilot, "#67: @mike has the answer and is woken.", "#71 End-to-end integration · blocker lost")

    office = company.office()
    assert [entry.number for entry in inbox.waiting(office)] == [71]
    assert views.thread(office, 67).entries[-1].body == "Redis"
    office.close()


async def test_inbox__is_answered_by_choosing(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        await pilot.press("i")
        await on_screen(pilot, InboxScreen)
        await sees(pilot, "#67 WebSocket")
        await pilot.press("down", "enter")
        await sees(pilot, "release", "cancel", "wait")
        await pilot.press("enter")
        await sees(pilot, "#71 no longer waits for #70.")

    office = company.office()
    assert views.ticket(office, 71).blocked_by == ()
    office.close()


async def test_inbox__keeps_half_an_answer_while_the_company_goes_on(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        await pilot.press("i")
        screen = await on_screen(pilot, InboxScreen)
        await sees(pilot, "#67 WebSocket")
        await pilot.press("enter", *"Re")

        office = company.office()
        decisions.ask(office, 65, "operator", "Another thing?", actor="lin")
        office.close()
        await sees(pilot, "Another thing?")

        assert screen.query_one(Input).value == "Re"
        assert screen.query_one(Input).has_focus


async def test_inbox__opens_the_ticket_and_closes_with_esc(story: Play, window: Window) -> None:
    async with window(asked(story)) as pilot:
        await pilot.press("i")
        await on_screen(pilot, InboxScreen)
        await sees(pilot, "#67 WebSocket")
        await pilot.press("enter", "escape", "escape")
        await on_screen(pilot, MissionScreen)

        await pilot.press("i")
        await on_screen(pilot, InboxScreen)
        await sees(pilot, "#67 WebSocket")
        await pilot.press("o")
        screen = await on_screen(pilot, ThreadScreen)

        assert screen.number == 67


async def test_inbox__says_when_nobody_needs_anything(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await pilot.press("i")

        await sees(pilot, "Nothing needs you.")


# --- keys ---


async def test_question_mark__lists_the_keys_that_work_here(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await pilot.press("question_mark")
        await on_screen(pilot, HelpScreen)
        await sees(pilot, "Enter", "Open what is under the cursor", "Ctrl+K Ctrl+P", "Say what shall be done")

        await pilot.press("escape")
        await opened(65)(pilot)
        await pilot.press("question_mark")
        await on_screen(pilot, HelpScreen)

        await sees(pilot, "Say something in the thread", "Go to the next ticket")


# --- hostile words ---


@pytest.fixture
def hostile(tmp_path: Path) -> Company:
    """A company in which everybody who can write something wrote something nasty."""
    clock = Clock()
    office = founded(tmp_path / "company.db", charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)]), clock)
    employees.hire(office, Hiring("eve", NASTY, "engineer", NASTY))
    first = tickets.file(office, tickets.Filing(title=NASTY, assignee="eve", description=NASTY, labels=(NASTY,)))
    tickets.file(office, tickets.Filing(title=NASTY, assignee="eve", blocked_by=(first,)))
    decisions.ask(office, first, "operator", NASTY, blocking=True, actor="eve")
    threads.comment(office, first, NASTY, actor="eve")
    office.close()
    return Company(tmp_path / "company.db", clock)


async def test_mission__shows_hostile_titles_and_names_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await pilot.press("tab", "tab")

        assert "[/x] [@click=app.quit]go[/]" in shown(pilot)
        assert "\x1b" not in shown(pilot)


async def test_palette__shows_a_hostile_title_as_text_and_opens_it(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await say(pilot, "click", f"Open #3 {SHOWN}")
        screen = await on_screen(pilot, ThreadScreen)
        await sees(pilot, f"#3 {SHOWN}")

        assert screen.number == 3


async def test_why_and_inbox__show_hostile_words_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await opened(4)(pilot)
        await pilot.press("w")
        await sees(pilot, f"#4 {SHOWN}", "opens when #3 is done")
        await pilot.press("escape", "i")
        await on_screen(pilot, InboxScreen)

        await sees(pilot, f"#3 {SHOWN} · question")


async def test_answers__show_hostile_words_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await say(pilot, "ticket list", "Ticket: list")
        await on_screen(pilot, AnswerScreen)

        await sees(pilot, SHOWN)


async def test_refusals__show_hostile_words_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await say(pilot, "ticket assign", "Ticket: assign")
        await on_screen(pilot, AskScreen)
        await pilot.press(*["left_square_bracket", "slash", "x", "right_square_bracket"], "enter")

        await sees(pilot, "There is no employee @[/x].")
