"""Meetings that come again and again: opening a series, calling its meetings when they are due, and stopping it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from teamx_tui.company import meetings, meetings_floor
from teamx_tui.company.act import Act
from teamx_tui.company.meetings import Calling
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.schedules import Schedule
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings that come again and again."""

    id: int
    title: str
    kind: str
    attendees: tuple[str, ...]
    schedule: Schedule
    next_ms: int
    """When the next one is due."""


def begin(office: Office, calling: Calling, schedule: Schedule, *, actor: str = OPERATOR) -> int:
    """Open a series and return its id. The worker calls each meeting when it is due.

    Raises:
        Invalid, NotFound, Refused: a meeting like this could not be called.
    """
    with office.act(actor) as act:
        meetings.check(act, calling)
        return write(act, calling, schedule)


def write(act: Act, calling: Calling, schedule: Schedule) -> int:
    """Write a series inside an act and return its id."""
    said = {key: value for key, value in asdict(calling).items() if key not in ("number", "due_at_ms", "after")}
    series_id = rows.add_series(
        act.connection,
        days=list(schedule.days),
        dates=list(schedule.dates),
        minute=schedule.minute,
        calling=said,
        since_ms=act.at_ms,
    )
    act.note("meeting.scheduled", f"series:{series_id}", series=series_id, title=_title(said), when=schedule.words)
    return series_id


def stop(office: Office, series_id: int, *, actor: str = OPERATOR) -> str:
    """Call no more meetings of a series and return its title.

    Raises:
        NotFound: there is no such series.
        Refused: it is stopped already.
    """
    with office.act(actor) as act:
        row = next((one for one in rows.series(act.connection, running=False) if one.id == series_id), None)
        if row is None:
            raise NotFound(f"There is no series {series_id} of meetings; see: teamx meeting series")
        if row.stopped_at_ms is not None:
            raise Refused(f"Series {series_id} is stopped already.")
        title = _title(row.calling)
        halt(act, series_id, title)
        return title


def halt(act: Act, series_id: int, title: str) -> None:
    """Write inside an act that a series is stopped."""
    rows.stop_series(act.connection, series_id, act.at_ms)
    act.note("meeting.unscheduled", f"series:{series_id}", series=series_id, title=title)


def go_on(act: Act, series_id: int, title: str) -> None:
    """Write inside an act that a series that was stopped goes on."""
    rows.stop_series(act.connection, series_id, None)
    act.note("meeting.rescheduled", f"series:{series_id}", series=series_id, title=title)


def running(office: Office) -> tuple[Series, ...]:
    """Return the series that go on."""
    with office.look() as connection:
        now_ms = office.clock()
        found = [(row, rows.schedule(row)) for row in rows.series(connection)]
    return tuple(
        Series(
            row.id,
            _title(row.calling),
            row.calling["kind"],
            tuple(row.calling["attendees"]),
            schedule,
            schedule.next(now_ms),
        )
        for row, schedule in found
    )


def call_due(act: Act) -> int | None:
    """Call the meetings that are due inside an act, and return when the next one is (milliseconds UTC).

    Of several that were missed only the last is held.
    """
    following = []
    for row in rows.series(act.connection):
        schedule = rows.schedule(row)
        due = schedule.last(act.at_ms)
        if due is not None and due >= row.since_ms and (row.last_due_ms is None or due > row.last_due_ms):
            _call(act, row, due)
        following.append(schedule.next(act.at_ms))
    return min(following, default=None)


def _call(act: Act, row: Row, due_ms: int) -> None:
    calling = meetings.present(replace(meetings.remembered(row.calling), due_at_ms=due_ms), act)
    if calling is None:
        halt(act, row.id, _title(row.calling))
        return
    for earlier in rows.unfinished(act.connection):
        if earlier.series_id == row.id and earlier.started_at_ms is None:
            meetings_floor.call_off(act, earlier, "the next one is due")
    try:
        meetings.check(act, calling)
    except Refused:  # the budget is spent: the next one may be held
        return
    meetings.write(act, calling, series_id=row.id)


def _title(said: Mapping[str, Any]) -> str:
    return str(said["title"]) or str(said["kind"]).replace("-", " ").capitalize()
