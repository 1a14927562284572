"""The cross-functional company with a mind of a kind behind all six employees, over real connections to a fake host."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from teamx_tui.brains.claude import ClaudeBrain
from teamx_tui.brains.host import ANTHROPIC, Host
from teamx_tui.commands import companies
from teamx_tui.company import inbox, log, mission, views
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import State
from teamx_tui.store import items, runs
from teamx_tui.worker.minds import Minds
from teamx_tui.worker.worker import Tally, Worker
from tests.builders import charter, events, filing, founded
from tests.fakes.messages import Reply, bills, in_a_process, serving
from tests.scenarios.stage import company, play, shipped
from tests.scenarios.test_cross_functional import NAME, NUMBERS

STAFF = {"alex", "elena", "lin", "priya", "mike", "sarah"}
KEY = "sk-canary-31415926535"


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bill") / "bill.jsonl"


def _asked(ticket: Filing) -> str:
    return f"@{ticket.raci[Raci.CONSULTED][0]}"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, bill: Path) -> Iterator[tuple[Office, Tally]]:
    """The company without its scripts, worked to its end."""
    plan = shipped(NAME)
    staff = tuple(replace(one, brain="claude", model="claude-haiku-5-5") for one in plan.employees)
    asked = tuple(replace(one, description=f"{one.description} Ask {_asked(one)} first.") for one in plan.tickets)
    paper = replace(plan, employees=staff, tickets=asked, script={})
    office = founded(tmp_path_factory.mktemp("store") / "company.db", paper)
    with in_a_process(bill, "--clever") as url:
        known = Minds(office, make=lambda _: ClaudeBrain(Host("claude", ANTHROPIC, url, "claude-opus-5-5", KEY)))
        work = Worker(office, known, slots=8).work(until_idle=True, most_runs=200)
        tally = asyncio.run(asyncio.wait_for(work, 60))
    yield office, tally
    office.close()


def test_six_employees_with_models__finish_all_twelve_tickets(worked: tuple[Office, Tally]) -> None:
    office, tally = worked

    assert mission.look(office).states == {State.DONE: 12}
    assert {event.data["outcome"] for event in events(office, "run.finished")} <= {"finished", "passed"}
    assert events(office, "wake.dead", "wake.refused", "breaker.tripped") == []
    assert inbox.waiting(office, None) == ()
    assert tally.model_calls > 60
    assert log.broken(office) == ()


def test_their_tool_calls__are_what_wrote_the_threads(worked: tuple[Office, Tally]) -> None:
    office, _ = worked
    with office.look() as connection:
        rows = [items.by_number(connection, number) for number in NUMBERS]
        calls = [call for row in rows if row is not None for call in runs.calls(connection, row.id)]

    done = Counter(call.tool for call in calls if call.ok)
    assert (done["ask"], done["answer"], done["finish"]) == (12, 12, 12)
    assert min(done["attach"] - 11, done["comment"], done["pass"]) > 0
    assert {event.actor for event in events(office, "message.posted")} == STAFF
    for number in NUMBERS:
        shown = views.thread(office, number)
        assert not any(entry.scripted for entry in shown.entries)
        assert shown.entries[-1].kind == "done"
        assert {one.name for one in shown.artifacts} == {"notes.md"}


def test_tokens_of_every_call__are_those_on_the_bill(worked: tuple[Office, Tally], bill: Path) -> None:
    office, tally = worked
    with office.look() as connection:
        settled = connection.exec_driver_sql(
            "SELECT state, count(*), sum(input_tokens), sum(output_tokens) FROM model_call GROUP BY state"
        ).all()

    charged = [one["usage"] for one in bills(bill)]
    assert [tuple(row) for row in settled] == [
        ("settled", len(charged), sum(u["input_tokens"] for u in charged), sum(u["output_tokens"] for u in charged))
    ]
    assert len(charged) == tally.model_calls


def test_key__is_nowhere_in_the_store(worked: tuple[Office, Tally]) -> None:
    office, _ = worked

    for path in office.store.path.parent.iterdir():
        if path.is_file():
            assert KEY.encode() not in path.read_bytes()


def test_what_they_did__is_played_again_without_a_model(worked: tuple[Office, Tally], tmp_path: Path) -> None:
    office, _ = worked
    (tmp_path / "demo.yaml").write_text(companies.export(office, script=True), "utf-8")

    with company(companies.read(tmp_path / "demo.yaml"), tmp_path) as again:
        tally = play(again)

        assert (mission.look(again).states, tally.model_calls) == ({State.DONE: 12}, 0)
        for number in NUMBERS:
            assert _words(again, number) >= _words(office, number)


@pytest.mark.parametrize(
    ("reply", "state", "stop_reason", "reason"),
    [
        (Reply(text="Well", stop="max_tokens"), "settled", "max_tokens", "the reply broke off at the limit of 8192"),
        (Reply(text="No", stop="refusal"), "settled", "refusal", "the model declined to answer"),
        (Reply(text="Well", fault="end"), "unknown", "", "the reply of claude was cut off"),
        (Reply(status=401), "settled", "", "claude does not accept the key"),
    ],
)
async def test_call_that_fails__is_the_reason_of_the_run_and_in_the_books(
    reply: Reply, state: str, stop_reason: str, reason: str, tmp_path: Path
) -> None:
    office = founded(tmp_path / "c.db", charter(1, [filing(1, "ada")], brain="claude"))
    async with serving(reply) as served:
        there = Host("claude", ANTHROPIC, served.url, "claude-opus-5-5", KEY)
        known = Minds(office, make=lambda _: ClaudeBrain(there))
        await Worker(office, known).work(until_idle=True, most_runs=1)

    (run,) = views.thread(office, 1).runs
    with office.look() as connection:
        (row,) = connection.exec_driver_sql("SELECT state, stop_reason, error FROM model_call").all()
    assert (run.outcome, run.reason[: len(reason)]) == ("failed", reason)
    assert tuple(row) == (state, stop_reason, run.reason)
    assert views.thread(office, 1).entries == ()
    office.close()


def _words(office: Office, number: int) -> set[tuple[str, str]]:
    return {(entry.author, entry.body) for entry in views.thread(office, number).entries}
