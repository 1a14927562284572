"""What is still to be done, by whom and how much of it: enough to say when it will be done and who has too much."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, select

from teamx_tui.domain.tickets import OVER, Kind
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import employee, words, work_item

_project = work_item.alias("backlog_project")
_UNFINISHED: Final = (
    select(
        *(work_item.c[name] for name in ("id", "number", "title", "state", "estimate", "assignee_id")),
        employee.c.handle,
    )
    .outerjoin(employee, employee.c.id == work_item.c.assignee_id)
    .where(work_item.c.kind == Kind.TICKET, work_item.c.state.not_in(words(OVER)))
    .order_by(work_item.c.number)
)

_PLACES: Final = (
    select(work_item.c.number, _project.c.key, work_item.c.phase)
    .outerjoin(_project, _project.c.id == work_item.c.parent_id)
    .where(work_item.c.kind == Kind.TICKET)
)


def unfinished(connection: Connection) -> Sequence[Row]:
    """Return id, number, title, state, estimate, assignee_id and handle of every ticket that is not over, by number."""
    return connection.execute(_UNFINISHED).all()


def places(connection: Connection) -> Sequence[Row]:
    """Return number, key of the project and phase of every ticket."""
    return connection.execute(_PLACES).all()
