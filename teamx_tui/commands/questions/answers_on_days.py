"""What is said of due dates: what should have been done by now, and what is due when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.commands.questions.inquiry import Inquiry, Line
from teamx_tui.domain import dates
from teamx_tui.domain.health import Health
from teamx_tui.domain.horizons import horizon
from teamx_tui.domain.tickets import OVER

if TYPE_CHECKING:
    from teamx_tui.company.progress import Project
    from teamx_tui.company.views import Ticket
    from teamx_tui.tools.looking_at_work import Dues

SHOWN: Final = 10
"""Tickets told."""
ALL_LATE: Final = 'teamx ticket list "#late" --sort due'
ALL_DUE: Final = "teamx ticket list --sort due"


def late(inquiry: Inquiry) -> Iterator[Line]:
    """Say which tickets should have been done by now, and which projects; of one ticket, whether it is."""
    if len(inquiry.about.tickets) == 1 and not inquiry.about.people:
        yield from _of_one(inquiry, inquiry.tickets()[0])
        return
    found: Dues = inquiry.look("due", late=True, **_among(inquiry))
    yield Line(_counted(inquiry, found.total, "late"))
    yield from _told(inquiry, found, ALL_LATE)
    projects: list[Project] = inquiry.look("projects")
    for row in projects:
        is_meant = not inquiry.about.how or inquiry.about.project == row.key
        if row.health is Health.LATE and is_meant:
            yield Line(f"Project {row.title} is late: {'; '.join(row.reasons)}.")
    if not found.total:
        yield from _next(inquiry)


def due(inquiry: Inquiry) -> Iterator[Line]:
    """Say which tickets are due in the days that are named, and how many are late; of one ticket, when it is due."""
    if len(inquiry.about.tickets) == 1 and not inquiry.about.people:
        yield from _of_one(inquiry, inquiry.tickets()[0])
        return
    now = inquiry.office.clock()
    days = horizon(inquiry.days, now) if inquiry.days else None
    first, last = (days.first, days.last) if days is not None else (dates.day_of(now), None)
    until = {"until": last.isoformat()} if last is not None else {}
    found: Dues = inquiry.look("due", since=first.isoformat(), **until, **_among(inquiry))
    yield Line(_counted(inquiry, found.total, f"due {days.said}" if days is not None else "due from today on"))
    yield from _told(inquiry, found, ALL_DUE)
    behind: Dues = inquiry.look("due", late=True, **_among(inquiry))
    if behind.total:
        yield Line(f"Late already: {words.numbers(row.number for row in behind.rows[:SHOWN])}{_more(behind)}.")
    if not found.total and days is not None:
        yield from _next(inquiry)


def _of_one(inquiry: Inquiry, row: Ticket) -> Iterator[Line]:
    now, name = inquiry.office.clock(), f"#{row.number} {row.title}"
    if row.state in OVER:
        day = f"; it was due {dates.written(row.due_ms)}" if row.due_ms is not None else ""
        yield Line(f"{name} is over: {words.condition(row.condition)}{day}.", row.number)
    elif row.due_ms is None:
        yield Line(f"{name} is {words.condition(row.condition)} and has no due date.", row.number)
        yield Line(f"give it one: teamx ticket edit {row.number} --due friday", row.number, is_command=True)
    else:
        is_late = "late" if row.is_late(now) else "not late"
        yield Line(f"{name} is {is_late}: {_day(row, now)}, {words.condition(row.condition)}.", row.number)


def _told(inquiry: Inquiry, found: Dues, everything: str) -> Iterator[Line]:
    now = inquiry.office.clock()
    for row in found.rows[:SHOWN]:
        who = words.handle(row.assignee) if row.assignee else "nobody is assigned"
        yield Line(f"#{row.number} {row.title}: {_day(row, now)}; {who}, {words.condition(row.condition)}", row.number)
    if found.total > SHOWN:
        yield Line(f"… and {found.total - SHOWN:,} more: {everything}")


def _next(inquiry: Inquiry) -> Iterator[Line]:
    """Say what is due first of all that is to come, so that nothing late is told from nothing dated."""
    found: Dues = inquiry.look("due", **_among(inquiry))
    if not found.total:
        yield Line(
            "No unfinished ticket of it has a due date." if inquiry.about.how else "No unfinished ticket has one."
        )
        return
    row = next((one for one in found.rows if not one.is_late(inquiry.office.clock())), None)
    if row is not None:
        yield Line(f"Due next is #{row.number} {row.title}: {_day(row, inquiry.office.clock())}.", row.number)


def _day(row: Ticket, now_ms: int) -> str:
    """Return by when a ticket shall be done, and how far off that is: `due 2026-06-14, 3 days late`."""
    assert row.due_ms is not None
    days = (dates.day_of(row.due_ms) - dates.day_of(now_ms)).days
    written = f"due {dates.written(row.due_ms)}"
    if days < 0:
        return f"{written}, {words.count(-days, 'day')} late"
    return f"{written}, {('today', 'tomorrow')[days] if days < 2 else f'in {days} days'}"


def _counted(inquiry: Inquiry, total: int, what: str) -> str:
    """Return how many of the tickets that are meant are late, or due."""
    how = inquiry.about.how
    are = f"{words.count(total, 'ticket')} {'is' if total == 1 else 'are'}" if total else "nothing is"
    said = f"{how}: {are} {what}." if how else f"{are} {what}."
    return f"{said[:1].upper()}{said[1:]}"


def _among(inquiry: Inquiry) -> dict[str, list[int]]:
    return {"numbers": list(inquiry.about.tickets)} if inquiry.about.how else {}


def _more(found: Dues) -> str:
    return f" and {found.total - SHOWN:,} more: {ALL_LATE}" if found.total > SHOWN else ""
