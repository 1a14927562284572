"""A ticket's thread: every kind of entry in its form, the talk as it goes on, and the operator's own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from teamx_tui.company import decisions, threads, tickets, views
from teamx_tui.company.office import Office
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.widgets.composer import Composer
from teamx_tui.tui.widgets.thread_view import ThreadView
from tests.builders import Clock, charter, claim, filing, founded
from tests.domain.test_text import HOSTILE
from tests.tui.conftest import LARGE, SMALL, Company, Opened, Play, line_with, opened, sees, shown, until

Window = Callable[..., Opened]


async def open_thread(pilot: Pilot[None], number: int) -> ThreadView:
    await opened(number)(pilot)
    return pilot.app.screen.query_one(ThreadView)


def text_of(view: ThreadView) -> str:
    """The whole thread as it would be drawn, what is scrolled away included."""
    return "\n".join(view.line_text(y).rstrip() for y in range(view.virtual_size.height))


def small_company(path: Path, act: Callable[[Office], Any]) -> Company:
    clock = Clock()
    office = founded(path, charter(3, [filing(1, "ada", consulted=["ben"]), filing(2, "ben")], [(1, 2)]), clock)
    act(office)
    office.close()
    clock.advance(120)
    return Company(path, clock)


async def test_thread__opens_from_mission_control_and_goes_back(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.press("down", "enter")
        await sees(pilot, "#70 WebSocket client integration", "■ blocked", "waits for #69")

        await pilot.press("escape")
        await sees(pilot, "Running now")

        assert not isinstance(pilot.app.screen, ThreadScreen)


@pytest.mark.feature("X-11", "X-12")
async def test_thread__shows_checks_files_questions_and_the_end_in_their_form(story: Play, window: Window) -> None:
    async with window(story(None)) as pilot:
        text = text_of(await open_thread(pilot, 69))

    assert "Priya ⚙ ran test_integration · " in text
    assert "  ▏ ✓ Real-time updates\n  ▏ 4 of 4 passed\n  ▏ Updates are on screen in < 200 ms" in text
    assert "Priya ▤ attached · " in text
    assert "  ▏ collaboration-panel-screenshot.png\n  ▏ image · version 1 · 286 bytes" in text
    assert "Priya ? asks Mike · " in text
    assert "Mike ↳ answers · " in text
    assert "Priya ✓ finishes the ticket · " in text
    assert text.count("· scripted") == 12


async def test_thread__shows_what_failed_and_what_was_put_off(story: Play, window: Window) -> None:
    async with window(story(None)) as pilot:
        text = text_of(await open_thread(pilot, 71))

    assert "  ▏ ✗ Panel load under 1 s: fail\n  ▏ 11 of 12 passed" in text
    assert "Elena ◇ decided · " in text
    assert "  ▏ taken up in #73" in text


async def test_thread__names_where_a_message_came_from(window: Window, tmp_path: Path) -> None:
    def post(office: Office) -> None:
        with office.act("ben") as act:
            threads.post(act, act.ticket(1), "comment", "The endpoint is ready.", origin=2)

    async with window(small_company(tmp_path / "company.db", post)) as pilot:
        view = await open_thread(pilot, 1)

        assert "Ben (from #2) · 2m ago" in text_of(view)


async def test_thread__shows_who_takes_part_and_what_stands_around_it(story: Play, window: Window) -> None:
    async with window(story(44)) as pilot:
        await open_thread(pilot, 69)

        for words in (
            "R  Priya",
            "A  Elena",
            "C  Lin",
            "I  Alex",
            "✓  #68 Presence API",
            "○  #70 WebSocket",
            "◔  Priya",
        ):
            assert words in shown(pilot)


async def test_thread__puts_people_and_dependencies_into_the_head_when_narrow(story: Play, window: Window) -> None:
    async with window(story(44), SMALL) as pilot:
        await open_thread(pilot, 69)

        assert "R Priya  A Elena  C Lin, Mike  I Alex, Sarah" in shown(pilot)
        assert "waits for ✓#64 ✓#65 ✓#66 ✓#67 ✓#68  blocks ○#70" in shown(pilot)

        await pilot.press("d")
        await sees(pilot, "R  Priya")


async def test_thread__says_who_is_having_a_turn(window: Window, tmp_path: Path) -> None:
    company = small_company(tmp_path / "company.db", lambda office: claim(office, 1, "ada"))

    async with window(company) as pilot:
        await open_thread(pilot, 1)

        assert "◆ Ada is having a turn …" in shown(pilot)
        assert "▶ working · Ada has the turn" in shown(pilot)


async def test_thread__follows_what_others_say(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await open_thread(pilot, 70)
        assert "Nobody has said anything yet." in shown(pilot)

        office = company.office()
        threads.comment(office, 70, "I begin as soon as #69 is done.", actor="priya")
        office.close()

        await sees(pilot, "Priya · now", "I begin as soon as #69 is done.")


async def test_thread__stays_at_its_end_while_it_grows(story: Play, window: Window) -> None:
    company = story(None)

    async with window(company, SMALL) as pilot:
        view = await open_thread(pilot, 64)
        assert view.scroll_y == view.max_scroll_y > 0

        office = company.office()
        for number in range(5):
            threads.comment(office, 64, f"One more thing, {number}.", actor="alex")
        office.close()
        await sees(pilot, "One more thing, 4.")

        assert view.scroll_y == view.max_scroll_y


async def test_thread__counts_what_is_new_below_for_who_scrolled_up(story: Play, window: Window) -> None:
    company = story(None)

    async with window(company, SMALL) as pilot:
        view = await open_thread(pilot, 64)
        await pilot.press("home")
        await until(pilot, lambda: view.scroll_y == 0, "the start of the thread")

        office = company.office()
        threads.comment(office, 64, "Did you see this?", actor="alex")
        office.close()
        await sees(pilot, "1 new below: End")

        assert view.scroll_y == 0

        await pilot.press("end")
        await sees(pilot, "Did you see this?")

        assert "new below" not in shown(pilot)


async def test_thread__reads_further_back_on_demand(window: Window, tmp_path: Path) -> None:
    def talk(office: Office) -> None:
        with office.act("ada") as act:
            for number in range(320):
                threads.post(act, act.ticket(1), "comment", f"Word {number}.")

    async with window(small_company(tmp_path / "company.db", talk)) as pilot:
        view = await open_thread(pilot, 1)
        assert "20 earlier entries: press e" in text_of(view)
        assert "Word 19.\n" not in text_of(view)

        await pilot.press("e")
        await until(pilot, lambda: "Word 0.\n" in text_of(view), "the first word")

        assert "earlier entries" not in text_of(view)


async def test_composer__says_what_is_written_on_enter(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await open_thread(pilot, 65)
        await pilot.press("c", *"Hello @lin", "ctrl+j", *"quick!", "enter")
        await sees(pilot, "You · now", "Hello @lin", "quick!")

        assert pilot.app.screen.query_one(Composer).text == ""
    office = company.office()
    said = views.thread(office, 65).entries[-1]
    office.close()
    assert (said.author, said.body, said.mentions) == ("operator", "Hello @lin\nquick!", ("lin",))


async def test_composer__gives_the_words_back_when_they_are_refused(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from teamx_tui.domain.errors import Refused

    def refuse(*_: object, **__: object) -> int:
        raise Refused("Not [here].")

    async with window(story(0)) as pilot:
        await open_thread(pilot, 65)
        monkeypatch.setattr(threads, "comment", refuse)
        await pilot.press("c", *"Hello", "enter")
        await sees(pilot, "Not [here].")

        assert pilot.app.screen.query_one(Composer).text == "Hello"


async def test_composer__keeps_a_draft_when_it_is_left(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        view = await open_thread(pilot, 65)
        await pilot.press("c", *"quite", "escape")

        assert view.has_focus
        assert pilot.app.screen.query_one(Composer).text == "quite"

        await pilot.press("escape")
        await sees(pilot, "Running now")


async def test_thread__goes_to_the_neighbours_by_number(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await open_thread(pilot, 65)

        await pilot.press("n")
        await sees(pilot, "#66 Architecture design")
        await pilot.press("p")
        await sees(pilot, "#65 UX wireframes and mockups")
        await pilot.press("p")
        await sees(pilot, "#64 Requirements & user stories")
        await pilot.press("p")
        await pilot.pause()

        assert "#64 Requirements & user stories" in shown(pilot)


async def test_thread__of_a_ticket_that_is_not_there_says_so_and_closes(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        app = pilot.app
        assert isinstance(app, TeamxApp)
        app.open_ticket(999)
        await sees(pilot, "There is no ticket #999.")
        await until(pilot, lambda: not isinstance(app.screen, ThreadScreen), "the thread closes")


async def test_side_column__opens_the_ticket_under_the_cursor(story: Play, window: Window) -> None:
    async with window(story(44)) as pilot:
        await open_thread(pilot, 69)
        await pilot.press("tab", "end")
        side = pilot.app.screen.focused
        await until(pilot, lambda: side.current is not None, "the cursor")  # type: ignore[union-attr]
        while side.current.ticket != 70:  # type: ignore[union-attr]
            before = side.cursor  # type: ignore[union-attr]
            await pilot.press("up")
            assert side.cursor < before  # type: ignore[union-attr]

        await pilot.press("enter")
        await sees(pilot, "#70 WebSocket client integration", "Nobody has said anything yet.")
        await pilot.press("escape")
        await sees(pilot, "#69 React component library")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_thread__shows_hostile_words_as_words(window: Window, tmp_path: Path, size: tuple[int, int]) -> None:
    def attack(office: Office) -> None:
        for text in HOSTILE.values():
            if text.strip():
                threads.comment(office, 1, text, actor="ada")
        threads.comment(office, 1, "[/nope] [@click=app.quit]press[/] [$accent] \\[ [red", actor="ada")
        decisions.decide(office, 1, "[/b] $who", "[@click=app.quit]yes[/]", rationale="[/]", actor="ada")

    async with window(small_company(tmp_path / "company.db", attack), size) as pilot:
        view = await open_thread(pilot, 1)

        assert "[/nope] [@click=app.quit]press[/] [$accent] \\[ [red" in text_of(view)
        assert "▏ [/b] $who\n  ▏ [@click=app.quit]yes[/]\n  ▏ because [/]" in text_of(view)
        assert "\x1b" not in text_of(view)
        for _ in range(20):
            await pilot.press("pageup")
        assert pilot.app.return_code is None


async def test_thread__shows_resolution_and_hostile_title_in_the_head(window: Window, tmp_path: Path) -> None:
    clock = Clock()
    title = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07"
    office = founded(tmp_path / "company.db", charter(1, [filing(1, "ada")]), clock)
    number = tickets.file(office, tickets.Filing(title=title, assignee="ada"))
    tickets.move(office, number, "done", "[b]Done[/c]")
    office.close()

    async with window(Company(tmp_path / "company.db", clock)) as pilot:
        await open_thread(pilot, number)

        assert "[/x] [@click=app.quit]go[/] ␛]0;pwn␇" in line_with(pilot, "[/x]")
        assert "[b]Done[/c]" in shown(pilot)
