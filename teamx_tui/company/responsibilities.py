"""Who has which part in the tickets of a project: the RACI matrix, worked out from the threads."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.gates import Condition, condition
from teamx_tui.domain.raci import Raci, gaps
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import facts, items, people, staffing, talk
from teamx_tui.store.rows import Connection

MOST: Final = 1000
"""Tickets of a project that are read."""
NO_PROJECT: Final = "-"
"""The key under which tickets of no project are found."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A project that has a matrix."""

    key: str
    title: str
    total: int
    """Tickets that are not cancelled."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket."""

    number: int
    title: str
    condition: Condition
    parts: Mapping[str, Raci]
    """Parts by handle."""
    gaps: tuple[str, ...]
    """What is wrong, in words: nobody does it, nobody or more than one answers for it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The tickets of a project and everybody who has a part in one of them."""

    project: Choice | None
    """None: there is no ticket in the whole company."""
    choices: tuple[Choice, ...]
    """Every project with a ticket, in the order of opening."""
    people: tuple[str, ...]
    """Handles in the order of hiring."""
    lines: tuple[Line, ...]
    """By number, the first of them when there are very many."""


def matrix(office: Office, project: str = "") -> Matrix:
    """Return the matrix of a project by its key; of the first that has tickets when none is named.

    Raises:
        NotFound: there is no such project, or nothing was filed in it.
    """
    with office.look() as connection:
        ids = _choices(connection)
        choices = tuple(ids)
        chosen = next((choice for choice in choices if choice.key == project or not project), None)
        if chosen is None:
            if not project:
                return Matrix(None, (), (), ())
            known = ", ".join(choice.key for choice in choices if choice.key != NO_PROJECT) or "none yet"
            raise NotFound(f"There is no project {project!r} with tickets. With tickets are: {known}.")
        lines = _lines(connection, ids[chosen])
        involved = {handle for line in lines for handle in line.parts}
        staff = [row.handle for row in people.employees(connection) if row.handle in involved]
        return Matrix(chosen, choices, tuple(staff), lines)


def _choices(connection: Connection) -> dict[Choice, int | None]:
    """Return every project with a ticket, and its id."""
    totals = staffing.count_tickets(connection)
    found: dict[Choice, int | None] = {
        Choice(row.key, row.title, totals[row.id]): row.id
        for row in items.of_kind(connection, Kind.PROJECT)
        if row.id in totals and row.key is not None
    }
    return found | ({Choice(NO_PROJECT, "no project", totals[None]): None} if None in totals else {})


def _lines(connection: Connection, project_id: int | None) -> tuple[Line, ...]:
    rows = staffing.tickets_of(connection, project_id, MOST)
    situations = facts.situations(connection, [row.id for row in rows])
    parts: dict[int, dict[str, Raci]] = defaultdict(dict)
    for member in talk.all_participants(connection, [row.thread_id for row in rows]):
        parts[member.thread_id][member.handle] = Raci(member.raci)
    return tuple(
        Line(
            row.number,
            row.title,
            condition(situations[row.id]),
            parts[row.thread_id],
            gaps(parts[row.thread_id].values()),
        )
        for row in rows
    )


def letters(line: Line, handles: Sequence[str]) -> tuple[str, ...]:
    """Return the letter of each of `handles` on a ticket, empty for who has no part in it."""
    return tuple(line.parts[handle].letter if handle in line.parts else "" for handle in handles)
