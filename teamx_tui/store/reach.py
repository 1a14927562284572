"""How far a ticket reaches: what waits for it, directly or not."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from teamx_tui.domain.tickets import OVER
from teamx_tui.store.schema import dependency, words, work_item

MOST: Final = 1000
"""Counted at most: the search ends there, so that it costs little where half the company waits."""
_ROOT = select(work_item.c.id.label("item")).where(
    work_item.c.id == bindparam("root"), work_item.c.state.not_in(words(OVER))
)
_BEHIND = _ROOT.cte("behind", recursive=True)
_BEHIND = _BEHIND.union(
    select(dependency.c.blocked_id)
    .join(_BEHIND, _BEHIND.c.item == dependency.c.blocker_id)
    .join(work_item, work_item.c.id == dependency.c.blocked_id)
    .where(dependency.c.hard.is_(True), work_item.c.state.not_in(words(OVER)))
)
_COUNT = select(func.count()).select_from(select(_BEHIND.c.item).limit(MOST + 1).subquery())


def behind(connection: Connection, item_ids: Collection[int]) -> dict[int, int]:
    """Return how many unfinished tickets wait for each item, directly or not, counted up to `MOST`.

    A finished item holds up nobody.
    """
    return {item: max(0, connection.execute(_COUNT, {"root": item}).scalar_one() - 1) for item in set(item_ids)}
