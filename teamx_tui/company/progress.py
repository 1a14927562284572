"""How far the work is, how fast it goes and how each project is doing, from the rows of the tickets alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.domain.health import DAY_MS, Course, Health, Verdict, judge, pace, rolled_up
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
    goal: str | None = None
    """Key of the goal it is for."""
    blockers: int = 0
    """Decisions somebody must take before tickets can go on; what only waits for other tickets is none."""

    @property
    def percent(self) -> int:
        """Done of total in whole percent, rounded down: 100 means all of it."""
        return percent(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Goal:
    """How far a goal is, by its projects, and how it is doing."""

    key: str
    title: str
    due_ms: int | None
    projects: tuple[str, ...]
    """Keys of those under it."""
    done: int
    total: int
    """The tickets of its projects; cancelled ones do not count."""
    velocity: Velocity
    health: Health
    reasons: tuple[str, ...]
    """Why its health is not better."""
    blockers: int

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
    goals: tuple[Goal, ...]
    """In the order of setting."""


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is counted of the tickets of a project, or of all under a goal."""

    states: Counter[str]
    finished: Counter[int]
    """By day."""
    obstacles: int


def progress_now(connection: Connection, now_ms: int) -> Progress:
    """Return how far everything is, as of one consistent read."""
    states = tallies.states(connection)
    finished = tallies.finished(connection, (now_ms // DAY_MS - DAYS + 1) * DAY_MS)
    obstacles = tallies.obstacles_of_projects(connection)
    nothing: Counter[str] = Counter()
    everything = sum(states.values(), nothing)
    days = _days(people.the_company(connection).founded_at_ms, now_ms)
    rows = tallies.projects(connection)
    counts = {
        row.id: _Counts(states.get(row.id, nothing), finished.get(row.id, Counter()), obstacles.get(row.id, 0))
        for row in rows
    }
    goals = tallies.goals(connection)
    keys = {row.id: row.key for row in goals}
    projects = tuple(_project(row, keys.get(row.parent_id), counts[row.id], now_ms) for row in rows)
    return Progress(
        states=everything,
        velocity=_velocity(days, sum(finished.values(), Counter()), *tally(everything)),
        projects=projects,
        goals=tuple(
            _goal(
                row,
                [project for project in projects if project.goal == row.key],
                [counts[project.id] for project in rows if project.parent_id == row.id],
                now_ms,
            )
            for row in goals
        ),
    )


def _project(row: Row, goal: str | None, counts: _Counts, now_ms: int) -> Project:
    done, total = tally(counts.states)
    velocity = _velocity(_days(row.filed_at_ms, now_ms), counts.finished, done, total)
    due_ms = _due(row)
    verdict = _verdict(row.filed_at_ms, due_ms, now_ms, counts, velocity)
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
        goal=goal,
        blockers=counts.obstacles,
    )


def _goal(row: Row, under: Sequence[Project], counts: Sequence[_Counts], now_ms: int) -> Goal:
    whole = _Counts(
        sum((one.states for one in counts), Counter()),
        sum((one.finished for one in counts), Counter()),
        sum(one.obstacles for one in counts),
    )
    done, total = tally(whole.states)
    velocity = _velocity(_days(row.filed_at_ms, now_ms), whole.finished, done, total)
    due_ms = _due(row)
    own = _verdict(row.filed_at_ms, due_ms, now_ms, whole, velocity)
    verdict = rolled_up(own, [(project.title, project.health) for project in under])
    return Goal(
        key=row.key,
        title=row.title,
        due_ms=due_ms,
        projects=tuple(project.key for project in under),
        done=done,
        total=total,
        velocity=velocity,
        health=verdict.health,
        reasons=verdict.reasons,
        blockers=whole.obstacles,
    )


def _verdict(opened_ms: int, due_ms: int | None, now_ms: int, counts: _Counts, velocity: Velocity) -> Verdict:
    done, total = tally(counts.states)
    return judge(
        Course(
            opened_ms=opened_ms,
            due_ms=due_ms,
            now_ms=now_ms,
            done=done,
            total=total,
            has_started=done > 0 or any(counts.states[state] for state in STARTED),
            obstacles=counts.obstacles,
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
