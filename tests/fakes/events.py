"""What a fake host says: a reply in short, as a whole message, and as the events it is streamed in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]
Call = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Reply:
    """One scripted answer. All of it can be written as JSON."""

    text: str = ""
    tools: tuple[Call, ...] = ()
    thinking: str = ""
    stop: str | None = ""
    """Empty: `tool_use` with tools, else `end_turn`."""
    usage: Any = ()
    """Empty: a tenth of a token for each byte of the request, and some for the reply."""
    category: str = ""
    """Of a refusal."""
    status: int = 200
    error: str = ""
    """Type of the error, where there is one."""
    said: str = "in the middle"
    """What an error in the middle of a reply says."""
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    """stall, error, reset, cut, end (nothing more, but in good order), broken (no JSON)."""
    after: int = 3
    """Events before the fault."""
    pause: float = 0.0
    """Seconds between events."""
    piece: int = 20
    """Characters of a text in one event."""
    body: str = ""
    """A page sent instead of events."""
    left_out: tuple[int, ...] = ()
    """Events that are not sent."""
    tail: str = ""
    """What is sent behind the last event, as it is."""
    between: str = ""
    """What is sent before each event, as it is: comments that keep a connection alive."""
    block: str = "text"
    """Kind that the first block says it is."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Reply:
        tools = tuple((tool, arguments) for tool, arguments in data.get("tools", ()))
        return cls(**{**data, "tools": tools, "left_out": tuple(data.get("left_out", ()))})


def message(asked: Mapping[str, Any], reply: Reply, no: int) -> dict[str, Any]:
    """The reply as a whole message of the Messages API."""
    content: list[Event] = []
    if reply.thinking:
        content.append({"type": "thinking", "thinking": reply.thinking, "signature": "c2lnbmVk"})
    if reply.text:
        content.append({"type": reply.block, "text": reply.text})
    for at, (tool, arguments) in enumerate(reply.tools):
        content.append({"type": "tool_use", "id": f"toolu_{no}_{at}", "name": tool, "input": arguments})
    said = len(reply.text) + len(json.dumps(reply.tools))
    usual = {"input_tokens": len(json.dumps(asked)) // 10, "output_tokens": said // 4 + 1}
    return {
        "id": f"msg_{no}",
        "type": "message",
        "role": "assistant",
        "model": asked.get("model", ""),
        "content": content,
        "stop_reason": ("tool_use" if reply.tools else "end_turn") if reply.stop == "" else reply.stop,
        "stop_sequence": None,
        "usage": usual if reply.usage == () else reply.usage,
    }


def as_events(whole: Mapping[str, Any], reply: Reply) -> list[Event]:
    """The events that the message is streamed in."""
    return [event for no, event in enumerate(_events(whole, reply)) if no not in reply.left_out]


def _events(whole: Mapping[str, Any], reply: Reply) -> Iterator[Event]:
    usage = whole["usage"]
    first = {**usage, "output_tokens": 1} if isinstance(usage, dict) else usage
    yield {"type": "message_start", "message": {**whole, "content": [], "stop_reason": None, "usage": first}}
    for index, block in enumerate(whole["content"]):
        begin, deltas = _block(block, reply.piece)
        yield {"type": "content_block_start", "index": index, "content_block": begin}
        yield from ({"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas)
        yield {"type": "content_block_stop", "index": index}
    yield {"type": "ping"}
    delta = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    delta |= {"stop_details": {"type": "refusal", "category": reply.category}} if reply.category else {}
    yield {"type": "message_delta", "delta": delta, "usage": usage}
    yield {"type": "message_stop"}


def _block(block: Event, piece: int) -> tuple[Event, list[Event]]:
    if block["type"] == "tool_use":
        parts = _pieces(json.dumps(block["input"]), piece)
        return {**block, "input": {}}, [{"type": "input_json_delta", "partial_json": part} for part in parts]
    if block["type"] == "thinking":
        deltas: list[Event] = [
            {"type": "thinking_delta", "thinking": part} for part in _pieces(block["thinking"], piece)
        ]
        deltas.append({"type": "signature_delta", "signature": block["signature"]})
        return {"type": "thinking", "thinking": "", "signature": ""}, deltas
    return {**block, "text": ""}, [{"type": "text_delta", "text": part} for part in _pieces(block["text"], piece)]


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]
