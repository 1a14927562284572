"""Rows of work items and the dependencies between them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, func, select, true, update

from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.tickets import OVER, SATISFYING, TALKS, Kind, State
from teamx_tui.store import gates
from teamx_tui.store.gates import unsatisfied
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import decision, dependency, thread, wake, words, work_item

_COLUMNS = (work_item, thread.c.id.label("thread_id"))
_JOINED = work_item.outerjoin(thread, thread.c.item_id == work_item.c.id)
_BY_ID = Prepared(select(*_COLUMNS).select_from(_JOINED).where(work_item.c.id == bindparam("id")))
_BY_NUMBER = Prepared(select(*_COLUMNS).select_from(_JOINED).where(work_item.c.number == bindparam("number")))
_OF_KIND = Prepared(
    select(*_COLUMNS).select_from(_JOINED).where(work_item.c.kind == bindparam("kind")).order_by(work_item.c.id)
)
_BRIEF_COLUMNS = (
    *(work_item.c[name] for name in ("id", "kind", "number", "key", "title", "state", "assignee_id", "private")),
    thread.c.id.label("thread_id"),
)
_LISTED = ("id", "number", "title", "state", "phase", "parent_id", "priority", "estimate", "labels", "due_at_ms")
_TICKETS = Prepared(
    select(*(work_item.c[name] for name in (*_LISTED, "moved_at_ms", "private")), thread.c.id.label("thread_id"))
    .select_from(_JOINED)
    .where(work_item.c.kind == Kind.TICKET.value)
    .order_by(work_item.c.id)
)
_BRIEFLY = Prepared(select(*_BRIEF_COLUMNS).select_from(_JOINED).where(work_item.c.number == bindparam("number")))
_ENDS = (dependency.c.blocker_id, dependency.c.blocked_id)
_EDGES = Prepared(select(*_ENDS, dependency.c.kind, dependency.c.hard).order_by(dependency.c.id))
_MOVE = Prepared(
    update(work_item).where(work_item.c.id == bindparam("item_id")), keys=("state", "reason", "moved_at_ms")
)

_blocker = work_item.alias("blocker")
_other = dependency.alias("other")
_unsatisfied = (
    select(_other.c.id)
    .join(_blocker, _blocker.c.id == _other.c.blocker_id)
    .where(
        _other.c.blocked_id == work_item.c.id,
        _other.c.hard.is_(True),
        unsatisfied(_blocker),
    )
)
_CAN_START = work_item.c.state.in_(words([State.OPEN, State.IN_PROGRESS]))
_RELEASED = Prepared(
    select(*_BRIEF_COLUMNS)
    .select_from(_JOINED.join(dependency, dependency.c.blocked_id == work_item.c.id))
    .where(dependency.c.blocker_id == bindparam("blocker_id"), dependency.c.hard.is_(True), _CAN_START)
    .where(~exists(_unsatisfied))
    .order_by(work_item.c.id)
)
_DEPENDENTS = (
    select(*_COLUMNS)
    .select_from(_JOINED.join(dependency, dependency.c.blocked_id == work_item.c.id))
    .where(dependency.c.blocker_id == bindparam("blocker_id"), dependency.c.hard.is_(True))
    .order_by(work_item.c.id)
)
_BLOCKED = (
    select(dependency.c.blocker_id, work_item.c.number)
    .join(work_item, work_item.c.id == dependency.c.blocked_id)
    .where(dependency.c.hard.is_(True), work_item.c.number.is_not(None), work_item.c.kind.not_in(words(TALKS)))
)
_BLOCKED_BY = _BLOCKED.where(dependency.c.blocker_id.in_(bindparam("ids", expanding=True)))
_WAITS = Prepared(select(work_item.c.id).where(work_item.c.id == bindparam("id"), exists(_unsatisfied)))
_UNBLOCKED = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(work_item.c.kind == "ticket", work_item.c.state == State.OPEN, work_item.c.assignee_id.is_not(None))
    .where(~exists(_unsatisfied))
    .order_by(work_item.c.id)
)

_FORGOTTEN = _UNBLOCKED.where(
    ~exists(select(wake.c.id).where(wake.c.thread_id == thread.c.id, wake.c.state.in_(words(["pending", "claimed"])))),
    ~exists(
        select(decision.c.id).where(
            decision.c.item_id == work_item.c.id, decision.c.state == "open", decision.c.blocking.is_(True)
        )
    ),
)


def by_id(connection: Connection, item_id: int) -> Row | None:
    """Return an item with its `thread_id`."""
    return _BY_ID.first(connection, {"id": item_id})


def by_number(connection: Connection, number: int) -> Row | None:
    """Return the ticket, meeting or chat with `number`, with its `thread_id`."""
    return _BY_NUMBER.first(connection, {"number": number})


def briefly(connection: Connection, number: int) -> Row | None:
    """Return what rules need to know of the same: the columns of `_BRIEF_COLUMNS`."""
    return _BRIEFLY.first(connection, {"number": number})


def by_key(connection: Connection, key: str) -> Row | None:
    """Return the goal, project or workstream with `key`."""
    named = select(work_item).where(work_item.c.key == key, work_item.c.kind != Kind.GATE)
    return connection.execute(named).first()


def of_kind(connection: Connection, kind: str) -> Sequence[Row]:
    """Return every item of a kind by id, with `thread_id`."""
    return _OF_KIND.all(connection, {"kind": kind})


def tickets(connection: Connection) -> Sequence[Row]:
    """Return every ticket by id with `thread_id`, and of its columns those that a list shows."""
    return _TICKETS.all(connection, {})


def numbered(connection: Connection, numbers: Collection[int]) -> Sequence[Row]:
    """Return the tickets with these numbers, by number, with `thread_id`."""
    query = select(*_COLUMNS).select_from(_JOINED).where(work_item.c.kind == Kind.TICKET)
    return connection.execute(query.where(work_item.c.number.in_(numbers)).order_by(work_item.c.number)).all()


def with_ids(connection: Connection, ids: Collection[int]) -> Sequence[Row]:
    """Return the items with these ids, in no order: id, number, title, estimate."""
    query = select(work_item.c.id, work_item.c.number, work_item.c.title, work_item.c.estimate)
    return connection.execute(query.where(work_item.c.id.in_(ids))).all()


def last_number(connection: Connection) -> int:
    """Return the highest number given so far, to whatever, 0 for none."""
    return int(connection.execute(select(func.max(work_item.c.number))).scalar() or 0)


def file(connection: Connection, **values: Any) -> int:
    """Write an item and return its id."""
    return insert(connection, work_item, values)


def move(connection: Connection, item_id: int, state: str, reason: str, moved_at_ms: int) -> None:
    """Change the state of an item."""
    change = {"item_id": item_id, "state": state, "reason": reason, "moved_at_ms": moved_at_ms}
    _MOVE.write(connection, change)


def assign(connection: Connection, item_id: int, employee_id: int | None) -> None:
    """Change who is responsible for an item; None: nobody."""
    connection.execute(update(work_item).where(work_item.c.id == item_id).values(assignee_id=employee_id))


def retire(connection: Connection, item_id: int) -> None:
    """Cancel a goal or project and give its key back, so that another may have it."""
    gone = {"state": State.CANCELLED, "key": None}
    connection.execute(update(work_item).where(work_item.c.id == item_id).values(**gone))


def has_children(connection: Connection, item_id: int) -> bool:
    """Return whether an item has children that are not cancelled."""
    query = select(work_item.c.id).where(work_item.c.parent_id == item_id, work_item.c.state != State.CANCELLED)
    return connection.execute(query.limit(1)).first() is not None


def held_by(connection: Connection, employee_id: int) -> Sequence[Row]:
    """Return the unfinished items of an employee, tickets they do and projects they lead: id, kind, number, key."""
    query = select(work_item.c.id, work_item.c.kind, work_item.c.number, work_item.c.key)
    unfinished = work_item.c.state.not_in(words(OVER)) & work_item.c.kind.not_in(words(TALKS))
    return connection.execute(
        query.where(work_item.c.assignee_id == employee_id, unfinished).order_by(work_item.c.number, work_item.c.id)
    ).all()


def released_by(connection: Connection, blocker_id: int) -> Sequence[Row]:
    """Return the startable items that wait for `blocker_id` and for nothing else any more."""
    return _RELEASED.all(connection, {"blocker_id": blocker_id})


def dependents(connection: Connection, blocker_id: int) -> Sequence[Row]:
    """Return the items that wait for `blocker_id` by a hard dependency, whatever their state."""
    return connection.execute(_DEPENDENTS, {"blocker_id": blocker_id}).all()


def waits_for_nothing(connection: Connection, item_id: int) -> bool:
    """Return whether every hard blocker of an item is satisfied."""
    return _WAITS.first(connection, {"id": item_id}) is None


def open_blockers(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the number, kind and state of each unsatisfied hard blocker of an item."""
    query = (
        select(_blocker.c.number, _blocker.c.kind, _blocker.c.state)
        .join(_other, _other.c.blocker_id == _blocker.c.id)
        .where(_other.c.blocked_id == item_id, _other.c.hard.is_(True), unsatisfied(_blocker))
    )
    return connection.execute(query.order_by(_blocker.c.number)).all()


