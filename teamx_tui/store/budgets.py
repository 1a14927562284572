"""Rows of budgets: which ones a call falls under, what is held back and taken, and which let nobody spend now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, exists, func, or_, select, update

from teamx_tui.domain.budgets import NUMBERED, Period, Scope, named, window
from teamx_tui.domain.situations import Shortage
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import brains
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import budget, charge, decision, employee, model_call, wake, words, work_item

_ASKED = exists(select(decision.c.id).where(decision.c.id == budget.c.question_id, decision.c.state == "open"))
_IN_FORCE = budget.c.dropped_at_ms.is_(None)
_COUNTED: Final = case({scope.value: at for at, scope in enumerate(Scope)}, value=budget.c.scope)
_ALL = (
    select(budget, case((_ASKED, budget.c.question_id)).label("asked"))
    .where(_IN_FORCE)
    .order_by(_COUNTED, budget.c.subject, budget.c.id)
)
_IN_FORCE_NOW = Prepared(_ALL)
_CLOSED = Prepared(_ALL.where(or_(budget.c.spent_micros >= budget.c.limit_micros, _ASKED)))
_DATED = select(budget).where(_IN_FORCE, budget.c.period != Period.TOTAL).order_by(budget.c.id)
_HOLD = (
    update(budget)
    .where(
        budget.c.id == bindparam("the_budget"),
        budget.c.spent_micros + budget.c.reserved_micros + bindparam("more") <= budget.c.limit_micros,
    )
    .values(reserved_micros=budget.c.reserved_micros + bindparam("more"))
)
_KINDS: Final = {Kind.PROJECT: Scope.PROJECT, Kind.MEETING: Scope.MEETING}
"""Which scope a kind of item is; every other one is a ticket."""
_CONTAINERS: Final = words([Kind.PROJECT, Kind.GOAL, Kind.WORKSTREAM])


@dataclass(frozen=True, slots=True)
class Closed:
    """Who and what may not spend now, because of which budgets."""

    company: tuple[Shortage, ...] = ()
    items: dict[int, tuple[Shortage, ...]] = field(default_factory=dict)
    """By the id of the item, or of the one that it belongs to."""
    employees: dict[int, tuple[Shortage, ...]] = field(default_factory=dict)

    def of_item(self, item_id: int, parent_id: int | None) -> tuple[Shortage, ...]:
        """Return the budgets that hold an item back, whoever would work on it."""
        above = self.items.get(parent_id, ()) if parent_id is not None else ()
        return (*self.company, *above, *self.items.get(item_id, ()))

    def of_employee(self, employee_id: int | None) -> tuple[Shortage, ...]:
        """Return the budgets that hold an employee back, whatever they would work on."""
        return self.employees.get(employee_id, ()) if employee_id is not None else ()


OPEN: Final = Closed()


def closed(connection: Connection) -> Closed:
    """Return everything that budgets hold back now: spent ones, and those about which somebody has been asked."""
    rows = _CLOSED.all(connection, {})
    if not rows:
        return OPEN
    by_scope: dict[str, dict[str, list[Shortage]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_scope[row.scope][row.subject].append(_shortage(row))
    return Closed(
        company=tuple(by_scope[Scope.COMPANY][""]),
        items=_by_item(connection, by_scope),
        employees={
            row.id: tuple(by_scope[Scope.EMPLOYEE][row.handle])
            for row in connection.execute(
                select(employee.c.id, employee.c.handle).where(employee.c.handle.in_(by_scope[Scope.EMPLOYEE]))
            )
        },
    )


def enclosing(connection: Connection, item_id: int | None = None, handle: str = "") -> Sequence[Row]:
    """Return the budgets in force that a call of an employee on an item falls under, with `asked`.

    One that is nobody's, on nothing, falls under those of the company.
    """
    subjects = [and_(budget.c.scope == Scope.COMPANY), _is(Scope.EMPLOYEE, handle)]
    while item_id is not None:
        row = connection.execute(
            select(work_item.c.kind, work_item.c.number, work_item.c.key, work_item.c.parent_id).where(
                work_item.c.id == item_id
            )
        ).one()
        scope = _KINDS.get(row.kind, Scope.TICKET)
        subjects.append(_is(scope, str(row.number) if scope in NUMBERED else row.key or ""))
        item_id = row.parent_id
    return connection.execute(_ALL.where(or_(*subjects))).all()


def in_force(connection: Connection) -> Sequence[Row]:
    """Return every budget in force, the company's first; `asked` is the open question about it, if there is one."""
    return _IN_FORCE_NOW.all(connection, {})


