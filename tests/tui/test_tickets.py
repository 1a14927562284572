"""The Tickets place by keyboard: what the filter lets through, as a list and on a board."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.company import tickets, views
from teamx_tui.company.views import Ticket
from teamx_tui.domain.arrangement import NEED, STAGES, Stage
from teamx_tui.domain.tickets import Priority
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.tickets import TicketsScreen
from teamx_tui.tui.screens.why import WhyScreen
from teamx_tui.tui.widgets.board import Board
from teamx_tui.tui.widgets.ticket_list import TicketList
from tests.builders import Clock, charter, filing, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, on_screen, sees, shown, until

Window = Callable[..., Opened]
HOSTILE = (
    "[/x] [@click=app.quit]quit[/]",
    "\x1b]0;owned\x07\x1b[2J red",
    "日本語の題名 🧑‍💻 " * 9,
    "a\nb\tc",
    "W" * 3000,
)


async def go(pilot: Pilot[None], *keys: str) -> None:
    """Be in the Tickets place and press some keys there, waiting each time until it has looked."""
    if pilot.app.current_mode != "tickets":
        await pilot.press("2")
        await until(pilot, lambda: " tickets  l List" in shown(pilot), "the tickets")
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked for has been read and drawn."""
    await pilot.pause()
    screen = pilot.app.screen
    await until(pilot, lambda: not isinstance(screen, LiveScreen) or not screen._is_looking, "the end of a look")
    await pilot.pause()


async def filter_by(pilot: Pilot[None], text: str) -> None:
    """Write a filter and go back to the tickets."""
    await pilot.press("slash")
    pilot.app.screen.query_one(Input).value = text
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


def listed(pilot: Pilot[None]) -> list[str]:
    """What is drawn under the titles of the list, without the mark of the cursor."""
    return table(shown(pilot))


def table(screen: str) -> list[str]:
    lines = screen.split("\n")
    top = next(at for at, line in enumerate(lines) if "Title" in line and "Assignee" in line)
    return [line[2:].strip(" ▁▂▃▄▅▆▇█") for line in lines[top + 1 : -1] if line[2:].strip()]


def numbers(pilot: Pilot[None]) -> list[int]:
    """The numbers of the tickets drawn in the list, from the top."""
    return [int(line[1:].split()[0]) for line in listed(pilot) if line.startswith("#")]


def at(pilot: Pilot[None]) -> int | None:
    """The ticket under the cursor."""
    screen = pilot.app.screen
    assert isinstance(screen, LiveScreen)
    return screen.ticket_in_view


def everything(company: Company) -> tuple[Ticket, ...]:
    office = company.office()
    found = views.tickets(office)
    office.close()
    return found


def small_company(path: Path, *titles: str) -> Company:
    """A company with one ticket of Ada's for each title."""
    clock = Clock()
    filings = [tickets.Filing(title, number=number, assignee="ada") for number, title in enumerate(titles, 1)]
    founded(path, charter(("ada", "ben"), filings), clock).close()
    return Company(path, clock)


# --- the list ---


@pytest.mark.feature("T-6")
async def test_list__shows_every_ticket_as_the_store_has_it(story: Play, window: Window) -> None:
    company = story(24)
    rows = everything(company)

    async with window(company) as pilot:
        await go(pilot)

        assert numbers(pilot) == [row.number for row in rows]
        for row, line in zip(rows, listed(pilot), strict=True):
            assert row.title in line
            assert row.condition.replace("_", " ") in line
            assert f"@{row.assignee}" in line
            assert row.priority in line
            assert all(f"#{number}" in line for number in row.blocked_by)


@pytest.mark.feature("T-6")
async def test_list__sorts_by_one_thing_after_another_and_turns_round(story: Play, window: Window) -> None:
    company = story(24)
    rows = everything(company)
    by_need = [row.number for row in sorted(rows, key=lambda row: NEED.index(row.condition))]
    by_urgency = [row.number for row in sorted(rows, key=lambda row: -list(Priority).index(Priority(row.priority)))]

    async with window(company) as pilot:
        await go(pilot, "s")
        assert numbers(pilot) == by_need

        await go(pilot, "s")
        assert numbers(pilot) == by_urgency
        assert "Priority ↑" in shown(pilot)

        await go(pilot, "S")
        assert numbers(pilot) == [
            row.number for row in sorted(rows, key=lambda row: list(Priority).index(Priority(row.priority)))
        ]
        assert "Priority ↓" in shown(pilot)


