"""Over which time a budget is counted. No clock, no database, no I/O."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

_DAY_MS: Final = 86_400_000


class Period(StrEnum):
    """How long a budget's limit lasts; then it is counted from nothing again."""

    DAY = "day"
    MONTH = "month"
    TOTAL = "total"


def window(period: Period, at_ms: int) -> int:
    """Return which stretch of its period a time (milliseconds UTC) lies in: the days since 1970, `202611`, or 0.

    Days and months are those of UTC, as in every other sum.
    """
    if period is Period.DAY:
        return at_ms // _DAY_MS
    if period is Period.MONTH:
        at = datetime.fromtimestamp(at_ms / 1000, UTC)
        return at.year * 100 + at.month
    return 0
