"""Rows of meetings, series of them, and action items."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, exists, func, or_, select, update

from teamx_tui.domain.schedules import Schedule
from teamx_tui.domain.tickets import SATISFYING, Kind, State
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import (
    action_item,
    decision,
    employee,
    meeting,
    meeting_series,
    message,
    participant,
    run,
    thread,
    wake,
    words,
    work_item,
)

_UNFINISHED = words([State.OPEN, State.IN_PROGRESS])
_ITEM = ("number", "title", "state", "reason", "assignee_id", "filed_at_ms", "moved_at_ms", "description")
_COLUMNS: Final[tuple[Any, ...]] = (meeting, *(work_item.c[name] for name in _ITEM), thread.c.id.label("thread_id"))
_JOINED = meeting.join(work_item, work_item.c.id == meeting.c.item_id).join(thread, thread.c.item_id == work_item.c.id)
# Asked for at every claim: found by the kind and state of the item, so that past meetings cost nothing.
_SEATED = Prepared(
    select(participant.c.employee_id, work_item.c.number)
    .select_from(
        work_item.join(meeting, meeting.c.item_id == work_item.c.id)
        .join(thread, thread.c.item_id == work_item.c.id)
        .join(participant, participant.c.thread_id == thread.c.id)
    )
    .where(work_item.c.kind == Kind.MEETING.value, work_item.c.state.in_(_UNFINISHED))
    .where(meeting.c.gathered_at_ms.is_not(None), participant.c.left_at_ms.is_(None))
    .order_by(work_item.c.number.desc())
)
_GOING = Prepared(
    select(func.count().label("n"))
    .select_from(work_item)
    .where(work_item.c.kind == Kind.MEETING.value, work_item.c.state == State.IN_PROGRESS.value)
)
_TURNS = Prepared(
    select(run.c.id, employee.c.handle, run.c.outcome, run.c.started_at_ms, run.c.ended_at_ms, run.c.reason)
    .join(employee, employee.c.id == run.c.employee_id)
    .where(run.c.item_id == bindparam("item_id"))
    .order_by(run.c.id)
)
_SAID = Prepared(select(message).where(message.c.thread_id == bindparam("thread_id")).order_by(message.c.id))
_DECIDED = select(decision).where(decision.c.state == "decided", decision.c.kind == "decision").order_by(decision.c.id)
_ACTIONS = (
    select(action_item, work_item.c.number, work_item.c.state.label("ticket_state"))
    .outerjoin(work_item, work_item.c.id == action_item.c.ticket_id)
    .order_by(action_item.c.no)
)


def add(connection: Connection, **values: Any) -> None:
    """Write how a meeting is held."""
    connection.execute(meeting.insert(), values)


def change(connection: Connection, item_id: int, **values: Any) -> None:
    """Change columns of a meeting."""
    connection.execute(update(meeting).where(meeting.c.item_id == item_id).values(**values))


def by_number(connection: Connection, number: int) -> Row | None:
    """Return a meeting with its item's number, title, state, reason, chair (`assignee_id`), times and `thread_id`."""
    query = select(*_COLUMNS).select_from(_JOINED).where(work_item.c.number == number)
    return connection.execute(query).first()


def unfinished(connection: Connection) -> Sequence[Row]:
    """Return the meetings that are not over, in the order in which they shall begin."""
    query = select(*_COLUMNS).select_from(_JOINED)
    query = query.where(work_item.c.kind == Kind.MEETING.value, work_item.c.state.in_(_UNFINISHED))
    return connection.execute(query.order_by(meeting.c.due_at_ms, work_item.c.number)).all()


def listed(connection: Connection, most: int) -> Sequence[Row]:
    """Return the latest meetings, those not over first; each by when it shall begin or began."""
    is_over = work_item.c.state.not_in(_UNFINISHED)
    query = select(*_COLUMNS, employee.c.handle.label("chair")).select_from(
        _JOINED.outerjoin(employee, employee.c.id == work_item.c.assignee_id)
    )
    return connection.execute(query.order_by(is_over, meeting.c.due_at_ms.desc(), work_item.c.id).limit(most)).all()


def count_going(connection: Connection) -> int:
    """Return how many meetings are going on."""
    return int(_GOING.all(connection, {})[0].n)


