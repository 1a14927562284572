"""What an employee has at hand while thinking: tools, a purse that admits each call of a model, and eyes on the reply.

The brain never touches the store: whoever runs the turn gives it a desk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from teamx_tui.domain.usage import Quote, Usage


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model is told about it."""

    name: str
    help: str
    schema: Mapping[str, Any]
    """JSON schema of its arguments."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one call of a model that `Desk.reserve` had admitted."""

    call_id: int
    usage: Usage | None
    """None when nobody knows, since the reply did not come in whole: the call is charged in full."""
    stop_reason: str = ""
    """Why the model stopped, in the words of the Messages API; empty when it did not come to that."""
    error: str = ""
    """What went wrong, if something did, as a plain clause."""


class Desk(Protocol):
    """What the turn's surroundings do for a brain."""

    @property
    def tools(self) -> Sequence[ToolSpec]:
        """The tools this employee may use."""
        ...

    async def reserve(self, quote: Quote) -> int:
        """Hold back the worst a call may cost under every budget it falls under; return the call's id.

        Every id must come back in a `Receipt`: with the step that the reply brings, or with the failure.

        Raises:
            NotCovered: a budget does not allow it. The brain lets this pass.
        """
        ...

    def release(self, receipt: Receipt) -> None:
        """Settle a call whose reply is thrown away before the brain tries again: it is charged all the same."""
        ...

    def show(self, text: str) -> None:
        """Show what has come in of a reply so far; the whole text, as often as it likes. Empty: nothing any more."""
        ...

    def keep(self, manifest: Mapping[str, Any]) -> None:
        """Keep what the model is shown in this run, so that it can be looked up afterwards; JSON values only."""
        ...
