"""The longest chain of work from plain pairs, and the days ahead of each item, which `graph` needs too.

Whoever shows only the chain, as an open window does all day, need not hold a graph of the whole company for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from graphlib import TopologicalSorter
from math import inf
from typing import Final

DEFAULT_DAYS: Final = 1.0
"""Working days of an item nobody has estimated."""

PARTS_PER_DAY: Final = 28_800_000
"""Milliseconds in a working day of eight hours, so that tenths, thirds, hours and minutes of it are whole numbers."""


def longest_chain(estimates: Mapping[int, float], pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], float]:
    """Return the longest chain of items by estimate, and its working days; no item and 0 days when there is none.

    `pairs`: an item, and one that waits for it. Of several chains, the one with the smallest ids from the front, as
    `graph.WorkGraph.critical_path` does.

    Raises:
        ValueError: the pairs are cyclic (graphlib.CycleError).
    """
    after: defaultdict[int, list[int]] = defaultdict(list)
    for blocker, blocked in pairs:
        after[blocker].append(blocked)
    days = {node: parts_of(estimate) for node, estimate in estimates.items()}
    # What a sorter is told as "before" comes first: here whatever waits, so that chains are measured from their ends.
    ends_first = TopologicalSorter({node: after.get(node, ()) for node in estimates}).static_order()
    left = parts_ahead(ends_first, days, lambda node: after.get(node, ()))
    whole = rest = max(left.values(), default=0)
    chain: list[int] = []
    among: Iterable[int] = left
    while rest:
        chain.append(min(node for node in among if left[node] == rest))
        rest -= days[chain[-1]]
        among = after.get(chain[-1], ())
    return tuple(chain), whole / PARTS_PER_DAY


def parts_ahead(
    ends_first: Iterable[int], days: Mapping[int, int], after: Callable[[int], Iterable[int]]
) -> dict[int, int]:
    """Return the parts of a day from the start of each item to the end of its longest chain.

    `ends_first`: the items, what waits before what it waits for; `after`: what waits for an item, of which only those
    count that are among them.
    """
    left: dict[int, int] = {}
    for node in ends_first:
        left[node] = days[node] + max((left[later] for later in after(node) if later in left), default=0)
    return left


def parts_of(days: float) -> int:
    """Return an estimate in whole parts of a day; one that is not finite or not above zero counts as `DEFAULT_DAYS`."""
    # Whole parts, because sums of floats would hide ties: 0.1 + 0.2 days must tie with 0.3.
    found = days * PARTS_PER_DAY
    return max(1, round(found)) if 0 < found < inf else round(DEFAULT_DAYS * PARTS_PER_DAY)