@pytest.mark.feature("T-6")
async def test_list__groups_under_headings_with_the_counts_of_the_store(story: Play, window: Window) -> None:
    company = story(24)
    rows = everything(company)

    async with window(company) as pilot:
        for of in (lambda row: row.condition, lambda row: row.project, lambda row: row.phase):
            await go(pilot, "v")
            headings = [line.rsplit("  ", 1) for line in listed(pilot) if not line.startswith("#")]
            counts = {words.split(" ", 1)[-1]: int(count) for words, count in headings}
            assert counts == {str(word): count for word, count in Counter(map(of, rows)).items()}
            assert sorted(numbers(pilot)) == [row.number for row in rows]


@pytest.mark.feature("T-6")
async def test_list__marks_what_nobody_does_and_what_is_private(window: Window, tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "company.db"
    founded(path, charter(2, [filing(1, None), filing(2, private=True)]), clock).close()

    async with window(Company(path, clock)) as pilot:
        await go(pilot)

        assert "nobody" in line_with(pilot, "Ticket 1")
        assert "private Ticket 2" in line_with(pilot, "Ticket 2")


async def test_tickets__are_arranged_as_they_were_left(story: Play, window: Window, tmp_path: Path) -> None:
    company, kept = story(24), tmp_path / "window.json"
    async with window(company, memory=Memory(kept)) as pilot:
        await go(pilot, "s", "S", "v", "v")
        arranged = shown(pilot)
        await go(pilot, "b", "v")

    async with window(company, memory=Memory(kept)) as pilot:
        await go(pilot)
        assert "in lanes by project" in shown(pilot)
        await go(pilot, "l")
        await sees(pilot, "Tickets by condition, turned round, grouped by project")
        assert listed(pilot) == table(arranged)


@pytest.mark.parametrize("kept", ["board", {"sort": "colour", "is_descending": "?", "grouping": []}, ["sort"]])
async def test_tickets__pass_over_what_is_remembered_and_makes_no_sense(
    story: Play, window: Window, kept: object
) -> None:
    memory = Memory()
    memory.keep("tickets.view", kept)
    memory.keep("tickets.list", kept)
    async with window(story(24), memory=memory) as pilot:
        await go(pilot, "l")
        await sees(pilot, "Tickets by number")


async def test_list__opens_and_explains_the_ticket_under_the_cursor(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await go(pilot, "down", "down", "w")
        assert isinstance(pilot.app.screen, WhyScreen)
        assert at(pilot) == 66

        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ThreadScreen), "the thread")
        assert pilot.app.screen.number == 66

        await pilot.press("escape")
        await settled(pilot)
        assert at(pilot) == 66


async def test_act__asks_what_shall_be_done_with_the_ticket_under_the_cursor(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        for view in ("l", "b"):
            await go(pilot, view, "down")
            number = at(pilot)
            await pilot.press("c")
            await sees(pilot, f"Say what shall be done with #{number} (this)", "Ticket: assign")
            await pilot.press("escape")
            await settled(pilot)


# --- the filter ---


@pytest.mark.feature("T-6")
async def test_filter__shows_what_it_lets_through_and_stays_in_sight(story: Play, window: Window) -> None:
    company = story(24)
    wanted = [row.number for row in everything(company) if "priya" in row.participants and row.condition == "blocked"]

    async with window(company) as pilot:
        await go(pilot)
        await filter_by(pilot, "@priya #blocked")

        assert numbers(pilot) == wanted
        assert "@priya #blocked" in line_with(pilot, f"{len(wanted)} of 12")

        await pilot.press("escape")
        await settled(pilot)
        assert len(numbers(pilot)) == 12
        assert "12 tickets" in shown(pilot)


async def test_filter__goes_away_before_the_place_does(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await go(pilot)
        await filter_by(pilot, "#done")

        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.current_mode == "tickets"

        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "mission", "Mission Control")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("#done #blo", "There is no condition 'blo'. There are: draft, ready, blocked,"),
        ("#done @zoe", "There is no employee @zoe. There are: @alex, @elena, @lin, @mike, @priya, @sarah."),
        ("#done proj:x", "There is no field 'proj'. Tickets are found by @name,"),
    ],
)
async def test_filter__says_what_is_wrong_and_leaves_the_list_as_it_was(
    story: Play, window: Window, text: str, sentence: str
) -> None:
    async with window(story(24)) as pilot:
        await go(pilot)
        await filter_by(pilot, "#done")
        before = numbers(pilot)

        await filter_by(pilot, text)

        assert sentence in shown(pilot)
        assert numbers(pilot) == before


