"""The company as the charter it could be founded from today: who works here, the tickets as filed, what waits for what.

What happened is not in a charter: states, threads, decisions and events stay where they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from teamx_tui.company.charters_meetings import assemblies
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import (
    Allowance,
    Charter,
    Department,
    Dependency,
    Gate,
    Goal,
    Line,
    Project,
    held_back,
)
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.tickets import BY_MISTAKE, Filing
from teamx_tui.domain.artifacts import Predicate
from teamx_tui.domain.budgets import Scope
from teamx_tui.domain.dates import day_of
from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Kind, Priority, State
from teamx_tui.store import budgets, gates, items, people, runs, talk
from teamx_tui.store.rows import Connection, Row

EMPLOYEE: Final = "employee"
"""Source of a dependency that somebody drew in a run."""
BLOCK: Final = "block"
"""Name of the tool that draws one."""
_CHANGE_NOTHING: Final = frozenset({"pass", "search_vault", "read_document"})
Handles = Mapping[int, str]
"""Handles of those who work here, by id; whoever left is not in it."""


def charter(office: Office, *, played: bool = False) -> Charter:
    """Return the company's charter as of now; with `played`, what was done on a ticket is its script.

    Tickets are in the order of filing; dependencies are sorted by blocker, kind, hardness, source and blocked ticket.
    Somebody who left is nowhere in it, and what a script did (bringing somebody in, making its ticket wait) is left to
    the script.
    """
    with office.look() as connection:
        company = people.the_company(connection)
        everybody = people.employees(connection)
        staff = [row for row in everybody if row.left_at_ms is None]
        scripts = _scripts(connection, [row.handle for row in everybody if row.left_at_ms is not None], played)
        handles = {row.id: row.handle for row in staff}
        numbers = {row.number for row in _tickets(connection)}
        script = {number: lines for number, lines in scripts.items() if number in numbers}
        departments = people.departments(connection)
        numbers = {row.number for row in _tickets(connection)}
        keys = {row.id: row.key for row in departments}
        paper = Charter(
            name=company.name,
            unblock_wakes=company.unblock_wakes,
            channels=company.channels,
            departments=tuple(Department(row.key, row.name, row.kind, handles.get(row.lead_id)) for row in departments),
            employees=tuple(_hiring(row, keys, handles) for row in staff),
            goals=tuple(Goal(row.key, row.title, _day(row.due_at_ms)) for row in _kept(connection, Kind.GOAL)),
            projects=_projects(connection, handles),
            tickets=_filings(connection, handles, script),
            dependencies=_dependencies(connection, script),
            gates=tuple(_gate(connection, row, numbers) for row in gates.everyone(connection)),
            budgets=_allowances(connection, handles),
            script=script,
            meetings=assemblies(connection, handles, scripts),
        )
        return _with_plan(connection, paper)


def _with_plan(connection: Connection, paper: Charter) -> Charter:
    """Return a charter with the work that was held back at the founding, if none has begun yet."""
    held = filter(None, map(held_back, items.of_kind(connection, Kind.PROJECT)))
    work = next(held, None)
    if work is None or paper.tickets:
        return paper
    return replace(
        paper,
        tickets=tuple(work.tickets),
        dependencies=tuple(sorted(work.dependencies, key=place)),
        gates=(*paper.gates, *(replace(one, after=tuple(one.after), blocks=tuple(one.blocks)) for one in work.gates)),
        script={number: tuple(lines) for number, lines in work.script.items()},
        meetings=tuple(replace(one, script=tuple(one.script)) for one in work.meetings) or paper.meetings,
        plan=work.plan,
    )


def _hiring(row: Row, departments: Mapping[int, str], handles: Handles) -> Hiring:
    return Hiring(
        handle=row.handle,
        name=row.name,
        role=row.role,
        title=row.title,
        department=departments.get(row.department_id),
        reports_to=handles.get(row.manager_id),
        brain=row.brain,
        model=row.model,
    )


def _kept(connection: Connection, kind: Kind) -> list[Row]:
    return [row for row in items.of_kind(connection, kind) if row.state != State.CANCELLED]


def _projects(connection: Connection, handles: Handles) -> tuple[Project, ...]:
    goals = {row.id: row.key for row in _kept(connection, Kind.GOAL)}
    return tuple(
        Project(
            row.key,
            row.title,
            handles.get(row.assignee_id),
            row.weeks,
            goals.get(row.parent_id),
            _day(row.due_at_ms),
        )
        for row in _kept(connection, Kind.PROJECT)
    )


def _day(at_ms: int | None) -> date | None:
    return day_of(at_ms) if at_ms is not None else None


def _filings(connection: Connection, handles: Handles, scripted: Collection[int]) -> tuple[Filing, ...]:
    projects = {row.id: row.key for row in items.of_kind(connection, Kind.PROJECT)}
    rows = _tickets(connection)
    parts = _parts(connection, handles, frozenset(row.thread_id for row in rows if row.number in scripted))
    return tuple(
        Filing(
            title=row.title,
            number=row.number,
            description=row.description,
            acceptance=tuple(row.acceptance),
            labels=tuple(row.labels),
            project=projects.get(row.parent_id),
            phase=row.phase,
            assignee=handles.get(row.assignee_id),
            raci={part: tuple(parts[row.thread_id][part]) for part in Raci if part is not Raci.RESPONSIBLE},
            priority=Priority(row.priority),
            estimate=row.estimate,
            due_ms=row.due_at_ms,
            private=bool(row.private),
        )
        for row in rows
    )


def _allowances(connection: Connection, handles: Handles) -> tuple[Allowance, ...]:
    """Return the budgets of what is in the charter too; those of meetings, of whoever left and of the rest are not."""
    projects = items.of_kind(connection, Kind.PROJECT)
    subjects = {
        Scope.COMPANY: {""},
        Scope.EMPLOYEE: set(handles.values()),
        Scope.PROJECT: {row.key for row in projects if row.state != State.CANCELLED},
        Scope.TICKET: {str(row.number) for row in _tickets(connection)},
        Scope.MEETING: set(),
    }
    return tuple(
        Allowance(row.scope, row.subject, row.limit_micros, row.warn_percent, row.period, row.approve_above_micros)
        for row in budgets.in_force(connection)
        if row.subject in subjects[Scope(row.scope)]
    )


def _tickets(connection: Connection) -> list[Row]:
    return [row for row in items.of_kind(connection, Kind.TICKET) if row.reason != BY_MISTAKE]


def _parts(connection: Connection, handles: Handles, scripted: Collection[int]) -> dict[int, dict[Raci, list[str]]]:
    """Return who has which part in each thread. Where there is a script, whom a colleague brought in is left to it."""
    ids = {handle: employee_id for employee_id, handle in handles.items()}
    parts: dict[int, dict[Raci, list[str]]] = defaultdict(lambda: defaultdict(list))
    for member in talk.all_participants(connection):
        if member.handle not in ids:
            continue
        if member.thread_id in scripted:
            joined = talk.membership(connection, member.thread_id, ids[member.handle])
            if joined is not None and joined.added_by != OPERATOR:
                continue
        parts[member.thread_id][Raci(member.raci)].append(member.handle)
    return parts


def _dependencies(connection: Connection, script: Mapping[int, Sequence[Line]]) -> tuple[Dependency, ...]:
    numbers = {row.id: row.number for row in _tickets(connection)}
    drawn = set(_drawn(script))
    found = [
        Dependency(
            Edge(numbers[row.blocker_id], numbers[row.blocked_id], DependencyKind(row.kind), bool(row.hard)),
            row.source,
            bool(row.carries_artifacts),
        )
        for row in items.dependencies(connection)
        if row.blocker_id in numbers and row.blocked_id in numbers
    ]
    kept = (one for one in found if one.source != EMPLOYEE or (one.edge.blocker, one.edge.blocked) not in drawn)
    return tuple(sorted(kept, key=place))


def _gate(connection: Connection, row: Row, numbers: Collection[int]) -> Gate:
    wanted = Predicate.of(row.spec)
    expected = gates.awaited(connection, [row.id])[row.id].expected
    behind = sorted(one.number for one in items.dependents(connection, row.id))
    key = row.key or f"gate-{row.number}"
    after = tuple(one.number for one in expected if one.number in numbers)
    return Gate(key, row.title, wanted, after, tuple(number for number in behind if number in numbers))


def _drawn(script: Mapping[int, Sequence[Line]]) -> Iterator[tuple[int, int]]:
    """Yield blocker and blocked of what a script draws itself: in the charter it would be there twice."""
    for number, lines in script.items():
        for line in lines:
            if line.tool == BLOCK and line.arguments.get("ticket") is not None:
                yield line.arguments["ticket"], number


def place(dependency: Dependency) -> tuple[int, str, bool, str, bool, int]:
    """Return what dependencies are sorted by in a charter."""
    edge = dependency.edge
    return edge.blocker, edge.kind, not edge.hard, dependency.source, dependency.carries_artifacts, edge.blocked


def _scripts(connection: Connection, gone: Collection[str], played: bool) -> dict[int, tuple[Line, ...]]:
    """Return the script of each ticket, except where it needs somebody of `gone`: it could not be played any more."""
    scripts: dict[int, list[Line]] = defaultdict(list)
    for row in runs.whole_script(connection):
        scripts[row.number].append(Line(row.by, row.tool, row.arguments))
    if played:
        scripts |= _done(connection)
    return {
        number: tuple(lines)
        for number, lines in scripts.items()
        if not any(line.needs(handle) for line in lines for handle in gone)
    }


def _done(connection: Connection) -> dict[int, list[Line]]:
    """Return what employees did on each ticket, in order. Neither passing, reading nor what was refused counts."""
    done: dict[int, list[Line]] = defaultdict(list)
    numbers = {row.number for row in _tickets(connection)}
    for row in runs.everything_done(connection):
        if row.tool not in _CHANGE_NOTHING and row.number in numbers:
            done[row.number].append(Line(row.by, row.tool, row.arguments))
    return done
