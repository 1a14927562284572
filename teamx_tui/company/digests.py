"""Long threads in short: who decided, checked, attached, blocked and asked what, and what everybody said last.

No model is asked: the same thread has the same digest. It is rolled forward now and then and covers all but the latest
turns, which an employee is told word for word.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import OPERATOR, SYSTEM, Act
from teamx_tui.company.threads import TAKES_BACK
from teamx_tui.domain.text import one_line
from teamx_tui.store import minds, transcripts
from teamx_tui.store.rows import Row

TURNS: Final = 5
"""Latest turns that no digest covers."""
EVERY: Final = 10
"""Turns after which the digest is rolled forward (seed X-24)."""
MOST: Final = 40
"""Entries told word for word at most, however few turns they are."""
_LONGEST: Final = 160
"""Characters that are kept of an entry."""
_TOLD: Final[tuple[tuple[str, tuple[str, ...], int], ...]] = (
    ("Decided", ("decision",), 8),
    ("Held up, and lifted", ("block", "unblock"), 4),
    ("Asked, and answered", ("question", "answer"), 6),
    ("Checked", ("tool",), 4),
    ("Attached", ("attachment",), 6),
    ("Handed in, and finished", ("review", "done"), 3),
)
"""Headings, the kinds of entries under each, and how many of the latest are kept."""
_SPEAKERS: Final = 12
_STEPS: Final = ("block", "unblock", "question", "answer", "review", "done", "decision")
"""Kinds of entries from which something follows."""


@dataclass(frozen=True, slots=True)
class Story:
    """A thread as it is told: the latest entries, and what came before them in short."""

    entries: tuple[Row, ...]
    """Oldest first."""
    taken_back: frozenset[int]
    """Ids of messages that no longer count."""
    digest: str = ""
    unread: int = 0
    """Entries that the digest stands for."""


def story(act: Act, thread_id: int) -> Story:
    """Return a thread inside an act, having rolled its digest forward if it is time."""
    known = minds.digest_of(act.connection, thread_id)
    until = known.until_message_id if known is not None else 0
    rows = minds.after(act.connection, thread_id, until, MOST + 1)
    taken_back = _taken_back(act, thread_id, until)
    is_stale = any(message <= until for message in taken_back)
    if len(rows) > MOST or turns(rows) >= TURNS + EVERY:
        rows = latest(rows[-MOST:])
        until = rows[0].id - 1
        is_stale = True
    if until == 0:
        return Story(tuple(rows), taken_back)
    text = _rolled(act, thread_id, until) if is_stale or known is None else known.text
    return Story(tuple(rows), taken_back, text, minds.count_until(act.connection, thread_id, until))


def turns(rows: Sequence[Row]) -> int:
    """Return how many turns some entries are: who speaks twice in a row has one."""
    return sum(at == 0 or rows[at - 1].author != row.author for at, row in enumerate(rows))


def latest(rows: Sequence[Row]) -> list[Row]:
    """Return the entries of the latest `TURNS` turns."""
    at = len(rows)
    while at > 0 and turns(rows[at - 1 :]) <= TURNS:
        at -= 1
    return list(rows[at:])


def _rolled(act: Act, thread_id: int, until: int) -> str:
    """Write the digest of a thread up to a message, and return it."""
    void = _taken_back(act, thread_id, 0)
    text = "\n".join(_lines(act, thread_id, until, void))
    minds.write_digest(act.connection, thread_id=thread_id, until_message_id=until, text=text, at_ms=act.at_ms)
    return text


def _lines(act: Act, thread_id: int, until: int, void: Collection[int]) -> Iterator[str]:
    connection = act.connection
    following = [row for row in minds.until(connection, thread_id, until, _STEPS, 8) if row.id not in void]
    if following:
        yield f"Where it stood: {_line(following[-1])}"
    for heading, kinds, most in _TOLD:
        yield from _section(heading, minds.until(connection, thread_id, until, kinds, most + len(void)), most, void)
    yield from _section("Said last", minds.last_words(connection, thread_id, until), _SPEAKERS, void)


def _section(heading: str, rows: Iterable[Row], most: int, void: Collection[int]) -> Iterator[str]:
    told = [f"- {_line(row)}" for row in rows if row.id not in void][-most:]
    if told:
        yield f"{heading}:"
        yield from told


def _line(row: Row) -> str:
    who = row.author if row.author in (OPERATOR, SYSTEM) else f"@{row.author}"
    words = one_line(row.body.replace("\n", " "))
    return f"{who} ({row.kind}): {words if len(words) <= _LONGEST else f'{words[:_LONGEST]}…'}"


def _taken_back(act: Act, thread_id: int, after: int) -> frozenset[int]:
    notes = transcripts.retractions(act.connection, thread_id, after + 1, TAKES_BACK)
    return frozenset(row.payload[TAKES_BACK] for row in notes if TAKES_BACK in row.payload)
