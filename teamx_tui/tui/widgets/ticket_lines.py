"""The lines of a listing: headings with their counts, and under them the tickets, each made when it is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, overload

from teamx_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from teamx_tui.company.listing import Group, Listing


class TicketLines(Sequence[Row]):
    """Rows of `listing`; `heading` and `ticket` make one when somebody looks at it."""

    def __init__(self, listing: Listing, heading: Callable[[Group], Row], ticket: Callable[[int], Row]) -> None:
        self.listing = listing
        self._heading = heading
        self._ticket = ticket
        self._headings = [group.start + at for at, group in enumerate(listing.groups)]

    def __len__(self) -> int:
        return len(self.listing.numbers) + len(self._headings)

    @overload
    def __getitem__(self, line: int) -> Row: ...
    @overload
    def __getitem__(self, line: slice) -> Sequence[Row]: ...
    def __getitem__(self, line: Any) -> Any:
        if isinstance(line, slice):
            return [self[at] for at in range(*line.indices(len(self)))]
        above = bisect_right(self._headings, line)
        if above and self._headings[above - 1] == line:
            return self._heading(self.listing.groups[above - 1])
        return self._ticket(self.listing.numbers[line - above])

    def __iter__(self) -> Iterator[Row]:
        return (self[line] for line in range(len(self)))

    def line_of(self, number: int) -> int | None:
        """Return the line on which a ticket stands, None if it is not in the listing."""
        with suppress(ValueError):
            place = self.listing.numbers.index(number)
            return place + bisect_right([group.start for group in self.listing.groups], place)
        return None

    def numbers(self, first: int, last: int) -> Sequence[int]:
        """Return the numbers of the tickets on the lines from `first` up to, and not with, `last`."""
        first, last = max(0, min(first, len(self))), max(0, min(last, len(self)))
        return self.listing.numbers[first - self._above(first) : last - self._above(last)]

    def _above(self, line: int) -> int:
        return bisect_right(self._headings, line - 1)
