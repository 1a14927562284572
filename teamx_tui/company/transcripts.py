"""A conversation in windows: a page of entries from anywhere in it, and how much lies before and behind.

What an employee did without saying a word, such as bringing somebody in, stands between what was said. What stands
around the conversation is not told here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company.office import Office, ticket_row
from teamx_tui.company.threads import TAKES_BACK
from teamx_tui.domain.tickets import SPOKEN_ON
from teamx_tui.store import calls, transcripts
from teamx_tui.store.rows import Connection, Row

PAGE: Final = 100
"""Messages read at once."""
CALL: Final = "call"
"""Kind of an entry that is a tool call without a message."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of a thread."""

    seq: int
    """Id of the message; of a call without one, that of the message before it."""
    at_ms: int
    author: str
    kind: str
    """comment, question, answer, decision, tool, attachment, block, unblock, review, done, system, call."""
    body: str
    mentions: tuple[str, ...]
    payload: Mapping[str, Any]
    """What the kind needs besides the body; of a call: tool, arguments, ok."""
    origin: int | None
    scripted: bool
    is_taken_back: bool = False
    """A later entry says that it no longer counts."""
    call: tuple[int, int] | None = None
    """Run and number of the tool call that wrote it; None for who does not use tools."""
    preview: str = ""
    """The beginning of what it attaches."""

    @property
    def key(self) -> tuple[int, int, int]:
        """What tells it from every other entry of the thread."""
        return (0, *self.call) if self.kind == CALL and self.call is not None else (self.seq, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries in their order."""

    entries: tuple[Said, ...] = ()
    earlier: int = 0
    """Messages before the first of them."""
    later: int = 0
    """Messages after the last of them."""
    taken_back: frozenset[int] = frozenset()
    """Messages that a later one, of this page or behind it, says no longer count."""


def latest(office: Office, number: int, most: int = PAGE) -> Page:
    """Return the end of the conversation about a ticket, a meeting or a chat.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        return tail(connection, ticket_row(connection, number, kinds=SPOKEN_ON), most)


def tail(connection: Connection, item: Row, most: int) -> Page:
    """Return the end of an item's conversation, as of one consistent read."""
    return _page(connection, item, transcripts.before(connection, item.thread_id, None, most))


def first(office: Office, number: int, most: int = PAGE) -> Page:
    """Return the beginning of a ticket's conversation.

    Raises:
        NotFound: there is no such ticket.
    """
    return after(office, number, 0, most)


def before(office: Office, number: int, seq: int, most: int = PAGE) -> Page:
    """Return what was said just before message `seq`.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number, kinds=SPOKEN_ON)
        return _page(connection, row, transcripts.before(connection, row.thread_id, seq, most))


def after(office: Office, number: int, seq: int, most: int = PAGE) -> Page:
    """Return what was said just after message `seq`, with what was done in silence since it.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number, kinds=SPOKEN_ON)
        return _page(connection, row, transcripts.after(connection, row.thread_id, seq, most), since=seq)


def said(row: Row, taken_back: Collection[int] = (), preview: str = "") -> Said:
    """Return a message's row as an entry."""
    return Said(
        seq=row.id,
        at_ms=row.at_ms,
        author=row.author,
        kind=row.kind,
        body=row.body,
        mentions=tuple(row.mentions),
        payload=row.payload,
        origin=row.origin,
        scripted=row.brain == "scripted",
        is_taken_back=row.id in taken_back,
        call=(row.run_id, row.call_no) if row.run_id is not None else None,
        preview=preview,
    )


def _page(connection: Connection, item: Row, rows: Sequence[Row], since: int = 0) -> Page:
    """Return a page of messages; where none is newer than `since`, what was done in silence since then."""
    start, end = (rows[0].id, rows[-1].id) if rows else (since + 1, since)
    earlier, later = transcripts.counts(connection, item.thread_id, start, end)
    noted = transcripts.retractions(connection, item.thread_id, start, TAKES_BACK)
    taken_back = frozenset(row.payload[TAKES_BACK] for row in noted if TAKES_BACK in row.payload)
    attaching = [row.id for row in rows if row.kind == "attachment"]
    previews = transcripts.previews(connection, item.id, attaching) if attaching else {}
    messages = [said(row, taken_back, previews.get(row.id, "")) for row in rows]
    last = transcripts.before(connection, item.thread_id, start, 1) if earlier and (since or not rows) else []
    begin_ms = last[0].at_ms if last else messages[0].at_ms if earlier else 0
    until_ms = transcripts.time_after(connection, item.thread_id, end) if later else None
    silent = calls.silent(connection, item.id, begin_ms, until_ms)
    unread = [row for row in silent if not (last and _precedes(row, said(last[0])))]
    return Page(tuple(_woven(messages, unread, since)), earlier, later, taken_back)


def _woven(messages: Sequence[Said], silent: Sequence[Row], seq: int) -> Iterator[Said]:
    """Yield messages and silent calls in the order in which they came."""
    left = list(reversed(silent))
    for message in messages:
        while left and _precedes(left[-1], message):
            yield _silent(left.pop(), seq)
        yield message
        seq = message.seq
    while left:
        yield _silent(left.pop(), seq)


def _precedes(row: Row, message: Said) -> bool:
    return row.at_ms < message.at_ms or (message.call is not None and (row.run_id, row.no) < message.call)


def _silent(row: Row, seq: int) -> Said:
    return Said(
        seq=seq,
        at_ms=row.at_ms,
        author=row.handle,
        kind=CALL,
        body=row.result,
        mentions=(),
        payload={"tool": row.tool, "arguments": row.arguments, "ok": row.ok},
        origin=None,
        scripted=row.brain == "scripted",
        call=(row.run_id, row.no),
    )
