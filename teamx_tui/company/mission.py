"""Mission Control: what runs, what waits and why, how far it is, in one consistent look."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from teamx_tui.company.heads import Head, head_now
from teamx_tui.company.loads import loads_now
from teamx_tui.company.log import sentence
from teamx_tui.company.news import read
from teamx_tui.company.office import Office
from teamx_tui.company.orders import GIVEN
from teamx_tui.company.progress import Goal, Project, Velocity, progress_now, tally
from teamx_tui.company.roster import Person, people_now
from teamx_tui.company.starvation import Starved, starved
from teamx_tui.domain.gates import ClosedGate, closed_gates, opens_when
from teamx_tui.domain.presence import Presence
from teamx_tui.store import conditions, events, facts, runs, tallies
from teamx_tui.store.conditions import Surroundings
from teamx_tui.store.rows import Connection

SHOWN: Final = 50
"""Blocked tickets and events read for the screen; the counts are of all."""
_AT_WORK: Final = frozenset({Presence.ACTIVE, Presence.IN_THREAD})


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
    calls: int
    """Tool calls made so far."""
    entries: int
    """What it has added to the thread so far."""
    tool: str
    """The last tool used; empty before the first."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A ticket that cannot go on."""

    number: int
    title: str
    owner: str | None
    since_ms: int
    """When its state last changed."""
    gates: tuple[ClosedGate, ...]
    holds_up: int
    """Unfinished tickets that wait directly for it."""

    @property
    def opens_when(self) -> str:
        """What would let it go on, in a few words."""
        return opens_when(self.gates)


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
    """Longest first."""
    starved: tuple[Starved, ...]
    """Turns that others of the same employee went ahead of for too long."""
    people: tuple[Person, ...]
    projects: tuple[Project, ...]
    goals: tuple[Goal, ...]
    velocity: Velocity
    events: tuple[Happening, ...]
    """Newest first."""

    @property
    def done(self) -> int:
        """Tickets that are done, or need not be."""
        return tally(self.states)[0]

    @property
    def total(self) -> int:
        """Tickets there are; cancelled ones do not count."""
        return tally(self.states)[1]

    @property
    def at_work(self) -> int:
        """People who are having a turn, or had one a moment ago."""
        return sum(person.presence in _AT_WORK for person in self.people)


def look(office: Office) -> Mission:
    """Return the company as it is now."""
    with office.look() as connection:
        around = conditions.surroundings(connection)
        loads = loads_now(office, connection, around)
        head = head_now(office, connection, loads)
        glance: dict[str, Any] = {field.name: getattr(head, field.name) for field in fields(Head)}
        progress = progress_now(connection, head.at_ms)
        return Mission(
            **glance,
            live=_live(connection),
            states=progress.states,
            blocked=_blocked(connection, around),
            starved=starved(connection, head.at_ms),
            people=people_now(connection, head.at_ms, loads),
            projects=progress.projects,
            goals=progress.goals,
            velocity=progress.velocity,
            events=_events(connection),
        )


def _live(connection: Connection) -> tuple[Run, ...]:
    going = runs.living(connection)
    so_far = runs.so_far(connection, [row.id for row in going])
    done = {row.run_id: (row.calls, row.entries, row.tool) for row in so_far}
    return tuple(
        Run(
            row.id,
            row.handle,
            row.number,
            row.title,
            row.started_at_ms,
            row.attempt,
            row.brain,
            *done.get(row.id, (0, 0, "")),
        )
        for row in going
    )


def _blocked(connection: Connection, around: Surroundings) -> tuple[Blocked, ...]:
    rows = tallies.blocked(connection, around, SHOWN)
    ids = [row.id for row in rows]
    situations, holds_up = facts.situations(connection, ids), tallies.holds_up(connection, ids)
    return tuple(
        Blocked(
            row.number,
            row.title,
            row.handle,
            row.moved_at_ms,
            closed_gates(situations[row.id]),
            holds_up.get(row.id, 0),
        )
        for row in rows
    )


def _events(connection: Connection) -> tuple[Happening, ...]:
    # What was ordered is followed by what came of it, which says the same.
    recent = [read(row) for row in events.latest(connection, SHOWN) if row.kind != GIVEN]
    return tuple(
        Happening(event.seq, event.at_ms, event.kind, sentence(event), event.data.get("number")) for event in recent
    )
