"""What holds in every screen: the questions and answers, the keys, and how the window ends."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Label

from teamx_tui.company import decisions, employees, threads, tickets
from teamx_tui.company.employees import Hiring
from teamx_tui.tui import themes
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.desk import Desk
from teamx_tui.tui.screens.answer import AnswerScreen
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.help import HelpScreen
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.builders import Clock, charter, filing, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, has_looked, on_screen, opened, say, sees, shown, until

Window = Callable[..., Opened]

ROOT: Final = Path(__file__).resolve().parents[2]
PROBE: Final = """
import sys
import teamx_tui.tui.app
heavy = {"sqlmodel", "sqlalchemy", "networkx", "anthropic"} & {name.partition(".")[0] for name in sys.modules}
heavy |= {name for name in sys.modules if name == "teamx_tui.commands.grammar"}
print("textual" in sys.modules, sorted(heavy))
"""
NASTY: Final = "[/x] [@click=app.quit]go[/] [$accent] \x1b]0;pwn\x07"
SHOWN: Final = "[/x] [@click=app.quit]go[/] [$accent] ␛]0;pwn␇"


class Parting(LiveScreen[None]):
    """Looks until its only part is gone, and then for that part."""

    def compose(self) -> ComposeResult:
        yield Label("here")

    async def look(self) -> None:
        try:
            while self.query(Label):
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            pass  # as a look that has just been given its answer
        self.query_one(Label).update("there")


class Nested(LiveScreen[None]):
    """Looks, and says so in a part that is made late."""

    def compose(self) -> ComposeResult:
        with Container():
            yield Label("not yet")

    async def look(self) -> None:
        self.query_one(Label).update("looked")


# --- before the office is open ---


def test_app__draws_before_it_loads_the_database_and_the_grammar() -> None:
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
    # Where a long path is wrapped, a space of it may have gone.
    assert "".join(str(store).split()) in "".join(capsys.readouterr().err.split())


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

        await sees(pilot, "operator filed #76 A late idea", "4 queued · 11 blocked")


async def test_hidden_screen__catches_up_when_it_comes_back(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await opened(65)(pilot)
        office = company.office()
        tickets.file(office, tickets.Filing(title="A late idea", assignee="mike"))
        office.close()
        await pilot.press("escape")

        await sees(pilot, "operator filed #76 A late idea")


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

        await sees(pilot, "Nothing holds #64 back", "Next: @alex, @elena, @lin.")


# --- keys ---


async def test_question_mark__lists_the_keys_that_work_here(story: Play, window: Window) -> None:
    async with window(story(0), size=(120, 100)) as pilot:
        await pilot.press("question_mark")
        await on_screen(pilot, HelpScreen)
        await sees(pilot, "Enter", "Open what is under the cursor", "Ctrl+K Ctrl+P", "Say what shall be done")

        await pilot.press("escape")
        await opened(65)(pilot)
        await pilot.press("question_mark")
        await on_screen(pilot, HelpScreen)

        await sees(pilot, "Say something in the thread", "Go to the next ticket")


async def test_help__can_be_read_to_its_end_in_a_small_terminal(story: Play, window: Window) -> None:
    async with window(story(0), size=SMALL) as pilot:
        await pilot.press("question_mark")
        await on_screen(pilot, HelpScreen)
        assert "Previous part of the screen" not in shown(pilot)

        await pilot.press("end")

        await sees(pilot, "Previous part of the screen")


async def test_answer__longer_than_the_terminal__can_be_read_to_its_end(story: Play, window: Window) -> None:
    async with window(story(0), size=SMALL) as pilot:
        await say(pilot, "list the roles")
        await on_screen(pilot, AnswerScreen)
        await sees(pilot, "chief-executive")
        assert "revenue-operations" not in shown(pilot)

        await pilot.press("end")

        await sees(pilot, "revenue-operations")


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
        await say(pilot, "click", f"Show #3 ({SHOWN})")
        screen = await on_screen(pilot, ThreadScreen)
        await sees(pilot, f"#3 {SHOWN}")

        assert screen.number == 3


async def test_why__shows_hostile_words_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await opened(4)(pilot)
        await pilot.press("w")
        await sees(pilot, f"#4 {SHOWN}", "opens when #3 is done")


async def test_answers__show_hostile_words_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await say(pilot, "employee list", "List the employees")
        await on_screen(pilot, AnswerScreen)

        await sees(pilot, "[/x] [@click=app.quit]go[/]")


async def test_refusals__show_hostile_words_as_text(hostile: Company, window: Window) -> None:
    async with window(hostile) as pilot:
        await say(pilot, "ticket assign", "Say also")
        await on_screen(pilot, AskScreen)
        await pilot.press(*["left_square_bracket", "slash", "x", "right_square_bracket"], "enter")

        await sees(pilot, "There is no employee @[/x].")


async def test_screen__that_is_closed_while_it_looks_takes_nobody_down_with_it(story: Play) -> None:
    async with story(0).app().run_test() as pilot:
        await has_looked(pilot)
        await pilot.app.push_screen(Parting())

        await pilot.app.pop_screen()

        await until(pilot, lambda: not isinstance(pilot.app.screen, Parting), "it is gone")
        assert pilot.app.is_running


async def test_screen__that_is_told_of_news_while_it_is_being_made_looks_once_it_is(story: Play) -> None:
    async with story(0).app().run_test() as pilot:
        await has_looked(pilot)
        screen = Nested()
        made = pilot.app.push_screen(screen)
        screen.look_again()
        await made

        await sees(pilot, "looked")
