"""The seam between the company and whoever thinks: a briefing goes in, typed tool calls come out.

A brain only chooses calls. Whether a call is allowed, what it writes and whom it wakes is decided by the company, the
same for every brain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk, Receipt


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One thing the employee wants to do."""

    tool: str
    arguments: Mapping[str, Any]
    line: int | None = None
    """Number of the script line this plays, if it does; a line is played at most once."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a tool call, as the employee is told it."""

    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Calls to be carried out together, and whether the run ends with them."""

    calls: tuple[ToolCall, ...]
    last: bool
    receipt: Receipt | None = None
    """The call of a model that chose them, to be settled in the transaction that carries them out."""


class Thought(Protocol):
    """One run's thinking, from briefing to end."""

    async def step(self, results: Sequence[Result]) -> Step:
        """Return the next calls, given the results of the calls before (none at first).

        After a failure that is transient it may be called again with the same results.
        """
        ...


class Brain(Protocol):
    """A way of thinking that employees can be given."""

    def begin(self, briefing: Briefing, desk: Desk) -> Thought:
        """Start thinking about one run."""
        ...


class BrainFailed(Exception):
    """The brain could not go on. `transient`: trying again later may work, not before `retry_after_seconds`.

    `turned_away`: what it wanted to call was busy or out of reach, and has charged nothing.
    """

    def __init__(
        self,
        reason: str,
        *,
        transient: bool,
        receipt: Receipt | None = None,
        retry_after_seconds: float = 0.0,
        turned_away: bool = False,
    ) -> None:
        super().__init__(reason)
        self.transient = transient
        self.turned_away = turned_away
        self.receipt = receipt
        self.retry_after_seconds = retry_after_seconds


class NotCovered(BrainFailed):
    """No budget covers the call that the brain wanted to make; somebody has been asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, transient=True)


class CannotThink(BrainFailed):
    """The brain cannot be used at all now; everybody who has it waits at a gate that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, transient=True)
