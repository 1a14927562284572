"""The picture of a graph, line by line: tickets in boxes, and the lines from each to those that wait for it.

Where everything stands, the layout says; how an operator moves about in it, this file does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui.commands.strokes import Stroke, strokes
from teamx_tui.domain.tickets import SATISFYING
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.graph_box import Exit, Face

if TYPE_CHECKING:
    from teamx_tui.company.neighbourhood import Neighbourhood, Plan
    from teamx_tui.domain.layout import Box, Layout

_CHOSEN, _CRITICAL, _OPEN, _CLEARED = range(4)
_STYLES: Final = {_CHOSEN: "bold $accent", _CRITICAL: "$foreground", _OPEN: "$quiet", _CLEARED: "$rule"}
"""Lines of the ticket under the cursor, those of the critical path, those that hold work back, and those that do not
any more. Where several run together the first of these is seen."""


class Canvas:
    """A neighbourhood as it is laid out."""

    def __init__(self, shown: Neighbourhood, plan: Plan, layout: Layout) -> None:
        self.shown = shown
        self.plan = plan
        self.layout = layout
        self._tickets = {ticket.number: ticket for ticket in shown.tickets}
        self._path = frozenset(shown.path)
        heavy = frozenset(pairwise(shown.path))
        soft = frozenset((edge.blocker, edge.blocked) for edge in shown.edges if not edge.hard)
        self._strokes = strokes(layout, heavy, soft)
        self._ranks = [
            _CLEARED
            if self._tickets[wire.blocker].state in SATISFYING
            else _CRITICAL
            if (wire.blocker, wire.blocked) in heavy
            else _OPEN
            for wire in layout.wires
        ]
        self._touching: dict[int | None, set[int]] = defaultdict(set)
        for place, wire in enumerate(layout.wires):
            for number in (wire.blocker, wire.blocked):
                self._touching[number] |= {place}
        self._boxes: dict[int, list[Box]] = defaultdict(list)
        for box in sorted(layout.boxes.values(), key=lambda box: box.x):
            for y in range(box.y, box.y + box.height):
                self._boxes[y].append(box)

    def box_at(self, x: int, y: int) -> Box | None:
        """Return the box that covers a cell."""
        return next((box for box in self._boxes.get(y, ()) if box.x <= x < box.x + box.width), None)

    def lines_of(self, number: int | None) -> set[int]:
        """Return the lines that look different when a ticket is the chosen one."""
        box = self.layout.boxes.get(number) if number is not None else None
        lines = set(range(box.y, box.y + box.height)) if box is not None else set()
        for place in self._touching[number]:
            corners = self.layout.wires[place].corners
            lines |= set(range(corners[0][1], corners[-1][1] + 1))
        return lines

    def line(self, y: int, chosen: int | None) -> Content:
        """Return a line, counted from the top; the box of ticket `chosen` stands out, and the lines that touch it."""
        parts: list[Content] = []
        column = 0
        for x, piece in sorted([*self._between(y, chosen), *self._inside(y, chosen)], key=lambda piece: piece[0]):
            parts += [line(" " * (x - column)), piece]
            column = x + piece.cell_length
        return Content("").join(parts)

    def _inside(self, y: int, chosen: int | None) -> Iterator[tuple[int, Content]]:
        """Yield what is seen of the boxes."""
        for box in self._boxes.get(y, ()):
            leaves = self._strokes.get(y, {}).get(box.centre)
            face = Face(
                ticket=self._tickets[box.node],
                width=box.width,
                beyond=self.shown.beyond.get(box.node, (0, 0)),
                exit=Exit(box.width // 2, leaves.glyph, _STYLES[self._rank(leaves, chosen)]) if leaves else None,
                is_critical=box.node in self._path,
                is_chosen=box.node == chosen,
            )
            yield box.x, face.line(y - box.y)

    def _between(self, y: int, chosen: int | None) -> Iterator[tuple[int, Content]]:
        """Yield the lines between boxes, in pieces that look the same throughout."""
        exits = {box.centre for box in self._boxes.get(y, ())}
        cells = [
            (x, stroke.glyph, self._rank(stroke, chosen))
            for x, stroke in sorted(self._strokes.get(y, {}).items())
            if x not in exits
        ]
        # Neighbours differ by one in their column as in their place: the difference changes where a piece ends.
        for (_, rank), piece in groupby(enumerate(cells), key=lambda cell: (cell[1][0] - cell[0], cell[1][2])):
            found = [cell for _, cell in piece]
            yield found[0][0], line("".join(glyph for _, glyph, _ in found), style=_STYLES[rank])

    def _rank(self, stroke: Stroke, chosen: int | None) -> int:
        if not stroke.wires.isdisjoint(self._touching[chosen]):
            return _CHOSEN
        return min(self._ranks[place] for place in stroke.wires)
