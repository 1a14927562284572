"""Where each ticket belongs, and what the departments are called: by that one speaks of parts of the work."""

from collections.abc import Mapping
from dataclasses import dataclass

from teamx_tui.company.office import Office
from teamx_tui.store import backlog, people


@dataclass(frozen=True, slots=True)
class Phases:
    """As of one consistent read."""

    of: Mapping[int, tuple[str, str]]
    """Key of the project, and phase, by ticket number; empty where it has none."""
    departments: Mapping[int, str]
    """Name by id."""


def look(office: Office) -> Phases:
    """Return where each ticket belongs."""
    with office.look() as connection:
        return Phases(
            {row.number: (row.key or "", row.phase) for row in backlog.places(connection)},
            {row.id: row.name for row in people.departments(connection)},
        )
