"""Mission Control: what runs, what waits and why, in one consistent look."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from teamx_tui.company.heads import Head, head_now
from teamx_tui.company.log import sentence
from teamx_tui.company.news import read
from teamx_tui.company.office import Office
from teamx_tui.company.roster import Person, people_now
from teamx_tui.domain.gates import ClosedGate, GateKind, closed_gates
from teamx_tui.store import events, facts, runs, tallies
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
class Mission(Head):
    """Everything Mission Control shows."""

    live: tuple[Run, ...]
    """Newest first."""
    states: Mapping[str, int]
    """Tickets in each stored state."""
    blocked: tuple[Blocked, ...]
    people: tuple[Person, ...]
    projects: tuple[Project, ...]
    events: tuple[Happening, ...]
    """Newest first."""


def look(office: Office) -> Mission:
    """Return the company as it is now."""
    with office.look() as connection:
        head = head_now(office, connection)
        glance: dict[str, Any] = {field.name: getattr(head, field.name) for field in fields(Head)}
        return Mission(
            **glance,
            live=tuple(
                Run(row.id, row.handle, row.number, row.title, row.started_at_ms, row.attempt, row.brain)
                for row in runs.living(connection)
            ),
            states=tallies.states(connection),
            blocked=_blocked(connection),
            people=people_now(connection, head.at_ms),
            projects=tuple(
                Project(row.key, row.title, row.lead, row.done, row.total) for row in tallies.projects(connection)
            ),
            events=_events(connection),
        )


def _blocked(connection: Connection) -> tuple[Blocked, ...]:
    rows = tallies.blocked(connection, SHOWN)
    situations = facts.situations(connection, [row.id for row in rows])
    return tuple(
        Blocked(row.number, row.title, row.handle, row.moved_at_ms, closed_gates(situations[row.id])) for row in rows
    )


def _events(connection: Connection) -> tuple[Happening, ...]:
    recent = [read(row) for row in events.latest(connection, SHOWN)]
    return tuple(
        Happening(event.seq, event.at_ms, event.kind, sentence(event), event.data.get("number")) for event in recent
    )
