"""Counts over many rows, each in one statement."""

from collections.abc import Sequence

from sqlalchemy import Connection, case, exists, func, or_, select

from teamx_tui.domain.tickets import OVER, SATISFYING, State
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import decision, dependency, employee, wake, words, work_item

_UNFINISHED = work_item.c.state.not_in(words(OVER))
_blocker = work_item.alias("tally_blocker")
_waits = exists(
    select(dependency.c.id)
    .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
    .where(
        dependency.c.blocked_id == work_item.c.id,
        dependency.c.hard.is_(True),
        _blocker.c.state.not_in(words(SATISFYING)),
    )
)
_asks = exists(
    select(decision.c.id).where(
        decision.c.item_id == work_item.c.id,
        decision.c.state == "open",
        decision.c.blocking.is_(True),
        decision.c.kind != "question",
    )
)
_BLOCKED = (
    (work_item.c.kind == "ticket")
    & work_item.c.state.in_(words([State.OPEN, State.IN_PROGRESS, State.IN_REVIEW]))
    & or_(_waits, _asks, work_item.c.assignee_id.is_(None))
)


def states(connection: Connection) -> dict[str, int]:
    """Return how many tickets are in each state."""
    query = select(work_item.c.state, func.count().label("n")).where(work_item.c.kind == "ticket")
    return {row.state: row.n for row in connection.execute(query.group_by(work_item.c.state))}


def blocked(connection: Connection, most: int) -> Sequence[Row]:
    """Return the tickets longest blocked: id, number, title, moved_at_ms, handle of the owner."""
    query = (
        select(work_item.c.id, work_item.c.number, work_item.c.title, work_item.c.moved_at_ms, employee.c.handle)
        .outerjoin(employee, employee.c.id == work_item.c.assignee_id)
        .where(_BLOCKED)
        .order_by(work_item.c.moved_at_ms, work_item.c.number)
        .limit(most)
    )
    return connection.execute(query).all()


def blocked_total(connection: Connection) -> int:
    """Return how many tickets are blocked."""
    return int(connection.execute(select(func.count()).select_from(work_item).where(_BLOCKED)).scalar_one())


def projects(connection: Connection) -> Sequence[Row]:
    """Return every project with its tickets counted: key, title, lead, total, done (cancelled ones do not count)."""
    child = work_item.alias("child")
    counts = child.c.state != State.CANCELLED
    query = (
        select(
            work_item.c.key,
            work_item.c.title,
            employee.c.handle.label("lead"),
            func.count(case((counts, 1))).label("total"),
            func.count(case((child.c.state.in_(words(SATISFYING)), 1))).label("done"),
        )
        .select_from(work_item)
        .outerjoin(child, child.c.parent_id == work_item.c.id)
        .outerjoin(employee, employee.c.id == work_item.c.assignee_id)
        .where(work_item.c.kind == "project")
        .group_by(work_item.c.id, employee.c.handle)
        .order_by(work_item.c.id)
    )
    return connection.execute(query).all()


def queued_by_employee(connection: Connection) -> dict[int, int]:
    """Return how many pending wakes each employee has, by employee id."""
    query = select(wake.c.employee_id, func.count().label("n")).where(wake.c.state == "pending")
    return {row.employee_id: row.n for row in connection.execute(query.group_by(wake.c.employee_id))}


def work_by_employee(connection: Connection) -> dict[int, tuple[int, int]]:
    """Return for each responsible, by employee id, how many of their tickets are unfinished and how many blocked."""
    query = (
        select(
            work_item.c.assignee_id,
            func.count().label("open"),
            func.count(case((_BLOCKED, 1))).label("blocked"),
        )
        .where(work_item.c.kind == "ticket", work_item.c.assignee_id.is_not(None), _UNFINISHED)
        .group_by(work_item.c.assignee_id)
    )
    return {row.assignee_id: (row.open, row.blocked) for row in connection.execute(query)}
