"""Looks at the people: who is here and does what, who has how much to do, what somebody waits for, who a word means."""

from typing import Annotated

from pydantic import Field

from teamx_tui import company
from teamx_tui.domain.subjects import Colleague, Place, Work, about
from teamx_tui.tools.look import Eye, Found, counted, look
from teamx_tui.tools.looking_at_work import Nothing
from teamx_tui.tools.tool import Arguments, Words


class Named(Arguments):
    """An employee."""

    handle: Words


class Called(Arguments):
    """Words that name something here."""

    words: Annotated[tuple[Words, ...], Field(max_length=40)]


@look("people", Nothing, reads="everybody with presence, open tickets and queue")
def people(eye: Eye, given: Nothing) -> Found:
    """Who works here, and what each is doing now."""
    staff = company.roster.staff(eye.office)
    at_work = sum(person.on is not None for person in staff)
    return Found(f"{counted(len(staff), 'employee')}, {at_work} having a turn", staff)


@look("workloads", Nothing, reads="unfinished tickets, their estimates and the queue of everybody")
def workloads(eye: Eye, given: Nothing) -> Found:
    """How much everybody has to do: tickets, working days, and turns that wait for them."""
    burdens = company.workloads.look(eye.office)
    total = sum(one.days for one in burdens)
    return Found(f"{total:g} working days of open work for {counted(len(burdens), 'employee')}", burdens)


@look("idle", Named, reads="the queue of an employee and the closed gates before it")
def idle(eye: Eye, given: Named) -> Found:
    """Why an employee does nothing: what waits for them and holds them back."""
    answer = company.idleness.why_idle(eye.office, given.handle)
    if answer.on is not None:
        return Found(f"@{answer.handle} has a turn on #{answer.on}", answer)
    return Found(f"{counted(len(answer.queued), 'turn')} queued, {counted(len(answer.others), 'other ticket')}", answer)


@look("about", Called, reads="names of projects, phases, departments, tickets, people, roles and capabilities")
def find_about(eye: Eye, given: Called) -> Found:
    """Which part of the work some words mean: a project, a phase, a team, a person, a trade or words of titles."""
    names, phases = company.names.look(eye.office), company.phases.look(eye.office)
    roles = {role.id: role for role in eye.catalogue.roles}
    staff = tuple(
        Colleague(
            handle=row.handle,
            name=row.name,
            trade=f"{row.role} {row.title}",
            capabilities=roles[row.role].capabilities if row.role in roles else (),
            department=phases.departments.get(row.department_id, ""),
        )
        for row in names.people
    )
    work = tuple(
        Work(row.number, row.title, row.assignee, *phases.of.get(row.number, ("", ""))) for row in names.tickets
    )
    found = about(given.words, work, staff, tuple(Place(row.key, row.title) for row in names.projects))
    says = f"{found.how}: {counted(len(found.tickets), 'ticket')}" if found.how else "nothing here is called that"
    return Found(says, found)
