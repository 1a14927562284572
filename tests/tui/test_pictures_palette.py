"""The palette, a form and the question before something is taken back, as a person sees them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from teamx_tui.tui import themes
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.palette import PaletteScreen
from teamx_tui.tui.screens.undo import UndoScreen
from tests.tui.conftest import LARGE, SMALL, Play, has_looked, on_screen, say, sees, sizes, write


def begun(text: str, *expected: str, theme: str = themes.DEFAULT) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What to do before a picture of the palette is taken."""

    async def begin(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        pilot.app.theme = themes.full_name(theme)
        await pilot.press("ctrl+k")
        await on_screen(pilot, PaletteScreen)
        await write(pilot, text)
        await sees(pilot, *expected)
        await pilot.pause()

    return begin


async def filled(pilot: Pilot[None]) -> None:
    await has_looked(pilot)
    await say(pilot, "ticket new", "Say also")
    await on_screen(pilot, AskScreen)
    await write(pilot, "Write the manual")
    await pilot.pause()


async def undoing(pilot: Pilot[None]) -> None:
    await has_looked(pilot)
    await say(pilot, "let mike go, hand over to elena", "2 open tickets")
    await sees(pilot, "Enter again")
    await pilot.press("enter")
    await sees(pilot, "@mike has left.")
    pilot.app.clear_notifications()
    await pilot.press("z")
    await on_screen(pilot, UndoScreen)
    await sees(pilot, "@mike works here again", "Take back")
    await pilot.pause()


@sizes
def test_palette__shows_what_will_change(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Who has #69 now and who will have it, before Enter."""
    before = begun("assign 69 to mike", "Now @priya has it.")
    assert snap_compare(story(24).app(), terminal_size=size, run_before=before)


def test_palette__offers_the_commands(snap_compare: Any, story: Play) -> None:
    """Nothing is written: what can be said, by name and help."""
    assert snap_compare(story(24).app(), terminal_size=SMALL, run_before=begun("", "Such as:"))


def test_palette__offers_choices(snap_compare: Any, story: Play) -> None:
    """Two tickets fit; what the one under the cursor comes to stands above, with what weighs of it."""
    before = begun("close the websocket ticket: it works", "That can mean several things:")
    assert snap_compare(story(24).app(), terminal_size=SMALL, run_before=before)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_palette__asks_for_what_lacks(snap_compare: Any, story: Play, theme: str) -> None:
    """Who shall do #69 is asked in place, and everybody stands below."""
    before = begun("assign 69", "Say also who shall do it", "@sarah", theme=theme)
    assert snap_compare(story(24).app(), terminal_size=LARGE, run_before=before)


def test_palette__says_what_it_does_not_understand(snap_compare: Any, story: Play) -> None:
    """The nearest phrasing has the names of the line in it."""
    before = begun("asign 69 to mkie", "Tab takes that over.")
    assert snap_compare(story(24).app(), terminal_size=SMALL, run_before=before)


@sizes
def test_form__asks_for_what_a_command_wants(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """What must be said comes first, marked with an asterisk."""
    assert snap_compare(story(24).app(), terminal_size=size, run_before=filled)


def test_undo__says_what_comes_of_it(snap_compare: Any, story: Play) -> None:
    """The command as it was given, and every change that is changed back."""
    assert snap_compare(story(24).app(), terminal_size=LARGE, run_before=undoing)
