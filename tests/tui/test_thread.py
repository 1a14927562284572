"""A ticket's thread: every kind of entry in its form, the talk as it goes on, and the operator's own words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from teamx_tui.commands import COMMANDS
from teamx_tui.company import decisions, gates, threads, tickets, views
from teamx_tui.company.office import Office
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.screens import live
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.widgets.composer import Composer
from teamx_tui.tui.widgets.side_column import SideColumn
from teamx_tui.tui.widgets.thread_view import ThreadView
from teamx_tui.tui.widgets.ticket_header import TicketHeader
from tests.builders import Clock, carry, charter, claim, filing, founded, head
from tests.domain.test_text import HOSTILE
from tests.tui.conftest import (
    LARGE,
    SMALL,
    TRIES,
    Company,
    Opened,
    Play,
    line_with,
    opened,
    sees,
    shown,
    until,
)

Window = Callable[..., Opened]
NAMES_OF_KEYS = {" ": "space", "#": "number_sign", "@": "at", ":": "colon", ",": "comma"}


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
async def test_thread__is_first_drawn_with_the_ticket_in_it(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bool] = []
    draw = TicketHeader.render

    def noted(header: TicketHeader) -> Content:
        drawn.append(header.room is not None)
        return draw(header)

    monkeypatch.setattr(live, "PATIENCE_SECONDS", 30.0)
    monkeypatch.setattr(TicketHeader, "render", noted)
    async with window(story(24)) as pilot:
        await open_thread(pilot, 65)
    assert drawn
    assert all(drawn)


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
            "■  #70 WebSocket",
            "◔  Priya",
        ):
            assert words in shown(pilot)


async def test_thread__puts_people_and_dependencies_into_the_head_when_narrow(story: Play, window: Window) -> None:
    async with window(story(44), SMALL) as pilot:
        await open_thread(pilot, 69)

        assert "R Priya  A Elena  C Lin, Mike  I Alex, Sarah" in shown(pilot)
        assert "waits for ✓#64 ✓#65 ✓#66 ✓#67 ✓#68  blocks ■#70" in shown(pilot)

        await pilot.press("d")
        await sees(pilot, "R  Priya")
        await pilot.press("escape")
        await until(pilot, lambda: "R  Priya" not in shown(pilot), "the details are put away")
        assert isinstance(pilot.app.screen, ThreadScreen)


async def test_thread__shows_what_was_said_in_a_tiny_terminal_too(story: Play, window: Window) -> None:
    async with window(story(24), size=(40, 12)) as pilot:
        await open_thread(pilot, 64)

        await sees(pilot, "#64 Requirements", "done · critical", "decisions on record.")


async def test_thread__says_who_is_having_a_turn(window: Window, tmp_path: Path) -> None:
    company = small_company(tmp_path / "company.db", lambda office: claim(office, 1, "ada"))

    async with window(company) as pilot:
        await open_thread(pilot, 1)

        assert "◆ Ada is having a turn · 2 m" in shown(pilot)
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


def much_talk(count: int) -> Callable[[Office], Any]:
    def talk(office: Office) -> None:
        with office.act("ada") as act:
            for number in range(count):
                threads.post(act, act.ticket(1), "comment", f"Word {number}.")

    return talk


async def test_thread__reads_on_as_it_is_scrolled(window: Window, tmp_path: Path) -> None:
    async with window(small_company(tmp_path / "company.db", much_talk(320))) as pilot:
        view = await open_thread(pilot, 1)
        assert "220 earlier entries: scroll up, or Home for the first" in text_of(view)
        assert "Word 219." not in text_of(view)

        for _ in range(TRIES):
            if "Word 0." in text_of(view):
                break
            await pilot.press("pageup")
            await pilot.pause(0.01)

        words = [line.strip() for line in text_of(view).split("\n") if line.strip().startswith("Word")]
        assert words == [f"Word {number}." for number in range(320)]


async def test_thread__jumps_to_both_ends_without_what_lies_between(window: Window, tmp_path: Path) -> None:
    async with window(small_company(tmp_path / "company.db", much_talk(900))) as pilot:
        view = await open_thread(pilot, 1)

        await pilot.press("home")
        await sees(pilot, "Word 0.", "Thread 900")
        assert "800 later entries: scroll down, or End for the last" in text_of(view)
        assert "new below" not in shown(pilot)

        await pilot.press("end")
        await sees(pilot, "Word 899.")
        assert view.is_at_end


async def test_thread__keeps_its_place_while_earlier_pages_come(window: Window, tmp_path: Path) -> None:
    async with window(small_company(tmp_path / "company.db", much_talk(300))) as pilot:
        view = await open_thread(pilot, 1)
        view.scroll_to(y=40, animate=False, immediate=True)
        top = view.line_text(view.scroll_offset.y)

        await until(pilot, lambda: view.transcript.earlier < 200, "an earlier page")

        assert view.line_text(view.scroll_offset.y) == top


# --- entries ---


@pytest.mark.feature("T-10")
async def test_entry__unfolds_into_the_call_with_arguments_result_and_turn(story: Play, window: Window) -> None:
    async with window(story(None)) as pilot:
        view = await open_thread(pilot, 69)
        while view.current is None or view.current.said.kind != "tool":
            await pilot.press("k")
        assert "▸" in text_of(view)
        assert "result " not in text_of(view)

        await pilot.press("enter")
        await until(pilot, lambda: "result" in text_of(view), "the call")

        assert "  ▏ tool        check\n  ▏ name        test_integration\n" in text_of(view)
        assert "  ▏ result      4 passed, 0 failed.\n  ▏ turn        no. " in text_of(view)

        await pilot.press("space")

        assert "result " not in text_of(view)


@pytest.mark.feature("T-10", "X-6")
async def test_thread__shows_what_was_done_without_a_word(story: Play, window: Window) -> None:
    async with window(story(None)) as pilot:
        text = text_of(await open_thread(pilot, 64))

    assert "Elena ⚙ brought in Priya · " in text
    assert text.index("brought in Priya") < text.index("Priya · ")


@pytest.mark.feature("T-10")
async def test_thread__shows_a_call_that_a_rule_refused(window: Window, tmp_path: Path) -> None:
    def fail(office: Office) -> None:
        carry(office, claim(office, 1, "ben"), ("finish", {"resolution": "Done."}))

    async with window(small_company(tmp_path / "company.db", fail)) as pilot:
        text = text_of(await open_thread(pilot, 1))

    assert "Ben ⚙ was refused finish · 2m ago" in text
    assert "  ▏ @ben is neither responsible nor accountable for #1" in text


@pytest.mark.feature("X-12")
async def test_entry__opens_the_file_that_was_attached(story: Play, window: Window) -> None:
    async with window(story(44)) as pilot:
        view = await open_thread(pilot, 69)
        while view.current is None or view.current.said.kind != "attachment":
            await pilot.press("k")

        await pilot.press("enter")
        await sees(pilot, "✓ intact", 'active: "#10B981",')
        await pilot.press("escape")

        assert isinstance(pilot.app.screen, ThreadScreen)


async def test_entry__that_came_from_another_ticket_leads_there(window: Window, tmp_path: Path) -> None:
    def put_off(office: Office) -> None:
        decisions.decide(office, 2, "Launch", "Later", deferred_to=1, actor="ben")

    async with window(small_company(tmp_path / "company.db", put_off)) as pilot:
        await open_thread(pilot, 1)
        await pilot.press("enter")

        await sees(pilot, "#2 Ticket 2", "Ben ◇ decided")


async def test_entry__is_copied(story: Play, window: Window) -> None:
    async with window(story(None)) as pilot:
        await open_thread(pilot, 69)
        await pilot.press("y")
        await sees(pilot, "Copied.")

        assert pilot.app.clipboard.startswith("Component library matches the mockups and talks to the real backend.")


async def test_thread__says_what_was_taken_back(window: Window, tmp_path: Path) -> None:
    def change_ones_mind(office: Office) -> None:
        COMMANDS["ticket comment"](office, number=1, text="Make it blue.")
        COMMANDS["undo"](office)

    async with window(small_company(tmp_path / "company.db", change_ones_mind)) as pilot:
        text = text_of(await open_thread(pilot, 1))

    assert "You · 2m ago · taken back\n  Make it blue." in text


async def test_side_column__opens_turns_files_and_reasons(story: Play, window: Window) -> None:
    async with window(story(44)) as pilot:
        await open_thread(pilot, 69)
        side = pilot.app.screen.query_one(SideColumn)
        side.focus()

        for key, words in (
            ("file:1:design-tokens.ts", "✓ intact"),
            (next(row.key for row in side.rows if row.key.startswith("run:")), "of @mike on #69: finished"),
            ("person:priya", "@priya is queued for 1 turn."),
        ):
            side.cursor = next(at for at, row in enumerate(side.rows) if row.key == key)
            await pilot.press("enter")
            await sees(pilot, words)
            await pilot.press("escape")


# --- acts ---


@pytest.mark.feature("X-8")
async def test_operator__joins_with_one_key_and_is_told_what_is_said(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await open_thread(pilot, 70)
        await pilot.press("J")
        await sees(pilot, "● you take part", "You take part in #70.")
        await pilot.press("escape")

        office = company.office()
        threads.comment(office, 70, "The socket is open.", actor="mike")
        threads.comment(office, 69, "Nobody is told this.", actor="mike")
        office.close()

        await sees(pilot, "Mike in #70: The socket is open.")
        assert "Nobody is told this." not in shown(pilot)


@pytest.mark.feature("X-8")
async def test_operator__who_spectates_only_reads(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await open_thread(pilot, 70)
        await pilot.press("S")
        await sees(pilot, "◌ spectating: read only")
        before = log_of(company)
        await pilot.press("c", "X", "enter", "J", "m", "s", "a", "b", "plus", "l")
        await pilot.pause()

        assert isinstance(pilot.app.screen, ThreadScreen)
        assert log_of(company) == before

        await pilot.press("S", "m")
        await sees(pilot, "#70 is open. It becomes …")


def log_of(company: Company) -> int:
    office = company.office()
    try:
        return head(office)
    finally:
        office.close()


@pytest.mark.feature("T-4")
async def test_move__offers_what_is_legal_and_asks_for_the_reason(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await open_thread(pilot, 70)
        await pilot.press("m")
        await sees(pilot, "#70 is open. It becomes …", "on hold", "cancelled", "you decide what becomes of 1 ticket")
        assert "✓ done" not in shown(pilot)  # it waits for #69

        await pilot.press("enter")
        await sees(pilot, "reason: why, or what came of it")
        await pilot.press(*"later", "enter")

        await sees(pilot, "⏸ on hold", "later")


async def test_start_anyway__lets_go_of_the_dependency_that_was_chosen(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await open_thread(pilot, 70)
        await pilot.press("s")
        await sees(
            pilot, "Start #70 anyway. It no longer waits for …", "› #69 React component library", "then it can start"
        )
        assert "○ ready" not in shown(pilot)

        await pilot.press("enter")

        await sees(pilot, "#70 no longer waits for #69.", "○ ready")
        assert "let go" in line_with(pilot, "#69 React")


async def test_block__is_raised_with_a_reason_and_lifted_with_the_same_key(story: Play, window: Window) -> None:
    company = story(0)
    async with window(company) as pilot:
        await open_thread(pilot, 64)
        await pilot.press("b")
        await sees(pilot, "Say that a ticket cannot go on")
        await pilot.press(*"no paint", "enter")
        await sees(pilot, "■ blocked", "You ■ blocks this ticket", "Needs an answer 1")

        await pilot.press("b")
        await sees(pilot, "Lift the blocks on a ticket")
        await pilot.press(*"paint is here", "enter")

        await sees(pilot, "○ ready", "You ○ lifts the block")


# --- writing ---


@pytest.mark.parametrize(
    ("typed", "offered", "taken"),
    [
        ("@", "› @priya  Priya, Frontend Engineer  responsible", "@priya "),
        ("@mi", "› @mike  Mike, Backend Engineer  consulted", "@mike "),
        ("#7", "› #70  WebSocket client integration", "#70 "),
        ("#compon", "› #69  React component library", "#69 "),
    ],
)
async def test_composer__completes_people_and_tickets(
    story: Play, window: Window, typed: str, offered: str, taken: str
) -> None:
    async with window(story(24)) as pilot:
        await open_thread(pilot, 71 if typed == "#compon" else 69)
        await pilot.press("c", *(NAMES_OF_KEYS.get(character, character) for character in typed))
        await sees(pilot, offered)
        await pilot.press("tab")

        assert pilot.app.screen.query_one(Composer).text == taken
        assert offered not in shown(pilot)


async def test_composer__closes_what_is_offered_before_it_is_left(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        view = await open_thread(pilot, 69)
        await pilot.press("c", "at")
        await sees(pilot, "› @priya")
        await pilot.press("down")
        await sees(pilot, "› @elena")

        await pilot.press("escape")

        assert "@elena" not in shown(pilot)
        assert not view.has_focus
        await pilot.press("escape")
        assert view.has_focus


async def test_composer__keeps_the_draft_of_each_ticket(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await open_thread(pilot, 69)
        await pilot.press("c", *"one", "escape", "n")
        await sees(pilot, "#70 WebSocket client integration")
        composer = pilot.app.screen.query_one(Composer)
        assert composer.text == ""
        await pilot.press("c", *"two", "escape", "escape")
        await sees(pilot, "Recent events")

        await open_thread(pilot, 69)
        assert pilot.app.screen.query_one(Composer).text == "one"
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.screen.query_one(Composer).text == "two", "the other draft")


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


async def test_composer__says_so_when_nobody_is_woken_by_what_was_said(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await open_thread(pilot, 64)
        await pilot.press("c", *"More, @lin", "enter")

        await sees(pilot, "Nobody is woken, for #64 is done.", "teamx ticket move 64 open")


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


@pytest.fixture
def refusal(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Every comment is refused, but not before this is set."""
    from teamx_tui.domain.errors import Refused

    may_go_on = threading.Event()

    def refuse(*_: object, **__: object) -> int:
        may_go_on.wait(10)
        raise Refused("Not here.")

    monkeypatch.setattr(threads, "comment", refuse)
    return may_go_on


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_composer__gives_the_words_back_to_where_they_were_written(
    elsewhere: bool, story: Play, window: Window, refusal: threading.Event
) -> None:
    async with window(story(0)) as pilot:
        await open_thread(pilot, 65)
        await pilot.press("c", *"Hello", "enter", *"more")
        if elsewhere:
            await pilot.press("escape", "n")
            await sees(pilot, "#66 Architecture design")
            await pilot.press("c", *"other", "escape")
        refusal.set()
        await sees(pilot, "Not here.")

        composer = pilot.app.screen.query_one(Composer)
        if elsewhere:
            assert composer.text == "other"
            await pilot.press("p")
            await sees(pilot, "#65 ")
        await until(pilot, lambda: composer.text == "Hello\nmore", "both")


