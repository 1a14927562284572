"""Rows of threads, participants, messages and artifacts."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from teamx_tui.domain.tickets import OVER, Kind
from teamx_tui.store import handoffs, search
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import artifact, employee, message, participant, thread, words, work_item

_PRESENT = Prepared(
    select(
        participant.c.thread_id,
        employee.c.handle,
        participant.c.raci,
        participant.c.employee_id,
        participant.c.muted,
    )
    .join(employee, employee.c.id == participant.c.employee_id)
    .where(participant.c.thread_id == bindparam("thread_id"), participant.c.left_at_ms.is_(None))
    .order_by(participant.c.id)
)
_PARTICIPANTS = (
    select(participant.c.thread_id, employee.c.handle, participant.c.raci)
    .join(employee, employee.c.id == participant.c.employee_id)
    .where(participant.c.left_at_ms.is_(None))
    .order_by(participant.c.id)
)
_PARTICIPANTS_OF = _PARTICIPANTS.where(participant.c.thread_id.in_(bindparam("ids", expanding=True)))
_NEWS = Prepared(
    select(message.c.id)
    .where(message.c.thread_id == bindparam("thread_id"), message.c.id > bindparam("seen"))
    .where(message.c.author != bindparam("handle"))
    .limit(1)
)
_LAST = select(func.max(message.c.id))
_TAIL = Prepared(
    select(message)
    .where(message.c.thread_id == bindparam("thread_id"))
    .order_by(message.c.id.desc())
    .limit(bindparam("most"))
)


def open_thread(connection: Connection, item_id: int) -> int:
    """Write the thread of an item and return its id."""
    return insert(connection, thread, {"item_id": item_id})


def participants(connection: Connection, thread_id: int) -> Sequence[Row]:
    """Return the present participants: handle, raci, employee_id, muted."""
    return _PRESENT.all(connection, {"thread_id": thread_id})


def all_participants(connection: Connection, thread_ids: Collection[int] | None = None) -> Sequence[Row]:
    """Return the present participants of every thread, or of some: thread_id, handle, raci."""
    if thread_ids is None:
        return connection.execute(_PARTICIPANTS).all()
    return connection.execute(_PARTICIPANTS_OF, {"ids": list(thread_ids)}).all()


def seats_of(connection: Connection, employee_id: int) -> Sequence[Row]:
    """Return the unfinished tickets and meetings an employee sits in: id of the participant's row, number, raci."""
    query = (
        select(participant.c.id, work_item.c.number, participant.c.raci)
        .join(thread, thread.c.id == participant.c.thread_id)
        .join(work_item, work_item.c.id == thread.c.item_id)
        .where(participant.c.employee_id == employee_id, participant.c.left_at_ms.is_(None))
        .where(work_item.c.kind.in_(words([Kind.TICKET, Kind.MEETING])), work_item.c.state.not_in(words(OVER)))
    )
    return connection.execute(query.order_by(work_item.c.number)).all()


def membership(connection: Connection, thread_id: int, employee_id: int) -> Row | None:
    """Return an employee's row in a thread, present or not."""
    query = select(participant).where(participant.c.thread_id == thread_id, participant.c.employee_id == employee_id)
    return connection.execute(query).first()


def join(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write participants."""
    connection.execute(participant.insert(), rows)


def change_part(connection: Connection, membership_id: int, **values: Any) -> None:
    """Change columns of a participant's row."""
    connection.execute(update(participant).where(participant.c.id == membership_id).values(**values))


def messages(connection: Connection, thread_id: int, most: int) -> list[Row]:
    """Return the last `most` messages of a thread, oldest first."""
    return list(reversed(_TAIL.all(connection, {"thread_id": thread_id, "most": most})))


def message_by_id(connection: Connection, message_id: int) -> Row:
    """Return a message."""
    return connection.execute(select(message).where(message.c.id == message_id)).one()


def last_message(connection: Connection) -> int:
    """Return the highest id of a message, 0 for none."""
    return int(connection.execute(_LAST).scalar() or 0)


def has_news(connection: Connection, thread_id: int, seen_message_id: int, handle: str) -> bool:
    """Return whether a thread has a message by somebody else after the one an employee saw last."""
    given = {"thread_id": thread_id, "seen": seen_message_id, "handle": handle}
    return _NEWS.first(connection, given) is not None


def called(connection: Connection, thread_id: int, seen_message_id: int, handle: str) -> frozenset[str]:
    """Return who was called by name in a thread by others than an employee, after the message that one saw last."""
    since = (message.c.thread_id == thread_id, message.c.id > seen_message_id, message.c.author != handle)
    rows = connection.execute(select(message.c.mentions).where(*since))
    return frozenset(name for row in rows for name in row.mentions)


def attach(connection: Connection, **values: Any) -> int:
    """Write an artifact, index it and return its id."""
    artifact_id = insert(connection, artifact, values)
    search.keep(connection, artifact_id)
    return artifact_id


def versions(connection: Connection, item_id: int | None, name: str) -> int:
    """Return how many versions of an artifact an item has (None: the company), those taken back too."""
    query = select(func.count()).select_from(artifact).where(artifact.c.item_id.is_not_distinct_from(item_id))
    return int(connection.execute(query.where(artifact.c.name == name)).scalar_one())


def artifacts(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the artifacts made on an item or handed to it, oldest first."""
    mine = (artifact.c.item_id == item_id) | artifact.c.id.in_(handoffs.granted_to(item_id))
    query = select(artifact).where(mine, artifact.c.withdrawn.is_(False))
    return connection.execute(query.order_by(artifact.c.id)).all()
