"""A stage for scenarios: read a text as a file, found a company from it with a clock that stands still, play it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from teamx_tui.brains.scripted import ScriptedBrain
from teamx_tui.commands import companies
from teamx_tui.company import founding, log
from teamx_tui.company.founding import Charter
from teamx_tui.company.news import Event
from teamx_tui.company.office import Office
from teamx_tui.worker.worker import Tally, Worker

NOON: Final = 1_800_000_000_000
"""Milliseconds UTC: the only time there is on this stage."""
MOST_RUNS: Final = 400
"""No scenario here needs as many; one that goes round in circles ends."""
FIXTURES: Final = ("cross-functional-collaboration", "hello-company")


def charter(text: str, folder: Path, *, phase_edges: bool = False) -> Charter:
    """Read `text` as the file `company.yaml`."""
    path = folder / "company.yaml"
    path.write_text(text, encoding="utf-8")
    return companies.read(path, phase_edges=phase_edges)


def shipped(name: str, *, phase_edges: bool = False) -> Charter:
    return companies.read(companies.named_scenario(name), phase_edges=phase_edges)


@contextmanager
def company(plan: Charter, folder: Path) -> Iterator[Office]:
    store = folder / "company.db"
    founding.found(store, plan, lambda: NOON)
    office = Office.open(store, lambda: NOON)
    try:
        yield office
    finally:
        office.close()


def play(office: Office, *, slots: int = 1, most_runs: int = MOST_RUNS) -> Tally:
    """Let the real worker play until nothing can run any more."""
    worker = Worker(office, lambda _: ScriptedBrain(), slots=slots)
    return asyncio.run(worker.work(until_idle=True, most_runs=most_runs))


def events(office: Office, *kinds: str) -> list[Event]:
    """The event log, oldest first; of `kinds` only, when some are named."""
    return [event for event in log.since(office, 0) if not kinds or event.kind in kinds]
