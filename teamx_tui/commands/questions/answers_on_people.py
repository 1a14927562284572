"""What is said of the people: who has too much to do, who does nothing and why, who does what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.commands.explanations import standing
from teamx_tui.commands.questions.inquiry import Inquiry, Line
from teamx_tui.domain import burdens
from teamx_tui.domain.roles import fit

if TYPE_CHECKING:
    from teamx_tui.company.forecasts import Ending
    from teamx_tui.company.idleness import Idle
    from teamx_tui.company.mission import Mission
    from teamx_tui.company.roster import Person
    from teamx_tui.domain.burdens import Burden

SHOWN: Final = 6
"""People told."""


def overloaded(inquiry: Inquiry) -> Iterator[Line]:
    """Say who has too much to do by the rule, by how much, and whom a ticket of theirs could go to."""
    everybody: Sequence[Burden] = inquiry.look("workloads")
    staff: dict[str, Person] = {one.handle: one for one in inquiry.look("people")}
    meant = [one for one in everybody if not inquiry.about.people or one.handle in inquiry.about.people]
    too_much = [one for one in burdens.overloaded(everybody) if one in meant]
    if not too_much:
        whom = "None of those asked about" if inquiry.about.people else "Nobody"
        yield Line(f"{whom} has too much to do. {_RULE}")
    else:
        yield Line(f"{words.count(len(too_much), 'employee')} of {len(everybody)} with too much to do. {_RULE}")
    for one in (too_much or burdens.heaviest(meant))[:SHOWN]:
        yield Line(_burden(one, staff[one.handle]), person=one.handle)
    if too_much:
        yield from _relieved(inquiry, too_much[0], everybody, staff)


def idle(inquiry: Inquiry) -> Iterator[Line]:
    """Say who has no turn now, and why."""
    staff: Sequence[Person] = inquiry.look("people")
    meant = [one for one in staff if not inquiry.about.people or one.handle in inquiry.about.people]
    resting = [one for one in meant if one.on is None]
    yield Line(f"{len(resting)} of {words.count(len(meant), 'employee')} without a turn now.")
    # Who has least to do is free soonest.
    for one in sorted(resting, key=lambda person: (person.open_tickets, person.queued))[:SHOWN]:
        answer: Idle = inquiry.look("idle", handle=one.handle)
        yield Line(standing(answer), person=one.handle)
    if len(resting) > SHOWN:
        yield Line(f"… and {len(resting) - SHOWN} more.")


def paused(inquiry: Inquiry) -> Iterator[Line]:
    """Say whether the company is paused and why, and which tickets are on hold: nobody is paused alone."""
    about = inquiry.about
    seen: Mission = inquiry.look("status")
    if seen.paused:
        yield Line(f"The whole company is paused, and everybody with it: {seen.paused}")
        yield Line("end the pause: teamx resume", is_command=True)
    else:
        yield Line("Nobody is paused. One employee alone cannot be; the whole company can.")
        yield Line('pause everybody: teamx pause "WHY"', is_command=True)
    whose = about.people or ("",)
    held = [row for who in whose for row in inquiry.look("tickets", filter=f"#on-hold @{who}" if who else "#on-hold")]
    held = [row for row in held if about.people or not about.how or row.number in about.tickets]
    yield Line(f"{words.count(len(held), 'ticket')} on hold{':' if held else '.'}")
    for row in held[:SHOWN]:
        yield Line(f"#{row.number} {row.title}: {words.handle(row.assignee)}", row.number)
        yield Line(f"lift the hold: teamx ticket move {row.number} open", row.number, is_command=True)
    if len(held) > SHOWN:
        yield Line(f"… and {len(held) - SHOWN} more: teamx ticket list #on-hold")


def working(inquiry: Inquiry) -> Iterator[Line]:
    """Say who does the tickets that are meant; or what somebody, or everybody, does now."""
    about = inquiry.about
    if about.tickets and not about.people:
        rows = inquiry.tickets()
        if len(rows) > 1:
            yield Line(f"{about.how[:1].upper()}{about.how[1:]}: {words.count(len(about.tickets), 'ticket')}.")
        for row in rows[: 2 * SHOWN]:
            who = words.handle(row.assignee) if row.assignee else "nobody"
            yield Line(f"#{row.number} {row.title}: {who}, {words.condition(row.condition)}", row.number)
        return
    staff: Sequence[Person] = inquiry.look("people")
    meant = [one for one in staff if not about.people or one.handle in about.people]
    going = [one for one in meant if one.on is not None]
    yield Line(f"{len(going)} of {words.count(len(meant), 'employee')} having a turn now.")
    for one in going[:SHOWN]:
        yield Line(f"@{one.handle} is on #{one.on} {one.on_title}.", one.on, one.handle)
    for one in [one for one in meant if one.on is None][: SHOWN if about.people else 0]:
        answer: Idle = inquiry.look("idle", handle=one.handle)
        yield Line(standing(answer), person=one.handle)


_RULE: Final = (
    f"Too much is {burdens.FULL} unfinished tickets, or {burdens.LEAST} with {burdens.TIMES:g} times the work of the "
    "person in the middle."
)


def _burden(one: Burden, who: Person) -> str:
    queued = f", {words.count(one.queued, 'turn')} queued" if one.queued else ""
    return f"@{one.handle}: {words.count(one.tickets, 'ticket')}, {one.days:g} working days{queued}; {who.presence} now"


def _relieved(inquiry: Inquiry, one: Burden, everybody: Sequence[Burden], staff: dict[str, Person]) -> Iterator[Line]:
    """Say which ticket of theirs could go to whom: the last they would come to, to whoever is most like them."""
    endings: Sequence[Ending] = inquiry.look("forecast")
    theirs = [
        ending for ending in endings if ending.who == one.handle and ending.state == "open" and not ending.is_live
    ]
    able = {handle: _fit(staff[one.handle].role, person.role) for handle, person in staff.items()}
    others = [
        other for other in everybody if other.handle != one.handle and other.days < one.days and able[other.handle]
    ]
    if not theirs or not others:
        yield Line(f"Nobody with less to do can do what @{one.handle} does. Hire somebody: teamx employee hire")
        return
    to, last = min(others, key=lambda other: (-able[other.handle], other.days)), theirs[-1]
    yield Line(
        f"#{last.number} {last.title} is the last they would come to; @{to.handle}, most like them of those with less, "
        f"has {to.days:g} working days.",
        last.number,
    )
    yield Line(f"give it away: teamx ticket assign {last.number} {to.handle}", last.number, is_command=True)


def _fit(role: str, other: str) -> float:
    """Return how well a role fits another: as they are in the catalogue; of those that are not, only the same one."""
    mine, theirs = catalogue().find(role), catalogue().find(other)
    if mine is None or theirs is None:
        return float(role == other)
    return fit(mine.capabilities, theirs.capabilities)
