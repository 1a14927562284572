"""The list and the board of tickets as a person sees them, in the middle of the scenario and with hostile titles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import LOOKS, Pictures, Play
from tests.tui.test_tickets import HOSTILE, go, settled, small_company


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


async def test_list__in_the_middle_of_the_story(pictures: Pictures, story: Play) -> None:
    """Twelve tickets by number, each with glyph and word of its condition; the blocked ones say what they wait for."""
    await pictures(story(24).app(), drawn("down", "down"), *LOOKS)


async def test_list__grouped_and_filtered(pictures: Pictures, story: Play) -> None:
    """What Priya takes part in and is not done, under its conditions with their counts; the filter stands above."""
    await pictures(story(24).app(), drawn("v", "s", "s", filtered="@priya -#done"), "80x24", "120x40")


async def test_filter__being_written(pictures: Pictures, story: Play) -> None:
    """The filter has focus, the rest of the word is offered, and the line below says which words there are."""

    async def write(pilot: Pilot[None]) -> None:
        await go(pilot)
        await pilot.press("slash", *"@pri")
        await settled(pilot)
        await pilot.pause(0.1)

    await pictures(story(24).app(), write, "80x24")


async def test_board__with_lanes(pictures: Pictures, story: Play) -> None:
    """A lane for each person, columns with counts; at 80 columns three of five stand side by side."""
    await pictures(story(24).app(), drawn("b", "v", "v"), *LOOKS)


async def test_board__without_lanes(pictures: Pictures, story: Play) -> None:
    """Five columns; the cards of each by priority, with number, title, priority and assignee."""
    await pictures(story(24).app(), drawn("b"), "120x40")


@pytest.mark.parametrize("view", ["l", "b"])
async def test_views__with_hostile_titles(pictures: Pictures, tmp_path: Path, view: str) -> None:
    """Markup stands as text, control characters as pictures, wide letters are cut at a whole one, columns stay put."""
    company = small_company(tmp_path / "company.db", *HOSTILE)
    await pictures(company.app(), drawn(view), "120x40")
