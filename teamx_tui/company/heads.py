"""The head of every screen: what the company is doing, who works, what it costs, in a handful of cheap counts."""

from dataclasses import dataclass
from datetime import UTC, datetime

from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.store import conditions, decisions, duty, events, meetings, people, runs, tallies
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection
from teamx_tui.store.tallies import Loads


@dataclass(frozen=True, slots=True)
class Head:
    """The company at a glance."""

    company: str
    at_ms: int
    seq: int
    """Number of the latest event: two looks with the same number saw the same company."""
    workers: int
    """Workers alive."""
    paused: str
    running: int
    """Turns going on, those in meetings among them."""
    meetings: int
    """Meetings going on."""
    queued: int
    blocked_total: int
    needs_you: int
    calls_today: int
    spent_today_micros: int
    idle_since_ms: int | None
    """When the last run ended, if none is going on."""
    scripted: bool
    """Somebody here is played from a script."""


def look(office: Office) -> Head:
    """Return the head as it is now."""
    with office.look() as connection:
        return head_now(office, connection, tallies.loads(connection, conditions.surroundings(connection)))


def head_now(office: Office, connection: Connection, loads: Loads) -> Head:
    """Return the head, as of one consistent read in which `loads` have been counted."""
    now = office.clock()
    company = people.the_company(connection)
    running = len(runs.living(connection))
    today = runs.spent_since(connection, _midnight(now))
    on_duty = [row.id for row in runs.workers_on_duty(connection)]
    return Head(
        company=company.name,
        at_ms=now,
        seq=events.head(connection)[0],
        workers=sum(duty.is_alive(office.store.path, worker) for worker in on_duty),
        paused=company.paused,
        running=running,
        meetings=meetings.count_going(connection),
        queued=queue.counts(connection).get("pending", 0),
        blocked_total=sum(load.blocked for load in loads.values()),
        needs_you=decisions.count_open(connection, OPERATOR),
        calls_today=today.model_calls,
        spent_today_micros=today.cost_micros,
        idle_since_ms=None if running else today.last_ended_ms,
        scripted=people.has_brain(connection, "scripted"),
    )


def _midnight(now_ms: int) -> int:
    day = datetime.fromtimestamp(now_ms / 1000, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp() * 1000)
