"""Server-sent events out of bytes. Every event of the Messages API carries one JSON object."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final

from teamx_tui.brains.faults import TYPES, Fault
from teamx_tui.brains.wire import WireFailed
from teamx_tui.domain.text import one_line

LARGEST_BYTES: Final = 4_000_000
"""Of one event. Nothing that a model says in one piece is as long."""
SHORT: Final = 200
"""Characters of a host's own words that are kept."""


async def events(chunks: AsyncIterator[bytes]) -> AsyncGenerator[dict[str, Any], None]:
    """Yield the events in a stream of bytes; pings, and an event that is cut off by the end, are left out.

    Raises:
        WireFailed: an event is no JSON object, or says that the host gives up.
    """
    lines: list[bytes] = []
    rest = b""
    async for chunk in chunks:
        # Split by bytes: JSON may hold characters that count as line ends in text.
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > LARGEST_BYTES:
            raise WireFailed(Fault.UNREADABLE, ": one of its events has no end")
        for line in whole:
            line = line.rstrip(b"\r")
            if line:
                lines.append(line)
                continue
            event = _event(lines)
            lines = []
            if event is not None:
                yield event


def _event(lines: list[bytes]) -> dict[str, Any] | None:
    data = [line[5:].removeprefix(b" ") for line in lines if line.startswith(b"data:")]
    if not data:
        return None
    try:
        event = json.loads(b"\n".join(data))
    except ValueError:
        raise WireFailed(Fault.UNREADABLE, ": one of its events is no JSON") from None
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise WireFailed(Fault.UNREADABLE, ": one of its events has no type")
    if event["type"] == "ping":
        return None
    if event["type"] == "error":
        raise _failure(event.get("error"))
    return event


def _failure(error: Any) -> WireFailed:
    kind, said = (error.get("type"), error.get("message")) if isinstance(error, dict) else ("", "")
    fault = TYPES.get(str(kind), Fault.HOST)
    return WireFailed(fault, quoted(said), accepted=True)


def quoted(said: Any) -> str:
    """Return a host's own words as the end of a clause: after a colon, or nothing."""
    words = one_line(said).strip() if isinstance(said, str) else ""
    return f": {words[:SHORT]}" if words else ""
