"""When a turn that nothing but the queue holds back has waited too long. No clock, no database, no I/O."""

from typing import Final

STARVED_AFTER_MS: Final = 30 * 60_000
"""A wake that could run and has waited longer is starved, if others of the same employee went ahead."""
OVERTAKEN: Final = 2
"""Turns on other tickets, queued later, that went ahead of a starved wake."""


def is_starved(waited_ms: int, overtaken: int) -> bool:
    """Return whether a wake that nothing holds back has been passed over for too long."""
    return waited_ms >= STARVED_AFTER_MS and overtaken >= OVERTAKEN
