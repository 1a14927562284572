"""A worker process that is killed, at random moments, again and again."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from teamx_tui.company import log, mission, news, views
from teamx_tui.company.founding import Charter, Dependency, Line, found
from teamx_tui.company.office import Office
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.tickets import State
from teamx_tui.worker.process import Orders, work
from tests.builders import charter, filing, people

TICKETS = 200
KILLS = 100
STAFF = 8


def _layered(tickets: int, seed: int) -> Charter:
    """A random company in layers of ten; every fifth ticket has a script with three turns of two people."""
    chance = random.Random(seed)
    staff = people(STAFF)
    links = {
        (chance.randint(first, first + 9), number)
        for number in range(11, tickets + 1)
        for first in [(number - 1) // 10 * 10 - 9]
        for _ in range(2)
    }
    script = {
        number: (
            Line(staff[number % STAFF], "comment", {"text": "first", "mentions": [staff[(number + 1) % STAFF]]}),
            Line(staff[(number + 1) % STAFF], "comment", {"text": "second", "mentions": [staff[number % STAFF]]}),
            Line(staff[number % STAFF], "attach", {"name": "notes.txt", "content": "third"}),
            Line(staff[number % STAFF], "finish", {"resolution": "fourth"}),
        )
        for number in range(5, tickets + 1, 5)
    }
    return Charter(
        name="Killed",
        employees=charter(STAFF).employees,
        tickets=[filing(number, staff[number % STAFF]) for number in range(1, tickets + 1)],
        dependencies=[Dependency(Edge(*pair)) for pair in sorted(links)],
        script=script,
    )


def _unfinished(office: Office) -> int:
    return TICKETS - mission.look(office).states.get(State.DONE, 0)


def _has_written(office: Office, seq: int, patience_seconds: float = 10.0) -> None:
    """Wait until the event log has come to `seq`: however slow the machine is, a life brings the work on a little."""
    deadline = time.monotonic() + patience_seconds
    for poll in itertools.count(1):
        # The whole company is looked over now and then: that takes as much of the machine as a worker does.
        if news.head(office) >= seq or (poll % 100 == 0 and not _unfinished(office)):
            return
        assert time.monotonic() < deadline, "the worker writes nothing"
        time.sleep(0.001)


@pytest.mark.feature("D-5", "S-37", "D-13")
def test_kill__a_hundred_deaths_lose_nothing_and_write_nothing_twice(tmp_path: Path) -> None:
    store = tmp_path / "killed.db"
    found(store, _layered(TICKETS, seed=64))
    office = Office.open(store)
    # A fork server that has everything imported: each worker is a real process and costs milliseconds to start.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.worker.preload"])
    chance = random.Random(2026)
    for kill in range(KILLS):
        if kill == KILLS - 1:
            assert _unfinished(office) > 0, "the company was finished before the last kill"
        worker = context.Process(target=work, args=(store, Orders(slots=4, pace=0.1)), daemon=True)
        worker.start()
        if kill % 10:  # every tenth dies wherever it is, perhaps before it has come on duty
            _has_written(office, news.head(office) + chance.randint(0, 12))
        time.sleep(chance.uniform(0.0, 0.02))  # the moment of death, not a wait for anything
        worker.kill()
        worker.join()

    work(store, Orders(until_idle=True))

    try:
        kinds = Counter(event.kind for event in log.since(office, 0))
        assert mission.look(office).states == {State.DONE: TICKETS}, kinds
        assert log.broken(office) == ()
        assert kinds["worker.lost"] >= KILLS * 8 // 10
        assert kinds["wake.dead"] == 0
        for number in range(1, TICKETS + 1):
            bodies = [(said.author, said.kind) for said in views.thread(office, number).entries]
            first, second = people(STAFF)[number % STAFF], people(STAFF)[(number + 1) % STAFF]
            scripted = [(first, "comment"), (second, "comment"), (first, "attachment"), (first, "done")]
            assert bodies == (scripted if number % 5 == 0 else [(first, "comment"), (first, "done")]), number
    finally:
        office.close()
