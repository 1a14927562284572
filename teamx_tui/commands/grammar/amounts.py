"""What a slot may hold that is an amount: dollars, a share in percent, a span of time in working days or weeks."""

import math
import re
from collections.abc import Mapping
from typing import Final

from teamx_tui.commands.grammar.reading import NOTHING, Reading

_COUNTED: Final[Mapping[str, float]] = {
    **dict(
        zip(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
            range(1, 13),
            strict=True,
        )
    ),
    "a": 1,
    "an": 1,
    "half a": 0.5,
    "half": 0.5,
    "a few": 3,
    "a couple of": 2,
}
_SPAN: Final = re.compile(
    r"(?:(?P<number>[\d.]+(?:e[+-]?\d+)?)[\s-]*|(?P<words>[a-z ]+?)[\s-]+)(?P<unit>[a-z]+)", re.IGNORECASE
)
_WEEK: Final = 5.0
_DAYS: Final[Mapping[str, float]] = {
    **dict.fromkeys(("d", "day", "days"), 1.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 1 / 8),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), _WEEK),
}
"""Working days in a unit: a day has eight hours, a week five days."""
_DOLLARS: Final = re.compile(
    r"(?:usd\s*)?\$?\s*(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:dollars?|usd|bucks)?",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"(?P<number>\d{1,4}(?:\.\d+)?)\s*(?:%|percent|per cent)")
_PARTS: Final[Mapping[str, str]] = {"half": "50%", "quarter": "25%", "third": f"{100 / 3!r}%", "tenth": "10%"}
_PERCENT: Final = re.compile(r"(?P<number>\d{1,3})\s*(?:%|percent)?", re.IGNORECASE)


def dollars(text: str) -> Reading:
    """Read an amount of dollars: `$50`, `1,000 dollars`, `0.5 USD`."""
    match = _DOLLARS.fullmatch(text.strip())
    amount = float(match["number"].replace(",", "")) if match is not None else math.inf
    return Reading((amount,)) if math.isfinite(amount) else Reading((), f"{text!r} is no amount of dollars, as $50 is.")


def percent(text: str) -> Reading:
    """Read a share in whole percent."""
    match = _PERCENT.fullmatch(text.strip())
    return Reading((int(match["number"]),)) if match is not None else NOTHING


def share(text: str) -> Reading:
    """Read a part of what there is: `20 %`, `half`, `a third`; as text, such as `20%`."""
    word = re.sub(r"^(?:a|an|one)\s+|\s+(?:of it|again)$", "", " ".join(text.casefold().split()))
    if word in _PARTS:
        return Reading((_PARTS[word],))
    match = _SHARE.fullmatch(word)
    return Reading((f"{float(match['number']):g}%",)) if match is not None and float(match["number"]) else NOTHING


def less(text: str) -> Reading:
    """Read by how much something gets less: an amount of dollars as text, such as `10`, or a part as `share` does."""
    part = share(text)
    amount = dollars(text) if not part.values else part
    return Reading(
        tuple(value if isinstance(value, str) else f"{value!r}" for value in amount.values), amount.complaint
    )


def days(text: str) -> Reading:
    """Read a span of time as working days."""
    amount, unit = _span(text)
    return Reading((amount * _DAYS[unit],)) if amount > 0 and unit in _DAYS else NOTHING


def weeks(text: str) -> Reading:
    """Read a span of time as whole weeks."""
    amount, unit = _span(text)
    if unit in ("month", "months") and amount:
        return Reading((), "Say in weeks how long the project shall take.", is_sure=True)
    return Reading((int(amount),)) if amount >= 1 and amount == int(amount) and _DAYS.get(unit) == _WEEK else NOTHING


def _span(text: str) -> tuple[float, str]:
    """Return amount and unit of `2 days`, `half a day`, `1.5d`; an amount of 0 when it is none."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        return 0.0, ""
    unit = match["unit"].casefold()
    if match["words"]:
        return _COUNTED.get(" ".join(match["words"].casefold().split()), 0.0), unit
    try:
        amount = float(match["number"])
    except ValueError:
        return 0.0, unit
    return amount if math.isfinite(amount) else 0.0, unit
