"""Questions, blocks and decisions: asking, answering, and what an answer does."""

from typing import Final

from teamx_tui.company import inbox, links, meetings_floor, meetings_minutes, threads, tickets, wakes
from teamx_tui.company.office import OPERATOR, Act, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.text import printable
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions as rows
from teamx_tui.store import meetings
from teamx_tui.store.rows import Row

QUESTION: Final = "question"
BLOCK: Final = "block"


def ask(office: Office, number: int, to: str, question: str, *, blocking: bool = False, actor: str) -> int:
    """Put a question to an employee or the operator in a thread, and return its id.

    A blocking question holds up only the asker until it is answered.

    Raises:
        NotFound: there is no such ticket or employee.
        Invalid: the question is empty.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        whom = OPERATOR if to == OPERATOR else act.employee(to).handle
        if whom != OPERATOR:
            threads.bring_in(act, item, [whom])
        named = () if whom == OPERATOR else (whom,)
        message = threads.post(act, item, QUESTION, question, mentions=named, payload={"to": whom})
        about = {"message": message}
        decision = inbox.add(act, item, QUESTION, question, asked_of=whom, blocking=blocking, about=about)
        if named:
            wakes.wake(act, item, Cause.QUESTION, named)
        return decision


def answer(office: Office, number: int, text: str, *, actor: str) -> int:
    """Answer the oldest open question put to the actor on a ticket, wake the asker, and return the question's id.

    Raises:
        NotFound: there is no such ticket.
        Refused: nobody has asked the actor anything here.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        asked = [row for row in rows.open_on(act.connection, item.id) if row.kind == QUESTION and row.asked_of == actor]
        if not asked:
            raise Refused(f"No question to @{actor} is open on #{number}.")
        _answer_question(act, item, asked[0], text)
        return int(asked[0].id)


def block(office: Office, number: int, reason: str, *, on: int | None = None, actor: str) -> None:
    """Say that a ticket cannot go on: it waits for another ticket, or for its accountable to lift the block.

    Raises:
        NotFound: one of the tickets does not exist.
        Refused: the ticket is over, or the dependency would close a cycle or is there already.
        Invalid: no reason is given.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if item.state in OVER:
            raise Refused(f"#{number} is {item.state}; nothing on it can be held up.")
        threads.post(act, item, "block", reason, payload={"on": on} if on is not None else {})
        if on is not None:
            links.add(act, act.ticket(on), item, source="employee" if act.turn else "explicit")
            return
        members = act.members(item.thread_id)
        judge = next((row.handle for row in members if row.raci == "accountable" and row.handle != actor), OPERATOR)
        inbox.add(act, item, BLOCK, reason, asked_of=judge, blocking=True)
        if judge != OPERATOR:
            wakes.wake(act, item, Cause.QUESTION, [judge])


def unblock(office: Office, number: int, reason: str, *, actor: str) -> None:
    """Lift every block on a ticket that the actor raised or was asked about, and wake whoever raised it.

    Where that was the operator, it is as if a hold were lifted: the ticket's people are woken.

    Raises:
        NotFound: there is no such ticket.
        Refused: there is no block here for the actor to lift.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        blocks = [
            row
            for row in rows.open_on(act.connection, item.id)
            if row.kind == BLOCK and actor in (OPERATOR, row.raised_by, row.asked_of)
        ]
        if not blocks:
            raise Refused(f"There is no block on #{number} that @{actor} may lift.")
        threads.post(act, item, "unblock", reason)
        for row in blocks:
            inbox.settle(act, item, row.id, "lifted", reason)
        wakes.wake(act, item, Cause.UNBLOCKED, list(dict.fromkeys(row.raised_by for row in blocks)))
        if any(row.raised_by == OPERATOR for row in blocks):
            wakes.wake_ready(act, item)


