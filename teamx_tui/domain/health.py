"""How a project is doing: its pace from what was done each day, when it will be done, and the word for that.

Days are those of the calendar in UTC. What counts as done, and what is an obstacle, the caller knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final

DAY_MS: Final = 86_400_000
PACE_DAYS: Final = 7
"""Days, today included, over which the pace is taken: a week, so that a weekend counts like every other."""


class Health(StrEnum):
    """The words of the status report (seed 003), told apart as they are not there."""

    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a project. Times are milliseconds UTC."""

    opened_ms: int
    due_ms: int | None
    """None: nobody said when it shall be done, so it cannot be late."""
    now_ms: int
    done: int
    total: int
    has_started: bool
    """Somebody has begun on a ticket, or finished one."""
    obstacles: int
    """Decisions somebody must take before tickets can go on."""
    per_day: float
    """The pace: tickets done a day."""

    @property
    def planned(self) -> int:
        """Tickets that would be done by now if they were done evenly from the opening to the due time."""
        if self.due_ms is None or self.due_ms <= self.opened_ms:
            return 0
        elapsed = min(max(0, self.now_ms - self.opened_ms), self.due_ms - self.opened_ms)
        return self.total * elapsed // (self.due_ms - self.opened_ms)

    @property
    def forecast_ms(self) -> int | None:
        """When the last ticket will be done at this pace; None when nothing is left or nothing moves."""
        left = self.total - self.done
        return self.now_ms + ceil(left / self.per_day * DAY_MS) if left and self.per_day else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A project's health, and why it is not better."""

    health: Health
    reasons: tuple[str, ...] = ()


def pace(counts: Sequence[int]) -> float:
    """Return the tickets done a day, from those done on each of the last days, today last; 0 without any day."""
    recent = counts[-PACE_DAYS:]
    return sum(recent) / len(recent) if recent else 0.0


def judge(course: Course) -> Verdict:
    """Return how a project is doing: late beats at risk, and any one risk is enough for that."""
    if course.total and course.done == course.total:
        return Verdict(Health.DONE)
    if course.due_ms is not None and course.now_ms > course.due_ms:
        return Verdict(Health.LATE, (f"{_days(course.now_ms - course.due_ms)} past the due date",))
    if risks := (*_obstacles(course), *_forecast(course), *_plan(course)):
        return Verdict(Health.AT_RISK, risks)
    return Verdict(Health.ON_TRACK if course.has_started else Health.NOT_STARTED)


def rolled_up(own: Verdict, parts: Sequence[tuple[str, Health]]) -> Verdict:
    """Return how something made of parts is doing, by its own course and by theirs: one part in danger puts it at risk.

    `parts`: name and health of each.
    """
    dangers = tuple(f"{name} is {health}" for name, health in parts if health in (Health.LATE, Health.AT_RISK))
    if not dangers or own.health in (Health.LATE, Health.DONE):
        return own
    return Verdict(Health.AT_RISK, (*own.reasons, *dangers))


def _obstacles(course: Course) -> tuple[str, ...]:
    if not course.obstacles:
        return ()
    return ("a decision holds it up" if course.obstacles == 1 else f"{course.obstacles} decisions hold it up",)


def _forecast(course: Course) -> tuple[str, ...]:
    if course.due_ms is None or course.forecast_ms is None or course.forecast_ms <= course.due_ms:
        return ()
    return (f"at this pace done {_days(course.forecast_ms - course.due_ms)} late",)


def _plan(course: Course) -> tuple[str, ...]:
    if course.done >= course.planned:
        return ()
    return (f"{course.done} done where the plan has {course.planned}",)


def _days(milliseconds: int) -> str:
    days = max(1, ceil(milliseconds / DAY_MS))
    return "1 day" if days == 1 else f"{days} days"
