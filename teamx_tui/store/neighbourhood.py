"""What stands around a ticket in the graph, read from the ticket outwards: never more of the graph than is wanted."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from teamx_tui.domain.filters import Filter
from teamx_tui.domain.tickets import OVER, Kind
from teamx_tui.store.conditions import Surroundings
from teamx_tui.store.filters import matching
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import dependency, words, work_item


def first(connection: Connection, wanted: Filter, around: Surroundings) -> int | None:
    """Return the lowest number among the tickets that `wanted` lets through, of an unfinished one if there is any."""
    query = (
        select(work_item.c.number)
        .where(work_item.c.kind == Kind.TICKET, matching(wanted, around))
        .order_by(work_item.c.state.in_(words(OVER)), work_item.c.number)
    )
    return connection.execute(query.limit(1)).scalar()


def chain(
    connection: Connection, number: int, *, up: bool, most: int, wanted: Filter, around: Surroundings
) -> list[int]:
    """Return the numbers of up to `most` tickets that a ticket waits for (`up`), or that wait for it, nearest first.

    Only tickets that `wanted` lets through, and those behind them, count.
    """
    near, far = ("blocked_id", "blocker_id") if up else ("blocker_id", "blocked_id")
    found = select(work_item.c.id, work_item.c.number).where(work_item.c.number == number)
    reached = found.cte("reached", recursive=True)
    further = (
        select(work_item.c.id, work_item.c.number)
        .join(dependency, dependency.c[far] == work_item.c.id)
        .join(reached, reached.c.id == dependency.c[near])
        .where(work_item.c.kind == Kind.TICKET, matching(wanted, around))
    )
    # What is reached first comes first: both databases work through a recursion generation by generation.
    rows = connection.execute(select(reached.union(further).c.number).limit(most + 1))
    return list(rows.scalars())[1:]


def edges_among(connection: Connection, item_ids: Collection[int]) -> Sequence[Row]:
    """Return the dependencies with both ends among the items."""
    both = dependency.c.blocker_id.in_(item_ids), dependency.c.blocked_id.in_(item_ids)
    return connection.execute(select(dependency).where(*both).order_by(dependency.c.id)).all()


def degrees(connection: Connection, item_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return how many blockers and how many dependents each item has, hard and soft."""
    counts, ends = [], (dependency.c.blocked_id, dependency.c.blocker_id)
    for end, other in (ends, ends[::-1]):
        query = select(end, func.count()).join(work_item, work_item.c.id == other)
        query = query.where(end.in_(item_ids), work_item.c.kind == Kind.TICKET).group_by(end)
        counts.append({row[0]: row[1] for row in connection.execute(query)})
    return {item_id: (counts[0].get(item_id, 0), counts[1].get(item_id, 0)) for item_id in item_ids}
