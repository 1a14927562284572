"""Founding a company from a charter, all at once or not at all."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from teamx_tui.company import budgets, gates, goals, meetings, meetings_series, projects, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.budgets import Place, Terms
from teamx_tui.company.employees import Hiring, enroll
from teamx_tui.company.meetings import Calling
from teamx_tui.company.office import OPERATOR, Clock, Office, wall_clock
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.artifacts import Predicate
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.dates import end_of
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.schedules import Schedule
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import Kind
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import belonging, engine, items, people, runs
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the charter."""

    key: str
    name: str
    kind: str = "delivery"
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the charter."""

    key: str
    name: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the charter."""

    key: str
    name: str
    lead: str | None = None
    weeks: int | None = None
    goal: str | None = None
    """Key of the goal it is for."""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """One dependency, by ticket numbers."""

    edge: Edge
    source: str = "explicit"
    carries_artifacts: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate of the charter, which gets its number when the tickets have theirs."""

    key: str
    title: str
    predicate: Predicate
    after: Sequence[int] = ()
    blocks: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ticket's script: who calls which tool with what."""

    by: str
    tool: str
    arguments: Mapping[str, Any]

    def needs(self, handle: str) -> bool:
        """Return whether the line is spoken by an employee, or cannot be carried out without them."""
        named = (
            value for given in self.arguments.values() for value in (given if isinstance(given, list) else [given])
        )
        return handle == self.by or handle in named


@dataclass(frozen=True, slots=True)
class Allowance:
    """A budget of the charter; micro-dollars."""

    scope: str
    subject: str
    limit_micros: int
    warn_percent: int = 80
    period: str = Period.TOTAL
    approve_above_micros: int | None = None


