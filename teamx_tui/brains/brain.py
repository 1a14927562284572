"""The seam between the company and whoever thinks: a briefing goes in, typed tool calls come out.

A brain only chooses calls. Whether a call is allowed, what it writes and whom it wakes is decided by the company, the
same for every brain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from teamx_tui.brains.briefing import Briefing


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
    model_calls: int = 0
    cost_micros: int = 0


class Thought(Protocol):
    """One run's thinking, from briefing to end."""

    async def step(self, results: Sequence[Result]) -> Step:
        """Return the next calls, given the results of the calls before (none at first)."""
        ...


class Brain(Protocol):
    """A way of thinking that employees can be given."""

    def begin(self, briefing: Briefing) -> Thought:
        """Start thinking about one run."""
        ...


class BrainFailed(Exception):
    """The brain could not go on. `transient`: trying again later may work."""

    def __init__(self, reason: str, *, transient: bool) -> None:
        super().__init__(reason)
        self.transient = transient
