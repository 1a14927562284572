"""The question which part somebody shall have in a ticket, each answer with what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.domain.raci import Raci
from teamx_tui.tui.screens.choose import Choice, ChooseScreen
from teamx_tui.tui.text import line, said

if TYPE_CHECKING:
    from teamx_tui.company.responsibilities import Line

_OUTCOMES: Final = {
    Raci.RESPONSIBLE: "does it, is woken first",
    Raci.ACCOUNTABLE: "answers for it, reviews it",
    Raci.CONSULTED: "is asked, and woken when it can begin",
    Raci.INFORMED: "is told, not woken",
}
_ALONE: Final = (Raci.RESPONSIBLE, Raci.ACCOUNTABLE)
"""Parts that one person has alone."""


def what_part(row: Line, handle: str) -> ChooseScreen:
    """Return the question which part an employee shall have in the ticket of a line of the matrix."""
    has = row.parts.get(handle)
    part = has.value if has is not None else "no part"
    question = said("@$handle in #$number: $part now", handle=handle, number=row.number, part=part)
    return ChooseScreen(question, tuple(_choices(row, handle)))


def _choices(row: Line, handle: str) -> Iterator[Choice]:
    has = row.parts.get(handle)
    given = {"number": row.number, "handle": handle}
    for part, outcome in _OUTCOMES.items():
        if part is not has:
            before = [other for other, held in row.parts.items() if held is part and part in _ALONE]
            instead = f"; {words.handles(before)} is asked then" if before else ""
            name = line(f"{part.letter} {part.value}")
            yield Choice(name, outcome + instead, "ticket participant", {**given, "raci": part.value})
    if has is not None:
        yield Choice(line("· no part"), "is woken by it no more", "ticket participant", {**given, "raci": "none"})
