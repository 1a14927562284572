"""The desk of one turn: what a thinking employee may do besides choosing calls, on behalf of the worker."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from teamx_tui.brains.desk import Receipt, ToolSpec
from teamx_tui.company import capsules, spending
from teamx_tui.company.briefings import Roles
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.usage import Quote
from teamx_tui.tools.hands import allowed, specs
from teamx_tui.worker.murmurs import Murmurs


def desks(office: Office, roles: Roles = lambda _: None) -> Callable[[Claim], "WorkerDesk"]:
    """Return how each turn gets its desk; `roles` says what tools somebody of a role has."""
    murmurs = Murmurs(office)
    return lambda claim: WorkerDesk(office, claim, murmurs, roles)


class WorkerDesk:
    """One turn's tools and purse. Everything it writes is fenced by the turn's claim."""

    def __init__(self, office: Office, claim: Claim, murmurs: Murmurs, roles: Roles) -> None:
        self._office = office
        self._claim = claim
        self._murmurs = murmurs
        self._roles = roles

    @property
    def tools(self) -> Sequence[ToolSpec]:
        """The tools this employee may use."""
        return specs(self._claim.kind, allowed(self._claim, self._roles))

    async def reserve(self, quote: Quote) -> int:
        """Admit a call of a model and return its id."""
        return spending.reserve(self._office, self._claim, quote)

    def release(self, receipt: Receipt) -> None:
        """Settle a call whose reply is thrown away."""
        with self._office.act(SYSTEM) as act:
            spending.settle(act, receipt)

    def show(self, text: str) -> None:
        """Show what has come in of a reply so far."""
        self._murmurs.say(self._claim.turn.run_id, text)

    def keep(self, manifest: Mapping[str, Any]) -> None:
        """Keep what the model is shown in this run."""
        capsules.keep(self._office, self._claim, manifest)
