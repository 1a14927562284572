"""Filing, assigning and moving tickets. One function, one transaction: its rows, its events and its wakes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from teamx_tui.company import edits, inbox, links, offers, threads, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain import tickets as rules
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import SATISFYING, Kind, Priority, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import budgets, decisions, items, people, talk
from teamx_tui.store.rows import Row

BY_MISTAKE: Final = "filed by mistake"
"""Why a ticket is cancelled whose filing is taken back: it is as if it had not been filed."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What a new ticket says."""

    title: str
    number: int | None = None
    """Given when missing: one more than the highest."""
    description: str = ""
    acceptance: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    project: str | None = None
    phase: str = ""
    assignee: str | None = None
    raci: Mapping[Raci, tuple[str, ...]] = field(default_factory=dict)
    priority: Priority = Priority.MEDIUM
    estimate: float = 1.0
    """Working days."""
    due_ms: int | None = None
    """By when it shall be done, milliseconds UTC."""
    private: bool = False
    blocked_by: tuple[int, ...] = ()


def file(office: Office, filing: Filing, *, actor: str = OPERATOR) -> int:
    """File a ticket, wake its participants if it is ready, and return its number.

    Raises:
        Invalid: no title, or an estimate that is not positive.
        Refused: the number is taken, or an employee has left.
        NotFound: the project, an employee or a blocker does not exist.
    """
    with office.act(actor) as act:
        number = write(act, filing)
        item = act.ticket(number)
        for blocker in filing.blocked_by:
            links.add(act, act.node(blocker), item)
        wakes.wake_ready(act, item)
        return number


def write(act: Act, filing: Filing) -> int:
    """Write a ticket, its thread and its participants without waking anybody; return its number."""
    title = edits.titled(filing.title)
    edits.check_estimate(filing.estimate)
    number = filing.number if filing.number is not None else items.last_number(act.connection) + 1
    if items.by_number(act.connection, number) is not None:
        raise Refused(f"#{number} exists already.")
    assignee = colleague(act, filing.assignee) if filing.assignee else None
    item_id = _insert(act, number, title, filing, assignee.id if assignee else None)
    thread_id = talk.open_thread(act.connection, item_id)
    parts = {colleague(act, handle).handle: part for handle, part in _parts(filing)}
    threads.seat(act, thread_id, parts)
    people.graph_changed(act.connection)
    act.note(
        "ticket.filed",
        f"ticket:{number}",
        number=number,
        title=title,
        assignee=assignee.handle if assignee else None,
        participants={handle: part.letter for handle, part in parts.items()},
    )
    return number


def _insert(act: Act, number: int, title: str, filing: Filing, assignee_id: int | None) -> int:
    return items.file(
        act.connection,
        kind=Kind.TICKET,
        number=number,
        parent_id=_project_id(act, filing.project),
        title=title,
        description=printable(filing.description),
        acceptance=[one_line(line) for line in filing.acceptance],
        labels=[one_line(label) for label in filing.labels],
        phase=one_line(filing.phase),
        priority=filing.priority,
        estimate=filing.estimate,
        due_at_ms=filing.due_ms,
        assignee_id=assignee_id,
        private=filing.private,
        filed_at_ms=act.at_ms,
        moved_at_ms=act.at_ms,
    )


def assign(office: Office, number: int, handle: str, *, actor: str = OPERATOR) -> None:
    """Make an employee responsible for a ticket; whoever was, stays on the thread as consulted.

    Raises:
        NotFound: there is no such ticket or employee.
        Refused: the ticket is over, or the employee has left.
    """
    with office.act(actor) as act:
        item, employee = act.ticket(number), act.employee(handle)
        if item.state in rules.OVER:
            raise Refused(f"#{number} is {item.state}; reopen it first: teamx ticket move {number} open --reason TEXT")
        if employee.left_at_ms is not None:
            raise Refused(f"@{employee.handle} has left the company; choose somebody who works here.")
        if item.assignee_id == employee.id:
            return
        give(act, item, employee)
        wakes.wake_ready(act, act.ticket(number))


def give(act: Act, item: Row, employee: Row) -> None:
    """Make an employee responsible inside an act, waking nobody; whoever was, stays as consulted."""
    for member in act.members(item.thread_id):
        if member.raci == Raci.RESPONSIBLE:
            threads.enter(act, item, act.employee(member.handle), Raci.CONSULTED)
    threads.enter(act, item, employee, Raci.RESPONSIBLE)
    entrust(act, item, employee)
    threads.keep_reviewed(act, item)


def entrust(act: Act, item: Row, employee: Row | None) -> None:
    """Write inside an act who is responsible for a ticket, or that nobody is; nothing follows from it."""
    before = next((who for who, row in act.staff().items() if row.id == item.assignee_id), None)
    items.assign(act.connection, item.id, employee.id if employee is not None else None)
    act.forget(number=item.number)
    after = employee.handle if employee is not None else None
    act.note("ticket.assigned", wakes.subject(item), number=item.number, old=before, new=after)


def move(office: Office, number: int, state: str, reason: str | None = None, *, actor: str = OPERATOR) -> None:
    """Take a ticket to another state, with everything that follows from it.

    Raises:
        Invalid: there is no such state.
        NotFound: there is no such ticket.
        Refused: the move is not legal, lacks its reason, or hard blockers are open.
    """
    try:
        there = State(state)
    except ValueError:
        raise Invalid(f"There is no state {state!r}. The states are: {', '.join(State)}.") from None
    with office.act(actor) as act:
        item = act.ticket(number)
        shift(act, item, there, reason)


