"""The command that shows what waits for what: in the whole company, or around one ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.drawing import drawing
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from teamx_tui.company.neighbourhood import Neighbourhood
    from teamx_tui.company.office import Office


@command(
    "graph",
    draw="draw the tickets in boxes, with lines to those that wait for them",
    around="draw only this ticket, what it waits for and what waits for it",
)
def graph(office: Office, *, draw: bool = False, around: int | None = None) -> Reply:
    """Show the order of the work: waves, dependencies and the critical path."""
    if around is not None:
        company.views.ticket(office, around)
        return _drawn(company.neighbourhood.look(office, near=around, is_narrow=True))
    if draw:
        return _drawn(company.neighbourhood.look(office))
    plan = company.graph.plan(office)
    path = " → ".join(f"#{number}" for number in plan.critical_path)
    rows = tuple((str(no), words.numbers(wave)) for no, wave in enumerate(plan.waves, start=1))
    sentence = f"Critical path ({words.working_days(plan.days)}): {path}" if plan.nodes else "There are no tickets yet."
    return Reply(sentence, shapes.plan(plan), Table(("Wave", "Tickets"), rows) if rows else None)


def _drawn(shown: Neighbourhood) -> Reply:
    rows = tuple(
        (f"#{ticket.number}", ticket.title, words.handle(ticket.assignee), words.waits_for(ticket))
        for ticket in shown.tickets
    )
    table = Table(("#", "Title", "Responsible", "Waits for"), rows) if rows else None
    return Reply(f"{drawing(shown)}\n" if rows else "There are no tickets yet.", shapes.neighbourhood(shown), table)
