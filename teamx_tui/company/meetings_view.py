"""Meetings as readers see them: the list, and one meeting with its agenda, its turns and its minutes so far."""

from dataclasses import dataclass

from teamx_tui.company import meetings_floor, meetings_minutes, views
from teamx_tui.company.meetings import found
from teamx_tui.company.meetings_obstacles import speakers
from teamx_tui.company.office import Office
from teamx_tui.domain import meetings as rules
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.meetings import MeetingKind
from teamx_tui.domain.minutes import Minutes
from teamx_tui.domain.tickets import State
from teamx_tui.store import decisions, facts, people, runs
from teamx_tui.store import meetings as rows
from teamx_tui.store import wakes as queue
from teamx_tui.store.rows import Connection, Row

LISTED = 500


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in a list."""

    number: int
    title: str
    kind: MeetingKind
    state: str
    """called, gathering, going on, over or called off."""
    reason: str
    """Why it is over, or was called off."""
    chair: str | None
    attendees: tuple[str, ...]
    due_ms: int
    started_ms: int | None
    ended_ms: int | None
    points: int
    """Agenda items."""
    decided: int
    turns: int
    most_turns: int
    actions: int
    speaking: str | None
    """Who has the floor."""
    series: int | None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who attends a meeting."""

    handle: str
    name: str
    is_chair: bool
    turns: int
    state: str
    """speaking, next, left out, away, busy, or empty."""


@dataclass(frozen=True, slots=True)
class Task:
    """An action item."""

    no: int
    what: str
    owner: str
    due: str
    ticket: int | None
    progress: str
    """Condition of the ticket; or why there is none."""
    is_known: bool
    """The owner works here, or did."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One meeting in full."""

    meeting: Meeting
    description: str
    quorum: int
    rounds: int
    order: str
    attendees: tuple[Attendee, ...]
    minutes: Minutes
    """As of now."""
    actions: tuple[Task, ...]
    text: str
    """The minutes as Markdown: those written at its end, or what there is until now."""


def listing(office: Office) -> tuple[Meeting, ...]:
    """Return the meetings, those not over first and then the latest."""
    with office.look() as connection:
        return tuple(_meeting(connection, row) for row in rows.listed(connection, LISTED))


def meant(office: Office, number: int | None, state: str = "", kind: str = "") -> int:
    """Return the number of the meeting that is meant where none is named: the only one in a state, or the latest.

    `kind`: of which it must be; empty for any.

    Raises:
        Refused: there is none, or more than one in that state.
    """
    if number is not None:
        return number
    found = [one for one in listing(office) if not state or one.state.replace("gathering", "called") == state]
    found = [one for one in found if not kind or one.kind == kind]
    if not found:
        raise Refused(f"No {kind or 'meeting'} is {state or 'there'}; see: teamx meeting list")
    if state and len(found) > 1:
        named = ", ".join(f"#{one.number} {one.title}" for one in found)
        raise Refused(f"{len(found)} meetings are {state}: {named}. Name one by its number.")
    return found[0].number


def detail(office: Office, number: int) -> Detail:
    """Return one meeting.

    Raises:
        NotFound: there is no such meeting.
    """
    with office.look() as connection:
        row = found(connection, number)
        return Detail(
            meeting=_meeting(connection, row),
            description=row.description,
            quorum=row.quorum,
            rounds=row.rounds,
            order=row.speaking,
            attendees=_attendees(connection, row),
            minutes=meetings_minutes.gathered(connection, row),
            actions=_tasks(connection, row),
            text=meetings_minutes.written(connection, row),
        )


def _meeting(connection: Connection, row: Row) -> Meeting:
    decided = {one.about.get("agenda") for one in rows.decided(connection, row.item_id)}
    members = speakers(connection, row.thread_id)
    is_over = row.state in (State.DONE, State.CANCELLED)
    return Meeting(
        number=row.number,
        title=row.title,
        kind=MeetingKind(row.kind),
        state=_state(row),
        reason=row.reason,
        chair=next((one.handle for one in members if one.employee_id == row.assignee_id), None),
        attendees=tuple(one.handle for one in members),
        due_ms=row.due_at_ms,
        started_ms=row.started_at_ms,
        ended_ms=row.moved_at_ms if is_over else None,
        points=len(row.agenda),
        decided=sum(no in decided for no in range(1, len(row.agenda) + 1)),
        turns=sum(bool(one.outcome) for one in rows.turns(connection, row.item_id)),
        most_turns=row.most_turns,
        actions=len(rows.actions(connection, row.item_id)),
        speaking=None if is_over else _floor(connection, row),
        series=row.series_id,
    )


def _tasks(connection: Connection, row: Row) -> tuple[Task, ...]:
    known = {one.handle for one in people.employees(connection)}
    asked = {one.about["action"] for one in decisions.open_on(connection, row.item_id) if "action" in one.about}
    found = rows.actions(connection, row.item_id)
    states = views.conditions(connection, [one.ticket_id for one in found if one.ticket_id is not None])
    left = "a ticket at its end" if row.state == State.IN_PROGRESS else "dropped"
    return tuple(
        Task(
            one.no,
            one.what,
            one.owner,
            one.due,
            one.number,
            states.get(one.ticket_id, "needs an owner" if one.id in asked else left),
            one.owner in known,
        )
        for one in found
    )


def _state(row: Row) -> str:
    if row.state == State.OPEN:
        return "gathering" if row.gathered_at_ms is not None else "called"
    return {State.IN_PROGRESS: "going on", State.DONE: "over"}.get(row.state, "called off")


def _floor(connection: Connection, row: Row) -> str | None:
    waiting = queue.on_thread(connection, row.thread_id)
    return next((wake.handle for wake in waiting), None)


def _attendees(connection: Connection, row: Row) -> tuple[Attendee, ...]:
    staff = {one.id: one for one in people.employees(connection)}
    members = speakers(connection, row.thread_id)
    table = meetings_floor.seen(connection, row, staff, members)
    _, busy = facts.live_runs(connection)
    has_floor, is_open = _floor(connection, row), row.state in (State.OPEN, State.IN_PROGRESS)
    live = {one.employee_id for one in runs.living(connection) if one.item_id == row.item_id}

    def state(member: Row) -> str:
        if member.handle in rules.left_out(table):
            return "left out"
        if not is_open:
            return ""
        if member.employee_id in live:
            return "speaking"
        if member.handle == has_floor:
            return "next"
        if member.handle not in table.attendees:
            return "away"
        return f"busy with #{busy[member.employee_id].number}" if member.employee_id in busy else ""

    return tuple(
        Attendee(
            member.handle,
            staff[member.employee_id].name,
            member.employee_id == row.assignee_id,
            sum(turn.speaker == member.handle for turn in table.turns),
            state(member),
        )
        for member in members
    )
