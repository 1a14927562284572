"""The command that says what was spent."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.commands import budgets, words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.commands.shapes import iso
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.money import Budget, By, Money, Sum
    from teamx_tui.company.office import Office

_COLUMNS = ("Turns", "Failed", "Calls", "Spent", "In", "Out", "Cached", "Time", "p50", "p95", "p99")


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
    lines += [tokens(total)] if total.calls else []
    lines += [surge(seen)] if seen.is_surge else []
    lines += [_budget(one) for one in seen.budgets] or ["There is no budget."]
    return lines


def tokens(one: Sum) -> str:
    """Return what calls used, and what is not known of them, as a sentence."""
    used = (
        f"{one.input_tokens:,} tokens in, {one.output_tokens:,} out, "
        f"{one.cache_write_tokens:,} written to a cache, {one.cache_read_tokens:,} read from it."
    )
    unknown = f" {words.count(one.unknown, 'call')} charged in full, as nobody knows what became of it."
    unpriced = f" {words.count(one.unpriced, 'call')} without a known price, so not in the sum: teamx prices"
    return used + (unknown if one.unknown else "") + (unpriced if one.unpriced else "")


def surge(seen: Money) -> str:
    """Return by how much faster than usually money goes, and when it runs out, as a sentence."""
    recent, usual = words.dollars(seen.pace.recent_micros), words.dollars(seen.pace.usual_micros)
    gone = next((one for one in seen.budgets if one.exhausted_at_ms is not None), None)
    ends = f" At this pace the budget of {budgets.label(gone)} is spent {_when(gone, seen)}." if gone else ""
    return f"Spending is up {seen.pace.rise_percent} %: {recent} in the last 15 minutes, usually {usual}.{ends}"


def _when(one: Budget, seen: Money) -> str:
    left_ms = (one.exhausted_at_ms or 0) - seen.head.at_ms
    return f"in {words.duration(left_ms)}" if left_ms > 0 else "now"


def _budget(one: Budget) -> str:
    used = f"{one.percent} % used, {words.dollars(one.left)} left"
    held = f", {words.dollars(one.reserved)} held back" if one.reserved else ""
    return f"Budget of {budgets.label(one)}: {words.dollars(one.limit)}, {used}{held}; {budgets.state(one)}."


def _cells(one: Sum) -> tuple[str, ...]:
    return (
        f"{one.turns:,}",
        f"{one.failed:,}",
        f"{one.calls:,}",
        words.dollars(one.micros),
        f"{one.input_tokens:,}",
        f"{one.output_tokens:,}",
        f"{one.cache_write_tokens + one.cache_read_tokens:,}",
        words.duration(one.took_ms),
        words.duration(one.p50_ms),
        words.duration(one.p95_ms),
        words.duration(one.p99_ms),
    )


def _shape(seen: Money) -> dict[str, Any]:
    idle = seen.head.idle_since_ms
    return {
        "by": seen.by,
        "total": _sum(seen.total),
        "sums": [{"key": one.key, "label": one.label, **_sum(one)} for one in seen.sums],
        "budgets": [budgets.shape(one) for one in seen.budgets],
        "pace": {**asdict(seen.pace), "rise_percent": seen.pace.rise_percent, "surge": seen.is_surge},
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
        "p99_seconds": one.p99_ms / 1000,
        "input_tokens": one.input_tokens,
        "output_tokens": one.output_tokens,
        "cache_write_tokens": one.cache_write_tokens,
        "cache_read_tokens": one.cache_read_tokens,
        "unknown_calls": one.unknown,
        "unpriced_calls": one.unpriced,
    }
