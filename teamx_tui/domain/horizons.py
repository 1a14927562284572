"""The days ahead that a question names: `today`, `this week`, `by friday`. What day it is now, whoever asks says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from teamx_tui.domain import dates

_WEEK: Final = 7
_WORDS: Final = 4
"""Words of the longest way to name days: `by 14 june 2027`."""
_UP_TO: Final = ("by", "in", "until", "before", "within")
"""Words before a day with which all days up to it are meant."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """Some days, from one to another, both included."""

    said: str
    """As they stand behind "due": `this week`, `by 2027-06-14`."""
    first: date
    last: date


def split(said: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the words that name days, as one text, and all others; an empty text where none do."""
    for length in range(_WORDS, 0, -1):
        for at in range(len(said) - length + 1):
            text = " ".join(said[at : at + length])
            if text in _STRETCHES or dates.is_day(_bare(text)):
                return text, (*said[:at], *said[at + length :])
    return "", tuple(said)


def horizon(text: str, now_ms: int) -> Horizon:
    """Return the days that a text of `split` names. `now_ms`: milliseconds UTC.

    Raises:
        Invalid: it names a day that is over or too far ahead.
    """
    today = dates.day_of(now_ms)
    if text in _STRETCHES:
        return Horizon(text, *_STRETCHES[text](today))
    day = dates.day_of(dates.due(_bare(text), now_ms))
    is_up_to = text.startswith(_UP_TO) or (text[0].isdigit() and text.endswith(("day", "days", "week", "weeks")))
    return Horizon(f"by {day}", today, day) if is_up_to else Horizon(f"on {day}", day, day)


def _bare(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first in _UP_TO and rest else text


def _week(today: date, ahead: int) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=_WEEK * ahead)
    return max(today, monday), monday + timedelta(days=_WEEK - 1)


def _month(today: date, ahead: int) -> tuple[date, date]:
    first = today.replace(day=1)
    for _ in range(ahead):
        first = (first + timedelta(days=31)).replace(day=1)
    return max(today, first), (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _ahead(days: int) -> Callable[[date], tuple[date, date]]:
    return lambda today: (today + timedelta(days=days), today + timedelta(days=days))


_STRETCHES: Final[Mapping[str, Callable[[date], tuple[date, date]]]] = {
    "today": _ahead(0),
    "tonight": _ahead(0),
    "tomorrow": _ahead(1),
    "this week": lambda today: _week(today, 0),
    "next week": lambda today: _week(today, 1),
    "this month": lambda today: _month(today, 0),
    "next month": lambda today: _month(today, 1),
}
"""The first and the last day of what has a name of its own, by today."""
