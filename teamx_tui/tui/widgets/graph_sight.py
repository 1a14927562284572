"""What an operator wants to see of the graph, and how that is read, laid out and named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.tui.text import said
from teamx_tui.tui.widgets.graph_box import HEIGHT
from teamx_tui.tui.widgets.graph_canvas import Canvas

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.domain.filters import Filter

LEAST: Final = 18
"""Cells of the narrowest box: four stand side by side in a window of 80."""
MOST: Final = 32
"""Cells of the widest."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the operator wants to see of the graph."""

    near: int | None = None
    """The ticket to stay near to, where not everything can be drawn."""
    is_narrow: bool = False
    """Whether to show no more than what hangs together with that ticket."""
    is_full: bool = False
    """Whether to draw dependencies that follow from others, too."""


def drawn(office: Office, wanted: Filter, sight: Sight, room: int, before: Canvas | None) -> Canvas:
    """Return the canvas of what is wanted: the very one of `before` if nothing on it has changed."""
    known = before.shown if before is not None else None
    shown = company.neighbourhood.look(office, wanted, sight.near, is_narrow=sight.is_narrow, before=known)
    plan = company.neighbourhood.plan(shown, room, (LEAST, MOST, HEIGHT), is_full=sight.is_full)
    if before is None or before.plan != plan:
        return Canvas(shown, plan, plan.layout())
    return before if shown is known else Canvas(shown, plan, before.layout)


def title(canvas: Canvas) -> Content:
    """Return what stands over the picture: how much of the company it shows, and how long that takes."""
    shown, pairs = canvas.shown, len(canvas.plan.pairs)
    what = words.count(len(shown.tickets), "ticket")
    if shown.centre is not None:
        what = f"around #{shown.centre}, {len(shown.tickets)} of {words.count(shown.listing.found.total, 'ticket')}"
    path = "critical path" if shown.is_everything else "longest chain here"
    days = f"━ {path} {shown.days:g} {'day' if shown.days == 1 else 'days'}{'' if shown.is_over else ' left'}"
    lines = f"{pairs} of {len(shown.edges)} dependencies drawn" if pairs < len(shown.edges) else ""
    return said("Graph [$quiet]$about[/]", about=" · ".join(filter(None, (what, days, lines))))
