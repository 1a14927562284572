"""The graph: one moves about in it along the dependencies, and stays where one is while the company goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from teamx_tui.company import links, tickets
from teamx_tui.domain.tickets import State
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from teamx_tui.tui.widgets.graph_view import GraphView
from teamx_tui.tui.widgets.ticket_list import TicketList
from tests.builders import Clock, charter, filing, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, sees, shown, until

Window = Callable[..., Opened]
LONG: Final = 200
"""Tickets of a chain that is too long to be drawn."""


def chain(path: Path, count: int) -> Company:
    """A company in which every ticket waits for the one before."""
    clock = Clock()
    links = [(number, number + 1) for number in range(1, count)]
    founded(path / "company.db", charter(1, map(filing, range(1, count + 1)), links), clock).close()
    return Company(path / "company.db", clock)


async def graph(pilot: Pilot[None], *keys: str) -> GraphView:
    """Go to the graph, and press keys once it is drawn."""
    await pilot.press("2", "g")
    await until(pilot, lambda: pilot.app.screen.query(GraphView), "the graph is there")
    view = pilot.app.screen.query_one(GraphView)
    await until(pilot, lambda: view.cursor is not None, "the graph is drawn")
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return view


@pytest.mark.feature("T-6", "O-21")
@pytest.mark.parametrize(
    "walk",
    [
        "down 66 left 65 down 69 up 65 right 66 right 74 down 68 up 66",
        "j 66 j 67 right 68 j 69 j 70 k 69 k 68",
        "up 64 left 64 end 73 left 72 left 72 up 71 pageup 64 G 73 down 73 home 64",
    ],
    ids=["back the way one came", "the critical path first", "no further than to the edge"],
)
async def test_graph__is_walked_along_its_lines(story: Play, window: Window, walk: str) -> None:
    keys, numbers = walk.split()[::2], walk.split()[1::2]
    async with window(story(24)) as pilot:
        view = await graph(pilot)
        came = []
        for key in keys:
            await pilot.press(key)
            came.append(str(view.cursor))

        assert came == numbers


async def test_graph__brings_the_box_under_the_cursor_into_sight(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        await graph(pilot)
        assert "Testing and QA" not in shown(pilot)

        await pilot.press("end")

        await sees(pilot, "›Testing and QA")


async def test_graph__opens_the_ticket_under_the_cursor(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot, "down", "enter")

        await until(pilot, lambda: isinstance(pilot.app.screen, ThreadScreen), "the thread")
        await sees(pilot, "#66", "Architecture design")


async def test_graph__says_why_the_ticket_under_the_cursor_does_not_move(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot, "end", "w")

        await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen), "the reasons")


@pytest.mark.feature("O-6")
async def test_graph__tells_the_critical_path_in_words_too(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot)

        assert "━ critical path 11 days left" in shown(pilot)
        assert "┏ #69" in shown(pilot)
        assert "╭ #68" in shown(pilot)


@pytest.mark.feature("X-13")
async def test_graph__follows_what_happens(story: Play, window: Window) -> None:
    company = story(0)
    async with window(company) as pilot:
        view = await graph(pilot, "down")
        assert "#66 ■ blocked" in shown(pilot)
        office = company.office()

        tickets.move(office, 64, State.DONE, "Done.")
        office.close()
        await sees(pilot, "#64 ✓ done", "#66 ○ ready")

        assert view.cursor == 66


async def test_graph__draws_a_new_dependency(story: Play, window: Window) -> None:
    company = story(0)
    async with window(company) as pilot:
        view = await graph(pilot, "end")
        office = company.office()

        links.link(office, 72, 73)
        office.close()
        await sees(pilot, "13 of 22 dependencies drawn")

        assert view.cursor == 73


@pytest.mark.feature("O-5")
async def test_graph__draws_what_follows_from_other_dependencies_when_asked(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot)
        assert "13 of 21 dependencies drawn" in shown(pilot)

        await pilot.press("r")

        await until(pilot, lambda: "dependencies drawn" not in shown(pilot), "all of them are drawn")


@pytest.mark.feature("O-21")
async def test_graph__shows_only_what_hangs_together_with_a_ticket_when_asked(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot, "down", "down", "f")
        await sees(pilot, "around #67, 8 of 12 tickets")
        assert "#68" not in shown(pilot)

        await pilot.press("f")

        await sees(pilot, "12 tickets", "#68")


async def test_graph__goes_on_at_the_end_of_the_picture(tmp_path: Path, window: Window) -> None:
    async with window(chain(tmp_path, LONG)) as pilot:
        view = await graph(pilot, "end")
        assert view.cursor == 60
        assert "↓1" in shown(pilot)

        await pilot.press("down")
        await sees(pilot, "around #60, 60 of 200 tickets")
        await pilot.press("down")
        await pilot.pause()

        assert view.cursor == 61


async def test_graph__says_why_it_does_not_draw_everything(tmp_path: Path, window: Window) -> None:
    async with window(chain(tmp_path, LONG)) as pilot:
        await graph(pilot, "f")

        await sees(pilot, "These are too many tickets to draw at once.")


async def test_graph__begins_with_the_ticket_of_the_list(tmp_path: Path, window: Window) -> None:
    async with window(chain(tmp_path, LONG)) as pilot:
        await pilot.press("2")
        await sees(pilot, "Ticket 1")
        await pilot.press("end")
        await until(pilot, lambda: pilot.app.screen.query_one(TicketList).ticket_in_view == LONG, "the last ticket")

        view = await graph(pilot)

        assert view.cursor == LONG
        assert f"around #{LONG}, 60 of 200 tickets" in shown(pilot)


async def test_graph__hands_its_ticket_on_to_the_list(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot, "down", "down", "l")

        await until(pilot, lambda: pilot.app.screen.query_one(TicketList).ticket_in_view == 67, "#67 in the list")


async def test_graph__draws_what_the_filter_lets_through(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot, "slash", *"#blocked", "enter")

        await sees(pilot, "5 tickets", "longest chain here")
        assert "↑5" in shown(pilot), "what #69 waits for is not in the picture, but counted"


async def test_graph__says_when_the_filter_lets_nothing_through(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await graph(pilot, "slash", *"#failed", "enter")

        await sees(pilot, "No ticket is like that.")
        await pilot.press("down", "f", "enter", "w", "pagedown", "home")

        assert pilot.app.is_running


async def test_graph__is_laid_out_for_the_width_of_the_window(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        await graph(pilot)
        assert "Presence API and state management" not in shown(pilot)

        await pilot.resize_terminal(200, 50)

        await sees(pilot, "WebSocket client integration")


async def test_graph__takes_the_mouse(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        view = await graph(pilot)
        row = shown(pilot).split("\n").index(line_with(pilot, "#75"))
        column = line_with(pilot, "#75").index("#75")

        await pilot.click(offset=Offset(column, row))
        await until(pilot, lambda: view.cursor == 75, "the cursor on #75")
        await pilot.click(offset=Offset(column, row), times=2)

        await until(pilot, lambda: isinstance(pilot.app.screen, ThreadScreen), "the thread")


async def test_graph__is_pulled_along_by_the_mouse(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        view = await graph(pilot)
        before = view.cursor

        await pilot.mouse_down(view, offset=(40, 12))
        await pilot.hover(view, offset=(40, 6))
        await pilot.mouse_up(view, offset=(40, 6))
        await pilot.pause()

        assert (view.scroll_offset.y, view.cursor) == (6, before)


async def test_graph__shows_hostile_titles_as_text(tmp_path: Path, window: Window) -> None:
    title = "[/x] [@click=app.quit]go[/] \x1b]2;P\x07 日本語の題名"
    filings = [replace(filing(number), title=title) for number in (1, 2)]
    founded(tmp_path / "company.db", charter(1, filings, [(1, 2)])).close()
    async with window(Company(tmp_path / "company.db", Clock()), SMALL) as pilot:
        await graph(pilot)

        assert shown(pilot).count("[/x] [@click=app.quit]go[/]") == 2
        assert all(len(edge) == 1 for edge in (line_with(pilot, "#1").strip()[0], line_with(pilot, "#2").strip()[0]))
