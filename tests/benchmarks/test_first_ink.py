"""How soon the app shows the company: 10,000 tickets beside an empty store. Nothing is asserted of time."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from teamx_tui.company.founding import Charter, found
from tests.benchmarks.measure import layered

pytestmark = pytest.mark.benchmark
REPEATS = 7
PATIENCE_SECONDS = 30.0


def seconds_until(store: Path, needle: bytes) -> float:
    """Start the app on a terminal of its own and return how long it takes until `needle` is on the screen."""
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
        os.execv(sys.executable, [sys.executable, "-m", "teamx_tui", "--store", str(store)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while needle not in seen:
            assert time.perf_counter() - begun < PATIENCE_SECONDS, seen[-2000:]
            seen += os.read(terminal, 65536)
        return time.perf_counter() - begun
    finally:
        os.kill(child, signal.SIGKILL)  # its worker goes with it
        os.close(terminal)
        os.waitpid(child, 0)


def test_first_ink__with_10000_tickets_beside_an_empty_store(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty.db", tmp_path / "full.db"
    found(empty, Charter(name="Benchmark"))
    found(full, layered(10_000))
    times: dict[Path, list[float]] = {empty: [], full: []}
    for _ in range(REPEATS):
        for store, figures in times.items():
            figures.append(seconds_until(store, b"Benchmark"))

    nothing, everything = (statistics.median(figures) for figures in times.values())
    print(f"\nfirst ink: empty store {nothing:.3f} s, 10,000 tickets {everything:.3f} s, {everything / nothing:.2f}x")
