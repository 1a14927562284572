"""Trying brains out: the calls are made by a process of its own, counted in the ledger, and what came of it is kept."""

from collections.abc import Mapping
from typing import Any

from teamx_tui.brains.desk import Receipt
from teamx_tui.company import brains, errands, hosts, spending
from teamx_tui.company.office import SYSTEM, Act, Office
from teamx_tui.domain.usage import Usage
from teamx_tui.store import spending as rows


def try_out(office: Office, name: str) -> Mapping[str, Any]:
    """Try a brain out that is set up, and return what was found (brains.probe).

    Raises:
        NotFound: there is none of that name.
        Unusable: nothing could be asked.
    """
    row = hosts.row(office, name)
    began_ms = office.clock()
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


def _enter(act: Act, row: Mapping[str, Any], usage: Mapping[str, int] | None, began_ms: int) -> None:
    """Write one call into the ledger; it belongs to no run."""
    call = rows.open_call(act.connection, brain=row["name"], model=row["model"], started_at_ms=began_ms)
    error = "" if usage is not None else "it was not answered in full when the brain was tried out"
    spending.settle(act, Receipt(call, Usage(**usage) if usage is not None else None, error=error))
