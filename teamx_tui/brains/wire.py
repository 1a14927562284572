"""The way to a host of models: one request out, the events of one reply in. What lies behind can be exchanged.

The loop of a brain knows only this, so it is the same over the network, over a cassette and in a test.
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any, Protocol

from teamx_tui.brains.faults import FAULTS, Fault, Verdict
from teamx_tui.brains.host import Host

Event = Mapping[str, Any]
"""One event of a streamed reply, as the Messages API sends it: `type` and what belongs to it."""


class Wire(Protocol):
    """Carries requests of the Messages API."""

    def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[Event, None]:
        """Send a request and yield the events of its reply as they come in.

        That the events end does not mean that the reply is whole: whoever reads them must see. Closing the iterator, or
        being cancelled while waiting for it, gives the connection up.

        Raises:
            WireFailed: the request was turned away, or the reply broke off or cannot be read.
        """
        ...


Wires = Callable[[Host], Wire]
"""Returns the way to a host."""


class WireFailed(Exception):
    """A call brought no reply. No secret is in its text."""

    def __init__(
        self, fault: Fault, detail: str = "", *, retry_after_seconds: float = 0.0, accepted: bool = False
    ) -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail
        """What the sentence of the fault has room for."""
        self.retry_after_seconds = retry_after_seconds
        self.accepted = accepted
        """The host had begun to answer: it may charge for what it would not charge for otherwise."""

    @property
    def verdict(self) -> Verdict:
        """What follows from it."""
        return FAULTS[self.fault]

    @property
    def is_free(self) -> bool:
        """Whether the call cannot have cost anything."""
        return self.verdict.free and not self.accepted

    def sentence(self, host: str, model: str) -> str:
        """Return what happened as a plain clause."""
        return self.verdict.sentence.format(host=host, model=model, detail=self.detail)
