"""Following the event log: what happened since, and a bell that rings when something did."""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from teamx_tui.company.office import Office
from teamx_tui.store import events
from teamx_tui.store.bell import silence
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Event:
    """One change in the company's life."""

    seq: int
    at_ms: int
    actor: str
    kind: str
    subject: str
    raw: str
    """Its data as JSON."""
    hash: str

    @property
    def data(self) -> Mapping[str, Any]:
        """What changed; which keys there are depends on the kind. Parsed when asked for."""
        return dict(json.loads(self.raw))

    @property
    def at(self) -> str:
        """The time in UTC, ISO 8601."""
        return iso(self.at_ms)

    @property
    def envelope(self) -> dict[str, Any]:
        """The shape agreed in seed 000: type, timestamp, data."""
        return {"type": self.kind, "timestamp": self.at, "data": dict(self.data)}


class News:
    """A reader's place in the event log."""

    def __init__(self, office: Office, since: int = 0) -> None:
        self._office = office
        self.seq = since
        """Number of the last event read."""
        self.ear: socket.socket | None = office.store.bell.listen()
        """Becomes readable when somebody commits; None where sockets do not work, then look now and then."""

    def read(self, most: int = 10_000) -> tuple[Event, ...]:
        """Return the events since the last reading, oldest first, and move on behind them."""
        if self.ear is not None:
            silence(self.ear)
        with self._office.look() as connection:
            fresh = tuple(read(row) for row in events.since(connection, self.seq, most))
        if fresh:
            self.seq = fresh[-1].seq
        return fresh

    def close(self) -> None:
        """Follow the log no longer."""
        if self.ear is not None:
            self._office.store.bell.leave(self.ear)
            self.ear = None


def head(office: Office) -> int:
    """Return the number of the latest event."""
    with office.look() as connection:
        return events.head(connection)[0]


def read(row: Row) -> Event:
    """Return a row of the log as an event."""
    return Event(row.seq, row.at_ms, row.actor, row.kind, row.subject, row.data, row.hash)


def iso(at_ms: int) -> str:
    """Return milliseconds UTC as ISO 8601, to the millisecond."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
