"""The palette, a form and the question before something is taken back, as a person sees them."""

from __future__ import annotations

from textual.pilot import Pilot

from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.palette import PaletteScreen
from teamx_tui.tui.screens.undo import UndoScreen
from tests.tui.conftest import LOOKS, SIZES, Before, Pictures, Play, has_looked, on_screen, say, sees, write


def begun(text: str, *expected: str) -> Before:
    """What to do before a picture of the palette is taken."""

    async def begin(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
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


async def test_palette__shows_what_will_change(pictures: Pictures, story: Play) -> None:
    """Who has #69 now and who will have it, before Enter."""
    await pictures(story(24).app(), begun("assign 69 to mike", "Now @priya has it."), *LOOKS)


async def test_palette__offers_the_commands(pictures: Pictures, story: Play) -> None:
    """Nothing is written: what can be said, by name and help."""
    await pictures(story(24).app(), begun("", "Such as:"), "80x24")


async def test_palette__offers_choices(pictures: Pictures, story: Play) -> None:
    """Two tickets fit; what the one under the cursor comes to stands above, with what weighs of it."""
    before = begun("close the websocket ticket: it works", "That can mean several things:")
    await pictures(story(24).app(), before, "80x24")


async def test_palette__asks_for_what_lacks(pictures: Pictures, story: Play) -> None:
    """Who shall do #69 is asked in place, and everybody stands below."""
    await pictures(story(24).app(), begun("assign 69", "Say also who shall do it", "@sarah"), "120x40")


async def test_palette__says_what_it_does_not_understand(pictures: Pictures, story: Play) -> None:
    """The nearest phrasing has the names of the line in it."""
    await pictures(story(24).app(), begun("asign 69 to mkie", "Tab takes that over."), "80x24")


async def test_form__asks_for_what_a_command_wants(pictures: Pictures, story: Play) -> None:
    """What must be said comes first, marked with an asterisk."""
    await pictures(story(24).app(), filled, *SIZES)


async def test_undo__says_what_comes_of_it(pictures: Pictures, story: Play) -> None:
    """The command in plain words, and every change that is changed back."""
    await pictures(story(24).app(), undoing, "80x24", "120x40")
