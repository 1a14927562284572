"""The floor of a meeting: gathering its attendees, giving the floor from one to the next, and the end of it.

Who is next is worked out anew after every turn from the thread and the runs, so a crash changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from teamx_tui.company import meetings_minutes, threads, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.meetings_obstacles import is_able, obstacles, speakers
from teamx_tui.company.office import SYSTEM
from teamx_tui.domain import meetings as rules
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.gates import GateKind
from teamx_tui.domain.meetings import End, Ending, Order, Outcome, Table
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.retries import LONGEST_DELAY_SECONDS, Mishap, delay_seconds, is_dead
from teamx_tui.domain.tickets import OVER, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import budgets, items
from teamx_tui.store import meetings as rows
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection, Row

if TYPE_CHECKING:
    from teamx_tui.company.turns import Claim

SAYS_SOMETHING: Final = frozenset(
    {"comment", "position", "reflection", "decision", "action", "attachment", "next_meeting"}
)
"""Kinds of entries that can be news in a meeting."""
FLOOR: Final = "floor"
"""Kind of the entry by which a chair calls on others."""
_COUNTED: Final = frozenset({"finished", "passed", "failed"})
"""Outcomes of runs that are turns; what was interrupted or stopped is taken up again as the same turn."""
STOPPED_BY: Final = "stopped by"
"""How the reason begins for which somebody has ended a turn for good: that was their turn."""
_WAITED_FOR: Final = {
    Mishap.INTERRUPTED: "lost the worker again and again",
    Mishap.TURNED_AWAY: "found no host that would answer",
}
"""Mishaps after which the same turn is tried again, and why it is not any more."""


def convene(act: Act) -> None:
    """Begin the meetings whose time it is, inside an act, and give the floor where nobody has it."""
    if act.company().paused:
        return
    act.flush()
    for meeting in rows.unfinished(act.connection):
        if meeting.started_at_ms is not None:
            _revive(act, meeting)
        elif meeting.due_at_ms <= act.at_ms and items.waits_for_nothing(act.connection, meeting.item_id):
            _gather(act, meeting)


def _gather(act: Act, meeting: Row) -> None:
    """Call the attendees in, and begin when enough of them are free."""
    present = [member.handle for member in speakers(act.connection, meeting.thread_id)]
    if not present:
        call_off(act, meeting, "nobody is left who could attend")
        return
    staff = {row.id: row for row in act.staff().values()}
    closed = obstacles(act.connection, meeting, staff, act.at_ms, is_gathered=False)
    if any(gate.kind is not GateKind.CAPACITY for gate in closed):
        return
    if meeting.gathered_at_ms is None:
        rows.change(act.connection, meeting.item_id, gathered_at_ms=act.at_ms)
        _note(act, "meeting.gathered", meeting, attendees=present)
    if not obstacles(act.connection, meeting, staff, act.at_ms, is_gathered=True):
        _begin(act, meeting, present)


def _begin(act: Act, meeting: Row, present: Sequence[str]) -> None:
    items.move(act.connection, meeting.item_id, State.IN_PROGRESS, "", act.at_ms)
    rows.change(act.connection, meeting.item_id, started_at_ms=act.at_ms)
    act.forget(number=meeting.number)
    _note(act, "meeting.started", meeting, attendees=present)
    advance(act, meeting.number)


def _revive(act: Act, meeting: Row) -> None:
    """Take the floor from somebody who can have no turn, and give it on where nobody has it."""
    for waiting in queue.on_thread(act.connection, meeting.thread_id):
        if waiting.state == "pending" and not is_able(act.employee(waiting.handle)):
            item = act.item(meeting.number)
            wakes.drop(act, item, waiting.id, waiting.handle, f"@{waiting.handle} can have no turn now")
    advance(act, meeting.number)


def advance(act: Act, number: int, wait_seconds: float = 0.0) -> None:
    """Wake whoever speaks next, or end the meeting; nothing if somebody has the floor already.

    `wait_seconds`: whoever failed is not asked again sooner.
    """
    act.flush()
    meeting = rows.by_number(act.connection, number)
    if meeting is None or meeting.state != State.IN_PROGRESS or not rows.is_idle(act.connection, meeting.thread_id):
        return
    step = rules.next_turn(table(act, meeting))
    if isinstance(step, End):
        end(act, meeting, step.reason)
        return
    item = act.item(number)
    wakes.wake(act, item, Cause.TURN, [step.handle])
    if step.failures:
        due = act.at_ms + round(max(delay_seconds(Mishap.TRANSIENT, step.failures), wait_seconds) * 1000)
        pending = queue.pending_for(act.connection, act.employee(step.handle).id, meeting.thread_id)
        if pending is not None:
            queue.change(act.connection, pending.id, due_at_ms=due)


def failed(act: Act, item: Row, claim: Claim, mishap: Mishap, wait_seconds: float = 0.0) -> bool:
    """Go on, inside an act, after a run of a meeting that did not come to its end; return whether that was done.

    False: its wake shall be tried again as every other, which is the same turn of the meeting.
    """
    turn = claim.turn
    if item.state in OVER or turn.handle not in {member.handle for member in act.members(turn.thread_id)}:
        return False
    meeting = rows.by_number(act.connection, claim.number)
    assert meeting is not None, "a meeting stays for good"
    own = _own_budget(act.connection, claim.number)
    if mishap is Mishap.UNCOVERED and own is not None and own.question_id is not None:
        queue.change(act.connection, turn.wake_id, state="done")
        end(act, meeting, Ending.SPENT)
        return True
    is_worn_out = mishap in _WAITED_FOR and is_dead(mishap, claim.attempt)
    if mishap not in (Mishap.TRANSIENT, Mishap.FATAL) and not is_worn_out:
        return False
    queue.change(act.connection, turn.wake_id, state="dead" if is_worn_out else "done")
    times = rules.failures(table(act, meeting), turn.handle)
    if is_worn_out or times >= rules.PATIENCE:
        name = act.employee(turn.handle).name
        why = _WAITED_FOR[mishap] if is_worn_out else f"failed {rules.PATIENCE} times"
        threads.tell(act, item, f"{name} {why} and is left out; the meeting goes on.")
        _note(act, "meeting.left_out", meeting, employee=turn.handle)
    advance(act, claim.number, min(wait_seconds, LONGEST_DELAY_SECONDS))
    return True


def depart(act: Act, number: int, handle: str) -> None:
    """Go on inside an act without an attendee who has been taken out of the thread; another one takes the chair."""
    meeting = rows.by_number(act.connection, number)
    if meeting is None or meeting.state in OVER:
        return
    left = speakers(act.connection, meeting.thread_id)
    if meeting.assignee_id == act.employee(handle).id and left:
        heir = act.employee(left[0].handle)
        tickets.entrust(act, act.item(number), heir)
        threads.enter(act, act.item(number), heir, Raci.RESPONSIBLE)
    if meeting.started_at_ms is not None:
        threads.tell(act, act.item(number), f"{act.employee(handle).name} has left; the meeting goes on.")
    elif not left:
        call_off(act, meeting, "nobody is left who could attend")
    advance(act, number)


def end(act: Act, meeting: Row, ending: Ending) -> None:
    """End a meeting inside an act: its minutes are written, and each action item becomes a ticket."""
    with act.speaking_as(SYSTEM if ending is not Ending.OPERATOR else act.actor):
        items.move(act.connection, meeting.item_id, State.DONE, ending.value, act.at_ms)
        act.forget(number=meeting.number)
        _note(act, "meeting.ended", meeting, reason=ending.value)
        tickets.wind_up(act, act.item(meeting.number), State.DONE)
        stood = meetings_minutes.standings(act.connection, meeting)
        meetings_minutes.file_actions(act, meeting)
        meetings_minutes.attach(act, meeting.number, stood)


def call_off(act: Act, meeting: Row, reason: str) -> None:
    """Call a meeting off inside an act."""
    items.move(act.connection, meeting.item_id, State.CANCELLED, reason, act.at_ms)
    act.forget(number=meeting.number)
    _note(act, "meeting.cancelled", meeting, reason=reason)
    tickets.wind_up(act, act.item(meeting.number), State.CANCELLED)


def table(act: Act, meeting: Row) -> Table:
    """Return a meeting as the rules see it, from its thread and its runs."""
    act.flush()
    staff = {row.id: row for row in act.staff().values()}
    return seen(act.connection, meeting, staff, speakers(act.connection, meeting.thread_id))


def seen(connection: Connection, meeting: Row, staff: Mapping[int, Row], members: Sequence[Row]) -> Table:
    """Return a meeting as the rules see it, as of one consistent read; `members`: who takes part in its thread."""
    said, runs = rows.said(connection, meeting.thread_id), rows.turns(connection, meeting.item_id)
    dead = rows.dead(connection, meeting.thread_id)
    ended = [run for run in runs if run.ended_at_ms is not None and _is_turn(run)]
    fresh = _fresh_runs(said)
    heard_from_operator = _answered_runs(ended, said)
    budget = _own_budget(connection, meeting.number)
    decided = {row.about.get("agenda") for row in rows.decided(connection, meeting.item_id)}
    points = len(meeting.agenda)
    able = [one for one in members if is_able(staff[one.employee_id]) and one.employee_id not in dead]
    return Table(
        chair=staff[meeting.assignee_id].handle,
        attendees=tuple(one.handle for one in able),
        most_turns=meeting.most_turns,
        rounds=meeting.rounds,
        order=Order(meeting.speaking),
        points=points,
        undecided=sum(no not in decided for no in range(1, points + 1)),
        turns=tuple(rules.Turn(run.handle, _outcome(run, fresh | heard_from_operator)) for run in ended),
        called=_called(said, ended),
        is_spent=budget is not None and budget.spent_micros >= budget.limit_micros,
    )


def _is_turn(run: Row) -> bool:
    return run.outcome in _COUNTED or (run.outcome == "stopped" and run.reason.startswith(STOPPED_BY))


def _outcome(run: Row, fresh: frozenset[int]) -> Outcome:
    if run.outcome == "failed":
        return Outcome.FAILED
    return Outcome.NEW if run.id in fresh else Outcome.QUIET


def _fresh_runs(said: Sequence[Row]) -> frozenset[int]:
    """Return the runs in which somebody said what they had not said before."""
    fresh, before = set(), set()
    for message in said:
        if message.kind not in SAYS_SOMETHING:
            continue
        words = (message.author, " ".join(message.body.casefold().split()))
        if message.run_id is not None and words not in before:
            fresh.add(message.run_id)
        before.add(words)
    return frozenset(fresh)


def _answered_runs(ended: Sequence[Row], said: Sequence[Row]) -> frozenset[int]:
    """Return the runs after which the operator spoke: everybody is asked again then."""
    times = [message.at_ms for message in said if message.run_id is None and message.author != SYSTEM]
    pairs = zip(ended, [*ended[1:], None], strict=True) if ended else ()
    return frozenset(
        run.id
        for run, following in pairs
        for at_ms in times
        if at_ms >= run.ended_at_ms and (following is None or at_ms < following.ended_at_ms)
    )


def _called(said: Sequence[Row], ended: Sequence[Row]) -> tuple[str, ...]:
    """Return whom the chair called on last and who has not spoken since."""
    call = next((message for message in reversed(said) if message.kind == FLOOR), None)
    if call is None:
        return ()
    since = {run.handle for run in ended if run.id > (call.run_id or 0)}
    return tuple(handle for handle in call.payload.get("call", ()) if handle not in since)


def _own_budget(connection: Connection, number: int) -> Row | None:
    row = budgets.find(connection, Scope.MEETING, str(number), Period.TOTAL)
    return row if row is not None and row.dropped_at_ms is None else None


def _note(act: Act, kind: str, meeting: Row, **data: Any) -> None:
    act.note(kind, f"ticket:{meeting.number}", number=meeting.number, title=meeting.title, **data)
