"""Talking with one employee, and stopping a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.company.chats import Chat
    from teamx_tui.company.office import Office

NO_WORKER = "No worker is on duty to let them answer; start one: teamx worker"


@command(
    "chat", changes=True, is_recorded=False, handle="whom to talk with", text="what to say; without it, what was said"
)
def chat(office: Office, handle: str, text: str = "") -> Reply:
    """Talk with an employee alone, or show what was said; nobody else reads it."""
    if text.strip():
        company.chats.say(office, handle, text)
    shown = company.chats.look(office, handle)
    if text.strip():
        has_worker = bool(company.shifts.living(office))
        told = f"Said to @{shown.handle}; to see the answer: teamx chat {shown.handle}"
        return Reply(told if has_worker else f"Said to @{shown.handle}. {NO_WORKER}", _shape(shown))
    return Reply("\n".join(_lines(shown)), _shape(shown))


@command("turn stop", changes=True, is_recorded=False, run="number of the turn")
def turn_stop(office: Office, run: int) -> Reply:
    """Stop a turn that is going on; what it has done stays."""
    stopped = company.runs.stop(office, run)
    who, number = stopped.turn.handle, stopped.number
    return Reply(
        f"The turn of @{who} on #{number} is stopped. Write there to let them go on.",
        {"run": run, "employee": who, "number": number},
    )


def _lines(shown: Chat) -> list[str]:
    if not shown.page.entries:
        return [f'You have not talked with @{shown.handle} yet: teamx chat {shown.handle} "TEXT"']
    lines = [f"{shown.page.earlier:,} earlier"] if shown.page.earlier else []
    for said in shown.page.entries:
        label = " (scripted)" if said.scripted and not said.body.startswith("(scripted)") else ""
        lines.append(f"{words.speaker(said.author)}{label}: {said.body}")
    if shown.run is not None:
        lines.append(f"@{shown.handle} is answering.")
    elif shown.is_waiting:
        lines.append(f"@{shown.handle} has not answered yet; why: teamx employee why {shown.handle}")
    return lines


def _shape(shown: Chat) -> dict[str, Any]:
    return {
        "employee": shown.handle,
        "number": shown.number,
        "thread": [shapes.said(one) for one in shown.page.entries],
        "run": shown.run,
        "waiting": shown.is_waiting,
    }
