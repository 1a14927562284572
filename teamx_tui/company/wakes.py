"""Queueing wakes: the rules of `domain.wakes` applied to one thread, in the transaction that causes them."""

from collections.abc import Sequence

from teamx_tui.company import inbox
from teamx_tui.company.act import Act
from teamx_tui.domain import wakes as rules
from teamx_tui.domain.raci import People, Raci
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.domain.wakes import TALK, Cause, Chatter
from teamx_tui.store import decisions, items, talk
from teamx_tui.store import wakes as rows
from teamx_tui.store.batch import RESET
from teamx_tui.store.rows import Row

BREAKER = "breaker"
"""Kind of the decision that a tripped breaker opens."""


def wake(act: Act, item: Row, cause: Cause, named: Sequence[str] = ()) -> tuple[str, ...]:
    """Queue the wakes that `cause` brings about on `item`, and return the handles woken.

    `named`: those mentioned, asked, answered or added. Nobody is woken on a ticket that is over, nor in a thread that
    they have been taken out of; in a meeting, nobody but whoever has the floor.
    """
    if item.state in OVER or (item.kind == Kind.MEETING and cause is not Cause.TURN):
        return ()
    members = act.members(item.thread_id)
    people = People.of((member.handle, member.raci) for member in members)
    hop = rules.hop(cause, act.turn.hop if act.turn else None)
    present = frozenset(people.everyone())
    muted = frozenset(member.handle for member in members if member.muted)
    woken = []
    for handle in rules.cast(cause, people, named=named, author=act.actor, policy=act.policy()):
        if handle in present and _queue(act, item, handle, cause, hop, muted):
            woken.append(handle)
    if cause not in TALK or hop == 0:
        act.batch.add(RESET, {"the_thread": item.thread_id, "reset_seq": act.last_seq()})
    return tuple(woken)


def wake_ready(act: Act, item: Row, cause: Cause = Cause.READY) -> tuple[str, ...]:
    """Wake the cast of `cause` if `item` is ready."""
    return wake(act, item, cause) if is_ready(act, item) else ()


def is_ready(act: Act, item: Row) -> bool:
    """Return whether `item` is open or in progress, assigned, and waits for nothing."""
    is_going = item.state in (State.OPEN, State.IN_PROGRESS) and item.assignee_id is not None
    return is_going and items.waits_for_nothing(act.connection, item.id)


def release_dependents(act: Act, blocker_id: int) -> None:
    """Wake the participants of every ticket whose last hard blocker was `blocker_id` (design 5)."""
    for item in items.released_by(act.connection, blocker_id):
        if item.kind == "ticket" and item.assignee_id is not None:
            wake(act, item, Cause.READY)


def withdraw(act: Act, item: Row, reason: str) -> None:
    """Drop the pending wakes of a thread: there is nothing left to do on it."""
    for pending in rows.on_thread(act.connection, item.thread_id):
        if pending.state == "pending":
            drop(act, item, pending.id, pending.handle, reason)


def unready(act: Act, item: Row, reason: str, cause: Cause = Cause.READY) -> None:
    """Drop the pending wakes of a thread that only say that it is ready: the last blocker that clears brings them back.

    So with another `cause` that holds no longer.

    Whatever else somebody was woken for nothing would bring back: it stays in the queue, and is held until then. A wake
    of somebody who has been asked something since stays too: both became one.
    """
    for pending in rows.on_thread(act.connection, item.thread_id):
        is_news = pending.state == "pending" and pending.cause == cause
        if is_news and not _is_called(act, item, pending.employee_id, pending.handle):
            drop(act, item, pending.id, pending.handle, reason)


def drop(act: Act, item: Row, wake_id: int, handle: str, reason: str) -> None:
    """Take one wake out of the queue."""
    rows.change(act.connection, wake_id, state="dropped")
    act.note("wake.dropped", subject(item), number=item.number, employee=handle, wake=wake_id, reason=reason)


def call_off(act: Act, item: Row, employee: Row, reason: str) -> None:
    """Take the wake that waits for an employee in a thread out of the queue, if there is one."""
    pending = rows.pending_for(act.connection, employee.id, item.thread_id)
    if pending is not None:
        drop(act, item, pending.id, employee.handle, reason)


