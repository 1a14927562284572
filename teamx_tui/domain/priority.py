"""Which of the wakes that may run goes first."""

from typing import Final

from teamx_tui.domain.raci import RANK
from teamx_tui.domain.tickets import URGENCY

AGEING_MS_PER_DAY_OF_PATH: Final = 600_000
"""Ten minutes in the queue weigh as much as one working day of remaining path, so nothing starves."""


def rank(remaining_days: float, priority: str, queued_at_ms: int, part: str) -> tuple[float, int, int, int]:
    """Return the sort key of a wake, smallest first: longest remaining path, then priority, then age.

    Ageing adds the same to every wake as time passes, so "path + age" orders as "path - time queued" does and the key
    never changes. `remaining_days` is the longest path from the ticket to the end of the work (design 4).
    Within one ticket the responsible goes first (design 5).
    """
    pull = remaining_days - queued_at_ms / AGEING_MS_PER_DAY_OF_PATH
    return (-pull, -URGENCY[priority], RANK[part], queued_at_ms)
