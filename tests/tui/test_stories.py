"""Whole stories by keyboard: an operator who opens the window and does a day's work in it, without a command line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from teamx_tui.company import decisions, views
from teamx_tui.tui.screens.inbox import InboxScreen
from teamx_tui.tui.screens.undo import UndoScreen
from tests.builders import Clock, charter, founded, play
from tests.tui.conftest import Company, Opened, on_screen, say, sees

Window = Callable[..., Opened]

FILED: Final = (
    ('file a ticket "Draft it" for zoe', 'File a ticket "Draft it" for @zoe.', "Filed #1."),
    ('file a ticket "Review it" for ada after #1', "for @ada, waits for #1.", "Filed #2."),
    ('file a ticket "Publish it" for ben after #2', "for @ben, waits for #2.", "Filed #3."),
)


@pytest.fixture
def empty(tmp_path: Path) -> Company:
    """A company of Ada and Ben, with nothing to do."""
    clock = Clock()
    founded(tmp_path / "company.db", charter(2), clock).close()
    return Company(tmp_path / "company.db", clock)


async def staffed(pilot: Pilot[None]) -> None:
    """Hire Zoe and file three tickets, each of which waits for the one before."""
    await say(pilot, "Hire a writer named Zoe", 'Hire @zoe as writer named "Zoe".')
    await sees(pilot, "Hired @zoe, Writer.")
    for line, preview, done in FILED:
        await say(pilot, line, preview)
        await sees(pilot, done)


async def works(company: Company, runs: int) -> None:
    """Let employees have so many turns, as a worker beside the window would."""
    office = company.office()
    try:
        await asyncio.to_thread(play, office, runs)
    finally:
        office.close()


@pytest.mark.feature("X-1", "X-13", "T-12")
async def test_story__hires_files_linked_tickets_and_sees_the_next_wake(empty: Company, window: Window) -> None:
    async with window(empty) as pilot:
        await staffed(pilot)
        await sees(pilot, "1 queued · 2 blocked", "#2  Review it", "#1 done")

        await works(empty, 1)
        await sees(pilot, "#1 is done", "@ada is woken for #2", "1 queued · 1 blocked")

        await works(empty, 2)
        await sees(pilot, "#3 is done", "Nothing is blocked.", "nothing is queued")


@pytest.mark.feature("T-20", "D-15")
async def test_story__answers_a_question_and_takes_an_order_back(empty: Company, window: Window) -> None:
    async with window(empty) as pilot:
        await staffed(pilot)
        office = empty.office()
        decisions.ask(office, 1, "operator", "Which tone?", blocking=True, actor="zoe")
        office.close()
        await pilot.press("i")
        await on_screen(pilot, InboxScreen)
        await sees(pilot, "Which tone?")
        await pilot.press("enter", *"Plain", "enter")
        await sees(pilot, "#1: @zoe has the answer and is woken.")
        await pilot.press("1")

        await say(pilot, "assign 3 to zoe", "Assign #3 (Publish it) to @zoe. Now @ben has it.")
        await sees(pilot, "@zoe is responsible for #3.")
        await pilot.press("z")
        await on_screen(pilot, UndoScreen)
        await sees(pilot, "assign #3 to @zoe", "#3 goes back to @ben")
        await pilot.press("enter")
        await sees(pilot, "Taken back: assign #3 to @zoe")

    office = empty.office()
    assert views.ticket(office, 3).assignee == "ben"
    assert [said.body for said in views.thread(office, 1).entries if said.author == "operator"] == ["Plain"]
    office.close()
