"""Commands about tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.changes import changed
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain import dates
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.filters import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from teamx_tui.company.office import Office
    from teamx_tui.company.views import Ticket


@command(
    "ticket list",
    filter='words such as "@priya #blocked project:panel -label:later #late"; the rest stands in the title',
    state="only tickets in this state or condition, or those that are late",
    sort="number, condition, priority, due, age, assignee, title or project",
    reverse="turn the order round",
)
def ticket_list(
    office: Office, filter: str = "", *, state: str = "", sort: str = "number", reverse: bool = False
) -> Reply:
    """List the tickets with what they wait for."""
    wanted = parse(f"{filter} {words.state_or_condition(state)}")
    listing = company.listing.arrange(office, Arrangement(wanted, words.sort(sort), reverse))
    rows = company.views.tickets(office, listing.numbers)
    sentence = "There are no such tickets." if listing.found.total else "There are no tickets yet: teamx ticket new"
    table = _table(rows, office.clock()) if rows else None
    return Reply("" if rows else sentence, [shapes.ticket(row) for row in rows], table)


@command("ticket show", number="ticket number")
def ticket_show(office: Office, number: int) -> Reply:
    """Show a ticket with its people, its dependencies and its thread."""
    shown = company.views.thread(office, number, most=10_000)
    return Reply(words.thread(shown, office.clock()), shapes.thread(shown, company.calls.on_ticket(office, number)))


@command(
    "ticket new",
    changes=True,
    title="what is to be done",
    project="key of the project",
    assignee="who does it",
    accountable="who answers for it",
    consulted="who is asked; may be given several times",
    informed="who is told; may be given several times",
    priority="low, medium, high or critical",
    estimate="working days",
    due="by when: 2026-06-14, friday, 2 weeks",
    acceptance="when it counts as done; with ; between criteria",
    blocked_by="ticket it waits for; may be given several times",
    label="label; may be given several times",
    private="only its responsible and accountable bring people in",
)
def ticket_new(
    office: Office,
    title: str,
    *,
    description: str = "",
    acceptance: str = "",
    project: str | None = None,
    phase: str = "",
    assignee: str | None = None,
    accountable: list[str] | None = None,
    consulted: list[str] | None = None,
    informed: list[str] | None = None,
    priority: str = "medium",
    estimate: float = 1.0,
    due: str = "",
    blocked_by: list[str] | None = None,
    label: list[str] | None = None,
    private: bool = False,
) -> Reply:
    """File a ticket; if it is ready, its people are woken."""
    number = company.tickets.file(
        office,
        company.tickets.Filing(
            title=title,
            description=description,
            acceptance=words.criteria(acceptance),
            project=project,
            phase=phase,
            assignee=assignee.removeprefix("@") if assignee else None,
            raci=words.raci(accountable, consulted, informed),
            priority=words.priority(priority),
            estimate=estimate,
            due_ms=dates.due(due, office.clock()) if due else None,
            blocked_by=tuple(words.number(word) for word in blocked_by or ()),
            labels=tuple(label or ()),
            private=private,
        ),
    )
    return changed(office, number, f"Filed #{number}.")


@command("ticket assign", changes=True, number="ticket number", handle="who shall do it")
def ticket_assign(office: Office, number: int, handle: str) -> Reply:
    """Give a ticket to one employee, who becomes responsible."""
    company.tickets.assign(office, number, handle)
    return changed(office, number, f"@{handle.removeprefix('@')} is responsible for #{number}.")


@command(
    "ticket comment",
    changes=True,
    number="ticket number",
    text="what to say",
    as_="speak as this employee",
    from_="ticket it is said from; it stands behind the name",
)
def ticket_comment(
    office: Office, number: int, text: str, *, as_: str | None = None, from_: int | None = None
) -> Reply:
    """Say something in a ticket's thread; whom it concerns is woken."""
    actor = company.employees.known(office, as_) if as_ else "operator"
    message = company.threads.comment(office, number, text, origin=from_, actor=actor)
    missed = company.audience.missed(office, number) if not as_ else ""
    said = {"number": number, "message": message, "author": actor, "origin": from_, "missed": missed}
    return Reply(f"Posted in #{number}. {missed}".rstrip(), said)


@command("ticket move", changes=True, number="ticket number", state="the new state", reason="why, or what came of it")
def ticket_move(office: Office, number: int, state: str, *, reason: str | None = None) -> Reply:
    """Take a ticket to another state."""
    company.tickets.move(office, number, state.replace("-", "_"), reason)
    return changed(office, number, f"#{number} is {state.replace('-', '_')}.")


@command("ticket link", changes=True, number="ticket that comes first", blocks="ticket that waits", kind="why it waits")
def ticket_link(office: Office, number: int, *, blocks: int, kind: str = "technical", soft: bool = False) -> Reply:
    """Make one ticket wait for another; either may be a meeting or a gate."""
    company.links.link(office, number, blocks, kind=kind, hard=not soft)
    return Reply(f"#{blocks} waits for #{number}.", {"blocker": number, "blocked": blocks})


@command("ticket unlink", changes=True, number="ticket that came first", blocks="ticket that waited")
def ticket_unlink(office: Office, number: int, *, blocks: int) -> Reply:
    """Let a ticket no longer wait for another."""
    company.links.unlink(office, number, blocks)
    return Reply(f"#{blocks} no longer waits for #{number}.", {"blocker": number, "blocked": blocks})


@command(
    "ticket participant",
    changes=True,
    number="ticket number",
    handle="whom to bring in",
    raci="responsible, accountable, consulted or informed; none takes them out",
    remove="take them out instead",
)
def ticket_participant(
    office: Office, number: int, handle: str, *, raci: str = "consulted", remove: bool = False
) -> Reply:
    """Bring an employee into a ticket's thread, give them another part in it, or take one out."""
    name, part = handle.removeprefix("@"), raci.strip().lower()
    if part in ("responsible", "r") and not remove:
        return ticket_assign(office, number, name)
    if remove or part in ("none", "-"):
        company.seats.remove(office, number, name)
        return changed(office, number, f"@{name} takes no part in #{number} any more.")
    company.threads.add_participant(office, number, name, raci)
    return changed(office, number, f"@{name} takes part in #{number} ({raci}).")


def _table(rows: Sequence[Ticket], now_ms: int) -> Table:
    """Return tickets as a table; only where one has a day is there a column for it."""
    has_days = any(row.due_ms is not None for row in rows)
    columns = ("#", "Title", "Condition", "Assignee", "Waits for", "Phase", "Priority", *(["Due"] if has_days else []))
    cells = (
        (
            str(row.number),
            row.title,
            words.condition(row.condition),
            words.handle(row.assignee),
            words.waits_for(row),
            row.phase,
            row.priority,
            *([words.due(row, now_ms)] if has_days else []),
        )
        for row in rows
    )
    return Table(columns, tuple(cells))
