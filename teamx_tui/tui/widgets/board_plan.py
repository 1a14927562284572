"""Where each card of a board stands: lanes under one another, in each a column for every stage. Draws nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from teamx_tui.domain.arrangement import Stage

if TYPE_CHECKING:
    from teamx_tui.company.listing import Group, Listing

STAGES: Final = tuple(Stage)
CARD: Final = 4
"""Lines of a card, with the empty one under it."""


class Spot(NamedTuple):
    """The place of a card: lane and column, and how many cards of its column stand over it in the lane."""

    lane: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: what its tickets have in common, its columns as parts of the listing, and its first line."""

    word: str
    columns: tuple[range, ...]
    top: int
    has_heading: bool

    @property
    def rows(self) -> int:
        """Cards in its longest column."""
        return max(len(column) for column in self.columns)

    @property
    def height(self) -> int:
        """Lines it takes."""
        return self.rows * CARD + self.has_heading


class Plan:
    """The board of a listing that is grouped by stage, or by something else and then by stage."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.has_lanes = len(listing.arrangement.groupings) > 1
        lanes: list[Lane] = []
        for word, groups in groupby(listing.groups, key=lambda group: group.headings[0] if self.has_lanes else ""):
            top = lanes[-1].top + lanes[-1].height if lanes else 0
            lanes.append(Lane(word, _columns(tuple(groups)), top, self.has_lanes))
        self.lanes = tuple(lanes)
        self._tops = [lane.top for lane in lanes]
        self.height = lanes[-1].top + lanes[-1].height if lanes else 0
        self.counts = tuple(sum(len(lane.columns[at]) for lane in lanes) for at in range(len(STAGES)))

    def number_at(self, spot: Spot) -> int | None:
        """Return the number of the ticket whose card stands at `spot`, None where there is no card."""
        if 0 <= spot.lane < len(self.lanes):
            places = self.lanes[spot.lane].columns[spot.column]
            if 0 <= spot.row < len(places):
                return self.listing.numbers[places[spot.row]]
        return None

    def spot_of(self, number: int) -> Spot | None:
        """Return where the card of a ticket stands, None if it is not on the board."""
        with suppress(ValueError):
            place = self.listing.numbers.index(number)
            for at, lane in enumerate(self.lanes):
                for column, places in enumerate(lane.columns):
                    if place in places:
                        return Spot(at, column, place - places.start)
        return None

    def first_line(self, spot: Spot) -> int:
        """Return the line on which the card at `spot` begins."""
        lane = self.lanes[spot.lane]
        return lane.top + lane.has_heading + spot.row * CARD

    def at_line(self, line: int) -> tuple[int, int]:
        """Return the lane of a line, and the line's place under the lane's heading; -1 is the heading itself."""
        lane = bisect_right(self._tops, line) - 1
        return lane, line - self.lanes[lane].top - self.lanes[lane].has_heading

    def numbers(self, first: int, last: int) -> list[int]:
        """Return the numbers of all cards that have a line from `first` up to, and not with, `last`."""
        found: list[int] = []
        for lane in self.lanes:
            over = lane.top + lane.has_heading
            rows = range(max(0, (first - over) // CARD), max(0, (last - over + CARD - 1) // CARD))
            for places in lane.columns:
                found += (self.listing.numbers[place] for place in places[rows.start : rows.stop])
        return found

    def beside(self, spot: Spot, step: int) -> Spot | None:
        """Return the nearest card in the next column that has one: in this lane if possible, else in the nearest."""
        for lanes in ((spot.lane,), sorted(range(len(self.lanes)), key=lambda lane: abs(lane - spot.lane))):
            for column in range(spot.column + step, len(STAGES) if step > 0 else -1, step):
                for lane in lanes:
                    if cards := len(self.lanes[lane].columns[column]):
                        return Spot(lane, column, min(spot.row, cards - 1) if lane == spot.lane else 0)
        return None

    def along(self, spot: Spot, steps: int) -> Spot:
        """Return the card so many steps down (or up) its column, through all lanes; the last if there are less."""
        counts = [len(lane.columns[spot.column]) for lane in self.lanes]
        place = sum(counts[: spot.lane]) + spot.row + steps
        return self._in_column(spot.column, max(0, min(place, sum(counts) - 1)))

    def first(self) -> Spot | None:
        """Return the first card of the first column that has one."""
        column = next((at for at, count in enumerate(self.counts) if count), None)
        return self._in_column(column, 0) if column is not None else None

    def _in_column(self, column: int, place: int) -> Spot:
        for at, lane in enumerate(self.lanes):
            cards = len(lane.columns[column])
            if place < cards:
                return Spot(at, column, place)
            place -= cards
        raise IndexError(place)


def _columns(groups: Sequence[Group]) -> tuple[range, ...]:
    places = {group.headings[-1]: range(group.start, group.start + group.count) for group in groups}
    return tuple(places.get(stage, range(0)) for stage in STAGES)
