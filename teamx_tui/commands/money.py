"""The command that says what was spent."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.commands.shapes import iso
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.money import Budget, By, Money, Sum
    from teamx_tui.company.office import Office

_COLUMNS = ("Turns", "Failed", "Calls", "Spent", "Time", "p50", "p95")


@command("money", by="employee, ticket, project, model or day")
def money(office: Office, *, by: str = "employee") -> Reply:
    """Say what was spent, on whom or what, and what may still be spent."""
    seen = company.money.look(office, _by(by))
    rows = tuple((words.account(seen.by, one.key, one.label), *_cells(one)) for one in seen.sums)
    table = Table((seen.by.capitalize(), *_COLUMNS), rows) if rows else None
    return Reply("\n".join(_sentences(seen)), _shape(seen), table)


def _by(word: str) -> By:
    """Return what is to be added up.

    Raises:
        Invalid: that cannot be.
    """
    try:
        return company.money.By(word.lower())
    except ValueError:
        known = ", ".join(company.money.By)
        raise Invalid(f"Money is not added up by {word!r}. It is by {known}.") from None


def _sentences(seen: Money) -> list[str]:
    total = seen.total
    lines = [f"{words.dollars(total.micros)}, {words.count(total.calls, 'call')}, {words.count(total.turns, 'turn')}."]
    if seen.head.idle_since_ms is not None:
        lines.append(f"Idle since {iso(seen.head.idle_since_ms)}: nothing runs, so nothing is called or spent.")
    lines += [_budget(one) for one in seen.budgets] or ["There is no budget."]
    return lines


def _budget(one: Budget) -> str:
    state = "spent" if one.left <= 0 else "over the warning" if one.is_warning else f"warns at {one.warn_percent} %"
    name = f"{one.scope} {one.subject}".strip()
    used = f"{one.percent} % used, {words.dollars(one.left)} left"
    return f"Budget of {name}: {words.dollars(one.limit)}, {used}; {state}."


def _cells(one: Sum) -> tuple[str, ...]:
    return (
        f"{one.turns:,}",
        f"{one.failed:,}",
        f"{one.calls:,}",
        words.dollars(one.micros),
        words.duration(one.took_ms),
        words.duration(one.p50_ms),
        words.duration(one.p95_ms),
    )


def _shape(seen: Money) -> dict[str, Any]:
    idle = seen.head.idle_since_ms
    return {
        "by": seen.by,
        "total": _sum(seen.total),
        "sums": [{"key": one.key, "label": one.label, **_sum(one)} for one in seen.sums],
        "budgets": [{**asdict(one), "left": one.left, "percent": one.percent} for one in seen.budgets],
        "idle_since": iso(idle) if idle is not None else None,
    }


def _sum(one: Sum) -> dict[str, Any]:
    return {
        "turns": one.turns,
        "failed": one.failed,
        "model_calls": one.calls,
        "cost_usd": one.micros / 1_000_000,
        "seconds": one.took_ms / 1000,
        "p50_seconds": one.p50_ms / 1000,
        "p95_seconds": one.p95_ms / 1000,
    }
