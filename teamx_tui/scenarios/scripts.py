"""Checking a ticket's script before anybody plays it: known tools, right arguments, and nobody speaks uncalled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company.founding import Line
from teamx_tui.company.office import OPERATOR
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.wakes import EVERYONE
from teamx_tui.scenarios.rehearsal import Cast, rehearse
from teamx_tui.scenarios.source import Source, Where

ParseCall = Callable[[str, Any], dict[str, Any]]
"""Checks the arguments of a tool call and returns them in full; raises Invalid (tools.tool)."""
_SPEAKER: Final = "by"


@dataclass(frozen=True, slots=True)
class Stage:
    """What a script is checked against."""

    source: Source
    parse: ParseCall
    tools: Sequence[str]
    handles: frozenset[str]
    numbers: frozenset[int]


def script(stage: Stage, ticket: Filing, raw: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Return a ticket's script lines.

    Raises:
        Invalid: a line is wrong, or could not be played when its turn comes; file and line are named.
    """
    assert ticket.number is not None
    where: Where = ("script", ticket.number)
    found = lines(stage, where, raw)
    fault = rehearse(Cast.of(ticket, stage.handles), found)
    if fault is not None:
        key = _SPEAKER if fault.by_speaker else found[fault.no].tool
        raise stage.source.wrong((*where, fault.no, key), fault.cause)
    return found


def lines(stage: Stage, where: Where, raw: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Return the lines of a script that stands at `where`.

    Raises:
        Invalid: a line is wrong; file and line are named.
    """
    return tuple(_line(stage, (*where, no), entry) for no, entry in enumerate(raw))


def _line(stage: Stage, where: Where, entry: Mapping[str, Any]) -> Line:
    by = entry.get(_SPEAKER)
    if not isinstance(by, str) or by.removeprefix("@") not in stage.handles:
        said = stage.source.at((*where, _SPEAKER)).written or by
        there = f"not {said!r:.60}" if _SPEAKER in entry else "and has none"
        raise stage.source.wrong((*where, _SPEAKER), f"a line needs `by:` with the handle of an employee, {there}.")
    named = [key for key in entry if key in stage.tools]
    others = [key for key in entry if key != _SPEAKER]
    if not named:
        at = (*where, *others[:1])
        tools = ", ".join(stage.tools)
        raise stage.source.wrong(at, f"a line has one tool, not {_listed(others) or 'none'}; the tools are: {tools}.")
    if len(named) > 1:
        raise stage.source.wrong((*where, named[1]), f"a line has one tool, not {_listed(named)}; use two lines.")
    tool = named[0]
    beside = {key: value for key, value in entry.items() if key not in (_SPEAKER, tool)}
    try:
        arguments = stage.parse(tool, _merge(tool, entry[tool], beside))
        _check_names(stage, tool, arguments)
    except Invalid as error:
        inside = error.about if error.about[:1] and error.about[0] in beside else (tool, *error.about)
        raise stage.source.wrong((*where, *inside), str(error)) from None
    return Line(by.removeprefix("@"), tool, arguments)


def _merge(tool: str, value: Any, beside: Mapping[str, Any]) -> Any:
    """Return a tool's arguments, those written beside it among them."""
    if not beside:
        return value
    inside = (value or {}) if isinstance(value, dict | None) else {"": value}
    twice = inside.keys() & beside.keys()
    if twice:
        raise Invalid(f"{tool}: {_listed(sorted(twice))} stands here twice.", (min(twice),))
    return {**inside, **beside}


def _check_names(stage: Stage, tool: str, arguments: Mapping[str, Any]) -> None:
    for about, handle in _named(tool, arguments):
        if handle.removeprefix("@") not in stage.handles:
            raise Invalid(f"there is no employee @{handle.removeprefix('@'):.60}.", about)
    key = {"decide": "deferred_to"}.get(tool, "ticket")
    number = arguments.get(key)
    if number is not None and number not in stage.numbers:
        raise Invalid(f"there is no ticket #{number}.", (key,))


def _named(tool: str, arguments: Mapping[str, Any]) -> Iterator[tuple[Where, str]]:
    """Yield the handles a call names and where, apart from those that stand for somebody else than an employee."""
    for key in ("mentions", "who", "among", "attendees"):
        for place, handle in enumerate(arguments.get(key, ())):
            if handle.removeprefix("@") != EVERYONE:
                yield (key, place), handle
    if tool in ("ask", "hand_off") and (tool, arguments["to"].removeprefix("@")) != ("ask", OPERATOR):
        yield ("to",), arguments["to"]
    if tool == "add_participant":
        yield ("handle",), arguments["handle"]


def _listed(keys: Sequence[Any]) -> str:
    return ", ".join(f"{key!s:.40}" for key in keys)
