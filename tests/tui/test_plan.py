"""The amber gate and the doctor in the window: what is shown, what keys do, and that leaving writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from teamx_tui.commands import companies
from teamx_tui.company import doctor, founding, pauses, views
from teamx_tui.store import checkup
from teamx_tui.tui import run
from teamx_tui.tui.screens.doctor import DoctorScreen
from teamx_tui.tui.screens.mission import MissionScreen
from teamx_tui.tui.screens.plan import BriefScreen, PlanScreen
from tests.builders import Clock, charter, filing, founded, head
from tests.tui.conftest import SMALL, Company, Opened, Pictures, Play, has_looked, line_with, on_screen, say, sees

Window = Callable[..., Opened]


@pytest.fixture
def lifecycle(tmp_path: Path) -> Company:
    """The product company as it begins: with people, a project, and a plan nobody has agreed to."""
    store, clock = tmp_path / "company.db", Clock()
    founding.found(store, companies.read(companies.named_scenario("product-lifecycle")), clock)
    return Company(store, clock)


@pytest.fixture
def uneasy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A company that is paused, works with an old SQLite, and has a ticket nobody was woken for."""
    monkeypatch.setattr(checkup, "LIBRARY", (3, 51, 2))
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5_000_000_000}))
    store, clock = tmp_path / "company.db", Clock()
    office = founded(store, charter(2, [filing(1)]), clock)
    pauses.pause(office, "Nobody is here over the holidays.")
    with office.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM wake")
    office.close()
    return Company(store, clock)


async def decompose(pilot: Pilot[None]) -> None:
    await has_looked(pilot)
    await say(pilot, "Decompose TeamFlow Analytics MVP into tickets", "Shows a plan")
    await on_screen(pilot, PlanScreen)
    await sees(pilot, "Requirements specification")
    await pilot.pause()


async def examine(pilot: Pilot[None]) -> None:
    await has_looked(pilot)
    await say(pilot, "run the doctor", "Run the doctor")
    await on_screen(pilot, DoctorScreen)
    await sees(pilot, "Overall:", "The file is whole.")
    await pilot.pause()


@pytest.mark.feature("X-4", "T-13")
async def test_the_plan__is_shown_with_people_scores_and_cost_and_cancelling_it_writes_nothing(
    lifecycle: Company, window: Window
) -> None:
    office = lifecycle.office()
    before = head(office)
    async with window(lifecycle, SMALL) as pilot:
        await decompose(pilot)
        await sees(pilot, "9 tickets with 13 dependencies and 1 gate", "$2.80 to $4.20", "@alex 0.71 = 0.4×0.40 fit")
        await pilot.press("escape")
        await pilot.pause()

    assert (head(office), views.tickets(office)) == (before, ())
    office.close()


@pytest.mark.feature("X-4", "T-13")
async def test_the_plan__is_filed_as_it_was_changed(lifecycle: Company, window: Window) -> None:
    async with window(lifecycle) as pilot:
        await decompose(pilot)
        await pilot.press("down", "down", "space")
        await sees(pilot, "Data pipeline architecture (left out)", "8 tickets with")
        await pilot.press("space")
        await sees(pilot, "9 tickets with")
        await pilot.press("end", "space", "home", "a")
        await sees(pilot, "8 tickets with")
        assert "@alex" not in line_with(pilot, "Requirements specification")
        await pilot.press("enter")
        await sees(pilot, "Filed 8 tickets in TeamFlow Analytics MVP")

    office = lifecycle.office()
    rows = {row.number: row for row in views.tickets(office)}
    assert list(rows) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert rows[1].assignee != "alex"
    office.close()


async def test_the_plan__is_shown_first_where_a_demo_has_one(lifecycle: Company, window: Window) -> None:
    app = lifecycle.app(on_open=lambda: run.opened(app, "teamflow"))
    async with app.run_test(size=SMALL) as pilot:
        await on_screen(pilot, PlanScreen)
        await sees(pilot, "Agree to the plan for TeamFlow Analytics MVP?")


async def test_the_plan__of_a_project_there_is_nothing_to_plan_from_says_so(window: Window, tmp_path: Path) -> None:
    store, clock = tmp_path / "company.db", Clock()
    founded(store, charter(1, projects=[founding.Project("mvp", "MVP")]), clock).close()
    async with window(Company(store, clock)) as pilot:
        await say(pilot, "decompose mvp", "Shows a plan")
        await sees(pilot, "Say what MVP consists of")


@pytest.mark.feature("X-22", "T-24")
async def test_the_doctor__shows_every_check_and_the_way_out(uneasy: Company, window: Window) -> None:
    async with window(uneasy) as pilot:
        await examine(pilot)
        await sees(pilot, "Overall: ✗ fail", "not cleared for launch", "→ teamx resume", "#1 Ticket 1")
        office = uneasy.office()
        pauses.resume(office)
        office.close()
        await pilot.press("r")
        await sees(pilot, "Nothing is paused or on hold.")


async def test_the_plan__in_a_picture(pictures: Pictures, lifecycle: Company) -> None:
    """Amber, every row ticked, and how well Alex suits the first."""
    await pictures(lifecycle.app(), decompose, "80x24", "120x40", "120x40-light")


async def test_the_doctor__in_a_picture(pictures: Pictures, uneasy: Company) -> None:
    """A failure, two warnings, and what to do about each."""
    await pictures(uneasy.app(), examine, "80x24", "120x40")


async def test_the_plan__of_a_project_with_nothing_to_plan_from_opens_no_empty_window(
    story: Play, window: Window
) -> None:
    async with window(story(0)) as pilot:
        await has_looked(pilot)
        await say(pilot, "decompose panel", "Shows a plan")
        await on_screen(pilot, BriefScreen)
        await sees(pilot, "Say what Real-Time Collaboration Panel consists of")
        await pilot.press("escape")
        await on_screen(pilot, MissionScreen)
