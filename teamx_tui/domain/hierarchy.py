"""Who stands under whom, as the lines of a tree. It knows names, and nothing of the people who have them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Branch:
    """One name in the tree."""

    name: str
    rails: str
    """What is drawn before the name: `│ ├ `."""
    team: int
    """How many stand under it, directly or not, whether or not they are shown."""
    is_folded: bool
    """Nobody under it is shown, and there would be somebody."""


def tree(above: Mapping[str, str | None], folded: Collection[str] = ()) -> tuple[Branch, ...]:
    """Return a line for each name, in the order of `above` among those under the same one; what is folded is left out.

    `above` says who stands directly above each; None, or somebody who has no place of their own, is the top. There
    are no circles in it.
    """
    under: dict[str | None, list[str]] = defaultdict(list)
    for name, over in above.items():
        under[over if over in above else None].append(name)
    team = _sizes(under)
    lines = []
    open_ends = [(name, "") for name in reversed(under[None])]
    while open_ends:
        name, rails = open_ends.pop()
        over = above[name] if above[name] in above else None
        is_last = name == under[over][-1]
        is_folded = name in folded and bool(under[name])
        lines.append(Branch(name, rails + ("└ " if is_last else "├ "), team[name], is_folded))
        if not is_folded:
            open_ends += [(below, rails + ("  " if is_last else "│ ")) for below in reversed(under[name])]
    return tuple(lines)


def _sizes(under: Mapping[str | None, list[str]]) -> dict[str, int]:
    """Return how many stand under each name, counted from the leaves."""
    order: list[str] = []
    unseen = list(under[None])
    while unseen:
        name = unseen.pop()
        order.append(name)
        unseen += under.get(name, ())
    team: dict[str, int] = {}
    for name in reversed(order):
        team[name] = sum(1 + team[below] for below in under.get(name, ()))
    return team
