"""A question that a model answers, on the command line: waited for while a worker is on duty, else from the records."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui.brains.claude import ClaudeBrain
from teamx_tui.brains.host import ANTHROPIC, Host
from teamx_tui.commands.questions import thinking
from teamx_tui.company import brains, equipment, shifts
from teamx_tui.company.office import Office
from teamx_tui.worker.worker import Worker
from tests.builders import Chooser, charter, filing, finishes, founded, play
from tests.cli.conftest import Teamx
from tests.company.purse import read
from tests.fakes.messages import Reply, serving

MODEL: Final = "claude-haiku-5-5"
NAME: Final = f"claude ({MODEL})"
ASKED: Final = "who is overloaded?"
RECORDED: Final = "Too much is 5 unfinished tickets"


@pytest.fixture(autouse=True)
def office(store: Path) -> Iterator[Office]:
    """A company that has nothing to do, and a model for whoever is hired next."""
    office = founded(store, charter(2, [filing(1, "ada")]))
    play(office, brain=Chooser(lambda _: [finishes()]))
    brains.add(office, "claude", "http://127.0.0.1:9", model=MODEL, is_free=False)
    with office.act("operator") as act:
        equipment.equip_company(act, "claude", "")
    yield office
    office.close()


@contextmanager
def on_duty(store: Path, *replies: Reply) -> Iterator[None]:
    """A worker on duty in a thread of its own, whose model gives these replies."""
    ready = threading.Event()
    handle: list[Any] = []

    async def work() -> None:
        office = Office.open(store)
        async with serving(*replies) as host:
            brain = ClaudeBrain(Host("claude", ANTHROPIC, host.url, MODEL, "sk-test"))
            worker = Worker(office, lambda _: brain)
            handle.extend([asyncio.get_running_loop(), worker])
            working = asyncio.ensure_future(worker.work())
            await asyncio.sleep(0)  # until it is on duty
            ready.set()
            await working
        office.close()

    thread = threading.Thread(target=lambda: asyncio.run(work()))
    thread.start()
    try:
        assert ready.wait(30)
        yield
    finally:
        loop, worker = handle
        loop.call_soon_threadsafe(worker.stop)
        thread.join(30)


def asked(store: Path) -> list[Any]:
    return read(store, "SELECT state, error FROM question")


@pytest.mark.feature("T-15")
def test_ask__prints_the_looks_of_a_model_then_its_answer_and_what_it_cost(teamx: Teamx, store: Path) -> None:
    with on_duty(store, Reply(tools=(("workloads", {}),)), Reply(text="Nobody:\n@ada did #1.")):
        said = teamx("ask", ASKED)

    assert said.code == 0
    look, nothing, *answer, empty, stands = said.out.rstrip("\n").split("\n")
    assert look.startswith("· workloads → ")
    assert (nothing, answer, empty) == ("", ["Nobody:", "@ada did #1."], "")
    assert stands.startswith(f"{NAME} answered: 2 calls, $0.0")
    assert RECORDED not in said.out


@pytest.mark.feature("T-15")
def test_ask__gives_programs_the_answer_of_the_model_beside_that_of_the_records(teamx: Teamx, store: Path) -> None:
    with on_duty(store, Reply(tools=(("workloads", {}),)), Reply(text="Nobody: @ada did #1.")):
        answer = teamx("ask", ASKED, "--json").json

    assert any(RECORDED in line["text"] for line in answer["answer"])
    model = answer["model"]
    assert (model["ok"], model["name"], model["calls"], model["tickets"]) == (True, NAME, 2, [1])
    assert [step["tool"] for step in model["steps"]] == ["workloads"]
    assert [(line["text"], line["number"]) for line in model["answer"]] == [("Nobody: @ada did #1.", 1)]


@pytest.mark.feature("T-15", "T-31")
@pytest.mark.parametrize("by", ["employee", "ticket", "project", "model", "day"])
def test_money__has_a_sum_with_what_questions_cost(teamx: Teamx, store: Path, by: str) -> None:
    with on_duty(store, Reply(tools=(("workloads", {}),)), Reply(text="Nobody: @ada did #1.")):
        teamx("ask", ASKED)

    seen = teamx("money", "--by", by, "--json").json
    said = teamx("money", "--by", by).out

    asking = [one for one in seen["sums"] if one["cost_usd"]]
    assert [one["model_calls"] for one in asking] == [2]
    assert asking[0]["cost_usd"] == seen["total"]["cost_usd"]
    assert seen["total"]["input_tokens"] == sum(one["input_tokens"] for one in seen["sums"]) > 0
    assert ("your questions" in said) == (by not in ("model", "day"))


@pytest.mark.feature("T-15")
def test_ask__answers_from_the_records_and_says_so_where_the_model_fails(teamx: Teamx, store: Path) -> None:
    with on_duty(store, Reply(status=401, text="no such key")):
        said = teamx("ask", ASKED)

    first, *rest = said.out.split("\n")
    assert said.code == 0
    assert first.startswith(f"{NAME} did not answer: ")
    assert first.endswith("From the records:")
    assert RECORDED in "\n".join(rest)


@pytest.mark.feature("T-15")
def test_ask__answers_from_the_records_where_no_worker_is_on_duty(teamx: Teamx, store: Path) -> None:
    said = teamx("ask", ASKED)

    assert said.out.startswith(f"{NAME} was not asked: no worker is on duty (teamx worker). From the records:\n")
    assert RECORDED in said.out
    assert asked(store) == []


@pytest.mark.feature("T-15")
def test_ask__offline_asks_no_model(teamx: Teamx, store: Path) -> None:
    with on_duty(store, Reply(text="So.")):
        said = teamx("ask", ASKED, "--offline")

    assert RECORDED in said.out
    assert "claude" not in said.out
    assert asked(store) == []


def test_ask__waits_no_longer_than_it_was_told_and_gives_the_question_up(teamx: Teamx, store: Path) -> None:
    with on_duty(store, Reply(text="So.", fault="stall")):
        said = teamx("ask", ASKED, "--wait", 0)

    assert "did not answer: it took longer than you wanted to wait. From the records:" in said.out
    assert RECORDED in said.out
    assert asked(store) == [("failed", "nobody waits for the answer any more")]


def test_waiting__that_is_interrupted_ends_with_a_sentence_and_gives_the_question_up(
    office: Office, store: Path
) -> None:
    shift = shifts.begin(office, 1)

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    *_, last = thinking(office, ASKED, 60, interrupt)

    assert (last.is_over, last.answer) == (True, None)
    assert last.says == f"{NAME} did not answer: you stopped waiting."
    assert [state for state, _ in asked(store)] == ["failed"]
    shifts.end(office, shift)


def test_waiting__ends_with_the_last_worker(office: Office, store: Path) -> None:
    shift = shifts.begin(office, 1)

    *_, last = thinking(office, ASKED, 60, lambda _: shift.lock.end())

    assert "no worker is on duty" in last.says
    assert [state for state, _ in asked(store)] == ["failed"]
