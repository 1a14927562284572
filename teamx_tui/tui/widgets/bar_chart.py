"""A chart of bars drawn with characters: quick to draw, and readable at any size. What it counts, it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from teamx_tui.tui.text import line

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_WIDEST: Final = 3
"""Cells of a bar, at most; wider ones look like a wall."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: values from the left to the right, and the words at the ends of the axes."""

    values: tuple[int, ...]
    top: str
    """The highest value, as it is written."""
    begin: str
    end: str
    nothing: str = "Nothing yet."
    """Stands in place of a chart without a value above 0."""


class BarChart(Widget):
    """Shows `chart`; when there is no room for all its values, the last ones."""

    chart: var[Chart | None] = var(None)

    def watch_chart(self) -> None:
        """Draw the new values."""
        self.refresh()

    def render(self) -> Content:
        """Return as many lines as there is room for, the last one below the bars."""
        width, height = self.content_size
        if self.chart is None or height < 2:
            return Content("")
        if not any(self.chart.values):
            return line(self.chart.nothing, style="$quiet")
        return Content("\n").join(drawn(self.chart, width, height))


def drawn(chart: Chart, width: int, height: int) -> list[Content]:
    """Return a chart as `height` lines of at most `width` cells."""
    gutter = len(chart.top) + 1
    room = max(1, width - gutter)
    slot = max(1, min(_WIDEST + 1, room // len(chart.values)))
    values = chart.values[-(room // slot) :]
    rows = _rows(values, height - 1, slot)
    sides = [chart.top, *[""] * (height - 2)] if height > 2 else [chart.top]
    bars = [
        line(f"{side:>{gutter - 1}} ", style="$quiet") + line(row, style="$primary")
        for side, row in zip(sides, rows, strict=True)
    ]
    begin = chart.begin if len(values) == len(chart.values) else "…"
    return [*bars, line(" " * gutter + _ends(begin, chart.end, slot * len(values))[:room], style="$quiet")]


def _ends(begin: str, end: str, reach: int) -> str:
    """Return the words below the first and the last bar, with a dash between them where the bars are too few."""
    apart = reach - len(begin) - len(end)
    if apart > 0:
        return begin + " " * apart + end
    return begin if begin == end else f"{begin}–{end}"


def _rows(values: Sequence[int], height: int, slot: int) -> list[str]:
    """Return bars as rows of text from the top down; whatever is above 0 can be seen."""
    highest, bar = max(values) or 1, max(1, slot - 1)
    eighths = [max(1, round(value * height * 8 / highest)) if value else 0 for value in values]
    return [
        "".join(_EIGHTHS[max(0, min(8, filled - below))] * bar + " " * (slot - bar) for filled in eighths)
        for below in range((height - 1) * 8, -1, -8)
    ]
