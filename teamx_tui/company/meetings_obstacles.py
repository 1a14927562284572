"""What keeps a meeting from beginning. The worker goes by it, and *why* shows it."""

from collections.abc import Mapping, Sequence

from teamx_tui.domain.gates import CLOCK, MEETING, OPERATOR, ClosedGate, GateKind
from teamx_tui.domain.meetings import has_quorum
from teamx_tui.domain.minutes import moment
from teamx_tui.domain.raci import Raci
from teamx_tui.store import facts, talk
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Connection, Row


def obstacles(
    connection: Connection, meeting: Row, staff: Mapping[int, Row], now_ms: int, *, is_gathered: bool
) -> tuple[ClosedGate, ...]:
    """Return why a meeting that has not begun cannot begin now, apart from what holds every work item back.

    `staff`: employees by id. `is_gathered`: its attendees have been called in, so whoever is busy comes next.
    """
    on = f"{MEETING}{meeting.number}"
    if meeting.due_at_ms > now_ms:
        return (ClosedGate(GateKind.COOL_DOWN, on, CLOCK, f"it is {moment(meeting.due_at_ms)}"),)
    present = [staff[member.employee_id] for member in speakers(connection, meeting.thread_id)]
    able = [row for row in present if is_able(row)]
    if not has_quorum(len(able), len(present), meeting.quorum):
        wanted = f"{min(meeting.quorum, len(present))} of its {len(present)} attendees can have a turn"
        return (ClosedGate(GateKind.PAUSE, on, OPERATOR, wanted),)
    _, busy = facts.live_runs(connection, shown=False)
    elsewhere = rows.seated(connection) if is_gathered else {}
    away = [row for row in able if row.id in busy or elsewhere.get(row.id, meeting.number) != meeting.number]
    if has_quorum(len(able) - len(away), len(present), meeting.quorum):
        return ()
    numbers = {row.id: busy[row.id].number if row.id in busy else elsewhere[row.id] for row in away}
    return tuple(
        ClosedGate(GateKind.CAPACITY, on, row.handle, f"@{row.handle} is done with #{numbers[row.id]}") for row in away
    )


def speakers(connection: Connection, thread_id: int) -> Sequence[Row]:
    """Return who attends a meeting, in speaking order; whoever is only informed does not."""
    return [member for member in talk.participants(connection, thread_id) if member.raci != Raci.INFORMED]


def is_able(employee: Row) -> bool:
    """Return whether somebody can have a turn at all."""
    return employee.left_at_ms is None and bool(employee.brain) and not employee.paused
