"""To which box of a laid-out graph the cursor comes from another one. Keys and drawing are the view's business."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teamx_tui.domain.layout import Box, Layout


class Moves:
    """The ways about in `layout`; it remembers from where each box was come to, so that going back leads there."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._came: dict[tuple[int, int], int] = {}

    def along(self, number: int, step: int, path: Collection[int] = ()) -> int | None:
        """Return a ticket that a ticket waits for (-1), or that waits for it (1), if there is any.

        Of several, the one that was come from; else one on the critical `path`, one from where it goes on, the nearest.
        """
        there = self._ends(number, step)
        if not there:
            return None
        came = self._came.get((number, step))
        on_path = [other for other in there if other in path]
        going_on = [other for other in there if self._ends(other, step)]
        found = came if came in there else self._nearest(number, on_path or going_on or there)
        self._came[found, -step] = number
        return found

    def _ends(self, number: int, step: int) -> list[int]:
        """Return where those lines of a ticket lead that run up (-1) or down (1)."""
        if step < 0:
            return [wire.blocker for wire in self.layout.wires if wire.blocked == number]
        return [wire.blocked for wire in self.layout.wires if wire.blocker == number]

    def across(self, number: int, step: int) -> int:
        """Return the nearest ticket of the next row up (-1) or down (1); the ticket itself where there is no row."""
        row = self.layout.boxes[number].row + step
        return self._nearest(number, [box.node for box in self.layout.boxes.values() if box.row == row] or [number])

    def beside(self, number: int, step: int) -> int:
        """Return the next ticket to the left (-1) or to the right (1); the ticket itself at the end of the row."""
        row = self.layout.boxes[number].row
        order = sorted((box.x, box.node) for box in self.layout.boxes.values() if box.row == row)
        at = order.index((self.layout.boxes[number].x, number)) + step
        return order[at][1] if 0 <= at < len(order) else number

    def at_height(self, number: int, y: int) -> int:
        """Return the nearest ticket of the row that is nearest to line `y`."""
        boxes = self.layout.boxes.values()
        top = min((box.y for box in boxes), key=lambda top: (abs(top - y), top))
        return self._nearest(number, [box.node for box in boxes if box.y == top])

    def first(self) -> int | None:
        """Return the leftmost ticket of the top row."""
        return min(self.layout.boxes, key=lambda node: self._place(self.layout.boxes[node]), default=None)

    def _nearest(self, number: int, others: Collection[int]) -> int:
        here = self.layout.boxes[number].centre
        boxes = self.layout.boxes
        return min(others, key=lambda other: (abs(boxes[other].centre - here), self._place(boxes[other])))

    @staticmethod
    def _place(box: Box) -> tuple[int, int]:
        return box.row, box.x
