"""Times as people write them: `2h`, `14:03`, `2026-11-20`. What time it is now, whoever asks says."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from teamx_tui.domain.errors import Invalid

_AGO: Final = re.compile(r"(\d{1,5})\s*([smhdw])(?:\s+ago)?")
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_DAYS: Final = {"now": None, "today": 0, "yesterday": 1}
WAYS: Final = "2h, 14:03, today, 2026-11-20 or 2026-11-20T14:03"


def parse(text: str, now: datetime) -> datetime:
    """Return the time that `text` names, in the time zone of `now`: so long ago, a time of today, or a day's begin.

    Raises:
        Invalid: it names none; the sentence says how times are written.
    """
    word = text.strip().lower()
    try:
        if (ago := _AGO.fullmatch(word)) is not None:
            # In UTC: where the clocks have been put back since, two hours ago is not two hours less on the clock.
            return now.astimezone(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        if word in _DAYS:
            back = _DAYS[word]
            return now if back is None else _at(now.date() - timedelta(days=back), time(), now)
        if _CLOCK.fullmatch(word):
            return _at(now.date(), time.fromisoformat(word if word[1] != ":" else f"0{word}"), now)
        moment = datetime.fromisoformat(word.upper())
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)
    except (ValueError, OverflowError):
        raise Invalid(f"{text.strip()!r} is no time. Times are written as {WAYS}.") from None


def _at(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, tzinfo=now.tzinfo)
