"""Gathering what an employee is told at the start of a run."""

from typing import Final

from teamx_tui.brains.briefing import Briefing, Cue, Said
from teamx_tui.company.office import Act
from teamx_tui.company.turns import Claim
from teamx_tui.store import runs, talk

RECENT: Final = 40
"""Entries of the thread that go into a briefing."""


def brief(act: Act, claim: Claim) -> Briefing:
    """Return the briefing for a run claimed in this act."""
    turn = claim.turn
    employee = act.employee(turn.handle)
    script = runs.script(act.connection, turn.item_id)
    return Briefing(
        company=act.company().name,
        handle=turn.handle,
        name=employee.name,
        title=employee.title,
        model=claim.model,
        number=claim.number,
        ticket=claim.title,
        description=claim.description,
        part=claim.part,
        cause=claim.cause,
        thread=tuple(
            Said(row.id, row.author, row.kind, row.body)
            for row in talk.messages(act.connection, turn.thread_id, RECENT)
        ),
        scripted=bool(script),
        cues=tuple(Cue(row.no, row.by, row.tool, row.arguments) for row in script if not row.played),
    )
