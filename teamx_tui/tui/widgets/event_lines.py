"""Events as lines of a list, newest first, each made when it is drawn; and how wide their columns are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, overload

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.tui.ages import when
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.timeline import Line

ROOMY: Final = 90
"""Width from which the kind and the subject of an event have a column of their own."""
COLUMNS: Final = (
    Column(Content("No."), most=11, right=True),
    Column(Content("When"), most=12, right=True),
    Column(Content("What happened"), flexible=True),
    Column(Content("Who"), most=12, drop_below=70),
    Column(Content("Kind"), most=22, drop_below=ROOMY),
    Column(Content("About"), most=14, drop_below=ROOMY),
)


class EventLines(Sequence[Row]):
    """Rows of the events `numbers`, which ascend; `row` makes one when somebody looks at it."""

    def __init__(self, numbers: Sequence[int], row: Callable[[int], Row]) -> None:
        self.numbers = numbers
        self._row = row

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._row(self.numbers[len(self) - 1 - at])

    def __iter__(self) -> Iterator[Row]:
        return (self[at] for at in range(len(self)))

    def line_of(self, number: int) -> int:
        """Return the line of an event; of the next older one if it is not among these, the last line if none is."""
        return max(0, min(len(self) - bisect_right(self.numbers, number), len(self) - 1))

    def number_at(self, at: int) -> int | None:
        """Return the number of the event on a line, None beyond the end."""
        return self.numbers[len(self) - 1 - at] if 0 <= at < len(self) else None

    def between(self, first: int, last: int) -> Sequence[int]:
        """Return the numbers on the lines from `first` up to, and not with, `last`."""
        count = len(self)
        return self.numbers[max(0, count - max(0, last)) : count - max(0, min(first, count))]


def row(event: Line, now_ms: int, *, is_exact: bool) -> Row:
    """Return an event as a row; Enter opens the ticket it is filed under."""
    one = event.event
    return Row(
        str(one.seq),
        (
            line(f"{one.seq}", style="$faint"),
            line(when(one.at_ms, now_ms, is_exact=is_exact), style="$quiet"),
            line(event.words),
            line(words.speaker(one.actor), style="$quiet"),
            line(one.kind, style="$quiet"),
            line(subject(one.subject), style="$primary"),
        ),
        event.number,
    )


def unread(number: int) -> Row:
    """Return the row of an event that is being read."""
    blank = Content("")
    return Row(str(number), (line(f"{number}", style="$faint"), blank, line("…", style="$quiet"), blank, blank, blank))


def ruler(last: int, *, is_exact: bool) -> Row:
    """Return a row as wide as any: it measures the columns in place of a million."""
    cells = (str(last), "12 Mar 14:03" if is_exact else "12m ago", "", "m" * 12, "m" * 22, "m" * 10)
    return Row("ruler", tuple(line(cell) for cell in cells))


def subject(name: str) -> str:
    """Return what an event is filed under, as it is written: `#64`, `@ada`, or its own words."""
    noun, _, rest = name.partition(":")
    return {"ticket": f"#{rest}", "employee": f"@{rest}", "operator": "you"}.get(noun, f"{noun} {rest}".strip())
