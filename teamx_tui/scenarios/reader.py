"""Reading a company from a scenario file. Every error is one sentence that names file, line and cause."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from teamx_tui.company.employees import Hiring, check_handle
from teamx_tui.company.founding import Allowance, Charter, Department, Dependency, Line, Project
from teamx_tui.company.threads import handles_written
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.graph import CycleRefused, DependencyKind, Edge, WorkGraph
from teamx_tui.domain.tickets import Priority
from teamx_tui.scenarios.scripts import PARTS, ParseCall, Stage, script
from teamx_tui.scenarios.shape import EmployeePart, ScenarioPart, TicketPart
from teamx_tui.scenarios.source import Path_, Source, load


def read(path: Path, parse: ParseCall, tools: Sequence[str], *, phase_edges: bool = False) -> Charter:
    """Return the charter written in a scenario file.

    `parse` checks the arguments of a tool call, `tools` are their names. `phase_edges` takes in the dependencies with
    `source: phase`.

    Raises:
        NotFound: there is no such file.
        Invalid: something in it is wrong; the line is named.
    """
    source = load(path)
    try:
        parts = ScenarioPart.model_validate(source.data)
    except ValidationError as error:
        raise _wrong_shape(source, error) from None
    _check_people(source, parts)
    _check_tickets(source, parts)
    dependencies = _dependencies(source, parts, phase_edges)
    return Charter(
        name=parts.company.name,
        unblock_wakes=parts.company.unblock_wakes,
        channels=parts.company.channels,
        departments=[Department(part.key, part.name, part.kind, part.lead) for part in parts.departments],
        employees=[Hiring(**part.model_dump()) for part in parts.employees],
        projects=[Project(part.key, part.name, part.lead, part.weeks) for part in parts.projects],
        tickets=[_filing(part) for part in parts.tickets],
        dependencies=dependencies,
        budgets=[
            Allowance(part.scope, "", round(part.limit_usd * 1_000_000), part.warn_percent) for part in parts.budgets
        ],
        script=_scripts(source, parts, parse, tools),
    )


def _wrong_shape(source: Source, error: ValidationError) -> Invalid:
    first = error.errors()[0]
    where: Path_ = tuple(part for part in first["loc"] if part != "[key]")
    name = where[-1] if where else "the file"
    words = {
        "extra_forbidden": f"there is no key {name!r} here.",
        "missing": f"{name!r} is missing.",
        "model_type": "this must be a mapping of keys to values.",
        "dict_type": "this must be a mapping of keys to values.",
    }
    return source.wrong(where, words.get(first["type"], f"{name}: {first['msg'][:1].lower()}{first['msg'][1:]}."))


def _check_people(source: Source, parts: ScenarioPart) -> None:
    handles = {part.handle for part in parts.employees}
    departments = {part.key for part in parts.departments}
    _once(source, "departments", "key", [part.key for part in parts.departments])
    _once(source, "employees", "handle", [part.handle for part in parts.employees])
    _once(source, "projects", "key", [part.key for part in parts.projects])
    for no, employee in enumerate(parts.employees):
        where: Path_ = ("employees", no)
        try:
            check_handle(employee.handle)
        except Invalid as error:
            raise source.wrong((*where, "handle"), str(error)) from None
        _known(source, (*where, "reports_to"), [employee.reports_to], handles)
        if employee.department is not None and employee.department not in departments:
            raise source.wrong((*where, "department"), f"there is no department {employee.department!r}.")
    _check_managers(source, parts.employees)
    for no, department in enumerate(parts.departments):
        _known(source, ("departments", no, "lead"), [department.lead], handles)
    for no, project in enumerate(parts.projects):
        _known(source, ("projects", no, "lead"), [project.lead], handles)


def _check_managers(source: Source, employees: Sequence[EmployeePart]) -> None:
    manager = {part.handle: part.reports_to for part in employees}
    for no, part in enumerate(employees):
        chain, above = [part.handle], part.reports_to
        while above is not None:
            chain.append(above)
            if above == part.handle:
                path = " -> ".join(f"@{handle}" for handle in chain)
                raise source.wrong(("employees", no, "reports_to"), f"{path} is a circle of managers.")
            above = manager[above] if len(chain) <= len(manager) else None


def _check_tickets(source: Source, parts: ScenarioPart) -> None:
    handles = {part.handle for part in parts.employees}
    projects = {part.key for part in parts.projects}
    _once(source, "tickets", "number", [part.number for part in parts.tickets])
    for no, ticket in enumerate(parts.tickets):
        where: Path_ = ("tickets", no)
        _known(source, (*where, "assignee"), [ticket.assignee], handles)
        for word in PARTS.values():
            _known(source, (*where, "raci", word), getattr(ticket.raci, word), handles)
        if ticket.project is not None and ticket.project not in projects:
            raise source.wrong((*where, "project"), f"there is no project {ticket.project!r}.")
        if not ticket.title.strip():
            raise source.wrong((*where, "title"), "a ticket needs a title.")


def _dependencies(source: Source, parts: ScenarioPart, phase_edges: bool) -> list[Dependency]:
    numbers = {part.number for part in parts.tickets}
    found: dict[tuple[int, int], Dependency] = {}
    lines: dict[tuple[int, int], Path_] = {}
    for no, part in enumerate(parts.dependencies):
        for place, blocked in enumerate(part.blocks):
            pair, where = (part.blocker, blocked), ("dependencies", no, "blocks", place)
            for number in pair:
                if number not in numbers:
                    raise source.wrong(where, f"there is no ticket #{number}.")
            if part.blocker == blocked:
                raise source.wrong(where, f"#{blocked} cannot wait for itself.")
            if pair in lines:
                raise source.wrong(where, f"#{part.blocker} blocks #{blocked} already.")
            lines[pair] = where
            if part.source != "phase" or phase_edges:
                edge = Edge(part.blocker, blocked, DependencyKind(part.kind), part.hard)
                found[pair] = Dependency(edge, part.source, part.carries_artifacts)
    try:
        WorkGraph({}, [entry.edge for entry in found.values()])
    except CycleRefused as error:
        path = " -> ".join(f"#{number}" for number in error.path)
        closing = max(zip(error.path, error.path[1:], strict=False), key=lambda pair: list(lines).index(pair))
        raise source.wrong(lines[closing], f"{path} is a cycle.") from None
    return list(found.values())


def _filing(part: TicketPart) -> Filing:
    return Filing(
        title=part.title,
        number=part.number,
        description=part.description,
        acceptance=tuple(part.acceptance),
        labels=tuple(part.labels),
        project=part.project,
        phase=part.phase,
        assignee=part.assignee,
        raci={raci: tuple(getattr(part.raci, word)) for raci, word in PARTS.items()},
        priority=Priority(part.priority),
        estimate=part.estimate,
        private=part.private,
    )


def _scripts(
    source: Source, parts: ScenarioPart, parse: ParseCall, tools: Sequence[str]
) -> dict[int, tuple[Line, ...]]:
    handles = frozenset(part.handle for part in parts.employees)
    tickets = {part.number: part for part in parts.tickets}
    stage = Stage(source, parse, tools, handles, lambda text: handles_written(text, handles))
    scripts = {}
    for number, lines in parts.script.items():
        if number not in tickets:
            raise source.wrong(("script", number), f"there is no ticket #{number}.")
        scripts[number] = script(stage, tickets[number], lines)
        for line in scripts[number]:
            later: Any = line.arguments.get("deferred_to") or line.arguments.get("ticket")
            if later is not None and later not in tickets:
                raise source.wrong(("script", number), f"there is no ticket #{later}.")
    return scripts


def _once(source: Source, section: str, key: str, values: Sequence[Any]) -> None:
    seen = set()
    for no, value in enumerate(values):
        if value in seen:
            name = f"#{value}" if key == "number" else repr(value)
            raise source.wrong((section, no, key), f"{key} {name} is used twice.")
        seen.add(value)


def _known(source: Source, where: Path_, named: Iterable[str | None], handles: Collection[str]) -> None:
    for handle in named:
        if handle is not None and handle not in handles:
            raise source.wrong(where, f"there is no employee @{handle}.")
