"""The list of tickets at 100,000, beside a DataTable of 10,000 in the same run. Prints; nothing is asserted of time."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable

from teamx_tui.company import heads, listing
from teamx_tui.company.founding import Charter, found
from teamx_tui.company.office import Office
from teamx_tui.domain.arrangement import Arrangement, Grouping, Sort
from teamx_tui.domain.filters import parse
from teamx_tui.domain.tickets import Priority
from teamx_tui.tui import app
from teamx_tui.tui.app import TeamxApp
from tests.benchmarks.measure import layered

pytestmark = pytest.mark.benchmark
TICKETS: Final = 100_000
TABLE_ROWS: Final = 10_000
SIZE: Final = (120, 40)
TICK_SECONDS: Final = 0.005
QUIET_TICKS: Final = 30
"""When nothing was drawn for so many ticks of a loop that is free, what was asked for stands on the screen."""
PATIENCE_SECONDS: Final = 10.0
REPEATS: Final = 15


class Watched:
    """Notes when an app has last drawn something, and when it first drew the words that are waited for."""

    drawn = seen = 0.0
    awaited = ""

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)  # type: ignore[misc]
        self.drawn = time.perf_counter()
        if self.awaited and any(self.awaited in strip.text for strip in screen._compositor.render_strips()):
            self.awaited, self.seen = "", self.drawn


class WatchedWindow(Watched, TeamxApp):
    CSS_PATH = Path(app.__file__).with_name("app.tcss")
    DEFAULT_MODE = "inbox"  # what Mission Control reads would count for the list


class Table(Watched, App[None]):
    def compose(self) -> ComposeResult:
        table: DataTable[Text] = DataTable(cursor_type="row")
        for name in ("#", "Title", "Condition", "Owner", "Project", "Phase", "Priority", "Waits for", "Age"):
            table.add_column(name, key=name, width=10)
        yield table

    def fill(self) -> None:
        table = self.query_one(DataTable)
        for number in range(TABLE_ROWS):
            table.add_row(*(Text(f"{number}") for _ in range(9)), key=str(number))
        table.focus()


async def until_drawn(app: Watched, do: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds from the beginning of `do` to the last thing drawn because of it."""
    began = time.perf_counter()
    await do()
    quiet, seen = 0, 0.0
    while quiet < QUIET_TICKS:
        await asyncio.sleep(TICK_SECONDS)
        assert time.perf_counter() - began < PATIENCE_SECONDS, "nothing was drawn"
        quiet = quiet + 1 if app.drawn == seen > began else 0
        seen = app.drawn
    return (app.drawn - began) * 1000


def key(app: Any, name: str) -> Callable[[], Awaitable[object]]:
    """What a key does, without the waiting that Pilot adds."""

    async def press() -> None:
        await app._check_bindings(name)

    return press


async def presses(app: Any, name: str, times: int = REPEATS) -> float:
    return statistics.median([await until_drawn(app, key(app, name)) for _ in range(times)])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company in the middle of 100,000 tickets: six in ten done, the others in every state."""
    path, chance = tmp_path_factory.mktemp("listing") / "company.db", random.Random(1)
    found(path, layered(TICKETS))
    loose = ["open"] * 16 + ["in_progress", "in_review", "on_hold", "cancelled"]
    words = list(map(str, Priority))
    rows = [
        ("done" if number < TICKETS * 0.6 else chance.choice(loose), chance.choice(words), number * 977 % 10**9, number)
        for number in range(1, TICKETS + 1)
    ]
    with sqlite3.connect(path) as connection:
        connection.executemany("UPDATE work_item SET state = ?, priority = ?, moved_at_ms = ? WHERE number = ?", rows)
    connection.close()
    return path


async def test_list__of_100000_tickets_beside_a_table_of_10000(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty.db"
    found(empty, Charter(name="Benchmark"))
    office = Office.open(empty)
    head = heads.look(office)
    office.close()
    monkeypatch.setattr(heads, "look", lambda _: head)  # the header counts too, and is not what is measured
    nothing = WatchedWindow(empty, still=True)
    async with nothing.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        bare = await until_drawn(nothing, key(nothing, "2"))
    window = WatchedWindow(store, still=True)
    async with window.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        first = await until_drawn(window, key(window, "2"))
        ours = {name: await presses(window, name) for name in ("down", "pagedown")}
        ours["end"] = await presses(window, "end", 1)
        loaded = await presses(window, "S")

    table = Table()
    async with table.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)

        async def fill() -> None:
            table.fill()

        filled = await until_drawn(table, fill)
        theirs = {name: await presses(table, name) for name in ("down", "pagedown")}
        theirs["end"] = await presses(table, "ctrl+end", 1)

    print(f"\nplace opened for the first time: empty company {bare:.0f} ms, {TICKETS:,} tickets {first:.0f} ms")
    print(f"{TICKETS:,} tickets read in another order and drawn: {loaded:.0f} ms")
    print(f"DataTable of {TABLE_ROWS:,} filled and drawn: {filled:.0f} ms")
    for name, took in ours.items():
        print(f"{name}: list {took:.1f} ms, table {theirs[name]:.1f} ms")


def test_arranging__100000_tickets_in_every_way(store: Path) -> None:
    ways = {
        **{f"by {sort}": Arrangement(sort=sort) for sort in Sort},
        **{f"grouped by {grouping}": Arrangement(groupings=(grouping,)) for grouping in Grouping},
        "a board with lanes": Arrangement(groupings=(Grouping.ASSIGNEE, Grouping.STAGE), sort=Sort.PRIORITY),
        **{text: Arrangement(parse(text)) for text in ("#blocked", "@e3", "@e3 #ready", "priority:high", "9999")},
    }
    office = Office.open(store)
    print()
    for name, wanted in ways.items():
        times = []
        for _ in range(5):
            began = time.perf_counter()
            shown = listing.arrange(office, wanted).found.shown
            times.append((time.perf_counter() - began) * 1000)
        print(f"{name}: {statistics.median(times):.0f} ms, {shown:,} tickets")
    office.close()
