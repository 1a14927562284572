"""The one admission function: every reason why a work item cannot run now.

The scheduler starts a run only when `closed_gates` returns nothing; *why* shows exactly what it returns. What is in a
`Situation` comes from the store; this file only judges it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from teamx_tui.domain.retries import is_cooling
from teamx_tui.domain.tickets import SATISFYING, STARTED, State


class GateKind(StrEnum):
    """What sort of thing holds an item back."""

    STATE = "state"
    HOLD = "hold"
    DEPENDENCY = "dependency"
    DECISION = "decision"
    QUESTION = "question"
    NOT_ASSIGNED = "not_assigned"
    NO_BRAIN = "no_brain"
    PAUSE = "pause"
    BUDGET = "budget"
    COOL_DOWN = "cool_down"
    CAPACITY = "capacity"


class Condition(StrEnum):
    """The word shown for a work item; derived, never stored (design 4)."""

    DRAFT = "draft"
    READY = "ready"
    BLOCKED = "blocked"
    WORKING = "working"
    WAITING = "waiting"
    INTERRUPTED = "interrupted"
    IN_REVIEW = "in_review"
    ON_HOLD = "on_hold"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One hard predecessor that is not satisfied."""

    item_id: int
    number: int
    title: str
    state: State
    owner: str | None


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


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """One reason why an item cannot run now."""

    kind: GateKind
    on: str
    """Subject of the reason: `ticket:65`, `employee:elena`, `decision:3`."""
    who: str
    """Who must act: a handle, `operator`, or `clock`."""
    opens_when: str
    """What would open it, as a clause that follows "opens when"."""

    @property
    def ticket(self) -> int | None:
        """The number of the ticket the reason stands on, if it is one."""
        return int(self.on[7:]) if self.on.startswith("ticket:") else None


MEETING: Final = "meeting:"
"""What stands before the number where a gate stands on a meeting."""
OPERATOR: Final = "operator"
CLOCK: Final = "clock"
"""Who must act where only time helps."""
_SHUT_STATES: Final = frozenset({State.DRAFT, State.DONE, State.FAILED, State.SKIPPED, State.CANCELLED})
_DECISIONS_ON_CANCELLED: Final = {State.CANCELLED, State.FAILED}
_PASSING: Final = frozenset({GateKind.CAPACITY, GateKind.COOL_DOWN})
"""Gates that open by themselves in a while; they hold a run back and leave the item's condition as it is."""


def closed_gates(item: Situation, seat: Seat | None = None) -> tuple[ClosedGate, ...]:
    """Return every reason why `item` cannot be run now by `seat`, most lasting first; empty means it may run.

    Without a seat the reasons that concern only one employee (busy, paused, own questions) are left out.
    """
    return (
        *_state(item),
        *_dependencies(item),
        *_pending(item, seat),
        *_brain(item, seat),
        *_money_and_pauses(item, seat),
        *(_seat(item, seat) if seat else ()),
        *_thread(item),
    )


def opens_when(gates: Iterable[ClosedGate]) -> str:
    """Return in a few words what opens all of `gates`; tickets that only have to be done stand together."""
    known = tuple(gates)
    waits = [gate for gate in known if gate.opens_when == _done(gate.ticket)]
    others = [gate for gate in known if gate not in waits]
    tickets = [" ".join([*(f"#{gate.ticket}" for gate in waits), "done"])] if waits else []
    return "; ".join([*tickets, *(gate.opens_when for gate in others)])


def condition(item: Situation, seat: Seat | None = None) -> Condition:
    """Return the word shown for `item`."""
    if item.live is not None:
        return Condition.WORKING
    if item.state in _SHUT_STATES or item.state is State.ON_HOLD:
        return Condition(item.state)
    if any(gate.kind not in _PASSING for gate in closed_gates(item, seat)):
        return Condition.BLOCKED
    if item.interrupted and item.state in STARTED:
        return Condition.INTERRUPTED
    if item.state is State.IN_REVIEW:
        return Condition.IN_REVIEW
    return Condition.WAITING if item.state is State.IN_PROGRESS else Condition.READY


def _state(item: Situation) -> tuple[ClosedGate, ...]:
    on = f"ticket:{item.number}"
    if item.state is State.ON_HOLD:
        why = f" ({item.hold_reason})" if item.hold_reason else ""
        return (ClosedGate(GateKind.HOLD, on, OPERATOR, f"the hold on #{item.number} is lifted{why}"),)
    if item.state in _SHUT_STATES:
        verb = "filed" if item.state is State.DRAFT else "reopened"
        return (ClosedGate(GateKind.STATE, on, OPERATOR, f"#{item.number}, which is {item.state}, is {verb}"),)
    if item.assignee is None:
        return (ClosedGate(GateKind.NOT_ASSIGNED, on, OPERATOR, f"somebody is assigned to #{item.number}"),)
    return ()


