"""How the Timeline feels over 1,000,000 events: `pytest -m benchmark -s -n 0`. Prints figures; no time is asserted."""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.company import news, timeline
from teamx_tui.company.office import Office
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.screens.timeline import TimelineScreen
from teamx_tui.tui.widgets.event_list import EventList
from tests.builders import NOON, Clock, charter, filing, founded

pytestmark = pytest.mark.benchmark
EVENTS: Final = 1_000_000
TICKETS: Final = 500
REPEATS: Final = 9
STAFF: Final = ("ada", "ben", "cleo", "dan", "eve")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company with a million events, all but the first written past the company: their hashes do not fit."""
    path = tmp_path_factory.mktemp("million") / "company.db"
    office = founded(path, charter(STAFF, [filing(number) for number in range(1, TICKETS + 1)]))
    first = news.head(office) + 1
    office.close()
    with closing(sqlite3.connect(path)) as hand, hand:
        hand.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", rows(first))
    return path


def rows(first: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(1)
    for seq in range(first, EVENTS + 1):
        number, who = chance.randint(1, TICKETS), chance.choice(STAFF)
        kind, data = chance.choice(
            (
                ("wake.queued", {"number": number, "employee": who, "cause": "mention", "hop": 1, "wake": seq}),
                ("run.started", {"number": number, "employee": who, "run": seq, "attempt": 1}),
                ("run.finished", {"number": number, "employee": who, "run": seq, "outcome": "finished", "reason": ""}),
                ("message.posted", {"number": number, "author": who, "kind": "comment", "message": seq}),
            )
        )
        yield seq, NOON + seq * 100, who, kind, f"ticket:{number}", json.dumps(data, sort_keys=True), f"{seq:064x}"


def milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def test_store__answers_over_a_million_events(store: Path) -> None:
    clock = Clock()
    clock.advance(EVENTS / 10)
    office = Office.open(store, clock)
    print()
    for text in ("#64", "@ada", "kind:wake", "woken", "xyzzy", "since:2h"):
        wanted = timeline.wanted(office, text)
        first = milliseconds(lambda wanted=wanted: timeline.older(office, wanted, EVENTS + 1))
        begun, below, found = time.perf_counter(), EVENTS + 1, 0
        while below > 1:
            stretch = timeline.older(office, wanted, below)
            below, found = stretch.below, found + len(stretch.numbers)
        whole = (time.perf_counter() - begun) * 1000
        print(f"{text:>10}: first stretch {first:.1f} ms, all {found:,} in {whole:,.0f} ms")
    print(f"{'3h':>10}: {milliseconds(lambda: timeline.place(office, '3h')):.1f} ms to the event at a time")
    print(
        f"{'page':>10}: {milliseconds(lambda: timeline.lines(office, range(500_000, 500_060))):.1f} ms for 60 in words"
    )
    read = milliseconds(lambda: list(islice(timeline.read(office, timeline.WHOLE), 10_000)))
    checked = milliseconds(lambda: timeline.check(office))
    print(f"{'log':>10}: {read:.0f} ms for 10,000 events read on, {checked:.0f} ms for 10,000 checked")
    office.close()


async def test_window__over_a_million_events(store: Path) -> None:
    clock = Clock()
    clock.advance(EVENTS / 10)
    app = TeamxApp(store, clock=clock, still=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await seconds_until(pilot, lambda: getattr(app.screen, "mission", None) is not None)
        begun = time.perf_counter()
        await app.run_action("app.mode('timeline')")
        await seconds_until(pilot, lambda: isinstance(app.screen, TimelineScreen))
        events = app.screen.query_one(EventList)
        await seconds_until(pilot, lambda: events.line_in_view is not None)
        print(f"\nopen: {(time.perf_counter() - begun) * 1000:.0f} ms until the newest events stand there")
        for name, act, number in (
            ("page down", lambda: events.action_page(1), None),
            ("jump to the other end", lambda: events.action_edge(1), 1),
            ("jump back", lambda: events.action_edge(-1), EVENTS),
        ):
            begun = time.perf_counter()
            act()
            await pilot.pause()  # until it is drawn
            await seconds_until(pilot, lambda n=number: events.line_in_view and n in (None, events.number_in_view))
            print(f"{name}: {(time.perf_counter() - begun) * 1000:.0f} ms until what is there can be read")
        for text in ("#64", "xyzzy", "woken"):
            begun = time.perf_counter()
            app.screen.query_one("#filter", Input).value = text
            await seconds_until(pilot, lambda: len(events.rows) != EVENTS)
            first = time.perf_counter() - begun
            await seconds_until(pilot, lambda: "of" in str(app.screen.query_one("#count").render()))
            whole = time.perf_counter() - begun
            print(
                f"filter {text}: first answer {first * 1000:.0f} ms, all {len(events.rows):,} in {whole * 1000:,.0f} ms"
            )
            app.screen.query_one("#filter", Input).value = ""
            await seconds_until(pilot, lambda: len(events.rows) == EVENTS)
        print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with the test's own")


async def seconds_until(pilot: Pilot[None], is_so: Callable[[], object]) -> None:
    for _ in range(20_000):
        if is_so():
            return
        await pilot.pause(0.001)
    raise AssertionError("never happened")
