"""The head of every screen: what the company is doing, who works, what it costs, in a handful of cheap counts."""

from dataclasses import dataclass
from datetime import UTC, datetime

from teamx_tui.company import hosts, surges
from teamx_tui.company.loads import loads_now
from teamx_tui.company.offers import HANDOFF
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.budgets import Period, is_over_warning, window
from teamx_tui.store import brains, budgets, conditions, decisions, duty, events, ledger, meetings, people, runs
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
    handed: int
    """Hand-offs that wait for an answer."""
    calls_today: int
    spent_today_micros: int
    idle_since_ms: int | None
    """When the last run ended, if none is going on."""
    scripted: bool
    """Somebody here is played from a script."""
    brains: tuple[str, ...]
    """What those who work here think with, each as brain and model in words; the scripted one first."""
    unable: int
    """Employees who cannot think now, since their brain lacks something."""
    money_alarm: str
    """What is the matter with the money, in a few words; empty when nothing is."""


def look(office: Office) -> Head:
    """Return the head as it is now."""
    with office.look() as connection:
        return head_now(office, connection, loads_now(office, connection, conditions.surroundings(connection)))


def head_now(office: Office, connection: Connection, loads: Loads) -> Head:
    """Return the head, as of one consistent read in which `loads` have been counted."""
    now = office.clock()
    company = people.the_company(connection)
    running = len(runs.living(connection))
    today = runs.spent_since(connection, _midnight(now))
    apart = ledger.spent_apart(connection, _midnight(now))
    minds = hosts.mind(connection)
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
        handed=decisions.count_open_of(connection, HANDOFF),
        calls_today=today.model_calls + apart.calls,
        spent_today_micros=today.cost_micros + apart.micros,
        idle_since_ms=None if running else today.last_ended_ms,
        scripted=brains.SCRIPTED in minds,
        brains=minds,
        unable=len(brains.unable(connection)),
        money_alarm=_money_alarm(connection, now),
    )


def _money_alarm(connection: Connection, now_ms: int) -> str:
    """Return what is the matter with the money; the worst when there are several things."""
    short, over = [], []
    for row in budgets.in_force(connection):
        # Its day may be over without anybody having had to do with it since.
        spent = row.spent_micros if row.window >= window(Period(row.period), now_ms) else 0
        whose = f"@{row.subject}" if row.scope == "employee" else f"{row.scope} {row.subject}".strip()
        what = f"{whose} budget"
        if row.asked is not None or spent >= row.limit_micros:
            short.append(f"{what} short")
        elif is_over_warning(spent, row.limit_micros, row.warn_percent):
            over.append(f"{what} {spent * 100 // row.limit_micros} %")
    if short or over:
        first, *others = [*short, *over]
        return f"{first} (+{len(others)})" if others else first
    pace = surges.now_at(connection, now_ms)
    is_surge = pace.is_surge(went_on=surges.goes_on(connection))
    return f"spending up {pace.rise_percent} %" if is_surge else ""


def _midnight(now_ms: int) -> int:
    day = datetime.fromtimestamp(now_ms / 1000, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp() * 1000)
