"""What the company's turns took and cost, and what it may still spend. Days are days of UTC, as in every other sum."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from teamx_tui.company import heads, surges
from teamx_tui.company.heads import Head
from teamx_tui.company.office import Office
from teamx_tui.domain import budgets as rules
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.surges import Pace, exhausted_at
from teamx_tui.store import budgets, ledger
from teamx_tui.store.rows import Connection, Row

MOST: Final = 1000
"""Sums listed."""
STEPS: Final = 200
"""Points in time that are added up, at most."""
MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
_STEPS_BY_AGE: Final = ((2 * HOUR_MS, MINUTE_MS), (4 * ledger.DAY_MS, HOUR_MS))


class By(StrEnum):
    """What is added up."""

    EMPLOYEE = "employee"
    TICKET = "ticket"
    PROJECT = "project"
    MODEL = "model"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Sum:
    """What some turns, and calls of models apart from them, took and cost."""

    key: str
    """Handle, ticket number, project key, brain and model, or ISO date; empty for tickets without a project.

    `domain.usage.QUESTIONS` or `TRIALS` for calls that belong to no employee, ticket and project.
    """
    label: str
    """Name or title, if it has one."""
    turns: int
    failed: int
    """Turns among them that failed or were interrupted."""
    calls: int
    """Calls of a model."""
    micros: int
    took_ms: int
    p50_ms: int
    """Half of the turns took no longer."""
    p95_ms: int
    """95 of 100 turns took no longer."""
    p99_ms: int
    """99 of 100 turns took no longer."""
    input_tokens: int = 0
    """Sent, and neither written to a cache nor read from one."""
    output_tokens: int = 0
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    unknown: int = 0
    """Calls of which nobody knows what became; they are charged in full."""
    unpriced: int = 0
    """Calls of which nobody knows the price; they are in the sum with nothing."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a scope may spend, in micro-dollars."""

    scope: str
    subject: str
    """Handle, project key, ticket or meeting number; empty for the company."""
    limit: int
    spent: int
    """Since its day or month began."""
    reserved: int
    """Held back for calls that are going on."""
    warn_percent: int
    period: str = Period.TOTAL
    approve_above: int | None = None
    """A call that may cost more is asked about first."""
    question: int | None = None
    """The open entry of the inbox about it: until it is answered nobody spends from it."""
    exhausted_at_ms: int | None = None
    """When it is spent at the pace of the last quarter of an hour; None if it is not."""

    @property
    def left(self) -> int:
        """What may still be spent."""
        return self.limit - self.spent - self.reserved

    @property
    def percent(self) -> int:
        """Spent and reserved of the limit in whole percent, rounded down."""
        return (self.spent + self.reserved) * 100 // self.limit if self.limit else 100

    @property
    def is_warning(self) -> bool:
        """So much is gone that somebody should know."""
        return self.percent >= self.warn_percent


@dataclass(frozen=True, slots=True)
class Beat:
    """What ended between a time and the next step."""

    at_ms: int
    turns: int
    calls: int
    micros: int


@dataclass(frozen=True, slots=True)
class Money:
    """Everything there is to say about what was spent."""

    head: Head
    by: By
    total: Sum
    """Of all turns, questions and trials of brains; `sums` add up to it."""
    sums: tuple[Sum, ...]
    """The dearest first, days the latest first."""
    budgets: tuple[Budget, ...]
    pace: Pace
    is_surge: bool
    """Money goes much faster than it did."""
    step_ms: int
    beats: tuple[Beat, ...]
    """Without gaps up to now, oldest first, one for each step; at most `STEPS`."""


NOTHING: Final = Sum("all", "", 0, 0, 0, 0, 0, 0, 0, 0)


def look(office: Office, by: By = By.EMPLOYEE) -> Money:
    """Return what was spent until now."""
    head = heads.look(office)
    with office.look() as connection:
        total = next((_sum(By.EMPLOYEE, row) for row in ledger.sums(connection, "all", 1)), NOTHING)
        step_ms, beats = _beats(connection, head.at_ms)
        pace = surges.now_at(connection, head.at_ms)
        return Money(
            head=head,
            by=by,
            total=total,
            sums=tuple(_sum(by, row) for row in ledger.sums(connection, by, MOST)),
            budgets=_budgets(connection, head.at_ms, pace),
            pace=pace,
            is_surge=pace.is_surge(went_on=surges.goes_on(connection)),
            step_ms=step_ms,
            beats=beats,
        )


def budgets_now(office: Office) -> tuple[Budget, ...]:
    """Return the budgets as they are now, the company's first."""
    with office.look() as connection:
        now_ms = office.clock()
        return _budgets(connection, now_ms, surges.now_at(connection, now_ms))


def _budgets(connection: Connection, now_ms: int, pace: Pace) -> tuple[Budget, ...]:
    return tuple(_budget(row, now_ms, pace) for row in budgets.in_force(connection))


def _budget(row: Row, now_ms: int, pace: Pace) -> Budget:
    period = Period(row.period)
    now = rules.window(period, now_ms)
    # Its day may be over without anybody having had to do with it since.
    spent = row.spent_micros if row.window >= now else 0
    ends_ms = rules.window_ms(period, now)[1]
    at_ms = exhausted_at(row.limit_micros - spent - row.reserved_micros, pace.recent_micros, now_ms, ends_ms)
    return Budget(
        scope=row.scope,
        subject=row.subject,
        limit=row.limit_micros,
        spent=spent,
        reserved=row.reserved_micros,
        warn_percent=row.warn_percent,
        period=row.period,
        approve_above=row.approve_above_micros,
        question=row.asked,
        # What the pace of the whole company means for one of its parts nobody can say.
        exhausted_at_ms=at_ms if row.scope == Scope.COMPANY else None,
    )


def _sum(by: By, row: Row) -> Sum:
    key = row.key if by is not By.DAY else f"{datetime.fromtimestamp(int(row.key) * 86_400, UTC):%Y-%m-%d}"
    return Sum(
        key=key,
        label=row.label,
        turns=row.turns,
        failed=row.failed,
        calls=row.calls,
        micros=row.micros,
        took_ms=row.took_ms,
        p50_ms=row.p50_ms,
        p95_ms=row.p95_ms,
        p99_ms=row.p99_ms,
        input_tokens=row.input_tokens,
        output_tokens=row.output_tokens,
        cache_write_tokens=row.cache_write_tokens,
        cache_read_tokens=row.cache_read_tokens,
        unknown=row.unknown,
        unpriced=row.unpriced,
    )


def _beats(connection: Connection, now_ms: int) -> tuple[int, tuple[Beat, ...]]:
    """Return minutes while the company is young, later hours, then days."""
    first = ledger.first_end(connection)
    if first is None:
        return MINUTE_MS, ()
    step_ms = next((step for age, step in _STEPS_BY_AGE if now_ms - first < age), ledger.DAY_MS)
    last = now_ms // step_ms
    begin = max(first // step_ms, last - STEPS + 1)
    rows = {row.step: row for row in ledger.pulse(connection, begin * step_ms, step_ms)}
    return step_ms, tuple(
        Beat(step * step_ms, rows[step].turns, rows[step].calls, rows[step].micros)
        if step in rows
        else Beat(step * step_ms, 0, 0, 0)
        for step in range(begin, last + 1)
    )
