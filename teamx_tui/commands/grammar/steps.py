"""A ticket whose priority goes up or down by one: what it will be follows from what it is now."""

import re
from typing import Final

from teamx_tui.commands.grammar.naming import ticket
from teamx_tui.commands.grammar.reading import Reading
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.domain.tickets import Priority

_SCALE: Final = tuple(Priority)
"""From the lowest to the highest."""


def raised(text: str, words: Vocabulary) -> Reading:
    """Find a ticket, and read it with the next higher priority."""
    return _stepped(text, words, 1)


def lowered(text: str, words: Vocabulary) -> Reading:
    """Find a ticket, and read it with the next lower priority."""
    return _stepped(text, words, -1)


def _stepped(text: str, words: Vocabulary, step: int) -> Reading:
    found = ticket(text, words)
    if not found.values:
        found = ticket(re.sub(r"['’]s$", "", text), words)
    rows = [row for number in found.values if (row := words.ticket(number)) is not None]
    places = {row.number: _SCALE.index(Priority(row.priority)) + step for row in rows}
    values = [
        {"number": number, "priority": _SCALE[place].value}
        for number, place in places.items()
        if place in range(len(_SCALE))
    ]
    if values or not rows:
        return Reading(tuple(values), found.complaint, found.is_sure)
    end = "highest" if step > 0 else "lowest"
    return Reading((), f"#{rows[0].number} is {rows[0].priority} already, which is the {end} priority.", is_sure=True)
