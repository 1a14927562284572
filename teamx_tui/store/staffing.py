"""What the rows say about one employee, and about who has which part in the tickets of a project."""

from collections.abc import Sequence

from sqlalchemy import Connection, case, func, select

from teamx_tui.domain.raci import RANK
from teamx_tui.domain.tickets import OVER, State
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import participant, run, thread, wake, words, work_item

_PART = (participant.join(thread, thread.c.id == participant.c.thread_id)).join(
    work_item, work_item.c.id == thread.c.item_id
)
_COUNTS = (work_item.c.kind == "ticket") & (work_item.c.state != State.CANCELLED)


def parts_of(connection: Connection, employee_id: int, most: int) -> Sequence[Row]:
    """Return the unfinished tickets an employee has a part in, the responsible's first: id, number, title, raci."""
    query = (
        select(work_item.c.id, work_item.c.number, work_item.c.title, participant.c.raci)
        .select_from(_PART)
        .where(participant.c.employee_id == employee_id, participant.c.left_at_ms.is_(None))
        .where(work_item.c.kind == "ticket", work_item.c.state.not_in(words(OVER)))
        .order_by(case(RANK, value=participant.c.raci), work_item.c.number)
    )
    return connection.execute(query.limit(most)).all()


def count_parts(connection: Connection, employee_id: int) -> int:
    """Return how many unfinished tickets an employee has a part in."""
    query = (
        select(func.count())
        .select_from(_PART)
        .where(participant.c.employee_id == employee_id, participant.c.left_at_ms.is_(None))
        .where(work_item.c.kind == "ticket", work_item.c.state.not_in(words(OVER)))
    )
    return int(connection.execute(query).scalar_one())


def queue_of(connection: Connection, employee_id: int, most: int) -> Sequence[Row]:
    """Return the wakes that wait for an employee, oldest first: number, title, cause, queued_at_ms, due_at_ms."""
    query = (
        select(work_item.c.number, work_item.c.title, wake.c.cause, wake.c.queued_at_ms, wake.c.due_at_ms)
        .join(work_item, work_item.c.id == wake.c.item_id)
        .where(wake.c.employee_id == employee_id, wake.c.state == "pending")
        .order_by(wake.c.id)
    )
    return connection.execute(query.limit(most)).all()


def turns_of(connection: Connection, employee_id: int, most: int) -> Sequence[Row]:
    """Return the last turns of an employee that have ended, newest first, with number and title of the ticket."""
    query = (
        select(run, work_item.c.number, work_item.c.title)
        .join(work_item, work_item.c.id == run.c.item_id)
        .where(run.c.employee_id == employee_id, run.c.ended_at_ms.is_not(None))
        .order_by(run.c.ended_at_ms.desc(), run.c.id.desc())
    )
    return connection.execute(query.limit(most)).all()


def spent_by(connection: Connection, employee_id: int) -> Row:
    """Return what an employee's ended turns came to: turns, model_calls, cost_micros."""
    query = select(
        func.count().label("turns"),
        func.coalesce(func.sum(run.c.model_calls), 0).label("model_calls"),
        func.coalesce(func.sum(run.c.cost_micros), 0).label("cost_micros"),
    )
    return connection.execute(query.where(run.c.employee_id == employee_id, run.c.ended_at_ms.is_not(None))).one()


def tickets_of(connection: Connection, project_id: int | None, most: int) -> Sequence[Row]:
    """Return the first tickets of a project, or of none, that are not cancelled: id, number, title, thread_id."""
    query = (
        select(work_item.c.id, work_item.c.number, work_item.c.title, thread.c.id.label("thread_id"))
        .join(thread, thread.c.item_id == work_item.c.id)
        .where(_COUNTS, work_item.c.parent_id.is_(None) if project_id is None else work_item.c.parent_id == project_id)
        .order_by(work_item.c.number)
    )
    return connection.execute(query.limit(most)).all()


def count_tickets(connection: Connection) -> dict[int | None, int]:
    """Return how many tickets that are not cancelled each project has, by its id; None: those of no project."""
    query = select(work_item.c.parent_id, func.count().label("n")).where(_COUNTS).group_by(work_item.c.parent_id)
    return {row.parent_id: row.n for row in connection.execute(query)}