@dataclass(frozen=True, slots=True)
class Assembly:
    """A meeting of the charter, or with a schedule a series of them."""

    calling: Calling
    schedule: Schedule | None = None
    script: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the planner answers for a project: the work of the charter, begun only once an operator agrees to it."""

    project: str
    cost_micros: tuple[int, int] = (0, 0)
    """What it will cost at least and at most, micro-dollars."""


@dataclass(frozen=True, slots=True)
class Charter:
    """Everything a company starts with."""

    name: str = "My company"
    unblock_wakes: str = "participants"
    channels: str = "open"
    departments: Sequence[Department] = ()
    employees: Sequence[Hiring] = ()
    goals: Sequence[Goal] = ()
    projects: Sequence[Project] = ()
    tickets: Sequence[Filing] = ()
    dependencies: Sequence[Dependency] = ()
    gates: Sequence[Gate] = ()
    budgets: Sequence[Allowance] = ()
    script: Mapping[int, Sequence[Line]] = field(default_factory=dict)
    plan: Plan | None = None
    meetings: Sequence[Assembly] = ()


def found(path: Path, charter: Charter, clock: Clock = wall_clock) -> None:
    """Create a store at `path` with the company of `charter` in it. Built aside and moved into place when whole.

    Raises:
        Refused: something is at `path` already.
        Unusable: the place cannot be written.
    """
    if path.exists():
        raise Refused(engine.taken(path))
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    engine.remove(aside)
    office = Office(engine.create(aside), clock)
    try:
        with office.act(OPERATOR) as act:
            _establish(act, charter)
        office.close()
        os.link(aside, path)  # unlike a rename, this never replaces a store somebody else put there meanwhile
    except FileExistsError:
        raise Refused(engine.taken(path)) from None
    finally:
        office.close()
        engine.remove(aside)


def _establish(act: Act, charter: Charter) -> None:
    people.found(
        act.connection,
        id=1,
        name=one_line(charter.name),
        unblock_wakes=charter.unblock_wakes,
        channels=charter.channels,
        founded_at_ms=act.at_ms,
    )
    act.note("company.founded", "company", name=one_line(charter.name))
    departments = {
        entry.key: people.add_department(act.connection, key=entry.key, name=one_line(entry.name), kind=entry.kind)
        for entry in charter.departments
    }
    staff = {hiring.handle: enroll(act, hiring, manager_id=None) for hiring in charter.employees}
    for hiring in charter.employees:
        if hiring.reports_to is not None:
            people.set_manager(act.connection, staff[hiring.handle], staff[hiring.reports_to])
    act.forget()
    for entry in charter.departments:
        if entry.lead is not None:
            people.set_lead(act.connection, departments[entry.key], staff[entry.lead])
    for goal in charter.goals:
        goals.write(act, goal.key, goal.name, due_ms=_end_of(goal.due))
    for project in charter.projects:
        due_ms = _end_of(project.due)
        projects.write(act, project.key, project.name, project.lead, project.weeks, goal=project.goal, due_ms=due_ms)
    _set_budgets(act, charter.budgets)
    if charter.plan is None:
        begin_work(act, charter)
    else:
        _hold_back(act, charter, charter.plan)


def begin_work(act: Act, charter: Charter) -> None:
    """File the tickets of a charter inside an act with everything that goes with them, and wake whoever can begin."""
    numbers = {tickets.write(act, filing) for filing in charter.tickets}
    _link_all(act, charter.dependencies)
    for gate in charter.gates:
        gates.found(act, gate.title, gate.predicate, gate.key, gate.after, gate.blocks)
    _write_scripts(act, charter.script)
    _call_meetings(act, charter.meetings)
    for item in items.unblocked(act.connection):
        if item.number in numbers:
            wakes.wake(act, item, Cause.READY)


def _hold_back(act: Act, charter: Charter, plan: Plan) -> None:
    """Keep the work of a charter with the project it is planned for, without beginning it."""
    project = items.by_key(act.connection, plan.project)
    assert project is not None, "it was opened before"
    work = replace(charter, departments=(), employees=(), goals=(), projects=(), budgets=())
    belonging.specify(act.connection, project.id, {"plan": _PAPER.dump_python(work, mode="json")})


def held_back(project: Row) -> Charter | None:
    """Return the work that is planned for a project and was held back at the founding; None if there was none."""
    kept = project.spec.get("plan")
    return _PAPER.validate_python(kept) if kept is not None else None


def _end_of(day: date | None) -> int | None:
    return end_of(day) if day is not None else None


def _link_all(act: Act, dependencies: Sequence[Dependency]) -> None:
    ids = {row.number: row.id for row in items.of_kind(act.connection, Kind.TICKET)}
    for dependency in dependencies:
        edge = dependency.edge
        items.link(
            act.connection,
            blocker_id=ids[edge.blocker],
            blocked_id=ids[edge.blocked],
            kind=edge.kind,
            hard=edge.hard,
            carries_artifacts=dependency.carries_artifacts,
            source=dependency.source,
        )
        act.note(
            "ticket.linked",
            f"ticket:{edge.blocked}",
            blocker=edge.blocker,
            blocked=edge.blocked,
            number=edge.blocked,
            dependency=edge.kind,
            hard=edge.hard,
        )


def _write_scripts(act: Act, script: Mapping[int, Sequence[Line]]) -> None:
    for number, lines in script.items():
        item_id = act.item(number).id
        rows = [
            {"item_id": item_id, "no": no, "by": line.by, "tool": line.tool, "arguments": dict(line.arguments)}
            for no, line in enumerate(lines, start=1)
        ]
        runs.write_script(act.connection, rows)


def _call_meetings(act: Act, assemblies: Sequence[Assembly]) -> None:
    for one in assemblies:
        if one.schedule is not None:
            meetings_series.write(act, one.calling, one.schedule)
            continue
        number = meetings.write(act, one.calling)
        _write_scripts(act, {number: one.script})


def _set_budgets(act: Act, allowances: Sequence[Allowance]) -> None:
    for entry in allowances:
        terms = Terms(entry.limit_micros, entry.warn_percent, entry.approve_above_micros)
        budgets.write(act, Place(Scope(entry.scope), entry.subject, Period(entry.period)), terms)


_PAPER: Final = TypeAdapter(Charter)
