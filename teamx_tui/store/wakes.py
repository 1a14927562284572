"""Rows of the wake queue."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, update

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import employee, participant, run, thread, wake, words, work_item

_PENDING = Prepared(
    select(wake).where(
        wake.c.state == "pending",
        wake.c.employee_id == bindparam("employee_id"),
        wake.c.thread_id == bindparam("thread_id"),
    )
)
_FRESH = {"state": "pending", "attempt": 0, "due_at_ms": 0, "token": 0, "worker_id": ""}
_GIVEN = ("thread_id", "item_id", "employee_id", "cause", "hop", "queued_seq", "queued_at_ms")
_QUEUE = Prepared(wake.insert(), keys=(*_FRESH, *_GIVEN))
_COUNTS = Prepared(
    select(wake.c.state, func.count().label("n"))
    .where(wake.c.state.in_(words(["pending", "claimed"])))
    .group_by(wake.c.state)
)
_MERGE = update(wake).where(wake.c.id == bindparam("wake_id"))
_SINCE_RESET = (
    select(func.count())
    .select_from(wake.join(thread, thread.c.id == wake.c.thread_id))
    .where(wake.c.thread_id == bindparam("thread_id"), wake.c.queued_seq > thread.c.reset_seq)
)
_SPEAKERS = (
    select(employee.c.handle)
    .select_from(run.join(thread, thread.c.id == run.c.thread_id).join(employee, employee.c.id == run.c.employee_id))
    .where(run.c.thread_id == bindparam("thread_id"), run.c.id > thread.c.fresh_run_id)
    .where(run.c.outcome.in_(words(["finished", ""])))
    .order_by(run.c.id.desc())
    .limit(12)
)
_WAITING = (
    select(
        wake.c.id,
        wake.c.item_id,
        wake.c.thread_id,
        wake.c.employee_id,
        wake.c.queued_at_ms,
        wake.c.due_at_ms,
        wake.c.hop,
        wake.c.cause,
        wake.c.token,
        wake.c.attempt,
        work_item.c.kind,
        work_item.c.number,
        work_item.c.kind,
        work_item.c.title,
        work_item.c.description,
        work_item.c.priority,
        work_item.c.state.label("item_state"),
        work_item.c.assignee_id,
        employee.c.handle,
        participant.c.raci,
        participant.c.seen_message_id,
    )
    .select_from(
        wake.join(work_item, work_item.c.id == wake.c.item_id)
        .join(employee, employee.c.id == wake.c.employee_id)
        .outerjoin(
            participant,
            (participant.c.thread_id == wake.c.thread_id) & (participant.c.employee_id == wake.c.employee_id),
        )
    )
    .where(wake.c.state == "pending")
)
_THESE_WAITING = _WAITING.where(wake.c.id.in_(bindparam("ids", expanding=True)))
_CLAIM = (
    update(wake)
    .where(wake.c.id == bindparam("wake_id"))
    .values(state="claimed", token=wake.c.token + 1, attempt=wake.c.attempt + 1, worker_id=bindparam("claimed_by"))
)
_HOLDER = Prepared(select(wake.c.state, wake.c.token).where(wake.c.id == bindparam("wake_id")))
_ON_THREAD = Prepared(
    select(wake, employee.c.handle)
    .join(employee, employee.c.id == wake.c.employee_id)
    .where(wake.c.thread_id == bindparam("thread_id"), wake.c.state.in_(words(["pending", "claimed"])))
    .order_by(case((wake.c.state == "claimed", 0), else_=1), wake.c.id)
)


def pending_for(connection: Connection, employee_id: int, thread_id: int) -> Row | None:
    """Return the pending wake of an employee on a thread; there is at most one."""
    return _PENDING.first(connection, {"employee_id": employee_id, "thread_id": thread_id})


def by_id(connection: Connection, wake_id: int) -> Row | None:
    """Return a wake, whatever became of it."""
    return connection.execute(select(wake).where(wake.c.id == wake_id)).first()


def queue(connection: Connection, **values: Any) -> int:
    """Write a pending wake and return its id."""
    return _QUEUE.write(connection, {**_FRESH, **values})


def change(connection: Connection, wake_id: int, **values: Any) -> None:
    """Change columns of a wake."""
    connection.execute(_MERGE, {"wake_id": wake_id, **values})


def since_reset(connection: Connection, thread_id: int) -> int:
    """Return how many wakes were queued on a thread since its last work cause."""
    return int(connection.execute(_SINCE_RESET, {"thread_id": thread_id}).scalar_one())


def recent_speakers(connection: Connection, thread_id: int) -> tuple[str, ...]:
    """Return who had the turns since something new came, oldest first."""
    handles = [row.handle for row in connection.execute(_SPEAKERS, {"thread_id": thread_id})]
    return tuple(reversed(handles))


def waiting(connection: Connection, ids: Collection[int] | None = None) -> Sequence[Row]:
    """Return pending wakes with what ranks them; all, or those of `ids` that still are pending."""
    if ids is None:
        return connection.execute(_WAITING).all()
    return connection.execute(_THESE_WAITING, {"ids": list(ids)}).all()


def claim(connection: Connection, wake_ids: Sequence[int], worker_id: str) -> None:
    """Take pending wakes: each gets the next fencing token and counts an attempt."""
    connection.execute(_CLAIM, [{"wake_id": wake_id, "claimed_by": worker_id} for wake_id in wake_ids])


def holds(connection: Connection, wake_id: int, token: int) -> bool:
    """Return whether a claimed wake still carries `token`."""
    row = _HOLDER.first(connection, {"wake_id": wake_id})
    return row is not None and row.state == "claimed" and row.token == token


def on_thread(connection: Connection, thread_id: int) -> Sequence[Row]:
    """Return the pending and claimed wakes of a thread, with the handle of the employee."""
    return _ON_THREAD.all(connection, {"thread_id": thread_id})


def due(connection: Connection, item_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """Return when the pending wakes on items may be tried again (milliseconds UTC), by item id and handle."""
    query = (
        select(wake.c.item_id, employee.c.handle, wake.c.due_at_ms)
        .join(employee, employee.c.id == wake.c.employee_id)
        .join(thread, thread.c.id == wake.c.thread_id)
        .where(wake.c.state == "pending", wake.c.due_at_ms > 0, thread.c.item_id.in_(list(item_ids)))
    )
    return {(row.item_id, row.handle): row.due_at_ms for row in connection.execute(query)}


def counts(connection: Connection) -> dict[str, int]:
    """Return how many wakes are in each state that is not over."""
    return {row.state: row.n for row in _COUNTS.all(connection, {})}
