"""Server-sent events out of bytes. Every event of the Messages API carries one JSON object."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import Any, Final

from teamx_tui.brains.faults import TYPES, Fault
from teamx_tui.brains.wire import WireFailed
from teamx_tui.domain.text import one_line

LARGEST_BYTES: Final = 4_000_000
"""Of one event. Nothing that a model says in one piece is as long."""
SHORT: Final = 200
"""Characters of a host's own words that are kept."""
_DONE: Final = b"[DONE]"
"""What servers that are used to speaking another interface end a stream with; it is no JSON and says nothing."""


class Decoder:
    """Events out of pieces of a stream. Pings are left out, and whatever carries no data."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._size = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> Iterator[dict[str, Any]]:
        """Yield the events that a piece completes.

        Raises:
            WireFailed: an event is no JSON object, has no end, or says that the host gives up.
        """
        # Split by bytes: JSON may hold characters that count as line ends in text.
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        for line in whole:
            line = line.rstrip(b"\r")
            if line:
                self._lines.append(line)
                self._size += len(line)
                continue
            event = self._ended()
            if event is not None:
                yield event
        if self._size + len(self._rest) > LARGEST_BYTES:
            raise WireFailed(Fault.UNREADABLE, ": one of its events has no end")

    def end(self) -> Iterator[dict[str, Any]]:
        """Yield the event that has come in whole although the empty line behind it is missing, if there is one."""
        self._lines.append(self._rest.rstrip(b"\r"))
        try:
            event = self._ended()
        except WireFailed as failed:
            if failed.accepted:
                raise  # the host says that it gives up
            return  # it is cut off
        if event is not None:
            yield event

    def _ended(self) -> dict[str, Any] | None:
        lines, self._lines, self._size = self._lines, [], 0
        return _event(lines)


async def events(chunks: AsyncIterator[bytes]) -> AsyncGenerator[dict[str, Any], None]:
    """Yield the events in a stream of bytes; pings, and an event that is cut off by the end, are left out.

    Raises:
        WireFailed: an event is no JSON object, or says that the host gives up.
    """
    decoder = Decoder()
    async for chunk in chunks:
        for event in decoder.feed(chunk):
            yield event
    for event in decoder.end():
        yield event


def _event(lines: list[bytes]) -> dict[str, Any] | None:
    data = b"\n".join(line[5:].removeprefix(b" ") for line in lines if line.startswith(b"data:"))
    if not data.strip() or data.strip() == _DONE:
        return None
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        raise WireFailed(Fault.UNREADABLE, ": one of its events is no JSON") from None
    if isinstance(event, dict) and "type" not in event and event.get("error"):
        raise _failure(event["error"])  # not in the shape of the Messages API, but clear enough
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise WireFailed(Fault.UNREADABLE, ": one of its events has no type")
    if event["type"] == "ping":
        return None
    if event["type"] == "error":
        raise _failure(event.get("error"))
    return event


def _failure(error: Any) -> WireFailed:
    kind, said = (error.get("type"), error.get("message")) if isinstance(error, dict) else ("", error)
    fault = TYPES.get(str(kind), Fault.HOST)
    return WireFailed(fault, quoted(said), accepted=True)


def quoted(said: Any) -> str:
    """Return a host's own words as the end of a clause: after a colon, or nothing."""
    words = one_line(said).strip() if isinstance(said, str) else ""
    return f": {words[:SHORT]}" if words else ""
