"""Rows that an employee is told about besides the thread: what is linked, what was made, what else is theirs."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from teamx_tui.domain.tickets import OVER, Kind
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, dependency, employee, participant, thread, words, work_item

_owner = employee.alias("owner")
_COLUMNS = (
    *(work_item.c[name] for name in ("id", "number", "title", "state", "reason", "private")),
    _owner.c.handle.label("assignee"),
)
_TICKETS = select(*_COLUMNS).outerjoin(_owner, _owner.c.id == work_item.c.assignee_id)


def linked(connection: Connection, item_id: int, reader_id: int, most: int, *, up: bool) -> Sequence[Row]:
    """Return what an item waits for (`up`), or what waits for it, hard dependencies first and then by number.

    id, number, title, state, reason, private, assignee, hard; `is_open`: whether an employee may know what it is about.
    """
    near, far = dependency.c.blocked_id, dependency.c.blocker_id
    if not up:
        near, far = far, near
    query = _TICKETS.add_columns(dependency.c.hard, _may_know(reader_id)).join(dependency, far == work_item.c.id)
    these = query.where(near == item_id, work_item.c.number.is_not(None))
    return connection.execute(these.order_by(dependency.c.hard.desc(), work_item.c.number).limit(most)).all()


def tasks(connection: Connection, employee_id: int, most: int) -> Sequence[Row]:
    """Return the unfinished tickets that an employee is responsible for, those moved last first."""
    mine = _tasks().where(work_item.c.assignee_id == employee_id, work_item.c.state.not_in(words(OVER)))
    return connection.execute(mine.order_by(work_item.c.moved_at_ms.desc(), work_item.c.id).limit(most)).all()


def made(connection: Connection, item_ids: Collection[int], longest: int, most: int) -> Sequence[Row]:
    """Return the newest version of the artifacts of some items, latest first, with at most `longest` of its characters.

    number, name, kind, type, version, producer, start, length.
    """
    newest = select(artifact.c.item_id, artifact.c.name, func.max(artifact.c.version).label("version"))
    counts = (artifact.c.item_id.in_(list(item_ids)), artifact.c.withdrawn.is_(False))
    newest_of = newest.where(*counts).group_by(artifact.c.item_id, artifact.c.name)
    last = newest_of.subquery()
    columns = (artifact.c[name] for name in ("item_id", "name", "kind", "type", "version", "producer"))
    content = artifact.c.content
    query = (
        select(
            *columns,
            work_item.c.number,
            func.substr(content, 1, longest).label("start"),
            func.length(content).label("length"),
        )
        .join(work_item, work_item.c.id == artifact.c.item_id)
        .join(
            last,
            (last.c.item_id == artifact.c.item_id)
            & (last.c.name == artifact.c.name)
            & (last.c.version == artifact.c.version),
        )
    )
    return connection.execute(query.order_by(artifact.c.id.desc()).limit(most)).all()


def _tasks() -> Select[tuple[object, ...]]:
    return _TICKETS.where(work_item.c.kind == Kind.TICKET)


def _may_know(reader_id: int) -> ColumnElement[bool]:
    takes_part = exists(
        select(participant.c.id)
        .join(thread, thread.c.id == participant.c.thread_id)
        .where(thread.c.item_id == work_item.c.id, participant.c.employee_id == reader_id)
        .where(participant.c.left_at_ms.is_(None))
    )
    return or_(work_item.c.private.is_(False), takes_part).label("is_open")
