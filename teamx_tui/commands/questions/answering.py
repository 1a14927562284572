"""Answering a question without a model: its shape, what it is about, the looks, and what they come to.

What has no shape, or names nothing that is here, gets a sentence that says so and three questions that are understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from teamx_tui.commands.questions import answers_on_days, answers_on_people, answers_on_records, answers_on_work
from teamx_tui.commands.questions.inquiry import Answer, Inquiry, Line
from teamx_tui.commands.questions.references import references
from teamx_tui.domain import horizons
from teamx_tui.domain import questions as rules
from teamx_tui.domain.errors import Invalid, TeamxError
from teamx_tui.domain.questions import Shape
from teamx_tui.domain.text import one_line

if TYPE_CHECKING:
    from teamx_tui.company.office import Office

LONGEST: Final = 2000
"""Characters of a question."""
EXAMPLES: Final = ("what is holding us up?", "who is overloaded?", "what should I answer first?")
NAMELESS: Final = 3
"""Words told of those that name nothing."""
_ANSWERS: Final[Mapping[Shape, Callable[[Inquiry], Iterator[Line]]]] = {
    Shape.ANSWER_FIRST: answers_on_records.answer_first,
    Shape.SPENT: answers_on_records.spent,
    Shape.DECIDED: answers_on_records.decided,
    Shape.HAPPENED: answers_on_records.happened,
    Shape.OVERLOADED: answers_on_people.overloaded,
    Shape.IDLE: answers_on_people.idle,
    Shape.WORKING: answers_on_people.working,
    Shape.WHEN_DONE: answers_on_work.when_done,
    Shape.FINISH_NEXT: answers_on_work.finish_next,
    Shape.PATH: answers_on_work.path,
    Shape.PAUSED: answers_on_people.paused,
    Shape.LATE: answers_on_days.late,
    Shape.DUE: answers_on_days.due,
    Shape.BEHIND: answers_on_work.behind,
    Shape.PROGRESS: answers_on_work.progress,
}
"""What is said to each shape of question."""
_OF_DAYS: Final = frozenset({Shape.DUE})
"""Shapes of which a day can be the subject."""


def answer(office: Office, question: str) -> Answer:
    """Return what is said to a question, with the looks that were taken for it.

    Raises:
        Invalid: it is empty, or longer than anybody asks.
    """
    text = one_line(question).strip()
    if not text or len(text) > LONGEST:
        raise Invalid(f'Ask something in a line, such as: "{EXAMPLES[0]}"')
    said = rules.words(text)
    shape = rules.shape_of(said)
    inquiry = Inquiry(office, said)
    if shape is None:
        return _not_understood(inquiry, text, "I cannot tell what you want to know.")
    inquiry.days, others = horizons.split(said) if shape in _OF_DAYS else ("", said)
    topics = rules.topics(others, shape)
    try:
        if topics:
            inquiry.about = inquiry.look("about", words=topics)
            unknown = [word for word in inquiry.about.unknown if not rules.is_common(word)]
            if unknown and not inquiry.about.how:
                return _not_understood(inquiry, text, _unknown(unknown[0]))
        lines = (*_ANSWERS[shape](inquiry), *_left_out(inquiry))
    except TeamxError as error:
        return _not_understood(inquiry, text, str(error))
    return _told(inquiry, text, lines)


def _told(inquiry: Inquiry, text: str, lines: tuple[Line, ...], *, is_understood: bool = True) -> Answer:
    tickets, people = references(inquiry.office, lines) if is_understood else ((), ())
    return Answer(text, tuple(inquiry.steps), lines, tickets, people, is_understood)


def _not_understood(inquiry: Inquiry, text: str, why: str) -> Answer:
    lines = (
        Line(f"{why} I answer from what is written down here, and make nothing up. Ask for example:"),
        *(Line(example, is_question=True) for example in EXAMPLES),
    )
    return _told(inquiry, text, lines, is_understood=False)


def _left_out(inquiry: Inquiry) -> Iterator[Line]:
    """Say which words of the question name nothing here, so that nobody takes the answer to be about them."""
    for word in inquiry.about.unknown[:NAMELESS]:
        if not rules.is_common(word):
            yield Line(f"{_unknown(word)} It was left out.")


def _unknown(word: str) -> str:
    number = word.removeprefix("#")
    return f"There is no ticket #{number}." if number.isdecimal() else f'Nothing here is called "{word}".'
