"""Times as one says them, read as the times that commands take: `at 9` is 09:00, `noon on friday` is friday 12:00."""

import re
from collections.abc import Mapping
from typing import Final

from teamx_tui.commands.grammar.reading import NOTHING, Reading, listed
from teamx_tui.domain import schedules
from teamx_tui.domain.errors import Invalid

_HOUR: Final = re.compile(r"(?P<hour>\d{1,2})(?:(?P<minute>[:.]\d{2})|\s*o'?clock|\s*h)?(?:\s*(?:utc|sharp))?")
_NAMED: Final[Mapping[str, str]] = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_PARTS: Final[Mapping[str, str]] = {"morning": "09:00", "afternoon": "14:00", "evening": "18:00"}
_NOUGHT: Final = re.compile(r"\b(?:next|this|on|at|the|in the|coming)\s+")
_ORDINALS: Final[Mapping[str, int]] = {
    word: day
    for day, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
    )
} | {"last": 31, "last day": 31}  # fmt: skip
_DATE: Final = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?")
_OTHER: Final = re.compile(r"(?:other|second|third|couple|few|two|three|\d+)\b.*|hour|minute|fortnight|quarter|year")
_RARELY: Final = (
    "Meetings come again daily, on weekdays, twice a week, weekly or monthly: say one of these, such as: every monday."
)


def when(text: str) -> Reading:
    """Read a time to come: `now`, `14:00`, `tomorrow at 9`, `friday at noon`, `at 2pm on friday`, `in 2 hours`."""
    if text.isdecimal() or text.startswith((",", ";")):
        return NOTHING
    return next((Reading((said,)) for said in (text, _plain(text)) if _is_moment(said)), NOTHING)


def weekdays(text: str) -> Reading:
    """Read days of the week: `monday`, `mondays and thursdays`, `mon,thu`."""
    days = [schedules.weekday(one.casefold().removesuffix("s")) for one in listed(text)]
    if days and None not in days:
        return Reading((",".join(schedules.DAYS[day] for day in days if day is not None),))
    return Reading((), _RARELY, is_sure=True) if _OTHER.fullmatch(text.casefold()) else NOTHING


def mondays(text: str) -> Reading:
    """Read days of the week that come again without a word for it: `mondays`, `mondays and thursdays`."""
    return weekdays(text) if all(one.endswith("s") for one in listed(text)) else NOTHING


def dates(text: str) -> Reading:
    """Read days of the month: `1st`, `the first and the 15th`, `1,15`, `last day`."""
    days = [_date(re.sub(r"^(?:the|day)\s+|\s+day$", "", one.casefold().strip())) for one in listed(text)]
    return Reading((",".join(str(day) for day in days),)) if days and all(days) else NOTHING


def _date(word: str) -> int:
    match = _DATE.fullmatch(word)
    day = int(match["day"]) if match is not None else _ORDINALS.get(word, 0)
    return day if day <= schedules.LONGEST_MONTH else 0


def _plain(text: str) -> str:
    """Return a time with its day in front and its clock written out."""
    words = _NOUGHT.sub("", f"{' '.join(text.casefold().replace(',', ' ').split())} ").strip()
    day, _, time = words.partition(" ")
    earlier, _, later = words.rpartition(" ")
    for first, second in ((day, time), (later, earlier)):
        if first and second and (written := _clock(second) or _PARTS.get(second)):
            return f"{first} {written}"
    return _clock(words) or words


def _clock(word: str) -> str:
    if word in _NAMED:
        return _NAMED[word]
    match = _HOUR.fullmatch(word)
    plain = f"{match['hour']}{(match['minute'] or ':00').replace('.', ':')}" if match is not None else word
    try:
        return schedules.time_of_day(schedules.clock(plain))
    except Invalid:
        return ""


def _is_moment(text: str) -> bool:
    try:
        schedules.moment(text, 0)
    except Invalid:
        return False
    return bool(text.strip())
