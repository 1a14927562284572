"""What the benchmarks run in a process of its own: `python -m tests.benchmarks.measure NAME ARGUMENTS` prints JSON.

A process each, so that memory and imports of one measurement do not count for another.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from teamx_tui.company import log
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Charter, Dependency, found
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.edges import Edge
from teamx_tui.worker.process import Orders, work

STAFF: Final = 40


def layered(tickets: int, seed: int = 1) -> Charter:
    """A random company: layers as wide as the root of its size, two dependencies a ticket on the layer before."""
    chance = random.Random(seed)
    width = max(STAFF, int(tickets**0.5))
    links = {
        (chance.randint((number - 1) // width * width - width + 1, (number - 1) // width * width), number)
        for number in range(width + 1, tickets + 1)
        for _ in range(2)
    }
    staff = [f"e{no}" for no in range(STAFF)]
    return Charter(
        name="Benchmark",
        unblock_wakes="responsible",
        employees=[Hiring(handle, handle, "engineer") for handle in staff],
        tickets=[Filing(f"Ticket {no}", number=no, assignee=staff[no % STAFF]) for no in range(1, tickets + 1)],
        dependencies=[Dependency(Edge(*pair)) for pair in sorted(links)],
    )


def bare(commits: int) -> dict[str, float]:
    """The bare loop: one durable sqlite3 commit a ticket, the same journal and the same synchronous setting."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        loop = sqlite3.connect(f"{folder}/bare.db", isolation_level=None)
        loop.execute("PRAGMA journal_mode = WAL")
        loop.execute("PRAGMA synchronous = FULL")
        loop.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, state TEXT, body TEXT)")
        begun = time.perf_counter()
        for number in range(commits):
            loop.execute("BEGIN IMMEDIATE")
            loop.execute("INSERT INTO ticket VALUES (?, 'done', ?)", (number, "x" * 60))
            loop.execute("COMMIT")
        seconds = time.perf_counter() - begun
        loop.close()
    return {"tickets_per_second": commits / seconds}


def company(tickets: int) -> dict[str, float]:
    """A whole company worked through: every ticket claimed, commented, finished, with its events and wakes, durable."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        store = Path(folder) / "company.db"
        found(store, layered(tickets))
        cpu, begun = time.process_time(), time.perf_counter()
        tally, _ = work(store, Orders(until_idle=True))
        seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu
        office = Office.open(store)
        events = log.latest(office, 1)[0].seq
        office.close()
        size = store.stat().st_size
    assert tally.runs == tickets
    return {
        "tickets_per_second": tickets / seconds,
        "cpu_ms_per_ticket": cpu_seconds / tickets * 1000,
        "events": events,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "store_bytes_per_ticket": size / tickets,
        "model_calls": tally.model_calls,
    }


def populated(tickets: int, path: str) -> dict[str, float]:
    """Found a company of so many tickets at a path and leave it there."""
    found(Path(path), layered(tickets))
    return {"tickets": tickets}


MEASUREMENTS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "bare": bare,
    "company": company,
    "populated": populated,
}

if __name__ == "__main__":
    name, *given = sys.argv[1:]
    print(json.dumps(MEASUREMENTS[name](*(int(word) if word.isdecimal() else word for word in given))))
