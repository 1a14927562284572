"""Mission Control at its moments, from a company of nobody to one that is through, as a person sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from teamx_tui.company import pauses, tickets
from teamx_tui.company.founding import Project
from teamx_tui.domain.health import DAY_MS
from teamx_tui.tools.hands import carry_out
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.widgets.critical_path import CriticalPathLine
from tests.builders import NOON, Clock, charter, claim, filing, founded, says, step
from tests.tui.conftest import LOOKS, SIZES, Company, Pictures, Play, has_looked, until

NASTY: Final = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07 日本語のタイトル 🚀 longer than any column is wide"


async def seen(pilot: Pilot[None]) -> None:
    """Wait until everything on Mission Control has been read."""
    await has_looked(pilot)
    path = pilot.app.screen.query_one(CriticalPathLine)
    await until(pilot, lambda: path.path is not None, "the critical path")
    await pilot.pause()


def busy(path: Path) -> Company:
    """Three turns going on, the middle one with something done already; names and titles are nasty."""
    clock = Clock()
    whose = {1: "ada", 2: "ben", 3: "cleo", 4: None}
    filings = [replace(filing(no, who, project="panel"), title=f"{no} {NASTY}") for no, who in whose.items()]
    office = founded(path, charter(3, filings, [(3, 4)], projects=[Project("panel", NASTY, "ada", 3)]), clock)
    for number, handle in ((1, "ada"), (2, "ben"), (3, "cleo")):
        clock.advance(75)
        claimed = claim(office, number, handle)
        if number == 2:
            carry_out(office, claimed, step(says("It goes on."), says(NASTY), last=False), seen_message_id=0)
    clock.advance(20)
    office.close()
    return Company(path, clock)


def in_its_second_week(path: Path) -> Company:
    """Three projects: one as planned, one behind its plan, one past its due date; tickets were done on five days."""
    clock = Clock()
    plans = {"panel": 3, "mobile": 2, "go-live": 1}
    filings = [filing(no, "ada", project=list(plans)[no % 3]) for no in range(1, 16)]
    papers = [Project(key, key.replace("-", " ").capitalize(), "ada", weeks) for key, weeks in plans.items()]
    office = founded(path, charter(2, filings, projects=papers), clock)
    for day, numbers in {2: (3,), 4: (6, 1), 7: (9,), 8: (4, 2), 9: (12,)}.items():
        clock.now_ms = NOON + day * DAY_MS
        for number in numbers:
            tickets.move(office, number, "done", "ready")
    office.close()
    clock.advance(3600)
    return Company(path, clock)


async def test_mission__in_the_second_week(pictures: Pictures, tmp_path: Path) -> None:
    """Each project has a bar of what was done on each day, the word for how it is doing, and why it is not better."""
    await pictures(in_its_second_week(tmp_path / "company.db").app(), seen, *SIZES)


async def test_mission__nothing_done_yet(pictures: Pictures, story: Play) -> None:
    """Eleven of twelve tickets are blocked by #64, nobody has done anything, and three wakes wait for a worker."""
    await pictures(story(0).app(), seen, *SIZES)


async def test_mission__five_blocked_three_in_hand(pictures: Pictures, story: Play) -> None:
    """Five tickets are blocked, each with what opens it and who must act; the critical path leads through them."""
    await pictures(story(24).app(), seen, *LOOKS)


async def test_mission__all_done(pictures: Pictures, story: Play) -> None:
    """Nothing runs, nothing is blocked, the project is at 100 %, and the company is idle at no cost."""
    await pictures(story(None).app(), seen, *SIZES)


async def test_mission__three_turns_going_on(pictures: Pictures, tmp_path: Path) -> None:
    """Three turns, newest first, #2 with two calls made; every title is shown as the text it is, and cut."""
    await pictures(busy(tmp_path / "company.db").app(), seen, *SIZES)


async def test_mission__paused_with_folded_panels(pictures: Pictures, story: Play) -> None:
    """The header says why the company stands still; running turns and events are folded; people stand by team."""
    company, memory = story(24), Memory()
    office = company.office()
    pauses.pause(office, "lunch")
    office.close()
    memory.keep("mission.folded", ["running", "events"])
    memory.keep("mission.teams", {"by_team": True, "folded": ["Quality"]})
    await pictures(company.app(memory=memory), seen, *SIZES)


async def test_mission__a_company_of_nobody(pictures: Pictures, tmp_path: Path) -> None:
    """Two lines say what to do first; there are no empty panels, only what has happened."""
    founded(tmp_path / "company.db", charter(0)).close()
    await pictures(Company(tmp_path / "company.db", Clock()).app(), seen, *SIZES)
