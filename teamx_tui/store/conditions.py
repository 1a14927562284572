"""The condition of many tickets at once, as SQL: the same word that `domain.gates.condition` finds for one.

For filters, headings and the order of long lists. What is drawn still comes from the domain.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import ColumnElement, Connection, String, and_, case, exists, false, func, literal, or_, select

from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import STARTED, State
from teamx_tui.store import brains, budgets, events, facts, meetings, runs
from teamx_tui.store.gates import unsatisfied
from teamx_tui.store.schema import decision, dependency, employee, run, words, work_item

_blocker = work_item.alias("condition_blocker")
_owner = employee.alias("condition_owner")
_WAITS = exists(
    select(dependency.c.id)
    .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
    .where(dependency.c.blocked_id == work_item.c.id, dependency.c.hard.is_(True), unsatisfied(_blocker))
)
_ASKS = exists(
    select(decision.c.id)
    .where(decision.c.item_id == work_item.c.id, decision.c.state == "open", decision.c.blocking.is_(True))
    .where(decision.c.kind != "question")
)
_SPENDS = exists(
    select(_owner.c.id)
    .select_from(brains.with_brain(_owner))
    .where(_owner.c.id == work_item.c.assignee_id, ~brains.is_free(_owner))
)
_WAS_INTERRUPTED = (
    select(run.c.outcome)
    .where(run.c.item_id == work_item.c.id, run.c.ended_at_ms.is_not(None))
    .order_by(run.c.id.desc())
    .limit(1)
    .scalar_subquery()
) == "interrupted"
_GOES_ON = work_item.c.state.in_(words([State.OPEN, *STARTED]))


_TALK: Final = frozenset({"message.posted", "artifact.attached", "wake.queued"})
"""Kinds of events that leave every ticket as it was: who may go on, who is on it, what it is called."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What conditions hang on besides the rows: as long as it is equal, every condition is as it was."""

    seq: int
    """Number of the latest event."""
    live: frozenset[int]
    """Items on which somebody is having a turn."""
    orphaned: frozenset[int]
    """Items with a turn whose worker has died."""
    is_paused: bool
    is_spent: bool
    """A budget of the company lets nobody spend."""
    spent_items: frozenset[int]
    """Items on which, and in which, a budget lets nobody spend."""
    spent_employees: frozenset[int]
    """Employees whom a budget of their own lets not spend."""
    unable: frozenset[int]
    """Employees whose brains cannot think."""
    seated: frozenset[int] = frozenset()
    """Employees who sit in a meeting, by id: their tickets wait for its end."""
    now_ms: int = field(default=0, compare=False)
    """What time it is (milliseconds UTC), for who looks for what is late: no condition hangs on it."""


def surroundings(connection: Connection, now_ms: int = 0) -> Surroundings:
    """Return the surroundings as they are now. `now_ms`: milliseconds UTC, if it matters what is late."""
    live, _ = facts.live_runs(connection)
    closed = budgets.closed(connection)
    return Surroundings(
        seq=events.head(connection)[0],
        live=frozenset(live),
        orphaned=frozenset(row.item_id for row in runs.live(connection)) - live.keys(),
        is_paused=bool(facts.pauses_now(connection)),
        is_spent=bool(closed.company),
        spent_items=frozenset(closed.items),
        spent_employees=frozenset(closed.employees),
        unable=brains.unable(connection),
        seated=frozenset(meetings.seated(connection)),
        now_ms=now_ms,
    )


def are_as_before(connection: Connection, before: Surroundings, around: Surroundings) -> bool:
    """Return whether every condition is what it was `before`, and every ticket: since then there was nothing but talk.

    A busy company talks more than it does anything else.
    """
    return replace(before, seq=around.seq) == around and events.are_all(connection, _TALK, before.seq)


def held_back(around: Surroundings) -> ColumnElement[bool]:
    """Return whether something keeps a ticket from going on, other than its own state."""
    # What most are held back by comes first, and is found in the indexes; the rest costs a look at the row.
    return or_(
        _WAITS,
        _ASKS,
        work_item.c.assignee_id.is_(None),
        literal(around.is_paused),
        work_item.c.assignee_id.in_(around.unable | around.seated) if around.unable or around.seated else false(),
        _short_of_money(around),
    )


def _short_of_money(around: Surroundings) -> ColumnElement[bool]:
    if around.is_spent:
        return _SPENDS
    if not around.spent_items and not around.spent_employees:
        return false()
    is_short = or_(
        work_item.c.id.in_(around.spent_items),
        # A ticket in no project has none whose budget could be spent; an unknown would make the whole answer one.
        func.coalesce(work_item.c.parent_id, 0).in_(around.spent_items),
        func.coalesce(work_item.c.assignee_id, 0).in_(around.spent_employees),
    )
    return and_(_SPENDS, is_short)


def condition(around: Surroundings) -> ColumnElement[str]:
    """Return the word of a ticket's condition."""
    interrupted = and_(
        work_item.c.state.in_(words(STARTED)), or_(work_item.c.id.in_(around.orphaned), _WAS_INTERRUPTED)
    )
    return case(
        (work_item.c.id.in_(around.live), _word(Condition.WORKING)),
        (~_GOES_ON, work_item.c.state),
        (held_back(around), _word(Condition.BLOCKED)),
        (interrupted, _word(Condition.INTERRUPTED)),
        (work_item.c.state == State.IN_REVIEW, _word(Condition.IN_REVIEW)),
        (work_item.c.state == State.IN_PROGRESS, _word(Condition.WAITING)),
        else_=_word(Condition.READY),
    )


def place(order: tuple[Condition, ...], around: Surroundings) -> ColumnElement[int]:
    """Return the place of a ticket's condition in `order`, from 0."""
    places = {word.value: at for at, word in enumerate(order)}
    return case(places, value=condition(around))


def _word(condition: Condition) -> ColumnElement[str]:
    return literal(condition.value, String)
