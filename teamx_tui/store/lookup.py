"""Tickets by the beginning of their number or of a word of their title, and by their place in the order of numbers."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, func, or_, select

from teamx_tui.store.rows import Row
from teamx_tui.store.schema import work_item

_TICKETS = select(work_item.c.number, work_item.c.title).where(work_item.c.kind == "ticket")


def by_digits(connection: Connection, digits: int, most: int) -> Sequence[Row]:
    """Return number and title of the tickets whose number begins with the digits of a number, lowest first."""
    last = int(connection.execute(select(func.max(work_item.c.number))).scalar() or 0)
    ranges, size = [], 1
    while digits and digits * size <= last:
        ranges.append(and_(work_item.c.number >= digits * size, work_item.c.number < (digits + 1) * size))
        size *= 10
    if not ranges:
        return []
    return connection.execute(_TICKETS.where(or_(*ranges)).order_by(work_item.c.number).limit(most)).all()


def by_word(connection: Connection, start: str, most: int) -> Sequence[Row]:
    """Return number and title of the latest tickets with a word in their title that begins like that."""
    title = work_item.c.title
    begins = or_(title.istartswith(start, autoescape=True), title.icontains(f" {start}", autoescape=True))
    return connection.execute(_TICKETS.where(begins).order_by(work_item.c.number.desc()).limit(most)).all()


def beside(connection: Connection, number: int, step: int) -> int | None:
    """Return the next number of a ticket after one (`step` 1) or before it (-1), None if there is none."""
    column = work_item.c.number
    query = select(column).where(work_item.c.kind == "ticket", column > number if step > 0 else column < number)
    return connection.execute(query.order_by(column if step > 0 else column.desc()).limit(1)).scalar()
