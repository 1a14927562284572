"""Changing a ticket in the window: the form that begins with what it says, the palette, due dates where they show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.company import edits, tickets, views
from teamx_tui.company.edits import Edit
from teamx_tui.domain.tickets import Priority
from teamx_tui.tui.screens.edit import EditScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from tests.builders import NOON, Clock, charter, events, filing, founded
from tests.tui.conftest import (
    LOOKS,
    SMALL,
    Company,
    Opened,
    Pictures,
    Play,
    has_looked,
    line_with,
    on_screen,
    opened,
    say,
    sees,
    shown,
    until,
)
from tests.tui.test_tickets import go, numbers

Window = Callable[..., Opened]
DAY_MS = 86_400_000
TONIGHT = (NOON // DAY_MS + 1) * DAY_MS - 1


def company_with_days(path: Path) -> Company:
    """Four tickets: late, due today, due in another year, and done too late; a fifth has no day."""
    clock = Clock()
    days = {1: -3, 2: 0, 3: 400, 4: -1}
    filings = [
        filing(number, "ada", due_ms=TONIGHT + days[number] * DAY_MS if number in days else None, labels=("ui",))
        for number in range(1, 6)
    ]
    office = founded(path, charter(1, filings), clock)

    tickets.move(office, 4, "done", "at last")
    office.close()
    clock.advance(60)
    return Company(path, clock)


async def form(pilot: Pilot[None]) -> EditScreen:
    """The form, once what the ticket says stands in it."""
    screen: EditScreen = await on_screen(pilot, EditScreen)
    await until(pilot, lambda: screen.query_one("#param-title", Input).value, "a title in the form")
    return screen


def values(screen: EditScreen) -> dict[str, str]:
    return {str(field.id).removeprefix("param-"): field.value for field in screen.query(Input)}


def ticket(company: Company, number: int) -> tuple[views.Thread, list[Any]]:
    office = company.office()
    try:
        return views.thread(office, number), events(office, "ticket.edited")
    finally:
        office.close()


@pytest.mark.feature("T-5", "T-12")
async def test_e__opens_a_form_with_what_the_ticket_says_and_changes_only_what_is_changed_there(
    story: Play, window: Window
) -> None:
    company = story(0)
    before, _ = ticket(company, 64)

    async with window(company, SMALL) as pilot:
        await opened(64)(pilot)
        await pilot.press("e")
        screen = await form(pilot)
        assert values(screen) == {
            "title": before.ticket.title,
            "description": before.description,
            "acceptance": "; ".join(before.acceptance),
            "priority": "critical",
            "labels": "product, requirements",
            "estimate": "1",
            "due": "",
        }
        await pilot.press("home", "X", "tab", "tab", "tab", *"low", "enter")
        await sees(pilot, "Changed #64:", "z takes it back.")
        assert isinstance(pilot.app.screen, ThreadScreen)
        await sees(pilot, f"#64 X{before.ticket.title}", "· low ·")

        await pilot.press("z")
        await sees(pilot, "Take back")
        await pilot.press("enter")
        await sees(pilot, f"#64 {before.ticket.title}", "· critical ·")

    _, changes = ticket(company, 64)
    assert changes[0].data["new"] == {"title": f"X{before.ticket.title}", "priority": "low"}


@pytest.mark.feature("T-5")
async def test_form__keeps_lines_and_takes_away_what_is_emptied(story: Play, window: Window) -> None:
    company = story(0)
    office = company.office()
    edits.edit(office, 64, Edit(description="One.\nTwo.", acceptance=("a", "b"), due_ms=NOON + 90 * DAY_MS))
    office.close()

    async with window(company, SMALL) as pilot:
        await opened(64)(pilot)
        await pilot.press("e")
        screen = await form(pilot)
        assert values(screen)["description"] == "One.⏎Two."
        screen.query_one("#param-description", Input).value += "⏎Three."
        screen.query_one("#param-acceptance", Input).value = ""
        screen.query_one("#param-labels", Input).value = ""
        screen.query_one("#param-due", Input).value = ""
        await pilot.press("enter")
        await sees(pilot, "Changed #64:")

    after, _ = ticket(company, 64)
    assert (after.description, after.acceptance) == ("One.\nTwo.\nThree.", ())
    assert (after.ticket.labels, after.ticket.due_ms) == ((), None)


async def test_form__leaves_alone_what_somebody_else_changed_meanwhile(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company, SMALL) as pilot:
        await opened(64)(pilot)
        await pilot.press("e")
        screen = await form(pilot)
        office = company.office()
        edits.edit(office, 64, Edit(priority=Priority.LOW))
        office.close()
        screen.query_one("#param-estimate", Input).value = "4"
        await pilot.press("enter")
        await sees(pilot, "Changed #64: estimate 1 day →")

    after, _ = ticket(company, 64)
    assert (after.ticket.priority, after.ticket.estimate) == ("low", 4.0)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("title", " ", "A ticket needs a title."),
        ("estimate", "", "estimate cannot be empty."),
        ("estimate", "soon", "estimate must be a number, not 'soon'."),
        ("due", "someday", "'someday' is no day."),
        ("title", "Requirements & user stories", "Say what shall be otherwise about #64"),
    ],
)
async def test_form__says_what_is_wrong_and_keeps_what_is_written(
    story: Play, window: Window, field: str, text: str, sentence: str
) -> None:
    company = story(0)

    async with window(company, SMALL) as pilot:
        await opened(64)(pilot)
        await pilot.press("e")
        screen = await form(pilot)
        screen.query_one(f"#param-{field}", Input).value = text
        await pilot.press("enter")
        await sees(pilot, sentence)
        assert values(screen)[field] == text

        await pilot.press("escape")
        await on_screen(pilot, ThreadScreen)

    assert ticket(company, 64)[1] == []


async def test_e__does_nothing_for_who_only_reads(story: Play, window: Window) -> None:
    async with window(story(0), SMALL) as pilot:
        await opened(64)(pilot)
        await pilot.press("S", "e")
        await pilot.pause()

        assert isinstance(pilot.app.screen, ThreadScreen)


@pytest.mark.feature("T-12")
async def test_palette__changes_a_ticket_as_it_is_said_and_opens_the_form_for_it(story: Play, window: Window) -> None:
    company = story(0)

    async with window(company) as pilot:
        await say(pilot, "64 is low priority", "Priority critical → low.")
        await sees(pilot, "Changed #64: priority critical → low.")
        await say(pilot, "take 64 from alex", "Now @alex has it.")
        await sees(pilot, "#64 is nobody's now; @alex is consulted on it.")

        await say(pilot, "edit 64", "Edit #64 (Requirements & user stories).")
        assert values(await form(pilot))["priority"] == "low"


@pytest.mark.feature("T-5", "T-6")
async def test_list__shows_due_dates_and_says_what_is_late(tmp_path: Path, window: Window) -> None:
    company = company_with_days(tmp_path / "company.db")

    async with window(company, SMALL) as pilot:
        await go(pilot, "s", "s", "s")
        assert numbers(pilot) == [1, 4, 2, 3, 5]
        assert "Due ↑" in shown(pilot)
        assert "‼ late" in line_with(pilot, "#1")
        assert "today" in line_with(pilot, "#2")
        assert "2028" in line_with(pilot, "#3")
        assert "late" not in line_with(pilot, "#4")

        await pilot.resize_terminal(120, 30)
        await sees(pilot, "‼ late, 12 Jan", "19 Feb 2028")

        await pilot.press("S")
        await until(pilot, lambda: numbers(pilot) == [5, 3, 2, 4, 1], "the order turned round")


@pytest.mark.feature("O-20", "T-6")
async def test_board__shows_due_dates_and_says_what_is_late_once_it_is(tmp_path: Path, window: Window) -> None:
    company = company_with_days(tmp_path / "company.db")

    async with window(company, (120, 30)) as pilot:
        await go(pilot, "b")
        await sees(pilot, "@ada ‼ late", "@ada due today")
        assert shown(pilot).count("late") == 1
        assert "2028" not in shown(pilot)  # there is no room for it

        office = company.office()
        company.clock.advance(86_400)
        edits.edit(office, 5, Edit(priority=Priority.HIGH))
        office.close()
        await until(pilot, lambda: shown(pilot).count("‼ late") == 2, "the second is late as well")

        await pilot.resize_terminal(200, 30)
        await sees(pilot, "@ada ‼ late, 12 Jan", "due 19 Feb 2028")


@pytest.mark.feature("T-6")
async def test_list__is_filtered_by_what_is_late(tmp_path: Path, window: Window) -> None:
    async with window(company_with_days(tmp_path / "company.db"), SMALL) as pilot:
        await go(pilot, "slash", *"#late", "enter")
        await until(pilot, lambda: numbers(pilot) == [1], "the late one alone")


@pytest.mark.feature("T-5")
async def test_thread__tells_the_due_date_in_its_head_and_that_it_is_late_once_it_is(
    tmp_path: Path, window: Window
) -> None:
    company = company_with_days(tmp_path / "company.db")

    async with window(company, SMALL) as pilot:
        await opened(1)(pilot)
        await sees(pilot, "· ‼ late, due 12 Jan ·")
        await pilot.press("n")
        await sees(pilot, "#2 Ticket 2", "· due today ·")
        office = company.office()
        company.clock.advance(86_400)
        edits.edit(office, 2, Edit(priority=Priority.HIGH))
        office.close()
        await sees(pilot, "· ‼ late, due 15 Jan ·", "· high ·")


async def test_picture__of_the_form(pictures: Pictures, story: Play) -> None:
    """Seven lines with what the ticket says now, the cursor behind its title; where nothing stands, what it may be."""

    async def edit(pilot: Pilot[None]) -> None:
        await opened(64)(pilot)
        await pilot.press("e")
        await form(pilot)

    await pictures(story(24).app(), edit, *LOOKS)


async def test_picture__of_a_list_with_due_dates(pictures: Pictures, tmp_path: Path) -> None:
    """By due date: the late one is marked by glyph, word and colour; the one without a day comes last."""

    async def listed(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        await go(pilot, "s", "s", "s")

    await pictures(company_with_days(tmp_path / "company.db").app(), listed, *LOOKS)


async def test_picture__of_a_board_with_due_dates(pictures: Pictures, tmp_path: Path) -> None:
    """The late card says so by glyph, word and colour; a day that is to come stands where there is room."""

    async def boarded(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        await go(pilot, "b")

    await pictures(company_with_days(tmp_path / "company.db").app(), boarded, *LOOKS)


async def test_picture__of_a_thread_that_is_late(pictures: Pictures, tmp_path: Path) -> None:
    """The head says that it is late, and since when."""
    await pictures(company_with_days(tmp_path / "company.db").app(), opened(1), "80x24", "120x40", "200x50")
