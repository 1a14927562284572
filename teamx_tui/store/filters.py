"""A filter's words as conditions of SQL. Upper and lower case are one in text, in the letters of ASCII."""

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, and_, cast, or_, select, true

from teamx_tui.domain.filters import MANY_VALUED, Field, Filter, Mark
from teamx_tui.domain.tickets import OVER
from teamx_tui.store.conditions import Surroundings, condition
from teamx_tui.store.schema import employee, participant, thread, words, work_item

_parent = work_item.alias("filter_parent")
_MARKS: Final[dict[str, ColumnElement[bool]]] = {
    Mark.UNASSIGNED: work_item.c.assignee_id.is_(None),
    Mark.PRIVATE: work_item.c.private.is_(True),
}


def matching(wanted: Filter, around: Surroundings) -> ColumnElement[bool]:
    """Return what is true of the tickets that `wanted` lets through."""
    return and_(true(), *(condition for field in Field for condition in _of_field(field, wanted, around)))


def _of_field(field: Field, wanted: Filter, around: Surroundings) -> Iterable[ColumnElement[bool]]:
    having = [_having(field, value, around) for value in wanted.wanted(field)]
    if having:
        yield and_(*having) if field in MANY_VALUED else or_(*having)
    for value in wanted.unwanted(field):
        yield ~_having(field, value, around)


def _having(field: Field, value: str, around: Surroundings) -> ColumnElement[bool]:
    if field is Field.CONDITION:
        return condition(around) == value
    if field is Field.IS and value == Mark.LATE:
        return _is_late(around.now_ms)
    return _HAVING[field](value)


def _is_late(now_ms: int) -> ColumnElement[bool]:
    """Return whether a ticket should have been done by `now_ms` and nobody has ended it."""
    due = work_item.c.due_at_ms
    return and_(due.is_not(None), due < now_ms, work_item.c.state.not_in(words(OVER)))


def _involves(handle: str) -> ColumnElement[bool]:
    person = select(employee.c.id).where(employee.c.handle == handle).scalar_subquery()
    threads = (
        select(thread.c.item_id)
        .join(participant, participant.c.thread_id == thread.c.id)
        .where(participant.c.employee_id == person, participant.c.left_at_ms.is_(None))
    )
    return or_(_refers(work_item.c.assignee_id, person), work_item.c.id.in_(threads))


def _in_project(key: str) -> ColumnElement[bool]:
    project = select(_parent.c.id).where(_parent.c.key == key).scalar_subquery()
    return _refers(work_item.c.parent_id, project)


def _refers(column: ColumnElement[Any], to: ColumnElement[Any]) -> ColumnElement[bool]:
    # An empty column is equal to nothing, and not unequal either: without the first half a negation would lose it.
    return and_(column.is_not(None), column == to)


def _labelled(label: str) -> ColumnElement[bool]:
    # The labels are a list in JSON, and a label stands in it as JSON writes it.
    return cast(work_item.c.labels, Text).icontains(json.dumps(label)[:-1], autoescape=True)


_HAVING: Final[dict[Field, Callable[[str], ColumnElement[bool]]]] = {
    Field.TITLE: lambda value: work_item.c.title.icontains(value, autoescape=True),
    Field.PERSON: _involves,
    Field.NUMBER: lambda value: work_item.c.number == int(value),
    Field.PROJECT: _in_project,
    Field.PHASE: lambda value: work_item.c.phase.istartswith(value, autoescape=True),
    Field.PRIORITY: lambda value: work_item.c.priority == value,
    Field.LABEL: _labelled,
    Field.STATE: lambda value: work_item.c.state == value,
    Field.IS: lambda value: _MARKS[value],
}
