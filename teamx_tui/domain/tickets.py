"""What a work item may become next, and which words need a reason. No clock, no database, no I/O."""

from enum import StrEnum
from typing import Final

from teamx_tui.domain.errors import Refused


class Kind(StrEnum):
    """What a work item is; all kinds share one table and one graph (design 1.1)."""

    GOAL = "goal"
    PROJECT = "project"
    WORKSTREAM = "workstream"
    TICKET = "ticket"
    STEP = "step"
    GATE = "gate"
    MEETING = "meeting"
    CHAT = "chat"


TALKS: Final = frozenset({Kind.MEETING, Kind.CHAT})
"""Kinds that have a number and a thread as tickets have, but are no work: they stand in no list and no graph."""


class State(StrEnum):
    """The stored state of a work item. Everything else that is shown is derived."""

    DRAFT = "draft"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    IN_REVIEW = "in_review"
    ON_HOLD = "on_hold"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """How urgent a ticket is, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


SPOKEN_ON: Final = frozenset({Kind.TICKET, Kind.MEETING, Kind.CHAT})
"""Kinds that have a number and a thread, and so wakes and runs."""

URGENCY: Final[dict[str, int]] = {word: rank for rank, word in enumerate(Priority)}
"""Priority as a number; higher is more urgent."""

MOVES: Final[dict[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.OPEN, State.CANCELLED}),
    State.OPEN: frozenset({State.IN_PROGRESS, State.ON_HOLD, State.DONE, State.SKIPPED, State.CANCELLED}),
    State.IN_PROGRESS: frozenset(
        {State.OPEN, State.IN_REVIEW, State.ON_HOLD, State.DONE, State.FAILED, State.CANCELLED}
    ),
    State.IN_REVIEW: frozenset({State.IN_PROGRESS, State.ON_HOLD, State.DONE, State.FAILED, State.CANCELLED}),
    State.ON_HOLD: frozenset({State.OPEN, State.CANCELLED}),
    State.DONE: frozenset({State.OPEN}),
    State.FAILED: frozenset({State.OPEN, State.CANCELLED}),
    State.SKIPPED: frozenset({State.OPEN}),
    State.CANCELLED: frozenset({State.OPEN}),
}

SATISFYING: Final = frozenset({State.DONE, State.SKIPPED})
"""A hard dependency is satisfied by these states of its blocker; not by failed or cancelled (design 4)."""

OVER: Final = frozenset({State.DONE, State.SKIPPED, State.CANCELLED, State.FAILED})
"""States in which no more work is expected; leaving one is a reopening."""

LOST: Final = frozenset({State.CANCELLED, State.FAILED})
"""States of a blocker for which is waited in vain: the operator must say what shall become of what waits for it."""

STARTED: Final = frozenset({State.IN_PROGRESS, State.IN_REVIEW})
"""States in which work has begun and not ended."""

_NEEDS_REASON: Final = OVER | {State.ON_HOLD}
_NEEDS_BLOCKERS_CLEARED: Final = frozenset({State.IN_PROGRESS, State.IN_REVIEW, State.DONE})


def is_reopening(here: State, there: State) -> bool:
    """Return whether the move takes an item that was over back to work."""
    return here in OVER and there is State.OPEN


def needs_reason(here: State, there: State) -> bool:
    """Return whether the move must carry a reason or resolution (design 4)."""
    return there in _NEEDS_REASON or is_reopening(here, there)


def needs_blockers_cleared(there: State) -> bool:
    """Return whether an item may be in `there` only when its hard blockers are satisfied."""
    return there in _NEEDS_BLOCKERS_CLEARED


def check_move(label: str, here: State, there: State, reason: str | None) -> None:
    """Let a legal move pass.

    Raises:
        Refused: `there` is not in `MOVES[here]` (the legal ones are named), or a reason is missing.
    """
    if there not in MOVES[here]:
        legal = ", ".join(sorted(MOVES[here]))
        raise Refused(f"{label} is {here}; it cannot become {there}. From {here} it may become: {legal}.")
    if needs_reason(here, there) and not (reason or "").strip():
        raise Refused(f"{label} cannot become {there} without a reason; say why.")
