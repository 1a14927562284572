"""What a question is about: the shapes of questions by the words in them, the span of time they name. Pure tables.

No model is asked. A question that has no shape here is not answered: nobody may be told something that was made up.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final


class Shape(StrEnum):
    """What somebody wants to know."""

    ANSWER_FIRST = "what to answer first"
    SPENT = "what was spent"
    DECIDED = "what was decided"
    HAPPENED = "what happened"
    OVERLOADED = "who has too much to do"
    IDLE = "who does nothing, and why"
    WHEN_DONE = "when it will be done"
    FINISH_NEXT = "what finishes next"
    PATH = "what the end depends on"
    LATE = "what is late"
    DUE = "what is due, and when"
    PAUSED = "who and what is paused"
    BEHIND = "why it does not go on"
    WORKING = "who does it"
    PROGRESS = "how far it is"


_Group = frozenset[str]


def _group(words: str) -> _Group:
    return frozenset(words.split())


BEGINNINGS: Final = _group(
    "why who whom whose what what's whats when which where how is are was were will would do does did can could should "
    "has have am"
)
"""Words with which a question begins."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A question has a shape when it has one word of each group, and begins with one of `begins` if there are any."""

    shape: Shape
    groups: tuple[_Group, ...]
    begins: _Group = frozenset()


def _pattern(shape: Shape, *groups: str, begins: str = "") -> Pattern:
    return Pattern(shape, tuple(map(_group, groups)), _group(begins))


