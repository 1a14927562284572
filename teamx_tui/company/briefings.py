"""Gathering what an employee is told at the start of a run.

Nothing of another ticket is in it but what direct dependencies are called, how far they are, and what came of those
this one had to wait for. Of a private ticket that is none of the employee's, not even that.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from teamx_tui.brains.briefing import Asked, Briefing, Colleague, Cue, Linked, Made, Said, Trade
from teamx_tui.company import digests, meetings_briefing
from teamx_tui.company.act import Act
from teamx_tui.company.founding import Line
from teamx_tui.company.office import OPERATOR
from teamx_tui.company.turns import Claim
from teamx_tui.domain.dates import written
from teamx_tui.domain.roles import Role
from teamx_tui.domain.tickets import SATISFYING, Kind
from teamx_tui.store import briefs, decisions, items, runs, talk
from teamx_tui.store.brains import SCRIPTED
from teamx_tui.store.rows import Row

Roles = Callable[[str], Role | None]
"""Finds a role of the catalogue by the name an employee has it under."""
RECENT: Final = 40
"""Entries of the thread that go into a briefing."""
LINKED: Final = 30
MADE: Final = 20
LONGEST: Final = 16_000
"""Characters of an artifact that are read."""
PEOPLE: Final = 60
QUESTION: Final = "question"


def brief(act: Act, claim: Claim, roles: Roles = lambda _: None) -> Briefing:
    """Return the briefing for a run claimed in this act."""
    turn = claim.turn
    employee = act.employee(turn.handle)
    script = _script(act, turn.item_id)
    reads = turn.brain != SCRIPTED
    more: dict[str, Any] = _gathered(act, claim, employee, roles) if reads else {"thread": _latest(act, claim)}
    if claim.kind == Kind.CHAT:
        more["tasks"] = tuple(map(_linked, briefs.tasks(act.connection, employee.id, LINKED)))
    description = claim.description
    if claim.kind == Kind.MEETING:
        more["floor"], description = meetings_briefing.floor(act, claim)
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
        scripted=bool(script),
        cues=tuple(Cue(row.no, row.by, row.tool, row.arguments) for row in script if not row.played),
        kind=claim.kind,
        **more,
    )


def _latest(act: Act, claim: Claim) -> tuple[Said, ...]:
    rows = talk.messages(act.connection, claim.turn.thread_id, RECENT)
    return tuple(Said(row.id, row.author, row.kind, row.body) for row in rows)


def _gathered(act: Act, claim: Claim, employee: Row, roles: Roles) -> dict[str, Any]:
    """Return what a brain that reads is told besides."""
    connection, turn = act.connection, claim.turn
    act.flush()
    item = items.by_id(connection, turn.item_id)
    assert item is not None, "a run is about an item"
    story = digests.story(act, turn.thread_id)
    before = briefs.linked(connection, turn.item_id, employee.id, LINKED, up=True)
    behind = briefs.linked(connection, turn.item_id, employee.id, LINKED, up=False)
    return {
        "thread": tuple(
            Said(row.id, row.author, row.kind, row.body, row.id in story.taken_back) for row in story.entries
        ),
        "digest": story.digest,
        "unread": story.unread,
        "trade": _trade(roles(employee.role)),
        "state": item.state,
        "priority": item.priority,
        "due": written(item.due_at_ms) if item.due_at_ms is not None else "",
        "phase": item.phase,
        "acceptance": tuple(item.acceptance),
        "people": _people(act, turn.thread_id),
        "blockers": tuple(map(_linked, before)),
        "dependents": tuple(map(_linked, behind)),
        "questions": _questions(act, turn.item_id, turn.handle),
        "artifacts": _artifacts(act, turn.item_id, before),
    }


def _trade(role: Role | None) -> Trade | None:
    return Trade(role.title, role.level.words, role.authority.words, role.prompt) if role is not None else None


def _people(act: Act, thread_id: int) -> tuple[Colleague, ...]:
    """Return who works here, those with a part in the thread first."""
    parts = {member.handle: member.raci for member in act.members(thread_id)}
    staff = act.staff()
    handles = {row.id: handle for handle, row in staff.items()}
    here = [row for handle, row in staff.items() if row.left_at_ms is None or handle in parts]
    here.sort(key=lambda row: row.handle not in parts)
    return tuple(
        Colleague(row.handle, row.name, row.title, parts.get(row.handle, ""), handles.get(row.manager_id, ""))
        for row in here[:PEOPLE]
    )


def _linked(row: Row) -> Linked:
    is_open, is_hard = getattr(row, "is_open", True), bool(getattr(row, "hard", True))
    has_result = is_open and is_hard and row.state in SATISFYING
    return Linked(
        number=row.number,
        title=row.title if is_open else "",
        state=row.state,
        assignee=row.assignee or "",
        is_hard=is_hard,
        resolution=row.reason if has_result else "",
    )


def _questions(act: Act, item_id: int, handle: str) -> tuple[Asked, ...]:
    asked = [row for row in decisions.open_on(act.connection, item_id) if row.kind == QUESTION]
    asked.sort(key=lambda row: (row.asked_of != handle, row.asked_of != OPERATOR))
    return tuple(Asked(row.raised_by, row.asked_of, row.subject) for row in asked)


def _artifacts(act: Act, item_id: int, before: Sequence[Row]) -> tuple[Made, ...]:
    upstream = [row.id for row in before if row.hard and row.is_open]
    rows = briefs.made(act.connection, [item_id, *upstream], LONGEST, MADE)
    return tuple(
        Made(
            row.number, row.name, row.kind, row.type, row.version, row.producer, row.start, row.length - len(row.start)
        )
        for row in rows
    )


def _script(act: Act, item_id: int) -> list[Row]:
    """Return the script of an item; none if it needs somebody who has left, for it would end in a silence."""
    script = list(runs.script(act.connection, item_id))
    gone = [row.handle for row in act.staff().values() if row.left_at_ms is not None] if script else []
    lines = [Line(row.by, row.tool, row.arguments) for row in script] if gone else []
    return [] if any(line.needs(handle) for line in lines for handle in gone) else script
