"""The graph as a person sees it: in the middle of the scenario, around a ticket of a large company, and hostile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from textual.pilot import Pilot

from teamx_tui.company import links
from tests.benchmarks.measure import layered
from tests.builders import Clock, charter, filing, founded
from tests.tui.conftest import LOOKS, Company, Pictures, Play, until

HOSTILE: Final = (
    "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07",
    "日本語のタイトル 🚀 longer than any box is wide",
    "┃ ━━┓ │ ╰───╮ ▼ ▼ ▼",
    "a\u202eb\u0301\u0301\u0301\u0301\u0301\u0301 \u200b\u200dzero",
    "Averyveryverylongwordwithoutasinglespaceinit",
)


def drawn(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What to do before the picture: go to the graph and press keys."""

    async def draw(pilot: Pilot[None]) -> None:
        await pilot.press("2", "g")
        await until(pilot, lambda: pilot.app.screen.query("#graph"), "the graph is there")
        view: Any = pilot.app.screen.query_one("#graph")
        await until(pilot, lambda: view.cursor is not None, "the graph is drawn")
        await pilot.press(*keys)
        await pilot.pause()

    return draw


async def test_graph__in_the_middle_of_the_story(pictures: Pictures, story: Play) -> None:
    """Waves from the top down, the critical path thick from #67 on, lines of finished tickets faint, #67 chosen."""
    await pictures(story(24).app(), drawn("down", "down"), *LOOKS)


async def test_graph__with_every_dependency(pictures: Pictures, story: Play) -> None:
    """All 21 dependencies, those of #64 on one trunk; lines cross without touching."""
    await pictures(story(0).app(), drawn("r"), "120x40")


async def test_graph__around_a_ticket_of_a_large_company(pictures: Pictures, tmp_path: Path) -> None:
    """Sixty of four hundred tickets, the title says around which; arrows with numbers where more is behind."""
    clock = Clock()
    founded(tmp_path / "company.db", layered(400), clock).close()
    await pictures(Company(tmp_path / "company.db", clock).app(), drawn("down"), "80x24", "120x40")


async def test_graph__of_hostile_titles(pictures: Pictures, tmp_path: Path) -> None:
    """Every title stands in its box as text; the box of #4, which is only informed, hangs on a dotted line."""
    clock = Clock()
    filings = [replace(filing(no, "ada" if no != 2 else None), title=title) for no, title in enumerate(HOSTILE, 1)]
    office = founded(tmp_path / "company.db", charter(1, filings, [(1, 2), (1, 3), (2, 5), (3, 5)]), clock)
    links.link(office, 1, 4, hard=False)
    office.close()
    await pictures(Company(tmp_path / "company.db", clock).app(), drawn("down"), "80x24")
