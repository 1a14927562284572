"""Rows of positions on decisions, and the log of what was decided."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import decision, position, work_item

_LOG: Final = select(decision, work_item.c.number, work_item.c.title).join(
    work_item, work_item.c.id == decision.c.item_id
)


def take(connection: Connection, decision_id: int, who: str, **values: Any) -> None:
    """Write somebody's position on a decision, in the place of an earlier one of theirs."""
    mine = (position.c.decision_id == decision_id) & (position.c.who == who)
    known = connection.execute(select(position.c.id).where(mine)).first()
    if known is None:
        insert(connection, position, {"decision_id": decision_id, "who": who, **values})
    else:
        connection.execute(update(position).where(mine).values(**values))


def drop(connection: Connection, decision_id: int, who: str) -> None:
    """Delete somebody's position on a decision."""
    connection.execute(delete(position).where(position.c.decision_id == decision_id, position.c.who == who))


def on(connection: Connection, decision_ids: Collection[int]) -> Sequence[Row]:
    """Return the positions on decisions, in the order in which people first took one."""
    query = select(position).where(position.c.decision_id.in_(decision_ids))
    return connection.execute(query.order_by(position.c.id)).all()


def log(
    connection: Connection, kinds: Collection[str], most: int, number: int = 0, *, on_the_table: str
) -> Sequence[Row]:
    """Return decisions of some kinds with number and title, the newest first; those of one ticket where it is named.

    Of the kind `on_the_table` the open ones too.
    """
    is_taken = decision.c.state == "decided"
    is_open = (decision.c.state == "open") & (decision.c.kind == on_the_table)
    query = _LOG.where(decision.c.kind.in_(kinds), is_taken | is_open)
    if number:
        query = query.where((work_item.c.number == number) | (_deferred_to() == number))
    return connection.execute(query.order_by(decision.c.id.desc()).limit(most)).all()


def one(connection: Connection, kinds: Collection[str], decision_id: int) -> Row | None:
    """Return a decision of some kinds with number and title."""
    return connection.execute(_LOG.where(decision.c.kind.in_(kinds), decision.c.id == decision_id)).first()


def _deferred_to() -> Any:
    return decision.c.about["deferred_to"].as_integer()
