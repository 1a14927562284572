"""Events out of bytes, however the network cuts them."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.brains.claude import sse
from teamx_tui.brains.faults import Fault
from teamx_tui.brains.wire import WireFailed

ANY_JSON = st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none(), max_size=3)


async def cut(data: bytes, places: Sequence[int]) -> AsyncIterator[bytes]:
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    for start, end in itertools.pairwise(edges):
        yield data[start:end]


def parsed(data: bytes, places: Sequence[int] = ()) -> list[dict[str, Any]]:
    async def read() -> list[dict[str, Any]]:
        return [event async for event in sse.events(cut(data, places))]

    return asyncio.run(read())


@given(st.lists(ANY_JSON, max_size=4), st.lists(st.integers(0, 500), max_size=8), st.sampled_from([b"\n", b"\r\n"]))
def test_events__are_the_same_however_they_are_cut(
    sent: list[dict[str, Any]], places: list[int], newline: bytes
) -> None:
    sent = [{**event, "type": "content_block_delta"} for event in sent]
    data = b"".join(
        b"event: x%sdata: %s%s%s" % (newline, json.dumps(event, ensure_ascii=False).encode(), newline, newline)
        for event in sent
    )

    assert parsed(data, places) == sent


def test_line_separators_of_text__do_not_end_a_line() -> None:
    event = {"type": "content_block_delta", "text": "a\u2028b\x85c\x0cd"}

    assert parsed(b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n") == [event]


def test_data_in_several_lines__is_one_event() -> None:
    assert parsed(b'data: {"type":\ndata: "message_stop"}\n\n') == [{"type": "message_stop"}]


def test_comments_pings_and_an_event_that_is_cut_off__are_left_out() -> None:
    assert parsed(b': hello\n\nevent: ping\ndata: {"type": "ping"}\n\ndata: {"type": "message_st') == []


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_last_event__needs_no_empty_line_behind_it(end: bytes) -> None:
    assert parsed(b'data: {"type": "message_stop"}' + end) == [{"type": "message_stop"}]


def test_end_of_another_interface__is_no_event() -> None:
    assert parsed(b'data: {"type": "message_stop"}\n\ndata: [DONE]\n\n') == [{"type": "message_stop"}]
    assert parsed(b'data: {"type": "message_stop"}\n\ndata: [DONE]') == [{"type": "message_stop"}]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"data: {\n\n", Fault.UNREADABLE),
        (b"data: \xff\n\n", Fault.UNREADABLE),
        (b"data: []\n\n", Fault.UNREADABLE),
        (b'data: {"type": 5}\n\n', Fault.UNREADABLE),
        (b"data: {}\n\n", Fault.UNREADABLE),
        (b"data: " + b"x" * 4_100_000, Fault.UNREADABLE),
        (b"data: x\n" * 600_000, Fault.UNREADABLE),
        (b"data: " + b"[" * 200_000 + b"\n\n", Fault.UNREADABLE),
        (b'data: {"error": {"message": "out of memory"}}\n\n', Fault.HOST),
        (b'data: {"error": "out of memory"}\n\n', Fault.HOST),
        (b'data: {"type": "error", "error": {"type": "overloaded_error"}}\n\n', Fault.OVERLOADED),
        (b'data: {"type": "error", "error": null}\n\n', Fault.HOST),
        (b'data: {"type": "error", "error": {"type": [], "message": {}}}\n\n', Fault.HOST),
    ],
)
def test_what_is_no_event__is_a_named_fault(data: bytes, fault: Fault) -> None:
    with pytest.raises(WireFailed) as raised:
        parsed(data)

    assert raised.value.fault is fault
