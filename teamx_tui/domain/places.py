"""How far from the left everything in the rows of a drawing stands: near what it hangs together with, lines straight.

Knows widths, not what is drawn in them.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from math import floor
from typing import Final

from teamx_tui.domain.layers import Layers, Slot

GAP: Final = 1
"""Cells between neighbours."""
PULLS: Final = 40
"""Times that each row is pulled to where its neighbours are; after that hardly anything moves."""
FIRM: Final = 8
"""How much more than a box a passing line insists on its place: it is the long lines that should be straight."""


def packed(found: Layers, sizes: Mapping[Slot, int]) -> int:
    """Return the width of the widest row when its slots, `sizes` cells wide, stand as close as they may."""
    return max((sum(sizes[slot] for slot in row) + GAP * (len(row) - 1) for row in found.rows), default=0)


def middles(found: Layers, sizes: Mapping[Slot, int], room: int) -> dict[Slot, int]:
    """Return the column of the middle of every slot, in `room` columns from 0 on; `packed` must be in them."""
    places: dict[Slot, int] = {}
    for row in found.rows:
        places |= zip(row, _side_by_side([room / 2] * len(row), row, sizes, room), strict=True)
    for pull in range(PULLS):
        for row in found.rows if pull % 2 else reversed(found.rows):
            near = [found.above[slot] + found.below[slot] or (slot,) for slot in row]
            wanted = [sum(places[other] for other in others) / len(others) for others in near]
            places |= zip(row, _side_by_side(wanted, row, sizes, room), strict=True)
    for row in found.rows:
        _straighten(row, found, sizes, places)
    first = min((places[slot] - sizes[slot] // 2 for slot in places), default=0)
    return {slot: place - first for slot, place in places.items()}


def spread(wanted: Sequence[float], apart: Sequence[int], weights: Sequence[int], first: int, last: int) -> list[int]:
    """Return places as near as can be to those `wanted`, each at least `apart` from the one before.

    Least squares, by pooling neighbours that want to come too close (Ayer and others 1955). No place is before `first`
    or after `last`; there must be room between them.
    """
    offsets = [0, *accumulate(apart)]
    pools: list[tuple[float, int, int]] = []
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, count = want - offset, 1
        while pools and pools[-1][0] >= mean:
            other, heavy, many = pools.pop()
            mean = (mean * weight + other * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + many
        pools.append((mean, weight, count))
    places = [floor(mean + 0.5) for mean, _, count in pools for _ in range(count)]
    return [min(max(place, first), last - offsets[-1]) + offset for place, offset in zip(places, offsets, strict=True)]


def _side_by_side(wanted: Sequence[float], row: Sequence[Slot], sizes: Mapping[Slot, int], room: int) -> list[int]:
    first, last = sizes[row[0]] // 2, room - 1 - _right(row[-1], sizes)
    return spread(wanted, _apart(row, sizes), [FIRM if slot.passes else 1 for slot in row], first, last)


def _apart(row: Sequence[Slot], sizes: Mapping[Slot, int]) -> list[int]:
    """Return how far the middles of neighbours must be from one another."""
    return [_right(left, sizes) + 1 + GAP + sizes[right] // 2 for left, right in pairwise(row)]


def _right(slot: Slot, sizes: Mapping[Slot, int]) -> int:
    """Return how many cells of a slot are right of its middle."""
    return sizes[slot] - sizes[slot] // 2 - 1


def _straighten(row: Sequence[Slot], found: Layers, sizes: Mapping[Slot, int], places: dict[Slot, int]) -> None:
    """Move what has one line coming down to it under where that comes from, if there is room; not where it parts."""
    apart = _apart(row, sizes)
    for at, slot in enumerate(row):
        above = found.above[slot]
        if len(above) != 1 or not (slot.passes or len(found.below[above[0]]) == 1):
            continue
        column = places[above[0]]
        is_clear_left = at == 0 or places[row[at - 1]] + apart[at - 1] <= column
        is_clear_right = at + 1 == len(row) or column <= places[row[at + 1]] - apart[at]
        if is_clear_left and is_clear_right:
            places[slot] = column
