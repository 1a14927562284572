"""Rows of what stands around one conversation: who takes part, what is linked, the latest turns, the files."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, update

from teamx_tui.store import handoffs
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, call, dependency, employee, message, participant, run, thread, work_item


def members(connection: Connection, thread_id: int) -> Sequence[Row]:
    """Return the present participants: handle, raci, added_by, joined_at_ms, muted."""
    query = (
        select(
            employee.c.handle,
            participant.c.raci,
            participant.c.added_by,
            participant.c.joined_at_ms,
            participant.c.muted,
        )
        .join(employee, employee.c.id == participant.c.employee_id)
        .where(participant.c.thread_id == thread_id, participant.c.left_at_ms.is_(None))
    )
    return connection.execute(query.order_by(participant.c.id)).all()


def people(connection: Connection) -> Sequence[Row]:
    """Return everybody in the order of hiring, those who left too: handle, name, title, left_at_ms."""
    columns = (employee.c.handle, employee.c.name, employee.c.title, employee.c.left_at_ms)
    return connection.execute(select(*columns).order_by(employee.c.id)).all()


def links(connection: Connection, item_id: int, most: int, *, up: bool) -> tuple[Sequence[Row], int]:
    """Return what an item waits for (`up`), or what waits for it, by number, at most so many; and how many there are.

    Soft dependencies too: id, number, title, state, hard.
    """
    near, far = dependency.c.blocked_id, dependency.c.blocker_id
    if not up:
        near, far = far, near
    linked = select(work_item.c.id, work_item.c.number, work_item.c.title, work_item.c.state, dependency.c.hard)
    linked = linked.join(dependency, far == work_item.c.id).where(near == item_id)
    total = connection.execute(select(func.count()).select_from(dependency).where(near == item_id)).scalar_one()
    return connection.execute(linked.order_by(work_item.c.number).limit(most)).all(), int(total)


def turns(connection: Connection, item_id: int, most: int) -> tuple[Sequence[Row], int]:
    """Return the latest runs on an item with the employee's handle, newest first, and how many there were."""
    query = select(run, employee.c.handle).join(employee, employee.c.id == run.c.employee_id)
    latest = query.where(run.c.item_id == item_id).order_by(run.c.id.desc()).limit(most)
    total = connection.execute(select(func.count()).select_from(run).where(run.c.item_id == item_id)).scalar_one()
    return connection.execute(latest).all(), int(total)


def done_in(connection: Connection, run_id: int) -> tuple[int, int]:
    """Return how many tool calls a run has made so far, and how many messages it has written."""
    calls = select(func.count()).select_from(call).where(call.c.run_id == run_id)
    written = select(func.count()).select_from(message).where(message.c.run_id == run_id)
    return int(connection.execute(calls).scalar_one()), int(connection.execute(written).scalar_one())


def files(connection: Connection, item_id: int, most: int) -> tuple[Sequence[Row], int]:
    """Return the latest artifacts made on an item or handed to it, without content, newest first, and how many."""
    named = (artifact.c[name] for name in ("id", "name", "kind", "version", "producer", "at_ms"))
    mine = (artifact.c.item_id == item_id) | artifact.c.id.in_(handoffs.granted_to(item_id))
    query = select(*named).where(mine).order_by(artifact.c.id.desc()).limit(most)
    total = select(func.count()).select_from(artifact).where(mine)
    return connection.execute(query).all(), int(connection.execute(total).scalar_one())


def joined(connection: Connection, thread_id: int) -> int | None:
    """Return since when the operator takes part in a thread (milliseconds UTC), None if not."""
    return connection.execute(select(thread.c.operator_since_ms).where(thread.c.id == thread_id)).scalar()


def join(connection: Connection, thread_id: int, since_ms: int | None) -> None:
    """Write since when the operator takes part in a thread; None: no more."""
    connection.execute(update(thread).where(thread.c.id == thread_id).values(operator_since_ms=since_ms))
