"""What was spent since a time, and on what."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from teamx_tui.company.money import By
from teamx_tui.company.office import Office
from teamx_tui.store import ledger
from teamx_tui.store.rows import Row

SHOWN: Final = 1000
"""Sums read, the dearest first."""


@dataclass(frozen=True, slots=True)
class Expense:
    """What the turns of one employee, ticket, project or model, or questions, took and cost; of all, `total`."""

    key: str
    """As that of `money.Sum`."""
    label: str
    turns: int
    calls: int
    micros: int
    p50_ms: int
    """Half of the turns took no longer."""
    p95_ms: int
    """95 of 100 turns took no longer."""


NOTHING: Final = Expense("all", "", 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Expenses:
    """What was spent in a span of time that ends now."""

    by: By
    total: Expense
    of: tuple[Expense, ...]
    """The dearest first, at most `SHOWN`."""


def since(office: Office, since_ms: int, by: By = By.TICKET) -> Expenses:
    """Return what the turns and calls apart from them took and cost that have ended since a time (milliseconds UTC)."""
    with office.look() as connection:
        whole = ledger.sums(connection, "all", 1, since_ms)
        rows = ledger.sums(connection, by, SHOWN, since_ms)
    total = next((_expense(row, row.key) for row in whole), NOTHING)
    return Expenses(by, total, tuple(_expense(row, _date(row.key) if by is By.DAY else row.key) for row in rows))


def _expense(row: Row, key: str) -> Expense:
    return Expense(key, row.label, row.turns, row.calls, row.micros, row.p50_ms, row.p95_ms)


def _date(day: str) -> str:
    """Return a day that is counted from the epoch as an ISO date."""
    return f"{datetime.fromtimestamp(int(day) * 86_400, UTC):%Y-%m-%d}"