def decide(
    office: Office,
    number: int,
    subject: str,
    outcome: str,
    *,
    rationale: str = "",
    deferred_to: int | None = None,
    actor: str = OPERATOR,
) -> int:
    """Record a decision in a thread and in the decision log; return its id.

    `deferred_to`: a ticket that takes up what is put off; it is told, with a link back.

    Raises:
        NotFound: one of the tickets does not exist.
        Invalid: subject or outcome is empty.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if not subject.strip() or not outcome.strip():
            raise Invalid("A decision needs a subject and an outcome.")
        subject, outcome, rationale = printable(subject), printable(outcome), printable(rationale)
        payload = {"subject": subject, "outcome": outcome, "rationale": rationale, "deferred_to": deferred_to}
        threads.post(act, item, inbox.MADE, f"{subject}: {outcome}", payload=payload)
        if deferred_to is not None:
            later = act.ticket(deferred_to)
            threads.tell(act, later, f"Deferred from #{number} by @{actor}: {subject}: {outcome}", origin=number)
        decision = inbox.add(act, item, inbox.MADE, subject, asked_of=actor, about={"deferred_to": deferred_to})
        inbox.settle(act, item, decision, outcome, rationale)
        threads.freshen(act, item)
        return decision


def settle(office: Office, decision_id: int, choice: str, *, actor: str = OPERATOR) -> str:
    """Answer an entry of the inbox, do what the answer says, and return it as a sentence.

    Raises:
        NotFound: there is no such entry.
        Refused: it is settled already.
        Invalid: the answer is not one of its options.
    """
    with office.act(actor) as act:
        entry = rows.by_id(act.connection, decision_id)
        if entry is None:
            raise NotFound(f"There is no entry {decision_id} in the inbox; see: teamx inbox")
        if entry.state != "open":
            raise Refused(f"Entry {decision_id} is settled already: {entry.outcome or entry.state}.")
        item = act.ticket(entry.number)
        if entry.kind == QUESTION:
            _answer_question(act, item, entry, choice)
            return f"#{item.number}: @{entry.raised_by} has the answer and is woken."
        if entry.kind == BLOCK:
            unblock(office, item.number, choice, actor=actor)
            return f"#{item.number}: the block is lifted."
        if choice not in entry.options:
            raise Invalid(f"Entry {decision_id} takes one of: {', '.join(entry.options)}.")
        inbox.settle(act, item, entry.id, choice)
        return _CONSEQUENCES[entry.kind](office, act, item, entry, choice)


def _answer_question(act: Act, item: Row, entry: Row, text: str) -> None:
    named = () if entry.raised_by == OPERATOR else (entry.raised_by,)
    threads.post(act, item, "answer", text, mentions=named, payload={"question": entry.subject})
    inbox.settle(act, item, entry.id, text)
    if named:
        # An operator's answer is a work cause, a colleague's is talk.
        wakes.wake(act, item, Cause.ANSWERED if act.turn else Cause.DECIDED, named)


def _lost_blocker(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    blocker = act.ticket(entry.about["blocker"])
    if choice == "release":
        links.soften(act, blocker, item)
        return f"#{item.number} no longer waits for #{blocker.number}."
    if choice == "cancel" and item.kind == Kind.MEETING:
        meetings_floor.call_off(act, meetings.by_number(act.connection, item.number), f"#{blocker.number} was lost")
        return f"Meeting #{item.number} is called off."
    if choice == "cancel":
        tickets.shift(act, item, State.CANCELLED, f"#{blocker.number} was {blocker.state}")
        return f"#{item.number} is cancelled."
    return f"#{item.number} goes on waiting until #{blocker.number} is reopened and done."


def _dead_wake(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    handle = entry.about["employee"]
    if choice == "retry" and item.state not in OVER:
        wakes.wake(act, item, Cause.RETRY, [handle])
        return f"@{handle} tries #{item.number} again."
    return f"#{item.number}: the failed turn of @{handle} is dropped."


def _breaker(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    handle = entry.about["employee"]
    if choice == "mute":
        threads.mute(act, item, act.employee(handle))
        return f"@{handle} is not woken by colleagues in #{item.number} any more."
    wakes.wake(act, item, Cause.DECIDED, [handle])
    return f"@{handle} gets one more turn on #{item.number}."


def _review(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    if choice == "approve":
        tickets.shift(act, item, State.DONE, "approved by the operator")
        return f"#{item.number} is approved and done."
    tickets.shift(act, item, State.IN_PROGRESS, "changes asked for by the operator")
    return f"#{item.number} goes back to work."


def _action_owner(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    action = meetings.action(act.connection, entry.about["action"])
    if choice == meetings_minutes.DROP:
        return f"Action item {action.no} of meeting #{item.number} is dropped."
    number = meetings_minutes.file_action(act, item.number, action, choice)
    return f"@{choice} gets #{number} for it and is woken."


_CONSEQUENCES: Final = {
    meetings_minutes.UNOWNED: _action_owner,
    "blocker_lost": _lost_blocker,
    "dead_wake": _dead_wake,
    "breaker": _breaker,
    "review": _review,
}
