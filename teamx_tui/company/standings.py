"""Where an employee stands, for a standup: what is done since the last one, what they do, and what is in the way."""

from dataclasses import replace
from typing import Final

from teamx_tui.domain.gates import Condition, GateKind, closed_gates, condition, opens_when
from teamx_tui.domain.health import DAY_MS
from teamx_tui.domain.minutes import Standing
from teamx_tui.domain.tickets import SATISFYING, State
from teamx_tui.store import facts
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Connection, Row

_SHOWN: Final = 8
"""Tickets named under one heading."""


def standing(connection: Connection, employee: Row, meeting: Row) -> Standing:
    """Return where an employee stands, as of one consistent read.

    Done counts since the last meeting of the same kind; since a day ago when there was none.
    """
    began = meeting.started_at_ms or meeting.due_at_ms
    last = rows.last_of_kind(connection, meeting.kind, began)
    work = rows.work_of(connection, employee.id, began - DAY_MS if last is None else last)
    situations = facts.situations(connection, [row.id for row in work], {})
    done, doing, blocked = [], [], []
    for row in work:
        # The meeting itself holds everybody up; that is not what is asked here.
        item = replace(situations[row.id], assignee_meets=None)
        words = f"#{row.number} {row.title}"
        if row.state in SATISFYING:
            done.append(words)
        elif condition(item) is Condition.BLOCKED or row.state == State.ON_HOLD:
            gates = [gate for gate in closed_gates(item) if gate.kind is not GateKind.CAPACITY]
            blocked.append(f"{words} (until {opens_when(gates)})")
        else:
            doing.append(words if row.state != State.OPEN else f"{words} (next)")
    return Standing(employee.name, _short(done), _short(doing), _short(blocked))


def _short(found: list[str]) -> tuple[str, ...]:
    more = len(found) - _SHOWN
    return (*found[:_SHOWN], *([f"and {more} more"] if more > 0 else []))
