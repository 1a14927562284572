"""Gathering what an employee is told at the start of a run."""

from typing import Final

from teamx_tui.brains.briefing import Briefing, Cue, Said
from teamx_tui.company import meetings_briefing
from teamx_tui.company.founding import Line
from teamx_tui.company.office import Act
from teamx_tui.company.turns import Claim
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import runs, talk
from teamx_tui.store.rows import Row

RECENT: Final = 40
"""Entries of the thread that go into a briefing."""


def brief(act: Act, claim: Claim) -> Briefing:
    """Return the briefing for a run claimed in this act."""
    turn = claim.turn
    employee = act.employee(turn.handle)
    script = _script(act, turn.item_id)
    floor, description = None, claim.description
    if claim.kind == Kind.MEETING:
        floor, description = meetings_briefing.floor(act, claim)
    return Briefing(
        company=act.company().name,
        handle=turn.handle,
        name=employee.name,
        title=employee.title,
        model=claim.model,
        number=claim.number,
        ticket=claim.title,
        description=description,
        part=claim.part,
        cause=claim.cause,
        thread=tuple(
            Said(row.id, row.author, row.kind, row.body)
            for row in talk.messages(act.connection, turn.thread_id, RECENT)
        ),
        scripted=bool(script),
        cues=tuple(Cue(row.no, row.by, row.tool, row.arguments) for row in script if not row.played),
        floor=floor,
    )


def _script(act: Act, item_id: int) -> list[Row]:
    """Return the script of an item; none if it needs somebody who has left, for it would end in a silence."""
    script = list(runs.script(act.connection, item_id))
    gone = [row.handle for row in act.staff().values() if row.left_at_ms is not None] if script else []
    lines = [Line(row.by, row.tool, row.arguments) for row in script] if gone else []
    return [] if any(line.needs(handle) for line in lines for handle in gone) else script
