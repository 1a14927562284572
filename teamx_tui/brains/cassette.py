"""Recording what hosts of models answer, and answering from the recording without calling anybody.

A cassette is a text file: a line that says what it is, then one JSON object for each exchange, in the order in which
they ended. Of a request only the hash is kept. Events are kept one by one as they came, without time and without keys.
"""

import asyncio
import hashlib
import json
import os
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from teamx_tui.brains.faults import Fault
from teamx_tui.brains.wire import Event, Wire, WireFailed
from teamx_tui.domain.errors import Invalid, NotFound

_HEAD: Final = {"teamx_cassette": 1}


def fingerprint(request: Mapping[str, Any]) -> str:
    """Return what tells one request from another: the SHA-256 of its JSON with sorted keys."""
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


class Tape:
    """A cassette being recorded."""

    def __init__(self, path: Path) -> None:
        """Begin a cassette at `path`.

        Raises:
            Invalid: there is something already, or nothing can be written there.
        """
        self._path = path
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        except FileExistsError:
            raise Invalid(f"{path} exists already; name another file to record to.") from None
        except OSError as error:
            raise Invalid(f"{path} cannot be written ({error.strerror}).") from None
        with os.fdopen(file, "w", encoding="utf-8") as opened:
            opened.write(json.dumps(_HEAD) + "\n")

    def over(self, wire: Wire, secret: str = "") -> Wire:
        """Return `wire` with everything it brings recorded; `secret` is never written."""
        return _Recorded(wire, self, secret)

    def keep(self, request: Mapping[str, Any], events: list[Event], failed: WireFailed | None, secret: str) -> None:
        """Write one exchange that has ended."""
        exchange: dict[str, Any] = {"request": fingerprint(request), "events": events}
        if failed is not None:
            exchange["failed"] = {
                "fault": failed.fault.value,
                "detail": failed.detail,
                "retry_after_seconds": failed.retry_after_seconds,
                "accepted": failed.accepted,
            }
        line = json.dumps(exchange)
        with self._path.open("a", encoding="utf-8") as file:
            file.write((line.replace(json.dumps(secret)[1:-1], "[key]") if secret else line) + "\n")


class _Recorded:
    def __init__(self, wire: Wire, tape: Tape, secret: str) -> None:
        self._wire = wire
        self._tape = tape
        self._secret = secret

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[Event, None]:
        """Pass everything on and keep it. A call that was cancelled did not happen."""
        events: list[Event] = []
        failed: WireFailed | None = None
        happened = True
        try:
            async with aclosing(self._wire.stream(request)) as incoming:
                async for event in incoming:
                    events.append(event)
                    yield event
        except WireFailed as failure:
            failed = failure
            raise
        except asyncio.CancelledError:
            happened = False
            raise
        finally:
            # Also when the reader went away in the middle: it will do so again.
            if happened:
                self._tape.keep(request, events, failed, self._secret)


@dataclass(frozen=True, slots=True)
class _Exchange:
    events: tuple[Event, ...]
    failed: WireFailed | None


class Replay:
    """A wire that leads to a cassette. Equal requests are answered in the order in which they were recorded."""

    def __init__(self, path: Path, missed: Callable[[str], None] = lambda sentence: None) -> None:
        """Read the cassette at `path`; `missed` is told of a request that is not in it.

        Raises:
            NotFound: there is no such file.
            Invalid: it is no cassette, or is damaged.
        """
        self._path = path
        self._missed = missed
        self._left = _read(path)

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[Event, None]:
        """Answer from the cassette."""
        waiting = self._left[fingerprint(request)]
        if not waiting:
            miss = WireFailed(Fault.NOT_RECORDED, self._path.name)
            self._missed(miss.sentence("", ""))
            raise miss
        exchange = waiting.popleft()
        for event in exchange.events:
            yield event
        if exchange.failed is not None:
            raise exchange.failed


def _read(path: Path) -> dict[str, deque[_Exchange]]:
    try:
        head, *lines = path.read_text("utf-8").splitlines() or [""]
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError):
        raise Invalid(f"{path} cannot be read as text.") from None
    found: dict[str, deque[_Exchange]] = defaultdict(deque)
    if _parsed(head) != _HEAD:
        raise Invalid(f"{path} is no cassette of teamx; record one with --record FILE.")
    for no, line in enumerate(lines, start=2):
        try:
            exchange = json.loads(line)
            found[exchange["request"]].append(_Exchange(tuple(exchange["events"]), _failure(exchange.get("failed"))))
        except (ValueError, KeyError, TypeError):
            raise Invalid(f"{path} is damaged in line {no}; record it again.") from None
    return found


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _failure(failed: Mapping[str, Any] | None) -> WireFailed | None:
    if failed is None:
        return None
    return WireFailed(
        Fault(failed["fault"]),
        failed["detail"],
        retry_after_seconds=failed["retry_after_seconds"],
        accepted=failed["accepted"],
    )
