"""What a slot may hold apart from names: states, priorities, numbers, spans of time, dates, free text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.domain import dates
from teamx_tui.domain.budgets import Scope
from teamx_tui.domain.edges import DependencyKind
from teamx_tui.domain.filters import LATE
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Priority, State


@dataclass(frozen=True, slots=True)
class Reading:
    """What a piece of text can mean in a slot: one value, several (a choice), or none."""

    values: tuple[Any, ...] = ()
    complaint: str = ""
    """Why there is none, in a sentence."""
    is_sure: bool = False
    """Whether nothing else can have been meant, so that the complaint must reach the operator."""


NOTHING: Final = Reading()

STATES: Final[Mapping[str, State]] = {
    **{word.replace("_", " "): word for word in State},
    **{word: word for word in State},
    "closed": State.DONE,
    "complete": State.DONE,
    "completed": State.DONE,
    "finished": State.DONE,
    "resolved": State.DONE,
    "over": State.DONE,
    "reopened": State.OPEN,
    "todo": State.OPEN,
    "to do": State.OPEN,
    "started": State.IN_PROGRESS,
    "progress": State.IN_PROGRESS,
    "in work": State.IN_PROGRESS,
    "under way": State.IN_PROGRESS,
    "review": State.IN_REVIEW,
    "hold": State.ON_HOLD,
    "held": State.ON_HOLD,
    "parked": State.ON_HOLD,
    "canceled": State.CANCELLED,
    "dropped": State.CANCELLED,
    "broken": State.FAILED,
}
"""Stored states by what people call them."""

CONDITIONS: Final[Mapping[str, str]] = {
    **STATES,
    **{said: word.value for word in Condition for said in (word.replace("_", " "), word.value)},
    "stuck": Condition.BLOCKED,
    "running": Condition.WORKING,
    **LATE,
}
"""States and conditions, as `ticket list` filters by them, and that something is late."""

PARTS: Final[Mapping[str, str]] = {
    **{part.value: part.value for part in Raci if part is not Raci.RESPONSIBLE},
    **{part.letter.casefold(): part.value for part in Raci if part is not Raci.RESPONSIBLE},
    "participant": Raci.CONSULTED.value,
    "reviewer": Raci.ACCOUNTABLE.value,
    "observer": Raci.INFORMED.value,
}
"""Parts in a thread; the responsible is set by assigning."""

PRIORITIES: Final[Mapping[Priority, str]] = {
    Priority.LOW: "low|minor|p3",
    Priority.MEDIUM: "medium|normal|p2",
    Priority.HIGH: "high|important|p1",
    Priority.CRITICAL: "critical|urgent|highest|p0",
}
"""What priorities are called, as alternatives of a pattern."""

_FILTER: Final = re.compile(
    r"-?(?:@[\w-]+|#[a-z_]+|(?:state|project|label|priority|assignee|phase|is|waits|in):\S+)", re.IGNORECASE
)
_MONTHS: Final = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_WEEKDAYS: Final = "mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
_DATE: Final = re.compile(
    rf"""(?:(?:the\s+)?(?:
      today|tonight|tomorrow|noon|midnight|eod|eow|eom|(?:close|end)\s+of\s+(?:business|(?:the\s+|this\s+|next\s+)?\w+)
    | (?:next|this)\s+\w+ | (?:{_WEEKDAYS})(?:day)? | \d{{4}}-\d\d?-\d\d? | \d\d?[./]\d\d?(?:[./]\d{{2,4}})?
    | (?:{_MONTHS})[a-z]*\.?\s+\d\d?(?:st|nd|rd|th)? | \d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})[a-z]*
    | \d\d?(?:st|nd|rd|th) | \d\d?(?::\d\d)?\s*(?:am|pm) | \d\d?:\d\d | morning|evening|afternoon | \d{{4}}
    )[\s,]*){{1,4}}""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY: Final = re.compile(
    rf"""(?:the\s+)?(?:
      (?:(?:first|second|third|fourth|last)\s+)?(?:{_WEEKDAYS})(?:day)?s?
    | \d{{4}}-\d\d?-\d\d? | \d\d?[./]\d\d?[./]?(?:\d{{2,4}})?
    | (?:{_MONTHS})[a-z]*\.?\s+\d\d?(?:st|nd|rd|th)? | \d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})[a-z]*
    | \d\d?(?:st|nd|rd|th) | (?:first|last)\s+day | first(?=$|\s+of)
    )(?=[\s,]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
"""How what can only be a day begins."""


def state(text: str) -> Reading:
    """Read a stored state."""
    return _listed(text, STATES, f"There is no state {text!r}. The states are: {', '.join(State)}.")


def condition(text: str) -> Reading:
    """Read a state or a condition."""
    return _listed(text, CONDITIONS, "")


def part(text: str) -> Reading:
    """Read a part in a thread."""
    return _listed(text, PARTS, f"There is no part {text!r}. The parts are: accountable, consulted, informed.")


def priority(text: str) -> Reading:
    """Read how urgent something is."""
    words = {word: priority.value for priority, several in PRIORITIES.items() for word in several.split("|")}
    return _listed(text, words, f"There is no priority {text!r}. The priorities are: {', '.join(Priority)}.")


def dependency(text: str) -> Reading:
    """Read a kind of dependency."""
    return _listed(text, {kind.value: kind.value for kind in DependencyKind}, "")


def count(text: str) -> Reading:
    """Read a whole number."""
    return Reading((int(text),)) if re.fullmatch(r"[0-9]{1,9}", text) else NOTHING


def scope(text: str) -> Reading:
    """Read whose spending a budget limits."""
    return _listed(
        text.removesuffix("'s"),
        {word.value: word for word in Scope},
        f"A budget is of one of these: {', '.join(Scope)}.",
    )


def number(text: str) -> Reading:
    """Read a number as `12` or `#12`."""
    return count(text.removeprefix("#"))


def points(text: str) -> Reading:
    """Read the items of an agenda, with `;` between them."""
    found = [point.strip() for point in text.split(";")]
    return Reading(([point for point in found if point],)) if any(found) else NOTHING


def matters(text: str) -> Reading:
    """Read an agenda behind a word that may stand before a day as well; a day is none."""
    if _DAY.match(text):
        said = "Say the day as 2026-12-24, friday or tomorrow; what a meeting is about stands behind: about."
        return Reading((), said, is_sure=True)
    return points(text)


def filter_words(text: str) -> Reading:
    """Read the words of a filter: `@priya #blocked`, `project:panel -label:later`; somebody alone is no filter."""
    words = text.split()
    is_filter = all(_FILTER.fullmatch(word) for word in words) and (len(words) > 1 or not text.startswith("@"))
    return Reading((text,)) if words and is_filter else NOTHING


def filename(text: str) -> Reading:
    """Read the name of a file by its ending: `spec.md`."""
    return Reading((text,)) if re.fullmatch(r"[^@#:][^:]*\.[A-Za-z]\w{0,7}", text) else NOTHING


def until(text: str) -> Reading:
    """Read what something is put off until, with the word, so that it is a reason."""
    return Reading((text,)) if text.casefold().startswith("until ") else NOTHING


def date(text: str) -> Reading:
    """Read a date or a time of day, as written."""
    return Reading((text,)) if _DATE.fullmatch(text) else NOTHING


def day(text: str) -> Reading:
    """Read a day by which something shall be done, as written."""
    return Reading((text,)) if dates.is_day(text) else Reading((), f"{text!r} is no day. Say: {dates.WAYS}.")


def free(text: str) -> Reading:
    """Read free text."""
    return Reading((text,)) if text.strip() else NOTHING


def remark(text: str) -> Reading:
    """Read free text, unless it goes on to another ticket: `#65 too`."""
    if re.match(r"#\d|(?:(?:and|then|also)\s+)+\d+$", text):
        return Reading(
            (), "Name all tickets in a row, as in: close #64 and #65; a reason stands behind: because.", True
        )
    return free(text)


def reply(text: str) -> Reading:
    """Read an answer, unless it goes on to another entry: `and 4 yes`."""
    if re.match(r"(?:and|&|,)\s*#?\d", text):
        return Reading((), "Answer one entry at a time, such as: answer entry 3 with yes.", is_sure=True)
    return free(text)


def title(text: str) -> Reading:
    """Read a title: free text that does not begin like something behind a title."""
    return NOTHING if text.startswith((",", ";")) else free(text)


def key(text: str) -> Reading:
    """Read the key of a project."""
    return Reading((text,)) if re.fullmatch(r"[a-z0-9-]+", text) else NOTHING


def new_handle(text: str) -> Reading:
    """Read a handle that nobody needs to have yet."""
    return Reading((text[1:],)) if re.fullmatch(r"@[a-z0-9_-]+", text) else NOTHING


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of an enumeration: `a, b and c`."""
    return tuple(part for part in re.split(r"\s*[,;&]\s*(?:and\s+)?|\s+(?:and|or)\s+", text.strip()) if part)


def _listed(text: str, words: Mapping[str, Any], complaint: str) -> Reading:
    found = words.get(" ".join(text.casefold().split()))
    return Reading((str(found),)) if found is not None else Reading((), complaint)
