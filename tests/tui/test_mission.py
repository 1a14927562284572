"""Mission Control shows what the store holds, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from teamx_tui.company import inbox, log, mission, queue, roster, threads, tickets, views
from teamx_tui.domain.presence import Presence
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import State
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.screens.why import WhyScreen
from teamx_tui.tui.themes import THEMES
from teamx_tui.tui.widgets.critical_path import CriticalPathLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.tiles import Tiles
from tests.builders import Clock, carry, charter, claim, filing, founded, says, turn
from tests.tui.conftest import LARGE, SMALL, Company, Opened, Play, has_looked, line_with, place_of, sees, shown, until

Window = Callable[..., Opened]


def panel(pilot: Pilot[None], name: str) -> LineList:
    return pilot.app.screen.query_one(f"#{name}", LineList)


def cells(pilot: Pilot[None], name: str) -> list[list[str]]:
    """The words of every row of a panel."""
    return [[cell.plain.strip() for cell in row.cells] for row in panel(pilot, name).rows]


def tiles(pilot: Pilot[None]) -> list[str]:
    """The words of every tile."""
    return [" ".join(part.plain.strip() for part in cell.lines) for cell in pilot.app.screen.query_one(Tiles).cells]


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
        header = line_with(pilot, "1 Mission")
        assert [f"{n} {what}" in header for n, what in ((waiting, "queued"), (len(blocked), "blocked")) if n] == (
            [True] * sum(n > 0 for n in (waiting, len(blocked)))
        )
        assert asked == 0
        assert "nothing needs you" in line_with(pilot, "Team-X")
        assert tiles(pilot) == [
            "0 running",
            f"{waiting} queued",
            f"{len(blocked)} blocked",
            f"{seen.at_work}/6 at work",
            "0 need you",
            f"{done}/12 done",
            "$0.00 today",
            f"{done}.0 done a day",
        ]
        assert {int(row[0][1:]) for row in cells(pilot, "blocked")} == set(blocked)
        assert sum(row[4] == "idle" for row in cells(pilot, "people")) == idle
        assert f" {done}/12 {done * 100 // 12} % " in cells(pilot, "projects")[1][0]
        assert [row[1] for row in cells(pilot, "events")] == events


@pytest.mark.feature("X-19")
async def test_mission__shows_every_run_newest_first(window: Window, tmp_path: Path) -> None:
    company = busy_company(tmp_path / "company.db", 3)

    async with window(company) as pilot:
        assert [row[0] for row in cells(pilot, "running")] == ["#3", "#2", "#1"]
        assert [row[3] for row in cells(pilot, "running")] == ["now", "10s ago", "20s ago"]
        assert "3 running · " in line_with(pilot, "1 Mission")


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

        assert rows["#69"][1:] == ["React component library", "@priya", "17m", "#65 #67 #68 done", "@lin @mike", "1"]
        assert rows["#70"][4:] == ["#69 done", "@priya", "1"]
        assert rows["#73"][6] == "–"


async def test_blocked_panel__names_the_operator_when_only_they_can_act(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    tickets.move(office, 70, "cancelled", "not needed")
    office.close()

    async with window(company) as pilot:
        rows = {row[0]: row for row in cells(pilot, "blocked")}

        assert rows["#71"][5] == "you"
        assert "1 needs you" in line_with(pilot, "Team-X")


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
@pytest.mark.parametrize("name", ["teamx-dark", "teamx-light", "teamx-high-contrast"])
def test_themes__give_the_dots_the_four_colours_that_were_agreed(name: str) -> None:
    theme = next(theme for theme in THEMES if theme.name == name)
    dots = {word: theme.variables[f"presence-{word}"] for word in ("active", "idle", "in-thread", "blocked")}

    assert dots == {"active": "#10B981", "idle": "#9CA3AF", "in-thread": "#3B82F6", "blocked": "#EF4444"}


async def test_mission__says_how_long_the_company_has_been_idle_and_at_what_cost(story: Play, window: Window) -> None:
    company = story(None)
    company.clock.advance(3 * 3600 + 12 * 60 - 95)

    async with window(company, SMALL) as pilot:
        assert "idle 3 h 12 m, 0 calls, $0.00" in line_with(pilot, "1 Mission")


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
        for _ in range(7):
            visited.append(pilot.app.screen.focused.id)  # type: ignore[union-attr]
            await pilot.press("tab")

        assert visited == ["blocked", "events", "people", "projects", "tiles", "path", "running"]


# --- tiles ---


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_tiles__have_a_word_for_each_number_at_every_size(
    story: Play, window: Window, size: tuple[int, int]
) -> None:
    async with window(story(24), size) as pilot:
        await sees(pilot, "running", "11", "queued", "5", "blocked", "1/6", "at work", "2/12", "done")


@pytest.mark.feature("T-19")
@pytest.mark.parametrize(("steps", "panel_of_it"), [(0, "running"), (1, "running"), (2, "blocked"), (7, "projects")])
async def test_tile__leads_to_the_panel_that_shows_it(
    story: Play, window: Window, steps: int, panel_of_it: str
) -> None:
    async with window(story(24)) as pilot:
        pilot.app.screen.set_focus(pilot.app.screen.query_one(Tiles))
        await pilot.press(*["right"] * steps, "enter")

        await until(pilot, lambda: pilot.app.screen.focused is panel(pilot, panel_of_it), f"focus on {panel_of_it}")


async def test_tile__leads_to_the_place_that_shows_it(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        pilot.app.screen.set_focus(pilot.app.screen.query_one(Tiles))
        await pilot.press(*["right"] * 4, "enter")

        await until(pilot, lambda: pilot.app.current_mode == "inbox", "the inbox")


async def test_tile__opens_what_it_shows_on_a_click(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.click(offset=place_of(pilot, "need you"))

        await until(pilot, lambda: pilot.app.current_mode == "inbox", "the inbox")


async def test_tile__unfolds_the_panel_it_leads_to(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.press("space")
        assert "React component library" not in shown(pilot)
        pilot.app.screen.set_focus(pilot.app.screen.query_one(Tiles))
        await pilot.press("right", "right", "enter")

        await sees(pilot, "React component library")


# --- the critical path ---


@pytest.mark.feature("T-19")
async def test_critical_path__leads_from_what_is_done_to_the_end(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await sees(pilot, "Critical path  11 days left  #64 ✓ → #66 ✓ → #67 ◔ → #69 ■ → #70 ■ → #71 ■ → #72 ■")


async def test_critical_path__goes_along_with_the_cursor_on_a_small_screen(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        await sees(pilot, "#71 ■ →…")
        pilot.app.screen.set_focus(pilot.app.screen.query_one(CriticalPathLine))
        await pilot.press("end")

        assert "… #66 ✓ →" in line_with(pilot, "Critical path")
        assert line_with(pilot, "Critical path").endswith("→›#72 ■")


async def test_critical_path__opens_the_ticket_under_the_cursor(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await sees(pilot, "Critical path  11 days left")
        pilot.app.screen.set_focus(pilot.app.screen.query_one(CriticalPathLine))
        await pilot.press("right", "right", "enter")

        await until(pilot, lambda: getattr(pilot.app.screen, "number", None) == 67, "the thread of #67")


async def test_critical_path__says_why_the_ticket_under_the_cursor_waits(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await sees(pilot, "Critical path  11 days left")
        pilot.app.screen.set_focus(pilot.app.screen.query_one(CriticalPathLine))
        await pilot.press("end", "w")

        await sees(pilot, "Why", "#72")
        assert isinstance(pilot.app.screen, WhyScreen)


# --- folding ---


@pytest.mark.feature("X-26")
async def test_panel__folds_to_its_title_and_is_folded_the_next_time(story: Play, window: Window) -> None:
    company, memory = story(24), Memory()

    async with window(company, memory=memory) as pilot:
        await pilot.press("space")

        await sees(pilot, "▸ Blocked 5")
        await until(pilot, lambda: panel(pilot, "blocked").size.height == 0, "nothing but the title is there")
        assert "React component library" not in shown(pilot)

    async with window(company, memory=memory) as pilot:
        assert "▸ Blocked 5" in shown(pilot)
        await pilot.press("space")

        await sees(pilot, "▾ Blocked 5", "React component library")


async def test_panel__folds_by_a_click_on_its_title(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.click("#people", offset=(4, 0))

        await sees(pilot, "▸ People 6")
        assert "Frontend" not in shown(pilot)


async def test_folded_panel__offers_no_ticket(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.press("space", "enter", "w")
        await pilot.pause()

        assert pilot.app.screen.query_one("#blocked").has_focus
        assert pilot.app.screen.ticket_in_view is None  # type: ignore[attr-defined]


async def test_mission__opens_with_a_memory_that_makes_no_sense(story: Play, window: Window) -> None:
    memory = Memory()
    memory.keep("mission.folded", {"blocked": 7})
    memory.keep("mission.teams", {"by_team": "maybe", "folded": [1, ["x"]]})

    async with window(story(24), memory=memory) as pilot:
        await sees(pilot, "▾ Blocked 5", "▾ People 6")


@pytest.mark.feature("X-26")
async def test_people_panel__folds_team_by_team(story: Play, window: Window) -> None:
    company, memory = story(24), Memory()

    async with window(company, memory=memory) as pilot:
        pilot.app.screen.set_focus(panel(pilot, "people"))
        await pilot.press("v", "home", "j", "j")
        assert [row.key for row in panel(pilot, "people").rows] == [
            "team:Design",
            "person:lin",
            "team:Engineering",
            "person:mike",
            "person:elena",
            "person:priya",
            "team:Product",
            "person:alex",
            "team:Quality",
            "person:sarah",
        ]
        await pilot.press("space")

        await sees(pilot, "▸ Engineering  ● 1  ■ 2")
        assert "Mike" not in shown(pilot)

    async with window(company, memory=memory) as pilot:
        await sees(pilot, "People by team 6", "▸ Engineering  ● 1  ■ 2", "▾ Quality")


# --- a company at its beginning ---


async def test_mission__of_nobody_says_what_to_do_first(window: Window, tmp_path: Path) -> None:
    founded(tmp_path / "company.db", charter(0)).close()

    async with window(Company(tmp_path / "company.db", Clock()), SMALL) as pilot:
        await sees(pilot, "Nobody works here yet. Press h to hire somebody")
        assert "Nothing is blocked" not in shown(pilot)
        await pilot.press("h")

        await sees(pilot, "Employee: hire")


async def test_mission__without_tickets_says_how_to_file_one(window: Window, tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", charter(1))
    clock = Clock()

    async with window(Company(tmp_path / "company.db", clock), SMALL) as pilot:
        await sees(pilot, "There are no tickets yet. Press n to file the first", "Ada")
        await pilot.press("n")
        await sees(pilot, "Ticket: new")
        await pilot.press("escape")

        tickets.file(office, tickets.Filing("A beginning", assignee="ada"))
        office.close()

        await until(pilot, lambda: "no tickets yet" not in shown(pilot), "the guide goes")


# --- projects ---


@pytest.mark.feature("O-26", "T-19")
async def test_projects_panel__says_how_a_project_is_doing_and_why(story: Play, window: Window) -> None:
    company = story(24)
    company.clock.advance(7 * 86_400)

    async with window(company) as pilot:
        rows = [" ".join(row) for row in cells(pilot, "projects")]

        assert rows[0] == "Real-Time Collaboration Panel ▲ at risk"
        assert "2/12 16 %" in rows[1]
        assert "@elena" in rows[1]
        assert "▁▁▁▁▁▁▁" in rows[1]
        assert "2 done where the plan has 4" in rows[2]


@pytest.mark.feature("D-6")
async def test_blocked__begins_with_turns_that_others_went_ahead_of_and_w_says_what_to_do(
    window: Window, tmp_path: Path
) -> None:
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(2, [filing(1), filing(2), filing(3)]), clock)
    for _ in range(3):
        turn(office, 1, "ada")
        threads.comment(office, 1, "Once more.")
    clock.advance(31 * 60)
    office.close()

    async with window(Company(path, clock), (200, 50)) as pilot:
        await sees(pilot, "2 passed over", "its turn comes; 2 turns went ahead")
        await pilot.press("home", "w")
        await sees(pilot, "@ada has waited 31 m 0 s for a turn on #2", "teamx ticket assign 2 HANDLE")


async def test_recent_events__keep_the_cursor_in_sight_while_more_happens(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company, size=SMALL) as pilot:
        await has_looked(pilot)
        await pilot.press("tab")
        office = company.office()
        for number in range(8):
            threads.comment(office, 71, f"Word {number}.", actor="alex")
        await sees(pilot, "@alex wrote in #71")
        newest = line_with(pilot, "›")
        assert "@alex wrote in #71" in newest, "the cursor stays on the newest"

        await pilot.press("down")
        for number in range(8):
            threads.comment(office, 72, f"Word {number}.", actor="alex")
        seq = mission.look(office).seq
        office.close()
        await sees(pilot, f"to no. {seq}")

        assert "@alex wrote in #71" in line_with(pilot, "›"), "the cursor's line stays where it is"


async def test_panels__are_all_reached_by_tab_in_a_tiny_terminal(story: Play, window: Window) -> None:
    async with window(story(24), size=(40, 12)) as pilot:
        await has_looked(pilot)
        assert "#69" in line_with(pilot, "›"), "it begins at what is blocked"
        for _ in range(3):
            await pilot.press("tab")
            line_with(pilot, "›")
