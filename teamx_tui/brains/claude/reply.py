"""Putting a reply together from its events. Half a reply is never taken for a whole one."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from teamx_tui.brains.faults import STOPS, Fault
from teamx_tui.brains.wire import Event, WireFailed
from teamx_tui.domain.text import one_line
from teamx_tui.domain.usage import Usage

UNREADABLE: Final = "unreadable"
"""The argument under which a tool gets what should have been its arguments but is no JSON object."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DELTAS: Final[dict[str, tuple[str, str]]] = {
    "text_delta": ("text", "text"),
    "thinking_delta": ("thinking", "thinking"),
    "signature_delta": ("thinking", "signature"),
}
"""For each kind of piece, the kind of block it belongs to and the field that it makes longer, which is also its own."""
_COUNTS: Final = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")


@dataclass(frozen=True, slots=True)
class Use:
    """A tool that the model wants to use."""

    use_id: str
    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply: one that came to its end, says why it ended, and what it used."""

    blocks: tuple[dict[str, Any], ...]
    """As they have to be sent back when the conversation goes on."""
    uses: tuple[Use, ...]
    text: str
    stop_reason: str
    usage: Usage


@dataclass(slots=True)
class _Block:
    content: dict[str, Any]
    json: list[str] = field(default_factory=list)
    is_over: bool = False


class Reading:
    """One reply while it comes in."""

    def __init__(self) -> None:
        self._blocks: dict[int, _Block] = {}
        self._counts: dict[str, Any] = {}
        self._has_final_count = False
        self._stop_reason: Any = None
        self._refusal = ""
        self._is_over = False
        self._has_begun = False
        self._passed: dict[int, str] = {}
        """Blocks of kinds not known here, by their places: they are no words and no tools of ours."""

    def take(self, event: Event) -> None:
        """Take in the next event; of a kind not known here, nothing.

        Raises:
            WireFailed: it does not belong here.
        """
        take = _TAKE.get(event["type"])
        if self._is_over or take is None:
            return
        if self._has_begun == (event["type"] == "message_start"):
            raise WireFailed(Fault.UNREADABLE, ": its events are out of order")
        try:
            take(self, event)
        except (KeyError, TypeError, AttributeError):
            raise WireFailed(Fault.UNREADABLE, f": something is missing in its {one_line(event['type'])}") from None
        self._has_begun = True

    @property
    def is_over(self) -> bool:
        """It has come to its end: whatever the host sends behind that does not belong to it."""
        return self._is_over

    def so_far(self) -> tuple[str, ...]:
        """Return the texts of the reply so far, and what is being written as the first text of a tool's arguments."""
        return tuple(filter(None, (_readable(block) for block in self._in_order())))

    def said_so_far(self) -> tuple[str, ...]:
        """Return the texts of the reply so far."""
        return tuple(filter(None, (_text(block) for block in self._in_order())))

    def _in_order(self) -> list[_Block]:
        return [self._blocks[index] for index in sorted(self._blocks)]

    def whole(self, *, is_counted: bool = True) -> Reply:
        """Return the reply now that its events have ended; not `is_counted`: also one that may not say what it used.

        Raises:
            WireFailed: it is not whole, or does not say what it used.
        """
        if not self._is_over:
            raise WireFailed(Fault.CUT)
        if not isinstance(self._stop_reason, str) or not all(one.is_over for one in self._blocks.values()):
            raise WireFailed(Fault.CUT)
        usage = self._usage() if is_counted else Usage(0, 0)
        if self._passed and not self._blocks:  # all it says is in there
            raise self._unknown_kind(next(iter(self._passed.values())))
        blocks = [block.content for block in self._in_order()]
        return Reply(
            blocks=tuple(blocks),
            uses=tuple(Use(one["id"], one["name"], one["input"]) for one in blocks if one["type"] == "tool_use"),
            text="\n\n".join(one["text"] for one in blocks if one["type"] == "text" and one["text"].strip()),
            stop_reason=self._stop_reason,
            usage=usage,
        )

    def why_stopped(self) -> WireFailed | None:
        """Return why the model stopped before it was done, or None when it was."""
        reason = one_line(str(self._stop_reason))
        fault = STOPS.get(reason, Fault.UNKNOWN_STOP)
        if fault is None:
            return None
        detail = {Fault.REFUSED: f" ({self._refusal})" if self._refusal else "", Fault.UNKNOWN_STOP: reason}
        return WireFailed(fault, detail.get(fault, ""))

    def _usage(self) -> Usage:
        counts = {name: self._counts.get(name) or 0 for name in _COUNTS}
        split = self._counts.get("cache_creation")
        tiers = split if isinstance(split, Mapping) else {}
        hour, minutes = (tiers.get(f"ephemeral_{tier}_input_tokens") or 0 for tier in ("1h", "5m"))
        is_said = self._has_final_count and self._counts.get("input_tokens") is not None
        if not is_said or not all(type(count) is int and count >= 0 for count in (*counts.values(), hour, minutes)):
            raise WireFailed(Fault.NO_USAGE)
        written = counts["cache_creation_input_tokens"]
        return Usage(
            input_tokens=counts["input_tokens"],
            output_tokens=counts["output_tokens"],
            cache_write_tokens=max(written - hour, minutes),
            cache_write_hour_tokens=hour,
            cache_read_tokens=counts["cache_read_input_tokens"],
        )

    def _begin(self, event: Event) -> None:
        self._count(event["message"].get("usage"))

    def _begin_block(self, event: Event) -> None:
        index, content = event["index"], dict(event["content_block"])
        kind = content["type"]
        if type(index) is not int:
            raise TypeError
        if index in self._blocks or index in self._passed:
            raise WireFailed(Fault.UNREADABLE, ": two of its blocks have one place")
        if kind not in _NEEDED:
            self._passed[index] = str(kind)
            return
        # Where a host says null, it has nothing to say yet.
        content = {name: "" if content.get(name) is None else content[name] for name in ("type", *_NEEDED[kind])}
        self._blocks[index] = _Block({name: one if name == "input" else sound(one) for name, one in content.items()})

    def _go_on(self, event: Event) -> None:
        if event["index"] in self._passed:
            return
        block, delta = self._blocks[event["index"]], event["delta"]
        kind = delta["type"]
        if block.is_over:
            raise KeyError
        if kind == "input_json_delta" and block.content["type"] == "tool_use":
            block.json.append("" + (delta["partial_json"] or ""))
        elif kind in _DELTAS and block.content["type"] == _DELTAS[kind][0]:
            name = _DELTAS[kind][1]
            block.content[name] += sound(delta[name] or "")
        elif kind != "citations_delta":
            raise WireFailed(Fault.UNREADABLE, f": it has a piece of an unknown kind ({one_line(str(kind))})")

    def _end_block(self, event: Event) -> None:
        if event["index"] in self._passed:
            return
        block = self._blocks[event["index"]]
        block.is_over = True
        if block.content["type"] == "tool_use":
            block.content["input"] = _arguments(block)

    def _end(self, event: Event) -> None:
        delta = event.get("delta") or {}
        # Some hosts say why they stop and what was used in two events.
        self._stop_reason = delta.get("stop_reason") or self._stop_reason
        category = (delta.get("stop_details") or {}).get("category")
        self._refusal = one_line(str(category or "")) or self._refusal
        self._count_at_last(event.get("usage"))

    def _stop(self, event: Event) -> None:
        self._count_at_last(event.get("usage"))
        self._is_over = True

    def _count_at_last(self, usage: Any) -> None:
        if isinstance(usage, Mapping) and usage.get("output_tokens") is not None:
            self._has_final_count = True
        self._count(usage)

    def _unknown_kind(self, kind: str) -> WireFailed:
        return WireFailed(Fault.UNREADABLE, f": it has a block of an unknown kind ({one_line(kind)})")

    def _count(self, usage: Any) -> None:
        """Later counts stand for all of the reply; what they leave out has been said before.

        A count never shrinks: some hosts end with a 0 for what they have said at first.
        """
        for name, count in (usage or {}).items():
            before = self._counts.get(name)
            is_less = type(count) is type(before) is int and 0 <= count < before
            if count is not None and not is_less:
                self._counts[name] = count


