"""What an attendee is told at the start of a turn in a meeting: in words for a model, and as facts for a script."""

from teamx_tui.brains.briefing import Floor
from teamx_tui.company import meetings_floor
from teamx_tui.company.office import Act
from teamx_tui.company.standings import standing
from teamx_tui.company.turns import Claim
from teamx_tui.domain import meetings as rules
from teamx_tui.domain.meetings import MeetingKind, Order, Stage, Table
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Row

_TASKS = {
    Stage.OPENING: "You chair it and open it: say why you meet and go through the agenda.",
    Stage.FLOOR: "You have the floor: take a position on what is on the agenda and has not been said, or pass.",
    Stage.CLOSING: "You chair it and everybody has spoken: decide what is ripe with resolve, propose action items with "
    "an owner and when they are due, or let it go on.",
}


def floor(act: Act, claim: Claim) -> tuple[Floor, str]:
    """Return what a turn in a meeting is about, as facts and in words."""
    meeting = rows.by_number(act.connection, claim.number)
    assert meeting is not None, "a meeting stays for good"
    table = meetings_floor.table(act, meeting)
    decided = {row.about.get("agenda") for row in rows.decided(act.connection, meeting.item_id)}
    stands = standing(act.connection, act.employee(claim.turn.handle), meeting)
    facts = Floor(
        kind=meeting.kind,
        stage=_stage(table, claim.turn.handle),
        agenda=tuple((point, no in decided) for no, point in enumerate(meeting.agenda, start=1)),
        done=stands.done,
        doing=stands.doing,
        blocked=stands.blocked,
    )
    return facts, _words(act, meeting, table, facts)


def _stage(table: Table, handle: str) -> Stage:
    heard = [turn for turn in table.turns if turn.outcome is not rules.Outcome.FAILED]
    if not heard:
        return Stage.OPENING
    chair = rules.presiding(table, table.attendees) if table.attendees else handle
    return Stage.CLOSING if handle == chair and len(table.attendees) > 1 else Stage.FLOOR


def _words(act: Act, meeting: Row, table: Table, facts: Floor) -> str:
    people = ", ".join(f"{act.employee(handle).name} (@{handle})" for handle in table.attendees)
    lines = [meeting.description] if meeting.description else []
    lines += [f"This is a meeting ({meeting.kind}), chaired by @{table.chair}, with {people}."]
    lines += [
        f"Agenda {no}: {point} ({'decided' if is_decided else 'open'})"
        for no, (point, is_decided) in enumerate(facts.agenda, start=1)
    ]
    lines += [f"Turn {len(table.turns) + 1} of {table.most_turns} at most. {_TASKS[Stage(facts.stage)]}"]
    if table.order is Order.CHAIR and facts.stage != Stage.FLOOR:
        lines += ["You say who speaks next with call_on."]
    if meeting.kind == MeetingKind.RETROSPECTIVE:
        lines += ["Look back with reflect: what went well, what went badly, lessons, goals."]
    for label, found in (("Done", facts.done), ("Doing", facts.doing), ("Blocked", facts.blocked)):
        lines += [f"Your tickets, {label.lower()}: {'; '.join(found)}"] if found else []
    lines += ["The meeting ends when every agenda item is decided or nobody has anything new to say."]
    return "\n".join(lines)
