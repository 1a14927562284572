"""Looks at the work: how it stands, which tickets there are, why one does not move, when it will be done."""

from typing import Annotated, Final

from pydantic import Field

from teamx_tui import company
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.filters import parse
from teamx_tui.tools.look import Eye, Found, counted, look
from teamx_tui.tools.tool import Arguments

SHOWN: Final = 50
"""Tickets read of those that a filter lets through."""
Number = Annotated[int, Field(ge=0, lt=10**12)]


class Nothing(Arguments):
    """No arguments."""


class Filtered(Arguments):
    """Words of a filter."""

    filter: str = ""


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