_END: Final = (
    "done finished finish finishes complete completed ready ship shipped end ends over delivered deliver launch"
)
_STUCK: Final = (
    "behind late delayed delay slow slower stuck blocked blocking blocks block stopped stop stalled waiting wait waits "
    "holding holds held hold stands moving move progressing bottleneck bottlenecks overdue slipping slips overrun"
)
PATTERNS: Final = (
    _pattern(Shape.ANSWER_FIRST, "answer decide approve inbox reply", "first next now urgent important should i"),
    _pattern(Shape.ANSWER_FIRST, "needs need waits waiting wants", "me"),
    _pattern(Shape.SPENT, "spend spent spending cost costs money budget expensive dollars tokens paid pay bill"),
    _pattern(Shape.DECIDED, "decide decided decision decisions agreed agree"),
    _pattern(
        Shape.OVERLOADED,
        "overloaded overworked busiest overburdened swamped overcommitted overstretched workload load busy loaded",
    ),
    _pattern(Shape.OVERLOADED, "most too", "work tickets much many", begins="who whose"),
    _pattern(Shape.PAUSED, "paused pause pauses suspended", begins="who what what's whats which is are why how when"),
    _pattern(Shape.LATE, "late overdue", begins="what what's which who whose is how"),
    _pattern(Shape.LATE, "late overdue", "any there tickets anything something", begins="are"),
    _pattern(Shape.DUE, "due deadline deadlines", begins="what what's which who whose is are how when"),
    _pattern(Shape.IDLE, "idle free available spare nothing capacity"),
    _pattern(Shape.WHEN_DONE, _END, begins="when"),
    _pattern(Shape.WHEN_DONE, "long", f"take takes until till left {_END}", begins="how"),
    _pattern(Shape.WHEN_DONE, "time", f"make {_END}", begins="will are is can do"),
    _pattern(
        Shape.HAPPENED,
        "finished done completed finish complete",
        "today yesterday week month so",
        "was were did got has have been",
    ),
    _pattern(Shape.HAPPENED, "do", "today yesterday week month", "did has have"),
    _pattern(Shape.FINISH_NEXT, _END, "next first soon sooner today tomorrow"),
    _pattern(Shape.PATH, "critical", "path chain"),
    _pattern(Shape.PATH, "longest", "path chain"),
    _pattern(Shape.HAPPENED, "happened happening happen changed change news new"),
    _pattern(Shape.BEHIND, _STUCK),
    _pattern(Shape.BEHIND, _END, begins="why"),
    _pattern(Shape.BEHIND, "not n't isn't aren't doesn't don't cannot can't", begins="why"),
    _pattern(Shape.WORKING, "working works work does responsible owns owner assigned doing on", begins="who whose"),
    _pattern(Shape.WORKING, "help knows know ask can", begins="who whom"),
    _pattern(Shape.WORKING, "doing working", begins="what"),
    _pattern(Shape.PROGRESS, "many much", _END, begins="how"),
    _pattern(Shape.PROGRESS, "going doing far progress health healthy track risk status percent along"),
)
"""Shapes in the order in which they are tried: what is said most plainly comes first."""
_WORD: Final = re.compile(r"[@#]?\w+(?:[-'./]\w+)*")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a question, folded, without the marks between them."""
    return tuple(match[0] for match in _WORD.finditer(text.casefold().replace("’", "'")))


def is_question(text: str) -> bool:
    """Return whether a line asks something: it ends with a question mark or begins with a question word."""
    said = words(text)
    return bool(said) and (text.rstrip().endswith("?") or said[0] in BEGINNINGS)


def shape_of(said: Sequence[str]) -> Shape | None:
    """Return what the words of a question want to know; None where no shape fits."""
    known = frozenset(said)
    for pattern in PATTERNS:
        begins_so = not pattern.begins or (said and said[0] in pattern.begins)
        if begins_so and all(group & known for group in pattern.groups):
            return pattern.shape
    return None


_MEANINGLESS: Final = BEGINNINGS | _group(
    "the a an of on in at to for with by and or it its this that these those we us our they them their i me my you "
    "your be been being there here now still so much many most more not no yet about all everything everybody anybody "
    "anyone anything nothing something somebody someone everyone team company work works working tickets ticket task "
    "tasks project projects part side week month day days today yesterday tomorrow last past next first after before "
    "since until left going go goes doing get got take takes long far soon time too also right really well get "
    "isn't aren't doesn't don't didn't can't cannot won't hasn't haven't n't s up out off from into than then "
    "reason reasons cause causes thing things problem problems issue issues make made makes big biggest main currently "
    "please tell each model models people employee employees person persons staff open unfinished it's that's "
    "there's"
)
_OF_SHAPES: Final = frozenset(word for pattern in PATTERNS for group in pattern.groups for word in group)


def topics(said: Iterable[str], shape: Shape) -> tuple[str, ...]:
    """Return the words that can name what a question is about: neither particles nor words that give it its shape."""
    own = frozenset(
        word for pattern in PATTERNS if pattern.shape is shape for group in pattern.groups for word in group
    )
    return tuple(dict.fromkeys(word for word in said if word not in _MEANINGLESS and word not in own))


def is_common(word: str) -> bool:
    """Return whether a word is one of those that questions are made of, so that it need not be the name of anything."""
    return word in _MEANINGLESS or word in _OF_SHAPES


class Span(StrEnum):
    """A span of time up to now; days are days of UTC."""

    TODAY = "today"
    YESTERDAY = "since yesterday"
    WEEK = "this week"
    SEVEN_DAYS = "in the last 7 days"
    MONTH = "this month"
    THIRTY_DAYS = "in the last 30 days"
    EVER = "since the beginning"

    def begins(self, now_ms: int) -> int:
        """Return when it begins, in milliseconds UTC, if it is `now_ms`."""
        today = datetime.fromtimestamp(now_ms / 1000, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        begin = {
            Span.TODAY: today,
            Span.YESTERDAY: today - timedelta(days=1),
            Span.WEEK: today - timedelta(days=today.weekday()),
            Span.SEVEN_DAYS: today - timedelta(days=7),
            Span.MONTH: today.replace(day=1),
            Span.THIRTY_DAYS: today - timedelta(days=30),
        }.get(self)
        return int(begin.timestamp() * 1000) if begin is not None else 0


def span_of(said: Sequence[str]) -> Span:
    """Return the span of time that a question names; where it names none, all there was."""
    known = set(said)
    for word, this, last in (
        ("today", Span.TODAY, Span.TODAY),
        ("yesterday", Span.YESTERDAY, Span.YESTERDAY),
        ("week", Span.WEEK, Span.SEVEN_DAYS),
        ("month", Span.MONTH, Span.THIRTY_DAYS),
    ):
        if word in known:
            return last if known & {"last", "past"} else this
    return Span.EVER
