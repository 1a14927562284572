"""How soon the app shows an empty company and one of 10,000 tickets, beside a bare Textual app. No time is asserted."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from teamx_tui.company.founding import Charter, found
from tests.benchmarks.measure import layered
from tests.benchmarks.terminal import on_terminal

pytestmark = pytest.mark.benchmark
REPEATS = 7
BARE = """
from textual.app import App
from textual.widgets import DataTable, Footer, Header, Static

class Bare(App):
    def compose(self):
        yield Header()
        yield Static("Benchmark")
        yield DataTable()
        yield Footer()

Bare().run()
"""


FRAME = "Opening"
"""Stands in the app's first frame, drawn before the company is read."""
NAME = "Benchmark"
"""What both the bare app and the companies are called."""


def seconds_until_seen(words: str, *command: str) -> float:
    with on_terminal(*command) as terminal:
        return terminal.seconds_until(words, terminal.begun)


def test_first_ink__beside_a_bare_textual_app(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty.db", tmp_path / "full.db"
    found(empty, Charter(name=NAME))
    found(full, layered(10_000))
    app = ("-m", "teamx_tui", "--store")
    commands = {
        "bare Textual app": (NAME, "-c", BARE),
        "first ink, empty company": (FRAME, *app, str(empty)),
        "first ink, 10,000 tickets": (FRAME, *app, str(full)),
        "its name, empty company": (NAME, *app, str(empty)),
        "its name, 10,000 tickets": (NAME, *app, str(full)),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(REPEATS):
        for name, command in commands.items():
            times[name].append(seconds_until_seen(*command))

    medians = {name: statistics.median(figures) for name, figures in times.items()}
    print("\nfirst ink: the first frame; its name: the company has been read")
    for name, seconds in medians.items():
        print(f"  {name:<26} {seconds:.3f} s  {seconds / medians['bare Textual app']:.2f}x")