def shift(act: Act, item: Row, there: State, reason: str | None) -> None:
    """Move `item` inside an act: check, write, note, and wake or withdraw whoever the move concerns."""
    here, label = State(item.state), f"#{item.number}"
    rules.check_move(label, here, there, reason)
    if rules.needs_blockers_cleared(there) and not items.waits_for_nothing(act.connection, item.id):
        _refuse_blocked(act, item, there)
    set_state(act, item, there, reason or "")
    if here is State.IN_REVIEW:
        inbox.withdraw_review(act, item)
    moved = act.ticket(item.number)
    if here is State.IN_REVIEW and there not in rules.OVER:
        wakes.unready(act, moved, f"#{item.number} is not in review any more", Cause.REVIEW)
    if there in rules.OVER:
        wind_up(act, moved, there)
    elif there is State.IN_REVIEW:
        ask_for_review(act, moved)
    elif rules.is_reopening(here, there):
        _reopen(act, moved, here)
    elif there is State.IN_PROGRESS and here is State.IN_REVIEW:
        wakes.wake(act, moved, Cause.CHANGES)
    elif there is State.OPEN:
        wakes.wake_ready(act, moved)


def set_state(act: Act, item: Row, there: State, reason: str) -> None:
    """Write inside an act that a ticket is in another state; nothing follows from it."""
    words = printable(reason)
    items.move(act.connection, item.id, there, words, act.at_ms)
    act.forget(number=item.number)
    act.note("ticket.moved", wakes.subject(item), number=item.number, old=item.state, new=there, reason=words)
    threads.freshen(act, item)


def ask_for_review(act: Act, item: Row) -> None:
    """Wake the accountable inside an act; where there is none but the author, the operator reviews."""
    if not wakes.wake(act, item, Cause.REVIEW):
        others = [f"@{one.handle}" for one in threads.reviewers(act, item) if one.handle != act.actor]
        why = f"{others[0]}, who is accountable for it, is not woken" if others else threads.UNREVIEWED
        inbox.ask_to_review(act, item, why)


def wind_up(act: Act, item: Row, there: State) -> None:
    """Bring about inside an act what follows from an item being over, for those who work on it or wait for it."""
    wakes.withdraw(act, item, f"#{item.number} is {there}")
    for entry in decisions.open_on(act.connection, item.id):
        # Whose money is spent waits on: with this item over, nobody could begin a turn to ask for more.
        if entry.kind != offers.HANDOFF and not budgets.is_spent_for_others(act.connection, entry.id, item.number):
            inbox.withdraw(act, item, entry.id)
    offers.follow(act, item, there)
    if there in SATISFYING:
        wakes.release_dependents(act, item.id)
        return
    for dependent in items.dependents(act.connection, item.id):
        if dependent.state not in rules.OVER:
            links.ask_about_lost(act, item, dependent)


def _reopen(act: Act, item: Row, here: State) -> None:
    for dependent in items.dependents(act.connection, item.id):
        if here in SATISFYING:
            _block_again(act, item, dependent)
        else:
            inbox.withdraw_lost_blocker(act, dependent, item.number)
    for blocker in items.neighbours(act.connection, item.id, up=True):
        if blocker.state in rules.LOST:
            links.ask_about_lost(act, blocker, item)
    if any(one.id == item.assignee_id and one.left_at_ms is not None for one in act.staff().values()):
        entrust(act, item, None)  # nobody else would look at it: now everybody sees that it has no owner
        return
    wakes.wake_ready(act, item, Cause.CHANGES)


def _block_again(act: Act, blocker: Row, dependent: Row) -> None:
    """A reopened blocker: who has not started waits again, who has is warned in the thread."""
    if dependent.state == State.OPEN:
        wakes.unready(act, dependent, f"#{blocker.number} was reopened")
    elif dependent.state in rules.STARTED or dependent.state in SATISFYING:
        words = f"#{blocker.number} was reopened after work on this had begun. Check whether it still holds."
        threads.tell(act, dependent, words, origin=blocker.number)


def _refuse_blocked(act: Act, item: Row, there: State) -> None:
    waiting = ", ".join(
        f"gate #{row.number}" if row.kind == Kind.GATE else f"#{row.number} ({row.state})"
        for row in items.open_blockers(act.connection, item.id)
    )
    raise Refused(
        f"#{item.number} cannot become {there}: it waits for {waiting}. "
        f"Finish those, or remove a dependency: teamx ticket unlink BLOCKER --blocks {item.number}"
    )


def _project_id(act: Act, key: str | None) -> int | None:
    if not key:
        return None
    row = items.by_key(act.connection, key)
    if row is None or row.kind == Kind.GOAL:
        raise NotFound(f"There is no project {key!r}.")
    return int(row.id)


def _parts(filing: Filing) -> Iterable[tuple[str, Raci]]:
    """Yield each participant once, with the part that counts most (consulted beats informed)."""
    seen = set()
    named = {**filing.raci, Raci.RESPONSIBLE: (filing.assignee,) if filing.assignee else ()}
    for part in Raci:
        for handle in named.get(part, ()):
            name = handle.removeprefix("@")
            if name not in seen:
                seen.add(name)
                yield name, part
