"""People: the org chart, the profile beside it, what can be done to them, and the RACI matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.company import decisions, departures, employees, roster, tickets, views
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Project
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.leaving import LeavingScreen
from teamx_tui.tui.screens.people import PeopleScreen
from teamx_tui.tui.screens.raci import RaciScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.builders import Clock, charter, claim, filing, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, sees, shown, until, write

Window = Callable[..., Opened]
NASTY = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07"
NASTY_SHOWN = "[/x] [@click=app.quit]go[/] ␛]0;pwn␇"


async def on_screen(pilot: Pilot[None], kind: type) -> Any:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), f"a {kind.__name__}")
    await pilot.pause()
    return pilot.app.screen


async def people(pilot: Pilot[None], *keys: str) -> PeopleScreen:
    """Go to the people, wait for the first profile, and press `keys`."""
    await pilot.press("3")
    screen: PeopleScreen = await on_screen(pilot, PeopleScreen)
    await sees(pilot, "reports to")
    await pilot.press(*keys)
    return screen


def reports_to(company: Company) -> dict[str, str | None]:
    office = company.office()
    found = {person.handle: person.reports_to for person in roster.staff(office)}
    office.close()
    return found


# --- the chart and the profile ---


@pytest.mark.feature("X-2", "X-9")
@pytest.mark.parametrize("size", [SMALL, (120, 40)], ids=["80x24", "120x40"])
async def test_people__shows_who_reports_to_whom_and_the_profile_under_the_cursor(
    story: Play, window: Window, size: tuple[int, int]
) -> None:
    async with window(story(24), size) as pilot:
        await people(pilot, "down", "down")
        await sees(pilot, "Lin @lin", "reports to Elena @elena", "leads department design", "#74 Accessibility audit")

        assert "├ ○ Alex" in shown(pilot)
        assert "  ├ ○ Lin" in shown(pilot)
        assert "10m ago" in line_with(pilot, "○ Lin")


@pytest.mark.feature("X-9")
async def test_people__follows_a_turn_that_begins(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await people(pilot, "down", "down")
        office = company.office()
        claim(office, 65, "lin")
        office.close()
        await sees(pilot, "◆ Lin", "◆ in thread", "Has the turn")

        assert "#65 UX wire" in line_with(pilot, "◆ Lin")


@pytest.mark.feature("X-9")
async def test_t__shows_when_exactly_somebody_was_active(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await people(pilot)
        before = line_with(pilot, "○ Lin")
        await pilot.press("t")
        await until(pilot, lambda: "10m ago" in before and "10m ago" not in line_with(pilot, "○ Lin"), "the exact time")


async def test_enter__goes_to_the_profile_and_opens_a_ticket_and_esc_comes_all_the_way_back(
    story: Play, window: Window
) -> None:
    async with window(story(24)) as pilot:
        screen = await people(pilot, "down", "enter")
        await until(pilot, lambda: screen.ticket_in_view == 74, "the first ticket of Elena's profile")
        await pilot.press("enter")
        thread = await on_screen(pilot, ThreadScreen)
        assert thread.number == 74

        await pilot.press("escape")
        await on_screen(pilot, PeopleScreen)
        await pilot.press("w")
        await on_screen(pilot, WhyScreen)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: screen.ticket_in_view is None, "the chart has the keys")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "mission", "Mission Control")


@pytest.mark.feature("D-1")
async def test_w__explains_why_somebody_does_nothing(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await people(pilot, "down", "w")
        screen = await on_screen(pilot, WhyScreen)

        assert screen.about == "elena"


async def test_enter__on_the_manager_goes_to_the_manager(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        screen = await people(pilot, "down", "down", "enter")
        await sees(pilot, "Lin @lin")
        await pilot.press("home", "enter")
        await sees(pilot, "Elena @elena", "project panel")

        assert screen.handle_in_view == "elena"


async def test_space__folds_a_branch_and_the_window_remembers_it(story: Play, window: Window, tmp_path: Path) -> None:
    company, memory = story(24), tmp_path / "memory.json"

    async with window(company, memory=Memory(memory)) as pilot:
        await people(pilot, "down", "space")
        await sees(pilot, "Elena +4")
        assert "■ Priya" not in shown(pilot)

    async with window(company, memory=Memory(memory)) as pilot:
        await people(pilot)
        await sees(pilot, "Elena +4")
        await pilot.press("down", "right")
        await sees(pilot, "■ Priya", "○ Sarah")
        assert "+4" not in shown(pilot)


async def test_left__goes_to_whom_somebody_hangs_on_and_then_folds(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        screen = await people(pilot, "end", "left")
        await until(pilot, lambda: screen.handle_in_view == "elena", "the cursor on Elena")
        await pilot.press("left")
        await sees(pilot, "Elena +4")


async def test_v__shows_departments_and_presence(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await people(pilot, "v")
        await sees(pilot, "by department", "Engineering  3", "Quality  1")
        await pilot.press("v")
        await sees(pilot, "by presence", "blocked  2")
        await pilot.press("v")
        await sees(pilot, "by manager", "You")


async def test_people__lets_go_of_whoever_left_meanwhile(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await people(pilot, "end")
        await sees(pilot, "Sarah @sarah")
        office = company.office()
        departures.leave(office, "sarah", hand_to="mike")
        office.close()
        await sees(pilot, "People 5", "Mike @mike")

        assert "Sarah" not in shown(pilot)


# --- acts ---


@pytest.mark.feature("X-2")
async def test_m__changes_the_manager_and_refuses_a_circle(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await people(pilot, "down", "m")
        asked = await on_screen(pilot, AskScreen)
        assert asked.query_one("#param-handle", Input).value == "elena"
        await pilot.press(*"lin", "enter")
        await sees(pilot, "@elena cannot report to @lin: @elena -> @lin -> @elena would be a circle.")

        await pilot.press("ctrl+u", *"alex", "enter")
        await on_screen(pilot, PeopleScreen)
        await sees(pilot, "reports to Alex @alex")

    assert reports_to(company)["elena"] == "alex"


@pytest.mark.feature("T-3")
async def test_p__promotes_whoever_is_under_the_cursor_and_z_takes_it_back(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await people(pilot, "down", "p")
        asked = await on_screen(pilot, AskScreen)
        assert asked.query_one("#param-handle", Input).value == "elena"
        await write(pilot, "wizard")
        await pilot.press("enter")
        await sees(pilot, "There is no role 'wizard'; see: teamx roles.")
        await pilot.press("ctrl+u")
        await write(pilot, "CTO")
        await pilot.press("enter")
        await on_screen(pilot, PeopleScreen)
        await sees(pilot, "@elena is CTO now", "· CTO ·")

        await pilot.press("z", "enter")
        await sees(pilot, "· Tech Lead ·")


@pytest.mark.feature("T-3")
async def test_h__hires_somebody_who_stands_in_the_chart(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await people(pilot, "h")
        await on_screen(pilot, AskScreen)
        await pilot.press(*"zoe", "enter", *"writer", "enter")
        await on_screen(pilot, PeopleScreen)

        await sees(pilot, "Hired @zoe, Writer.", "○ Zoe", "People 7")


async def test_a__gives_the_person_a_ticket(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await people(pilot, "a")
        asked = await on_screen(pilot, AskScreen)
        assert asked.query_one("#param-handle", Input).value == "alex"
        await pilot.press(*"74", "enter")
        await sees(pilot, "@alex is responsible for #74.")


@pytest.mark.feature("T-3")
async def test_let_go__shows_what_is_open_and_wants_somebody_to_take_over(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await people(pilot, "end")
        await sees(pilot, "Sarah @sarah")
        await pilot.press("L")
        await on_screen(pilot, LeavingScreen)
        await sees(pilot, "They are responsible for 2 unfinished tickets:", "#72 Testing", "#74 Access", "They lead")

        await pilot.press("enter")
        await sees(pilot, "@sarah is responsible for #72, #74 and leads department quality.")
        await pilot.press(*"@mike", "enter")
        await on_screen(pilot, PeopleScreen)
        await sees(pilot, "@sarah has left. @mike takes over #72 #74.")

    office = company.office()
    assert views.ticket(office, 72).assignee == "mike"
    office.close()


@pytest.mark.feature("T-3")
async def test_let_go__changes_nothing_when_it_is_given_up(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        await people(pilot, "L")
        await on_screen(pilot, LeavingScreen)
        await pilot.press(*"elena", "escape")
        await on_screen(pilot, PeopleScreen)

    assert "alex" in reports_to(company)


# --- RACI ---


@pytest.mark.feature("X-2")
async def test_x__shows_the_matrix_and_enter_opens_the_ticket(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await people(pilot, "x")
        await on_screen(pilot, RaciScreen)
        await sees(pilot, "Real-Time Collaboration Panel", "Missing")

        assert line_with(pilot, "#66 ").split()[-7:] == ["R", "I", "C", "C", "I", "no", "A"]

        await pilot.press("down", "down", "enter")
        thread = await on_screen(pilot, ThreadScreen)
        assert thread.number == 66

        await pilot.press("escape")
        await on_screen(pilot, RaciScreen)
        await pilot.press("x")
        await on_screen(pilot, PeopleScreen)


async def test_matrix__keeps_the_tickets_in_sight_while_people_scroll(story: Play, window: Window) -> None:
    async with window(story(24), (60, 24)) as pilot:
        await people(pilot, "x")
        await on_screen(pilot, RaciScreen)
        await sees(pilot, "people 1–2 of 6", "alex")
        await pilot.press(*["right"] * 9)
        await sees(pilot, "people 5–6 of 6", "sarah", "#75", "Documentation", "no A")

        assert "alex" not in shown(pilot)


async def test_p__goes_from_project_to_project(tmp_path: Path, window: Window) -> None:
    clock = Clock()
    paper = charter(
        2,
        [filing(1, project="a"), filing(2, "ben", project="b"), filing(3, "ben")],
        projects=[Project("a", "Apples"), Project("b", "Berries")],
    )
    founded(tmp_path / "company.db", paper, clock).close()

    async with window(Company(tmp_path / "company.db", clock)) as pilot:
        await people(pilot, "x")
        await sees(pilot, "Apples", "#1")
        await pilot.press("p")
        await sees(pilot, "Berries", "#2")
        await pilot.press("p")
        await sees(pilot, "no project", "#3")
        await pilot.press("p")
        await sees(pilot, "Apples")


# --- hostile words ---


async def test_people_and_matrix__show_hostile_words_as_text(tmp_path: Path, window: Window) -> None:
    clock = Clock()
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]), clock)
    employees.hire(office, Hiring("eve", NASTY, "engineer", NASTY))
    tickets.file(office, tickets.Filing(title=NASTY, assignee="eve"))
    decisions.ask(office, 2, "eve", NASTY, actor="ada")
    office.close()

    async with window(Company(tmp_path / "company.db", clock), (200, 50)) as pilot:
        await people(pilot, "end")
        await sees(pilot, f"○ {NASTY_SHOWN[:27]}", f"#2 {NASTY_SHOWN}", f"{NASTY_SHOWN[:23]}… @eve")
        await pilot.press("L")
        await sees(pilot, f"Let {NASTY_SHOWN} (@eve) go")
        await pilot.press("escape", "x")
        await on_screen(pilot, RaciScreen)
        await sees(pilot, NASTY_SHOWN)
