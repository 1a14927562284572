"""The numbers of tickets, filtered and in order: a hundred thousand at once, and nothing else of them."""

import json
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, select

from teamx_tui.domain.arrangement import NEED, STAGES, Arrangement, Grouping, Sort, Stage
from teamx_tui.domain.tickets import Kind, Priority
from teamx_tui.store.conditions import Surroundings, condition, place
from teamx_tui.store.filters import matching
from teamx_tui.store.schema import department, employee, work_item

_owner = employee.alias("listed_owner")
_project = work_item.alias("listed_project")
# Looked up and not joined: an order that does without them need not go through three more tables.
_OWNER: Final = select(_owner.c.handle).where(_owner.c.id == work_item.c.assignee_id).scalar_subquery()
_PROJECT: Final = select(_project.c.key).where(_project.c.id == work_item.c.parent_id).scalar_subquery()
_DEPARTMENT: Final = (
    select(department.c.key)
    .join(_owner, _owner.c.department_id == department.c.id)
    .where(_owner.c.id == work_item.c.assignee_id)
    .scalar_subquery()
)
# Asked like this, the database goes along the numbers and through the table in one sweep; asked for the kind alone, it
# takes an index that leads all over it. The plus keeps it from that index: gates have numbers too.
_IS_TICKET: Final = and_(work_item.c.number.is_not(None), literal_column(f"+work_item.kind = '{Kind.TICKET}'"))
_URGENCY: Final = case({str(word): at for at, word in enumerate(reversed(Priority))}, value=work_item.c.priority)
_STAGE_AT: Final = {str(word): list(Stage).index(stage) for word, stage in STAGES.items()}
_SORTED_BY: Final[dict[Sort, ColumnElement[Any]]] = {
    Sort.PRIORITY: _URGENCY,
    # What has no day comes after everything that has one.
    Sort.DUE: func.coalesce(work_item.c.due_at_ms, 2**62),
    Sort.AGE: work_item.c.moved_at_ms,
    Sort.ASSIGNEE: _OWNER,
    Sort.TITLE: func.lower(work_item.c.title),
    Sort.PROJECT: _PROJECT,
}
_GROUPED_BY: Final[dict[Grouping, ColumnElement[Any]]] = {
    Grouping.PROJECT: func.coalesce(_PROJECT, ""),
    Grouping.PHASE: work_item.c.phase,
    Grouping.ASSIGNEE: func.coalesce(_OWNER, ""),
    Grouping.DEPARTMENT: func.coalesce(_DEPARTMENT, ""),
}


def ordered(connection: Connection, wanted: Arrangement, around: Surroundings) -> list[list[Any]]:
    """Return the tickets of an arrangement in its order, a list for each column: keys of headings, then the numbers.

    Keys are text, empty for what has none of it; those of conditions and stages are their places in `NEED` and `Stage`.
    """
    # Named, so that the order goes by the column and does not work it out again.
    keys = [_key(grouping, around).label(f"key_{at}") for at, grouping in enumerate(wanted.groupings)]
    query = (
        select(*keys, work_item.c.number)
        .where(_IS_TICKET, matching(wanted.filter, around))
        .order_by(*keys, *_sorted(wanted, around))
    ).subquery()
    # Each column as one array: a row for each of so many tickets would cost more than finding them does.
    row = connection.execute(select(*(func.json_group_array(column) for column in query.c))).one()
    return [json.loads(column) for column in row]


def total(connection: Connection) -> int:
    """Return how many tickets there are."""
    query = select(func.count()).select_from(work_item).where(_IS_TICKET)
    return int(connection.execute(query).scalar_one())


def _key(grouping: Grouping, around: Surroundings) -> ColumnElement[Any]:
    if grouping is Grouping.CONDITION:
        return place(NEED, around)
    if grouping is Grouping.STAGE:
        return case(_STAGE_AT, value=condition(around))
    return _GROUPED_BY[grouping]


def _sorted(wanted: Arrangement, around: Surroundings) -> tuple[ColumnElement[Any], ...]:
    number = work_item.c.number
    if wanted.sort is Sort.NUMBER:
        return (number.desc() if wanted.is_descending else number,)
    by = place(NEED, around) if wanted.sort is Sort.CONDITION else _SORTED_BY[wanted.sort]
    return (by.desc() if wanted.is_descending else by, number)
