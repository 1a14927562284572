"""Who waits for whom, read from where something has changed: dependencies, and entries that somebody must answer."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select

from teamx_tui.domain.tickets import OVER
from teamx_tui.store.gates import unsatisfied
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import decision, dependency, employee, run, wake, words, work_item

DEADLOCK: Final = "deadlock"
"""Kind of the entry that names a circle of waits."""
_CIRCLES = Prepared(select(decision).where(decision.c.state == "open", decision.c.kind == DEADLOCK))
_LEFT = Prepared(
    select(decision.c.about).where(
        decision.c.kind == DEADLOCK, decision.c.state == "decided", decision.c.outcome == bindparam("outcome")
    )
)
_asked = employee.alias("asked")
_owner = employee.alias("owner_who_waits")
_blocker = work_item.alias("waited_for")
_HAS_TURN = exists(
    select(wake.c.id).where(
        wake.c.item_id == decision.c.item_id,
        wake.c.employee_id == _asked.c.id,
        wake.c.state.in_(words(["pending", "claimed"])),
    )
)
_HOLDS = or_(
    decision.c.kind == "handoff",
    decision.c.blocking.is_(True) & or_(decision.c.kind != "question", decision.c.raised_by == _owner.c.handle),
)
_ASKED = Prepared(
    select(
        decision.c.id,
        decision.c.kind,
        decision.c.asked_of,
        decision.c.raised_by,
        decision.c.subject,
        decision.c.opened_at_ms,
        decision.c.item_id,
        work_item.c.number,
    )
    .join(work_item, work_item.c.id == decision.c.item_id)
    .join(_asked, _asked.c.handle == decision.c.asked_of)
    .outerjoin(_owner, _owner.c.id == work_item.c.assignee_id)
    .where(decision.c.state == "open", _HOLDS, ~_HAS_TURN, work_item.c.state.not_in(words(OVER)))
    .order_by(decision.c.id)
)
_OPEN_EDGES = (
    select(
        dependency.c.blocked_id,
        work_item.c.number.label("blocked"),
        dependency.c.blocker_id,
        _blocker.c.number.label("blocker"),
    )
    .select_from(dependency.join(work_item, work_item.c.id == dependency.c.blocked_id))
    .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
    .where(dependency.c.hard.is_(True), unsatisfied(_blocker))
    .where(work_item.c.state.not_in(words(OVER)))
    .order_by(dependency.c.id)
)


def circles(connection: Connection) -> Sequence[Row]:
    """Return the open entries that name a circle."""
    return _CIRCLES.all(connection, {})


def circles_left(connection: Connection, outcome: str) -> Sequence[Row]:
    """Return what the entries are about that name a circle and were answered with `outcome`."""
    return _LEFT.all(connection, {"outcome": outcome})


def asked(connection: Connection) -> Sequence[Row]:
    """Return the open entries that hold up a ticket until a colleague answers who has no turn coming there."""
    return _ASKED.all(connection, {})


def blockers(connection: Connection, item_ids: Collection[int]) -> Sequence[Row]:
    """Return the unsatisfied hard dependencies of unfinished tickets: ids and numbers of both ends."""
    return connection.execute(_OPEN_EDGES.where(dependency.c.blocked_id.in_(item_ids))).all()


def overtaken(connection: Connection, until_ms: int) -> Sequence[Row]:
    """Return the pending wakes of up to some time after which later ones of the same employee began, and how many.

    Each with `ahead`, item_id, number, title, handle, employee_id and queued_at_ms.
    """
    later = wake.alias("later_wake")
    ahead = func.count(func.distinct(run.c.wake_id)).label("ahead")
    of_wake = (wake.c.item_id, wake.c.employee_id, wake.c.queued_at_ms)
    columns = (*of_wake, work_item.c.number, work_item.c.title, employee.c.handle)
    query = (
        select(*columns, ahead)
        .join(work_item, work_item.c.id == wake.c.item_id)
        .join(employee, employee.c.id == wake.c.employee_id)
        .join(later, (later.c.employee_id == wake.c.employee_id) & (later.c.id > wake.c.id))
        .join(run, run.c.wake_id == later.c.id)
        .where(wake.c.state == "pending", wake.c.queued_at_ms <= until_ms, later.c.item_id != wake.c.item_id)
    )
    return connection.execute(query.group_by(wake.c.id).order_by(wake.c.id)).all()


def held_up(connection: Connection, handles: Collection[str], asking: Collection[int]) -> Sequence[Row]:
    """Return the unfinished tickets of people that wait: for another ticket, or with an entry (`asking`) open.

    Each with handle, id and number.
    """
    waits = exists(
        select(dependency.c.id)
        .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
        .where(dependency.c.blocked_id == work_item.c.id, dependency.c.hard.is_(True))
        .where(unsatisfied(_blocker))
    )
    query = select(employee.c.handle, work_item.c.id, work_item.c.number).join(
        employee, employee.c.id == work_item.c.assignee_id
    )
    mine = and_(employee.c.handle.in_(handles), work_item.c.state.not_in(words(OVER)), work_item.c.kind == "ticket")
    return connection.execute(query.where(mine, or_(waits, work_item.c.id.in_(asking))).order_by(work_item.c.id)).all()
