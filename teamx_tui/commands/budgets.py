"""Commands that say who may spend how much."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.commands.shapes import iso
from teamx_tui.domain.budgets import DOLLAR, WARN_PERCENT, Period, Scope, purse
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.budgets import Place
    from teamx_tui.company.money import Budget
    from teamx_tui.company.office import Office

_COLUMNS: Final = ("Budget", "Limit", "Spent", "Reserved", "Left", "Used", "Warns", "Asks above", "State")
_SCOPES: Final = "company, project, employee, ticket or meeting"
_PERIODS: Final = "day, month or total"
_SUBJECT: Final = "which one: a project's key, a handle, a number; nothing for the company"


@command("budget list")
def budget_list(office: Office) -> Reply:
    """List the budgets: what may be spent, what is spent, and what is held back for calls going on."""
    seen = company.money.budgets_now(office)
    rows = tuple(_cells(one) for one in seen)
    sentence = "" if rows else "There is no budget, so nothing holds spending back: teamx budget set company --limit 50"
    return Reply(sentence, [shape(one) for one in seen], Table(_COLUMNS, rows) if rows else None)


@command(
    "budget set",
    changes=True,
    scope=_SCOPES,
    subject=_SUBJECT,
    limit="dollars that may be spent",
    period=f"how long the limit lasts: {_PERIODS}",
    warn="percent from which on a warning is shown",
    approve_above="dollars; you are asked before a call that may cost more",
)
def budget_set(
    office: Office,
    scope: str,
    subject: str = "",
    *,
    limit: float,
    period: str = "total",
    warn: int = WARN_PERCENT,
    approve_above: float | None = None,
) -> Reply:
    """Set a budget, or set it anew; what was spent before in its day, month or at all counts too."""
    dear = _micros(approve_above) if approve_above is not None else None
    terms = company.budgets.Terms(_micros(limit), warn, dear)
    name = company.budgets.put(office, _place(scope, subject, period), terms)
    return Reply(f"Set: {name}. It warns at {warn} %.", {"budget": name})


@command(
    "budget raise",
    changes=True,
    scope=_SCOPES,
    subject=_SUBJECT,
    by="dollars; by at least a half when left out",
    period=f"the budget of a {_PERIODS}",
)
def budget_raise(
    office: Office, scope: str, subject: str = "", *, by: float | None = None, period: str = "total"
) -> Reply:
    """Raise a budget; whoever waited for it goes on."""
    more = _micros(by) if by is not None else None
    name = company.budgets.increase(office, _place(scope, subject, period), more)
    return Reply(f"Raised: it is {name} now.", {"budget": name})


@command("budget drop", changes=True, scope=_SCOPES, subject=_SUBJECT, period=f"the budget of a {_PERIODS}")
def budget_drop(office: Office, scope: str, subject: str = "", *, period: str = "total") -> Reply:
    """Drop a budget: it holds nothing back any more."""
    name = company.budgets.drop(office, _place(scope, subject, period))
    return Reply(f"Dropped: {name}.", {"budget": name})


def label(one: Budget) -> str:
    """Return what a budget is of, and for how long, in a few words: `@priya a day`."""
    span = "" if one.period == Period.TOTAL else f" a {one.period}"
    return purse(one.scope, one.subject) + span


def state(one: Budget) -> str:
    """Return how it is with a budget: spent, asked about, over its warning, or fine."""
    if one.question is not None:
        return f"asks you ({one.question})"
    if one.left <= 0:
        return "spent"
    return "over the warning" if one.is_warning else f"warns at {one.warn_percent} %"


def shape(one: Budget) -> dict[str, Any]:
    """Return a budget for programs; amounts in micro-dollars."""
    gone = one.exhausted_at_ms
    return {
        **{name: value for name, value in asdict(one).items() if name != "exhausted_at_ms"},
        "left": one.left,
        "percent": one.percent,
        "warning": one.is_warning,
        "exhausted_at": iso(gone) if gone is not None else None,
    }


def _cells(one: Budget) -> tuple[str, ...]:
    amounts = (words.dollars(micros) for micros in (one.limit, one.spent, one.reserved, one.left))
    dear = words.dollars(one.approve_above) if one.approve_above is not None else "–"
    how = "fine" if one.question is None and one.left > 0 and not one.is_warning else state(one)
    return (label(one), *amounts, f"{one.percent} %", f"{one.warn_percent} %", dear, how)


def _place(scope: str, subject: str, period: str) -> Place:
    """Return what a budget is of.

    Raises:
        Invalid: there is no such scope or period.
    """
    try:
        return company.budgets.Place(Scope(scope.lower()), subject.removeprefix("@"), Period(period.lower()))
    except ValueError:
        if scope.lower() not in set(Scope):
            raise Invalid(f"There is no budget of a {scope!r}. A budget is of one of these: {_SCOPES}.") from None
        raise Invalid(f"A budget does not last a {period!r}. It lasts one of these: {_PERIODS}.") from None


def _micros(dollars: float) -> int:
    if not math.isfinite(dollars):
        raise Invalid("An amount is a number of dollars.")
    return round(dollars * DOLLAR)
