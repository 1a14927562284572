"""People and the inbox as a person sees them: three sizes, two themes, and people who wrote something nasty."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from teamx_tui.company import decisions, employees, runs, tickets
from teamx_tui.company.employees import Hiring
from teamx_tui.domain.retries import ATTEMPTS, LONGEST_DELAY_SECONDS, Mishap
from tests.builders import Clock, charter, claim, filing, founded, says, turn
from tests.tui.conftest import LOOKS, SIZES, Before, Company, Pictures, Play, has_looked, sees

NASTY: Final = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07"


def keys(words: str, *pressed: str) -> Before:
    """What to do before the picture: press keys, and wait for some words."""

    async def do(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        await pilot.press(*pressed)
        await sees(pilot, words)
        await pilot.pause()

    return do


async def test_people__in_the_middle_of_the_story(pictures: Pictures, story: Play) -> None:
    """Lin has a turn on #65; two are blocked; Lin's profile has the turn, the queue, ten tickets and two past turns."""
    company = story(24)
    office = company.office()
    claim(office, 65, "lin")
    office.close()
    app = company.app()

    await pictures(app, keys("Has the turn", "3", "down", "down"), *LOOKS)


async def test_people__by_presence_with_a_group_folded(pictures: Pictures, story: Play) -> None:
    """Three headings with counts; the idle are folded away behind `+3`."""
    before = keys("idle +3", "3", "v", "v", "end", "left", "left")

    await pictures(story(24).app(), before, "120x40")


async def test_let_go__shows_what_is_open(pictures: Pictures, story: Play) -> None:
    """Elena's tickets, what she leads, her reports and her queue stand over the question who takes over."""

    async def settled(pilot: Pilot[None]) -> None:
        await keys("Elena @elena", "3", "down")(pilot)
        await pilot.press("L")
        await sees(pilot, "Who takes over?")
        await pilot.pause()

    await pictures(story(24).app(), settled, "80x24")


async def test_raci__of_the_panel(pictures: Pictures, story: Play) -> None:
    """Twelve tickets, six people, one letter each; three tickets have nobody accountable, and say so."""
    app = story(24).app()

    await pictures(app, keys("Missing", "3", "x"), *LOOKS)


@pytest.fixture
def beset(tmp_path: Path) -> Company:
    """A company in which every kind of entry waits for the operator."""
    clock = Clock()
    people = ("ada", "ben", "cleo")
    waiting = [filing(number, people[number % 3]) for number in range(1, 10)]
    links = [(1, 5), (5, 6), (6, 8), (2, 6), (3, 8), (7, 9)]
    office = founded(tmp_path / "company.db", charter(people, waiting, links), clock)
    decisions.ask(office, 1, "operator", "Which of the two contracts\ndo we sign?", blocking=True, actor="ben")
    clock.advance(3000)
    turn(office, 3, "ada", ("request_review", {"text": "Please look."}))
    clock.advance(200)
    for no in range(5):
        turn(office, 4, ("ben", "cleo")[no % 2], says(f"@{('cleo', 'ben')[no % 2]} your turn"))
    for _ in range(ATTEMPTS[Mishap.FATAL]):
        runs.give_back(office, claim(office, 2, "cleo"), Mishap.FATAL, "the key is not valid")
        clock.advance(LONGEST_DELAY_SECONDS)
    decisions.block(office, 4, "no paint left", actor="ben")
    tickets.move(office, 7, "cancelled", "bought instead")
    clock.advance(40)
    office.close()
    return Company(tmp_path / "company.db", clock)


async def test_inbox__with_every_kind_of_entry(pictures: Pictures, beset: Company) -> None:
    """Six entries, what frees most on top; the answers to the second stand there, each with what it brings about."""
    app = beset.app()

    await pictures(app, keys("approve", "4", "down", "down"), *LOOKS)


async def test_inbox__while_an_answer_is_written(pictures: Pictures, beset: Company) -> None:
    """The question on two lines, half an answer, and what comes of it."""
    before = keys("Then your answer", "4", "enter", *"Both")

    await pictures(beset.app(), before, "80x24")


async def test_inbox__empty(pictures: Pictures, story: Play) -> None:
    """Nothing needs the operator; what goes on instead stands there."""
    await pictures(story(24).app(), keys("Nothing needs you", "4"), *SIZES)


@pytest.fixture
def hostile(tmp_path: Path) -> Company:
    """Names, titles and questions with markup, escape sequences, wide characters and no end."""
    clock = Clock()
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]), clock)
    employees.hire(office, Hiring("eve", NASTY, "engineer", NASTY, reports_to="ada"))
    employees.hire(office, Hiring("mei", "美雪 👩‍💻 " * 12, "engineer", "設計者" * 20, reports_to="eve"))
    tickets.file(office, tickets.Filing(title=NASTY, assignee="eve"))
    tickets.file(office, tickets.Filing(title="端到端の統合 🚀 " * 20, assignee="mei"))
    decisions.ask(office, 2, "operator", NASTY * 3, actor="eve")
    decisions.ask(office, 3, "operator", "漢字" * 60, actor="mei")
    office.close()
    return Company(tmp_path / "company.db", clock)


async def test_people__with_hostile_words(pictures: Pictures, hostile: Company) -> None:
    """Markup and escape sequences stand there as text; wide names are cut at their column."""
    await pictures(hostile.app(), keys("@mei", "3", "end"), "80x24", "120x40")


async def test_inbox__with_hostile_words(pictures: Pictures, hostile: Company) -> None:
    """Every part of both entries is text, and the long one wraps."""
    await pictures(hostile.app(), keys("question", "4"), "120x40")
