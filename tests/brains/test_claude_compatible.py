"""What other servers do that speak the same interface in their own way: nothing of it may lose a reply or money."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, Final

import pytest

from teamx_tui.brains.brain import Step
from teamx_tui.brains.claude import SdkWire
from teamx_tui.brains.claude.reply import UNREADABLE, Reading
from teamx_tui.brains.faults import Fault
from teamx_tui.brains.host import COMPATIBLE, Host
from teamx_tui.brains.wire import Event, WireFailed
from teamx_tui.domain.usage import Usage
from tests.brains.desk import Desk, Naps, failure, host, run
from tests.fakes.messages import Reply, as_events, message, serving

USED: Final = {"input_tokens": 11, "output_tokens": 4}
DONE: Final = Reply(text="Twelve.", tools=(("finish", {"resolution": "Twelve."}),), usage=USED)
EVENTS: Final = len(as_events(message({}, DONE, 1), DONE))


class Events:
    """A wire that brings the same events for every request."""

    def __init__(self, *events: Event) -> None:
        self._events = events
        self.asked: list[Mapping[str, Any]] = []

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[Event, None]:
        self.asked.append(request)
        for event in self._events:
            yield event


def begin(**usage: Any) -> Event:
    return {"type": "message_start", "message": {"usage": {**USED, **usage}}}


def block(index: int, content: Mapping[str, Any], *deltas: Mapping[str, Any]) -> list[Event]:
    begins = {"type": "content_block_start", "index": index, "content_block": content}
    pieces = [{"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas]
    return [begins, *pieces, {"type": "content_block_stop", "index": index}]


def end(stop: str = "tool_use", **usage: Any) -> list[Event]:
    delta = {"type": "message_delta", "delta": {"stop_reason": stop}, "usage": {"output_tokens": 4, **usage}}
    return [delta, {"type": "message_stop"}]


def use(name: str, text: str, use_id: str | None = "t1") -> Mapping[str, Any]:
    return {"type": "tool_use", "id": use_id, "name": name, "input": {"text": text}}


def read(*events: Event) -> Reading:
    reading = Reading()
    for event in events:
        reading.take(event)
    return reading


def finished(steps: Sequence[Step]) -> bool:
    return [call.tool for step in steps for call in step.calls] == ["finish"]


# --- what comes behind a reply ---


@pytest.mark.parametrize(
    "reply",
    [
        dataclasses.replace(DONE, tail="data: [DONE]\n\n"),
        dataclasses.replace(DONE, tail="data: oops\n\n"),
        dataclasses.replace(DONE, tail='data: {"type": "error", "error": {"type": "api_error"}}\n\n'),
        dataclasses.replace(DONE, fault="cut", after=EVENTS),
        dataclasses.replace(DONE, fault="stall", after=EVENTS),
        dataclasses.replace(DONE, between=": keep-alive\n\n"),
        dataclasses.replace(DONE, between="event: x\nretry: 5\nid: 7\n\n", left_out=(EVENTS - 3,)),
    ],
    ids=["done", "no event", "error", "cut", "never ends", "comments", "no ping"],
)
async def test_whole_reply__is_whole_whatever_comes_behind_it_or_between(reply: Reply) -> None:
    desk = Desk()
    async with serving(reply) as served:
        steps = await run(host(served.url, kind=COMPATIBLE), desk)

    assert finished(steps)
    assert (len(served.received), desk.released) == (1, [])
    assert steps[0].receipt is not None
    assert steps[0].receipt.usage == Usage(11, 4)


# --- tools ---


@pytest.mark.parametrize(
    "tool",
    [
        block(
            0, {"type": "tool_use", "id": "t", "name": "finish"}, {"type": "input_json_delta", "partial_json": "GIVEN"}
        ),
        block(0, {"type": "tool_use", "id": "t", "name": "finish", "input": {"resolution": "Twelve."}}),
        block(
            0,
            {"type": "tool_use", "id": "t", "name": "finish", "input": None},
            {"type": "input_json_delta", "partial_json": None},
            {"type": "input_json_delta", "partial_json": ""},
            {"type": "input_json_delta", "partial_json": "GIVEN"},
        ),
        [
            *block(0, {"type": "text", "text": None}, {"type": "text_delta", "text": None}),
            *block(1, {"type": "tool_use", "id": None, "name": "finish", "input": {"resolution": "Twelve."}}),
        ],
    ],
    ids=["no input at first", "whole at first", "nulls", "an empty text before it"],
)
async def test_what_a_tool_is_given__arrives_however_it_is_sent(tool: list[Event]) -> None:
    for event in tool:
        if event.get("delta", {}).get("partial_json") == "GIVEN":
            event["delta"]["partial_json"] = '{"resolution": "Twelve."}'  # type: ignore[index]

    steps = await run(Events(begin(), *tool, *end()), kind=COMPATIBLE)

    assert finished(steps)
    assert steps[0].calls[0].arguments == {"resolution": "Twelve."}


@pytest.mark.parametrize("ids", [("", ""), (None, None), ("t", "t"), ("t", "")])
async def test_tools_whose_ids_tell_nothing_apart__get_others(ids: Sequence[str | None]) -> None:
    uses = [event for at, one in enumerate(ids) for event in block(at, use("comment", f"{at}", one))]
    wire = Events(begin(), *uses, *end())

    await failure(wire, kind=COMPATIBLE, max_calls=3)

    for request in wire.asked[1:]:
        said, results = request["messages"][-2]["content"], request["messages"][-1]["content"]
        assert [one["id"] for one in said] == [one["tool_use_id"] for one in results]
    every = [one["id"] for one in wire.asked[2]["messages"][1]["content"] + wire.asked[2]["messages"][3]["content"]]
    assert len(set(every)) == len(every) == 4
    assert all(every)


async def test_ids_of_the_host__go_back_as_they_came() -> None:
    wire = Events(begin(), *block(0, use("comment", "1", "a")), *block(1, use("comment", "2", "b")), *end())

    await failure(wire, kind=COMPATIBLE, max_calls=2)

    assert [one["id"] for one in wire.asked[1]["messages"][1]["content"]] == ["a", "b"]


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "[Infinity]", "1e999", '{"a": [-1e999]}'])
async def test_numbers_that_are_none__are_no_arguments(number: str) -> None:
    written = {"type": "input_json_delta", "partial_json": f'{{"text": {number}}}'}
    wire = Events(begin(), *block(0, {"type": "tool_use", "id": "t", "name": "comment"}, written), *end())

    (use,) = read(*wire._events).whole().uses

    assert use.arguments == {UNREADABLE: f'{{"text": {number}}}'}


@pytest.mark.parametrize("number", [float("inf"), [float("nan")]])
def test_numbers_that_are_none__are_no_arguments_either_when_they_come_whole(number: Any) -> None:
    whole = {"type": "tool_use", "id": "t", "name": "comment", "input": {"text": number}}

    (use,) = read(begin(), *block(0, whole), *end()).whole().uses

    assert list(use.arguments) == [UNREADABLE]


async def test_number_without_end__is_told_to_the_model_and_stops_no_run() -> None:
    written = {"type": "input_json_delta", "partial_json": '{"text": 1e999}'}
    wire = Events(begin(), *block(0, {"type": "tool_use", "id": "t", "name": "comment"}, written), *end())

    assert "12 calls" in str(await failure(wire))
    assert json.dumps(wire.asked, allow_nan=False)


async def test_halves_of_characters__are_nowhere_in_a_reply() -> None:
    text = {"type": "text", "text": "a\ud800"}
    tool = {"type": "tool_use", "id": "t\ud800", "name": "comm\ud800ent", "input": {"text": "b"}}
    wire = Events(begin(), *block(0, text), *block(1, tool), *end())

    reply = read(*wire._events).whole()

    assert str((reply.text, reply.uses, reply.blocks)).encode()
    assert "12 calls" in str(await failure(wire))  # whatever it says, it can be sent back


@pytest.mark.parametrize("places", [("0", 1), (0, "1"), (None, 0), (True, 0)])
def test_places_that_are_no_numbers__are_a_named_fault(places: tuple[Any, Any]) -> None:
    with pytest.raises(WireFailed) as raised:
        read(begin(), *(event for place in places for event in block(place, use("comment", "x"))), *end()).so_far()

    assert raised.value.fault is Fault.UNREADABLE


# --- blocks of other kinds ---


async def test_block_of_an_unknown_kind__is_passed_over_where_the_rest_says_something() -> None:
    other = block(0, {"type": "server_note", "note": "x"}, {"type": "note_delta", "note": "y"})
    known = block(1, {"type": "tool_use", "id": "t", "name": "finish", "input": {"resolution": "Twelve."}})

    assert finished(await run(Events(begin(), *other, *known, *end())))


def test_reply_of_nothing_known__is_none() -> None:
    reading = read(begin(), *block(0, {"type": "server_note"}), *end("end_turn"))

    with pytest.raises(WireFailed) as raised:
        reading.whole()
    assert (raised.value.fault, raised.value.detail) == (
        Fault.UNREADABLE,
        ": it has a block of an unknown kind (server_note)",
    )


# --- counts ---


@pytest.mark.parametrize(
    ("first", "last", "used"),
    [
        ({"input_tokens": 11}, {"input_tokens": 0}, Usage(11, 4)),
        ({"input_tokens": 0}, {"input_tokens": 11}, Usage(11, 4)),
        ({"input_tokens": 9}, {"input_tokens": 11, "output_tokens": 6}, Usage(11, 6)),
        ({"cache_read_input_tokens": 7}, {"cache_read_input_tokens": 0}, Usage(11, 4, cache_read_tokens=7)),
        ({"cache_read_input_tokens": None}, {"cache_read_input_tokens": 7}, Usage(11, 4, cache_read_tokens=7)),
        (
            {"cache_creation": {"ephemeral_5m_input_tokens": 5, "ephemeral_1h_input_tokens": 3}},
            {},
            Usage(11, 4, cache_write_tokens=5, cache_write_hour_tokens=3),
        ),
        (
            {
                "cache_creation_input_tokens": 8,
                "cache_creation": {"ephemeral_5m_input_tokens": 5, "ephemeral_1h_input_tokens": 3},
            },
            {"server_tool_use": {"web_search_requests": 0}, "service_tier": "standard", "iterations": []},
            Usage(11, 4, cache_write_tokens=5, cache_write_hour_tokens=3),
        ),
    ],
)
def test_counts__never_shrink_and_miss_nothing(first: dict[str, Any], last: dict[str, Any], used: Usage) -> None:
    reading = read(begin(**first), *block(0, {"type": "text", "text": "So."}), *end("end_turn", **last))

    assert reading.whole().usage == used


@pytest.mark.parametrize(
    "last",
    [
        [
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}},
            {"type": "message_delta", "usage": {"output_tokens": 4}},
            {"type": "message_stop"},
        ],
        [
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 4}},
            {"type": "message_delta", "delta": {"stop_reason": None}, "usage": None},
            {"type": "message_stop"},
        ],
        [
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}},
            {"type": "message_stop", "usage": {"input_tokens": 11, "output_tokens": 4}},
        ],
    ],
    ids=["in two", "an empty one behind", "at the very end"],
)
def test_end__may_be_told_in_several_events(last: list[Event]) -> None:
    reply = read(begin(), *block(0, {"type": "text", "text": "So."}), *last).whole()

    assert (reply.stop_reason, reply.usage, reply.text) == ("end_turn", Usage(11, 4), "So.")


# --- errors ---


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (400, '{"error": "model is required"}', "claude did not accept the request: model is required"),
        (503, '{"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}', "is overloaded"),
        (500, '{"detail": [{"msg": "x"}]}', "claude had an error of its own"),
        (500, "[]", "claude had an error of its own"),
        (502, "<html>bad gateway</html>", "claude had an error of its own"),
    ],
)
async def test_error_in_another_shape__is_named_by_its_status_and_words(status: int, body: str, said: str) -> None:
    async with serving(Reply(status=status, body=body)) as served:
        failed = await failure(host(served.url, kind=COMPATIBLE))

    assert said in str(failed)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "nan"}, 0.0),
        ({"retry-after": "inf"}, 300.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "1e9"}, 300.0),
        ({"retry-after-ms": "nan", "retry-after": "20"}, 20.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:40 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 40.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:40 GMT"}, 0.0),
        ({"retry-after": "soon", "date": "never"}, 0.0),
    ],
)
async def test_rest_that_a_host_asks_for__is_a_number_of_seconds(headers: dict[str, str], seconds: float) -> None:
    async with serving(Reply(status=429, headers=headers)) as served:
        failed = await failure(host(served.url), naps=Naps())

    assert failed.retry_after_seconds == seconds


# --- where it is ---


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALL_PROXY", "gopher://127.0.0.1:9"),
        ("HTTPS_PROXY", "http://[::1"),
        ("SSL_CERT_FILE", "/nowhere/certificates.pem"),
    ],
)
async def test_way_that_cannot_be_set_up__costs_nothing_and_says_where_to_look(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    desk = Desk()

    failed = await failure(host("https://models.invalid"), desk)

    assert "no connection to claude can be set up (" in str(failed)
    assert "look at the variables for proxies and certificates" in str(failed)
    assert (failed.transient, failed.receipt and failed.receipt.usage) == (False, Usage(0, 0))


@pytest.mark.parametrize(("url", "patience"), [("http://127.0.0.1:9", 600.0), ("https://api.anthropic.com", 90.0)])
def test_server_on_this_machine__may_load_its_model_and_answer_one_after_the_other(url: str, patience: float) -> None:
    assert SdkWire(host(url))._connected().timeout.read == patience


@pytest.mark.parametrize(
    ("url", "is_local"),
    [
        ("http://localhost:1234", True),
        ("http://LOCALHOST.:1234", True),
        ("http://models.localhost", True),
        ("http://127.0.0.1:8080/x", True),
        ("http://127.1.2.3:8080", True),
        ("http://[::1]:8080", True),
        ("http://127.0.0.1.evil.example", False),
        ("https://api.anthropic.com", False),
        ("http://10.0.0.5:11434", False),
        ("http://0x7f000001", False),
        ("", False),
    ],
)
def test_host__is_on_this_machine_by_its_address_alone(url: str, is_local: bool) -> None:
    assert Host("x", COMPATIBLE, url, "m").is_local == is_local
