"""The command that answers a question about the company, from what is written down and without changing any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.commands.questions import Answer
    from teamx_tui.company.office import Office


@command("ask", question='what you want to know, such as "why is the frontend behind?"')
def ask(office: Office, question: str) -> Reply:
    """Answer a question about the company, and show what was looked at for it."""
    from teamx_tui.commands import questions  # its looks are only needed where somebody asks

    found = questions.answer(office, question)
    return Reply("\n".join(_told(found)), _shape(found))


def _told(answer: Answer) -> list[str]:
    looked = [f"· {step.said} → {step.found}" for step in answer.steps]
    said = [f"    {line.text}" if line.is_command or line.is_question else line.text for line in answer.lines]
    return [*looked, *([""] if looked else []), *said]


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
