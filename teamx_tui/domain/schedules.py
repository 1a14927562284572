"""When something that comes again and again is due. Days are those of UTC; what time it is now, whoever asks says."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from teamx_tui.domain.dates import WEEKDAYS
from teamx_tui.domain.errors import Invalid

_DAY: Final = timedelta(days=1)
DAYS: Final = tuple(day[:3] for day in WEEKDAYS)
"""The days of the week as they are written for short."""
_CLOCK: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(am|pm)?")

_SPAN: Final = re.compile(r"in (\d{1,4}) (minute|hour|day)s?")
_MS: Final = {"minute": 60_000, "hour": 3_600_000, "day": 86_400_000}


class Cadence(StrEnum):
    """How often it comes."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    TWICE_WEEKLY = "twice-weekly"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


LONGEST_MONTH: Final = 31
USUAL_MINUTE: Final = 9 * 60
"""Minutes after midnight where no time is said."""
_USUAL: Final[dict[Cadence, tuple[int, ...]]] = {
    Cadence.DAILY: (0, 1, 2, 3, 4, 5, 6),
    Cadence.WEEKDAYS: (0, 1, 2, 3, 4),
    Cadence.TWICE_WEEKLY: (1, 3),
    Cadence.WEEKLY: (0,),
}
_DAYS_OF: Final[dict[Cadence, int]] = {Cadence.TWICE_WEEKLY: 2, Cadence.WEEKLY: 1}
"""How many days must be named where any may be."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Some days of the week or of the month at one time of the day."""

    days: tuple[int, ...]
    """0 is Monday; ascending. None where there are `dates`."""
    minute: int
    """Minutes after midnight, UTC."""
    dates: tuple[int, ...] = ()
    """Days of the month, ascending; where a month has fewer, its last day stands for those."""

    def last(self, until_ms: int) -> int | None:
        """Return the last time it was due up to and with `until_ms` (milliseconds UTC), in the month before."""
        return self._find(until_ms, -1)

    def next(self, after_ms: int) -> int:
        """Return when it is due next after `after_ms` (milliseconds UTC)."""
        found = self._find(after_ms, 1)
        assert found is not None, "a schedule has a day"
        return found

    @property
    def words(self) -> str:
        """As it is said: `mon, thu at 09:00 UTC`, `day 1, 15 of the month at 09:00 UTC`."""
        dates = f"day {', '.join(str(date) for date in self.dates)} of the month" if self.dates else ""
        return f"{dates or ', '.join(DAYS[day] for day in self.days)} at {time_of_day(self.minute)} UTC"

    def _find(self, from_ms: int, step: int) -> int | None:
        at = datetime.fromtimestamp(from_ms / 1000, UTC)
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        for _ in range(LONGEST_MONTH + 1):
            due = round((day + timedelta(minutes=self.minute)).timestamp() * 1000)
            if self._is_on(day) and (due > from_ms if step > 0 else due <= from_ms):
                return due
            day += step * _DAY
        return None

    def _is_on(self, day: datetime) -> bool:
        is_last = (day + _DAY).day == 1
        return day.weekday() in self.days or day.day in self.dates or (is_last and max(self.dates, default=0) > day.day)


def schedule(every: str, days: str = "", at: str = "") -> Schedule:
    """Return the schedule that words describe: `weekly`, `mon`, `09:00`. Usual days and 09:00 where none are named.

    Raises:
        Invalid: a word means nothing, or the days do not fit.
    """
    try:
        cadence = Cadence(every.strip().lower().replace(" ", "-"))
    except ValueError:
        raise Invalid(f"Meetings come again {', '.join(Cadence)}, not {every!r}.") from None
    words = [word for word in re.split(r"[,\s]+", days.strip()) if word]
    minute = clock(at) if at else USUAL_MINUTE
    if cadence is Cadence.MONTHLY:
        return Schedule((), minute, tuple(sorted({_date(word) for word in words})) or (1,))
    named = tuple(sorted({_day(word) for word in words}))
    wanted = _DAYS_OF.get(cadence)
    if named and len(named) != (wanted or len(named)):
        raise Invalid(f"What comes {cadence} has {wanted} {'day' if wanted == 1 else 'days'}, not {len(named)}.")
    return Schedule(named or _USUAL[cadence], minute)


def time_of_day(minute: int) -> str:
    """Return minutes after midnight as a time of the day: `09:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def clock(text: str) -> int:
    """Return a time of the day as minutes after midnight: `09:00`, `9am`, `2:30 pm`.

    Raises:
        Invalid: it is none.
    """
    found = _CLOCK.fullmatch(text.strip().lower())
    if found is not None and (found[2] or found[3]):
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3]:
            hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise Invalid(f"{text.strip()!r} is no time of the day. Times are written as 09:00, 9am or 14:30, in UTC.")


def moment(text: str, now_ms: int) -> int:
    """Return when `text` is, in milliseconds UTC: `now`, `09:00`, `in 2 hours`, `fri 14:00`, a date with a time.

    Raises:
        Invalid: it names no time, or one that is past.
    """
    word = text.strip().lower().removeprefix("at ").strip()
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    if word in ("", "now"):
        return now_ms
    if (span := _SPAN.fullmatch(word)) is not None:
        return now_ms + int(span[1]) * _MS[span[2]]
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    first, _, rest = word.partition(" ")
    named = weekday(first)
    if named is not None or first in ("today", "tomorrow"):
        ahead = (named - day.weekday()) % 7 or 7 if named is not None else int(first == "tomorrow")
        minute = clock(rest.removeprefix("at ")) if rest else USUAL_MINUTE
        due = day + _DAY * ahead + timedelta(minutes=minute)
    elif _CLOCK.fullmatch(word):
        due = day + timedelta(minutes=clock(word))
        due = due if due > now else due + _DAY
    else:
        due = _written(text, word)
    if due < now:
        raise Invalid(f"{text.strip()!r} is past; name a time to come, or say now.")
    return round(due.timestamp() * 1000)


def weekday(word: str) -> int | None:
    """Return the day that a word names, written out as far as one likes: `thu`, `thurs`, `thursdays`, not `thumbs`."""
    known = (at for at, day in enumerate(WEEKDAYS) if len(word) >= 3 and f"{day}s".startswith(word))
    return next(known, None)


def _written(text: str, word: str) -> datetime:
    try:
        due = datetime.fromisoformat(word.replace(" at ", " ").upper())
    except ValueError:
        said = f"{text.strip()!r} is no time to come."
        raise Invalid(f"{said} Say now, 09:00, tomorrow 09:00, fri 14:00 or 2026-11-20 09:00, in UTC.") from None
    return due if due.tzinfo is not None else due.replace(tzinfo=UTC)


def _date(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= LONGEST_MONTH:
        raise Invalid(f"{word!r} is no day of the month. They are 1 to {LONGEST_MONTH}.")
    return int(word)


def _day(word: str) -> int:
    found = weekday(word.lower())
    if found is None:
        raise Invalid(f"{word!r} is no day of the week. They are: {', '.join(DAYS)}.")
    return found
