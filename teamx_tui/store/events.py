"""The event log: append, read, verify. Each row is chained to the one before by SHA-256.

The chain shows any edit, deletion or reordering to whoever kept an earlier head; it is not keyed, so it does not stop
somebody who rewrites the whole file.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import event

GENESIS: Final = "0" * 64
"""Hash before the first row."""

_canonical: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode

_LAST = Prepared(select(event.c.seq, event.c.hash).order_by(event.c.seq.desc()).limit(1))
_INSERT = event.insert()
_SINCE = Prepared(select(event).where(event.c.seq > bindparam("seq")).order_by(event.c.seq).limit(bindparam("most")))
_LATEST = Prepared(select(event).order_by(event.c.seq.desc()).limit(bindparam("most")))
_BETWEEN = select(event).where(event.c.seq.between(bindparam("first"), bindparam("last"))).order_by(event.c.seq)
_ABOUT = select(event).where(event.c.subject == bindparam("subject"))
_ABOUT_SINCE = _ABOUT.where(event.c.seq > bindparam("seq")).order_by(event.c.seq)
_ABOUT_BEFORE = Prepared(
    _ABOUT.where(event.c.seq < bindparam("seq")).order_by(event.c.seq.desc()).limit(bindparam("most"))
)
_OTHERS = (
    select(event.c.seq).where(event.c.seq > bindparam("seq"), event.c.kind.not_in(bindparam("kinds", expanding=True)))
).limit(1)
END: Final = 2**62
"""More than any number of an event."""


class Entry(NamedTuple):
    """An event about to be written."""

    at_ms: int
    actor: str
    kind: str
    subject: str
    data: dict[str, Any]


def link(previous: str, seq: int, at_ms: int, actor: str, kind: str, subject: str, data: str) -> str:
    """Return the hash of a row: hex SHA-256 over the previous hash and the row's fields, each on a line of its own.

    No field but the last can hold a line break, so no two rows read the same.
    """
    row = f"{previous}\n{seq}\n{at_ms}\n{actor}\n{kind}\n{subject}\n{data}"
    return hashlib.sha256(row.encode()).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Return the number and hash of the last event; `(0, GENESIS)` for an empty log."""
    row = _LAST.first(connection, {})
    return (row.seq, row.hash) if row else (0, GENESIS)


def are_all(connection: Connection, kinds: Collection[str], since: int) -> bool:
    """Return whether every event after number `since` is of one of these kinds."""
    return connection.execute(_OTHERS, {"seq": since, "kinds": list(kinds)}).first() is None


def append(connection: Connection, entries: Sequence[Entry], redacted: Callable[[str], str]) -> None:
    """Write `entries` behind the head, in order, numbered without gaps; their data as `redacted` leaves it."""
    if not entries:
        return
    seq, previous = head(connection)
    rows = []
    for entry in entries:
        seq += 1
        # Before it is hashed: taken out afterwards, a secret would break the chain.
        data = redacted(_canonical(entry.data))
        previous = link(previous, seq, entry.at_ms, entry.actor, entry.kind, entry.subject, data)
        rows.append(
            {
                "seq": seq,
                "at_ms": entry.at_ms,
                "actor": entry.actor,
                "kind": entry.kind,
                "subject": entry.subject,
                "data": data,
                "hash": previous,
            }
        )
    connection.execute(_INSERT, rows)


def since(connection: Connection, seq: int, most: int) -> Sequence[Row]:
    """Return at most `most` events after `seq`, oldest first."""
    return _SINCE.all(connection, {"seq": seq, "most": most})


def latest(connection: Connection, most: int) -> Sequence[Row]:
    """Return the `most` newest events, newest first."""
    return _LATEST.all(connection, {"most": most})


def between(connection: Connection, first: int, last: int) -> Sequence[Row]:
    """Return the events `first` to `last`, both included, oldest first."""
    return connection.execute(_BETWEEN, {"first": first, "last": last}).all()


def about(connection: Connection, subject: str, since: int) -> Sequence[Row]:
    """Return the events filed under a subject after event `since`, oldest first."""
    return connection.execute(_ABOUT_SINCE, {"subject": subject, "seq": since}).all()


def latest_about(connection: Connection, subject: str, most: int, before: int = END) -> Sequence[Row]:
    """Return the `most` newest events filed under a subject, newest first; those before event `before` when given."""
    return _ABOUT_BEFORE.all(connection, {"subject": subject, "seq": before, "most": most})


def count(connection: Connection) -> int:
    """Return how many events there are."""
    return int(connection.execute(select(func.count()).select_from(event)).scalar_one())


def within(connection: Connection, first_ms: int, last_ms: int) -> Iterator[Row]:
    """Yield the events from one time to another (milliseconds UTC), both included, oldest first."""
    query = select(event).where(event.c.at_ms.between(first_ms, last_ms)).order_by(event.c.seq)
    yield from connection.execute(query).yield_per(1000)


def broken(connection: Connection) -> Iterator[int]:
    """Yield the number of every event whose hash does not follow from the row before it."""
    previous, expected = GENESIS, 1
    for row in connection.execute(select(event).order_by(event.c.seq)).yield_per(1000):
        right = link(previous, row.seq, row.at_ms, row.actor, row.kind, row.subject, row.data)
        if row.seq != expected or row.hash != right:
            yield row.seq
        previous, expected = row.hash, row.seq + 1
