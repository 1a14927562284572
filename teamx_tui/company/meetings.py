"""Calling meetings, speaking up in them as the operator, calling them off and ending them early."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from teamx_tui.company import budgets, meetings_floor, threads
from teamx_tui.company.act import Act
from teamx_tui.company.budgets import Place, Terms
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.budgets import Scope
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.meetings import FORMS, Ending, MeetingKind, Order, quorum_of, turns_needed
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import OVER, Kind, State
from teamx_tui.domain.wakes import EVERYONE
from teamx_tui.store import budgets as purses
from teamx_tui.store import items, people, talk
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Connection, Row

BY_MISTAKE: Final = "called by mistake"
MOST_TURNS: Final = 500
MOST_POINTS: Final = 50
EVERYBODY: Final = frozenset({EVERYONE, "everybody", "everyone"})
"""What may be said in place of everybody's handle."""


@dataclass(frozen=True, slots=True)
class Calling:
    """What is said to call a meeting. Where nothing is said, it is held as meetings of its kind are."""

    title: str = ""
    kind: str = MeetingKind.MEETING.value
    attendees: tuple[str, ...] = ()
    chair: str | None = None
    """The first attendee when missing."""
    agenda: tuple[str, ...] = ()
    description: str = ""
    speaking: str = ""
    quorum: int | None = None
    rounds: int | None = None
    most_turns: int | None = None
    budget_micros: int | None = None
    due_at_ms: int | None = None
    """When it shall begin; now when missing."""
    after: tuple[int, ...] = ()
    """Tickets that must be done before it begins."""
    number: int | None = None
    """Given when missing: one more than the highest."""


def call(office: Office, calling: Calling, *, actor: str = OPERATOR) -> int:
    """Call a meeting and return its number. It begins when it is its time and enough of its attendees are free.

    Raises:
        Invalid: there is no such kind or order, or a number does not fit.
        NotFound: an attendee, or a ticket it waits for, does not exist.
        Refused: nobody shall attend, somebody has left, or a budget is spent.
    """
    with office.act(actor) as act:
        return write(act, calling)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A calling with everything said."""

    title: str
    attendees: tuple[Row, ...]
    how: dict[str, Any]
    """Columns of the meeting's row."""
    budget_micros: int | None


def check(act: Act, calling: Calling) -> None:
    """Let a calling pass by which a meeting could be called now.

    Raises:
        Invalid, NotFound, Refused: as `call` does.
    """
    _plan(act, calling)


def write(act: Act, calling: Calling, *, series_id: int | None = None) -> int:
    """Write a meeting, its thread and its attendees inside an act, and return its number."""
    plan = _plan(act, calling)
    number = calling.number if calling.number is not None else items.last_number(act.connection) + 1
    if items.by_number(act.connection, number) is not None:
        raise Refused(f"#{number} exists already.")
    item_id = items.file(
        act.connection,
        kind=Kind.MEETING,
        number=number,
        title=plan.title,
        description=printable(calling.description),
        assignee_id=plan.attendees[0].id,
        due_at_ms=plan.how["due_at_ms"],
        filed_at_ms=act.at_ms,
        moved_at_ms=act.at_ms,
    )
    threads.seat(act, talk.open_thread(act.connection, item_id), _parts(plan.attendees))
    rows.add(act.connection, item_id=item_id, series_id=series_id, **plan.how)
    if plan.budget_micros is not None:
        budgets.write(act, Place(Scope.MEETING, str(number)), Terms(plan.budget_micros))
    for blocker in calling.after:
        items.link(act.connection, blocker_id=act.node(blocker).id, blocked_id=item_id)
    people.graph_changed(act.connection)
    handles_ = [row.handle for row in plan.attendees]
    said = {"number": number, "title": plan.title, "meeting": plan.how["kind"], "attendees": handles_}
    act.note("meeting.called", f"ticket:{number}", **said, due_ms=plan.how["due_at_ms"])
    return number


def _plan(act: Act, calling: Calling) -> _Plan:
    kind, attendees = _kind(calling.kind), _attendees(act, calling)
    _refuse_spent(act, attendees)
    form = FORMS[kind]
    agenda = [point for point in (one_line(text).strip() for text in calling.agenda or form.agenda) if point]
    if len(agenda) > MOST_POINTS:
        raise Invalid(f"An agenda has at most {MOST_POINTS} items, not {len(agenda)}.")
    if calling.budget_micros is not None and calling.budget_micros <= 0:
        raise Invalid("The budget of a meeting is a sum above $0; leave it out for none of its own.")
    speaking = _order(calling.speaking or form.order)
    rounds = _within("rounds", calling.rounds, form.rounds, 20)
    usual_turns = min(turns_needed(len(attendees), rounds, speaking), MOST_TURNS)
    how = {
        "kind": kind,
        "speaking": speaking,
        "agenda": agenda,
        "rounds": rounds,
        "most_turns": _within("turns", calling.most_turns, usual_turns, MOST_TURNS),
        "quorum": _within("attendees as quorum", calling.quorum, quorum_of(len(attendees)), len(attendees)),
        "due_at_ms": act.at_ms if calling.due_at_ms is None else calling.due_at_ms,
    }
    title = one_line(calling.title).strip() or kind.replace("-", " ").capitalize()
    return _Plan(title, tuple(attendees), how, calling.budget_micros)


