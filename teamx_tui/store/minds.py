"""Rows about what models are shown and say: capsules, replies that are coming in, and digests of long threads."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, func, select

from teamx_tui.store.rows import Row
from teamx_tui.store.schema import capsule, digest, live_text, message, run


def keep(connection: Connection, run_id: int, manifest: Mapping[str, Any]) -> None:
    """Write what a run was shown; a second time, in place of the first."""
    _put(connection, capsule, {"run_id": run_id, "manifest": dict(manifest)})


def kept(connection: Connection, run_id: int) -> Mapping[str, Any] | None:
    """Return what a run was shown, None if nothing was kept."""
    return connection.execute(select(capsule.c.manifest).where(capsule.c.run_id == run_id)).scalar()


def say(connection: Connection, texts: Mapping[int, str], at_ms: int) -> None:
    """Write what has come in of replies so far, by run; nothing for a run that has ended meanwhile, or says nothing."""
    connection.execute(delete(live_text).where(live_text.c.run_id.in_(list(texts))))
    going = select(run.c.id).where(run.c.id.in_(list(texts)), run.c.ended_at_ms.is_(None))
    rows = [
        {"run_id": run_id, "text": texts[run_id], "at_ms": at_ms}
        for run_id in connection.execute(going).scalars().all()
        if texts[run_id]
    ]
    if rows:
        connection.execute(live_text.insert(), rows)


def saying(connection: Connection, run_ids: Collection[int]) -> dict[int, str]:
    """Return what has come in of the replies of some runs, by run."""
    query = select(live_text.c.run_id, live_text.c.text).where(live_text.c.run_id.in_(list(run_ids)))
    return {row.run_id: row.text for row in connection.execute(query)}


def is_saying(connection: Connection) -> bool:
    """Return whether any reply is coming in."""
    return bool(connection.execute(select(exists(select(live_text.c.run_id)))).scalar())


def digest_of(connection: Connection, thread_id: int) -> Row | None:
    """Return the digest of a thread: until_message_id, text; None if there is none yet."""
    return connection.execute(select(digest).where(digest.c.thread_id == thread_id)).first()


def write_digest(connection: Connection, **values: Any) -> None:
    """Write the digest of a thread in place of the one before."""
    _put(connection, digest, values)


def until(connection: Connection, thread_id: int, until_id: int, kinds: Collection[str], most: int) -> list[Row]:
    """Return the latest messages of some kinds in a thread up to a message, oldest first: id, author, kind, body."""
    query = (
        select(message.c.id, message.c.author, message.c.kind, message.c.body)
        .where(message.c.thread_id == thread_id, message.c.id <= until_id, message.c.kind.in_(list(kinds)))
        .order_by(message.c.id.desc())
        .limit(most)
    )
    return list(reversed(connection.execute(query).all()))


def last_words(connection: Connection, thread_id: int, until_id: int) -> Sequence[Row]:
    """Return the last message of everybody in a thread up to a message: id, author, kind, body; oldest first."""
    newest = (
        select(func.max(message.c.id))
        .where(message.c.thread_id == thread_id, message.c.id <= until_id, message.c.author != "system")
        .group_by(message.c.author)
    )
    query = select(message.c.id, message.c.author, message.c.kind, message.c.body).where(message.c.id.in_(newest))
    return connection.execute(query.order_by(message.c.id)).all()


def count_until(connection: Connection, thread_id: int, until_id: int) -> int:
    """Return how many messages a thread has up to a message."""
    query = select(func.count()).select_from(message)
    these = query.where(message.c.thread_id == thread_id, message.c.id <= until_id)
    return int(connection.execute(these).scalar_one())


def after(connection: Connection, thread_id: int, after_id: int, most: int) -> list[Row]:
    """Return the latest messages of a thread after a message, at most so many, oldest first."""
    query = select(message).where(message.c.thread_id == thread_id, message.c.id > after_id)
    return list(reversed(connection.execute(query.order_by(message.c.id.desc()).limit(most)).all()))


def _put(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    key = next(iter(table.primary_key.columns))
    connection.execute(delete(table).where(key == row[key.name]))
    connection.execute(table.insert(), row)
