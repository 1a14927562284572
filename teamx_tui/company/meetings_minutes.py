"""What a meeting leaves behind: minutes of what was said and decided, and a ticket for each action item."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from teamx_tui.company import inbox, threads, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.company.standings import standing
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.meetings import PATIENCE, MeetingKind, Section
from teamx_tui.domain.minutes import Minutes, Remark, Resolution, Standing, Task, markdown, moment
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import OVER
from teamx_tui.store import meetings as rows
from teamx_tui.store import people, talk
from teamx_tui.store.rows import Connection, Row

MINUTES: Final = "minutes"
"""Type of the artifact."""
UNOWNED: Final = "action_owner"
"""Kind of the entry in the inbox that asks who does an action item."""
DROP: Final = "drop"
_TITLE: Final = 160
"""Characters of an action item that make a ticket's title; all of it is in the description."""
_CHOICES: Final = 12
_REMARKS: Final = frozenset({"comment", "position"})


def minutes(office: Office, number: int) -> str:
    """Return the minutes of a meeting as Markdown: those written at its end, or what there is until now.

    Raises:
        NotFound: there is no such meeting.
    """
    with office.look() as connection:
        meeting = rows.by_number(connection, number)
        if meeting is None:
            raise NotFound(f"There is no meeting #{number}; see: teamx meeting list")
        return written(connection, meeting)


def written(connection: Connection, meeting: Row) -> str:
    """Return the minutes of a meeting, as of one consistent read."""
    kept = [made for made in talk.artifacts(connection, meeting.item_id) if made.type == MINUTES]
    return str(kept[-1].content) if kept else markdown(gathered(connection, meeting))


def gathered(connection: Connection, meeting: Row, stood: tuple[Standing, ...] | None = None) -> Minutes:
    """Return what the minutes of a meeting say as of now; once they are written, without where everybody stood.

    `stood`: where everybody stood at the end, if that is known.
    """
    staff = {row.handle: row for row in people.employees(connection)}
    said = _standing_words(connection, meeting)
    chair = next((row.name for row in staff.values() if row.id == meeting.assignee_id), "nobody")
    name = _namer(staff)
    present = [name(member.handle) for member in talk.participants(connection, meeting.thread_id)]
    return Minutes(
        number=meeting.number,
        title=meeting.title,
        kind=meeting.kind,
        chair=chair,
        attendees=tuple(present),
        agenda=tuple(meeting.agenda),
        started_ms=meeting.started_at_ms,
        ended_ms=meeting.moved_at_ms if meeting.state in OVER else None,
        ending=meeting.reason if meeting.state in OVER else "",
        left_out=tuple(name(handle) for handle in _left_out(connection, meeting)),
        standings=standings(connection, meeting) if stood is None else stood,
        remarks=tuple(remark for row in said for remark in _remarks(row, name)),
        resolutions=tuple(_resolution(row, name) for row in rows.decided(connection, meeting.item_id)),
        tasks=tuple(_task(row, staff) for row in rows.actions(connection, meeting.item_id)),
        next_meeting=_next(connection, meeting, said),
    )


def file_actions(act: Act, meeting: Row) -> None:
    """File a ticket for each action item inside an act, and ask about those that nobody here owns."""
    for action in rows.actions(act.connection, meeting.item_id):
        owner = act.staff().get(action.owner)
        if action.ticket_id is not None:
            continue
        if owner is not None and owner.left_at_ms is None:
            file_action(act, meeting.number, action, owner.handle)
            continue
        here = [row.handle for row in act.staff().values() if row.left_at_ms is None]
        invited = [member.handle for member in act.members(meeting.thread_id) if member.handle in here]
        choices = list(dict.fromkeys([*invited, *here]))[:_CHOICES]
        who = f"@{action.owner} has left" if owner is not None else f"nobody here is called {action.owner!r}"
        inbox.add(
            act,
            act.item(meeting.number),
            UNOWNED,
            f"Who does this, from meeting #{meeting.number}: {action.what}? It was given to somebody: {who}.",
            options=(*choices, DROP),
            about={"action": action.id, "what": one_line(action.what)},
            by_system=True,
        )


