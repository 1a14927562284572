"""Questions, blocks and decisions: asking, answering, and what an answer does."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from teamx_tui.company import (
    deliberations,
    handoffs,
    inbox,
    links,
    shortfalls,
    threads,
    wakes,
)
from teamx_tui.company.act import Act
from teamx_tui.company.consequences import CONSEQUENCES
from teamx_tui.company.deliberations import PROPOSAL
from teamx_tui.company.employees import colleague
from teamx_tui.company.offers import HANDOFF
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.seats import JOIN
from teamx_tui.company.waits import DEADLOCK
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.text import printable
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.waits import Means
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions as rows
from teamx_tui.store.rows import Row

QUESTION: Final = "question"
BLOCK: Final = "block"


def ask(office: Office, number: int, to: str, question: str, *, blocking: bool = False, actor: str) -> int:
    """Put a question to an employee or the operator in a thread, and return its id.

    A blocking question holds up only the asker until it is answered.

    Raises:
        NotFound: there is no such ticket or employee.
        Invalid: the question is empty.
        Refused: the employee has left.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        whom = OPERATOR if to == OPERATOR else colleague(act, to).handle
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
            links.add(act, act.node(on), item, source="employee" if act.turn else "explicit")
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
    options: Sequence[str] = (),
    positions: Sequence[Mapping[str, str]] = (),
    actor: str = OPERATOR,
) -> int:
    """Record a decision in a thread and in the decision log; return its id.

    If that is on the table on the ticket, it is decided by its rule and whoever put it there is woken. `deferred_to`: a
    ticket that takes up what is put off; it is told, with a link back. `positions`: `who`, `stance`, `pro`, `con`.

    Raises:
        NotFound: one of the tickets, or somebody with a position, does not exist.
        Invalid: subject or outcome is empty.
        Refused: it is somebody else's to decide, not one of the options, or lacks positions.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if not subject.strip() or not outcome.strip():
            raise Invalid("A decision needs a subject and an outcome.")
        subject, outcome, rationale = printable(subject), printable(outcome), printable(rationale)
        later = act.ticket(deferred_to) if deferred_to is not None else None
        entry = deliberations.find(act, item, subject)
        if entry is None:
            about = {"deferred_to": deferred_to}
            made = inbox.add(act, item, inbox.MADE, subject, options=tuple(options), asked_of=actor, about=about)
            deliberations.record(act, made, positions, options)
            entry = rows.by_id(act.connection, made)
            assert entry is not None
            deliberations.check_recorded(options, positions, outcome)
        else:
            outcome = deliberations.check(act, item, entry, outcome)
            rows.close(act.connection, entry.id, about={**entry.about, "deferred_to": deferred_to})
        _announce(act, item, entry, outcome, rationale, later)
        return int(entry.id)


def _announce(act: Act, item: Row, entry: Row, outcome: str, rationale: str, later: Row | None) -> None:
    """Say in the thread what is decided, tell the ticket that takes up what is put off, and wake who asked."""
    subject, number = entry.subject, later.number if later is not None else None
    payload: dict[str, Any] = {"subject": subject, "outcome": outcome, "rationale": rationale, "deferred_to": number}
    said = deliberations.spoken(act, entry.id)
    payload |= {"positions": said} if said else {}
    asker = () if entry.raised_by in (OPERATOR, act.actor) else (entry.raised_by,)
    threads.post(act, item, inbox.MADE, f"{subject}: {outcome}", mentions=asker, payload=payload)
    if later is not None:
        words = f"Deferred from #{item.number} by @{act.actor}: {subject}: {outcome}"
        threads.tell(act, later, words, origin=item.number)
    inbox.settle(act, item, entry.id, outcome, rationale)
    threads.freshen(act, item)
    if asker:
        wakes.wake(act, item, Cause.ANSWERED if act.turn else Cause.DECIDED, asker)


def respond(office: Office, number: int, choice: str, reason: str = "", *, actor: str) -> str:
    """Accept or decline the oldest thing offered to the actor, or asked of them, on a ticket; return it as a sentence.

    Raises:
        NotFound: there is no such ticket.
        Refused: nothing waits for their answer there.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        asked = [row for row in rows.open_on(act.connection, item.id) if row.kind in (HANDOFF, JOIN)]
        asked += [row for row in handoffs.offered_onto(act, item) if row.id not in {one.id for one in asked}]
        mine = sorted(row.id for row in asked if row.asked_of == actor)
        if not mine:
            raise Refused(f"Nothing on #{number} waits for @{actor} to accept or decline it.")
        return settle(office, mine[0], choice, reason, actor=actor)


