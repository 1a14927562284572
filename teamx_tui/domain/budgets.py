"""What a budget is of and over which time it is counted, how it is called, and by how much it is raised at a time.

No clock, no database, no I/O.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

_DAY_MS: Final = 86_400_000
DOLLAR: Final = 1_000_000
"""In micro-dollars."""
WARN_PERCENT: Final = 80
"""Share of a limit at which a budget warns if nobody says otherwise."""
_STEPS: Final = (1, 2, 5)


class Scope(StrEnum):
    """Whose spending a budget limits."""

    COMPANY = "company"
    PROJECT = "project"
    EMPLOYEE = "employee"
    TICKET = "ticket"
    MEETING = "meeting"


class Period(StrEnum):
    """How long a budget's limit lasts; then it is counted from nothing again."""

    DAY = "day"
    MONTH = "month"
    TOTAL = "total"


_PURSES: Final = {
    Scope.COMPANY: "the company",
    Scope.PROJECT: "project {}",
    Scope.EMPLOYEE: "@{}",
    Scope.TICKET: "#{}",
    Scope.MEETING: "meeting #{}",
}
NUMBERED: Final = frozenset({Scope.TICKET, Scope.MEETING})
"""Scopes whose subject is a number."""
_NAMES: Final = {
    Scope.COMPANY: "the company's budget",
    Scope.PROJECT: "the budget of project {}",
    Scope.EMPLOYEE: "@{}'s budget",
    Scope.TICKET: "the budget of #{}",
    Scope.MEETING: "the budget of meeting #{}",
}
_SPANS: Final = {Period.DAY: " a day", Period.MONTH: " a month", Period.TOTAL: ""}


def window(period: Period, at_ms: int) -> int:
    """Return which stretch of its period a time (milliseconds UTC) lies in: the days since 1970, `202611`, or 0.

    Days and months are those of UTC, as in every other sum.
    """
    if period is Period.DAY:
        return at_ms // _DAY_MS
    if period is Period.MONTH:
        at = datetime.fromtimestamp(at_ms / 1000, UTC)
        return at.year * 100 + at.month
    return 0


def window_ms(period: Period, of: int) -> tuple[int, int | None]:
    """Return when a stretch begins and when the next one does (milliseconds UTC); a total never ends."""
    if period is Period.DAY:
        return of * _DAY_MS, (of + 1) * _DAY_MS
    if period is Period.MONTH:
        year, month = divmod(of, 100)
        ends = (datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC))
        begin, end = (int(at.timestamp() * 1000) for at in ends)
        return begin, end
    return 0, None


def dollars(micros: int) -> str:
    """Return micro-dollars as they are written in a sentence: `$5.00`; less than a cent in full."""
    if micros % 10_000 and abs(micros) < 10_000:
        return f"${micros / DOLLAR:.6f}".rstrip("0")
    return f"${micros / DOLLAR:,.2f}"


def purse(scope: str, subject: str) -> str:
    """Return what a budget is of: `the company`, `@ada`, `#64`, `project panel`, `meeting #76`."""
    return _PURSES[Scope(scope)].format(subject)


def named(scope: str, subject: str, period: str, limit_micros: int) -> str:
    """Return what a budget is called: `@ada's budget of $5.00 a day`."""
    return f"{_NAMES[Scope(scope)].format(subject)} of {dollars(limit_micros)}{_SPANS[Period(period)]}"


def is_over_warning(spent_micros: int, limit_micros: int, warn_percent: int) -> bool:
    """Return whether so much is spent that somebody should know."""
    return spent_micros * 100 >= limit_micros * warn_percent


def step_up(limit_micros: int, short_micros: int) -> int:
    """Return by how much a budget is raised when nobody names an amount.

    The first of 1, 2, 5, 10, 20, 50 ... dollars that covers what is short and is at least half of the limit.
    """
    least = max(short_micros, (limit_micros + 1) // 2)
    unit = DOLLAR
    while True:
        for step in _STEPS:
            if step * unit >= least:
                return step * unit
        unit *= 10
