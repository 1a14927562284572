"""Noticing that money suddenly goes faster: said once when it begins, once when it is over."""

from typing import Final

from teamx_tui.company.office import Act
from teamx_tui.domain.surges import SIGHT_MS, Pace, pace
from teamx_tui.store import events
from teamx_tui.store import spending as rows
from teamx_tui.store.rows import Connection

SUBJECT: Final = "spending"
SURGED: Final = "spending.surged"


def watch(act: Act) -> None:
    """Note inside an act that has spent something when a surge begins with it, or is over."""
    now = now_at(act.connection, act.at_ms)
    went_on = goes_on(act.connection)
    if now.is_surge(went_on=went_on) == went_on:
        return
    kind = "spending.calmed" if went_on else SURGED
    act.note(
        kind,
        SUBJECT,
        recent_micros=now.recent_micros,
        usual_micros=now.usual_micros,
        rise_percent=now.rise_percent,
    )


def now_at(connection: Connection, at_ms: int) -> Pace:
    """Return how fast money goes at a time."""
    return pace(rows.spends(connection, at_ms - SIGHT_MS), at_ms)


def goes_on(connection: Connection) -> bool:
    """Return whether a surge had begun, and was not over, when something was spent last."""
    return any(row.kind == SURGED for row in events.latest_about(connection, SUBJECT, 1))
