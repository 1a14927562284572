"""Runs: claiming wakes that may run now, and writing how each run ended. Every write is fenced by the claim's token."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company import budgets, inbox, meetings_floor, spending, turns, wakes
from teamx_tui.company.act import Act, Turn
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.gates import ClosedGate, closed_gates
from teamx_tui.domain.retries import LONGEST_DELAY_SECONDS, UNCOUNTED, Mishap, delay_seconds, is_cooling, is_dead
from teamx_tui.domain.situations import LiveRun, Seat, Situation
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.domain.wakes import TALK, Cause
from teamx_tui.store import budgets as purses
from teamx_tui.store import facts, items, meetings, talk
from teamx_tui.store import runs as rows
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Row

_NEEDS_NEWS: Final = TALK - {Cause.ADDED, Cause.HANDED_OVER, Cause.REVIEW, Cause.CHANGES}
"""Wakes that are moot when nobody has said anything since; to whoever is new the ticket itself is news."""


@dataclass(frozen=True, slots=True)
class Held:
    """A wake that may not run now, and why."""

    wake_id: int
    employee: str
    number: int
    gates: tuple[ClosedGate, ...]
    due_at_ms: int = 0
    """When its cool-down ends, if it is cooling down."""


def claim(office: Office, worker_id: str, wake_ids: Sequence[int], slots: int) -> tuple[list[Claim], list[Held]]:
    """Claim at most `slots` of the pending wakes `wake_ids`, in their order, and start a run for each.

    A wake is claimed only if `closed_gates` returns nothing; otherwise it is among the held. Wakes that are pending no
    more, or have nothing left to do, are in neither list.
    """
    with office.act(SYSTEM) as act:
        budgets.renew(act)
        act.flush()
        waiting = {row.id: row for row in queue.waiting(act.connection, wake_ids)}
        by_item, by_employee = facts.live_runs(act.connection, shown=False)
        seated = meetings.seated(act.connection)
        situations = facts.situations(act.connection, {row.item_id for row in waiting.values()}, by_item, endings=False)
        closed = purses.closed(act.connection)
        chosen: list[Row] = []
        held: list[Held] = []
        for wake_id in wake_ids:
            row = waiting.get(wake_id)
            if row is None or _is_moot(act, row):
                continue
            employee, busy = act.employee(row.handle), by_employee.get(row.employee_id)
            seat = facts.seat(employee, busy, closed, seated.get(row.employee_id))
            gates = _gates(act, row, situations[row.item_id], by_item.get(row.item_id), seat)
            if gates or len(chosen) == slots:
                # A cool-down that is over must not be waited for again while another gate is closed.
                due_ms = row.due_at_ms if is_cooling(row.due_at_ms, act.at_ms) else 0
                held.append(Held(row.id, row.handle, row.number, gates, due_ms))
                continue
            # Counts at once, so the next in line sees this employee and this thread as busy.
            by_item[row.item_id] = by_employee[row.employee_id] = LiveRun(0, row.handle, row.number)
            chosen.append(row)
        return _start(act, worker_id, chosen), held


_OUTCOMES: Final = {
    Mishap.STOPPED: "stopped",
    Mishap.INTERRUPTED: "interrupted",
    Mishap.TURNED_AWAY: "stopped",
    Mishap.UNCOVERED: "stopped",
    Mishap.NO_BRAIN: "stopped",
}
"""How a run is said to have ended; every other mishap is a failure."""


def give_back(office: Office, claim: Claim, mishap: Mishap, reason: str, *, retry_after_seconds: float = 0.0) -> None:
    """Write that a run did not come to its end; its wake is queued again, or is dead after the last attempt.

    Calls of a model that the run has not settled are charged in full. `retry_after_seconds`: the host asked not to be
    called again sooner. A dead wake opens an entry in the operator's inbox that blocks its ticket, so everything
    downstream names it.

    Raises:
        Superseded: another worker has taken the wake over; nothing is written.
    """
    reason = one_line(reason)
    with office.act(SYSTEM) as act:
        turns.fence(act, claim.turn)
        spending.forfeit(act, claim.turn.run_id, reason)
        turns.end(act, claim, _OUTCOMES.get(mishap, "failed"), reason=reason)
        act.flush()
        item = act.item(claim.number)
        if item.kind == Kind.MEETING and meetings_floor.failed(act, item, claim, mishap, retry_after_seconds):
            return
        turn, attempt = claim.turn, claim.attempt - (mishap in UNCOUNTED)
        follow_up = queue.pending_for(act.connection, turn.employee_id, turn.thread_id)
        delay = min(max(delay_seconds(mishap, claim.attempt), retry_after_seconds), LONGEST_DELAY_SECONDS)
        due = act.at_ms + int(delay * 1000) if delay else 0
        if item.state in OVER:
            wakes.drop(act, item, turn.wake_id, turn.handle, f"#{claim.number} is {item.state}")
        elif turn.handle not in {member.handle for member in act.members(turn.thread_id)}:
            wakes.drop(act, item, turn.wake_id, turn.handle, "removed from the thread")
        elif is_dead(mishap, claim.attempt):
            _bury(act, item, claim, reason)
        elif follow_up is not None:
            # The pair may have one pending wake: the follow-up stands for both.
            queue.change(act.connection, turn.wake_id, state="done")
            both = {"attempt": max(attempt, follow_up.attempt), "hop": min(turn.hop, follow_up.hop)}
            queue.change(act.connection, follow_up.id, **both, due_at_ms=due)
        else:
            queue.change(act.connection, turn.wake_id, state="pending", attempt=attempt, due_at_ms=due)
            subject = wakes.subject(item)
            act.note("wake.returned", subject, number=claim.number, employee=turn.handle, wake=turn.wake_id, due_ms=due)
        if item.kind == Kind.MEETING:
            meetings_floor.advance(act, claim.number)


def any_live(office: Office) -> bool:
    """Return whether any run is going on, in whichever worker."""
    with office.look() as connection:
        return bool(rows.live(connection))


def held_by(office: Office, worker_id: str) -> list[Claim]:
    """Return the claims a worker holds."""
    with office.look() as connection:
        return [_held(row) for row in rows.held_by(connection, worker_id)]


def stop(office: Office, run_id: int, *, actor: str = OPERATOR) -> Claim:
    """End a turn that is going on, for good, and return what it was; whoever runs it is told by the log.

    What it has done stays. A call of a model that is under way is charged in full. In a meeting the next one speaks.

    Raises:
        Refused: the turn is not going on.
    """
    with office.act(actor) as act:
        act.flush()
        row = rows.held_in(act.connection, run_id)
        if row is None:
            raise Refused(f"Turn {run_id} is not going on; those that are: teamx status")
        who = "the operator" if actor == OPERATOR else actor
        claim, reason = _held(row), f"{meetings_floor.STOPPED_BY} {who}"
        spending.forfeit(act, run_id, reason)
        turns.end(act, claim, _OUTCOMES[Mishap.STOPPED], reason=reason)
        queue.change(act.connection, row.id, state="done")
        if claim.kind == Kind.MEETING:
            meetings_floor.advance(act, claim.number)
        return claim


def _held(row: Row) -> Claim:
    turn = Turn(
        run_id=row.run_id,
        wake_id=row.id,
        token=row.token,
        hop=row.hop,
        item_id=row.item_id,
        thread_id=row.thread_id,
        employee_id=row.employee_id,
        handle=row.handle,
        brain="",
    )
    return Claim(turn, number=row.number, cause=row.cause, attempt=row.attempt, kind=row.kind)


def _gates(act: Act, row: Row, item: Situation, live: LiveRun | None, seat: Seat) -> tuple[ClosedGate, ...]:
    if live is not None and item.live is None:
        item = facts.with_live_run(item, live)
    return closed_gates(item, seat.cooling_until(row.due_at_ms, act.at_ms))


def _is_moot(act: Act, row: Row) -> bool:
    """Drop a wake that has nothing to act upon; return whether it was one."""
    reason = ""
    if row.item_state in OVER:
        reason = f"#{row.number} is {row.item_state}"
    elif act.employee(row.handle).left_at_ms is not None:
        reason = f"@{row.handle} has left"
    elif row.cause in _NEEDS_NEWS and not _has_news(act, row):
        reason = "nothing new in the thread"
    if reason:
        wakes.drop(act, act.item(row.number), row.id, row.handle, reason)
    return bool(reason)


def _has_news(act: Act, row: Row) -> bool:
    return talk.has_news(act.connection, row.thread_id, row.seen_message_id or 0, row.handle)


def _start(act: Act, worker_id: str, chosen: Sequence[Row]) -> list[Claim]:
    if not chosen:
        return []
    queue.claim(act.connection, [row.id for row in chosen], worker_id)
    first = rows.last_id(act.connection) + 1
    claims = [_claim(act, run_id, row) for run_id, row in enumerate(chosen, start=first)]
    rows.start(act.connection, [_run(act, worker_id, claim) for claim in claims])
    for claim, row in zip(claims, chosen, strict=True):
        subject, handle, run_id = f"{row.kind}:{row.number}", row.handle, claim.turn.run_id
        act.note("run.started", subject, number=row.number, employee=handle, run=run_id, attempt=claim.attempt)
        if row.item_state == State.OPEN and row.employee_id == row.assignee_id:
            items.move(act.connection, row.item_id, State.IN_PROGRESS, "", act.at_ms)
            act.forget(number=row.number)
            moved: dict[str, Any] = {"number": row.number, "old": State.OPEN, "new": State.IN_PROGRESS, "reason": ""}
            act.note("ticket.moved", subject, actor=handle, **moved)
    return claims


def _claim(act: Act, run_id: int, row: Row) -> Claim:
    employee = act.employee(row.handle)
    turn = Turn(
        run_id=run_id,
        wake_id=row.id,
        token=row.token + 1,
        hop=row.hop,
        item_id=row.item_id,
        thread_id=row.thread_id,
        employee_id=row.employee_id,
        handle=row.handle,
        brain=employee.brain,
    )
    return Claim(
        turn,
        number=row.number,
        title=row.title,
        description=row.description,
        cause=row.cause,
        attempt=row.attempt + 1,
        model=employee.model or employee.brain_model,
        part=row.raci or "consulted",
        kind=row.kind,
        role=employee.role,
    )


def _run(act: Act, worker_id: str, claim: Claim) -> dict[str, Any]:
    turn = claim.turn
    return {
        "id": turn.run_id,
        "wake_id": turn.wake_id,
        "thread_id": turn.thread_id,
        "item_id": turn.item_id,
        "employee_id": turn.employee_id,
        "worker_id": worker_id,
        "token": turn.token,
        "attempt": claim.attempt,
        "hop": turn.hop,
        "brain": turn.brain,
        "model": claim.model,
        "started_at_ms": act.at_ms,
    }


def _bury(act: Act, item: Row, claim: Claim, reason: str) -> None:
    turn = claim.turn
    queue.change(act.connection, turn.wake_id, state="dead")
    subject = wakes.subject(item)
    act.note("wake.dead", subject, number=item.number, employee=turn.handle, wake=turn.wake_id, reason=reason)
    inbox.add(
        act,
        item,
        "dead_wake",
        f"@{turn.handle} failed on #{item.number} {_times(claim.attempt)}: {reason}",
        blocking=True,
        options=("retry", "drop"),
        about={"employee": turn.handle, "wake": turn.wake_id},
        by_system=True,
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