def relieve(act: Act, item: Row, employee: Row, reason: str) -> None:
    """Call the wake off by which somebody shall do work that is theirs no longer, unless they were asked something."""
    pending = rows.pending_for(act.connection, employee.id, item.thread_id)
    if (
        pending is not None
        and pending.cause in rules.OF_WORK
        and not _is_called(act, item, employee.id, employee.handle)
    ):
        drop(act, item, pending.id, employee.handle, reason)


def revive(act: Act, item: Row, wake_id: int) -> None:
    """Put a dropped wake back into the queue, unless there is nothing left for it to do."""
    row = rows.by_id(act.connection, wake_id)
    present = {member.employee_id: member.handle for member in act.members(item.thread_id)}
    if row is None or row.state != "dropped" or item.state in OVER or row.employee_id not in present:
        return
    if rows.pending_for(act.connection, row.employee_id, item.thread_id) is not None:
        return
    rows.change(act.connection, wake_id, state="pending", queued_seq=act.last_seq() + 1)
    how = {"employee": present[row.employee_id], "cause": row.cause, "hop": row.hop, "wake": wake_id}
    act.note("wake.queued", subject(item), number=item.number, **how)
    act.batch.add(RESET, {"the_thread": item.thread_id, "reset_seq": act.last_seq()})


def subject(item: Row) -> str:
    """Return what events about `item` are filed under: `ticket:64`, `chat:65`, `project:panel`."""
    return f"{item.kind}:{item.number if item.number is not None else item.key}"


def _is_called(act: Act, item: Row, employee_id: int, handle: str) -> bool:
    """Return whether somebody has something to answer in a thread, or has been called by name since they read it."""
    if any(entry.asked_of == handle for entry in decisions.open_on(act.connection, item.id)):
        return True
    act.flush()
    member = talk.membership(act.connection, item.thread_id, employee_id)
    seen = member.seen_message_id if member is not None else 0
    called = {handle} if member is None or member.raci == Raci.INFORMED else {handle, rules.EVERYONE}
    return not called.isdisjoint(talk.called(act.connection, item.thread_id, seen, handle))


def _queue(act: Act, item: Row, handle: str, cause: Cause, hop: int, muted: frozenset[str]) -> bool:
    employee = act.employee(handle)
    if employee.left_at_ms is not None:
        return False
    pending = rows.pending_for(act.connection, employee.id, item.thread_id)
    if pending is not None:
        if hop < pending.hop:
            rows.change(act.connection, pending.id, hop=hop)
        return True
    if cause in TALK and hop > 0:
        chatter = _chatter(act, item, hop, muted)
        refused = rules.refusal(cause, handle, hop, chatter, act.limits)
        if refused is not None:
            act.note(
                "wake.refused", subject(item), number=item.number, employee=handle, cause=cause, hop=hop, reason=refused
            )
            if handle not in muted:
                _trip(act, item, handle, refused)
            return False
    wake_id = rows.queue(
        act.connection,
        thread_id=item.thread_id,
        item_id=item.id,
        employee_id=employee.id,
        cause=cause,
        hop=hop,
        queued_seq=act.last_seq() + 1,
        queued_at_ms=act.at_ms,
    )
    act.note("wake.queued", subject(item), number=item.number, employee=handle, cause=cause, hop=hop, wake=wake_id)
    return True


def _chatter(act: Act, item: Row, hop: int, muted: frozenset[str]) -> Chatter:
    # A pair cannot have taken more turns than the chain of replies is long, so short chains need no look-up.
    deep = hop > act.limits.max_alternations
    act.flush()
    return Chatter(
        wakes=rows.since_reset(act.connection, item.thread_id),
        speakers=rows.recent_speakers(act.connection, item.thread_id) if deep else (),
        muted=muted,
    )


def _trip(act: Act, item: Row, handle: str, reason: str) -> None:
    if any(entry.kind == BREAKER for entry in decisions.open_on(act.connection, item.id)):
        return
    decision = inbox.add(
        act,
        item,
        BREAKER,
        f"#{item.number} goes round in circles: {reason}. @{handle} was not woken.",
        options=("let-one-more", "mute"),
        about={"employee": handle},
        by_system=True,
    )
    act.note("breaker.tripped", subject(item), number=item.number, employee=handle, reason=reason, decision=decision)
