"""Companies that spend: people whose brain costs money, calls with a known worst case, and the audit of the books."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from teamx_tui.brains.desk import Receipt
from teamx_tui.company import runs, spending
from teamx_tui.company.founding import Allowance, Charter, Project
from teamx_tui.company.office import Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.budgets import Period, window_ms
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.usage import Quote, Usage
from tests.builders import charter, filing, people, queued, try_claim

SONNET: Final = "claude-sonnet-5-5"
"""2 dollars in, 10 out; a token written to a cache for an hour costs 4."""
CENT: Final = 10_000
_CHARGED: Final = "charge JOIN model_call m ON m.id = model_call_id"


def quote(cents: int, model: str = SONNET) -> Quote:
    """A call that may cost as many cents: a thousand tokens out for each."""
    return Quote(model, 0, 1000 * cents)


def usage(cents: float) -> Usage:
    """What a call used that cost as many cents."""
    return Usage(0, round(1000 * cents))


def paper(*budgets: Allowance, staff: int = 3, project: str | None = "panel", **more: Any) -> Charter:
    """People with a paid brain, a ticket for each; `allowance` makes budgets."""
    filings = [filing(no, who, project=project) for no, who in enumerate(people(staff), start=1)]
    projects = [Project("panel", "The panel")]
    return charter(staff, filings, brain="claude", budgets=budgets, projects=projects, **more)


def allowance(cents: int, scope: str = "company", subject: str = "", **more: Any) -> Allowance:
    return Allowance(scope, subject, cents * CENT, **more)


def claim_all(office: Office) -> list[Claim]:
    """Everybody whose turn may begin, in the order they were queued."""
    return [claimed for number, handle in queued(office) for claimed in try_claim(office, number, handle)[0]]


def spend(office: Office, claimed: Claim, cents: float, worst: int | None = None) -> int:
    """Make a call in a turn and settle it; return its id."""
    call_id = spending.reserve(office, claimed, quote(worst if worst is not None else -int(-cents // 1)))
    pay(office, call_id, cents)
    return call_id


def pay(office: Office, call_id: int, cents: float | None) -> None:
    """Settle a call; None: nobody knows what became of it."""
    with office.act("system") as act:
        spending.settle(act, Receipt(call_id, usage(cents) if cents is not None else None))


def stop(office: Office, claimed: Claim, reason: str = "no budget covers it") -> None:
    """End a turn as a refused call ends it."""
    runs.give_back(office, claimed, Mishap.UNCOVERED, reason)


def read(path: Path, query: str, *given: Any) -> list[Any]:
    """Rows as another program sees them."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, given).fetchall()


def faults(path: Path, *, overbilled: bool = False) -> list[str]:
    """Everything that is wrong with the books; `overbilled`: a host may have billed more than was held back."""
    found = []
    budgets = read(path, "SELECT id, period, window, limit_micros, spent_micros, reserved_micros FROM budget")
    for budget_id, period, window, limit, spent, reserved in budgets:
        since = window_ms(Period(period), window)[0]
        charged = (
            "SELECT coalesce(sum(micros), 0) FROM charge JOIN model_call m ON m.id = model_call_id WHERE budget_id"
        )
        (held,) = read(path, f"{charged} = ? AND state = 'open'", budget_id)[0]
        (taken,) = read(path, f"{charged} = ? AND state <> 'open' AND ended_at_ms >= ?", budget_id, since)[0]
        if spent + reserved > limit:
            found.append(f"budget {budget_id}: {spent} + {reserved} is over {limit}")
        if (spent, reserved) != (taken, held):
            found.append(f"budget {budget_id}: {spent}, {reserved} in the books, {taken}, {held} charged")
    comparison = "<" if overbilled else "<>"
    wrong = "SELECT m.id FROM charge JOIN model_call m ON m.id = model_call_id WHERE state <> 'open' AND cost_micros"
    found += [f"call {row[0]} is charged otherwise" for row in read(path, f"{wrong} {comparison} micros")]
    summed = "(SELECT coalesce(sum(cost_micros), 0) FROM model_call WHERE run_id = run.id AND state <> 'open')"
    found += [
        f"run {row[0]} does not add up" for row in read(path, f"SELECT id FROM run WHERE cost_micros <> {summed}")
    ]
    return found


def books(path: Path, scope: str = "company") -> Sequence[Any]:
    """Spent and reserved of the first budget of a scope, in cents."""
    row = read(path, "SELECT spent_micros, reserved_micros FROM budget WHERE scope = ? ORDER BY id", scope)[0]
    return tuple(micros / CENT for micros in row)
