"""Counts over many rows, each in one statement that an index answers: Mission Control makes them all at every look."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, union_all

from teamx_tui.domain.health import DAY_MS
from teamx_tui.domain.tickets import OVER, SATISFYING, STARTED, State
from teamx_tui.store.conditions import Surroundings, held_back
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import decision, dependency, employee, run, wake, words, work_item

_GOING: Final = (State.OPEN, *sorted(STARTED))
"""States in which a ticket can be blocked."""
# Named one by one, because "not over" is a question no index answers.
_UNFINISHED: Final = words(set(State) - OVER)
_TICKET = work_item.c.kind == "ticket"
_STATES = (
    select(work_item.c.parent_id, work_item.c.state, func.count().label("n"))
    .where(_TICKET)
    .group_by(work_item.c.parent_id, work_item.c.state)
)
_UNFINISHED_OF = select(work_item.c.assignee_id, work_item.c.state, func.count().label("n")).where(
    _TICKET, work_item.c.state.in_(_UNFINISHED)
)
_LOADS = union_all(
    *(
        _UNFINISHED_OF.where(whose).group_by(work_item.c.assignee_id, work_item.c.state)
        for whose in (work_item.c.assignee_id.in_(select(employee.c.id)), work_item.c.assignee_id.is_(None))
    )
)
_PROJECTS = (
    select(work_item, employee.c.handle.label("lead"))
    .outerjoin(employee, employee.c.id == work_item.c.assignee_id)
    .where(work_item.c.kind == "project", work_item.c.state != State.CANCELLED)
    .order_by(work_item.c.id)
)
_GOALS = (
    select(work_item).where(work_item.c.kind == "goal", work_item.c.state != State.CANCELLED).order_by(work_item.c.id)
)
_DAY = (work_item.c.moved_at_ms // DAY_MS).label("day")
_FINISHED_OF = (
    select(work_item.c.parent_id, _DAY, func.count().label("n"))
    .where(_TICKET, work_item.c.state.in_(words(SATISFYING)), work_item.c.moved_at_ms >= bindparam("since_ms"))
    .group_by(work_item.c.parent_id, _DAY)
)
_project = work_item.alias("project")
# A project at a time, and what is in none: an index gives the latest of each, where one GROUP BY reads them all.
_FINISHED = union_all(
    _FINISHED_OF.where(work_item.c.parent_id.in_(select(_project.c.id).where(_project.c.kind == "project"))),
    _FINISHED_OF.where(work_item.c.parent_id.is_(None)),
)
_OBSTACLES = (
    select(work_item.c.parent_id, func.count().label("n"))
    .join(decision, decision.c.item_id == work_item.c.id)
    .where(decision.c.state == "open", decision.c.blocking.is_(True), decision.c.kind != "question")
    .where(work_item.c.parent_id.is_not(None), work_item.c.state.in_(_UNFINISHED))
    .group_by(work_item.c.parent_id)
)


class Load(NamedTuple):
    """The unfinished tickets of one responsible."""

    open: int
    blocked: int
    """How many of them are blocked."""


NO_LOAD: Final = Load(0, 0)
Loads = Mapping[int | None, Load]
"""What each responsible has to do, by employee id; under None, what nobody is responsible for."""


def states(connection: Connection) -> dict[int | None, Counter[str]]:
    """Return how many tickets are in each state, by the id of their project; under None, those in no project."""
    counted: dict[int | None, Counter[str]] = {}
    for row in connection.execute(_STATES):
        counted.setdefault(row.parent_id, Counter())[row.state] = row.n
    return counted


def blocked(connection: Connection, around: Surroundings, most: int) -> Sequence[Row]:
    """Return the tickets longest blocked: id, number, title, moved_at_ms, handle of the owner."""
    held = held_back(around) & work_item.c.id.not_in(around.live)
    by_age = (work_item.c.moved_at_ms, work_item.c.id)
    # A state at a time, as the index has them in order of age: it reads only as far as it must.
    longest = [
        select(work_item.c.id).where(_TICKET, work_item.c.state == state, held).order_by(*by_age).limit(most)
        for state in _GOING
    ]
    query = (
        select(work_item.c.id, work_item.c.number, work_item.c.title, work_item.c.moved_at_ms, employee.c.handle)
        .outerjoin(employee, employee.c.id == work_item.c.assignee_id)
        .where(work_item.c.id.in_(union_all(*(select(ids.subquery().c.id) for ids in longest))))
        .order_by(work_item.c.moved_at_ms, work_item.c.number)
        .limit(most)
    )
    return connection.execute(query).all()


def loads(connection: Connection, around: Surroundings) -> Loads:
    """Return how many tickets everybody has to do, and how many of them are blocked."""
    # Those that are not blocked are counted, in the order of the tickets: their blockers lie side by side in the file.
    free = (
        select(work_item.c.assignee_id, func.count().label("n"))
        .where(_TICKET, work_item.c.state.in_(words(_GOING)))
        .where(or_(~held_back(around), work_item.c.id.in_(around.live)))
        .group_by(work_item.c.assignee_id)
    )
    unblocked = {row.assignee_id: row.n for row in connection.execute(free)}
    unfinished: Counter[int | None] = Counter()
    going: Counter[int | None] = Counter()
    for row in connection.execute(_LOADS):
        unfinished[row.assignee_id] += row.n
        going[row.assignee_id] += row.n if row.state in _GOING else 0
    return {who: Load(count, going[who] - unblocked.get(who, 0)) for who, count in unfinished.items()}


def records(connection: Connection, besides: str) -> dict[int, Counter[str]]:
    """Return how many tickets of each responsible are in each state, by employee id; `besides`: no reason to count."""
    query = select(work_item.c.assignee_id, work_item.c.state, func.count().label("n"))
    query = query.where(_TICKET, work_item.c.assignee_id.is_not(None), work_item.c.reason != besides)
    counted: dict[int, Counter[str]] = {}
    for row in connection.execute(query.group_by(work_item.c.assignee_id, work_item.c.state)):
        counted.setdefault(row.assignee_id, Counter())[row.state] = row.n
    return counted


def ticket_costs(connection: Connection) -> tuple[int, int] | None:
    """Return what the cheapest and the dearest finished ticket on which a model was called cost, in micro-dollars."""
    each = (
        select(func.sum(run.c.cost_micros).label("micros"))
        .join(work_item, work_item.c.id == run.c.item_id)
        .where(_TICKET, work_item.c.state.in_(words(SATISFYING)))
        .group_by(run.c.item_id)
        .having(func.sum(run.c.model_calls) > 0)
        .subquery()
    )
    row = connection.execute(select(func.min(each.c.micros), func.max(each.c.micros))).one()
    return (int(row[0]), int(row[1])) if row[0] is not None else None


def holds_up(connection: Connection, item_ids: Collection[int]) -> dict[int, int]:
    """Return how many unfinished items wait directly for each of some items, by item id."""
    query = (
        select(dependency.c.blocker_id, func.count().label("n"))
        .join(work_item, work_item.c.id == dependency.c.blocked_id)
        .where(dependency.c.blocker_id.in_(item_ids), dependency.c.hard.is_(True), work_item.c.state.in_(_UNFINISHED))
        .group_by(dependency.c.blocker_id)
    )
    return {row.blocker_id: row.n for row in connection.execute(query)}


def projects(connection: Connection) -> Sequence[Row]:
    """Return every project with all its columns and the handle of its lead, in the order of opening."""
    return connection.execute(_PROJECTS).all()


def goals(connection: Connection) -> Sequence[Row]:
    """Return every goal with all its columns, in the order of setting."""
    return connection.execute(_GOALS).all()


def finished(connection: Connection, since_ms: int) -> dict[int | None, Counter[int]]:
    """Return how many tickets became done on each day since a time, by the id of their project; None: in no project.

    Days are numbered from 1970, in UTC. A ticket counts on the day it was done last; one reopened does not count.
    """
    counted: dict[int | None, Counter[int]] = {}
    for row in connection.execute(_FINISHED, {"since_ms": since_ms}):
        counted.setdefault(row.parent_id, Counter())[row.day] = row.n
    return counted


def obstacles_of_projects(connection: Connection) -> dict[int, int]:
    """Return how many open decisions hold up unfinished tickets of each project, by project id."""
    return {row.parent_id: row.n for row in connection.execute(_OBSTACLES)}


def queued_by_employee(connection: Connection) -> dict[int, int]:
    """Return how many pending wakes each employee has, by employee id."""
    query = select(wake.c.employee_id, func.count().label("n")).where(wake.c.state == "pending")
    return {row.employee_id: row.n for row in connection.execute(query.group_by(wake.c.employee_id))}
