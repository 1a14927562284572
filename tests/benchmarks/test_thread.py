"""How soon a long thread can be read, beside a Markdown widget for each message in the same run. No time asserted."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Header, Markdown, Static

from teamx_tui.store import engine
from teamx_tui.store.schema import call, message, run, wake
from tests.benchmarks.test_tickets_list import Watched, WatchedWindow, key, until_drawn
from tests.builders import NOON, Clock, charter, filing, founded
from tests.tui.conftest import LARGE, until

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("litter")]
REPEATS = 9
PAGES = 20
LAST = "And that was all."
"""The newest comment of a thread."""
WORDS = (
    "the panel shows",
    "who works on what,",
    "and",
    "how old",
    "that is,",
    "so",
    "@ben",
    "can see",
    "#2",
    "at a glance",
)


def body(chance: random.Random) -> str:
    lines = (" ".join(chance.choices(WORDS, k=chance.randint(4, 30))) for _ in range(chance.randint(1, 4)))
    return "\n".join(f"- {line}" if chance.random() < 0.3 else line for line in lines)


def long_thread(path: Path, count: int) -> None:
    """A ticket with `count` comments, each from a turn of its own, as if they had been said one after the other."""
    office = founded(path, charter(2, [filing(1, "ada", consulted=["ben"]), filing(2, "ben")], [(1, 2)]), Clock())
    office.close()
    chance, runs, numbers = random.Random(1), [], range(1, count + 1)
    for no in numbers:
        at = NOON + no * 60_000
        who = {"thread_id": 1, "item_id": 1, "employee_id": 1 + no % 2, "worker_id": "", "token": 1, "hop": 0}
        ended = {"started_at_ms": at, "ended_at_ms": at + 40_000, "outcome": "finished", "attempt": 1, "wake_id": 1}
        runs.append({**who, **ended, "id": no, "brain": "scripted", "model": ""} | _COUNTED)
    texts = [*(body(chance) for _ in numbers[:-1]), LAST]
    with engine.open_store(path).writing() as connection:
        connection.execute(run.insert(), runs)
        connection.execute(call.insert(), [_call(no, text) for no, text in zip(numbers, texts, strict=True)])
        connection.execute(message.insert(), [_message(no, text) for no, text in zip(numbers, texts, strict=True)])
        connection.execute(wake.update().values(state="done"))


_COUNTED = {"reason": "", "seen_message_id": 0, "model_calls": 0, "cost_micros": 0}


def _call(no: int, text: str) -> dict[str, Any]:
    made = {"run_id": no, "no": 1, "item_id": 1, "tool": "comment", "arguments": {"text": text}}
    return {**made, "ok": True, "result": "Posted.", "line": None, "at_ms": NOON + no * 60_000}


def _message(no: int, text: str) -> dict[str, Any]:
    said = {"thread_id": 1, "author": "ada" if no % 2 else "ben", "kind": "comment", "body": text, "payload": {}}
    spoken = {"mentions": [], "run_id": no, "call_no": 1, "origin": None, "brain": "scripted"}
    return {**said, **spoken, "at_ms": NOON + no * 60_000}


async def measured(path: Path) -> dict[str, float]:
    """Open the thread and move about in it: milliseconds, the median of several times.

    Opened: nothing is drawn any more, not even a key that lights up. Its end seen: the newest comment stands there.
    """
    figures: dict[str, list[float]] = defaultdict(list)
    app = WatchedWindow(path, clock=Clock(), still=True, on_open=gc.freeze)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: getattr(app.screen, "head", None) is not None, "the first look")
        for _ in range(REPEATS):

            async def opened() -> None:
                app.awaited, app.seen = LAST, 0.0
                app.open_ticket(1)

            began = time.perf_counter()
            figures["opened"].append(await until_drawn(app, opened))
            figures["its end seen"].append((app.seen - began) * 1000)
            figures["a page up"] += [await until_drawn(app, key(app, "pageup")) for _ in range(PAGES)]
            figures["to the first"].append(await until_drawn(app, key(app, "home")))
            figures["to the last"].append(await until_drawn(app, key(app, "end")))
            await pilot.press("escape")
            await pilot.pause()
    return {name: statistics.median(times) for name, times in figures.items()}


class MarkdownThread(Watched, App[None]):
    """What a thread would be with a Markdown widget for each message."""

    def __init__(self, count: int) -> None:
        super().__init__()
        chance = random.Random(1)
        self._texts = [body(chance) for _ in range(count)]

    def compose(self) -> ComposeResult:
        yield VerticalScroll()

    async def fill(self) -> None:
        shown = self.query_one(VerticalScroll)
        await shown.mount_all([Markdown(text) for text in self._texts])
        shown.scroll_end(animate=False)


async def markdown(count: int) -> float:
    """Milliseconds until the end of `count` messages stands on the screen."""
    app = MarkdownThread(count)
    async with app.run_test(size=LARGE):
        return await until_drawn(app, app.fill)


class StaticScreen(Screen[None]):
    """As many lines as a thread shows, with a header and a footer."""

    def compose(self) -> ComposeResult:
        chance = random.Random(1)
        yield Header()
        yield Static(Content("\n".join((LAST, *(body(chance) for _ in range(LARGE[1]))))))
        yield Footer()


class StaticApp(Watched, App[None]):
    """An app with nothing in it."""


async def statically() -> tuple[float, float]:
    """Milliseconds until a screen of plain text is seen, and until it is drawn no more: medians of several times."""
    app, drawn, seen = StaticApp(), list[float](), list[float]()
    async with app.run_test(size=LARGE) as pilot:
        for _ in range(REPEATS):

            async def opened() -> None:
                app.awaited, app.seen = LAST, 0.0
                app.push_screen(StaticScreen())

            began = time.perf_counter()
            drawn.append(await until_drawn(app, opened))
            seen.append((app.seen - began) * 1000)
            app.pop_screen()
            await pilot.pause()
    return statistics.median(seen), statistics.median(drawn)


async def test_thread__of_1000_and_10000_beside_a_widget_for_each_message(tmp_path: Path) -> None:
    lines, openings = [], dict[int, tuple[float, float]]()
    for count in (1_000, 10_000):
        path = tmp_path / f"{count}.db"
        long_thread(path, count)
        figures = await measured(path)
        openings[count] = figures["its end seen"], figures["opened"]
        lines.append(f"{count:>6} comments: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in figures.items()))
    small, large = await markdown(50), await markdown(200)
    each = (large - small) / 150
    bare = await statically()
    print(f"\na bare app that draws as much plain text in a Static: seen {bare[0]:.0f} ms, drawn {bare[1]:.0f} ms")
    for count, (seen, drawn) in openings.items():
        print(f"{count:>6} comments: seen {seen / bare[0]:.1f}x, drawn {drawn / bare[1]:.1f}x the bare app")
    print("\n".join(lines))
    print(
        f"a Markdown widget for each message: 50 in {small:.0f} ms, 200 in {large:.0f} ms, "
        f"so about {each * 1_000 / 1000:.1f} s for 1,000 and {each * 10_000 / 1000:.0f} s for 10,000"
    )
