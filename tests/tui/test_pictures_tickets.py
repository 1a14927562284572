"""The list and the board of tickets as a person sees them, in the middle of the scenario and with hostile titles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import LARGE, SMALL, Play
from tests.tui.test_tickets import HOSTILE, go, settled, small_company

WIDE: Final = (200, 50)
sizes = pytest.mark.parametrize("size", [SMALL, LARGE, WIDE], ids=["80x24", "120x40", "200x50"])
themes = pytest.mark.parametrize("theme", ["teamx-dark", "teamx-light"])


def drawn(*keys: str, filtered: str = "") -> Callable[[Pilot[None]], Awaitable[None]]:
    """What to do before the picture: go to the tickets, write a filter, press keys."""

    async def draw(pilot: Pilot[None]) -> None:
        await go(pilot)
        if filtered:
            await pilot.press("slash")
            pilot.app.screen.query_one(Input).value = filtered
            await settled(pilot)
            await pilot.press("enter")
        await go(pilot, *keys)

    return draw


@themes
@sizes
def test_list__in_the_middle_of_the_story(snap_compare: Any, story: Play, size: tuple[int, int], theme: str) -> None:
    """Twelve tickets by number, each with glyph and word of its condition; the blocked ones say what they wait for."""
    app = story(24).app()
    app.theme = theme
    assert snap_compare(app, terminal_size=size, run_before=drawn("down", "down"))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_list__grouped_and_filtered(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """What Priya takes part in and is not done, under its conditions with their counts; the filter stands above."""
    before = drawn("v", "s", "s", filtered="@priya -#done")
    assert snap_compare(story(24).app(), terminal_size=size, run_before=before)


def test_filter__being_written(snap_compare: Any, story: Play) -> None:
    """The filter has focus, the rest of the word is offered, and the line below says which words there are."""

    async def write(pilot: Pilot[None]) -> None:
        await go(pilot)
        await pilot.press("slash", *"@pri")
        await settled(pilot)
        await pilot.pause(0.1)

    assert snap_compare(story(24).app(), terminal_size=SMALL, run_before=write)


@themes
@sizes
def test_board__with_lanes(snap_compare: Any, story: Play, size: tuple[int, int], theme: str) -> None:
    """A lane for each person, columns with counts; at 80 columns three of five stand side by side."""
    app = story(24).app()
    app.theme = theme
    assert snap_compare(app, terminal_size=size, run_before=drawn("b", "v", "v"))


def test_board__without_lanes(snap_compare: Any, story: Play) -> None:
    """Five columns; the cards of each by priority, with number, title, priority and assignee."""
    assert snap_compare(story(24).app(), terminal_size=LARGE, run_before=drawn("b"))


@pytest.mark.parametrize("view", ["l", "b"])
def test_views__with_hostile_titles(snap_compare: Any, tmp_path: Path, view: str) -> None:
    """Markup stands as text, control characters as pictures, wide letters are cut at a whole one, columns stay put."""
    company = small_company(tmp_path / "company.db", *HOSTILE)
    assert snap_compare(company.app(), terminal_size=LARGE, run_before=drawn(view))