def unblocked(connection: Connection) -> Sequence[Row]:
    """Return every open, assigned ticket whose hard blockers are all satisfied."""
    return connection.execute(_UNBLOCKED).all()


def forgotten(connection: Connection) -> Sequence[Row]:
    """Return every ticket that is ready and not started, but for which no wake is queued."""
    return connection.execute(_FORGOTTEN).all()


def last_finished_blocker(connection: Connection, item_id: int) -> int | None:
    """Return the id of the hard blocker of an item that was done last; None when none is done."""
    query = (
        select(_blocker.c.id)
        .join(_other, _other.c.blocker_id == _blocker.c.id)
        .where(_other.c.blocked_id == item_id, _other.c.hard.is_(True), _blocker.c.state.in_(words(SATISFYING)))
        .order_by(_blocker.c.moved_at_ms.desc(), _blocker.c.id.desc())
    )
    return connection.execute(query.limit(1)).scalar()


def link(connection: Connection, **values: Any) -> int:
    """Write a dependency and return its id."""
    return insert(connection, dependency, values)


def unlink(connection: Connection, dependency_id: int) -> None:
    """Delete a dependency."""
    connection.execute(dependency.delete().where(dependency.c.id == dependency_id))


def set_hard(connection: Connection, blocker_id: int, blocked_id: int, hard: bool) -> None:
    """Make a dependency hard or soft."""
    pair = and_(dependency.c.blocker_id == blocker_id, dependency.c.blocked_id == blocked_id)
    connection.execute(update(dependency).where(pair).values(hard=hard))