def _dependencies(item: Situation) -> tuple[ClosedGate, ...]:
    return tuple(
        ClosedGate(
            GateKind.DEPENDENCY,
            f"ticket:{blocker.number}",
            OPERATOR if blocker.state in _DECISIONS_ON_CANCELLED else blocker.owner or OPERATOR,
            f"#{blocker.number}, which is {blocker.state}, is reopened and done, or the dependency is removed"
            if blocker.state in _DECISIONS_ON_CANCELLED
            else _done(blocker.number),
        )
        for blocker in item.blockers
        if blocker.state not in SATISFYING
    )


def _done(number: int | None) -> str:
    return f"#{number} is done"


def _pending(item: Situation, seat: Seat | None) -> tuple[ClosedGate, ...]:
    gates = []
    for entry in item.pending:
        # Whoever must answer is let through, or nobody could ever open the gate.
        if seat is not None and seat.handle == entry.asked_of:
            continue
        if entry.kind == "question":
            # A question holds up only its asker: the rest of the thread goes on.
            if seat is not None and seat.handle == entry.raised_by:
                gates.append(_entry_gate(GateKind.QUESTION, entry, "answers"))
        else:
            gates.append(_entry_gate(GateKind.DECISION, entry, "decides"))
    return tuple(gates)


def _entry_gate(kind: GateKind, entry: Pending, verb: str) -> ClosedGate:
    who = entry.asked_of if entry.asked_of == OPERATOR else f"@{entry.asked_of}"
    return ClosedGate(kind, f"decision:{entry.id}", entry.asked_of, f"{who} {verb}: {entry.subject}")


def _brain(item: Situation, seat: Seat | None) -> tuple[ClosedGate, ...]:
    who, lacks = (seat.handle, seat.lacks) if seat is not None else (item.assignee, item.assignee_lacks)
    if not lacks or who is None:
        return ()
    return (ClosedGate(GateKind.NO_BRAIN, f"employee:{who}", OPERATOR, f"@{who} can think: {lacks}"),)


def _money_and_pauses(item: Situation, seat: Seat | None) -> tuple[ClosedGate, ...]:
    spends = seat.spends if seat is not None else item.assignee_spends
    short = (*item.budgets, *(seat.budgets if seat is not None else item.assignee_budgets)) if spends else ()
    on = f"ticket:{item.number}"
    return (
        *(_budget_gate(shortage) for shortage in short),
        *(ClosedGate(GateKind.PAUSE, on, OPERATOR, f"the pause ends: {pause}") for pause in item.pauses),
        *_meeting(item, seat),
    )


def _budget_gate(shortage: Shortage) -> ClosedGate:
    on = f"decision:{shortage.question}" if shortage.question is not None else shortage.on
    return ClosedGate(GateKind.BUDGET, on, OPERATOR, f"money is added: {shortage.words}")


def _meeting(item: Situation, seat: Seat | None) -> tuple[ClosedGate, ...]:
    meets, handle = (item.assignee_meets, item.assignee) if seat is None else (seat.meets, seat.handle)
    if meets is None or meets == item.number:
        return ()
    words = f"the meeting #{meets}, for which the work of @{handle} is paused, is over"
    return (ClosedGate(GateKind.PAUSE, f"{MEETING}{meets}", handle or OPERATOR, words),)


def _seat(item: Situation, seat: Seat) -> tuple[ClosedGate, ...]:
    on, gates = f"employee:{seat.handle}", []
    if not seat.employed:
        gates.append(ClosedGate(GateKind.NOT_ASSIGNED, on, OPERATOR, f"#{item.number} is given to somebody employed"))
    gates += [
        ClosedGate(GateKind.PAUSE, on, OPERATOR, f"the pause of @{seat.handle} ends: {reason}")
        for reason in seat.pauses
    ]
    if seat.cools_seconds:
        when = f"{seat.cools_seconds} s more have passed since the last failure of @{seat.handle}"
        gates.append(ClosedGate(GateKind.COOL_DOWN, on, CLOCK, when))
    if seat.busy is not None and seat.busy != item.live:
        gates.append(ClosedGate(GateKind.CAPACITY, on, seat.handle, f"@{seat.handle} is done with #{seat.busy.number}"))
    return tuple(gates)


def _thread(item: Situation) -> tuple[ClosedGate, ...]:
    if item.live is None:
        return ()
    return (
        ClosedGate(
            GateKind.CAPACITY,
            f"ticket:{item.number}",
            item.live.employee,
            f"@{item.live.employee}, who is working on it now, ends the turn",
        ),
    )
