"""A budget that is raised or lowered from what it is now: by how much, and from what to what."""

from collections.abc import Sequence
from typing import Any, Final

from teamx_tui.commands.grammar.vocabulary import Purse, Vocabulary
from teamx_tui.domain.budgets import DOLLAR, WARN_PERCENT, Period, Scope, dollars, purse, step_up
from teamx_tui.domain.errors import Invalid

Given = dict[str, Any]
_CENT: Final = 10_000
_SPANS: Final = {Period.DAY: "a day", Period.MONTH: "a month", Period.TOTAL: "in total"}


def measured(command: str, given: Given, words: Vocabulary) -> str:
    """Return from what to what a budget goes; turns what was said of it in proportion into an amount of dollars.

    Raises:
        Invalid: it is said in proportion to a budget that does not exist, or to one of several, or leaves nothing.
    """
    place = (given["scope"], given.get("subject", ""))
    theirs = [one for one in words.budgets if (one.scope, one.subject) == place]
    of = [one for one in theirs if one.period == given.get("period", one.period)]
    change = given.get("by" if command == "budget raise" else "limit")
    if len(of) != 1:
        if isinstance(change, str):
            raise Invalid(_which(given, theirs))
        return ""
    if command == "budget raise":
        return _raised(given, of[0], change)
    if isinstance(change, str):
        return _lowered(given, of[0], change)
    return _from(of[0], round(change * DOLLAR)) if change is not None else ""


def _raised(given: Given, now: Purse, by: str | float | None) -> str:
    micros = _part(by, now) if isinstance(by, str) else round(by * DOLLAR) if by is not None else None
    if now.period != Period.TOTAL:
        given["period"] = now.period
    if isinstance(by, str):
        given["by"] = micros / DOLLAR if micros is not None else 0.0
    return _from(now, now.limit_micros + (micros if micros is not None else step_up(now.limit_micros, 0)))


def _lowered(given: Given, now: Purse, by: str) -> str:
    micros = now.limit_micros - _part(by, now)
    if micros <= 0:
        name = purse(now.scope, now.subject)
        raise Invalid(
            f"The budget of {name} is {dollars(now.limit_micros)}, so that would leave nothing. Say what it shall be: "
            f"{_anew(given)} to $AMOUNT"
        )
    given["limit"] = micros / DOLLAR
    # To lower it sets it anew, and what else it says shall stay.
    kept = {"period": (now.period, Period.TOTAL), "warn": (now.warn_percent, WARN_PERCENT)}
    given |= {name: value for name, (value, usual) in kept.items() if value != usual}
    if now.approve_above_micros is not None:
        given["approve_above"] = now.approve_above_micros / DOLLAR
    return _from(now, micros)


def _part(said: str, now: Purse) -> int:
    """Return an amount that is said in proportion, in micro-dollars."""
    amount = float(said.removesuffix("%"))
    if said.endswith("%"):
        return round(now.limit_micros * amount / 100 / _CENT) * _CENT
    return round(amount * DOLLAR)


def _from(now: Purse, micros: int) -> str:
    return f" From {dollars(now.limit_micros)} to {dollars(micros)}."


def _which(given: Given, theirs: Sequence[Purse]) -> str:
    """Return why nobody knows from what a budget shall be raised or lowered. `theirs`: of all periods."""
    what = purse(given["scope"], given.get("subject", ""))
    if theirs:
        there = " and ".join(f"{dollars(one.limit_micros)} {_SPANS[Period(one.period)]}" for one in theirs)
        spans = " or ".join(_SPANS[Period(one.period)] for one in theirs)
        return f"The budget of {what} is {there}. Say also which: {spans}."
    if given["scope"] != Scope.COMPANY and not given.get("subject"):
        return f"Say which {given['scope']}, such as: {_anew(given)} of NAME to $50"
    return f"{what[:1].upper()}{what[1:]} has no budget that could be changed. Say: {_anew(given)} to $50"


def _anew(given: Given) -> str:
    if given.get("subject"):
        return f"set the budget of {purse(given['scope'], given['subject'])}"
    return f"set the {given['scope']} budget"
