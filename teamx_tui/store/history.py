"""Finding events in a log of any length: a stretch of it at a time, by number, so that a search can be broken off."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, true

from teamx_tui.domain.searches import EVERYTHING, PERSON, TEXT, TICKET, Search
from teamx_tui.store.events import GENESIS, link
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import event

KIND: Final = "kind"
SUBJECT: Final = "subject"
FAMILY: Final = {KIND: ".", SUBJECT: ":"}
"""What ends the first word of a kind (`wake.queued`) and of a subject (`ticket:64`); that word alone means them all."""
_AT = select(event.c.seq, event.c.at_ms).where(event.c.seq >= bindparam("seq")).order_by(event.c.seq).limit(1)
_THESE = select(event).where(event.c.seq.in_(bindparam("numbers", expanding=True)))
_AFTER = select(event).where(event.c.seq > bindparam("seq")).order_by(event.c.seq).limit(bindparam("most"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What events must be to be found."""

    search: Search = EVERYTHING
    since_ms: int | None = None
    until_ms: int | None = None
    sayings: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """For a word of the text, the kinds whose sentence holds it, each with what else must stand in the data."""


def numbers(connection: Connection, wanted: Wanted, first: int, last: int) -> list[int]:
    """Return the numbers of the wanted events from `first` to `last`, both included, ascending."""
    query = select(event.c.seq).where(event.c.seq.between(first, last), _matching(connection, wanted))
    # Past SQLAlchemy's rows, which for so many cost more than the database does.
    result = connection.execute(query.order_by(event.c.seq))
    assert result.cursor is not None
    found = [row[0] for row in result.cursor.fetchall()]
    result.close()
    return found


def page(connection: Connection, wanted: Wanted, after: int, most: int) -> Sequence[Row]:
    """Return at most `most` wanted events after number `after`, oldest first."""
    query = select(event).where(event.c.seq > after, _matching(connection, wanted)).order_by(event.c.seq).limit(most)
    return connection.execute(query).all()


def latest(connection: Connection, wanted: Wanted, most: int) -> Sequence[Row]:
    """Return the `most` newest wanted events, newest first."""
    query = select(event).where(_matching(connection, wanted)).order_by(event.c.seq.desc()).limit(most)
    return connection.execute(query).all()


def these(connection: Connection, of: Sequence[int]) -> Sequence[Row]:
    """Return the events of some numbers, in no order."""
    return connection.execute(_THESE, {"numbers": list(of)}).all()


def last_until(connection: Connection, at_ms: int) -> int:
    """Return the number of the last event not after a time, 0 if all are.

    Found by halves, as times go up with the numbers.
    """
    low, high = 0, int(connection.execute(select(func.max(event.c.seq))).scalar() or 0)
    while low < high:
        middle = (low + high + 1) // 2
        row = connection.execute(_AT, {"seq": middle}).one()
        low, high = (middle, high) if row.at_ms <= at_ms else (low, middle - 1)
    return low


def unsound(connection: Connection, after: int, previous: str, most: int) -> tuple[list[int], int, str]:
    """Check at most `most` events after `after`, whose hash is `previous`; GENESIS for none.

    Return the numbers of those whose hash does not follow from the row before, and number and hash of the last one.
    """
    broken, last = [], after
    for row in connection.execute(_AFTER, {"seq": after, "most": most}):
        right = link(previous, row.seq, row.at_ms, row.actor, row.kind, row.subject, row.data)
        if row.seq != last + 1 or row.hash != right:
            broken.append(row.seq)
        last, previous = row.seq, row.hash
    return broken, last, previous


def hash_of(connection: Connection, seq: int) -> str:
    """Return the hash of an event; GENESIS for number 0 and for one that is not there."""
    return str(connection.execute(select(event.c.hash).where(event.c.seq == seq)).scalar() or GENESIS)


def _matching(connection: Connection, wanted: Wanted) -> ColumnElement[bool]:
    search = wanted.search
    return and_(
        true(),
        *_of_field(search, PERSON, lambda value: event.c.actor == value),
        *_of_field(search, TICKET, lambda value: event.c.subject == f"ticket:{value}"),
        *_of_field(search, KIND, lambda value: _named(event.c.kind, value, FAMILY[KIND])),
        *_of_field(search, SUBJECT, lambda value: _named(event.c.subject, value, FAMILY[SUBJECT])),
        *(_holds(connection, value, wanted.sayings) for value in search.wanted(TEXT)),
        *(~_holds(connection, value, wanted.sayings) for value in search.unwanted(TEXT)),
        *([event.c.at_ms >= wanted.since_ms] if wanted.since_ms is not None else []),
        *([event.c.at_ms <= wanted.until_ms] if wanted.until_ms is not None else []),
    )


def _of_field(search: Search, name: str, having: Any) -> list[ColumnElement[bool]]:
    some = [having(value) for value in search.wanted(name)]
    return [*([or_(*some)] if some else []), *(~having(value) for value in search.unwanted(name))]


def _named(column: ColumnElement[str], value: str, end: str) -> ColumnElement[bool]:
    return column == value if end in value else or_(column == value, column.startswith(value + end, autoescape=True))


def _holds(
    connection: Connection, word: str, sayings: Mapping[str, tuple[tuple[str, str], ...]]
) -> ColumnElement[bool]:
    def stands_in(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
        # To SQLite's LIKE upper and lower case are one anyway; taking `lower` of a million rows takes thrice the time.
        is_one = connection.dialect.name == "sqlite"
        return column.contains(text, autoescape=True) if is_one else column.icontains(text, autoescape=True)

    return or_(
        stands_in(event.c.data, json.dumps(word, ensure_ascii=False)[1:-1]),  # the word as JSON writes it
        stands_in(event.c.kind, word),
        stands_in(event.c.subject, word),
        stands_in(event.c.actor, word),
        *(
            and_(event.c.kind == kind, event.c.data.contains(fragment, autoescape=True))
            for kind, fragment in sayings.get(word, ())
        ),
    )
