"""A part of the graph drawn with characters, for terminals and pipes: numbers and conditions in boxes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.strokes import strokes

if TYPE_CHECKING:
    from teamx_tui.company.neighbourhood import Neighbourhood
    from teamx_tui.domain.layout import Box

ROOM: Final = 80
"""Cells from left to right, as in a terminal that nobody has made wider."""
_PADDING: Final = 4
_LIGHT: Final = "╭╮╰╯─│"
_HEAVY: Final = "┏┓┗┛━┃"


def drawing(shown: Neighbourhood) -> str:
    """Return the picture, without dependencies that follow from others; what is on the critical path is thick."""
    labels = {ticket.number: f"#{ticket.number} {words.condition(ticket.condition)}" for ticket in shown.tickets}
    width = max(map(len, labels.values()), default=0) + _PADDING
    layout = company.neighbourhood.plan(shown, ROOM, (width, width, 3)).layout()
    grid = [[" "] * layout.width for _ in range(layout.height)]
    for box in layout.boxes.values():
        frame = _HEAVY if box.node in shown.path else _LIGHT
        for y, text in enumerate(_lines(box, labels[box.node], frame)):
            grid[box.y + y][box.x : box.x + box.width] = text
    soft = {(edge.blocker, edge.blocked) for edge in shown.edges if not edge.hard}
    for y, line in strokes(layout, set(pairwise(shown.path)), soft).items():
        for x, stroke in line.items():
            grid[y][x] = stroke.glyph
    return "\n".join("".join(line).rstrip() for line in grid)


def _lines(box: Box, label: str, frame: str) -> tuple[str, str, str]:
    rule, side = frame[4] * (box.width - 2), frame[5]
    return (
        f"{frame[0]}{rule}{frame[1]}",
        f"{side} {label.ljust(box.width - _PADDING)} {side}",
        f"{frame[2]}{rule}{frame[3]}",
    )
