"""Reading a company from a scenario file. Every error is one sentence that names file, line and cause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Allowance, Charter, Department, Dependency, Goal, Line, Plan, Project
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.dates import end_of
from teamx_tui.domain.tickets import Priority
from teamx_tui.scenarios import meetings
from teamx_tui.scenarios.gates import gates
from teamx_tui.scenarios.proofreader import check_budgets, check_people, check_tickets, dependencies
from teamx_tui.scenarios.rehearsal import impossible_wait
from teamx_tui.scenarios.scripts import ParseCall, Stage, script
from teamx_tui.scenarios.shape import PARTS, BudgetPart, ScenarioPart, TicketPart
from teamx_tui.scenarios.source import Source, load
from teamx_tui.scenarios.wording import wrong_shape


def read(
    path: Path,
    parse: ParseCall,
    tools: Sequence[str],
    *,
    meeting_tools: Sequence[str] = (),
    phase_edges: bool = False,
) -> Charter:
    """Return the charter written in a scenario file.

    `parse` checks the arguments of a tool call, `tools` are the names of those of use on tickets, `meeting_tools` of
    those of use in meetings. `phase_edges` takes in the dependencies with
    `source: phase`, as the file itself may with `company: {phase_edges: true}`.

    Raises:
        NotFound: there is no such file.
        Invalid: something in it is wrong; the line is named.
    """
    source = load(path)
    try:
        parts = ScenarioPart.model_validate(source.data)
    except ValidationError as error:
        raise wrong_shape(source, error) from None
    check_people(source, parts)
    check_tickets(source, parts)
    check_budgets(source, parts)
    links = dependencies(source, parts, phase_edges=phase_edges or parts.company.phase_edges)
    tickets = {part.number: _filing(part) for part in parts.tickets}
    handles = frozenset(part.handle for part in parts.employees)
    stage = Stage(source, parse, tools, handles, frozenset(tickets))
    return Charter(
        name=parts.company.name,
        unblock_wakes=parts.company.unblock_wakes,
        channels=parts.company.channels,
        departments=tuple(Department(part.key, part.name, part.kind, part.lead) for part in parts.departments),
        employees=tuple(Hiring(**part.model_dump()) for part in parts.employees),
        goals=tuple(Goal(part.key, part.name, part.due) for part in parts.goals),
        projects=tuple(Project(**part.model_dump()) for part in parts.projects),
        tickets=tuple(tickets.values()),
        dependencies=links,
        gates=gates(source, parts, links),
        budgets=tuple(_allowance(part) for part in parts.budgets),
        script=_scripts(stage, tickets, links, parts.script),
        plan=_plan(source, parts),
        meetings=meetings.read(replace(stage, tools=meeting_tools), parts.meetings),
    )


def _plan(source: Source, parts: ScenarioPart) -> Plan | None:
    if parts.plan is None:
        return None
    key = parts.plan.project
    if key not in {project.key for project in parts.projects}:
        raise source.wrong(("plan", "project"), f"there is no project {key!r:.60}.")
    for no, ticket in enumerate(parts.tickets):
        if ticket.project != key:
            raise source.wrong(("tickets", no), f"#{ticket.number} is not in project {key}, which is what is planned.")
    low, high = (round(usd * 1_000_000) for usd in parts.plan.cost_usd)
    return Plan(key, (low, high))


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
        raci={raci: tuple(getattr(part.raci, raci)) for raci in PARTS},
        priority=Priority(part.priority),
        estimate=part.estimate,
        due_ms=end_of(part.due) if part.due is not None else None,
        private=part.private,
    )


def _allowance(part: BudgetPart) -> Allowance:
    dear = part.approve_above_usd
    return Allowance(
        scope=part.scope,
        subject=str(part.subject) if part.subject is not None else "",
        limit_micros=round(part.limit_usd * 1_000_000),
        warn_percent=part.warn_percent,
        period=part.period,
        approve_above_micros=round(dear * 1_000_000) if dear is not None else None,
    )


def _scripts(
    stage: Stage,
    tickets: Mapping[int, Filing],
    links: Sequence[Dependency],
    raw: Mapping[int, Sequence[Mapping[str, Any]]],
) -> dict[int, tuple[Line, ...]]:
    scripts = {}
    for number, lines in raw.items():
        if number not in tickets:
            raise stage.source.wrong(("script", number), f"there is no ticket #{number}.")
        if lines:
            scripts[number] = script(stage, tickets[number], lines)
    wrong = impossible_wait([link.edge for link in links], scripts)
    if wrong is not None:
        number, fault = wrong
        raise stage.source.wrong(("script", number, fault.no, scripts[number][fault.no].tool), fault.cause)
    return scripts
