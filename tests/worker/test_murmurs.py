"""Replies that are coming in, from a brain's desk to whoever looks; and what a brain was shown, kept with its run."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui.brains.brain import Brain, BrainFailed, Result, Step
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk
from teamx_tui.brains.prompt import opening
from teamx_tui.company import capsules, chats, murmurs, runs, shifts, views
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Superseded
from teamx_tui.domain.retries import Mishap
from teamx_tui.worker.desk import desks
from teamx_tui.worker.murmurs import EVERY_SECONDS, Murmurs
from teamx_tui.worker.worker import Worker
from tests.builders import Call, charter, claim, events, filing, finishes, founded, says, step

MODEL: Final = "model"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    open_office = founded(tmp_path / "company.db", charter(2, [filing(1, "ada"), filing(2, "ben")], brain=MODEL))
    yield open_office
    open_office.close()


class Timer:
    """Seconds that only a test lets pass, and what is to be done when they have."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def __call__(self) -> float:
        return self.now

    def later(self, seconds: float, do: Callable[[], None]) -> None:
        self._due.append((self.now + seconds, do))

    def advance(self, seconds: float) -> None:
        self.now += seconds
        due, self._due = [one for one in self._due if one[0] <= self.now], [o for o in self._due if o[0] > self.now]
        for _, do in due:
            do()


class Aloud:
    """A brain that says each of its `parts` one after the other, as it would come in, and then makes its calls."""

    def __init__(self, *parts: str, calls: Sequence[Call] = (), between: Callable[[], Any] | None = None) -> None:
        self._parts = parts
        self._calls = calls
        self._between = between or (lambda: asyncio.sleep(0))

    def begin(self, briefing: Briefing, desk: Desk) -> Aloud:
        self._desk = desk
        desk.keep(opening(briefing, desk.tools).manifest)
        return self

    async def step(self, results: Sequence[Result]) -> Step:
        for part in self._parts:
            self._desk.show(part)
            await self._between()
        return step(*self._calls)


def work(office: Office, brain: Brain, most: int = 1) -> None:
    worker = Worker(office, lambda _: brain, slots=1)
    asyncio.run(asyncio.wait_for(worker.work(until_idle=True, most_runs=most), 30))


def heard(office: Office) -> list[tuple[int, str, str]]:
    return [(one.number, one.employee, one.text) for one in murmurs.heard(office)]


@pytest.mark.feature("T-11")
def test_reply__can_be_read_while_it_comes_in_and_is_gone_when_it_is_stored(office: Office) -> None:
    seen: list[list[tuple[int, str, str]]] = []

    async def look() -> None:
        seen.append(heard(office))
        await asyncio.sleep(EVERY_SECONDS * 1.2)

    work(office, Aloud("I be", "I begin", calls=[says("I begin."), finishes()], between=look))

    assert seen[0] == [(1, "ada", "I be")]
    assert heard(office) == []
    assert views.thread(office, 1).entries[0].body == "I begin."


def test_replies__are_written_at_most_five_times_a_second_and_the_last_one_always(office: Office) -> None:
    run = claim(office, 1, "ada").turn.run_id
    timer, written = Timer(), []
    mouth = Murmurs(office, timer, timer.later)
    text = ""
    for at in range(100):
        text += f"{at} "
        mouth.say(run, text)
        written.append(heard(office)[0][2])
        timer.advance(0.01)
    timer.advance(EVERY_SECONDS)

    assert len(set(written)) <= 1 + 1 / EVERY_SECONDS
    assert heard(office) == [(1, "ada", text)]


def test_replies__of_many_are_written_together(office: Office) -> None:
    turns = [claim(office, number, handle).turn.run_id for number, handle in ((1, "ada"), (2, "ben"))]
    timer = Timer()
    mouth = Murmurs(office, timer, timer.later)
    mouth.say(turns[0], "a")
    rung: list[int] = []
    office.store.bell.ring = lambda: rung.append(1)  # type: ignore[method-assign]
    for text in ("b", "bb", "bbb"):
        for run in turns:
            mouth.say(run, text)
    timer.advance(EVERY_SECONDS)

    assert len(rung) == 1
    assert sorted(heard(office)) == [(1, "ada", "bbb"), (2, "ben", "bbb")]


def test_reply__that_is_stored_is_not_being_said_any_more_although_its_run_goes_on(office: Office) -> None:
    seen: list[list[tuple[int, str, str]]] = []

    class Twice(Aloud):
        async def step(self, results: Sequence[Result]) -> Step:
            if results:
                await asyncio.sleep(EVERY_SECONDS * 1.2)
                seen.append(heard(office))
                return step(finishes())
            self._desk.show("I be")
            self._desk.show("I begin")
            seen.append(heard(office))
            return step(says("I begin."), last=False)

    work(office, Twice())

    assert seen == [[(1, "ada", "I be")], []]


