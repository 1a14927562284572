"""The command that answers a question about the company, from what is written down and without changing any of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.commands.questions import Answer
    from teamx_tui.commands.questions.thinking import Thinking
    from teamx_tui.company.office import Office


@command(
    "ask",
    question='what you want to know, such as "why is the frontend behind?"',
    offline="answer from the records alone, without a model",
    wait="seconds to wait for a model's answer",
)
def ask(office: Office, question: str, *, offline: bool = False, wait: int = 120) -> Reply:
    """Answer a question about the company, and show what was looked at for it."""
    from teamx_tui.commands import questions  # its looks are only needed where somebody asks

    found = questions.answer(office, question)
    thinker = None if offline else questions.thinker(office)
    if thinker is None:
        return Reply("\n".join(_told(found)), _shape(found))
    if thinker.lacks:
        says = f"{thinker.name} was not asked: {thinker.lacks}. {questions.RECORDS}:"
        return Reply("\n".join([says, *_told(found)]), _shape(found) | {"model": {"ok": False, "said": says}})
    thinking = questions.thinking(office, found.question, wait)
    return Reply(lines=_as_it_comes(thinking, found), records=_at_last(thinking, found))


def _as_it_comes(thinking: Iterator[Thinking], found: Answer) -> Iterator[str]:
    """Yield the looks of a model as they are taken, then its answer; or why there is none, and that of the records."""
    from teamx_tui.commands import questions

    shown = 0
    for seen in thinking:
        if seen.answer is not None:
            steps = seen.answer.steps
            yield from _looked(seen.answer)[shown:]
            shown = len(steps)
        if seen.is_over and seen.answer is not None:
            yield from (["", *_said(seen.answer)] if shown else _said(seen.answer))
            yield from ["", seen.says]
        elif seen.is_over:
            yield f"{seen.says} {questions.RECORDS}:"
            yield from _told(found)


def _at_last(thinking: Iterator[Thinking], found: Answer) -> Iterator[dict[str, Any]]:
    """Yield the answer of the records, with that of a model once it has come."""
    *_, seen = thinking
    told: dict[str, Any] = {"ok": seen.answer is not None, "said": seen.says, "name": seen.name}
    told |= {"calls": seen.calls, "cost_micros": seen.cost_micros}
    yield _shape(found) | {"model": told | (_shape(seen.answer) if seen.answer is not None else {})}


def _told(answer: Answer) -> list[str]:
    looked = _looked(answer)
    return [*looked, *([""] if looked else []), *_said(answer)]


def _looked(answer: Answer) -> list[str]:
    return [f"· {step.said} → {step.found}" for step in answer.steps]


def _said(answer: Answer) -> list[str]:
    return [f"    {line.text}" if line.is_command or line.is_question else line.text for line in answer.lines]


def _shape(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "understood": answer.is_understood,
        "steps": [{"tool": step.look, "arguments": dict(step.given), "found": step.found} for step in answer.steps],
        "answer": [
            {"text": line.text, "number": line.ticket, "employee": line.person, "command": line.is_command}
            for line in answer.lines
        ],
        "tickets": [row.number for row in answer.tickets],
        "employees": [handle for handle, _ in answer.people],
    }
