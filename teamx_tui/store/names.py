"""What things are called, and no more of them: quick to read even when there are very many."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, select

from teamx_tui.domain.tickets import Kind, State
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import dependency, employee, work_item

_TICKETS: Final = Prepared(
    select(
        *(work_item.c[name] for name in ("number", "title", "state")),
        employee.c.handle.label("assignee"),
        *(work_item.c[name] for name in ("priority", "estimate", "due_at_ms")),
    )
    .outerjoin(employee, employee.c.id == work_item.c.assignee_id)
    .where(work_item.c.kind == Kind.TICKET)
    .order_by(work_item.c.number)
)
_blocker, _blocked = work_item.alias("blocker"), work_item.alias("blocked")
_LINKS: Final = Prepared(
    select(_blocker.c.number, _blocked.c.number)
    .select_from(dependency)
    .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
    .join(_blocked, _blocked.c.id == dependency.c.blocked_id)
    .where(dependency.c.hard.is_(True), _blocker.c.number.is_not(None), _blocked.c.number.is_not(None))
    .order_by(_blocker.c.number, _blocked.c.number)
)


def tickets(connection: Connection) -> Sequence[Row]:
    """Return number, title, state, handle of the `assignee`, priority, estimate and due time of every ticket."""
    return _TICKETS.all(connection, {})


def links(connection: Connection) -> Sequence[Row]:
    """Return blocker and blocked of every hard dependency between tickets, both by number."""
    return _LINKS.all(connection, {})


def keyed(connection: Connection, kind: Kind) -> Sequence[Row]:
    """Return key and title of every item of a kind that has a key: projects, goals."""
    query = select(work_item.c.key, work_item.c.title).order_by(work_item.c.id)
    return connection.execute(query.where(work_item.c.kind == kind, work_item.c.state != State.CANCELLED)).all()
