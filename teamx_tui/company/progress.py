"""How far the work is, how fast it goes and how each project is doing, from the rows of the tickets alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.domain.health import DAY_MS, Course, Health, Verdict, judge, pace
from teamx_tui.domain.tickets import SATISFYING, STARTED, State
from teamx_tui.store import people, tallies
from teamx_tui.store.rows import Connection, Row

DAYS: Final = 14
"""Days, today included, for which it is told what was done on each."""
WEEK_MS: Final = 7 * DAY_MS


@dataclass(frozen=True, slots=True)
class Point:
    """How far something was at the end of a day."""

    day: int
    """Number of the day since 1970, in UTC."""
    done: int
    """Tickets done on it, as far as they have not been reopened since."""
    percent: int
    """Done until then, of the tickets there are now, in whole percent rounded down."""


@dataclass(frozen=True, slots=True)
class Velocity:
    """How fast the work goes."""

    points: tuple[Point, ...]
    """One for each day since the beginning, at most `DAYS`; the last is today."""

    @property
    def per_day(self) -> float:
        """Tickets done a day, over the last week."""
        return pace([point.done for point in self.points])


@dataclass(frozen=True, slots=True)
class Project:
    """How far a project is, and how it is doing."""

    key: str
    title: str
    lead: str | None
    weeks: int | None
    """How long it shall take from when it was opened; None: not said."""
    due_ms: int | None
    done: int
    total: int
    """Its tickets; cancelled ones do not count."""
    velocity: Velocity
    health: Health
    reasons: tuple[str, ...]
    """Why its health is not better."""

    @property
    def percent(self) -> int:
        """Done of total in whole percent, rounded down: 100 means all of it."""
        return percent(self.done, self.total)


def percent(done: int, total: int) -> int:
    """Return `done` of `total` in whole percent, rounded down; 0 of nothing."""
    return done * 100 // total if total else 0


def tally(states: Mapping[str, int]) -> tuple[int, int]:
    """Return how many tickets are done, and of how many, from how many are in each state."""
    done = sum(states.get(state, 0) for state in SATISFYING)
    return done, sum(states.values()) - states.get(State.CANCELLED, 0)


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole company's and each project's, as of one consistent read."""

    states: Mapping[str, int]
    """Tickets in each stored state."""
    velocity: Velocity
    projects: tuple[Project, ...]
    """In the order of opening."""


def progress_now(connection: Connection, now_ms: int) -> Progress:
    """Return how far everything is, as of one consistent read."""
    states = tallies.states(connection)
    finished = tallies.finished(connection, (now_ms // DAY_MS - DAYS + 1) * DAY_MS)
    obstacles = tallies.obstacles_of_projects(connection)
    nothing: Counter[str] = Counter()
    everything = sum(states.values(), nothing)
    days = _days(people.the_company(connection).founded_at_ms, now_ms)
    return Progress(
        states=everything,
        velocity=_velocity(days, sum(finished.values(), Counter()), *tally(everything)),
        projects=tuple(
            _project(
                row, states.get(row.id, nothing), finished.get(row.id, Counter()), obstacles.get(row.id, 0), now_ms
            )
            for row in tallies.projects(connection)
        ),
    )


def _project(row: Row, states: Counter[str], finished: Counter[int], obstacles: int, now_ms: int) -> Project:
    done, total = tally(states)
    velocity = _velocity(_days(row.filed_at_ms, now_ms), finished, done, total)
    due_ms = _due(row)
    verdict = _verdict(row.filed_at_ms, due_ms, now_ms, states, obstacles, velocity)
    return Project(
        key=row.key,
        title=row.title,
        lead=row.lead,
        weeks=row.weeks,
        due_ms=due_ms,
        done=done,
        total=total,
        velocity=velocity,
        health=verdict.health,
        reasons=verdict.reasons,
    )


def _verdict(
    opened_ms: int, due_ms: int | None, now_ms: int, states: Counter[str], obstacles: int, velocity: Velocity
) -> Verdict:
    done, total = tally(states)
    return judge(
        Course(
            opened_ms=opened_ms,
            due_ms=due_ms,
            now_ms=now_ms,
            done=done,
            total=total,
            has_started=done > 0 or any(states[state] for state in STARTED),
            obstacles=obstacles,
            per_day=velocity.per_day,
        )
    )


def _due(row: Row) -> int | None:
    if row.due_at_ms is not None:
        return int(row.due_at_ms)
    return int(row.filed_at_ms + row.weeks * WEEK_MS) if row.weeks else None


def _days(began_ms: int, now_ms: int) -> range:
    today = now_ms // DAY_MS
    return range(max(today - DAYS + 1, min(began_ms // DAY_MS, today)), today + 1)


def _velocity(days: Sequence[int], finished: Counter[int], done: int, total: int) -> Velocity:
    until = done - sum(finished[day] for day in days)
    points = []
    for day in days:
        until += finished[day]
        points.append(Point(day, finished[day], percent(until, total)))
    return Velocity(tuple(points))
