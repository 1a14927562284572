"""The lines of a laid-out graph as characters. What they mean, and what the boxes hold, this file does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from teamx_tui.domain.layers import Pair
    from teamx_tui.domain.layout import Layout, Point

LIGHT: Final = 1
HEAVY: Final = 2
_JOINTS: Final = " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋"
"""By the arms up, right, down and left, as a number in base three: no arm, a light one, a heavy one."""
_DOTTED: Final = {"│": "┆", "─": "┄"}
_ARROWS: Final = {True: "▽", False: "▼"}
_UP, _RIGHT, _DOWN, _LEFT = range(4)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One character of a line."""

    glyph: str
    wires: frozenset[int]
    """Which wires are seen here, by their places in the layout: several where they run together."""


Strokes: TypeAlias = Mapping[int, Mapping[int, Stroke]]
"""By line, and there by column; lines and columns without any are missing."""


@dataclass(slots=True)
class _Cell:
    arms: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    wires: set[int] = field(default_factory=set)

    @property
    def runs_down(self) -> bool:
        return bool(self.arms[_UP] or self.arms[_DOWN])


def strokes(layout: Layout, heavy: Collection[Pair] = (), soft: Collection[Pair] = ()) -> Strokes:
    """Return the characters of all wires, with those of `heavy` thick and those of `soft` dotted.

    Lines that cross do not touch: the one that runs down is whole, the other is interrupted. The first character of a
    wire takes the place of one in the bottom of its box.
    """
    cells: dict[Point, dict[int, _Cell]] = defaultdict(lambda: defaultdict(_Cell))
    for place, wire in enumerate(layout.wires):
        weight = HEAVY if (wire.blocker, wire.blocked) in heavy else LIGHT
        for here, there, way in _steps(wire.corners):
            for point, arm in ((here, way), (there, (way + 2) % 4)):
                cell = cells[point][wire.blocker]
                cell.arms[arm] = max(cell.arms[arm], weight)
                cell.wires.add(place)
    thick = {node for pair in heavy for node in pair}
    for box in layout.boxes.values():
        exit_cell = cells.get((box.centre, box.y + box.height - 1), {}).get(box.node)
        if exit_cell is not None:
            exit_cell.arms[_LEFT] = exit_cell.arms[_RIGHT] = HEAVY if box.node in thick else LIGHT
    dotted = {place for place, wire in enumerate(layout.wires) if (wire.blocker, wire.blocked) in soft}
    drawn: dict[int, dict[int, Stroke]] = defaultdict(dict)
    for (x, y), met in cells.items():
        drawn[y][x] = _stroke(max(met.values(), key=lambda cell: cell.runs_down), dotted)
    for place, wire in enumerate(layout.wires):
        x, y = wire.corners[-1]
        drawn[y][x] = Stroke(_ARROWS[place in dotted], drawn[y][x].wires)
    return drawn


def _steps(corners: tuple[Point, ...]) -> Iterator[tuple[Point, Point, int]]:
    """Yield every step from one cell to the next, with the arm by which the first is left."""
    for (x, y), (last_x, last_y) in pairwise(corners):
        right, down = (last_x > x) - (last_x < x), (last_y > y) - (last_y < y)
        way = {(0, -1): _UP, (1, 0): _RIGHT, (0, 1): _DOWN, (-1, 0): _LEFT}.get((right, down), _UP)
        while (x, y) != (last_x, last_y):
            yield (x, y), (x + right, y + down), way
            x, y = x + right, y + down


def _stroke(cell: _Cell, dotted: Collection[int]) -> Stroke:
    up, right, down, left = cell.arms
    glyph = _JOINTS[27 * up + 9 * right + 3 * down + left]
    return Stroke(_DOTTED.get(glyph, glyph) if cell.wires.issubset(dotted) else glyph, frozenset(cell.wires))