def file_action(act: Act, number: int, action: Row, owner: str) -> int:
    """File the ticket of an action item inside an act, wake its owner, and return its number."""
    title = one_line(action.what)
    due = f", due {action.due}" if action.due else ""
    short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
    origin = f"Action item {action.no} of meeting #{number}{due}."
    filing = Filing(short, description=f"{action.what}\n\n{origin}", assignee=owner, labels=("action-item",))
    ticket = act.ticket(tickets.write(act, filing))
    rows.become(act.connection, action.id, ticket.id)
    threads.tell(act, ticket, origin, origin=number)
    wakes.wake_ready(act, ticket)
    return int(ticket.number)


def attach(act: Act, number: int, stood: tuple[Standing, ...]) -> None:
    """Attach the minutes inside an act; `stood`: where everybody stood before the action items were filed."""
    act.flush()
    meeting, item = rows.by_number(act.connection, number), act.item(number)
    assert meeting is not None, "a meeting stays for good"
    text, name = markdown(gathered(act.connection, meeting, stood)), "minutes.md"
    payload = {"name": name, "kind": "markdown", "version": 1, "bytes": len(text.encode())}
    message = threads.post(act, item, "attachment", name, payload=payload, author=SYSTEM)
    act.flush()  # the artifact refers to its message
    talk.attach(
        act.connection,
        item_id=item.id,
        message_id=message,
        producer=SYSTEM,
        name=name,
        kind="markdown",
        type=MINUTES,
        version=1,
        content=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        at_ms=act.at_ms,
    )
    act.note("artifact.attached", wakes.subject(item), number=number, name=name, version=1, message=message)


def _namer(staff: Mapping[str, Row]) -> Callable[[str], str]:
    return lambda handle: (
        {"operator": "The operator"}.get(handle) or (staff[handle].name if handle in staff else handle)
    )


def _standing_words(connection: Connection, meeting: Row) -> list[Row]:
    """Return what was said and not taken back."""
    said = rows.said(connection, meeting.thread_id)
    taken_back = {row.payload.get(threads.TAKES_BACK) for row in said}
    return [row for row in said if row.id not in taken_back]


def _left_out(connection: Connection, meeting: Row) -> list[str]:
    fails = [run.handle for run in rows.turns(connection, meeting.item_id) if run.outcome == "failed"]
    return [handle for handle in dict.fromkeys(fails) if fails.count(handle) >= PATIENCE]


def standings(connection: Connection, meeting: Row) -> tuple[Standing, ...]:
    """Return where everybody who attends a standup stands now; nothing for other meetings, and once it is written."""
    is_written = any(made.type == MINUTES for made in talk.artifacts(connection, meeting.item_id))
    if meeting.kind != MeetingKind.STANDUP or is_written:
        return ()
    staff = {row.handle: row for row in people.employees(connection)}
    members = talk.participants(connection, meeting.thread_id)
    return tuple(standing(connection, staff[member.handle], meeting) for member in members)


def _remarks(row: Row, name: Callable[[str], str]) -> list[Remark]:
    if row.kind in _REMARKS:
        return [Remark(name(row.author), row.body, row.payload.get("about"))]
    if row.kind != "reflection":
        return []
    return [
        Remark(name(row.author), text, section=section) for section in Section for text in row.payload.get(section, ())
    ]


def _resolution(row: Row, name: Callable[[str], str]) -> Resolution:
    about = row.about
    return Resolution(
        subject=row.subject,
        outcome=row.outcome,
        by=name(row.decided_by),
        rationale=row.rationale,
        options=tuple(about.get("options", ())),
        dissent=tuple((name(handle), why) for handle, why in about.get("dissent", {}).items()),
        about=about.get("agenda"),
    )


def _task(row: Row, staff: Mapping[str, Row]) -> Task:
    owner = staff.get(row.owner)
    name = owner.name if owner is not None else row.owner
    return Task(row.what, name, row.due, row.number, is_unowned=owner is None and row.number is None)


def _next(connection: Connection, meeting: Row, said: Sequence[Row]) -> str:
    told = [row.body for row in said if row.kind == "next_meeting"]
    if told:
        return str(told[-1])
    found = next((one for one in rows.series(connection) if one.id == meeting.series_id), None)
    if found is None:
        return ""
    schedule = rows.schedule(found)
    return f"{moment(schedule.next(max(meeting.due_at_ms, meeting.started_at_ms or 0)))} ({schedule.words})"
