"""What the company's turns took and cost, and what it may still spend. Days are days of UTC, as in every other sum."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from teamx_tui.company import heads
from teamx_tui.company.heads import Head
from teamx_tui.company.office import Office
from teamx_tui.store import ledger
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
    """What some turns took and cost."""

    key: str
    """Handle, ticket number, project key, brain and model, or ISO date; empty for tickets without a project."""
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


@dataclass(frozen=True, slots=True)
class Budget:
    """What a scope may spend, in micro-dollars."""

    scope: str
    subject: str
    """Handle, project key or ticket number; empty for the company."""
    limit: int
    spent: int
    reserved: int
    """Held back for calls that are going on."""
    warn_percent: int

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
    sums: tuple[Sum, ...]
    """The dearest first, days the latest first."""
    budgets: tuple[Budget, ...]
    step_ms: int
    beats: tuple[Beat, ...]
    """Without gaps up to now, oldest first, one for each step; at most `STEPS`."""


NOTHING: Final = Sum("all", "", 0, 0, 0, 0, 0, 0, 0)


def look(office: Office, by: By = By.EMPLOYEE) -> Money:
    """Return what was spent until now."""
    head = heads.look(office)
    with office.look() as connection:
        total = next((_sum(By.EMPLOYEE, row) for row in ledger.sums(connection, "all", 1)), NOTHING)
        step_ms, beats = _beats(connection, head.at_ms)
        return Money(
            head=head,
            by=by,
            total=total,
            sums=tuple(_sum(by, row) for row in ledger.sums(connection, by, MOST)),
            budgets=tuple(
                Budget(
                    row.scope, row.subject, row.limit_micros, row.spent_micros, row.reserved_micros, row.warn_percent
                )
                for row in ledger.budgets(connection)
            ),
            step_ms=step_ms,
            beats=beats,
        )


def _sum(by: By, row: Row) -> Sum:
    key = row.key if by is not By.DAY else f"{datetime.fromtimestamp(int(row.key) * 86_400, UTC):%Y-%m-%d}"
    return Sum(key, row.label, row.turns, row.failed, row.calls, row.micros, row.took_ms, row.p50_ms, row.p95_ms)


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
