"""The words of one company: who and what a line of English may name. Reading them is all this file does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from teamx_tui import company

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here."""

    handle: str
    name: str
    role: str
    title: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A ticket as one speaks of it."""

    number: int
    title: str
    state: str = "open"
    assignee: str | None = None
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Titles:
    """A project as one speaks of it."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that can be named now."""

    people: tuple[Colleague, ...] = ()
    tickets: tuple[Titled, ...] = ()
    projects: tuple[Titles, ...] = ()
    taken: frozenset[str] = frozenset()
    """Handles that nobody can be hired under, those of `people` included."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles there are, each once."""
        return tuple(dict.fromkeys(person.role for person in self.people))

    def ticket(self, number: int) -> Titled | None:
        """Return a ticket, None if there is none of that number."""
        return next((ticket for ticket in self.tickets if ticket.number == number), None)


def vocabulary(office: Office) -> Vocabulary:
    """Return the words of a company as it is now."""
    with office.look():
        staff = company.roster.staff(office)
        tickets = company.views.tickets(office)
        projects = company.projects.progress(office)
        return Vocabulary(
            people=tuple(Colleague(one.handle, one.name, one.role, one.title) for one in staff),
            tickets=tuple(Titled(row.number, row.title, row.state, row.assignee, row.blocks) for row in tickets),
            projects=tuple(Titles(row.key, row.title) for row in projects),
            taken=company.employees.taken(office) | {one.handle for one in staff},
        )
