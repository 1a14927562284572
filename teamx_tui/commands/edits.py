"""Commands that change what a ticket says after it was filed, and take it from whoever has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.changes import changed
from teamx_tui.commands.registry import Reply, command
from teamx_tui.domain import dates
from teamx_tui.domain.edits import NONE

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command(
    "ticket edit",
    changes=True,
    number="ticket number",
    title="what is to be done",
    description="what it is about",
    acceptance="when it counts as done; with ; between criteria",
    priority="low, medium, high or critical",
    labels="all its labels, with commas between; none takes them away",
    label="label that comes to the others; may be given several times",
    unlabel="label that is taken away; may be given several times",
    estimate="working days",
    due="by when: 2026-06-14, friday, 2 weeks; none for no day",
)
def ticket_edit(
    office: Office,
    number: int,
    *,
    title: str | None = None,
    description: str | None = None,
    acceptance: str | None = None,
    priority: str | None = None,
    labels: list[str] | None = None,
    label: list[str] | None = None,
    unlabel: list[str] | None = None,
    estimate: float | None = None,
    due: str | None = None,
) -> Reply:
    """Change what a ticket says: title, priority, due date and so on. Nobody is woken for it."""
    is_undue = due is not None and due.strip().lower() in ("", NONE)
    wanted = company.edits.Edit(
        title=title,
        description=description,
        acceptance=words.criteria(acceptance) if acceptance is not None else None,
        priority=words.priority(priority) if priority is not None else None,
        labels=_all(labels) if labels is not None else None,
        more_labels=tuple(label or ()),
        fewer_labels=tuple(unlabel or ()),
        estimate=estimate,
        due_ms=dates.due(due, office.clock()) if due is not None and not is_undue else None,
        is_undue=is_undue,
    )
    made = company.edits.edit(office, number, wanted)
    return changed(office, number, f"Changed #{number}: {'; '.join(made)}.")


@command("ticket unassign", changes=True, number="ticket number", from_="whose it is; refused if somebody else has it")
def ticket_unassign(office: Office, number: int, *, from_: str | None = None) -> Reply:
    """Take a ticket from whoever has it; it is nobody's until it is assigned again."""
    before = company.vacancies.vacate(office, number, from_)
    return changed(office, number, f"#{number} is nobody's now; @{before} is consulted on it.")


def filled_in(office: Office, number: int) -> dict[str, Any]:
    """Return what a ticket says now as `ticket edit` is given it, for a form in which some of it is changed.

    Raises:
        NotFound: there is no such ticket.
    """
    room = company.rooms.look(office, number)
    ticket = room.ticket
    return {
        "title": ticket.title,
        "description": room.description,
        "acceptance": "; ".join(room.acceptance),
        "priority": ticket.priority,
        "labels": list(ticket.labels),
        "estimate": f"{ticket.estimate:g}",
        "due": dates.written(ticket.due_ms) if ticket.due_ms is not None else "",
    }


def _all(labels: list[str]) -> tuple[str, ...]:
    named = words.listed(labels)
    return () if named == (NONE,) else named
