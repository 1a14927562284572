"""Mission Control: what runs, what waits and why, in one consistent look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from teamx_tui.company.log import sentence
from teamx_tui.company.news import read
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.roster import Person, people_now
from teamx_tui.domain.gates import ClosedGate, GateKind, closed_gates
from teamx_tui.store import decisions, duty, events, facts, people, runs, tallies
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection

SHOWN: Final = 50
"""Blocked tickets and events read for the screen; the counts are of all."""


@dataclass(frozen=True, slots=True)
class Run:
    """A turn going on now."""

    id: int
    employee: str
    number: int
    title: str
    started_at_ms: int
    attempt: int
    brain: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A ticket that cannot go on."""

    number: int
    title: str
    owner: str | None
    since_ms: int
    """When its state last changed."""
    gates: tuple[ClosedGate, ...]

    @property
    def waits_for(self) -> tuple[int, ...]:
        """Tickets it waits for directly."""
        return tuple(gate.ticket for gate in self.gates if gate.kind is GateKind.DEPENDENCY and gate.ticket is not None)


@dataclass(frozen=True, slots=True)
class Project:
    """How far a project is."""

    key: str
    title: str
    lead: str | None
    done: int
    total: int

    @property
    def percent(self) -> int:
        """Done of total in whole percent, rounded down: 100 means all of it."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Happening:
    """A recent event in words."""

    seq: int
    at_ms: int
    kind: str
    words: str
    number: int | None
    """The ticket it is about, if it is about one."""


@dataclass(frozen=True, slots=True)
class Mission:
    """Everything Mission Control shows."""

    company: str
    at_ms: int
    seq: int
    """Number of the latest event: two looks with the same number saw the same company."""
    workers: int
    """Workers alive."""
    paused: str
    live: tuple[Run, ...]
    """Newest first."""
    queued: int
    states: Mapping[str, int]
    """Tickets in each stored state."""
    blocked_total: int
    blocked: tuple[Blocked, ...]
    people: tuple[Person, ...]
    projects: tuple[Project, ...]
    events: tuple[Happening, ...]
    """Newest first."""
    needs_you: int
    calls_today: int
    spent_today_micros: int
    idle_since_ms: int | None
    """When the last run ended, if none is going on."""
    scripted: bool
    """Somebody here is played from a script."""


def look(office: Office) -> Mission:
    """Return the company as it is now."""
    now = office.clock()
    with office.look() as connection:
        company = people.the_company(connection)
        live = runs.living(connection)
        blocked_total, blocked = _blocked(connection)
        today = runs.spent_since(connection, _midnight(now))
        staff = people_now(connection, now)
        on_duty = [row.id for row in runs.workers_on_duty(connection)]
        return Mission(
            company=company.name,
            at_ms=now,
            seq=events.head(connection)[0],
            workers=sum(duty.is_alive(office.store.path, worker) for worker in on_duty),
            paused=company.paused,
            live=tuple(
                Run(row.id, row.handle, row.number, row.title, row.started_at_ms, row.attempt, row.brain)
                for row in live
            ),
            queued=queue.counts(connection).get("pending", 0),
            states=tallies.states(connection),
            blocked_total=blocked_total,
            blocked=blocked,
            people=staff,
            projects=tuple(
                Project(row.key, row.title, row.lead, row.done, row.total) for row in tallies.projects(connection)
            ),
            events=_events(connection),
            needs_you=decisions.count_open(connection, OPERATOR),
            calls_today=today.model_calls,
            spent_today_micros=today.cost_micros,
            idle_since_ms=None if live else today.last_ended_ms,
            scripted=any(person.brain == "scripted" for person in staff),
        )


def _blocked(connection: Connection) -> tuple[int, tuple[Blocked, ...]]:
    total, rows = tallies.blocked(connection, SHOWN)
    situations = facts.situations(connection, [row.id for row in rows])
    return total, tuple(
        Blocked(row.number, row.title, row.handle, row.moved_at_ms, closed_gates(situations[row.id])) for row in rows
    )


def _events(connection: Connection) -> tuple[Happening, ...]:
    recent = [read(row) for row in events.latest(connection, SHOWN)]
    return tuple(
        Happening(event.seq, event.at_ms, event.kind, sentence(event), event.data.get("number")) for event in recent
    )


def _midnight(now_ms: int) -> int:
    day = datetime.fromtimestamp(now_ms / 1000, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp() * 1000)
