"""The one admission function: every reason why a work item cannot run now.

The scheduler starts a run only when `closed_gates` returns nothing; *why* shows exactly what it returns. What is in a
`Situation` comes from the store; this file only judges it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from teamx_tui.domain.artifacts import Awaited
from teamx_tui.domain.situations import Blocker, Pending, Seat, Shortage, Situation
from teamx_tui.domain.tickets import LOST, STARTED, State


class GateKind(StrEnum):
    """What sort of thing holds an item back."""

    STATE = "state"
    HOLD = "hold"
    DEPENDENCY = "dependency"
    GATE = "gate"
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
class ClosedGate:
    """One reason why an item cannot run now."""

    kind: GateKind
    on: str
    """Subject of the reason: `ticket:65`, `employee:elena`, `decision:3`."""
    who: str
    """Who must act: a handle, `operator`, or `clock`."""
    opens_when: str
    """What would open it, as a clause that follows "opens when"."""
    behind: tuple[int, ...] = ()
    """Numbers of the tickets on which the work goes on that opens it."""

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
        _awaited(blocker, blocker.awaits) if blocker.awaits is not None else _blocked(blocker)
        for blocker in item.blockers
        if not blocker.is_satisfied
    )


def _blocked(blocker: Blocker) -> ClosedGate:
    on, number = f"ticket:{blocker.number}", blocker.number
    if blocker.state in LOST:
        then = f"#{number}, which is {blocker.state}, is reopened and done, or the dependency is removed"
        return ClosedGate(GateKind.DEPENDENCY, on, OPERATOR, then, (number,))
    return ClosedGate(GateKind.DEPENDENCY, on, blocker.owner or OPERATOR, _done(number), (number,))


def _awaited(gate: Blocker, awaits: Awaited) -> ClosedGate:
    behind = tuple(one.number for one in awaits.upstream)
    then = f"{awaits.predicate.sentence} ({awaits.so_far}), or gate #{gate.number} {gate.title} is waived"
    return ClosedGate(GateKind.GATE, f"gate:{gate.number}", awaits.owner or OPERATOR, then, behind)


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
