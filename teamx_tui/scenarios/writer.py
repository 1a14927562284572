"""Writing a company as a scenario file that reads well and can be read back.

Who works here, the tickets as they are filed now, what waits for what, budgets and scripts. Ticket states, threads,
artifacts, decisions and the event log are no part of a scenario: a company founded from the file begins afresh.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import yaml

from teamx_tui.company.brains import SCRIPTED
from teamx_tui.company.charters import charter
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Allowance, Charter, Dependency, Gate, Line, Project
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.dates import day_of
from teamx_tui.domain.text import one_line
from teamx_tui.scenarios import meetings
from teamx_tui.scenarios.plays import as_played
from teamx_tui.scenarios.rehearsal import Cast, Fault, impossible_wait, rehearse
from teamx_tui.scenarios.scripts import ParseCall

ShortenCall = Callable[[str, Mapping[str, Any]], Any]
"""Returns the least that reads as the full arguments of a tool call (tools.tool)."""
WIDTH: Final = 100
"""Columns after which a text goes on in the next line."""
SHORT: Final = 90
"""Characters up to which a list stands in one line."""
_HEAD: Final = """\
# A company written out by teamx. To found one like it: teamx init --scenario THIS_FILE
# Ticket states, threads and history are not in it.
"""


def in_full(tool: str, arguments: Mapping[str, Any]) -> Any:
    """Return all arguments of a tool call, by name."""
    return dict(arguments)


def write(office: Office, shorten: ShortenCall = in_full, parse_played: ParseCall | None = None) -> str:
    """Return the company as a scenario file; with `parse_played`, what was done on a ticket becomes its script.

    A script that could not be played any more, since the people on its ticket have changed, is left out; a comment at
    the end says so.
    """
    company = charter(office, played=parse_played is not None)
    return "".join(_pieces(as_played(company, parse_played) if parse_played else company, shorten))


def _pieces(company: Charter, shorten: ShortenCall) -> Iterator[str]:
    scripts, left_out = _playable(company)
    yield _HEAD
    yield from _section("company", _company(company))
    yield from _section(
        "departments", [_kept(key=one.key, name=one.name, kind=one.kind, lead=one.lead) for one in company.departments]
    )
    yield from _section("employees", [_employee(one) for one in company.employees])
    yield from _section("goals", [_kept(key=one.key, name=one.name, due=one.due) for one in company.goals])
    yield from _section("projects", [_project(one) for one in company.projects])
    if company.plan is not None:
        low, high = (_number(micros / 1_000_000) for micros in company.plan.cost_micros)
        yield from _section("plan", {"project": company.plan.project, "cost_usd": [low, high]})
    yield from _section("tickets", *([_ticket(one)] for one in company.tickets))
    yield from _section("dependencies", list(_dependencies(company.dependencies)))
    yield from _section("gates", [_gate(one) for one in company.gates])
    yield from _section(
        "meetings",
        *(
            [meetings.written(one) | ({"script": [_line(line, shorten) for line in one.script]} if one.script else {})]
            for one in company.meetings
        ),
    )
    yield from _section(
        "budgets",
        [_budget(one) for one in company.budgets],
    )
    yield from _section(
        "script", *({number: [_line(one, shorten) for one in lines]} for number, lines in scripts.items())
    )
    for number, cause in left_out.items():
        yield one_line(f"# The script of #{number} is left out: {cause}") + "\n"


def _section(name: str, *parts: Any) -> Iterator[str]:
    """Yield a section, each of its parts after an empty line."""
    for no, part in enumerate(part for part in parts if part):
        text = yaml.dump(
            {name: part}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=WIDTH
        )
        yield "\n" + (text if no == 0 else text.partition("\n")[2])


def _playable(company: Charter) -> tuple[dict[int, Sequence[Line]], dict[int, str]]:
    """Return the scripts that can be played from the start, and why the others cannot."""
    edges = [one.edge for one in company.dependencies]
    staff = frozenset(one.handle for one in company.employees)
    casts = {one.number: Cast.of(one, staff) for one in company.tickets}
    playable = dict(company.script)
    left_out = {}

    def leave_out(number: int, fault: Fault) -> None:
        left_out[number] = f"line {fault.no + 1}: {fault.cause}"
        del playable[number]

    for number, lines in company.script.items():
        fault = rehearse(casts[number], lines)
        if fault is not None:
            leave_out(number, fault)
    while (wrong := impossible_wait(edges, playable)) is not None:
        leave_out(*wrong)
    return playable, left_out


def _company(company: Charter) -> dict[str, Any]:
    part: dict[str, Any] = {
        "name": company.name,
        "unblock_wakes": company.unblock_wakes,
        "channels": company.channels,
    }
    # They have been taken in; without this a reader would have to be asked for them again.
    if any(one.source == "phase" for one in company.dependencies):
        part["phase_edges"] = True
    return part


def _employee(one: Hiring) -> dict[str, Any]:
    part = _kept(handle=one.handle, name=one.name, role=one.role, title=one.title, department=one.department)
    part["reports_to"] = one.reports_to
    if one.brain != SCRIPTED:
        part["brain"] = one.brain
    if one.model:
        part["model"] = one.model
    return part


def _project(one: Project) -> dict[str, Any]:
    return _kept(key=one.key, name=one.name, lead=one.lead, weeks=one.weeks, goal=one.goal, due=one.due)


def _budget(one: Allowance) -> dict[str, Any]:
    dear = one.approve_above_micros
    return _kept(
        scope=one.scope,
        # A ticket is known by its number, everything else by a word.
        subject=(int(one.subject) if one.scope == Scope.TICKET else one.subject) if one.subject else None,
        period=one.period if one.period != Period.TOTAL else None,
        limit_usd=_number(one.limit_micros / 1_000_000),
        warn_percent=one.warn_percent,
        approve_above_usd=_number(dear / 1_000_000) if dear is not None else None,
    )


def _ticket(one: Filing) -> dict[str, Any]:
    return _kept(
        number=one.number,
        title=one.title,
        description=one.description or None,
        acceptance=list(one.acceptance) or None,
        project=one.project,
        phase=one.phase or None,
        assignee=one.assignee,
        raci={part.value: list(handles) for part, handles in one.raci.items() if handles} or None,
        priority=one.priority.value,
        labels=list(one.labels) or None,
        estimate=_number(one.estimate),
        due=day_of(one.due_ms) if one.due_ms is not None else None,
        private=one.private or None,
    )


def _dependencies(dependencies: Sequence[Dependency]) -> Iterator[dict[str, Any]]:
    """Yield the dependencies, those of one blocker and sort together."""

    def sort(one: Dependency) -> tuple[Any, ...]:
        return one.edge.blocker, one.edge.kind.value, one.edge.hard, one.source, one.carries_artifacts

    for (blocker, kind, hard, source, carries), group in groupby(dependencies, sort):
        part = {"blocker": blocker, "blocks": [one.edge.blocked for one in group], "kind": kind, "hard": hard}
        part |= {"carries_artifacts": True} if carries else {}
        yield part | ({"source": source} if source != "explicit" else {})


def _gate(one: Gate) -> dict[str, Any]:
    after, blocks = list(one.after) or None, list(one.blocks) or None
    return _kept(key=one.key, title=one.title, artifact=one.predicate.spec, after=after, blocks=blocks)


def _line(line: Line, shorten: ShortenCall) -> dict[str, Any]:
    return {"by": line.by, line.tool: shorten(line.tool, line.arguments)}


def _kept(**parts: Any) -> dict[str, Any]:
    return {key: part for key, part in parts.items() if part is not None}


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


class _Dumper(yaml.SafeDumper):
    """Writes lists under their key indented, short ones in a line, and prose as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists too."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: a reader takes no anchors."""
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    # Reading folds these into a plain new line, unless they are escaped.
    if any(separator in text for separator in "\x85\u2028\u2029"):
        return '"'
    is_prose = text[:1].strip() != "" and not text.endswith((" ", "\n\n"))
    if "\n" in text:
        return "|" if is_prose else '"'
    return ">" if is_prose and len(text) > SHORT else None


def _write_list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    is_short = all(isinstance(one, str | int) for one in data) and sum(len(str(one)) + 2 for one in data) <= SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=is_short)


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(list, _write_list)
