"""What was recorded is answered again, and nothing else: no host is called, and the log is the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teamx_tui.brains.brain import Brain, BrainFailed
from teamx_tui.brains.cassette import Replay, Tape, fingerprint
from teamx_tui.brains.claude import SdkWire
from teamx_tui.brains.wire import Wire
from teamx_tui.company import mission
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound
from teamx_tui.domain.tickets import State
from teamx_tui.worker.tapes import maker
from teamx_tui.worker.worker import Worker
from tests.brains.desk import KEY, Desk, Naps, Recited, failure, host, run
from tests.builders import Clock, charter, events, filing, founded
from tests.fakes.clever import clever
from tests.fakes.messages import Reply, serving

PAPER = charter(
    3,
    [
        filing(1, "ada", accountable=["ben"], consulted=["cleo"], description="Ask @cleo first."),
        filing(2, "ben", consulted=["ada"]),
        filing(3, "cleo", accountable=["ada"], consulted=["ben"], description="The “last” ☕: @ada knows more."),
    ],
    [(1, 3), (2, 3)],
    brain="claude",
)
FINISHES = Reply(text="It was twelve.", tools=(("finish", {"resolution": "Twelve."}),), piece=3)


def told(office: Office) -> list[tuple[Any, ...]]:
    """The event log without times and without what a worker is called."""
    return [
        (event.seq, event.actor, event.kind, event.subject.partition("worker:")[0], _masked(event.data))
        for event in events(office)
    ]


def _masked(data: Mapping[str, Any]) -> str:
    hidden = {name: "somewhen" if name.endswith("_ms") else value for name, value in data.items()}
    return json.dumps(hidden | ({"worker": "somebody"} if "worker" in data else {}), sort_keys=True)


async def work(office: Office, brain: Brain) -> None:
    await asyncio.wait_for(Worker(office, lambda _: brain, slots=1).work(until_idle=True), 60)


async def recorded(folder: Path, cassette: Path) -> list[tuple[Any, ...]]:
    """Let a small company be finished by a host, and return its log."""
    office = founded(folder / "recorded.db", PAPER, Clock(step_ms=7))
    busy = iter([False, True, False, False])
    try:
        async with serving(answer=lambda asked: Reply(status=529) if next(busy, False) else clever(asked)) as served:
            await work(office, maker(record=cassette)(host(served.url)))
        assert len(served.received) > 12
        assert mission.look(office).states == {State.DONE: 3}
        return told(office)
    finally:
        office.close()


@pytest.mark.feature("D-9")
async def test_recorded_run__replays_to_the_same_event_log_without_a_host(tmp_path: Path) -> None:
    cassette = tmp_path / "run.cassette"
    before = await recorded(tmp_path, cassette)
    office = founded(tmp_path / "replayed.db", PAPER, Clock(step_ms=11))

    # Nobody listens there, and the key is another one.
    await work(office, maker(replay=cassette)(replace(host("http://127.0.0.1:9"), api_key="")))

    assert told(office) == before
    assert len({kind for _, _, kind, *_ in before}) > 8
    office.close()


async def test_cassette__has_no_key_and_no_time_and_is_the_owners_only(tmp_path: Path) -> None:
    cassette = tmp_path / "run.cassette"
    repeats = Reply(text=f"Your key is {KEY}.", tools=(("finish", {"resolution": "x"}),), piece=500)

    async with serving(repeats) as served:
        at = host(served.url)
        await run(Tape(cassette).over(_wire(served.url), at.api_key))

    text = cassette.read_text("utf-8")
    assert KEY not in text
    assert "Your key is [key]." in text
    assert set(json.loads(text.splitlines()[1])) == {"request", "events"}
    assert cassette.stat().st_mode & 0o077 == 0


def _wire(url: str) -> Wire:
    return SdkWire(host(url))


async def test_chunks__are_kept_as_they_came(tmp_path: Path) -> None:
    cassette = tmp_path / "run.cassette"
    live, again = Desk(), Desk()

    async with serving(FINISHES) as served:
        await run(Tape(cassette).over(_wire(served.url)), live)
    await run(Replay(cassette), again)

    exchange = json.loads(cassette.read_text("utf-8").splitlines()[1])
    texts = [event["delta"].get("text") for event in exchange["events"] if event["type"] == "content_block_delta"]
    assert texts[:5] == ["It ", "was", " tw", "elv", "e."]
    assert again.shown[-1] == live.shown[-1] == "It was twelve.\n\nTwelve."


async def test_request_that_was_not_recorded__fails_and_says_so(tmp_path: Path) -> None:
    cassette, missed = tmp_path / "run.cassette", []
    await run(Tape(cassette).over(Recited(FINISHES)))

    failed = await failure(Replay(cassette, missed.append), max_tokens=77)

    assert str(failed) == "the cassette run.cassette has no reply to this request: this run takes another course"
    assert not failed.transient
    assert failed.receipt is not None
    assert failed.receipt.usage is not None
    assert missed == [str(failed)]


async def test_equal_requests__are_answered_in_the_order_they_were_recorded_and_no_oftener(tmp_path: Path) -> None:
    cassette = tmp_path / "run.cassette"
    tape = Tape(cassette)
    for word in ("one", "two"):
        await run(tape.over(Recited(Reply(text=word))))

    replay = Replay(cassette)
    said = [(await run(replay))[0].calls[0].arguments["text"] for _ in range(2)]

    assert said == ["one", "two"]
    with pytest.raises(BrainFailed, match="has no reply"):
        await run(replay)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=529),
        Reply(status=401),
        Reply(status=429, headers={"retry-after": "30"}),
        replace(FINISHES, fault="end"),
        replace(FINISHES, fault="cut"),
        replace(FINISHES, fault="error", error="overloaded_error"),
        replace(FINISHES, left_out=(1,)),
        replace(FINISHES, stop="refusal"),
        replace(FINISHES, usage=None),
    ],
)
async def test_failure__is_replayed_as_it_was(reply: Reply, tmp_path: Path) -> None:
    cassette = tmp_path / "run.cassette"
    async with serving(reply) as served:
        live = await failure(Tape(cassette).over(_wire(served.url)))

    again = await failure(Replay(cassette))

    assert (str(again), again.transient, again.receipt, again.retry_after_seconds) == (
        *(str(live), live.transient, live.receipt, live.retry_after_seconds),
    )


async def test_call_that_was_cancelled__is_not_recorded(tmp_path: Path) -> None:
    cassette, desk = tmp_path / "run.cassette", Desk()
    async with serving(replace(FINISHES, fault="stall", after=4)) as served:
        task = asyncio.ensure_future(run(Tape(cassette).over(_wire(served.url)), desk, naps=Naps()))
        while not desk.shown:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert len(cassette.read_text("utf-8").splitlines()) == 1


def test_fingerprint__does_not_depend_on_the_order_of_keys() -> None:
    assert fingerprint({"a": 1, "b": {"c": 2, "d": 3}}) == fingerprint({"b": {"d": 3, "c": 2}, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_cassette_that_is_there_already__is_not_written_over(tmp_path: Path) -> None:
    Tape(tmp_path / "a")

    with pytest.raises(Invalid, match="exists already"):
        Tape(tmp_path / "a")
    with pytest.raises(Invalid, match="cannot be written"):
        Tape(tmp_path / "nowhere" / "a")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "is no cassette"),
        (["hello"], "is no cassette"),
        (['{"teamx_cassette": 1}', "{"], "is damaged in line 2"),
        (['{"teamx_cassette": 1}', '{"request": "x", "events": []}', "[]"], "is damaged in line 3"),
        (
            ['{"teamx_cassette": 1}', '{"request": "x", "events": [], "failed": {"fault": "?"}}'],
            "is damaged in line 2",
        ),
    ],
)
def test_file_that_is_no_cassette__is_said_to_be_none(lines: Sequence[str], said: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("\n".join(lines))

    with pytest.raises(Invalid, match=said):
        Replay(path)


def test_cassette_that_is_not_there__is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        Replay(tmp_path / "x")
