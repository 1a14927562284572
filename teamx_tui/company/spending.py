"""Calls of models: admitted before they are made, settled by the reply, charged in full when nobody knows.

Every call is one row. Its worst case is held back under every budget it falls under in the transaction that admits it.
"""

from dataclasses import asdict

from teamx_tui.brains.desk import Receipt
from teamx_tui.company.office import Act, Office
from teamx_tui.company.turns import Claim, fence
from teamx_tui.domain.usage import Quote, Usage
from teamx_tui.store import spending as rows


def reserve(office: Office, claim: Claim, quote: Quote) -> int:
    """Admit one call of a run and return its id.

    Raises:
        Superseded: another worker has taken the run's wake over.
    """
    turn = claim.turn
    with office.act(turn.handle, turn) as act:
        fence(act, turn)
        return rows.open_call(
            act.connection,
            run_id=turn.run_id,
            item_id=turn.item_id,
            employee_id=turn.employee_id,
            brain=turn.brain,
            model=quote.model,
            started_at_ms=act.at_ms,
        )


def settle(act: Act, receipt: Receipt) -> None:
    """Write inside an act what a call used and cost. One that is settled already stays as it is."""
    usage = receipt.usage
    rows.close_call(
        act.connection,
        receipt.call_id,
        state="unknown" if usage is None else "settled",
        ended_at_ms=act.at_ms,
        cost_micros=0,
        stop_reason=receipt.stop_reason,
        error=receipt.error,
        **asdict(usage or Usage(0, 0)),
    )


def forfeit(act: Act, run_id: int, reason: str) -> None:
    """Charge in full, inside an act, every call of a run that nobody will settle any more."""
    for call_id in rows.open_calls(act.connection, run_id):
        settle(act, Receipt(call_id, None, error=reason))


def of_worker(office: Office, worker_id: str) -> tuple[int, int]:
    """Return how many calls a worker's runs made, and what they cost in micro-dollars."""
    with office.look() as connection:
        return rows.of_worker(connection, worker_id)
