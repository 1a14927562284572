"""Gathering what an employee is told at the start of a run."""

from typing import Final

from teamx_tui.brains.briefing import Briefing, Cue, Said
from teamx_tui.company.office import Office
from teamx_tui.company.runs import Claim
from teamx_tui.store import items, people, runs, talk

RECENT: Final = 40
"""Entries of the thread that go into a briefing."""


def brief(office: Office, claim: Claim) -> Briefing:
    """Return the briefing for a claimed run."""
    turn = claim.turn
    with office.look() as connection:
        item = items.by_id(connection, turn.item_id)
        assert item is not None
        company = people.the_company(connection)
        employee = next(row for row in people.employees(connection) if row.id == turn.employee_id)
        cues = tuple(Cue(row.no, row.by, row.tool, row.arguments) for row in runs.script(connection, turn.item_id))
        return Briefing(
            company=company.name,
            handle=turn.handle,
            name=employee.name,
            title=employee.title,
            model=claim.model,
            number=claim.number,
            ticket=item.title,
            description=item.description,
            state=item.state,
            part=claim.part,
            cause=claim.cause,
            thread=tuple(
                Said(row.id, row.author, row.kind, row.body)
                for row in talk.messages(connection, turn.thread_id, RECENT)
            ),
            scripted=bool(cues) or runs.is_scripted(connection, turn.item_id),
            cues=cues,
        )
