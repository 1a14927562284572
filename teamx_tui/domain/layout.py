"""Where the boxes of a graph stand on a grid of cells, and which way the lines between them run.

A line leaves a box in the middle of its bottom and enters another at its top. All lines of one blocker share what they
can; those of different blockers cross and never run along one another. What is written in a box, this file does not
know.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from teamx_tui.domain.channels import Net, Route, routes
from teamx_tui.domain.layers import Layers, Pair, Slot, layers
from teamx_tui.domain.places import GAP, middles, packed, spread

FIRM: Final = 100
"""How much more a line insists on coming straight down than others on coming in near the middle of a box."""

Point: TypeAlias = tuple[int, int]
"""Cells from the left, lines from the top."""


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a node; `row` counts from the top."""

    node: int
    row: int
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> int:
        """The column in which its lines leave."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from the bottom of a blocker's box to the cell over a blocked one's."""

    blocker: int
    blocked: int
    corners: tuple[Point, ...]
    """Where it begins, turns and ends: from each to the next it runs down or sideways."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large boxes may be, in cells and lines. All are as wide, except those that very many lines enter."""

    least: int
    most: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawn graph; it begins in the upper left at 0, 0."""

    boxes: Mapping[int, Box]
    wires: tuple[Wire, ...]
    """Sorted by blocker and blocked."""
    width: int
    height: int


def lay_out(nodes: Collection[int], pairs: Collection[Pair], room: int, box: Sizes) -> Layout:
    """Return a drawing that is `room` cells wide at most, if it can be helped.

    The pairs must not be cyclic. The same graph in the same room always gives the same drawing.
    """
    full = max(1, (room + GAP) // (box.least + GAP))
    # With fewer boxes in a row there is more room for lines that pass by, but there are more rows for them to pass.
    found = min(
        (layers(nodes, pairs, most) for most in range(full, full * 2 // 3, -1)),
        key=lambda found: max(room, packed(found, _sizes(found, box.least))),
    )
    widths = range(box.most, box.least, -1)
    width = next((width for width in widths if packed(found, _sizes(found, width)) <= room), box.least)
    sizes = _sizes(found, width)
    return _Drawing(found, sizes, middles(found, sizes, max(room, packed(found, sizes))), box.height).layout(pairs)


def _sizes(found: Layers, width: int) -> dict[Slot, int]:
    """Return how wide each slot is: a box at least so wide that every line that enters it has a column of its own."""
    return {slot: 1 if slot.passes else max(width, len(found.above[slot]) + 2) for row in found.rows for slot in row}


class _Drawing:
    """Rows of slots in their places, and the ways of the lines between each two of them."""

    def __init__(self, found: Layers, sizes: Mapping[Slot, int], middles: Mapping[Slot, int], height: int) -> None:
        self._found = found
        self._sizes = sizes
        self._middles = middles
        self._height = height
        self._ports = {slot: self._ports_of(slot) for row in found.rows for slot in row}
        self._routes: dict[Slot, Route] = {}
        self._tops = [0]
        for row in found.rows:
            tracks = self._route([slot for slot in row if found.below[slot]])
            self._tops.append(self._tops[-1] + height + tracks + 1)

    def layout(self, pairs: Collection[Pair]) -> Layout:
        """Return the drawing."""
        boxes = {slot.node: self._box(slot) for row in self._found.rows for slot in row if not slot.passes}
        wires = tuple(Wire(*pair, tuple(self._corners(boxes[pair[0]], boxes[pair[1]]))) for pair in sorted(pairs))
        columns = [x for wire in wires for x, _ in wire.corners] + [box.x + box.width - 1 for box in boxes.values()]
        return Layout(boxes, wires, max(columns, default=-1) + 1, self._tops[-1] - 1 if boxes else 0)

    def _box(self, slot: Slot) -> Box:
        return Box(slot.node, slot.row, self._left(slot), self._tops[slot.row], self._sizes[slot], self._height)

    def _left(self, slot: Slot) -> int:
        return self._middles[slot] - self._sizes[slot] // 2

    def _ports_of(self, slot: Slot) -> dict[Slot, int]:
        """Return in which column the line from each slot above comes in: straight down if it can be."""
        above = sorted(self._found.above[slot], key=self._middles.__getitem__)
        if slot.passes or not above:
            return dict.fromkeys(above, self._middles[slot])
        first, last = self._left(slot) + 1, self._left(slot) + self._sizes[slot] - 2
        straight = [first <= self._middles[upper] <= last for upper in above]
        wanted = [self._middles[upper if down else slot] for upper, down in zip(above, straight, strict=True)]
        apart = 2 if 2 * len(above) - 2 <= last - first else 1
        columns = spread(wanted, [apart] * (len(above) - 1), [FIRM if down else 1 for down in straight], first, last)
        return dict(zip(above, columns, strict=True))

    def _route(self, parting: Sequence[Slot]) -> int:
        """Find the ways from the slots of a row to the next, and return how many tracks they need."""
        below = self._found.below
        nets = [
            Net(self._middles[slot], frozenset(self._ports[lower][slot] for lower in below[slot])) for slot in parting
        ]
        found = routes(nets)
        self._routes |= zip(parting, found, strict=True)
        return 1 + max((track for route in found for track in route.tracks), default=-1)

    def _corners(self, blocker: Box, blocked: Box) -> Iterator[Point]:
        here, column = Slot(blocker.row, blocker.node), blocker.centre
        yield column, blocker.y + blocker.height - 1
        for row in range(blocker.row + 1, blocked.row + 1):
            there = Slot(row, blocked.node) if row == blocked.row else Slot(row, blocker.node, passes=True)
            route, top = self._routes[here], self._tops[row - 1] + self._height
            columns = (column, *route.bends, self._ports[there][here])
            for track, (start, end) in zip(route.tracks, pairwise(columns), strict=False):
                yield start, top + track
                yield end, top + track
            here, column = there, columns[-1]
        yield column, blocked.y - 1
