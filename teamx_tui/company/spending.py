"""Calls of models: admitted before they are made, settled by the reply, charged in full when nobody knows.

Every call is one row. Its worst case is held back under every budget it falls under in the transaction that admits it.
"""

from dataclasses import asdict
from typing import Any, Final

from teamx_tui.brains.brain import BrainFailed, NotCovered
from teamx_tui.brains.desk import Receipt
from teamx_tui.company import budgets, prices, shortfalls, surges
from teamx_tui.company.act import Act, Turn
from teamx_tui.company.office import Office
from teamx_tui.company.shortfalls import Asker
from teamx_tui.company.turns import Claim, fence
from teamx_tui.domain.budgets import dollars
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.prices import Price
from teamx_tui.domain.text import one_line
from teamx_tui.domain.usage import Quote, Usage
from teamx_tui.store import budgets as purses
from teamx_tui.store import spending as rows
from teamx_tui.store.rows import Row

CROWDED_SECONDS: Final = 2.0
"""How long a turn waits when only calls that are going on keep a budget from covering its own."""


def reserve(office: Office, claim: Claim, quote: Quote) -> int:
    """Admit one call of a run and return its id.

    Raises:
        Superseded: another worker has taken the run's wake over.
        NotCovered: a budget does not allow it; somebody has been asked, or calls going on must end first.
        BrainFailed: the operator's file of prices is wrong.
    """
    turn = claim.turn
    try:
        with office.act(turn.handle, turn) as act:
            fence(act, turn)
            budgets.renew(act)
            admitted = _admit(act, turn, quote)
    except Invalid as error:
        raise BrainFailed(f"no price can be looked up: {error}", transient=False) from error
    if isinstance(admitted, NotCovered):
        raise admitted  # behind the act: what was asked stays written
    return admitted


def _admit(act: Act, turn: Turn, quote: Quote) -> int | NotCovered:
    is_free, price = prices.of(act.connection, turn.brain, quote.model, act.at_ms)
    above = [] if is_free else list(purses.enclosing(act.connection, turn.item_id, turn.handle))
    worst = price.worst(quote) if price is not None else 0
    asker = Asker(turn.item_id, turn.handle, quote.model)
    if above and price is None:
        shortfalls.ask_for_price(act, above[0], asker)
        return NotCovered(f"nobody knows what {quote.model} costs, and {budgets.name(above[0])} is in force")
    refused = _refusal(act, above, asker, worst)
    if refused is not None:
        return refused
    approval, asking = _approval(act, above, turn, worst)
    if asking is not None:
        shortfalls.ask_for_leave(act, asking, asker, worst)
        return NotCovered(f"the next call may cost {dollars(worst)}, and somebody has been asked whether it may")
    of = {"run_id": turn.run_id, "item_id": turn.item_id, "employee_id": turn.employee_id, "approval_id": approval}
    is_priced = is_free or price is not None
    return _open(act, above, worst, brain=turn.brain, model=quote.model, priced=is_priced, **of)


def admit_for_question(act: Act, question_id: int, brain: str, quote: Quote) -> int | NotCovered:
    """Admit inside an act one call for a question of the operator, under the company's budgets, and return its id.

    It belongs to no ticket on which somebody could be asked for more, so it must leave something of every budget.
    """
    is_free, price = prices.of(act.connection, brain, quote.model, act.at_ms)
    above = [] if is_free else list(purses.enclosing(act.connection))
    worst = price.worst(quote) if price is not None else 0
    for row in above:
        if price is None:
            return NotCovered(f"nobody knows what {quote.model} costs, and {budgets.name(row)} is in force")
        if row.asked is not None or row.spent_micros + row.reserved_micros + worst >= row.limit_micros:
            return NotCovered(f"{budgets.name(row)} does not cover the next call, which may cost {dollars(worst)}")
        if row.approve_above_micros is not None and worst > row.approve_above_micros:
            above_which = dollars(row.approve_above_micros)
            return NotCovered(
                f"the next call may cost {dollars(worst)}, and {budgets.name(row)} asks about calls above {above_which}"
            )
    is_priced = is_free or price is not None
    return _open(act, above, worst, brain=brain, model=quote.model, priced=is_priced, question_id=question_id)


def _open(act: Act, above: list[Row], worst: int, **values: Any) -> int:
    """Hold the worst case of a call back under its budgets, and write the call."""
    for row in above:
        covered = purses.hold(act.connection, row.id, worst)
        assert covered, "nobody else writes between looking and holding back"
    call_id = rows.open_call(act.connection, reserved_micros=worst, started_at_ms=act.at_ms, **values)
    purses.charge_call(act.connection, call_id, [row.id for row in above], worst)
    return call_id


