"""Mission Control shows what the store holds, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from teamx_tui.company import inbox, log, mission, queue, roster, tickets, views
from teamx_tui.domain.presence import Presence
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import State
from teamx_tui.tui.themes import DARK, HIGH_CONTRAST, LIGHT
from teamx_tui.tui.widgets.line_list import LineList
from tests.builders import Clock, carry, charter, claim, filing, founded, says
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, sees, shown, until

Window = Callable[..., Opened]


def panel(pilot: Pilot[None], name: str) -> LineList:
    return pilot.app.screen.query_one(f"#{name}", LineList)


def cells(pilot: Pilot[None], name: str) -> list[list[str]]:
    """The words of every row of a panel."""
    return [[cell.plain.strip() for cell in row.cells] for row in panel(pilot, name).rows]


def busy_company(path: Path, runs: int) -> Company:
    """A company in which `runs` employees are having a turn, each on a ticket of their own, begun 10 seconds apart."""
    clock = Clock()
    staff = tuple(f"e{number}" for number in range(1, runs + 1))
    paper = charter(staff, [filing(number, f"e{number}") for number in range(1, runs + 1)])
    office = founded(path, paper, clock)
    for number in range(1, runs + 1):
        clock.advance(10)
        claim(office, number, f"e{number}")
    office.close()
    return Company(path, clock)


@pytest.mark.feature("X-19")
@pytest.mark.parametrize("runs", [0, 24, 44, None])
async def test_mission__counts_equal_the_store(story: Play, window: Window, runs: int | None) -> None:
    company = story(runs)
    office = company.office()
    everything, seen = views.tickets(office), mission.look(office)
    blocked = [row.number for row in everything if row.condition == "blocked"]
    done = sum(row.state is State.DONE for row in everything)
    waiting, asked = len(queue.pending(office)), len(inbox.waiting(office))
    idle = sum(person.presence is Presence.IDLE for person in roster.staff(office))
    events = [one_line(log.sentence(event)) for event in log.latest(office, 50)]
    office.close()

    async with window(company) as pilot:
        head = line_with(pilot, " running · ")

        assert f"0 running · {waiting} queued · {len(blocked)} blocked" in head
        assert f"{seen.calls_today} calls, $0.00 today" in head
        assert f"{asked} need you" in line_with(pilot, "need you")
        assert {int(row[0][1:]) for row in cells(pilot, "blocked")} == set(blocked)
        assert sum(row[4] == "idle" for row in cells(pilot, "people")) == idle
        assert cells(pilot, "projects")[0][1] == f"{done * 100 // 12} %"
        assert cells(pilot, "projects")[1][1] == f"{done}/12"
        assert [row[1] for row in cells(pilot, "events")] == events


@pytest.mark.feature("X-19")
async def test_mission__shows_every_run_newest_first(window: Window, tmp_path: Path) -> None:
    company = busy_company(tmp_path / "company.db", 3)

    async with window(company) as pilot:
        assert [row[0] for row in cells(pilot, "running")] == ["#3", "#2", "#1"]
        assert [row[3] for row in cells(pilot, "running")] == ["now", "10s ago", "20s ago"]
        assert "3 running" in line_with(pilot, " running · ")


async def test_running_panel__shows_ten_runs_until_more_are_asked_for(window: Window, tmp_path: Path) -> None:
    company = busy_company(tmp_path / "company.db", 12)

    async with window(company) as pilot:
        running = panel(pilot, "running")
        pilot.app.screen.set_focus(running)

        assert [row.ticket for row in running.rows] == [*range(12, 2, -1), None]
        assert cells(pilot, "running")[-1] == ["2 more: press m"]

        await pilot.press("m")

        assert [row.ticket for row in running.rows] == [*range(12, 0, -1)]

        await pilot.press("m")

        assert len(running.rows) == 11


@pytest.mark.feature("X-13")
async def test_blocked_panel__names_the_blockers_and_who_must_act(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        rows = {row[0]: row for row in cells(pilot, "blocked")}

        assert rows["#69"][1:] == ["React component library", "@priya", "17m", "#65 #67 #68", "@lin @mike"]
        assert rows["#70"][4:] == ["#69", "@priya"]


async def test_blocked_panel__names_the_operator_when_only_they_can_act(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    tickets.move(office, 70, "cancelled", "not needed")
    office.close()

    async with window(company) as pilot:
        rows = {row[0]: row for row in cells(pilot, "blocked")}

        assert rows["#71"][5] == "you"
        assert "1 needs you" in line_with(pilot, "needs you")


@pytest.mark.feature("X-9")
async def test_people_panel__goes_by_the_clock_and_by_what_people_do(window: Window, tmp_path: Path) -> None:
    clock = Clock()
    paper = charter(
        ("ada", "ben", "cleo", "dan"),
        [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo"), filing(4, "dan")],
        [(3, 4)],
    )
    office = founded(tmp_path / "company.db", paper, clock)
    for number, handle in ((1, "ada"), (3, "cleo")):
        claimed = claim(office, number, handle)
        carry(office, claimed, says("Here I am."))
    clock.advance(120)
    claim(office, 2, "ben")
    office.close()
    company = Company(tmp_path / "company.db", clock)

    async with window(company) as pilot:
        assert cells(pilot, "people") == [
            ["◆", "Ben", "Engineer", "1 open", "in thread", "#2"],
            ["●", "Ada", "Engineer", "1 open", "active", "2m ago"],
            ["●", "Cleo", "Engineer", "1 open", "active", "2m ago"],
            ["■", "Dan", "Engineer", "1 open", "blocked", "never"],
        ]

        clock.advance(180)
        pilot.app.screen.look_again()  # type: ignore[attr-defined]
        await until(pilot, lambda: cells(pilot, "people")[2][4] == "idle", "five minutes make people idle")

        assert [(row[0], row[1], row[4], row[5]) for row in cells(pilot, "people")] == [
            ("◆", "Ben", "in thread", "#2"),
            ("■", "Dan", "blocked", "never"),
            ("○", "Ada", "idle", "5m ago"),
            ("○", "Cleo", "idle", "5m ago"),
        ]


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose local time is UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.feature("X-9")
@pytest.mark.usefixtures("utc")
async def test_people_panel__shows_the_exact_time_on_demand(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    active = {person.name: person.active_at_ms for person in roster.staff(office)}
    office.close()

    async with window(company) as pilot:
        assert {row[1]: row[5] for row in cells(pilot, "people")}["Mike"] == "2m ago"

        await pilot.press("t")

        exact = {name: f"{datetime.fromtimestamp((at or 0) / 1000, UTC):%H:%M:%S}" for name, at in active.items()}
        assert {row[1]: row[5] for row in cells(pilot, "people")} == exact

        await pilot.press("t")

        assert {row[1]: row[5] for row in cells(pilot, "people")}["Mike"] == "2m ago"


@pytest.mark.feature("X-9")
@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_themes__give_the_dots_the_four_colours_that_were_agreed(theme: Any) -> None:
    dots = {name: theme.variables[f"presence-{name}"] for name in ("active", "idle", "in-thread", "blocked")}

    assert dots == {"active": "#10B981", "idle": "#9CA3AF", "in-thread": "#3B82F6", "blocked": "#EF4444"}


async def test_mission__says_how_long_the_company_has_been_idle_and_at_what_cost(story: Play, window: Window) -> None:
    company = story(None)
    company.clock.advance(3 * 3600 + 12 * 60 - 95)

    async with window(company, SMALL) as pilot:
        assert "idle 3 h 12 m, 0 calls, $0.00 today" in line_with(pilot, " running · ")


async def test_mission__says_scripted_where_somebody_is(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        assert line_with(pilot, "Team-X").startswith("  Team-X  scripted ")


async def test_mission__shows_the_label_it_was_opened_with(story: Play, window: Window) -> None:
    async with window(story(0), label="demo") as pilot:
        assert line_with(pilot, "Team-X").startswith("  Team-X  demo  scripted ")


async def test_cursor__stays_on_its_ticket_when_rows_go(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company) as pilot:
        blocked = panel(pilot, "blocked")
        await pilot.press("j", "j", "k", "down")
        assert blocked.current is not None
        assert blocked.current.ticket == 71

        office = company.office()
        tickets.move(office, 70, "cancelled", "not needed")
        office.close()
        await until(pilot, lambda: [row.ticket for row in blocked.rows] == [69, 71, 72, 73], "#70 leaves the panel")

        assert blocked.current.ticket == 71
        assert "› #71" in shown(pilot)


async def test_mission__gives_the_cursor_to_panels_in_turn(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        visited = []
        for _ in range(5):
            visited.append(pilot.app.screen.focused.id)  # type: ignore[union-attr]
            await pilot.press("tab")

        assert visited == ["blocked", "events", "people", "projects", "running"]


async def test_mission__works_in_a_company_of_nobody(window: Window, tmp_path: Path) -> None:
    founded(tmp_path / "company.db", charter(0)).close()

    async with window(Company(tmp_path / "company.db", Clock())) as pilot:
        await sees(pilot, "Nothing is running and nothing is queued.", "Nothing is blocked.", "Nobody works here yet")