@pytest.mark.parametrize("is_back", [False, True])
async def test_composer__gives_the_words_back_though_the_thread_was_closed_at_once(
    is_back: bool, story: Play, window: Window, refusal: threading.Event
) -> None:
    async with window(story(0)) as pilot:
        await open_thread(pilot, 65)
        await pilot.press("c", *"Hello", "enter", "escape", "escape")
        await sees(pilot, "Running now")
        if is_back:
            await open_thread(pilot, 65)
        refusal.set()
        await sees(pilot, "Not here.")

        if not is_back:
            await open_thread(pilot, 65)
        await until(pilot, lambda: pilot.app.screen.query_one(Composer).text == "Hello", "the words")


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


@pytest.mark.feature("X-28", "D-1")
async def test_side__lists_the_gates_with_what_opens_each_and_leads_there(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(2, [filing(3), filing(6, "ben")]), clock)
    gates.place(office, "Contract agreed", "api_contract", ["agreed"], after=[3], blocks=[6])
    decisions.block(office, 6, "no paint", actor="ben")
    office.close()

    async with window(Company(path, clock)) as pilot:
        await opened(6)(pilot)
        await sees(pilot, "Gates 2", "■  an artifact", "opens when an api_contract is agreed", "operator decides: no")
        side = pilot.app.screen.query_one(SideColumn)
        assert "Ada" in line_with(pilot, "■  an artifact")
        assert "you" in line_with(pilot, "■  a decision")

        pilot.app.screen.set_focus(side)
        side.cursor = next(at for at, row in enumerate(side.rows) if row.key.startswith("gate:gate:"))
        await pilot.press("enter")
        await sees(pilot, "Gate: show", "Contract agreed")