def by_id(connection: Connection, budget_id: int) -> Row:
    """Return a budget, dropped or not."""
    return connection.execute(select(budget).where(budget.c.id == budget_id)).one()


def find(connection: Connection, scope: str, subject: str, period: str) -> Row | None:
    """Return the budget of a subject, dropped or not."""
    this = (budget.c.scope == scope, budget.c.subject == subject, budget.c.period == period)
    return connection.execute(select(budget).where(*this)).first()


def add(connection: Connection, **values: Any) -> int:
    """Write a budget and return its id."""
    return insert(connection, budget, values)


def change(connection: Connection, budget_id: int, **values: Any) -> None:
    """Write over columns of a budget."""
    connection.execute(update(budget).where(budget.c.id == budget_id).values(**values))


def outrun(connection: Connection, at_ms: int) -> Sequence[Row]:
    """Return the budgets whose stretch of time is over. One whose clock was set back goes on with what it has."""
    rows = connection.execute(_DATED).all()
    return [row for row in rows if row.window < window(Period(row.period), at_ms)]


def is_spent_for_others(connection: Connection, question_id: int, number: int) -> bool:
    """Return whether an entry asks about a budget of which nothing is left, and which is not just that of one item."""
    own = and_(budget.c.scope.in_(words(NUMBERED)), budget.c.subject == str(number))
    query = select(budget.c.id).where(_IN_FORCE, budget.c.question_id == question_id, ~own)
    return connection.execute(query.where(budget.c.spent_micros >= budget.c.limit_micros)).first() is not None


def hold(connection: Connection, budget_id: int, micros: int) -> bool:
    """Hold money back under a budget if it covers it; return whether it does."""
    return bool(connection.execute(_HOLD, {"the_budget": budget_id, "more": micros}).rowcount)


def charge_call(connection: Connection, call_id: int, budget_ids: Sequence[int], micros: int) -> None:
    """Write what one call holds back under some budgets."""
    rows = [{"model_call_id": call_id, "budget_id": one, "micros": micros} for one in budget_ids]
    if rows:
        connection.execute(charge.insert(), rows)


def take(connection: Connection, call_id: int, micros: int) -> list[Row]:
    """Turn what a call holds back into what it has cost, under each of its budgets; return these as they are now.

    A bill above what was held back is taken as far as the limits go.
    """
    query = select(budget, charge.c.id.label("charge_id"), charge.c.micros.label("held"))
    query = query.join(charge, charge.c.budget_id == budget.c.id).where(charge.c.model_call_id == call_id)
    rows = connection.execute(query.with_for_update()).all()
    for row in rows:
        taken = min(micros, row.limit_micros - row.spent_micros - (row.reserved_micros - row.held))
        connection.execute(update(charge).where(charge.c.id == row.charge_id).values(micros=taken))
        change(
            connection, row.id, spent_micros=row.spent_micros + taken, reserved_micros=row.reserved_micros - row.held
        )
    return [by_id(connection, row.id) for row in rows]


