"""How fast a company runs, beside a bare loop in the same run: `pytest -m benchmark -s -n 0`. No time is asserted."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from teamx_tui.company import log, threads
from teamx_tui.company.founding import found
from teamx_tui.company.office import Office
from tests.benchmarks.measure import layered

pytestmark = pytest.mark.benchmark
REPEATS = 3


def measured(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.measure", *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def middle(figures: list[dict[str, Any]], key: str) -> float:
    return statistics.median(figure[key] for figure in figures)


def test_throughput__of_1000_and_10000_tickets_beside_a_bare_loop() -> None:
    rows: dict[int, list[dict[str, Any]]] = {1_000: [], 10_000: []}
    loops = []
    for _ in range(REPEATS):
        for size, figures in rows.items():
            loops.append(measured("bare", 3_000))
            figures.append(measured("company", size))

    loop = middle(loops, "tickets_per_second")
    print(f"\nbare loop (one durable commit a ticket): {loop:,.0f} tickets/s")
    for size, figures in rows.items():
        rate = middle(figures, "tickets_per_second")
        print(
            f"{size:>6} tickets: {rate:,.0f} tickets/s, {loop / rate:.1f}x the bare loop, "
            f"{middle(figures, 'cpu_ms_per_ticket'):.2f} ms CPU a ticket, peak {middle(figures, 'megabytes'):.0f} MB, "
            f"{middle(figures, 'events') / size:.1f} events a ticket, {middle(figures, 'model_calls'):.0f} model calls"
        )
    small, large = (middle(rows[size], "tickets_per_second") for size in rows)
    print(f"cost of a ticket at 10,000 against 1,000: {small / large:.2f}x")
    assert middle(rows[1_000], "model_calls") == 0


def test_latency__from_wake_to_claim_across_processes(tmp_path: Path) -> None:
    store = tmp_path / "company.db"
    found(store, layered(200))
    command = [sys.executable, "-m", "teamx_tui", "worker", "--store", str(store), "--with-parent"]
    office = Office.open(store)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as worker:
        _settle(office)
        for number in range(1, 101):  # every ticket is done: reopen, so that a comment is worth a wake
            _ask(office, number)
        events = log.since(office, 0)
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(10) == 0
    office.close()
    delays = _delays(events)
    assert len(delays) >= 100
    quantiles = statistics.quantiles(delays, n=20)
    print(
        f"\nwake to claim across processes, {len(delays)} wakes: p50 {quantiles[9]:.1f} ms, p95 {quantiles[18]:.1f} ms"
    )


def test_idle__costs_nothing(tmp_path: Path) -> None:
    store = tmp_path / "company.db"
    found(store, layered(50))
    command = [sys.executable, "-m", "teamx_tui", "worker", "--store", str(store), "--with-parent"]
    office = Office.open(store)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as worker:
        _settle(office)
        before, cpu = log.latest(office, 1)[0].seq, _cpu_seconds(worker.pid)
        time.sleep(10)
        spent, written = _cpu_seconds(worker.pid) - cpu, log.latest(office, 1)[0].seq - before
        assert worker.stdin is not None
        worker.stdin.close()
    office.close()
    print(f"\nidle for 10 s: {spent / 10:.2%} CPU, {written} events written, 0 model calls")
    assert written == 0


def test_start__of_the_help_page() -> None:
    def seconds(*command: str) -> float:
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begun

    empty = statistics.median(seconds(sys.executable, "-c", "pass") for _ in range(9))
    page = statistics.median(seconds(sys.executable, "-m", "teamx_tui", "--help") for _ in range(9))
    print(f"\nteamx --help: {page:.3f} s; a Python that does nothing: {empty:.3f} s")


def _settle(office: Office) -> None:
    """Wait until the worker has nothing left to do."""
    quiet, last = 0, -1
    while quiet < 10:
        head = log.latest(office, 1)[0]
        quiet = quiet + 1 if head.seq == last and head.kind == "run.finished" else 0
        last = head.seq
        time.sleep(0.05)


def _ask(office: Office, number: int) -> None:
    from teamx_tui.company import tickets

    tickets.move(office, number, "open", "measure the next wake")
    threads.comment(office, number, "How is it going?")
    _settle_one(office, number)


def _settle_one(office: Office, number: int) -> None:
    while log.latest(office, 1)[0].kind != "run.finished":
        time.sleep(0.001)


def _delays(events: Any) -> list[float]:
    queued: dict[tuple[int, str], int] = {}
    delays = []
    for event in events:
        if "employee" not in event.data or "number" not in event.data:
            continue
        pair = (event.data["number"], event.data["employee"])
        if event.kind == "wake.queued" and event.actor == "operator":
            queued[pair] = event.at_ms
        elif event.kind == "run.started" and pair in queued:
            delays.append(float(event.at_ms - queued.pop(pair)))
    return delays[-100:]


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100