_TAKE: Final[dict[str, Callable[[Reading, Event], None]]] = {
    "message_start": Reading._begin,
    "content_block_start": Reading._begin_block,
    "content_block_delta": Reading._go_on,
    "content_block_stop": Reading._end_block,
    "message_delta": Reading._end,
    "message_stop": Reading._stop,
}
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text",),
    "thinking": ("thinking", "signature"),
    "redacted_thinking": ("data",),
    "tool_use": ("id", "name", "input"),
}
"""The fields of each kind of block."""


def sound(text: str) -> str:
    """Return `text` without lone surrogates, which cannot be sent to anybody."""
    return _SURROGATE.sub("�", text)


def _arguments(block: _Block) -> dict[str, Any]:
    """Return the arguments of a tool; other servers give them whole at the beginning instead of in pieces."""
    written = "".join(block.json)
    try:
        arguments = json.loads(written) if written else block.content["input"] or {}
        return _sound_in(arguments) if isinstance(arguments, dict) else {UNREADABLE: sound(written)}
    except (ValueError, RecursionError):
        return {UNREADABLE: sound(written)}


def _sound_in(value: Any) -> Any:
    """Return arguments as they can be sent back.

    Raises:
        ValueError: a number among them is none or has no end, `1e999` too: nobody could be sent it.
    """
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(value)
    if isinstance(value, list):
        return [_sound_in(one) for one in value]
    if isinstance(value, dict):
        return {sound(str(key)): _sound_in(one) for key, one in value.items()}
    return value


_FIRST_TEXT: Final = re.compile(r'\{\s*"[^"]*"\s*:\s*"((?:[^"\\]|\\(?:[^u]|u[0-9a-fA-F]{4}))*)')


def _text(block: _Block) -> str:
    return str(block.content["text"]).strip() if block.content["type"] == "text" else ""


def _readable(block: _Block) -> str:
    if block.content["type"] == "text":
        return _text(block)
    found = _FIRST_TEXT.match("".join(block.json)) if block.content["type"] == "tool_use" else None
    if found is None:
        return ""
    try:
        return sound(json.loads(f'"{found[1]}"')).strip()
    except ValueError:
        return ""
