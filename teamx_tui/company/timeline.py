"""The event log as somebody reads through it: searched a stretch at a time, and checked against its own hashes.

A search reads no more than `SPAN` events at once, so that whoever waits for it may break it off.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from teamx_tui.company import log, news
from teamx_tui.company.news import Event
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.domain import moments, searches
from teamx_tui.domain.errors import Invalid, NotFound
from teamx_tui.domain.searches import PERSON, TEXT, Search
from teamx_tui.store import events, history, people
from teamx_tui.store.events import GENESIS
from teamx_tui.store.history import KIND, SUBJECT
from teamx_tui.store.history import Wanted as Wanted
from teamx_tui.store.rows import Connection, Row

SPAN: Final = 25_000
"""Events searched at once: some 20 ms for a word of the text."""
CHECKED_AT_ONCE: Final = 10_000
PAGE: Final = 1000
FIELDS: Final = (KIND, SUBJECT, "since", "until")
"""What may stand before a colon in a filter of events."""
WHOLE: Final = Wanted()
_FAMILIES: Final = frozenset(kind.partition(".")[0] for kind in log.KINDS)


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words."""

    event: Event
    words: str
    number: int | None
    """The ticket it is filed under."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a search has found so far in the older part of the log."""

    numbers: tuple[int, ...]
    """Ascending."""
    below: int
    """Events from this number on have been searched; 1 when all have."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An event, and whether its hash follows from the row before."""

    line: Line
    previous: str
    """Hash of the row before."""
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Check:
    """How far the chain of hashes has been followed."""

    upto: int = 0
    """Number of the last event checked."""
    hash: str = GENESIS
    broken: tuple[int, ...] = ()
    """Events whose hash does not follow from the row before."""
    is_over: bool = False


def wanted(office: Office, text: str) -> Wanted:
    """Return the filter that `text` describes: `@ada #64 kind:wake since:2h woken`, `-` before a word for not.

    Raises:
        Invalid: a word of it means nothing; the sentence names those that do.
        NotFound: it names an employee who does not exist.
    """
    search = searches.parse(text, FIELDS)
    _check_kinds(search)
    with office.look() as connection:
        _check_people(connection, search)
    now = _now(office)
    words = {*search.wanted(TEXT), *search.unwanted(TEXT)}
    return Wanted(search, _moment(search, "since", now), _moment(search, "until", now), _sayings(words))


def older(office: Office, of: Wanted, below: int) -> Stretch:
    """Return the wanted events in the stretch of the log that ends before number `below`."""
    first = max(1, below - SPAN)
    with office.look() as connection:
        return Stretch(tuple(history.numbers(connection, of, first, below - 1)), first)


def newer(office: Office, of: Wanted, above: int, upto: int) -> tuple[int, ...]:
    """Return the numbers of the wanted events after `above` up to and with `upto`, ascending."""
    with office.look() as connection:
        return tuple(history.numbers(connection, of, above + 1, upto))


def lines(office: Office, numbers: Sequence[int]) -> Mapping[int, Line]:
    """Return the events of some numbers in words, by number."""
    with office.look() as connection:
        rows = history.these(connection, numbers)
    return {row.seq: _line(row) for row in rows}


def read(office: Office, of: Wanted, *, after: int = 0, last: int = 0) -> Iterator[Line]:
    """Yield the wanted events after number `after`, oldest first, a page at a time; or only the `last` of them."""
    if last:
        with office.look() as connection:
            newest = history.latest(connection, of, last)
        yield from (_line(row) for row in reversed(newest) if row.seq > after)
        return
    while True:
        with office.look() as connection:
            rows = history.page(connection, of, after, PAGE)
        yield from map(_line, rows)
        if len(rows) < PAGE:
            return
        after = rows[-1].seq


def place(office: Office, text: str) -> int:
    """Return the number of the event that `text` names: by its number, or the last one until a time.

    Raises:
        Invalid: it is neither a number nor a time.
    """
    word = text.strip()
    if word.isdecimal():
        return int(word)
    now = _now(office)
    with office.look() as connection:
        return history.last_until(connection, _milliseconds(moments.parse(word, now)))


def proof(office: Office, seq: int) -> Proof:
    """Return an event with the hash of the row before, and whether the two belong together.

    Raises:
        NotFound: there is no such event.
    """
    with office.look() as connection:
        row = next(iter(history.these(connection, [seq])), None)
        if row is None:
            raise NotFound(f"There is no event no. {seq:,}; the last is no. {events.head(connection)[0]:,}.")
        previous = history.hash_of(connection, seq - 1)
        broken, _, _ = history.unsound(connection, seq - 1, previous, 1)
    return Proof(_line(row), previous, not broken)


def check(office: Office, before: Check = Check()) -> Check:
    """Follow the chain of hashes on from where `before` ended, some thousand events further."""
    with office.look() as connection:
        broken, upto, last = history.unsound(connection, before.upto, before.hash, CHECKED_AT_ONCE)
    return Check(upto, last, (*before.broken, *broken), is_over=upto - before.upto < CHECKED_AT_ONCE)


def _line(row: Row) -> Line:
    event = news.read(row)
    words = log.sentence(event)
    if event.kind in ("wake.queued", "wake.refused"):
        words += f", hop {event.data['hop']}"
    noun, _, name = event.subject.partition(":")
    return Line(event, words, int(name) if noun == "ticket" and name.isdecimal() else None)


def _check_kinds(search: Search) -> None:
    for kind in (*search.wanted(KIND), *search.unwanted(KIND)):
        family = kind.partition(".")[0]
        if kind not in _FAMILIES and kind not in log.KINDS:
            near = [one for one in log.KINDS if one.startswith(f"{family}.")]
            raise Invalid(f"There is no kind {kind!r}. There are: {', '.join(near or sorted(_FAMILIES))}.")


def _check_people(connection: Connection, search: Search) -> None:
    named = {*search.wanted(PERSON), *search.unwanted(PERSON)}
    known = {OPERATOR, SYSTEM, *(row.handle for row in people.employees(connection))} if named else set()
    if missing := sorted(named - known):
        raise NotFound(f"There is no employee @{missing[0]}. There are: {', '.join(sorted(known))}.")


def _moment(search: Search, name: str, now: datetime) -> int | None:
    if search.unwanted(name):
        raise Invalid(f"{name}: cannot be turned round; write until: for since: and the other way round.")
    times = [_milliseconds(moments.parse(word, now)) for word in search.wanted(name)]
    return times[-1] if times else None


class _Here(tzinfo):
    """The time zone of this machine, summer and winter: a day of last summer began by the clocks of summer."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        try:
            return moment.replace(tzinfo=None).astimezone().utcoffset()
        except (ValueError, OverflowError):  # in the first and the last hours there are
            return timedelta(0)

    def dst(self, _: datetime | None) -> timedelta | None:
        return None

    def tzname(self, _: datetime | None) -> str:
        return "local"

    def fromutc(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


def _now(office: Office) -> datetime:
    return datetime.fromtimestamp(office.clock() / 1000, _Here())


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _sayings(words: set[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each word in which kinds it is said, and what then stands in the data: the data does not hold it."""
    return {
        word: tuple((kind, data) for kind, data, said in log.wordings() if word.lower() in said.lower())
        for word in words
    }
