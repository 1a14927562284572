"""Every way in which a call of a model can go wrong, over a real connection to a host that does it on purpose."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any

import pytest

from teamx_tui.brains.claude import ClaudeBrain, SdkWire
from teamx_tui.brains.faults import FAULTS, Fault
from teamx_tui.domain.usage import Usage
from tests.brains.desk import BRIEFING, KEY, Desk, Naps, failure, host, run
from tests.fakes.messages import Reply, serving

FREE = Usage(0, 0)
UNKNOWN = None
DONE = Reply(text="I count them.", tools=(("comment", {"text": "Twelve."}), ("finish", {"resolution": "Twelve."})))

Row = tuple[str, Reply, bool, Usage | None, str]
"""Name, what the host does, may it pass by itself, what is charged (None: nobody knows), and what is said."""

TURNED_AWAY: tuple[Row, ...] = (
    ("400", Reply(status=400, text="max_tokens: too many"), False, FREE, "claude did not accept the request: max_tok"),
    ("401", Reply(status=401), False, FREE, "claude does not accept the key; give it one that is valid"),
    ("402", Reply(status=402), False, FREE, "the account at claude cannot pay; put its billing right there"),
    ("403", Reply(status=403), False, FREE, "the key for claude may not use claude-opus-5-5; allow it there"),
    ("404", Reply(status=404), False, FREE, "claude has no model claude-opus-5-5; choose one that it has"),
    (
        "404 of a page",
        Reply(status=404, body="<html>Not found</html>"),
        False,
        FREE,
        "claude answers at its address, but not to the Messages API; correct its base URL",
    ),
    ("408", Reply(status=408), True, UNKNOWN, "claude took too long for the request"),
    ("409", Reply(status=409), True, FREE, "claude was changing something"),
    ("413", Reply(status=413), False, FREE, "the request is larger than claude takes; shorten the ticket"),
    ("418", Reply(status=418), False, FREE, "claude did not accept the request"),
    ("422", Reply(status=422), False, FREE, "claude did not accept the request"),
    ("429", Reply(status=429), True, FREE, "claude takes no more requests for the moment"),
    ("429 ramp", Reply(status=429, code="ramp_limit_exceeded"), True, FREE, "claude takes no more requests"),
    ("429 spend", Reply(status=429, code="enforced_spend_limit_reached"), False, FREE, "the spend limit set at claude"),
    ("400 spend", Reply(status=400, code="contract_spend_limit_reached"), False, FREE, "the spend limit set at claude"),
    ("500", Reply(status=500), True, UNKNOWN, "claude had an error of its own"),
    ("502", Reply(status=502), True, UNKNOWN, "claude had an error of its own"),
    ("503", Reply(status=503), True, FREE, "claude is overloaded"),
    ("504", Reply(status=504), True, UNKNOWN, "claude took too long for the request"),
    ("529", Reply(status=529), True, FREE, "claude is overloaded"),
)

BROKEN_OFF: tuple[Row, ...] = (
    ("reset", dataclasses.replace(DONE, fault="reset"), True, UNKNOWN, "the reply of claude was cut off"),
    ("reset at once", dataclasses.replace(DONE, fault="reset", after=0), True, UNKNOWN, "the reply of claude was cut"),
    ("no terminator", dataclasses.replace(DONE, fault="cut"), True, UNKNOWN, "the reply of claude was cut off"),
    ("clean end", dataclasses.replace(DONE, fault="end"), True, UNKNOWN, "the reply of claude was cut off"),
    ("empty", dataclasses.replace(DONE, fault="end", after=0), True, UNKNOWN, "the reply of claude was cut off"),
    ("stall", dataclasses.replace(DONE, fault="stall"), True, UNKNOWN, "claude fell silent in the middle of a call"),
    ("stall first", dataclasses.replace(DONE, fault="stall", after=0), True, UNKNOWN, "claude fell silent"),
    ("overloaded", dataclasses.replace(DONE, fault="error", error="overloaded_error"), True, UNKNOWN, "is overloaded"),
    (
        "overloaded first",
        dataclasses.replace(DONE, fault="error", error="overloaded_error", after=0),
        True,
        UNKNOWN,
        "claude is overloaded",
    ),
    (
        "api error",
        dataclasses.replace(DONE, fault="error", error="api_error"),
        True,
        UNKNOWN,
        "an error of its own: in",
    ),
    ("new error", dataclasses.replace(DONE, fault="error", error="new_error"), True, UNKNOWN, "an error of its own"),
    (
        "broken JSON",
        dataclasses.replace(DONE, fault="broken"),
        True,
        UNKNOWN,
        "cannot be read: one of its events",
    ),
    ("no start", dataclasses.replace(DONE, left_out=(0,)), True, UNKNOWN, "its events are out of order"),
    ("missing block", dataclasses.replace(DONE, left_out=(1,)), True, UNKNOWN, "something is missing in its content_b"),
    ("page", Reply(body="<html>sign in</html>"), False, UNKNOWN, "claude answered with a web page instead of a reply"),
    (
        "JSON instead of events",
        Reply(body="{}", headers={"content-type": "application/json"}),
        False,
        UNKNOWN,
        "answered with 'application/json' instead of a reply",
    ),
    ("no usage", dataclasses.replace(DONE, usage=None), False, UNKNOWN, "does not say how many tokens"),
    (
        "negative usage",
        dataclasses.replace(DONE, usage={"input_tokens": 5, "output_tokens": -1}),
        False,
        UNKNOWN,
        "does not say how many tokens",
    ),
    (
        "usage in words",
        dataclasses.replace(DONE, usage={"input_tokens": "5", "output_tokens": 1}),
        False,
        UNKNOWN,
        "does not say how many tokens",
    ),
    ("unknown block", Reply(text="?", block="hologram"), True, UNKNOWN, "a block of an unknown kind (hologram)"),
    ("no stop reason", dataclasses.replace(DONE, stop=None), True, UNKNOWN, "the reply of claude was cut off"),
)

USED = Usage(11, 4)
COUNTS = {"input_tokens": 11, "output_tokens": 4}

STOPPED: tuple[Row, ...] = (
    ("refusal", Reply(text="No.", stop="refusal", usage=COUNTS), False, USED, "the model declined to answer; word the"),
    (
        "refusal named",
        Reply(text="No.", stop="refusal", category="cyber", usage=COUNTS),
        False,
        USED,
        "the model declined to answer (cyber); word the ticket in another way",
    ),
    (
        "max_tokens",
        dataclasses.replace(DONE, stop="max_tokens", usage=COUNTS),
        False,
        USED,
        "the reply broke off at the limit of 8192 tokens; raise max_tokens",
    ),
    (
        "window",
        Reply(text="And", stop="model_context_window_exceeded", usage=COUNTS),
        False,
        USED,
        "the conversation has filled the model's window",
    ),
    ("pause", Reply(text="Mm", stop="pause_turn", usage=COUNTS), True, USED, "the model paused in the middle"),
    (
        "unknown",
        Reply(text="Mm", stop="bored", usage=COUNTS),
        False,
        USED,
        "ended for a reason that teamx does not know (bored)",
    ),
)

ROWS = (*TURNED_AWAY, *BROKEN_OFF, *STOPPED)


@pytest.mark.parametrize(
    ("reply", "transient", "charged", "said"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
async def test_fault__ends_the_run_in_a_named_state(
    reply: Reply, transient: bool, charged: Usage | None, said: str
) -> None:
    desk = Desk()
    async with serving(reply) as served:
        failed = await failure(host(served.url), desk)

    assert said in str(failed)
    assert failed.transient is transient
    assert failed.receipt is not None
    assert (failed.receipt.usage, failed.receipt.error) == (charged, str(failed))
    settled = [*desk.released, failed.receipt]
    assert [receipt.call_id for receipt in settled] == list(range(1, len(desk.quotes) + 1))
    assert len(served.received) == len(desk.quotes)
    assert KEY not in repr(settled) + str(failed)


@pytest.mark.parametrize("reply", [row[1] for row in STOPPED], ids=[row[0] for row in STOPPED])
async def test_stopped_reply__is_shown_as_what_it_is(reply: Reply) -> None:
    async with serving(reply) as served:
        failed = await failure(host(served.url))

    assert failed.receipt is not None
    assert failed.receipt.stop_reason == reply.stop


def test_every_fault__has_a_verdict_whose_sentence_can_be_said() -> None:
    assert set(FAULTS) == set(Fault)
    for verdict in FAULTS.values():
        assert "{" not in verdict.sentence.format(host="h", model="m", detail="d")


# --- a reply that is cut is never taken for a whole one ---


async def test_reply_cut_cleanly__is_accepted_at_no_event() -> None:
    accepted = []
    whole = dataclasses.replace(DONE, thinking="Beans are countable.", piece=8)
    async with serving(whole) as served:
        full = await _events_of(served.url)
    for after in range(len(full)):
        async with serving(dataclasses.replace(whole, fault="end", after=after)) as served:
            failed = await failure(host(served.url))
        if failed.receipt is None or failed.receipt.usage is not None or "cut off" not in str(failed):
            accepted.append(after)

    assert len(full) > 20
    assert full[-1] == "message_stop"
    assert accepted == []


async def _events_of(url: str) -> list[str]:
    request = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "?"}], "stream": True}
    # One more than the reader sees: a ping is sent, and left out.
    return [str(event["type"]) async for event in SdkWire(host(url)).stream(request)]


# --- trying again ---


async def test_host_that_is_busy_for_a_moment__is_called_again_within_the_run() -> None:
    desk, naps = Desk(), Naps()
    async with serving(Reply(status=529), Reply(status=429, headers={"retry-after": "3"}), DONE) as served:
        steps = await run(host(served.url), desk, naps=naps)

    assert [call.tool for call in steps[0].calls] == ["comment", "finish"]
    assert [receipt.call_id for receipt in desk.released] == [1, 2]
    assert steps[0].receipt is not None
    assert steps[0].receipt.call_id == 3
    assert naps.seconds == [0.5, 3.0]


async def test_host_that_stays_busy__ends_the_run_after_three_calls() -> None:
    desk = Desk()
    async with serving(Reply(status=529)) as served:
        failed = await failure(host(served.url), desk)

    assert (failed.transient, failed.turned_away) == (True, True)
    assert len(desk.quotes) == len(served.received) == 3


async def test_host_that_wants_to_be_left_alone__is_not_called_again_within_the_run() -> None:
    naps = Naps()
    async with serving(Reply(status=429, headers={"retry-after": "60"})) as served:
        failed = await failure(host(served.url), naps=naps)

    assert len(served.received) == 1
    assert (failed.retry_after_seconds, naps.seconds) == (60.0, [])


@pytest.mark.parametrize(
    ("header", "seconds"), [("86400", 300.0), ("-5", 0.0), ("soon", 0.0), ("Fri, 27 Nov 2026 08:00:00 GMT", 0.0)]
)
async def test_wait_that_a_host_asks_for__is_kept_within_bounds(header: str, seconds: float) -> None:
    async with serving(Reply(status=429, headers={"retry-after": header})) as served:
        failed = await failure(host(served.url))

    assert failed.retry_after_seconds == seconds


async def test_call_that_may_have_cost_something__is_not_made_again_within_the_run() -> None:
    desk = Desk()
    async with serving(Reply(status=500)) as served:
        await failure(host(served.url), desk)

    assert len(desk.quotes) == len(served.received) == 1


# --- where a request must not go ---


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirection__is_not_followed(status: int) -> None:
    async with serving(DONE) as elsewhere:
        away = Reply(status=status, headers={"location": f"{elsewhere.url}/v1/messages"})
        async with serving(away) as served:
            failed = await failure(host(served.url))

    assert elsewhere.received == []
    assert "sends requests on to another address" in str(failed)
    assert failed.receipt is not None
    assert failed.receipt.usage == FREE


async def test_proxy__is_not_used_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(DONE) as proxy, serving(DONE) as served:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        await run(host(served.url))

    assert (len(proxy.received), len(served.received)) == (0, 1)


async def test_credentials_of_the_shell__are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ambient")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    async with serving(DONE) as served:
        await run(dataclasses.replace(host(served.url), api_key=""))

    assert served.received[0].headers["authorization"] == "Bearer none"


async def test_host_without_an_address__is_not_looked_for_in_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(DONE) as ambient:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", ambient.url)
        failed = await failure(host("", kind="compatible"))

    assert ambient.received == []
    assert "is no web address" in str(failed)


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
async def test_base_url__may_end_in_v1(path: str) -> None:
    async with serving(DONE) as served:
        await run(host(served.url + path))

    assert [one.path for one in served.received] == ["/v1/messages"]


async def test_host_that_is_not_there__is_named() -> None:
    failed = await failure(host("http://127.0.0.1:9"))

    assert str(failed) == "claude cannot be reached; is it running, and is the network up?"
    assert failed.transient
    assert failed.receipt is not None
    assert failed.receipt.usage == FREE


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "127.0.0.1:80", "http://", "nonsense"])
async def test_address_that_is_none__is_said_to_be_none(url: str) -> None:
    failed = await failure(host(url))

    assert (str(failed), failed.transient) == ("the address of claude is no web address; correct its base URL", False)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=400, text=f"your key {KEY} is odd"),
        Reply(text="x", fault="error", error="invalid_request_error", said=f"your key {KEY} is odd"),
    ],
)
async def test_key_that_a_host_repeats__is_not_repeated_by_us(reply: Reply) -> None:
    async with serving(reply) as served:
        failed = await failure(host(served.url))

    assert str(failed) == "claude did not accept the request: your key [key] is odd"


def test_key__is_not_in_what_a_host_looks_like() -> None:
    assert KEY not in repr(host())


# --- time ---


async def test_reply_that_drips_for_ever__is_ended_by_the_deadline() -> None:
    drip = Reply(text="x" * 2000, piece=1, pause=0.01)
    async with serving(drip) as served:
        failed = await failure(host(served.url, deadline_seconds=0.2))
        await asyncio.wait_for(served.gone.wait(), 5)

    assert str(failed) == "no whole reply of claude came within 0.2 seconds"
    assert failed.receipt is not None
    assert failed.receipt.usage is UNKNOWN
    assert served.open == 0


async def test_run_that_is_cancelled__closes_its_connection() -> None:
    desk = Desk()
    async with serving(dataclasses.replace(DONE, fault="stall")) as served:
        at = host(served.url)
        step: Any = ClaudeBrain(at, SdkWire(at)).begin(BRIEFING, desk).step(())
        task = asyncio.ensure_future(step)
        while not desk.shown:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(served.gone.wait(), 5)

    assert served.open == 0
    assert desk.released == []
