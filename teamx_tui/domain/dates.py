"""Days by which something shall be done, as people write them. What day it is now, whoever asks says; days are UTC."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.health import DAY_MS

WAYS: Final = "2026-06-14, 14 june, today, tomorrow, friday, 10 days or 6 weeks"
LONGEST_DAYS: Final = 7000
"""Days ahead that a date may lie, as many as the weeks a project may take."""
_SPAN: Final = re.compile(r"(?:in\s+)?(\d{1,4})\s*(d|day|days|w|week|weeks)(?:\s+from\s+(?:now|today))?")
_NEAR: Final = {"today": 0, "tonight": 0, "eod": 0, "tomorrow": 1}
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_CALENDAR: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3,9})"
    r"|(?P<month_first>[a-z]{3,9}) (?P<day_after>\d{1,2})(?:st|nd|rd|th)?),?(?: (?P<year>\d{4}))?"
)
_LEAP_YEARS: Final = 8
"""Years in which every day of the calendar comes at least once."""
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def due(text: str, now_ms: int) -> int:
    """Return the end of the day that `text` names, in milliseconds UTC; a weekday is the next of that name.

    Raises:
        Invalid: it names none, or one that is over or too far ahead; the sentence says how days are written.
    """
    today = day_of(now_ms)
    day = _day(_bare(text), today)
    if day is None:
        raise Invalid(f"{text.strip()!r:.60} is no day. Days are written as {WAYS}.")
    if not 0 <= (day - today).days <= LONGEST_DAYS:
        raise Invalid(f"{day.isoformat()} is {'over' if day < today else 'too far ahead'}; name another day.")
    return end_of(day)


def is_day(text: str) -> bool:
    """Return whether a text names a day."""
    return _day(_bare(text), date(2000, 1, 1)) is not None


def end_of(day: date) -> int:
    """Return the last millisecond of a day, in milliseconds UTC."""
    return (day - date(1970, 1, 1)).days * DAY_MS + DAY_MS - 1


def day_of(at_ms: int) -> date:
    """Return the day of a time (milliseconds UTC)."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).date()


def written(at_ms: int) -> str:
    """Return the day of a time (milliseconds UTC) as `2026-06-14`."""
    return day_of(at_ms).isoformat()


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).removeprefix("on ").removeprefix("by ")


def _day(word: str, today: date) -> date | None:
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if (span := _SPAN.fullmatch(word)) is not None:
        return today + timedelta(days=int(span[1]) * (7 if span[2].startswith("w") else 1))
    weekday = next((no for no, name in enumerate(WEEKDAYS) if word in (name, name[:3])), None)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    found = _CALENDAR.fullmatch(word)
    return _written_out(found, today) if found is not None else _valid(word)


def _written_out(found: re.Match[str], today: date) -> date | None:
    """Return the day of `14 june` or `june 14, 2027`; without a year the next one there is."""
    named, day = found["month"] or found["month_first"], found["day"] or found["day_after"]
    month = next((no for no, name in enumerate(_MONTHS, start=1) if named in (name, name[:3], name[:4])), 0)
    years = [int(found["year"])] if found["year"] else range(today.year, today.year + _LEAP_YEARS + 1)
    days = (_valid(f"{year:04}-{month:02}-{int(day):02}") for year in years)
    return next((one for one in days if one is not None and (found["year"] or one >= today)), None)


def _valid(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
