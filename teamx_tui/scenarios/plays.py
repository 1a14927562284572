"""What happened in a company as scripts that can be played again, by scripted employees and at no cost.

Models speak when the company wakes them; in a script whoever speaks must have been called by the speaker before. Where
nobody did, a line that calls them is put in.
"""

from collections.abc import Sequence
from dataclasses import replace

from teamx_tui.company.founding import Charter, Line
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.errors import Invalid
from teamx_tui.scenarios.rehearsal import Cast, rehearse
from teamx_tui.scenarios.scripts import ParseCall

_MENTION = "mention"


def as_played(company: Charter, parse: ParseCall) -> Charter:
    """Return a charter whose scripts are what was done as one that scripted employees can play.

    A script that cannot be put right stays as it is; whoever writes it out leaves it out and says why.
    """
    staff = frozenset(one.handle for one in company.employees)
    casts = {one.number: Cast.of(one, staff) for one in company.tickets if _is_cast(one)}
    script = {
        number: _called(casts[number], [_in_full(line, parse) for line in lines]) if number in casts else lines
        for number, lines in company.script.items()
    }
    employees = tuple(replace(one, brain="scripted", model="") for one in company.employees)
    return replace(company, employees=employees, script=script)


def _is_cast(ticket: Filing) -> bool:
    return ticket.number is not None and ticket.assignee is not None


def _in_full(line: Line, parse: ParseCall) -> Line:
    try:
        return replace(line, arguments=parse(line.tool, dict(line.arguments)))
    except Invalid:
        return line  # of an older version of the tool


def _called(cast: Cast, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with a call put in before everybody who would not be awake."""
    script = list(lines)
    reached = -1
    while (fault := rehearse(cast, script)) is not None and fault.by_speaker and fault.no > reached:
        caller = script[fault.no - 1].by if fault.no else cast.assignee
        if caller is None:
            break
        script.insert(fault.no, Line(caller, _MENTION, _just(script[fault.no].by)))
        reached = fault.no + 1
    return tuple(script)


def _just(whom: str) -> dict[str, object]:
    """Return the arguments of a call that says nothing else."""
    return {"who": [whom], "text": ""}
