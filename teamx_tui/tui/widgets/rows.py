"""Rows in aligned columns, before they are drawn: what stands in a line, and how wide each column may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

GAP: Final = 2
"""Cells between two columns."""
MEASURED: Final = 200
"""Rows that column widths are taken from; later ones are cut to them."""
NOTHING: Final = Content("")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: as wide as its widest cell within limits, or, if it is the flexible one, what is left."""

    title: Content = NOTHING
    most: int = 40
    flexible: bool = False
    least: int = 0
    """Width that others make room for, if the column is flexible; 0 stands for a third of the line."""
    right: bool = False
    drop_below: int = 0
    """Width of the list under which the column is left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    key: str
    """What the row is about: the cursor follows it when rows move."""
    cells: tuple[Content, ...]
    ticket: int | None = None
    """The ticket that Enter opens."""
    is_passed: bool = False
    """The cursor passes over it: a heading, or the second line of what is above."""

    def looks_like(self, other: "Row") -> bool:
        """Return whether both are drawn the same; `Content` compares equal whatever its colours."""
        return (
            (self.key, self.ticket, self.is_passed) == (other.key, other.ticket, other.is_passed)
            and len(self.cells) == len(other.cells)
            and all(mine.is_same(theirs) for mine, theirs in zip(self.cells, other.cells, strict=True))
        )


def widths(columns: Sequence[Column], rows: Sequence[Row], width: int) -> tuple[int, ...]:
    """Return the width of each column in a list `width` cells wide; 0 for one that is left out.

    The flexible column takes what the others leave, but at least what it wants: before it gets less, the widest of the
    others give way.
    """
    sizes = [
        0 if column.flexible or width < column.drop_below else min(column.most, _widest(column, at, rows))
        for at, column in enumerate(columns)
    ]
    flexible = next((at for at, column in enumerate(columns) if column.flexible), None)
    if flexible is None:
        return tuple(sizes)
    room = width - sum(sizes) - GAP * sum(size > 0 for size in sizes)
    while room < (columns[flexible].least or width // 3) and max(sizes) > 6:
        sizes[sizes.index(max(sizes))] -= 1
        room += 1
    sizes[flexible] = max(1, room)
    return tuple(sizes)


def laid_out(columns: Sequence[Column], sizes: Sequence[int], row: Row, width: int) -> Content:
    """Return a row as one line of exactly `width` cells; a single cell takes all of it."""
    if len(row.cells) == 1 and len(columns) > 1:
        return row.cells[0].truncate(width, ellipsis=True, pad=True)
    parts = [
        _fitted(cell, size, right=column.right)
        for column, size, cell in zip(columns, sizes, row.cells, strict=False)
        if size
    ]
    # A new separator each time: one whose length is known already makes Textual's `join` count it once too often.
    return Content("  ").join(parts).truncate(width, ellipsis=True, pad=True)


def titles(columns: Sequence[Column], sizes: Sequence[int], width: int) -> Content:
    """Return the titles of the columns as one line."""
    return laid_out(columns, sizes, Row("titles", tuple(column.title for column in columns)), width)


def _widest(column: Column, at: int, rows: Sequence[Row]) -> int:
    cells = (row.cells[at].cell_length for row in rows[:MEASURED] if at < len(row.cells) > 1)
    widest = max(cells, default=0)
    return max(widest, column.title.cell_length) if widest else 0


def _fitted(cell: Content, size: int, *, right: bool) -> Content:
    cut = cell.truncate(size, ellipsis=True)
    missing = size - cut.cell_length
    return cut.pad_left(missing) if right else cut.pad_right(missing)