def settle(office: Office, decision_id: int, choice: str, reason: str = "", *, actor: str = OPERATOR) -> str:
    """Answer an entry of the inbox, do what the answer says, and return it as a sentence.

    Raises:
        NotFound: there is no such entry.
        Refused: it is settled already.
        Invalid: the answer is not one of its options, or has a reason besides the actor's own words.
    """
    with office.act(actor) as act:
        entry = rows.by_id(act.connection, decision_id)
        if entry is None:
            raise NotFound(f"There is no entry {decision_id} in the inbox; see: teamx inbox")
        if entry.state != "open":
            raise Refused(f"Entry {decision_id} is settled already: {entry.outcome or entry.state}.")
        item, reason = act.item(entry.number), printable(reason).strip()
        if reason and entry.kind in (QUESTION, BLOCK):
            raise Invalid(f"Entry {decision_id} is answered in your own words; say why in them.")
        if entry.kind == QUESTION:
            _answer_question(act, item, entry, choice)
            return f"#{item.number}: @{entry.raised_by} has the answer and is woken."
        if entry.kind == BLOCK:
            unblock(office, item.number, choice, actor=actor)
            return f"#{item.number}: the block is lifted."
        if entry.kind == PROPOSAL:
            _announce(act, item, entry, deliberations.check(act, item, entry, choice), reason, None)
            return f"#{item.number}: {entry.subject} is decided."
        if choice not in entry.options and not shortfalls.takes(entry, choice):
            raise Invalid(f"Entry {decision_id} takes one of: {', '.join(entry.options)}.")
        if entry.kind == HANDOFF:
            return handoffs.settle(office, entry.id, choice, reason, actor=actor)
        if reason:
            payload = {"subject": entry.subject, "outcome": choice, "rationale": reason, "deferred_to": None}
            threads.post(act, item, inbox.MADE, f"{entry.subject}: {choice}", payload=payload)
        inbox.settle(act, item, entry.id, choice, reason)
        return _CONSEQUENCES[entry.kind](office, act, item, entry, choice)


def _answer_question(act: Act, item: Row, entry: Row, text: str) -> None:
    named = () if entry.raised_by == OPERATOR else (entry.raised_by,)
    threads.post(act, item, "answer", text, mentions=named, payload={"question": entry.subject})
    inbox.settle(act, item, entry.id, text)
    if named:
        # An operator's answer is a work cause, a colleague's is talk.
        wakes.wake(act, item, Cause.ANSWERED if act.turn else Cause.DECIDED, named)


def _deadlock(office: Office, act: Act, item: Row, entry: Row, choice: str) -> str:
    """Cut the wait that an entry names, unless it has ended meanwhile."""
    about, waited = entry.about, entry.about["waited"]
    if choice != "cut":
        return f"#{item.number}: nothing changes until one of them moves."
    if about["means"] == Means.DEPENDENCY:
        links.soften(act, act.node(int(waited[1:])), item)
    elif about["means"] == Means.HAND_OFF:
        handoffs.drop(office, about["entry"], "it held up both", actor=act.actor)
    elif about["means"] == Means.BLOCK:
        unblock(office, item.number, f"so that {waited} and #{item.number} do not wait for each other", actor=act.actor)
    else:
        words = f"Go on without an answer: {waited} waits for this ticket."
        if about["means"] == Means.QUESTION:
            settle(office, about["entry"], words, actor=act.actor)
        else:
            inbox.withdraw(act, item, about["entry"])
            wakes.wake_ready(act, item)
    return f"{about['cut'][:1].upper()}{about['cut'][1:]}."


_CONSEQUENCES: Final = {**CONSEQUENCES, DEADLOCK: _deadlock}
