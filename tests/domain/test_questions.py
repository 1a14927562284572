"""What a question wants to know, by its words alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.questions import (
    BEGINNINGS,
    PATTERNS,
    Shape,
    Span,
    is_common,
    is_question,
    shape_of,
    span_of,
    topics,
    words,
)

THURSDAY = int(datetime(2026, 11, 26, 15, 30, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("why is the frontend behind?", Shape.BEHIND),
        ("why isn't #69 moving?", Shape.BEHIND),
        ("Why is the API not finished?", Shape.BEHIND),
        ("what is holding us up?", Shape.BEHIND),
        ("are we late?", Shape.BEHIND),
        ("who is paused?", Shape.PAUSED),
        ("why are we paused?", Shape.PAUSED),
        ("what is late?", Shape.LATE),
        ("is 64 late?", Shape.LATE),
        ("are there any overdue tickets?", Shape.LATE),
        ("why is 64 late?", Shape.BEHIND),
        ("what is due this week?", Shape.DUE),
        ("when is 64 due?", Shape.DUE),
        ("who is overloaded?", Shape.OVERLOADED),
        ("who has too many tickets?", Shape.OVERLOADED),
        ("what did we spend this week and on what?", Shape.SPENT),
        ("how much did priya cost?", Shape.SPENT),
        ("what should I answer first?", Shape.ANSWER_FIRST),
        ("what waits for me?", Shape.ANSWER_FIRST),
        ("what will finish next?", Shape.FINISH_NEXT),
        ("what will be done today?", Shape.FINISH_NEXT),
        ("when will 69 be done?", Shape.WHEN_DONE),
        ("how long until the panel is ready?", Shape.WHEN_DONE),
        ("will the panel be done on time?", Shape.WHEN_DONE),
        ("who is idle?", Shape.IDLE),
        ("who works on the backend?", Shape.WORKING),
        ("what is mike working on?", Shape.WORKING),
        ("what did we decide about the launch?", Shape.DECIDED),
        ("what changed since yesterday?", Shape.HAPPENED),
        ("what was finished this week?", Shape.HAPPENED),
        ("what got done today?", Shape.HAPPENED),
        ("what is on the critical path?", Shape.PATH),
        ("how is the panel doing?", Shape.PROGRESS),
        ("is the moon made of green cheese?", None),
        ("how many tickets are done?", Shape.PROGRESS),
        ("what did mike do today?", Shape.HAPPENED),
        ("who can help with the frontend?", Shape.WORKING),
        ("will we make it on time?", Shape.WHEN_DONE),
        ("how do I make tea?", None),
    ],
)
def test_shape_of__follows_the_words(question: str, shape: Shape | None) -> None:
    assert shape_of(words(question)) is shape


def test_shape_of__can_be_every_shape() -> None:
    assert {pattern.shape for pattern in PATTERNS} == set(Shape)


@pytest.mark.parametrize(
    ("line", "asks"),
    [("why now", True), ("69 done?", True), ("assign 69 to mike", False), ("?", False), ("", False)],
)
def test_is_question__takes_a_mark_or_a_question_word(line: str, asks: bool) -> None:
    assert is_question(line) is asks


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("why is the frontend behind?", ("frontend",)),
        ("when will #69 be done?", ("#69",)),
        ("what did we decide about the launch?", ("launch",)),
        ("who is overloaded?", ()),
        ("what did @priya cost this week?", ("@priya",)),
    ],
)
def test_topics__are_neither_particles_nor_what_gives_the_shape(question: str, named: tuple[str, ...]) -> None:
    said = words(question)
    shape = shape_of(said)

    assert shape is not None
    assert topics(said, shape) == named


@pytest.mark.parametrize(
    ("question", "span", "since"),
    [
        ("what did we spend today", Span.TODAY, "2026-11-26"),
        ("what happened since yesterday", Span.YESTERDAY, "2026-11-25"),
        ("what did we spend this week", Span.WEEK, "2026-11-23"),
        ("what did we spend in the last week", Span.SEVEN_DAYS, "2026-11-19"),
        ("what did we spend this month", Span.MONTH, "2026-11-01"),
        ("what did we spend in the past month", Span.THIRTY_DAYS, "2026-10-27"),
        ("what did we spend", Span.EVER, "1970-01-01"),
    ],
)
def test_span_of__is_what_the_question_names(question: str, span: Span, since: str) -> None:
    assert span_of(words(question)) is span
    assert datetime.fromtimestamp(span.begins(THURSDAY) / 1000, UTC).isoformat() == f"{since}T00:00:00+00:00"


@given(st.text(max_size=200))
def test_questions__of_any_text_have_a_shape_or_none(text: str) -> None:
    said = words(text)
    shape = shape_of(said)

    assert shape is None or set(topics(said, shape)) <= set(said)
    assert all(is_common(word) for word in BEGINNINGS)