def recount(connection: Connection, budget_id: int, since_ms: int) -> tuple[int, int]:
    """Charge to a budget the calls since a time that fall under it and are not charged yet; return spent and reserved.

    Calls that have ended count by their end, others are held back in full. Nothing is written to the budget itself.
    """
    row = by_id(connection, budget_id)
    is_open = model_call.c.ended_at_ms.is_(None)
    counts = and_(_falls_under(row), or_(is_open, model_call.c.ended_at_ms >= since_ms))
    micros = case((is_open, model_call.c.reserved_micros), else_=model_call.c.cost_micros)
    charged = exists(select(charge.c.id).where(charge.c.model_call_id == model_call.c.id, _charged_to(budget_id)))
    calls = select(model_call.c.id, micros.label("micros")).select_from(
        model_call.outerjoin(work_item, work_item.c.id == model_call.c.item_id)
    )
    for call in connection.execute(calls.where(counts, ~charged, micros > 0)).all():
        charge_call(connection, call.id, [budget_id], call.micros)
    # A bill above what was held back was taken only as far as the limit went: now the rest of it counts too.
    cost = select(model_call.c.cost_micros).where(model_call.c.id == charge.c.model_call_id, ~is_open).scalar_subquery()
    connection.execute(update(charge).where(_charged_to(budget_id), charge.c.micros < cost).values(micros=cost))
    sums = select(
        func.coalesce(func.sum(case((is_open, 0), else_=charge.c.micros)), 0),
        func.coalesce(func.sum(case((is_open, charge.c.micros), else_=0)), 0),
    ).join(model_call, model_call.c.id == charge.c.model_call_id)
    spent, reserved = connection.execute(
        sums.where(_charged_to(budget_id), or_(is_open, model_call.c.ended_at_ms >= since_ms))
    ).one()
    return int(spent), int(reserved)


def held(connection: Connection, row: Row) -> Sequence[Row]:
    """Return who waits in the queue for a budget: number, kind and state of the item, and the handle."""
    query = (
        select(work_item.c.number, work_item.c.state, employee.c.handle)
        .select_from(wake)
        .join(work_item, work_item.c.id == wake.c.item_id)
        .join(brains.with_brain(employee), employee.c.id == wake.c.employee_id)
        .where(wake.c.state == "pending", ~brains.is_free(employee), _within(row, employee.c.id))
        .order_by(wake.c.id)
    )
    return connection.execute(query).all()


def _falls_under(row: Row) -> ColumnElement[bool]:
    return _within(row, model_call.c.employee_id)


def _within(row: Row, employee_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return whether an item (of `work_item`) and an employee are in the scope of a budget."""
    if row.scope == Scope.COMPANY:
        return and_(True)
    if row.scope == Scope.EMPLOYEE:
        return employee_id.in_(select(employee.c.id).where(employee.c.handle == row.subject))
    above = work_item.alias("above")
    this = above.c.key == row.subject if row.scope == Scope.PROJECT else above.c.number == int(row.subject)
    top = select(above.c.id).where(this)
    between = work_item.alias("between")
    inside = select(between.c.id).where(between.c.parent_id.in_(top))
    return or_(work_item.c.id.in_(top), work_item.c.parent_id.in_(top), work_item.c.parent_id.in_(inside))


def _charged_to(budget_id: int) -> ColumnElement[bool]:
    return charge.c.budget_id == budget_id


def _is(scope: Scope, subject: str) -> ColumnElement[bool]:
    return and_(budget.c.scope == scope, budget.c.subject == subject)


def _shortage(row: Row) -> Shortage:
    name = named(row.scope, row.subject, row.period, row.limit_micros)
    is_spent = row.spent_micros >= row.limit_micros
    words = f"{name} is spent" if is_spent else f"{name} does not cover the next call"
    return Shortage(words, f"budget:{row.id}", row.asked)


def _by_item(connection: Connection, by_scope: dict[str, dict[str, list[Shortage]]]) -> dict[int, tuple[Shortage, ...]]:
    found: dict[int, list[Shortage]] = defaultdict(list)
    numbers = {**by_scope[Scope.TICKET], **by_scope[Scope.MEETING]}
    these = select(work_item.c.id, work_item.c.number, work_item.c.kind).where(
        work_item.c.number.in_([int(number) for number in numbers])
    )
    for row in connection.execute(these) if numbers else ():
        found[row.id] += by_scope[_KINDS.get(row.kind, Scope.TICKET)][str(row.number)]
    projects = by_scope[Scope.PROJECT]
    query = select(work_item.c.id, work_item.c.key, work_item.c.parent_id).where(work_item.c.kind.in_(_CONTAINERS))
    rows = connection.execute(query).all() if projects else []
    keys = {row.id: row.key for row in rows}
    for row in rows:
        for key in (row.key, keys.get(row.parent_id)):
            found[row.id] += projects.get(key, ()) if key is not None else ()
    return {item_id: tuple(shortages) for item_id, shortages in found.items() if shortages}
