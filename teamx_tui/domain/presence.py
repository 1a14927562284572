"""What an employee is doing, from facts; derived, never stored."""

from enum import StrEnum
from typing import Final

IDLE_AFTER_MS: Final = 5 * 60 * 1000
"""Five minutes without activity is idle (seed 000, decision in #64)."""


class Presence(StrEnum):
    """The four words of seed 000, each shown with a glyph and a colour."""

    IN_THREAD = "in thread"
    ACTIVE = "active"
    BLOCKED = "blocked"
    IDLE = "idle"


def presence(*, live: bool, last_active_ms: int | None, now_ms: int, open_work: int, blocked_work: int) -> Presence:
    """Return the presence of an employee.

    `live`: a run of theirs is going on now. `open_work` counts the unfinished tickets they are responsible for,
    `blocked_work` those of them that are blocked.
    """
    if live:
        return Presence.IN_THREAD
    if open_work and open_work == blocked_work:
        return Presence.BLOCKED
    if last_active_ms is not None and now_ms - last_active_ms < IDLE_AFTER_MS:
        return Presence.ACTIVE
    return Presence.IDLE