def edges(connection: Connection, among: Collection[int]) -> list[Edge]:
    """Return the dependencies with both ends in `among`, by item ids; soft ones where a gate stands between."""
    found = [
        Edge(row.blocker_id, row.blocked_id, DependencyKind(row.kind), bool(row.hard))
        for row in _EDGES.all(connection, {})
        if row.blocker_id in among and row.blocked_id in among
    ]
    return gates.with_gates(connection, found, among)


def pairs_left(connection: Connection) -> Iterator[tuple[int, int]]:
    """Return blocker and blocked of the hard dependencies between unfinished tickets, by item ids."""
    left = words(set(State) - OVER)
    query = (
        select(dependency.c.blocker_id, dependency.c.blocked_id)
        .join(work_item, work_item.c.id == dependency.c.blocked_id)
        .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
        .where(work_item.c.kind == "ticket", work_item.c.state.in_(left), dependency.c.hard.is_(True))
        .where(_blocker.c.kind == "ticket", _blocker.c.state.in_(left))
    )
    return ((blocker, blocked) for blocker, blocked in connection.execute(query))


def edges_after(connection: Connection, item_id: int) -> list[Edge]:
    """Return the dependencies that can be reached downstream from an item, hard and soft."""
    reached = select(dependency).where(dependency.c.blocker_id == item_id).cte("reached", recursive=True)
    further = select(dependency).join(reached, dependency.c.blocker_id == reached.c.blocked_id)
    rows = connection.execute(select(reached.union(further)))
    return [Edge(row.blocker_id, row.blocked_id, DependencyKind(row.kind), bool(row.hard)) for row in rows]


def between(connection: Connection, blocker_id: int, blocked_id: int) -> Row | None:
    """Return the dependency between two items, if they are linked."""
    pair = and_(dependency.c.blocker_id == blocker_id, dependency.c.blocked_id == blocked_id)
    return connection.execute(select(dependency).where(pair)).first()


def blocked_numbers(connection: Connection, ids: Collection[int] | None) -> list[tuple[int, int]]:
    """Return, for each hard dependency, the blocker's id and the blocked ticket's number; of all, or of `ids`."""
    rows = connection.execute(_BLOCKED) if ids is None else connection.execute(_BLOCKED_BY, {"ids": list(ids)})
    return [(row.blocker_id, row.number) for row in rows]


def neighbours(connection: Connection, item_id: int, *, up: bool, gates_too: bool = False) -> Sequence[Row]:
    """Return the hard blockers of an item (`up`), or the items that wait for it, by number; gates only if asked."""
    far, near = _ENDS if up else _ENDS[::-1]
    these = (near == item_id, dependency.c.hard.is_(True), true() if gates_too else work_item.c.kind != Kind.GATE)
    query = select(work_item).join(dependency, far == work_item.c.id).where(*these)
    return connection.execute(query.order_by(work_item.c.number)).all()


def dependencies(connection: Connection) -> Sequence[Row]:
    """Return every dependency with all its columns."""
    return connection.execute(select(dependency).order_by(dependency.c.id)).all()


def estimates(connection: Connection, unfinished: bool) -> dict[int, float]:
    """Return the estimate in working days by item id; of all tickets, or only of those not over."""
    query = select(work_item.c.id, work_item.c.estimate)
    query = query.where(work_item.c.kind.not_in(words([Kind.GOAL, Kind.PROJECT, Kind.GATE, *TALKS])))
    if unfinished:
        query = query.where(work_item.c.state.not_in(words(OVER)))
    return {row.id: row.estimate for row in connection.execute(query)}
