"""The gates of a scenario: what an artifact must be before tickets start. Errors name the line."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from teamx_tui.company.founding import Dependency, Gate
from teamx_tui.domain.artifacts import predicate
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.graph import CycleRefused, WorkGraph
from teamx_tui.scenarios.shape import GatePart, ScenarioPart
from teamx_tui.scenarios.source import Source, Where
from teamx_tui.scenarios.wording import way


def gates(source: Source, parts: ScenarioPart, dependencies: Sequence[Dependency]) -> tuple[Gate, ...]:
    """Return the gates in the order of the file.

    Raises:
        Invalid: a key is used twice, a ticket is not there, a status is never had, or it would close a cycle.
    """
    numbers = {part.number for part in parts.tickets}
    taken = {part.key for part in parts.projects}
    found = []
    for no, part in enumerate(parts.gates):
        if part.key in taken:
            raise source.wrong(("gates", no, "key"), f"key {part.key!r:.60} is used twice.")
        taken.add(part.key)
        found.append(_gate(source, ("gates", no), part, numbers))
    _check_order(source, parts.gates, found, [one.edge for one in dependencies])
    return tuple(found)


def _gate(source: Source, where: Where, part: GatePart, numbers: Collection[int]) -> Gate:
    if not part.title.strip():
        raise source.wrong((*where, "title"), "a gate needs a title.")
    for key, listed in (("after", part.after), ("blocks", part.blocks)):
        for place, number in enumerate(listed):
            if number not in numbers:
                raise source.wrong((*where, key, place), f"there is no ticket #{number}.")
            if number in listed[:place]:
                raise source.wrong((*where, key, place), f"#{number} stands here twice.")
    opens = part.artifact
    if opens.ticket is not None and opens.ticket not in numbers:
        raise source.wrong((*where, "artifact", "ticket"), f"there is no ticket #{opens.ticket}.")
    try:
        wanted = predicate(opens.type, opens.status, opens.ticket, opens.name)
    except Invalid as error:
        raise source.wrong((*where, "artifact"), str(error)) from None
    return Gate(part.key, part.title, wanted, tuple(sorted(part.after)), tuple(sorted(part.blocks)))


def _check_order(source: Source, parts: Sequence[GatePart], found: Sequence[Gate], edges: Sequence[Edge]) -> None:
    """Gates are nodes of their own here, below every ticket's number."""
    joined = list(edges)
    for no, gate in enumerate(found):
        joined += [Edge(number, -1 - no, hard=False) for number in gate.after]
        joined += [Edge(-1 - no, number) for number in gate.blocks]
        try:
            WorkGraph({}, joined)
        except CycleRefused as error:
            pairs = [(a, b) for a, b in pairwise(error.path) if b > 0]
            blocked = next((b for a, b in pairs if a == -1 - no), gate.blocks[0])
            path = way([f"#{one}" if one > 0 else found[-1 - one].key for one in error.path])
            place = parts[no].blocks.index(blocked)
            raise source.wrong(("gates", no, "blocks", place), f"{path} is a cycle.") from None
