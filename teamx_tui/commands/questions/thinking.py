"""Letting a model answer a question: who would, asking, following what comes of it, and its answer in lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.questions.inquiry import Answer, Line, Step
from teamx_tui.commands.questions.references import PERSON, TICKET, references
from teamx_tui.domain.budgets import dollars

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.questions import Question

LOOK_SECONDS: Final = 0.2
"""Between two looks at a question that is being answered."""
UNSTAFFED: Final = "no worker is on duty (teamx worker)"
TOO_LONG: Final = "it took longer than you wanted to wait"
STOPPED: Final = "you stopped waiting"
RECORDS: Final = "From the records"
"""Over the answer that is made without a model."""


@dataclass(frozen=True, slots=True)
class Thinker:
    """What would answer a question."""

    name: str
    """Its brain and model."""
    lacks: str
    """Why it is not asked now, as a clause; empty if it is."""


@dataclass(frozen=True, slots=True)
class Thinking:
    """A question that a model answers, as far as it has come."""

    name: str
    """Its brain and model."""
    is_over: bool
    answer: Answer | None
    """With the looks that were taken and what has come in so far; None when it failed."""
    says: str
    """How it stands, in a sentence."""
    calls: int
    cost_micros: int


def thinker(office: Office) -> Thinker | None:
    """Return the model that would answer now, or why it does not; None where the company's brain is scripted."""
    mind = company.questions.mind(office)
    if mind is None:
        return None
    lacks = mind.lacks or ("" if company.shifts.living(office) else UNSTAFFED)
    return Thinker(_name(mind.brain, mind.model), lacks)


def begin(office: Office, question: str) -> int:
    """Ask, and return the question's id.

    Raises:
        TeamxError: it cannot be asked.
    """
    return company.questions.ask(office, question)


def give_up(office: Office, question_id: int) -> None:
    """Wait for an answer no longer; nothing happens to one that has come."""
    company.questions.withdraw(office, question_id)


def thinking(
    office: Office, question: str, seconds: float, pause: Callable[[float], None] = time.sleep
) -> Iterator[Thinking]:
    """Ask, and yield the question whenever something has come of it, and at last how it ended.

    It is given up after `seconds`, with the last worker, and when whoever waits interrupts it or turns away.

    Raises:
        TeamxError: it cannot be asked.
    """
    question_id = begin(office, question)
    try:
        yield from _follow(office, question_id, max(1, round(seconds / LOOK_SECONDS)), pause)
    finally:
        give_up(office, question_id)


def _follow(office: Office, question_id: int, looks: int, pause: Callable[[float], None]) -> Iterator[Thinking]:
    seen, before = look(office, question_id), ""
    why = TOO_LONG
    try:
        for _ in range(looks):
            if seen.is_over:
                break
            if seen.says != before:
                before = seen.says
                yield seen
            if not company.shifts.living(office):
                why = UNSTAFFED
                break
            pause(LOOK_SECONDS)
            seen = look(office, question_id)
    except KeyboardInterrupt:
        why = STOPPED
    yield seen if seen.is_over else replace(seen, is_over=True, answer=None, says=f"{seen.name} did not answer: {why}.")


def look(office: Office, question_id: int) -> Thinking:
    """Return a question that was asked, as it is now.

    Raises:
        NotFound: there is no such question.
    """
    seen = company.questions.look(office, question_id)
    steps = tuple(Step(one.tool, one.arguments, one.found) for one in seen.steps)
    name = _name(seen.brain, seen.model)
    made = (seen.calls, seen.cost_micros)
    if seen.state == "failed":
        return Thinking(name, True, None, f"{name} did not answer: {seen.error}.{_charged(seen)}", *made)
    if seen.state == "open":
        so_far = tuple(Line(one) for one in _split(seen.answer))
        return Thinking(name, False, Answer(seen.text, steps, so_far), _doing(name, seen), *made)
    lines = tuple(_lines(office, seen.answer))
    answer = Answer(seen.text, steps, lines, *references(office, lines))
    says = f"{name} answered: {words.count(seen.calls, 'call')}, {dollars(seen.cost_micros)}."
    return Thinking(name, True, answer, says, *made)


def _lines(office: Office, text: str) -> Iterator[Line]:
    """Yield what a model said, each line with the first ticket or person of those it speaks of that there is."""
    for line in _split(text):
        tickets, people = references(office, (Line(line),))
        numbers, handles = {row.number for row in tickets}, {handle for handle, _ in people}
        number = next((int(one) for one in TICKET.findall(line) if int(one) in numbers), None)
        person = next((one for one in PERSON.findall(line) if one in handles), None)
        yield Line(line, number, person if number is None else None)


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _doing(name: str, seen: Question) -> str:
    if not seen.is_taken:
        return "A worker takes it."
    if seen.error:
        return f"{name} is asked again in a moment, since {seen.error}."
    return f"{name} is at it: {words.count(len(seen.steps), 'look')} so far."


def _charged(seen: Question) -> str:
    if not seen.unknown:
        return ""
    return f" {words.count(seen.unknown, 'call')} whose outcome nobody knows is charged in full."


def _name(brain: str, model: str) -> str:
    return f"{brain} ({model})" if model else brain
