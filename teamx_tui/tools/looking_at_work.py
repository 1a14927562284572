"""Looks at the work: how it stands, which tickets there are, why one does not move, when it will be done."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from teamx_tui import company
from teamx_tui.company.views import Ticket
from teamx_tui.domain import dates
from teamx_tui.domain.arrangement import Arrangement, Sort
from teamx_tui.domain.filters import parse
from teamx_tui.domain.health import DAY_MS
from teamx_tui.domain.tickets import OVER
from teamx_tui.tools.look import Eye, Found, counted, look
from teamx_tui.tools.tool import Arguments

SHOWN: Final = 50
"""Tickets read of those that a filter lets through."""
NEVER_MS: Final = 2**62
"""Comes after every due date."""
_UNFINISHED: Final = " ".join(f"-state:{state}" for state in sorted(OVER))
Number = Annotated[int, Field(ge=0, lt=10**12)]


class Nothing(Arguments):
    """No arguments."""


class Filtered(Arguments):
    """Words of a filter."""

    filter: str = ""


class Due(Arguments):
    """Days, and tickets."""

    late: bool = False
    since: date | None = None
    until: date | None = None
    numbers: tuple[Number, ...] | None = None


class OfTicket(Arguments):
    """A ticket."""

    number: Number


class OfTickets(Arguments):
    """Some tickets; none stands for all."""

    numbers: tuple[Number, ...] = ()


@look("status", Nothing, reads="counts of tickets by state, turns, people and projects")
def status(eye: Eye, given: Nothing) -> Found:
    """How the company is doing as a whole, and what has been blocked longest."""
    seen = company.mission.look(eye.office)
    says = (
        f"{seen.done} of {counted(seen.total, 'ticket')} done, {seen.blocked_total} blocked, {seen.running} running, "
        f"{seen.needs_you} waiting for you; {counted(seen.workers, 'worker')} on duty"
    )
    return Found(says, seen)


@look("tickets", Filtered, reads="tickets with their condition, people, project and phase")
def tickets(eye: Eye, given: Filtered) -> Found:
    """The tickets that a filter lets through, such as `#blocked project:panel @ada`; the first 50 of them are read."""
    listing = company.listing.arrange(eye.office, Arrangement(parse(given.filter)))
    rows = company.views.tickets(eye.office, tuple(listing.numbers[:SHOWN]))
    return Found(f"{counted(listing.found.shown, 'ticket')} of {listing.found.total:,}", rows)


@dataclass(frozen=True, slots=True)
class Dues:
    """Unfinished tickets with a due date, those that are due first first."""

    rows: tuple[Ticket, ...]
    """The first of them."""
    total: int


@look("due", Due, reads="unfinished tickets with a due date")
def due(eye: Eye, given: Due) -> Found:
    """Unfinished tickets by when they shall be done, the soonest first; the first 50 of them are read.

    `late`: only those that should have been done by now. `since`, `until`: only those due between these days, which
    are written as 2026-06-14. `numbers`: only these tickets.
    """
    wanted = parse("#late" if given.late else _UNFINISHED)
    found: Sequence[int] = company.listing.arrange(eye.office, Arrangement(wanted, Sort.DUE)).numbers
    if given.numbers is not None:
        among = frozenset(given.numbers)
        found = [number for number in found if number in among]

    def due_ms(number: int) -> int:
        row = company.views.tickets(eye.office, [number])[0]
        return row.due_ms if row.due_ms is not None else NEVER_MS

    # What has no day comes last, so a few looks find where the days begin and end.
    begin = dates.end_of(given.since) - DAY_MS if given.since is not None else 0
    first = bisect_right(found, begin, key=due_ms)
    last = bisect_right(found, dates.end_of(given.until) if given.until is not None else NEVER_MS - 1, key=due_ms)
    rows = company.views.tickets(eye.office, found[first : min(last, first + SHOWN)])
    return Found(counted(max(0, last - first), "ticket"), Dues(rows, max(0, last - first)))


@look("why", OfTicket, reads="closed gates of a ticket and of everything it waits for")
def why(eye: Eye, given: OfTicket) -> Found:
    """Every closed gate of a ticket, followed to where somebody can act."""
    answer = company.why.why(eye.office, given.number)
    if answer.runnable:
        return Found(f"nothing holds #{answer.number} back", answer)
    roots = " ".join(f"#{number}" for number in answer.roots)
    return Found(f"{counted(len(answer.tree.gates), 'closed gate')}; it starts at {roots}", answer)


@look("critical_path", Nothing, reads="the longest chain of unfinished tickets")
def critical_path(eye: Eye, given: Nothing) -> Found:
    """The longest chain of unfinished tickets by estimate, which says how long the whole takes."""
    path = company.critical.Pathfinder().look(eye.office)
    return Found(f"{counted(path.length, 'ticket')}, {path.days:g} working days", path)


@look("forecast", OfTickets, reads="estimates, dependencies and responsibles of unfinished tickets")
def forecast(eye: Eye, given: OfTickets) -> Found:
    """When tickets will be done by their estimates, if everybody does one at a time; what ends first comes first."""
    seen = company.forecasts.look(eye.office)
    of = seen.of(given.numbers) if given.numbers else seen.endings
    if not of:
        return Found("nothing is left to be done", of)
    return Found(f"{counted(len(of), 'ticket')}, the last in {of[-1].ends_in:g} working days", of)


@look("projects", Nothing, reads="progress, pace and health of each project")
def projects(eye: Eye, given: Nothing) -> Found:
    """How far each project is, how it is doing, and why it is not better."""
    rows = company.projects.progress(eye.office)
    says = "; ".join(f"{row.title}: {row.done} of {row.total} done, {row.health}" for row in rows[:3])
    more = f"; and {len(rows) - 3} more" if len(rows) > 3 else ""
    return Found(f"{says}{more}" or "there is no project", rows)
