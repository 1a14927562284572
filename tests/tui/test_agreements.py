"""Decisions, hand-offs and waits in the window, and parts given by keyboard: what the keys do, and how it looks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot

from teamx_tui.company import agreements, decisions, deliberations, handoffs, views
from teamx_tui.company.founding import Project
from teamx_tui.company.office import Office
from teamx_tui.tui.screens.agreements import AgreementsScreen
from teamx_tui.tui.screens.choose import ChooseScreen
from teamx_tui.tui.screens.raci import RaciScreen
from teamx_tui.tui.widgets.side_column import SideColumn
from tests.builders import Clock, charter, events, filing, founded, turn
from tests.tui.conftest import LARGE, Company, Opened, has_looked, on_screen, opened, sees, shown, until

SIZES: Final = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
NASTY: Final = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07"
Before = Callable[[Pilot[None]], Awaitable[None]]
Window = Callable[..., Opened]


@pytest.fixture
def agreed(tmp_path: Path) -> Company:
    """Two decisions (one on the table), two hand-offs (one waits), and two people who wait for each other."""
    clock = Clock()
    filings = [
        filing(1, "ada", accountable=["dan"], project="panel"),
        filing(2, "ben", project="panel"),
        filing(3, "cleo", project="panel"),
        filing(4, "ada", project="panel"),
    ]
    paper = charter(4, filings, [(1, 2), (3, 4)], projects=[Project("panel", "The panel")])
    office = founded(tmp_path / "company.db", paper, clock)
    tokens = ("attach", {"name": "tokens.css", "content": "a { color: #10b981 }"})
    given = {"note": "The four colours of presence.", "next": "Use them", "artifacts": ["tokens.css"], "ticket": 4}
    turn(office, 3, "cleo", tokens, ("hand_off", {"to": "ada", **given}))
    turn(office, 3, "ada", ("accept", {}))
    turn(office, 3, "cleo", ("hand_off", {"to": "dan", "note": NASTY, "next": "Go on with it"}))
    decisions.decide(office, 3, "Mobile", "Not now", rationale="Desktop first.", deferred_to=4, actor="cleo")
    deliberations.propose(office, 1, "Where presence is kept", ["Redis", "Postgres"], ["ben", "cleo"], actor="ada")
    deliberations.take(office, 1, "Redis", pro="made for it", con="one more service", actor="ben")
    turn(office, 1, "ada", ("ask", {"question": "Which envelope?", "to": "ben", "blocking": True}))
    turn(office, 1, "ben")
    clock.advance(40)
    office.close()
    return Company(tmp_path / "company.db", clock)


def keys(words: str, *pressed: str) -> Before:
    """What to do before the picture: press keys, and wait for some words."""

    async def do(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()
        await sees(pilot, words)
        await pilot.pause()

    return do


@SIZES
def test_decisions__with_one_on_the_table(snap_compare: Any, agreed: Company, size: tuple[int, int]) -> None:
    """The one on the table has two options and a position; who decides stands there."""
    before = keys("made for it", "4", "d")

    assert snap_compare(agreed.app(), terminal_size=size, run_before=before)


@SIZES
def test_handoffs__with_the_one_that_waits_on_top(snap_compare: Any, agreed: Company, size: tuple[int, int]) -> None:
    """The document of the accepted one stands beside it: context, deliverables, next action."""
    before = keys("The four colours", "4", "d", "v", "down")

    assert snap_compare(agreed.app(), terminal_size=size, run_before=before)


@SIZES
def test_waits__with_a_circle(snap_compare: Any, agreed: Company, size: tuple[int, int]) -> None:
    """Both waits of the circle stand on top, with the one that is cheapest to cut."""
    before = keys("Cheapest to cut", "4", "d", "v", "v")

    assert snap_compare(agreed.app(), terminal_size=size, run_before=before)


@SIZES
def test_thread__with_hand_offs(snap_compare: Any, agreed: Company, size: tuple[int, int]) -> None:
    """The offer, its acceptance and the one that waits, which the head names; foreign words are text."""
    assert snap_compare(agreed.app(), terminal_size=size, run_before=opened(3))


@SIZES
def test_raci__while_a_part_is_given(snap_compare: Any, agreed: Company, size: tuple[int, int]) -> None:
    """Ben is marked; each part says what comes of it, and who had it before."""
    before = keys("@ben in #1", "3", "x", "right", "e")

    assert snap_compare(agreed.app(), terminal_size=size, run_before=before)


@pytest.mark.feature("X-18")
async def test_d__goes_from_the_inbox_to_what_is_agreed_and_back(window: Window, agreed: Company) -> None:
    async with window(agreed) as pilot:
        await pilot.press("4")
        await sees(pilot, "deadlock")
        await pilot.press("d")
        screen = await on_screen(pilot, AgreementsScreen)
        await sees(pilot, "on the table", "Not now")
        await pilot.press("down")
        await sees(pilot, "Desktop first.", "Taken up in: #4")
        assert screen.ticket_in_view == 3
        await pilot.press("v")
        await sees(pilot, "Hand-offs", "@cleo → @dan")
        await pilot.press("escape")
        await sees(pilot, "Needs you")


@pytest.mark.feature("T-7")
async def test_raci__gives_a_part_by_keyboard(window: Window, agreed: Company) -> None:
    async with window(agreed) as pilot:
        await pilot.press("3", "x")
        await on_screen(pilot, RaciScreen)
        await sees(pilot, "▾ada")
        await pilot.press("right")
        await sees(pilot, "▾ben")
        await pilot.press("e")
        await on_screen(pilot, ChooseScreen)
        assert "@dan is asked then" in shown(pilot)
        await pilot.press("down", "enter")
        await on_screen(pilot, RaciScreen)

        office = Office.open(agreed.store)
        parts = views.ticket(office, 1).participants
        office.close()
        assert (parts["ben"], parts["dan"]) == ("A", "C")


@pytest.mark.feature("O-35")
async def test_pending_hand_off__is_told_in_every_head_until_it_is_answered(window: Window, agreed: Company) -> None:
    async with window(agreed, size=LARGE) as pilot:
        await sees(pilot, "→ 1 hand-off")
        office = Office.open(agreed.store)
        (waiting,) = agreements.handoffs(office)
        assert agreements.handoffs(office, person="dan") == (waiting,)
        handoffs.accept(office, waiting.id)
        office.close()
        await until(pilot, lambda: "hand-off" not in shown(pilot).split("\n")[0], "no hand-off in the head")


@pytest.mark.feature("X-15")
async def test_hand_off__is_declined_with_a_reason_from_the_list_that_shows_it(agreed: Company, window: Window) -> None:
    async with window(agreed) as pilot:
        await keys("Go on with it", "4", "d", "v")(pilot)
        await pilot.press("a", "down", "enter")
        await sees(pilot, "reason: why, or what came of it")
        await pilot.press(*"busy", "enter")
        await sees(pilot, "the hand-off to @dan is declined", "declined by you: busy")

    assert declined(agreed) == "busy"


@pytest.mark.feature("X-15")
async def test_hand_off__is_answered_beside_the_thread_too(agreed: Company, window: Any) -> None:
    async with window(agreed) as pilot:
        await opened(3)(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(pilot.app.focused, SideColumn), "the side column")
        side = pilot.app.focused
        side.cursor = next(at for at, row in enumerate(side.rows) if row.key.startswith("asked:"))
        await pilot.press("enter", "down", "enter", *"busy", "enter")
        await sees(pilot, "the hand-off to @dan is declined")

    assert declined(agreed) == "busy"


def declined(company: Company) -> str:
    """What stands in the thread as the reason for which a hand-off was declined."""
    office = company.office()
    said = [one.body for one in views.thread(office, 3).entries if one.kind == "declined"]
    told = [event.data["reason"] for event in events(office, "handoff.declined")]
    office.close()
    assert said == told
    return said[-1]
