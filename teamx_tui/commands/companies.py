"""Commands that make a company: founding one, and writing one out. They name a store, not an office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from teamx_tui import company, settings
from teamx_tui.commands.registry import COMMANDS
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.tickets import Kind

if TYPE_CHECKING:
    from teamx_tui.company.founding import Charter
    from teamx_tui.company.office import Office


def init(store: Path, scenario: Path | None, *, name: str = "", phase_edges: bool = False) -> Charter:
    """Found a company at `store`, from a scenario file or empty; return its charter.

    Raises:
        NotFound: there is no such scenario file.
        Invalid: something in the file is wrong; file and line are named. No store is left behind.
        Refused: there is a store already.
    """
    charter = read(scenario, phase_edges=phase_edges) if scenario else company.founding.Charter(name or "My company")
    company.founding.found(store, charter)
    return charter


def read(scenario: Path, *, phase_edges: bool = False) -> Charter:
    """Return the charter written in a scenario file.

    Raises:
        NotFound: there is no such file.
        Invalid: something in it is wrong; file and line are named.
    """
    from teamx_tui.scenarios import reader  # what reads YAML and checks it is only needed here
    from teamx_tui.tools.hands import TOOLS

    def parse(tool: str, arguments: Any) -> dict[str, Any]:
        return TOOLS[tool].parse(arguments).model_dump()

    on_tickets, in_meetings = (
        [tool.name for tool in TOOLS.values() if place.value in tool.places] for place in (Kind.TICKET, Kind.MEETING)
    )
    return reader.read(scenario, parse, on_tickets, meeting_tools=in_meetings, phase_edges=phase_edges)


def named_scenario(name: str) -> Path:
    """Return the file of a scenario that comes with teamx.

    Raises:
        NotFound: there is none of that name.
    """
    there = {file.stem: file for file in settings.scenarios().glob("*.yaml")}
    if name in there:
        return there[name]
    like = [stem for stem in there if name and _is_short_for(name.casefold(), stem)]
    if len(like) == 1:
        return there[like[0]]
    known = ", ".join(sorted(like or there))
    raise NotFound(f"{'Several are like' if like else 'There is no scenario'} {name!r:.60}. Here are: {known}.")


def _is_short_for(name: str, stem: str) -> bool:
    """Return whether each word of a name begins a word of a scenario's, in the same order: `product-lifecycle`."""
    words = iter(stem.split("-"))
    return all(any(word.startswith(part) for word in words) for part in name.split("-"))


def agree(store: Path, project: str) -> None:
    """File the plan of a project that its scenario holds ready, as an operator does who agrees to all of it."""
    from teamx_tui.company.office import Office

    office = Office.open(store)
    try:
        COMMANDS["decompose"](office, project=project, yes=True)
    finally:
        office.close()


def export(office: Office, *, script: bool = False) -> str:
    """Return the company as a scenario file; with `script`, what was done on a ticket becomes its script."""
    from teamx_tui.scenarios import writer
    from teamx_tui.tools.hands import TOOLS

    return writer.write(office, lambda tool, arguments: TOOLS[tool].shorten(arguments), _parse if script else None)


def _parse(tool: str, arguments: Any) -> dict[str, Any]:
    from teamx_tui.tools.hands import TOOLS

    return TOOLS[tool].parse(arguments).model_dump()
