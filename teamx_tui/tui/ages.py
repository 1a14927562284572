"""Times in words: how long ago, how long, and on demand the exact time. Whoever asks says when now is."""

from datetime import datetime
from typing import Final

from teamx_tui.commands import words
from teamx_tui.domain.dates import day_of

_STEPS: Final = ((86_400, "d"), (3_600, "h"), (60, "m"))


def age(at_ms: int | None, now_ms: int) -> str:
    """Return how long ago something was, as short as can be: `40s`, `12m`, `3h`, `2d`; a dash for never."""
    if at_ms is None:
        return "–"
    seconds = max(0, now_ms - at_ms) // 1000
    for size, unit in _STEPS:
        if seconds >= size:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def ago(at_ms: int | None, now_ms: int) -> str:
    """Return how long ago something was, as it is said: `now`, `40s ago`, `2m ago`, `never`."""
    if at_ms is None:
        return "never"
    return "now" if now_ms - at_ms < 5000 else f"{age(at_ms, now_ms)} ago"


def span(milliseconds: int) -> str:
    """Return a length of time in its two largest units: `40 s`, `12 m`, `3 h 12 m`, `2 d 5 h`."""
    left = max(0, milliseconds) // 1000
    if left < 60:
        return f"{left} s"
    parts = []
    for size, unit in _STEPS:
        if left >= size:
            parts.append(f"{left // size} {unit}")
        left %= size
    return " ".join(parts[:2])


def exact(at_ms: int | None, now_ms: int) -> str:
    """Return the local time, with the day when it is another one than now's: `14:03:22`, `12 Mar 14:03`."""
    if at_ms is None:
        return "never"
    at, now = datetime.fromtimestamp(at_ms / 1000), datetime.fromtimestamp(now_ms / 1000)
    return f"{at:%H:%M:%S}" if at.date() == now.date() else f"{at.day} {at:%b %H:%M}"


def day(at_ms: int, now_ms: int, *, is_brief: bool = False) -> str:
    """Return the day of a due time, which is one of UTC: `today`, `14 Jun`, `14 Jun 2027` in another year than now's.

    In brief, of what is in another year only the year is told.
    """
    at, now = day_of(at_ms), day_of(now_ms)
    if at == now:
        return "today"
    if at.year == now.year:
        return f"{at.day} {at:%b}"
    return str(at.year) if is_brief else f"{at.day} {at:%b} {at.year}"


def when(at_ms: int | None, now_ms: int, *, is_exact: bool) -> str:
    """Return a time the way the operator wants to see it now."""
    return exact(at_ms, now_ms) if is_exact else ago(at_ms, now_ms)


money: Final = words.dollars
