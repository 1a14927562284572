"""The form that asks what a command wants to know: what is offered, what is refused, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teamx_tui.company import founding
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.plan import PlanScreen
from tests.builders import Clock, charter, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, has_looked, on_screen, say, sees, shown, until, write

Window = Callable[..., Opened]

TINY = (40, 12)


@pytest.mark.parametrize("size", [SMALL, TINY])
async def test_a_refusal__is_in_sight_however_many_lines_the_form_has(
    story: Play, window: Window, size: tuple[int, int]
) -> None:
    async with window(story(0), size=size) as pilot:
        await pilot.press("8", "m")
        await on_screen(pilot, AskScreen)
        await write(pilot, "Retro")
        await pilot.press("enter")

        await sees(pilot, "A meeting needs", "HANDLE,HANDLE")


async def test_tab__takes_the_name_that_is_offered_and_then_goes_on(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await has_looked(pilot)
        await pilot.press("h")
        asked = await on_screen(pilot, AskScreen)
        handle, role = (asked.query_one(f"#param-{name}") for name in ("handle", "role"))
        await write(pilot, "zoe")
        await pilot.press("tab")
        assert asked.focused is role
        await write(pilot, "backend-e")
        await sees(pilot, "backend-engineer")

        await pilot.press("tab")
        assert (asked.focused, role.value) == (role, "backend-engineer")
        await pilot.press("tab")

        assert asked.focused not in (role, handle)


async def test_a_project_without_a_brief__is_asked_what_it_consists_of_and_then_shows_its_plan(
    window: Window, tmp_path: Path
) -> None:
    store, clock = tmp_path / "company.db", Clock()
    founded(store, charter(2, projects=[founding.Project("mvp", "MVP")]), clock).close()
    async with window(Company(store, clock), SMALL) as pilot:
        await say(pilot, "decompose mvp", "Shows a plan")
        asked = await on_screen(pilot, AskScreen)
        await sees(pilot, "Say what MVP consists of")
        await write(pilot, "Design; Build")
        await pilot.press("enter")

        await on_screen(pilot, PlanScreen)
        await sees(pilot, "This will file 2 tickets")
        assert not asked.is_attached


async def test_decompose__from_a_form_shows_the_plan_to_be_agreed_to(window: Window, tmp_path: Path) -> None:
    store, clock = tmp_path / "company.db", Clock()
    founded(store, charter(2, projects=[founding.Project("mvp", "MVP")]), clock).close()
    async with window(Company(store, clock)) as pilot:
        await say(pilot, "decompose", "Break a project down")
        await on_screen(pilot, AskScreen)
        await write(pilot, "mvp")
        await pilot.press("tab")
        await write(pilot, "Design; Build")
        await pilot.press("enter")
        await on_screen(pilot, PlanScreen)
        await sees(pilot, "This will file 2 tickets")

        await pilot.press("enter")

        await sees(pilot, "Filed 2 tickets in MVP: #1 #2")
        await until(pilot, lambda: not isinstance(pilot.app.screen, PlanScreen), "the plan is put away")
        await say(pilot, "decompose", "Break a project down")
        await on_screen(pilot, AskScreen)
        assert "Design; Build" not in shown(pilot)


async def test_a_form_that_is_left__holds_what_was_written_the_next_time(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await has_looked(pilot)
        await pilot.press("n")
        await on_screen(pilot, AskScreen)
        await write(pilot, "Write the manual")
        await pilot.press("tab")
        await write(pilot, "Everything that is in it.")
        await pilot.press("escape", "h")
        await sees(pilot, "Hire an employee")
        assert "Write the manual" not in shown(pilot), "each command has a form of its own"
        await pilot.press("escape", "n")

        await sees(pilot, "Write the manual", "Everything that is in it.")
        await pilot.press("enter")
        await sees(pilot, "Filed #76.")
        await pilot.press("n")
        await sees(pilot, "File a ticket; if it is ready")
        assert "Write the manual" not in shown(pilot).partition("title *")[2].partition("description")[0]


async def test_a_field_that_is_filled_in_already__still_says_what_belongs_into_it(story: Play, window: Window) -> None:
    async with window(story(0), SMALL) as pilot:
        await pilot.press("8", "m")
        await on_screen(pilot, AskScreen)
        await sees(pilot, "what it is called")
        assert "all-hands" not in shown(pilot)

        await pilot.press("tab")

        await sees(pilot, "meeting, standup, all-hands, integration, design-review")