def test_silence__of_whoever_has_said_nothing_writes_nothing(office: Office) -> None:
    run = claim(office, 1, "ada").turn.run_id
    rung: list[int] = []
    office.store.bell.ring = lambda: rung.append(1)  # type: ignore[method-assign]

    Murmurs(office, Timer()).say(run, "")

    assert rung == []


@pytest.mark.parametrize("end", ["given back", "stopped"])
def test_reply__of_a_run_that_ended_otherwise_is_gone_and_does_not_come_back(office: Office, end: str) -> None:
    claimed = claim(office, 1, "ada")
    timer = Timer()
    mouth = Murmurs(office, timer, timer.later)
    mouth.say(claimed.turn.run_id, "I be")
    mouth.say(claimed.turn.run_id, "I begin")
    assert heard(office) == [(1, "ada", "I be")]
    if end == "stopped":
        runs.stop(office, claimed.turn.run_id)
    else:
        runs.give_back(office, claimed, Mishap.TRANSIENT, "the host is busy")
    assert heard(office) == []

    timer.advance(EVERY_SECONDS)
    assert heard(office) == [], "what was still to be written came too late"


def test_stop__ends_a_turn_in_the_middle_of_its_reply(office: Office) -> None:
    cancelled: list[bool] = []

    class Endless(Aloud):
        async def step(self, results: Sequence[Result]) -> Step:
            self._desk.show("I could go on for e")
            run = murmurs.heard(office)[0].run
            runs.stop(office, run)
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                cancelled.append(True)
                raise
            return step()

    chats.say(office, "ada", "Hello?")
    work(office, Endless(), most=1)

    assert cancelled == [True]
    assert heard(office) == []
    assert chats.look(office, "ada").run is None
    assert [event.data["outcome"] for event in events(office, "run.finished")] == ["stopped"]


_DIES: Final = """
    import asyncio, os, sys
    from pathlib import Path
    from teamx_tui.brains.brain import Step
    from teamx_tui.company.office import Office
    from teamx_tui.worker.worker import Worker

    class Dying:
        def begin(self, briefing, desk):
            self.desk = desk
            return self
        async def step(self, results):
            self.desk.show("My last wor")
            print("said", flush=True)
            await asyncio.sleep(60)

    office = Office.open(Path(sys.argv[1]))
    asyncio.run(Worker(office, lambda _: Dying(), slots=1).work(most_runs=1))
"""


def test_reply__of_a_worker_that_was_killed_is_nobodys(tmp_path: Path) -> None:
    store = tmp_path / "company.db"
    office = founded(store, charter(1, [filing(1, "ada")], brain=MODEL), clock=None)
    command = [sys.executable, "-c", textwrap.dedent(_DIES), str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "said\n"
        assert heard(office) == [(1, "ada", "My last wor")]
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(30)
    assert heard(office) == [], "nothing of it is shown although nobody has cleaned up yet"
    shifts.recover(office)
    with office.look() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM live_text").scalar()
    assert left == 0
    office.close()


# --- what was shown ---


@pytest.mark.feature("D-12")
def test_capsule__keeps_every_word_a_brain_was_shown_with_its_run(office: Office) -> None:
    work(office, Aloud(calls=[finishes()]))
    run = views.thread(office, 1).runs[0].id
    kept = capsules.of_turn(office, run)

    assert kept is not None
    assert kept.system.startswith("You are Ada (@ada)")
    assert kept.user.endswith("open any more.")
    assert kept.turn.employee == "ada"
    assert {piece.name for piece in kept.pieces} >= {"system", "ticket", "people", "why"}
    assert kept.tokens <= kept.limit_tokens == 8000
    (briefed,) = events(office, "run.briefed")
    assert (briefed.subject, briefed.data["run"], briefed.data["tokens"]) == ("ticket:1", run, kept.tokens)


def test_capsule__there_is_none_of_a_turn_in_which_no_model_was_asked(office: Office) -> None:
    run = claim(office, 1, "ada").turn.run_id
    assert capsules.of_turn(office, run) is None


def test_capsule__is_kept_only_by_whoever_holds_the_run(office: Office) -> None:
    claimed = claim(office, 1, "ada")
    desk = desks(office)(claimed)
    runs.give_back(office, claimed, Mishap.TRANSIENT, "the host is busy")
    with pytest.raises(Superseded):
        desk.keep({"system": "x"})
    assert capsules.of_turn(office, claimed.turn.run_id) is None


def test_failure__leaves_no_words_behind(office: Office) -> None:
    class Breaking(Aloud):
        async def step(self, results: Sequence[Result]) -> Step:
            self._desk.show("I be")
            raise BrainFailed("the host went away", transient=False)

    work(office, Breaking())
    assert heard(office) == []
