"""Checking a ticket's script before anybody plays it: known tools, right arguments, and nobody speaks uncalled.

The rule: the first line is the responsible's. Every change of speaker is prepared by the speaker before, who must
mention the next one, ask them, answer them, add them or hand in for their review. Lines of one speaker in a row are
played in one run, so nothing can come between.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from teamx_tui.company.founding import Line
from teamx_tui.company.office import OPERATOR
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.wakes import EVERYONE, Limits
from teamx_tui.scenarios.shape import TicketPart
from teamx_tui.scenarios.source import Path_, Source

ParseCall = Callable[[str, Any], dict[str, Any]]
"""Checks the arguments of a tool call and returns them in full; raises Invalid (tools.tool)."""
FindMentions = Callable[[str], Sequence[str]]
_BESIDE: Final = {"by"}


@dataclass(frozen=True, slots=True)
class Stage:
    """What a script is checked against."""

    source: Source
    parse: ParseCall
    tools: Sequence[str]
    handles: frozenset[str]
    find_mentions: FindMentions


def script(stage: Stage, ticket: TicketPart, raw: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Return a ticket's script lines.

    Raises:
        Invalid: a line is wrong, or its speaker would not be awake; file and line are named.
    """
    where: Path_ = ("script", ticket.number)
    lines = tuple(_line(stage, (*where, no), entry) for no, entry in enumerate(raw))
    _check_finish(stage, where, ticket, lines)
    _check_calls(stage, where, ticket, lines)
    return lines


def _line(stage: Stage, where: Path_, entry: Mapping[str, Any]) -> Line:
    by = entry.get("by")
    if not isinstance(by, str) or by.removeprefix("@") not in stage.handles:
        raise stage.source.wrong((*where, "by"), f"a line needs `by:` with the handle of an employee, not {by!r}.")
    named = [key for key in entry if key in stage.tools]
    if len(named) != 1:
        unknown = [str(key) for key in entry if key not in _BESIDE]
        raise stage.source.wrong(
            where, f"a line has one tool, not {', '.join(unknown) or 'none'}; the tools are: {', '.join(stage.tools)}."
        )
    tool = named[0]
    beside = {key: value for key, value in entry.items() if key not in (*_BESIDE, tool)}
    try:
        arguments = stage.parse(tool, _merge(entry[tool], beside))
    except Invalid as error:
        raise stage.source.wrong((*where, tool), str(error)) from None
    for handle in _handles_in(tool, arguments):
        if handle not in stage.handles and handle not in (EVERYONE, OPERATOR):
            raise stage.source.wrong((*where, tool), f"there is no employee @{handle}.")
    return Line(by.removeprefix("@"), tool, arguments)


def _merge(value: Any, beside: Mapping[str, Any]) -> Any:
    if not beside:
        return value
    return {**value, **beside} if isinstance(value, dict) else {"": value, **beside}


def _handles_in(tool: str, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    named = [*arguments.get("mentions", ()), *arguments.get("who", ())]
    named += [arguments["to"]] if tool == "ask" else []
    named += [arguments["handle"]] if tool == "add_participant" else []
    return tuple(handle.removeprefix("@") for handle in named)


def _check_finish(stage: Stage, where: Path_, ticket: TicketPart, lines: Sequence[Line]) -> None:
    finishers = {ticket.assignee, *ticket.raci.accountable}
    for no, line in enumerate(lines):
        if line.tool == "finish" and no != len(lines) - 1:
            raise stage.source.wrong((*where, no), f"#{ticket.number} is finished here, but its script goes on.")
        if line.tool == "finish" and line.by not in finishers:
            raise stage.source.wrong(
                (*where, no), f"@{line.by} is neither responsible nor accountable for #{ticket.number}."
            )


def _check_calls(stage: Stage, where: Path_, ticket: TicketPart, lines: Sequence[Line]) -> None:
    awake = {ticket.assignee}
    no = chain = 0
    for by, group in groupby(lines, key=lambda line: line.by):
        turn = list(group)
        if by not in awake:
            raise stage.source.wrong(
                (*where, no), f"nobody would wake @{by} here; let the line before mention them: mentions: [{by}]"
            )
        if chain > Limits().max_hops:
            raise stage.source.wrong(
                (*where, no), f"the chain of replies is longer than {Limits().max_hops}; shorten the thread."
            )
        awake = {handle for line in turn for handle in _woken(stage, ticket, lines, no, line)}
        chain = 0 if any(line.tool == "request_review" for line in turn) else chain + 1
        no += len(turn)


def _woken(stage: Stage, ticket: TicketPart, lines: Sequence[Line], before: int, line: Line) -> set[str]:
    woken = set(_handles_in(line.tool, line.arguments))
    if line.tool in ("comment", "mention"):
        woken.update(stage.find_mentions(line.arguments["text"]))
    if line.tool == "answer":
        asked = [said.by for said in lines[:before] if said.tool == "ask" and said.arguments["to"] == line.by]
        woken.update(asked)
    if line.tool == "request_review":
        woken.update(ticket.raci.accountable)
    if EVERYONE in woken:
        woken.update(stage.handles)
    return woken - {line.by}


PARTS: Final = {
    Raci.ACCOUNTABLE: "accountable",
    Raci.CONSULTED: "consulted",
    Raci.INFORMED: "informed",
}
