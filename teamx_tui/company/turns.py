"""One employee's turn: what was claimed, the calls made in it, and its end. Every write is fenced by the token."""

from dataclasses import dataclass
from typing import Any

from teamx_tui.brains.brain import Result, ToolCall
from teamx_tui.company.office import Act, Turn
from teamx_tui.domain.errors import Superseded
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import wakes as queue
from teamx_tui.store.batch import CALL, HUSH, RUN_END, SEEN, WAKE_DONE


@dataclass(frozen=True, slots=True)
class Claim:
    """A wake taken by a worker, and the run that came of it."""

    turn: Turn
    number: int
    """The ticket, or whatever else the thread is about."""
    cause: str
    attempt: int
    """Counted from 1."""
    title: str = ""
    description: str = ""
    model: str = ""
    part: str = ""
    """The employee's RACI part in the ticket."""
    kind: str = Kind.TICKET
    """What the item is: a ticket, a meeting, a chat."""
    role: str = ""
    """The employee's."""


def fence(act: Act, turn: Turn) -> None:
    """Let a run write that still holds its wake.

    Raises:
        Superseded: another worker has taken the wake over, or it was withdrawn.
    """
    if not queue.holds(act.connection, turn.wake_id, turn.token):
        raise Superseded(f"run {turn.run_id} lost its wake to another worker")


def next_call(act: Act, made: int) -> None:
    """Say inside an act which tool call of the run comes now: the one after `made` calls."""
    act.call_no = made + 1


def record_call(act: Act, call: ToolCall, result: Result) -> None:
    """Keep a tool call with its result inside an act. A refused script line stays to be played."""
    assert act.turn is not None
    act.batch.add(
        CALL,
        {
            "run_id": act.turn.run_id,
            "no": act.call_no,
            "item_id": act.turn.item_id,
            "tool": call.tool,
            "arguments": dict(call.arguments),
            "ok": result.ok,
            "result": result.text,
            "line": call.line if result.ok else None,
            "at_ms": act.at_ms,
        },
    )


def settle(act: Act, claim: Claim, *, passed: bool, seen_message_id: int) -> None:
    """Write inside an act that a run came to its end."""
    turn = claim.turn
    act.batch.add(WAKE_DONE, {"the_wake": turn.wake_id, "state": "done"})
    end(act, claim, "passed" if passed else "finished")
    act.batch.add(SEEN, {"in_thread": turn.thread_id, "who": turn.employee_id, "seen_message_id": seen_message_id})


def end(act: Act, claim: Claim, outcome: str, *, reason: str = "") -> None:
    """Write inside an act how a run ended."""
    turn = claim.turn
    act.batch.add(
        RUN_END,
        {
            "the_run": turn.run_id,
            "ended_at_ms": act.at_ms,
            "outcome": outcome,
            "reason": reason,
        },
    )
    act.batch.add(HUSH, {"the_run": turn.run_id})
    data: dict[str, Any] = {"number": claim.number, "employee": turn.handle, "run": turn.run_id, "outcome": outcome}
    if reason:
        data["reason"] = reason
    act.note("run.finished", f"{claim.kind}:{claim.number}", **data)
