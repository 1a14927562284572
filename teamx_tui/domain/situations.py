"""What is known of a work item and of whoever would work on it, when it is asked whether it can run now."""

from dataclasses import dataclass, replace

from teamx_tui.domain.artifacts import Awaited
from teamx_tui.domain.retries import is_cooling
from teamx_tui.domain.tickets import SATISFYING, State


@dataclass(frozen=True, slots=True)
class Blocker:
    """One hard predecessor that is not satisfied: a ticket, or a gate with what it waits for."""

    item_id: int
    number: int
    title: str
    state: State
    owner: str | None
    awaits: Awaited | None = None

    @property
    def is_satisfied(self) -> bool:
        """Whether it holds nothing back: done, skipped or waived, or a gate whose artifact is there."""
        return self.state in SATISFYING or (self.awaits is not None and self.awaits.is_met)

    @property
    def upstream(self) -> tuple[int, ...]:
        """The items behind it where the work goes on: itself, or where a gate's artifact is expected from."""
        return (self.item_id,) if self.awaits is None else tuple(one.item_id for one in self.awaits.upstream)


@dataclass(frozen=True, slots=True)
class Pending:
    """An open decision or question that keeps its ticket, or only its asker, waiting."""

    id: int
    kind: str
    subject: str
    raised_by: str
    asked_of: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """A budget from which nobody may spend now."""

    words: str
    """What is the matter: `@ada's budget of $5.00 a day is spent`."""
    on: str
    """The budget as a subject: `budget:3`."""
    question: int | None = None
    """The entry of the inbox in which somebody is asked about it, if there is one."""


@dataclass(frozen=True, slots=True)
class LiveRun:
    """A run going on now."""

    run_id: int
    employee: str
    number: int
    """The ticket it is on."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The employee who would do the run, as they are now."""

    handle: str
    employed: bool = True
    lacks: str = ""
    """Why the brain cannot think now and what to do, as a clause; empty when it can."""
    spends: bool = False
    """The brain costs money, so a spent budget holds it back."""
    budgets: tuple[Shortage, ...] = ()
    """Budgets of their own from which nothing may be spent now."""
    busy: LiveRun | None = None
    pauses: tuple[str, ...] = ()
    """Reasons of pauses in force on the employee."""
    meets: int | None = None
    """Number of the meeting they sit in: their other work rests until it is over."""
    cools_seconds: int = 0
    """How long the wake still cools down after a failure, in seconds rounded up; 0 when it does not."""

    def cooling_until(self, due_ms: int, now_ms: int) -> "Seat":
        """Return the seat with a wake that may not be tried before `due_ms` (both milliseconds UTC)."""
        return replace(self, cools_seconds=-(-(due_ms - now_ms) // 1000)) if is_cooling(due_ms, now_ms) else self


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything `closed_gates` needs to know about one work item."""

    item_id: int
    number: int
    state: State
    assignee: str | None
    hold_reason: str = ""
    blockers: tuple[Blocker, ...] = ()
    pending: tuple[Pending, ...] = ()
    pauses: tuple[str, ...] = ()
    assignee_spends: bool = False
    """The assignee's brain costs money; without a seat, budgets are judged by this."""
    assignee_lacks: str = ""
    """Why the assignee's brain cannot think now; without a seat, that is judged by this."""
    budgets: tuple[Shortage, ...] = ()
    """Budgets from which nobody who works on it may spend now."""
    assignee_budgets: tuple[Shortage, ...] = ()
    """The same of the assignee's own; without a seat these count."""
    assignee_meets: int | None = None
    """The meeting in which the assignee sits; without a seat, the pause for it is judged by this."""
    live: LiveRun | None = None
    interrupted: bool = False
    """The last run ended because its worker died."""
