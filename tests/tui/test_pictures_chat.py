"""Replies that are coming in and a talk with one employee as a person sees them, at two sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest
from textual.pilot import Pilot

from teamx_tui.company import chats, murmurs
from teamx_tui.tui.app import TeamxApp
from tests.builders import carry, claim, says
from tests.tui.conftest import LARGE, SMALL, Play, has_looked, opened, sees

sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

Before = Callable[[Pilot[None]], Awaitable[None]]
REPLY: Final = """\
The panel takes **three** things from the design system:

1. `tokens.css` as it is
2. the presence dots
3. the type scale

```css
.presence { color: var(--active); }
```
I am not sure about the dar"""


def seeing(before: Before, *words: str) -> Before:
    async def do(pilot: Pilot[None]) -> None:
        await before(pilot)
        await sees(pilot, *words)
        await pilot.pause()

    return do


def talking(handle: str) -> Before:
    async def open_chat(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        app = pilot.app
        assert isinstance(app, TeamxApp)
        app.open_chat(handle)
        await sees(pilot, "Talking with")

    return open_chat


@pytest.mark.feature("T-11")
@sizes
def test_thread__while_a_reply_comes_in(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Priya has a turn on #69; what she is saying stands under the thread, laid out as far as it has come in."""
    company = story(44)
    office = company.office()
    murmurs.say(office, {claim(office, 69, "priya").turn.run_id: REPLY})
    office.close()
    company.clock.advance(12)
    seen = seeing(opened(69), "Priya is saying", "I am not sure about the dar")
    assert snap_compare(company.app(), terminal_size=size, run_before=seen)


@sizes
def test_mission__while_a_reply_comes_in(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """The last words of what Priya is saying stand in the line of her turn."""
    company = story(44)
    office = company.office()
    murmurs.say(office, {claim(office, 69, "priya").turn.run_id: REPLY})
    office.close()
    company.clock.advance(12)
    assert snap_compare(company.app(), terminal_size=size, run_before=seeing(has_looked, "bout the dar"))


@pytest.mark.feature("T-11")
@sizes
def test_chat__while_it_is_answered(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """One question is answered, the answer to the next is coming in; the cursor is in the line to write."""
    company = story(0)
    office = company.office()
    number = chats.say(office, "lin", "Which tokens does the panel need?")
    company.clock.advance(20)
    carry(office, claim(office, number, "lin"), says("Colour, type and presence. I will list them on #65."))
    company.clock.advance(60)
    chats.say(office, "lin", "How do I use them?")
    murmurs.say(office, {claim(office, number, "lin").turn.run_id: REPLY})
    office.close()
    company.clock.advance(5)
    seen = seeing(talking("lin"), "is answering", "I am not sure about the dar")
    assert snap_compare(company.app(), terminal_size=size, run_before=seen)


@sizes
def test_chat__not_yet_begun(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Nothing has been said; the head says that a scripted employee has no model to answer with."""
    seen = seeing(talking("lin"), "Nobody has said anything yet.", "no model")
    assert snap_compare(story(0).app(), terminal_size=size, run_before=seen)
