"""What is asked when money does not cover a call, and what comes of the answers; each lets whoever waited go on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from teamx_tui import settings
from teamx_tui.company import budgets, inbox, prices, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.halts import halt
from teamx_tui.company.office import Office
from teamx_tui.domain.budgets import dollars, step_up
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import budgets as rows
from teamx_tui.store import decisions, items, people
from teamx_tui.store.rows import Row

SHORT: Final = "budget"
"""Kind of the entry about a budget that does not cover the next call; there is one open for each budget."""
DEAR: Final = "approval"
"""Kind of the entry about a call that is dearer than a budget allows without asking."""
UNPRICED: Final = "unpriced"
"""Kind of the entry about a model whose price nobody knows."""
ALLOW: Final = "allow"
_RAISE: Final = re.compile(r"raise( by)? \$?(?P<dollars>\d{1,7}(\.\d{1,6})?)( ?(usd|dollars?))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants to make a call, on what and with which model."""

    item_id: int
    handle: str
    model: str


def ask_for_money(act: Act, budget: Row, asker: Asker, worst_micros: int) -> None:
    """Ask inside an act what shall happen, since a budget does not cover a call; once for each budget."""
    if budget.asked is not None:
        return
    item = items.by_id(act.connection, asker.item_id)
    assert item is not None, "a turn is on an item"
    left = budget.limit_micros - budget.spent_micros
    more = step_up(budget.limit_micros, worst_micros - left)
    about = {
        "budget": budget.id,
        "name": budgets.name(budget),
        "employee": asker.handle,
        "model": asker.model,
        "more": dollars(more),
        "more_micros": more,
        "new_limit": dollars(budget.limit_micros + more),
    }
    cheaper = _cheaper(act, asker.model)
    options: tuple[str, ...] = ("raise", "stop")
    if cheaper:
        about["cheaper"], options = cheaper, ("raise", "cheaper", "stop")
    words = (
        f"{about['name'][:1].upper()}{about['name'][1:]} does not cover the next call of @{asker.handle} on "
        f"#{item.number} ({asker.model}): it may cost {dollars(worst_micros)}, and {dollars(left)} is left. "
        "Everybody who spends from it waits."
    )
    entry = inbox.add(act, item, SHORT, words, options=options, about=about, by_system=True)
    rows.change(act.connection, budget.id, question_id=entry)


def ask_for_leave(act: Act, budget: Row, asker: Asker, worst_micros: int) -> None:
    """Ask inside an act whether a turn may make a call that is dearer than a budget allows without asking."""
    item = items.by_id(act.connection, asker.item_id)
    assert item is not None, "a turn is on an item"
    above = dollars(budget.approve_above_micros)
    words = (
        f"A call of @{asker.handle} on #{item.number} ({asker.model}) may cost {dollars(worst_micros)}; "
        f"{budgets.name(budget)} asks about calls above {above}."
    )
    about = {"employee": asker.handle, "budget": budget.id, "above": above}
    inbox.add(act, item, DEAR, words, blocking=True, options=(ALLOW, "refuse"), about=about, by_system=True)


def ask_for_price(act: Act, budget: Row, asker: Asker) -> None:
    """Say inside an act that a model is not called, since nobody knows what it costs."""
    item = items.by_id(act.connection, asker.item_id)
    assert item is not None, "a turn is on an item"
    words = (
        f"Nobody knows what {asker.model} costs, so @{asker.handle} does not call it on #{item.number} under "
        f"{budgets.name(budget)}. Write its price into {settings.own_prices()} (see: teamx prices), "
        f"or give @{asker.handle} another model, or drop the budget."
    )
    about = {"employee": asker.handle, "model": asker.model}
    inbox.add(act, item, UNPRICED, words, blocking=True, options=("retry", "hold"), about=about, by_system=True)


def takes(entry: Row, choice: str) -> bool:
    """Return whether an answer that is none of the options fits an entry all the same: `raise 20`."""
    return entry.kind == SHORT and _RAISE.fullmatch(choice.strip()) is not None


def _money(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    budget = rows.by_id(act.connection, entry.about["budget"])
    said = _RAISE.fullmatch(choice.strip())
    if said is not None or choice == "raise":
        more = round(float(said["dollars"]) * 1_000_000) if said is not None else entry.about["more_micros"]
        name = budgets.add(act, budget, more)
        _wake(act, item, entry)
        return f"Raised: {name}. Whoever waited for it goes on."
    if choice == "cheaper":
        change_model(act, act.employee(entry.about["employee"]), entry.about["cheaper"])
        _wake(act, item, entry)
        return f"@{entry.about['employee']} thinks with {entry.about['cheaper']} from now on."
    return _stop(act, budget, item)


def _leave(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    who = entry.about["employee"]
    _wake(act, item, entry)
    if choice == ALLOW:
        return f"One turn of @{who} on #{item.number} may make calls above {entry.about['above']}."
    return halt(act, [item], f"you refused a call above {entry.about['above']}")


def _price(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    who = entry.about["employee"]
    if choice == "hold":
        _wake(act, item, entry)
        return halt(act, [item], f"nobody knows what {entry.about['model']} costs")
    _wake(act, item, entry)
    for other in decisions.open_of(act.connection, entry.asked_of):
        if other.kind == UNPRICED and other.about["employee"] == who:
            there = act.item(other.number)
            inbox.settle(act, there, other.id, choice)
            _wake(act, there, other)
    return f"@{who} tries again."


CONSEQUENCES: Final[Mapping[str, Callable[[Office, Act, Row, Row, str], str]]] = {
    SHORT: _money,
    DEAR: _leave,
    UNPRICED: _price,
}
"""What an answer does, by the kind of the entry."""


def change_model(act: Act, employee: Row, model: str) -> None:
    """Write inside an act with which model an employee thinks; empty for that of their brain."""
    people.change_model(act.connection, employee.id, model)
    act.forget()
    subject = f"employee:{employee.handle}"
    act.note("employee.model_changed", subject, employee=employee.handle, old=employee.model, new=model)


def _cheaper(act: Act, model: str) -> str:
    price = prices.known().cheaper(model, prices.day(act.at_ms))
    return price.model if price is not None else ""


def _wake(act: Act, item: Row, entry: Row) -> None:
    wakes.wake(act, item, Cause.DECIDED, [entry.about["employee"]])


def _stop(act: Act, budget: Row, item: Row) -> str:
    """Bring to rest whatever waits in the queue for a budget, and the item the question was about."""
    waiting = [row.number for row in rows.held(act.connection, budget) if row.state not in OVER]
    numbers = sorted({item.number, *waiting})
    return halt(act, map(act.item, numbers), f"{budgets.name(budget)} does not cover it")
