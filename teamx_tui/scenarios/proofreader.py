"""Whether the parts of a scenario agree: each thing there once, nobody and nothing named that is not there."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any

from teamx_tui.company.employees import check_handle
from teamx_tui.company.founding import Dependency
from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.graph import CycleRefused, WorkGraph
from teamx_tui.scenarios.shape import PARTS, EmployeePart, ScenarioPart
from teamx_tui.scenarios.source import Source, Where
from teamx_tui.scenarios.wording import way


def check_people(source: Source, parts: ScenarioPart) -> None:
    """Let departments, employees and projects pass that agree.

    Raises:
        Invalid: one is there twice, names somebody who is not there, or managers go round in a circle.
    """
    handles = {part.handle for part in parts.employees}
    departments = {part.key for part in parts.departments}
    goals = {part.key for part in parts.goals}
    _once(source, "departments", "key", [part.key for part in parts.departments])
    _once(source, "employees", "handle", [part.handle for part in parts.employees])
    _once(source, "goals", "key", [part.key for part in parts.goals])
    _once(source, "projects", "key", [part.key for part in parts.projects])
    for no, employee in enumerate(parts.employees):
        where: Where = ("employees", no)
        try:
            check_handle(employee.handle)
        except Invalid as error:
            raise source.wrong((*where, "handle"), str(error)) from None
        known(source, (*where, "reports_to"), [employee.reports_to], handles)
        if employee.department is not None and employee.department not in departments:
            raise source.wrong((*where, "department"), f"there is no department {employee.department!r:.60}.")
    _check_managers(source, parts.employees)
    for no, department in enumerate(parts.departments):
        known(source, ("departments", no, "lead"), [department.lead], handles)
    for no, project in enumerate(parts.projects):
        known(source, ("projects", no, "lead"), [project.lead], handles)
        if project.goal is not None and project.goal not in goals:
            raise source.wrong(("projects", no, "goal"), f"there is no goal {project.goal!r:.60}.")
        if project.key in goals:
            raise source.wrong(("projects", no, "key"), f"a goal is called {project.key!r:.60} already.")


def _check_managers(source: Source, employees: Sequence[EmployeePart]) -> None:
    manager = {part.handle: part.reports_to for part in employees}
    place = {part.handle: no for no, part in enumerate(employees)}
    cleared: set[str] = set()
    for part in employees:
        chain: dict[str, None] = {}
        at: str | None = part.handle
        while at is not None and at not in cleared and at not in chain:
            chain[at] = None
            at = manager[at]
        if at in chain:
            circle = list(chain)[list(chain).index(at) :]
            last = max(circle, key=lambda handle: place[handle])
            turn = circle.index(last)
            path = [f"@{handle}" for handle in (*circle[turn:], *circle[:turn], last)]
            raise source.wrong(("employees", place[last], "reports_to"), f"{way(path)} is a circle of managers.")
        cleared.update(chain)


def check_tickets(source: Source, parts: ScenarioPart) -> None:
    """Let tickets pass that agree with the people and the projects.

    Raises:
        Invalid: a number is there twice, or a ticket names somebody or a project that is not there.
    """
    handles = {part.handle for part in parts.employees}
    projects = {part.key for part in parts.projects}
    _once(source, "tickets", "number", [part.number for part in parts.tickets])
    for no, ticket in enumerate(parts.tickets):
        where: Where = ("tickets", no)
        known(source, (*where, "assignee"), [ticket.assignee], handles)
        for part in PARTS:
            for place, handle in enumerate(getattr(ticket.raci, part)):
                known(source, (*where, "raci", part.value, place), [handle], handles)
        if ticket.project is not None and ticket.project not in projects:
            raise source.wrong((*where, "project"), f"there is no project {ticket.project!r:.60}.")
        if not ticket.title.strip():
            raise source.wrong((*where, "title"), "a ticket needs a title.")


def check_budgets(source: Source, parts: ScenarioPart) -> None:
    """Let budgets pass that are of something in the file, each subject once for each period.

    Raises:
        Invalid: one is there twice, or of nobody and nothing.
    """
    known: dict[str, Collection[str | int | None]] = {
        "company": [None],
        "project": {part.key for part in parts.projects},
        "employee": {part.handle for part in parts.employees},
        "ticket": {part.number for part in parts.tickets},
    }
    seen = set()
    for no, budget in enumerate(parts.budgets):
        if budget.subject not in known[budget.scope]:
            raise source.wrong(("budgets", no, "subject"), _no_subject(budget.scope, budget.subject))
        place = (budget.scope, budget.subject, budget.period)
        if place in seen:
            what = f"{budget.scope} {budget.subject}" if budget.subject is not None else budget.scope
            raise source.wrong(("budgets", no), f"the {budget.period} budget of {what} is set twice.")
        seen.add(place)


def _no_subject(scope: str, subject: str | int | None) -> str:
    if scope == "company":
        return "the company's budget has no subject."
    if subject is None:
        return f"a budget of a {scope} needs a subject: which {scope}."
    return f"there is no {scope} {subject!r:.60}."


def dependencies(source: Source, parts: ScenarioPart, *, phase_edges: bool) -> tuple[Dependency, ...]:
    """Return the dependencies in force, in the order of the file.

    `phase_edges`: those with `source: phase` are in force too.

    Raises:
        Invalid: one joins a ticket to itself or to none, is there twice, or closes a cycle.
    """
    numbers = {part.number for part in parts.tickets}
    found: list[Dependency] = []
    lines: dict[tuple[int, int], Where] = {}
    for no, part in enumerate(parts.dependencies):
        if part.blocker not in numbers:
            raise source.wrong(("dependencies", no, "blocker"), f"there is no ticket #{part.blocker}.")
        for place, blocked in enumerate(part.blocks):
            pair, where = (part.blocker, blocked), ("dependencies", no, "blocks", place)
            if blocked not in numbers:
                raise source.wrong(where, f"there is no ticket #{blocked}.")
            if part.blocker == blocked:
                raise source.wrong(where, f"#{blocked} cannot wait for itself.")
            if pair in lines:
                raise source.wrong(where, f"#{part.blocker} blocks #{blocked} already.")
            lines[pair] = where
            if part.source != "phase" or phase_edges:
                edge = Edge(part.blocker, blocked, DependencyKind(part.kind), part.hard)
                found.append(Dependency(edge, part.source, part.carries_artifacts))
    _check_order(source, found, lines)
    return tuple(found)


def _check_order(source: Source, found: Iterable[Dependency], lines: dict[tuple[int, int], Where]) -> None:
    try:
        WorkGraph({}, [entry.edge for entry in found])
    except CycleRefused as error:
        path = way([f"#{number}" for number in error.path])
        turn = {pair: no for no, pair in enumerate(lines)}
        closing = max(pairwise(error.path), key=lambda pair: turn[pair])
        raise source.wrong(lines[closing], f"{path} is a cycle.") from None


def known(source: Source, where: Where, named: Iterable[str | None], handles: Collection[str]) -> None:
    """Let handles pass that are somebody's.

    Raises:
        Invalid: one is nobody's.
    """
    for handle in named:
        if handle is not None and handle not in handles:
            raise source.wrong(where, nobody(handle, handles))


def nobody(handle: str, handles: Collection[str]) -> str:
    """Return the sentence about a handle that is nobody's."""
    bare = handle.removeprefix("@")
    if bare != handle and bare in handles:
        return f"write {bare} without the @."
    return f"there is no employee @{bare:.60}."


def _once(source: Source, section: str, key: str, values: Sequence[Any]) -> None:
    seen = set()
    for no, value in enumerate(values):
        if value in seen:
            name = f"#{value}" if key == "number" else repr(value)
            raise source.wrong((section, no, key), f"{key} {name} is used twice.")
        seen.add(value)
