"""Rows of what stands around one conversation: who takes part, what is linked, the latest turns, the files."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, select, update

from teamx_tui.domain.tickets import Kind
from teamx_tui.store import handoffs
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, call, dependency, employee, message, participant, run, thread, work_item

_NAMED: Final = tuple(artifact.c[name] for name in ("id", "name", "kind", "version", "producer", "at_ms"))
_ITEM: Final[BindParameter[int]] = bindparam("item_id")
_MOST: Final[BindParameter[int]] = bindparam("most")

# Compiled once: a conversation is looked at again whenever the company moves, and these cost more to put together
# than to run.
_MEMBERS = Prepared(
    select(
        employee.c.handle,
        participant.c.raci,
        participant.c.added_by,
        participant.c.joined_at_ms,
        participant.c.muted,
    )
    .join(employee, employee.c.id == participant.c.employee_id)
    .where(participant.c.thread_id == bindparam("thread_id"), participant.c.left_at_ms.is_(None))
    .order_by(participant.c.id)
)
_PEOPLE = Prepared(
    select(employee.c.handle, employee.c.name, employee.c.title, employee.c.left_at_ms).order_by(employee.c.id)
)
_TURNS = Prepared(
    select(run, employee.c.handle)
    .join(employee, employee.c.id == run.c.employee_id)
    .where(run.c.item_id == _ITEM)
    .order_by(run.c.id.desc())
    .limit(_MOST)
)
_TURN_COUNT = Prepared(select(func.count().label("n")).select_from(run).where(run.c.item_id == _ITEM))
_THESE_FILES = (
    (artifact.c.item_id == _ITEM) | artifact.c.id.in_(handoffs.granted_to(_ITEM)),
    artifact.c.withdrawn.is_(False),
)
_FILES = Prepared(select(*_NAMED).where(*_THESE_FILES).order_by(artifact.c.id.desc()).limit(_MOST))
_FILE_COUNT = Prepared(select(func.count().label("n")).select_from(artifact).where(*_THESE_FILES))
_JOINED = Prepared(select(thread.c.operator_since_ms).where(thread.c.id == bindparam("thread_id")))


def _linked(near: ColumnElement[int], far: ColumnElement[int]) -> tuple[Prepared, Prepared]:
    """Return the statements for the items at the far end of dependencies from an item, and for how many there are."""
    linked = select(work_item.c.id, work_item.c.number, work_item.c.title, work_item.c.state, dependency.c.hard)
    linked = linked.join(dependency, far == work_item.c.id).where(near == _ITEM, work_item.c.kind != Kind.GATE)
    count = select(func.count().label("n")).select_from(linked.subquery())
    return Prepared(linked.order_by(work_item.c.number).limit(_MOST)), Prepared(count)


_BEFORE = _linked(dependency.c.blocked_id, dependency.c.blocker_id)
_BEHIND = _linked(dependency.c.blocker_id, dependency.c.blocked_id)


def members(connection: Connection, thread_id: int) -> Sequence[Row]:
    """Return the present participants: handle, raci, added_by, joined_at_ms, muted."""
    return _MEMBERS.all(connection, {"thread_id": thread_id})


def people(connection: Connection) -> Sequence[Row]:
    """Return everybody in the order of hiring, those who left too: handle, name, title, left_at_ms."""
    return _PEOPLE.all(connection, {})


def links(connection: Connection, item_id: int, most: int, *, up: bool) -> tuple[Sequence[Row], int]:
    """Return what an item waits for (`up`), or what waits for it, by number, at most so many; and how many there are.

    Soft dependencies too, but no gates: id, number, title, state, hard.
    """
    return _some(connection, *(_BEFORE if up else _BEHIND), item_id, most)


def turns(connection: Connection, item_id: int, most: int) -> tuple[Sequence[Row], int]:
    """Return the latest runs on an item with the employee's handle, newest first, and how many there were."""
    return _some(connection, _TURNS, _TURN_COUNT, item_id, most)


def done_in(connection: Connection, run_id: int) -> tuple[int, int]:
    """Return how many tool calls a run has made so far, and how many messages it has written."""
    calls = select(func.count()).select_from(call).where(call.c.run_id == run_id)
    written = select(func.count()).select_from(message).where(message.c.run_id == run_id)
    return int(connection.execute(calls).scalar_one()), int(connection.execute(written).scalar_one())


def files(connection: Connection, item_id: int, most: int) -> tuple[Sequence[Row], int]:
    """Return the latest artifacts made on an item or handed to it, without content, newest first, and how many."""
    return _some(connection, _FILES, _FILE_COUNT, item_id, most)


def _some(
    connection: Connection, these: Prepared, count: Prepared, item_id: int, most: int
) -> tuple[Sequence[Row], int]:
    """Return the first rows, and how many there are."""
    found = these.all(connection, {"item_id": item_id, "most": most})
    if len(found) < most:
        return found, len(found)
    return found, int(count.all(connection, {"item_id": item_id})[0].n)


def joined(connection: Connection, thread_id: int) -> int | None:
    """Return since when the operator takes part in a thread (milliseconds UTC), None if not."""
    row = _JOINED.first(connection, {"thread_id": thread_id})
    return row.operator_since_ms if row is not None else None


def join(connection: Connection, thread_id: int, since_ms: int | None) -> None:
    """Write since when the operator takes part in a thread; None: no more."""
    connection.execute(update(thread).where(thread.c.id == thread_id).values(operator_since_ms=since_ms))
