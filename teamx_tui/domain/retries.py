"""How often a wake is tried again, and how long it cools down in between. No clock: delays come out, not dates."""

from enum import StrEnum
from typing import Final


class Mishap(StrEnum):
    """Why a run ended without finishing."""

    TRANSIENT = "transient"
    """The host was slow, or cut the connection: trying again may work."""
    TURNED_AWAY = "turned_away"
    """The host was busy or out of reach and took nothing: waiting for it costs nothing, so it is waited for longer."""
    FATAL = "fatal"
    """Trying again cannot work: a bad key, a brain that raises."""
    INTERRUPTED = "interrupted"
    """The worker died. Usually not the wake's fault, so it is allowed more often."""
    STOPPED = "stopped"
    """The worker was told to stop; does not count as an attempt."""
    UNCOVERED = "uncovered"
    """No budget covered the call it wanted to make; does not count as an attempt."""
    NO_BRAIN = "no_brain"
    """The brain cannot be used now, for want of a key say; does not count as an attempt."""


ATTEMPTS: Final[dict[Mishap, int]] = {
    Mishap.TRANSIENT: 3,
    Mishap.TURNED_AWAY: 12,
    Mishap.FATAL: 1,
    Mishap.INTERRUPTED: 12,
}
"""Attempts after which a wake is dead. Counted when claimed, so a wake that kills its worker counts too."""

UNCOUNTED: Final = frozenset({Mishap.STOPPED, Mishap.UNCOVERED, Mishap.NO_BRAIN})
"""Mishaps that say nothing about the wake: it may be tried as often again as before."""

FIRST_DELAY_SECONDS: Final = 2.0
LONGEST_DELAY_SECONDS: Final = 300.0
FREE_INTERRUPTIONS: Final = 2
"""Times a wake whose worker died is tried again at once. After that it may be what kills workers: others go first."""
INTERRUPTION_DELAY_SECONDS: Final = 0.5


def is_dead(mishap: Mishap, attempt: int) -> bool:
    """Return whether `attempt` (counted from 1) was the last one allowed."""
    return mishap not in UNCOUNTED and attempt >= ATTEMPTS[mishap]


def delay_seconds(mishap: Mishap, attempt: int) -> float:
    """Return how long a wake cools down after `attempt`.

    After a failure 2, 4, 8 ... 300 seconds. After its worker died twice nothing, then 0.5, 1, 1.5 ... seconds.
    """
    if mishap in UNCOUNTED:
        return 0.0
    if mishap is Mishap.INTERRUPTED:
        return INTERRUPTION_DELAY_SECONDS * max(attempt - FREE_INTERRUPTIONS, 0)
    return min(FIRST_DELAY_SECONDS * 2.0 ** (attempt - 1), LONGEST_DELAY_SECONDS)


def is_cooling(due_at_ms: int, now_ms: int) -> bool:
    """Return whether a wake due at `due_at_ms` still has to wait at `now_ms`.

    A wait longer than the longest delay means that the clock was set back: such a wake is due.
    """
    return now_ms < due_at_ms <= now_ms + LONGEST_DELAY_SECONDS * 1000
