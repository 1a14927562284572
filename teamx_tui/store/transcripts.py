"""Rows of one conversation, read in windows by message id, so that its length costs nothing."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, Text, bindparam, cast, func, select

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, employee, message, thread, work_item

PREVIEW: Final = 2_000
"""Characters of an artifact that are read along with the entry that attaches it."""

_OF = message.c.thread_id == bindparam("thread_id")
# Compiled once: whoever has the conversation open asks these whenever something is said.
_AFTER = Prepared(
    select(message).where(_OF, message.c.id > bindparam("seq")).order_by(message.c.id).limit(bindparam("most"))
)
_COUNT = select(func.count().label("n")).select_from(message).where(_OF)
_OLDER = Prepared(_COUNT.where(message.c.id < bindparam("seq")))
_NEWER = Prepared(_COUNT.where(message.c.id > bindparam("seq")))
_TOLD = Prepared(
    select(work_item.c.number, message.c.author, employee.c.name, message.c.body)
    .join(thread, thread.c.id == message.c.thread_id)
    .join(work_item, work_item.c.id == thread.c.item_id)
    .join(employee, employee.c.handle == message.c.author)
    .where(message.c.id > bindparam("since"), thread.c.operator_since_ms.is_not(None))
    .order_by(message.c.id)
    .limit(bindparam("most"))
)


def before(connection: Connection, thread_id: int, seq: int | None, most: int) -> list[Row]:
    """Return the last `most` messages of a thread that are older than message `seq`, oldest first; None: of all."""
    query = select(message).where(message.c.thread_id == thread_id)
    older = query if seq is None else query.where(message.c.id < seq)
    return list(reversed(connection.execute(older.order_by(message.c.id.desc()).limit(most)).all()))


def after(connection: Connection, thread_id: int, seq: int, most: int) -> Sequence[Row]:
    """Return the first `most` messages of a thread that are newer than message `seq`, oldest first."""
    return _AFTER.all(connection, {"thread_id": thread_id, "seq": seq, "most": most})


def counts(connection: Connection, thread_id: int, first: int, last: int) -> tuple[int, int]:
    """Return how many messages of a thread are older than message `first` and how many are newer than `last`."""
    older, newer = (
        int(these.all(connection, {"thread_id": thread_id, "seq": seq})[0].n)
        for these, seq in ((_OLDER, first), (_NEWER, last))
    )
    return older, newer


def time_after(connection: Connection, thread_id: int, seq: int) -> int | None:
    """Return when the message after message `seq` was written (milliseconds UTC), None if there is none."""
    newer = select(message.c.at_ms).where(message.c.thread_id == thread_id, message.c.id > seq)
    return connection.execute(newer.order_by(message.c.id).limit(1)).scalar()


def retractions(connection: Connection, thread_id: int, since: int, key: str) -> Sequence[Row]:
    """Return the payloads of the system's messages from message `since` on that name `key`."""
    query = select(message.c.payload).where(message.c.thread_id == thread_id, message.c.id >= since)
    noted = query.where(message.c.author == "system", cast(message.c.payload, Text).contains(f'"{key}"'))
    return connection.execute(noted).all()


def previews(connection: Connection, item_id: int, message_ids: Collection[int]) -> dict[int, str]:
    """Return the beginning of the artifact that each of these messages attaches, by message id."""
    query = select(artifact.c.message_id, func.substr(artifact.c.content, 1, PREVIEW).label("start"))
    these = query.where(artifact.c.item_id == item_id, artifact.c.message_id.in_(message_ids))
    return {row.message_id: row.start for row in connection.execute(these)}


def told_to_operator(connection: Connection, since: int, most: int) -> Sequence[Row]:
    """Return the messages after `since` by employees in threads the operator has joined: number, author, name, body."""
    return _TOLD.all(connection, {"since": since, "most": most})