async def test_filter__completes_the_word_that_is_written(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await go(pilot, "slash")
        line = pilot.app.screen.query_one(Input)
        for begun, whole in (("-#blo", "-#blocked"), ("#done proj", "#done project:"), ("@pri", "@priya")):
            line.value = ""
            await pilot.press(*({" ": "space"}.get(letter, letter) for letter in begun))
            await until(pilot, lambda: line._suggestion == whole, f"the offer of {whole}")  # noqa: B023
            await pilot.press("tab")
            assert line.value == whole


async def test_filter__that_finds_nothing_says_how_to_get_rid_of_it(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await go(pilot)
        await filter_by(pilot, "no such words")

        assert "No ticket is like that. Esc takes the filter away." in shown(pilot)
        assert "0 of 12" in shown(pilot)


async def test_list__of_a_company_without_tickets_says_what_to_do(window: Window, tmp_path: Path) -> None:
    async with window(small_company(tmp_path / "company.db")) as pilot:
        await go(pilot)
        assert "There are no tickets yet. Press n to file the first." in shown(pilot)

        await go(pilot, "b")
        assert "There are no tickets yet. Press n to file the first." in shown(pilot)
        await pilot.press("n")
        await on_screen(pilot, AskScreen)
        await sees(pilot, "File a ticket; if it is ready, its people are woken.")


# --- news ---


async def test_list__keeps_the_cursor_on_its_ticket_while_others_come_and_go(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await go(pilot, "s")
        assert at(pilot) == 64
        place = pilot.app.screen.query_one(TicketList).cursor
        office = company.office()
        tickets.move(office, 73, "cancelled", "not needed")
        office.close()
        await until(pilot, lambda: "– cancelled" in shown(pilot), "the news")

        assert at(pilot) == 64
        assert pilot.app.screen.query_one(TicketList).cursor == place - 1


async def test_list__shows_what_happens_to_a_ticket(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await go(pilot)
        assert "⏸ on hold" not in shown(pilot)
        office = company.office()
        tickets.move(office, 68, "on_hold", "no time")
        tickets.file(office, tickets.Filing("Something new", assignee="lin"))
        office.close()

        await sees(pilot, "⏸ on hold", "Something new", "13 tickets")


# --- a long list ---


@pytest.fixture(scope="module")
def long_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company of 1,000 tickets."""
    path = tmp_path_factory.mktemp("long") / "company.db"
    founded(path, charter(3, [filing(number) for number in range(1, 1001)])).close()
    return path


async def test_list__of_a_thousand_is_read_where_it_is_looked_at(
    long_store: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[int] = set()
    plainly = views.tickets
    monkeypatch.setattr(views, "tickets", lambda office, these=None: (read.update(these), plainly(office, these))[1])

    async with window(Company(long_store, Clock())) as pilot:
        await go(pilot)
        for key in ("pagedown", "pagedown", "end", "pageup", "home"):
            await pilot.press(key)
            await until(pilot, lambda: "…" not in shown(pilot), "every line read")
            seen = numbers(pilot)
            assert seen == list(range(seen[0], seen[0] + len(seen)))
            assert at(pilot) in seen
            assert all(f"Ticket {number}" in line for number, line in zip(seen, listed(pilot), strict=True))
        assert seen[0] == 1
        assert len(read) < 600


async def test_list__goes_to_the_end_and_says_so_in_the_store(long_store: Path, window: Window) -> None:
    async with window(Company(long_store, Clock())) as pilot:
        await go(pilot, "end")
        await sees(pilot, "#1000")  # its column grows with the numbers that are drawn

        assert at(pilot) == 1000
        assert numbers(pilot)[-1] == 1000

        await go(pilot, "S")
        await sees(pilot, "#1000")
        assert (at(pilot), numbers(pilot)[-1]) == (1000, 1000 - len(numbers(pilot)) + 1)


# --- the board ---


def heads(pilot: Pilot[None]) -> dict[str, int]:
    """The columns of the board that are in sight, with their counts."""
    lines = shown(pilot).split("\n")
    words = lines[next(at for at, line in enumerate(lines) if "Board by priority" in line) + 1]
    return {stage: int(words.split(stage)[1].split()[0]) for stage in Stage if stage in words}


@pytest.mark.feature("O-20", "T-6")
@pytest.mark.parametrize("runs", [0, 24, None])
async def test_board__counts_equal_the_store(story: Play, window: Window, runs: int | None) -> None:
    company = story(runs)
    counts = Counter(STAGES[row.condition] for row in everything(company))

    async with window(company) as pilot:
        await go(pilot, "b")

        await until(pilot, lambda: heads(pilot) == {stage: counts[stage] for stage in Stage}, "the counts")


@pytest.mark.feature("O-20")
async def test_board__moves_between_cards_and_columns(story: Play, window: Window) -> None:
    company = story(24)
    rows = everything(company)
    urgency = {row.number: (-list(Priority).index(Priority(row.priority)), row.number) for row in rows}

    def column(stage: Stage) -> list[int]:
        return sorted((row.number for row in rows if STAGES[row.condition] is stage), key=urgency.__getitem__)

    async with window(company) as pilot:
        await go(pilot, "b", "home")
        await pilot.press("left", "left", "left", "left", "home")
        assert at(pilot) == column(Stage.TO_DO)[0]

        await pilot.press("right")
        assert at(pilot) == column(Stage.BLOCKED)[0]
        await pilot.press("down", "down")
        assert at(pilot) == column(Stage.BLOCKED)[2]
        await pilot.press("end")
        assert at(pilot) == column(Stage.BLOCKED)[-1]
        await pilot.press("right")
        assert at(pilot) == column(Stage.WORKING)[-1]
        await pilot.press("right")
        assert at(pilot) in column(Stage.DONE)


@pytest.mark.feature("O-20")
async def test_board__has_a_lane_for_each_project_or_person(story: Play, window: Window) -> None:
    company = story(24)
    rows = everything(company)

    async with window(company) as pilot:
        await go(pilot, "b", "v")
        assert "panel 12 ───" in shown(pilot)

        await go(pilot, "v")
        counts = Counter(row.assignee for row in rows)
        first = min(filter(None, counts))
        assert f"@{first} {counts[first]} ───" in shown(pilot)

        await go(pilot, "v")
        assert "───" not in shown(pilot).split("Board by priority")[1].split("\n", 1)[1]


async def test_board__keeps_the_heading_of_the_lane_in_sight(long_store: Path, window: Window) -> None:
    async with window(Company(long_store, Clock()), SMALL) as pilot:
        await go(pilot, "b", "v", "v", "end")
        await until(pilot, lambda: "…" not in shown(pilot), "every card read")

        assert at(pilot) == 1000
        assert shown(pilot).split("Board by priority")[1].split("\n")[2].startswith(" @ada 1,000 ───")
        assert "›○ #1000 Ticket 1000" in shown(pilot)


async def test_board__scrolls_sideways_where_there_is_no_room_for_all(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        await go(pilot, "b", *["left"] * 4)
        assert "To do" in shown(pilot)
        assert "Done" not in shown(pilot)

        await go(pilot, *["right"] * 4)
        assert "Done" in shown(pilot)
        assert "To do" not in shown(pilot)


async def test_board__opens_and_explains_the_chosen_card(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await go(pilot, "b")
        number = at(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen), "why")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ThreadScreen), "the thread")

        assert pilot.app.screen.number == number


async def test_board__follows_its_ticket_to_another_column(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await go(pilot, "end", "up", "up", "b")
        assert (at(pilot), heads(pilot)["Blocked"]) == (73, 5)
        office = company.office()
        tickets.move(office, 73, "cancelled", "not needed")
        office.close()
        await until(pilot, lambda: heads(pilot)["Blocked"] == 4, "the news")

        assert at(pilot) == 73
        assert "›–" in line_with(pilot, "#73")


@pytest.mark.parametrize("view", ["l", "b"])
async def test_view__opens_what_is_marked_when_it_was_sent_to_a_ticket_that_it_does_not_show(
    view: str, story: Play, window: Window
) -> None:
    async with window(story(24)) as pilot:
        await go(pilot, view)
        marked, screen = at(pilot), pilot.app.screen
        assert isinstance(screen, TicketsScreen)
        screen.query_one(TicketList if view == "l" else Board).focus_ticket(999)
        screen.look_now()
        await until(pilot, lambda: at(pilot) == marked, "the ticket that is marked")


async def test_views__keep_the_ticket_the_filter_and_the_order(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await go(pilot, "s")
        await filter_by(pilot, "#blocked")
        await pilot.press("down", "down")
        number, order = at(pilot), numbers(pilot)

        await go(pilot, "b")
        assert at(pilot) == number
        assert heads(pilot) == {"To do": 0, "Blocked": 5, "Working": 0, "In review": 0, "Done": 0}

        await pilot.press("down")
        moved = at(pilot)
        assert moved != number
        await go(pilot, "l")
        assert (at(pilot), numbers(pilot)) == (moved, order)


# --- foreign text ---


@pytest.mark.parametrize("size", [SMALL, (200, 50)], ids=["80x24", "200x50"])
@pytest.mark.parametrize("view", ["l", "b"])
async def test_views__show_hostile_titles_as_text(
    window: Window, tmp_path: Path, view: str, size: tuple[int, int]
) -> None:
    async with window(small_company(tmp_path / "company.db", *HOSTILE), size) as pilot:
        await go(pilot, view)
        screen = shown(pilot)

        assert "[/x] [@click=app.quit]" in screen.replace("\n", "") or view == "b"
        assert "[/x]" in screen
        assert not any(ord(letter) < 32 and letter != "\n" for letter in screen)
        assert all(f"#{number}" in screen for number in range(1, 6 if size != SMALL or view == "l" else 4))


async def test_filter__with_brackets_is_taken_for_words(window: Window, tmp_path: Path) -> None:
    async with window(small_company(tmp_path / "company.db", *HOSTILE)) as pilot:
        await go(pilot)
        await filter_by(pilot, "[/x]")
        assert numbers(pilot) == [1]

        await filter_by(pilot, "[/x]:y @[/z]")
        assert "There is no employee @[/z]." in shown(pilot)


async def test_keys__typed_while_tickets_are_read_are_done_once_they_are_there(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_look = asyncio.Event()
    read = TicketList.look

    async def late(view: TicketList, *given: Any) -> Any:
        await may_look.wait()
        return await read(view, *given)

    monkeypatch.setattr(TicketList, "look", late)
    async with window(story(24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: pilot.app.current_mode == "tickets", "the Tickets place")
        await pilot.press("down", "down", "slash", "q", "a")
        assert pilot.app.current_mode == "tickets"
        may_look.set()

        await sees(pilot, "1 of 12", "Testing and QA")
        assert pilot.app.screen.query_one(Input).value == "qa"


async def test_keys__that_lead_away_do_so_though_tickets_are_not_read_yet(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(view: TicketList, *given: Any) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(TicketList, "look", never)
    async with window(story(24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: pilot.app.current_mode == "tickets", "the Tickets place")
        await pilot.press("3")
        await until(pilot, lambda: pilot.app.current_mode == "people", "the People place")
