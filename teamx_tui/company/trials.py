"""Trying brains out: the calls are made by a process of its own, counted in the ledger, and what came of it is kept."""

from collections.abc import Mapping
from typing import Any, Final

from teamx_tui.brains.desk import Receipt
from teamx_tui.company import brains, budgets, errands, hosts, prices, spending
from teamx_tui.company.act import Act
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.domain.budgets import dollars
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.prices import Price
from teamx_tui.domain.usage import Quote, Usage
from teamx_tui.store import budgets as purses
from teamx_tui.store import spending as rows

_TOKENS: Final = errands.MOST_TOKENS // errands.CALLS


def try_out(office: Office, name: str) -> Mapping[str, Any]:
    """Try a brain out that is set up, and return what was found (brains.probe).

    Raises:
        NotFound: there is none of that name.
        Refused: a budget of the company does not cover it.
        Unusable: nothing could be asked.
    """
    row = hosts.row(office, name)
    began_ms = office.clock()
    with office.act(SYSTEM) as act:
        _insist_on_cover(act, row, began_ms)
    # Outside of any transaction: a server may take minutes to load its model.
    found = errands.probe(row)
    if not row["model"] and found["models"]:
        row |= {"model": found["models"][0]}
        brains.change(office, name, "model", row["model"], actor=SYSTEM)
        found = errands.probe(row)
    with office.act(SYSTEM) as act:
        for usage in found["usages"]:
            _enter(act, row, usage, began_ms)
        brains.note_probe(office, name, found)
    return found


def _insist_on_cover(act: Act, row: Mapping[str, Any], at_ms: int) -> None:
    _, price = prices.of(act.connection, row["name"], row["model"], at_ms)
    worst = errands.CALLS * _worst(price, row)
    budgets.renew(act)
    for budget in purses.enclosing(act.connection) if price is not None else ():
        # Something must be left: a trial is on no ticket on which somebody could be asked for more.
        if budget.spent_micros + budget.reserved_micros + worst >= budget.limit_micros:
            raise Refused(
                f"{budgets.name(budget).capitalize()} does not cover trying {row['name']} out, "
                f"which may cost {dollars(worst)}. To raise it: teamx budget set --help"
            )


def _enter(act: Act, row: Mapping[str, Any], usage: Mapping[str, int] | None, began_ms: int) -> None:
    """Write one call into the ledger, under the budgets of the company; it belongs to no run."""
    is_free, price = prices.of(act.connection, row["name"], row["model"], began_ms)
    call = rows.open_call(
        act.connection,
        brain=row["name"],
        model=row["model"],
        started_at_ms=began_ms,
        reserved_micros=_worst(price, row),
        priced=is_free or price is not None,
    )
    above = [] if price is None else [one.id for one in purses.enclosing(act.connection)]
    purses.charge_call(act.connection, call, above, 0)
    error = "" if usage is not None else "it was not answered in full when the brain was tried out"
    spending.settle(act, Receipt(call, Usage(**usage) if usage is not None else None, error=error))


def _worst(price: Price | None, row: Mapping[str, Any]) -> int:
    """Return the most one call of a trial costs."""
    return price.worst(Quote(row["model"], _TOKENS, _TOKENS)) if price is not None else 0
