"""When a company suddenly spends faster than it did, and when its money runs out at that pace. Sums and times only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_MINUTE_MS: Final = 60_000
QUARTER_MS: Final = 15 * _MINUTE_MS
"""What is compared is the last quarter of an hour."""
BASELINE_QUARTERS: Final = 8
"""Quarters of an hour before the last one that it is compared with, at most."""
RISE_PERCENT: Final = 40
"""A surge begins when so much more is spent than usually."""
CALM_PERCENT: Final = 20
"""It is over when the rise is less than this; in between it goes on, so that one surge is told once."""
LEAST_MICROS: Final = 50_000
"""A quarter that costs less than 5 cents is no surge, whatever came before."""
SIGHT_MS: Final = (BASELINE_QUARTERS + 1) * QUARTER_MS
"""How far back one has to look."""

Spend = tuple[int, int]
"""When something was spent (milliseconds UTC), and how much (micro-dollars)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast money goes now, and how fast it went."""

    recent_micros: int
    """In the last quarter of an hour."""
    usual_micros: int
    """In a quarter of an hour before, on average."""

    @property
    def rise_percent(self) -> int:
        """By how much more is spent than usually, rounded down; 0 when there is nothing to compare with."""
        return self.recent_micros * 100 // self.usual_micros - 100 if self.usual_micros else 0

    def is_surge(self, *, went_on: bool = False) -> bool:
        """Return whether this is a surge; `went_on`: it was one a moment ago."""
        least = CALM_PERCENT if went_on else RISE_PERCENT
        return self.recent_micros >= LEAST_MICROS and self.rise_percent >= least


def pace(spends: Iterable[Spend], now_ms: int) -> Pace:
    """Return the pace at a time, from what was spent in the `SIGHT_MS` before it.

    What is usual is counted from the first thing spent: a company that began half an hour ago is not compared with the
    hours before. With less than a quarter of an hour to compare with, nothing is usual.
    """
    seen = [(at_ms, micros) for at_ms, micros in spends if now_ms - SIGHT_MS < at_ms <= now_ms]
    border = now_ms - QUARTER_MS
    recent = sum(micros for at_ms, micros in seen if at_ms > border)
    before = sum(micros for at_ms, micros in seen if at_ms <= border)
    # What is spent stands for the minute before it, or a steady company would seem to have spent faster at first.
    span = border - min((at_ms for at_ms, _ in seen), default=border) + _MINUTE_MS
    return Pace(recent, before * QUARTER_MS // span if span >= QUARTER_MS else 0)


def exhausted_at(left_micros: int, recent_micros: int, now_ms: int, ends_ms: int | None) -> int | None:
    """Return when `left_micros` is gone at the pace of the last quarter of an hour (milliseconds UTC).

    None when nothing is spent, or when the budget's time ends sooner and it is counted from nothing again.
    """
    if recent_micros <= 0:
        return None
    at_ms = now_ms + max(left_micros, 0) * QUARTER_MS // recent_micros
    return at_ms if ends_ms is None or at_ms < ends_ms else None