def seated(connection: Connection) -> dict[int, int]:
    """Return who sits in a meeting now: the meeting's number by employee id; the first that called them in."""
    return {row.employee_id: row.number for row in _SEATED.all(connection, {})}


def is_idle(connection: Connection, thread_id: int) -> bool:
    """Return whether nobody is woken in a thread."""
    waiting = wake.c.state.in_(words(["pending", "claimed"]))
    return not connection.execute(select(exists().where(wake.c.thread_id == thread_id, waiting))).scalar()


def dead(connection: Connection, thread_id: int) -> frozenset[int]:
    """Return whose wake in a thread was given up, by employee id."""
    query = select(wake.c.employee_id).where(wake.c.thread_id == thread_id, wake.c.state == "dead")
    return frozenset(connection.execute(query).scalars())


def turns(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the runs of a meeting, oldest first: id, handle, outcome, reason, started_at_ms, ended_at_ms."""
    return _TURNS.all(connection, {"item_id": item_id})


def said(connection: Connection, thread_id: int) -> Sequence[Row]:
    """Return every message of a meeting, oldest first."""
    return _SAID.all(connection, {"thread_id": thread_id})


def decided(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the decisions of a meeting, oldest first."""
    return connection.execute(_DECIDED.where(decision.c.item_id == item_id)).all()


def add_action(connection: Connection, item_id: int, **values: Any) -> int:
    """Write an action item with the next number of its meeting, and return its id."""
    last = select(func.coalesce(func.max(action_item.c.no), 0)).where(action_item.c.item_id == item_id)
    no = int(connection.execute(last).scalar_one()) + 1
    return insert(connection, action_item, {"item_id": item_id, "no": no, **values})


def actions(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the action items of a meeting with number and state of the ticket each has become."""
    return connection.execute(_ACTIONS.where(action_item.c.item_id == item_id)).all()


def action(connection: Connection, action_id: int) -> Row:
    """Return an action item with number and state of the ticket it has become."""
    return connection.execute(_ACTIONS.where(action_item.c.id == action_id)).one()


def become(connection: Connection, action_id: int, ticket_id: int) -> None:
    """Write which ticket an action item has become."""
    connection.execute(update(action_item).where(action_item.c.id == action_id).values(ticket_id=ticket_id))


def last_of_kind(connection: Connection, kind: str, before_ms: int) -> int | None:
    """Return when the last meeting of a kind began before a time (milliseconds UTC)."""
    query = select(func.max(meeting.c.started_at_ms)).where(meeting.c.kind == kind)
    return connection.execute(query.where(meeting.c.started_at_ms < before_ms)).scalar()


def add_series(connection: Connection, **values: Any) -> int:
    """Write a series and return its id."""
    return insert(connection, meeting_series, values)


def series(connection: Connection, *, running: bool = True) -> Sequence[Row]:
    """Return the series, or only those that have not been stopped, each with when its last meeting was due."""
    last = select(func.max(meeting.c.due_at_ms)).where(meeting.c.series_id == meeting_series.c.id).scalar_subquery()
    query = select(meeting_series, last.label("last_due_ms")).order_by(meeting_series.c.id)
    return connection.execute(query.where(meeting_series.c.stopped_at_ms.is_(None)) if running else query).all()


def schedule(row: Row) -> Schedule:
    """Return when the meetings of a series are due."""
    return Schedule(tuple(row.days), row.minute, tuple(row.dates))


def stop_series(connection: Connection, series_id: int, at_ms: int | None) -> None:
    """Write when a series was stopped; None: it goes on."""
    change_to = update(meeting_series).where(meeting_series.c.id == series_id)
    connection.execute(change_to.values(stopped_at_ms=at_ms))


def work_of(connection: Connection, employee_id: int, since_ms: int) -> Sequence[Row]:
    """Return the tickets somebody does or has finished since a time (milliseconds UTC): id, number, title, state."""
    columns = (work_item.c[name] for name in ("id", "number", "title", "state"))
    query = select(*columns).where(work_item.c.kind == Kind.TICKET.value, work_item.c.assignee_id == employee_id)
    done_lately = work_item.c.state.in_(words(SATISFYING)) & (work_item.c.moved_at_ms >= since_ms)
    going = work_item.c.state.in_(words([State.OPEN, State.IN_PROGRESS, State.IN_REVIEW, State.ON_HOLD]))
    return connection.execute(query.where(or_(going, done_lately)).order_by(work_item.c.number)).all()
