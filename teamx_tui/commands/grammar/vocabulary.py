"""The words of one company: who and what a line of English may name. Reading them is all this file does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.commands.grammar.titles import Tickets, Titled
from teamx_tui.domain.roles import Catalogue

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here."""

    handle: str
    name: str
    role: str
    title: str
    department: str | None = None
    """Its key."""


@dataclass(frozen=True, slots=True)
class Titles:
    """A project or a goal as one speaks of it."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Purse:
    """A budget in force."""

    scope: str
    subject: str
    period: str
    limit_micros: int
    warn_percent: int
    approve_above_micros: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A hand-off that waits for an answer."""

    id: int
    number: int
    """The ticket it comes from."""
    giver: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that can be named now."""

    people: tuple[Colleague, ...] = ()
    tickets: Tickets = field(default_factory=Tickets)
    projects: tuple[Titles, ...] = ()
    goals: tuple[Titles, ...] = ()
    taken: frozenset[str] = frozenset()
    """Handles that nobody can be hired under, those of `people` included."""
    undoable: str = ""
    """What would be taken back now and what comes of it, or why not; empty for nothing."""
    latest: int = 0
    """Number of the command that would be taken back."""
    latest_said: str = ""
    """That command as the command line takes it, which is how `undoable` names it."""
    here: int | None = None
    """The ticket that `this` and `it` mean; None where nobody is looking at one."""
    brains: tuple[str, ...] = ()
    """Names of the brains that are set up."""
    budgets: tuple[Purse, ...] = ()
    """The budgets in force."""
    company: str = ""
    """What the company is called."""
    offers: tuple[Offer, ...] = ()
    """The hand-offs that wait for an answer, oldest first."""
    catalogue: Catalogue = field(default_factory=Catalogue)
    """The roles that somebody can be hired for, whether or not anybody has them."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that somebody has, each once."""
        return tuple(dict.fromkeys(person.role for person in self.people))

    def ticket(self, number: int) -> Titled | None:
        """Return a ticket, None if there is none of that number."""
        return self.tickets.numbered(number)


def vocabulary(office: Office) -> Vocabulary:
    """Return the words of a company as it is now."""
    with office.look():
        names = company.names.look(office)
        last = company.undo.last(office)
        taken = company.employees.taken(office)
        offers = company.agreements.handoffs(office)
        brains = tuple(one.name for one in company.hosts.brains(office))
    blocks: dict[int, list[int]] = defaultdict(list)
    for blocker, blocked in names.links:
        blocks[blocker].append(blocked)
    return Vocabulary(
        people=tuple(
            Colleague(row.handle, row.name, row.role, row.title, names.departments.get(row.department_id))
            for row in names.people
        ),
        tickets=Tickets(
            tuple(
                Titled(no, title, state, who, tuple(blocks.get(no, ())), *more)
                for no, title, state, who, *more in names.tickets
            )
        ),
        projects=tuple(Titles(row.key, row.title) for row in names.projects),
        goals=tuple(Titles(row.key, row.title) for row in names.goals),
        taken=taken | {row.handle for row in names.people},
        undoable=(last.refusal or last.sentence) if last is not None else "",
        latest_said=last.said if last is not None else "",
        latest=last.seq if last is not None else 0,
        brains=brains,
        budgets=tuple(
            Purse(row.scope, row.subject, row.period, row.limit_micros, row.warn_percent, row.approve_above_micros)
            for row in names.budgets
        ),
        company=names.company,
        offers=tuple(Offer(one.id, one.number, one.giver, one.receiver) for one in offers),
        catalogue=catalogue(),
    )
