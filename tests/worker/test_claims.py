"""Several worker processes on one store: each ticket done once, nothing locked, and the death of one is made good."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from teamx_tui.brains.brain import Result, Step
from teamx_tui.brains.briefing import Briefing
from teamx_tui.company import graph, log, mission, shifts, views
from teamx_tui.company.office import Office
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import State
from teamx_tui.worker.process import Orders, work
from teamx_tui.worker.worker import Worker
from tests.builders import (
    Chooser,
    Clock,
    charter,
    events,
    filing,
    finishes,
    founded,
    layered,
    says,
    step,
    turns_taken,
)

WORKERS = 4
TICKETS = 60
STAFF = tuple(f"p{no}" for no in range(12))
PATIENCE_SECONDS = 60.0

# A fork server that has everything imported: real processes that cost milliseconds to start.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.worker.preload"])


def crowded(path: Path) -> Office:
    """Sixty tickets in layers of twelve for twelve people, each ticket with a colleague to ask."""
    tickets, links = layered(TICKETS, STAFF, width=12)
    asked = [
        filing(each.number or 0, each.assignee, consulted=[STAFF[((each.number or 0) + 5) % len(STAFF)]])
        for each in tickets
    ]
    return founded(path, charter(STAFF, asked, links))


def _to_file(complaints: Path, store: Path) -> None:
    """A worker process whose complaints go to a file; anything it says is a failure."""
    with complaints.open("w") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
        work(store, Orders(until_idle=True, slots=3))


class _Stuck:
    """Says one thing, and then thinks for ever about the next."""

    def begin(self, _: Briefing, __: object) -> "_Stuck":
        self._began = False
        return self

    async def step(self, _: Sequence[Result]) -> Step:
        if not self._began:
            self._began = True
            return step(says("I have begun."), last=False)
        await asyncio.Event().wait()
        raise AssertionError("nobody wakes this one")


def _think_for_ever(store: Path) -> None:
    asyncio.run(Worker(Office.open(store), lambda _: _Stuck(), slots=2).work())


@contextmanager
def started(*processes: BaseProcess) -> Iterator[None]:
    """Processes that are gone afterwards, whatever happens."""
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            if process.is_alive():
                process.kill()
            process.join()


@pytest.mark.feature("S-38")
def test_four_workers__do_every_ticket_once_in_order_and_lock_nobody_out(tmp_path: Path) -> None:
    office = crowded(tmp_path / "c.db")
    complaints = [tmp_path / f"worker{no}.txt" for no in range(WORKERS)]
    workers = [PROCESSES.Process(target=_to_file, args=(file, office.store.path)) for file in complaints]

    with started(*workers):
        for worker in workers:
            worker.join(PATIENCE_SECONDS)

    assert [worker.exitcode for worker in workers] == [0] * WORKERS
    assert [file.read_text() for file in complaints] == [""] * WORKERS
    assert mission.look(office).states == {State.DONE: TICKETS}
    done, begun = moves(office, State.DONE), moves(office, State.IN_PROGRESS)
    assert Counter(number for number, _ in done) == Counter(range(1, TICKETS + 1))
    links = graph.plan(office).edges
    assert len(links) > TICKETS
    assert all(dict(done)[blocker] < dict(begun)[blocked] for blocker, blocked in links)
    for number in range(1, TICKETS + 1):
        said = [(entry.author, entry.kind) for entry in views.thread(office, number).entries]
        assignee = views.ticket(office, number).assignee
        assert said == [(assignee, "comment"), (assignee, "done")]
    assert len({event.data["message"] for event in events(office, "message.posted")}) == 2 * TICKETS
    assert {event.data["outcome"] for event in events(office, "run.finished")} <= {"finished", "passed"}
    assert len(events(office, "run.started")) == len(events(office, "run.finished"))
    assert overlapping(office) == []
    assert len(events(office, "worker.started")) == len(events(office, "worker.stopped")) == WORKERS
    assert not events(office, "worker.lost")
    assert log.broken(office) == ()
    office.close()


def moves(office: Office, state: State) -> list[tuple[int, int]]:
    """Ticket and event of every move to a state."""
    return [(each.data["number"], each.seq) for each in events(office, "ticket.moved") if each.data["new"] == state]


def overlapping(office: Office) -> list[tuple[int, str]]:
    """Turns that began while their employee or their thread was in another one, whichever worker had it."""
    busy: set[object] = set()
    found = []
    for event in events(office, "run.started", "run.finished"):
        places = {event.data["employee"], event.data["number"]}
        if event.kind == "run.started":
            found += [(event.data["number"], event.data["employee"])] if busy & places else []
            busy |= places
        else:
            busy -= places
    return found


@pytest.mark.feature("S-38")
def test_four_workers__share_the_work(tmp_path: Path) -> None:
    """Each has one slot and the turns take a moment, so nobody can do it all alone."""
    office = founded(tmp_path / "c.db", charter(STAFF, [filing(no + 1, who) for no, who in enumerate(STAFF)]))
    workers = [
        PROCESSES.Process(target=work, args=(office.store.path, Orders(until_idle=True, slots=1, pace=0.05)))
        for _ in range(WORKERS)
    ]

    with started(*workers):
        for worker in workers:
            worker.join(PATIENCE_SECONDS)

    assert mission.look(office).states == {State.DONE: len(STAFF)}
    assert overlapping(office) == []
    assert most_at_once(office) > 1
    office.close()


def most_at_once(office: Office) -> int:
    """The most turns that went on at the same time."""
    going = most = 0
    for event in events(office, "run.started", "run.finished"):
        going += 1 if event.kind == "run.started" else -1
        most = max(most, going)
    return most


@pytest.mark.feature("S-37", "Y-48", "D-5")
def test_killed_worker__is_noticed_and_the_next_one_carries_on(tmp_path: Path) -> None:
    paper = charter(3, [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo")], [(1, 3), (2, 3)])
    office = founded(tmp_path / "c.db", paper)
    doomed = PROCESSES.Process(target=_think_for_ever, args=(office.store.path,))

    with started(doomed):
        _wait_until(lambda: len(events(office, "message.posted")) == 2)
        (worker_id,) = shifts.living(office)
        os.kill(doomed.pid or 0, signal.SIGKILL)
        doomed.join(PATIENCE_SECONDS)

    assert shifts.living(office) == ()
    assert shifts.recover(office) == 1
    assert [event.data["worker"] for event in events(office, "worker.lost")] == [worker_id]
    for number in (1, 2):
        assert views.ticket(office, number).condition is Condition.INTERRUPTED
        assert [(run.outcome, run.reason) for run in views.thread(office, number).runs] == [
            ("interrupted", "the worker died")
        ]
        assert [entry.body for entry in views.thread(office, number).entries] == ["I have begun."]

    done, is_over = work(office.store.path, Orders(until_idle=True))

    assert (done.runs, is_over) == (3, True)
    assert mission.look(office).states == {State.DONE: 3}
    assert [run.outcome for run in views.thread(office, 1).runs] == ["interrupted", "finished"]
    assert views.thread(office, 1).runs[-1].attempt == 2
    assert log.broken(office) == ()
    office.close()


@pytest.mark.feature("S-37", "D-5")
def test_killed_worker__is_replaced_by_one_that_is_working_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teamx_tui.worker.worker.SWEEP_SECONDS", (0.05, 0.1))
    office = founded(tmp_path / "c.db", charter(2, [filing(1, "ada")]))
    doomed = PROCESSES.Process(target=_think_for_ever, args=(office.store.path,))

    async def carry_on() -> None:
        colleague = Worker(office, lambda _: Chooser(lambda _: [finishes()]))
        shift = asyncio.create_task(colleague.work(until_idle=True))
        while len(shifts.living(office)) < 2:
            await asyncio.sleep(0)
        doomed.kill()
        await asyncio.wait_for(shift, PATIENCE_SECONDS)

    with started(doomed):
        _wait_until(lambda: len(events(office, "message.posted")) == 1)
        asyncio.run(carry_on())

    assert turns_taken(office) == [(1, "ada"), (1, "ada")]
    assert mission.look(office).states == {State.DONE: 1}
    assert len(events(office, "worker.lost")) == 1
    office.close()


@pytest.mark.feature("Y-51")
def test_terminated_worker__gives_its_work_back_and_signs_off(tmp_path: Path) -> None:
    office = founded(tmp_path / "c.db", charter(1, [filing(1, "ada")]), Clock())
    worker = PROCESSES.Process(target=work, args=(office.store.path, Orders(pace=600.0)))

    with started(worker):
        _wait_until(lambda: bool(events(office, "run.started")))
        worker.terminate()
        worker.join(PATIENCE_SECONDS)

    assert worker.exitcode == 0
    assert [run.outcome for run in views.thread(office, 1).runs] == ["stopped"]
    assert events(office)[-1].kind == "worker.stopped"
    assert shifts.living(office) == ()
    office.close()


def _wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)  # another process is at work; there is nothing to inject