def _refusal(act: Act, above: list[Row], asker: Asker, worst: int) -> NotCovered | None:
    """Return why a call is not admitted, having asked about every budget that does not cover it; None if all do."""
    short = [row for row in above if row.spent_micros + row.reserved_micros + worst > row.limit_micros]
    for_good = [row for row in short if row.spent_micros + worst > row.limit_micros]
    for row in for_good:
        shortfalls.ask_for_money(act, row, asker, worst)
    if for_good:
        return NotCovered(f"{budgets.name(for_good[0])} does not cover the next call")
    if short:
        crowded = NotCovered(f"{budgets.name(short[0])} is held back for calls that are going on")
        crowded.retry_after_seconds = CROWDED_SECONDS
        return crowded
    return None


def _approval(act: Act, above: list[Row], turn: Turn, worst: int) -> tuple[int | None, Row | None]:
    """Return the leave by which a dear call may be made, or the budget that wants to be asked first."""
    dear = [row for row in above if row.approve_above_micros is not None and worst > row.approve_above_micros]
    if not dear:
        return None, None
    given = rows.approval(act.connection, turn.item_id, turn.handle, turn.run_id)
    return (given, None) if given is not None else (None, dear[0])


def settle(act: Act, receipt: Receipt) -> None:
    """Write inside an act what a call used and cost. One that is settled already stays as it is."""
    call = rows.call(act.connection, receipt.call_id)
    if call.state != "open":
        return
    budgets.renew(act)
    usage, cost, error = _bill(act, call, receipt)
    rows.close_call(
        act.connection,
        call.id,
        state="unknown" if usage is None else "settled",
        ended_at_ms=act.at_ms,
        cost_micros=cost,
        stop_reason=one_line(receipt.stop_reason),
        error=one_line(error),
        **asdict(usage or Usage(0, 0)),
    )
    under = purses.take(act.connection, call.id, cost)
    if cost > call.reserved_micros and call.priced:
        how = {"reserved_micros": call.reserved_micros, "cost_micros": cost}
        apart = f"question:{call.question_id}" if call.question_id is not None else f"brain:{call.brain}"
        subject = f"ticket:{call.number}" if call.number is not None else apart
        act.note("call.overbilled", subject, number=call.number, employee=call.handle, call=call.id, **how)
    for row in under:
        budgets.warn(act, row)
        _ask_when_spent(act, row, call)
    if cost:
        surges.watch(act)


def _bill(act: Act, call: Row, receipt: Receipt) -> tuple[Usage | None, int, str]:
    """Return what a call is taken to have used, what it cost, and what went wrong with it."""
    if receipt.usage is None:
        return None, call.reserved_micros, receipt.error
    if not call.priced or not call.reserved_micros:
        # It was free when it was admitted, whatever its brain is said to cost by now: no budget was asked.
        return receipt.usage, 0, receipt.error
    price, error = _price_of(call)
    if price is None:
        return None, call.reserved_micros, error
    return receipt.usage, price.cost(receipt.usage), receipt.error


def _price_of(call: Row) -> tuple[Price | None, str]:
    """Return the price that counted when a call began. It may have been taken out of the file since."""
    try:
        price = prices.known().find(call.model, prices.day(call.started_at_ms))
    except Invalid as error:
        return None, str(error)
    return price, f"the price of {call.model} is not known any more"


def _ask_when_spent(act: Act, budget: Row, call: Row) -> None:
    """Ask at once where nothing at all is left: nobody would come to ask, since nobody may begin a turn."""
    if budget.spent_micros < budget.limit_micros or budget.dropped_at_ms is not None:
        return
    now = next((row for row in purses.in_force(act.connection) if row.id == budget.id), None)
    if now is not None and call.number is not None:
        shortfalls.ask_for_money(act, now, Asker(call.item_id, call.handle, call.model), call.reserved_micros)


def forfeit(act: Act, run_id: int, reason: str) -> None:
    """Charge in full, inside an act, every call of a run that nobody will settle any more."""
    for call_id in rows.open_calls(act.connection, run_id):
        settle(act, Receipt(call_id, None, error=reason))


def forfeit_questions(act: Act, worker_id: str, reason: str) -> None:
    """Charge in full, inside an act, every call a worker made for questions and does not settle any more."""
    for call_id in rows.open_calls_for_questions(act.connection, worker_id):
        settle(act, Receipt(call_id, None, error=reason))


def of_worker(office: Office, worker_id: str) -> tuple[int, int]:
    """Return how many calls a worker made in runs and for questions, and what they cost in micro-dollars."""
    with office.look() as connection:
        return rows.of_worker(connection, worker_id)
