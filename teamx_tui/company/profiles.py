"""One employee in full: whom they answer to, what they do, what waits for them, what they did and what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.gates import Condition, condition
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.retries import is_cooling
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import decisions, facts, items, people, runs, staffing
from teamx_tui.store.rows import Connection, Row

SHOWN: Final = 200
"""Tickets and wakes read; the counts are of all."""
TURNS: Final = 20
"""Latest turns read."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of theirs on a ticket."""

    run: int
    number: int
    title: str
    started_at_ms: int
    ended_at_ms: int | None
    outcome: str
    """Empty while it is going on."""
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wake that waits for them."""

    number: int
    title: str
    cause: str
    queued_at_ms: int
    is_cooling: bool
    """It is not tried again yet after a failure."""


@dataclass(frozen=True, slots=True)
class Part:
    """An unfinished ticket they have a part in."""

    number: int
    title: str
    raci: Raci
    condition: Condition


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for their answer."""

    number: int
    subject: str
    raised_by: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An employee in full."""

    handle: str
    name: str
    role: str
    title: str
    department: str | None
    reports_to: str | None
    reports: tuple[str, ...]
    leads: tuple[str, ...]
    """Departments and projects, each with its kind: `project panel`."""
    brain: str
    model: str
    """Their own, else their brain's."""
    lacks: str
    """Why they cannot think now; empty when they can."""
    paused: str
    hired_at_ms: int
    live: Turn | None
    """The turn they are having now."""
    queue: tuple[Waiting, ...]
    """Oldest first."""
    parts: tuple[Part, ...]
    """Those they are responsible for first."""
    parts_total: int
    asked: tuple[Asked, ...]
    turns: tuple[Turn, ...]
    """The latest that have ended, newest first."""
    turns_total: int
    model_calls: int
    cost_micros: int
    names: Mapping[str, str]
    """Names of the company's people by handle."""


def look(office: Office, handle: str) -> Profile:
    """Return an employee in full.

    Raises:
        NotFound: nobody here ever had that handle.
        Refused: they have left.
    """
    with office.look() as connection:
        row = _employed(connection, handle.removeprefix("@"))
        staff = people.employees(connection)
        handles = {other.id: other.handle for other in staff}
        departments = people.departments(connection)
        spent = staffing.spent_by(connection, row.id)
        return Profile(
            handle=row.handle,
            name=row.name,
            role=row.role,
            title=row.title,
            department=next((one.name for one in departments if one.id == row.department_id), None),
            reports_to=handles.get(row.manager_id),
            reports=tuple(who.handle for who in staff if who.manager_id == row.id and who.left_at_ms is None),
            leads=_leads(connection, row, departments),
            brain=row.brain,
            model=row.model or row.brain_model,
            lacks=row.brain_lacks,
            paused=row.paused,
            hired_at_ms=row.hired_at_ms,
            live=_live(connection, row),
            queue=_queue(connection, row, office.clock()),
            parts=_parts(connection, row),
            parts_total=staffing.count_parts(connection, row.id),
            asked=tuple(
                Asked(entry.number, entry.subject, entry.raised_by)
                for entry in decisions.open_of(connection, row.handle)
            ),
            turns=tuple(_turn(run) for run in staffing.turns_of(connection, row.id, TURNS)),
            turns_total=spent.turns,
            model_calls=spent.model_calls,
            cost_micros=spent.cost_micros,
            names={who.handle: who.name for who in staff},
        )


def _employed(connection: Connection, handle: str) -> Row:
    row = people.by_handle(connection, handle)
    if row is None:
        raise NotFound(f"There is no employee @{handle}; see: teamx employee list")
    if row.left_at_ms is not None:
        raise Refused(f"@{handle} has left the company; what they did stays in the threads and in the log.")
    return row


def _leads(connection: Connection, row: Row, departments: Sequence[Row]) -> tuple[str, ...]:
    projects = [item.key for item in items.held_by(connection, row.id) if item.kind == Kind.PROJECT]
    own = [one.key for one in departments if one.lead_id == row.id]
    return (*(f"department {key}" for key in own), *(f"project {key}" for key in projects))


def _live(connection: Connection, row: Row) -> Turn | None:
    return next((_turn(run) for run in runs.living(connection) if run.employee_id == row.id), None)


def _turn(run: Row) -> Turn:
    return Turn(run.id, run.number, run.title, run.started_at_ms, run.ended_at_ms, run.outcome, run.reason)


def _queue(connection: Connection, row: Row, now_ms: int) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(wake.number, wake.title, wake.cause, wake.queued_at_ms, is_cooling(wake.due_at_ms, now_ms))
        for wake in staffing.queue_of(connection, row.id, SHOWN)
    )


def _parts(connection: Connection, row: Row) -> tuple[Part, ...]:
    found = staffing.parts_of(connection, row.id, SHOWN)
    situations = facts.situations(connection, [item.id for item in found])
    return tuple(Part(item.number, item.title, Raci(item.raci), condition(situations[item.id])) for item in found)