def say(office: Office, number: int, text: str, *, actor: str = OPERATOR) -> int:
    """Say something in a meeting; whoever speaks next has read it. Return the message's id.

    Raises:
        NotFound: there is no such meeting.
        Refused: it is over.
    """
    with office.act(actor) as act:
        meeting = found(act.connection, number)
        if meeting.state in OVER:
            raise Refused(f"Meeting #{number} is over. What came of it: teamx meeting minutes {number}")
        return threads.comment(office, number, text, actor=actor)


def end(office: Office, number: int, *, actor: str = OPERATOR) -> None:
    """End a meeting before its time; what was said and decided until now is in the minutes.

    Raises:
        NotFound: there is no such meeting.
        Refused: it is over, or has not begun.
    """
    with office.act(actor) as act:
        meeting = found(act.connection, number)
        if meeting.state in OVER:
            raise Refused(f"Meeting #{number} is over already: {meeting.reason or meeting.state}.")
        if meeting.started_at_ms is None:
            raise Refused(f"Meeting #{number} has not begun. To call it off: teamx meeting cancel {number}")
        meetings_floor.end(act, meeting, Ending.OPERATOR)


def cancel(office: Office, number: int, reason: str = "", *, actor: str = OPERATOR) -> None:
    """Call a meeting off that has not begun.

    Raises:
        NotFound: there is no such meeting.
        Refused: it has begun, or is over.
    """
    with office.act(actor) as act:
        meeting = found(act.connection, number)
        if meeting.state in OVER:
            raise Refused(f"Meeting #{number} is over already: {meeting.reason or meeting.state}.")
        if meeting.started_at_ms is not None:
            raise Refused(f"Meeting #{number} has begun. To end it: teamx meeting end {number}")
        meetings_floor.call_off(act, meeting, printable(reason).strip() or "called off")


def reopen(act: Act, number: int) -> None:
    """Write inside an act that a meeting that was called off is to be held after all."""
    meeting = found(act.connection, number)
    items.move(act.connection, meeting.item_id, State.OPEN, "", act.at_ms)
    rows.change(act.connection, meeting.item_id, gathered_at_ms=None)
    act.forget(number=number)
    act.note("meeting.reopened", f"ticket:{number}", number=number, title=meeting.title)


def found(connection: Connection, number: int) -> Row:
    """Return a meeting.

    Raises:
        NotFound: there is none of that number.
    """
    row = rows.by_number(connection, number)
    if row is None:
        raise NotFound(f"There is no meeting #{number}; see: teamx meeting list")
    return row


def handles(words: Iterable[str]) -> tuple[str, ...]:
    """Return handles said one by one or together: `elena,priya`."""
    named = (name.strip().removeprefix("@") for word in words for name in word.replace(";", ",").split(","))
    return tuple(dict.fromkeys(name for name in named if name))


def remembered(said: Mapping[str, Any]) -> Calling:
    """Return a calling as a series keeps it: JSON, which has lists in place of tuples."""
    kept: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    return Calling(**kept)


def present(calling: Calling, act: Act) -> Calling | None:
    """Return a calling as it is for those who are still here; None if nobody is left whom it names."""
    here = {handle for handle, row in act.staff().items() if row.left_at_ms is None}
    chair = calling.chair if calling.chair in here else None
    kept = here | EVERYBODY
    left = replace(calling, attendees=tuple(name for name in calling.attendees if name in kept), chair=chair)
    count = len({act.employee(handle).id for handle in _named(act, left)})
    if not count:
        return None
    return left if left.quorum is None else replace(left, quorum=min(left.quorum, count))


def _kind(word: str) -> MeetingKind:
    try:
        return MeetingKind(word.strip().lower().replace(" ", "-").replace("_", "-"))
    except ValueError:
        raise Invalid(f"There is no kind of meeting {word!r}. The kinds are: {', '.join(MeetingKind)}.") from None


def _order(word: str) -> Order:
    try:
        return Order(word.strip().lower().replace(" ", "-"))
    except ValueError:
        raise Invalid(f"Attendees speak in one of these orders: {', '.join(Order)}, not {word!r}.") from None


def _attendees(act: Act, calling: Calling) -> list[Row]:
    """Return who shall attend, the chair first."""
    found_ = {row.handle: row for row in (colleague(act, handle) for handle in _named(act, calling))}
    if not found_:
        raise Refused("A meeting needs somebody to attend it; name them: teamx meeting call TITLE --with HANDLE,HANDLE")
    return list(found_.values())


def _named(act: Act, calling: Calling) -> list[str]:
    """Return the handles a calling names, the chair's first; everybody is who is here now."""
    named = [*([calling.chair] if calling.chair else []), *calling.attendees]
    if not EVERYBODY.intersection(named) and (named or calling.kind != MeetingKind.ALL_HANDS):
        return named
    everybody = (handle for handle, row in act.staff().items() if row.left_at_ms is None)
    return [*(name for name in named if name not in EVERYBODY), *everybody]


def _parts(attendees: Sequence[Row]) -> dict[str, Raci]:
    return {row.handle: Raci.RESPONSIBLE if at == 0 else Raci.CONSULTED for at, row in enumerate(attendees)}


def _within(noun: str, wanted: int | None, usual: int, most: int) -> int:
    if wanted is None:
        return usual
    if not 1 <= wanted <= most:
        raise Invalid(f"A meeting has 1 to {most} {noun}, not {wanted}.")
    return wanted


def _refuse_spent(act: Act, attendees: Sequence[Row]) -> None:
    spent = purses.closed(act.connection).company
    if spent and not all(row.brain_is_free for row in attendees):
        raise Refused(f"No meeting can be held: {spent[0].words}. Add money first, or invite only scripted employees.")
