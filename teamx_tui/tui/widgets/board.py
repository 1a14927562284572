"""The tickets as a board: a column for every stage of the work, lanes if somebody wants them, a card for every ticket.

Only cards in sight are drawn, and only those are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from teamx_tui import company
from teamx_tui.domain.arrangement import Arrangement, Grouping, Sort
from teamx_tui.domain.dates import day_of
from teamx_tui.domain.filters import EVERYTHING
from teamx_tui.tui import keys
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets import cards
from teamx_tui.tui.widgets.board_plan import CARD, STAGES, Plan, Spot
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.shelf import Shelf, Sight
from teamx_tui.tui.widgets.strips import Strips
from teamx_tui.tui.widgets.ticket_columns import common
from teamx_tui.tui.widgets.ticket_list import NO_TICKETS, NOT_FOUND, Rearranged, tickets_by_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.events import Click, Resize

    from teamx_tui.company.listing import Found, Listing
    from teamx_tui.company.office import Office
    from teamx_tui.company.views import Ticket
    from teamx_tui.domain.filters import Filter
    from teamx_tui.tui.desk import Desk

LEAST: Final = 22
"""Cells a column needs; where there is no room for all, as many stand side by side as fit."""
GAP: Final = 1
"""Cells between two columns."""
LANES: Final = (None, Grouping.PROJECT, Grouping.ASSIGNEE)
HEAD: Final = 1
"""Lines that stay at the top, whatever is scrolled."""


class Board(ScrollView, can_focus=True):
    """Shows what a filter lets through as cards. Posts `Rearranged` when it wants other lanes."""

    ALLOW_SELECT = False
    BINDINGS = keys.bindings("ticket-board")
    HABITS: ClassVar = {"lanes": LANES}

    lanes: var[Grouping | None] = var(None, init=False)

    def __init__(self) -> None:
        super().__init__(id="board")
        self._plan: Plan | None = None
        self._spot: Spot | None = None
        self._left = 0
        self._now_ms = 0
        self._sought: int | None = None
        self._empty = Content("")
        self._strips = Strips(self)
        self._desk: Desk | None = None
        self._shelf: Shelf[Ticket] = Shelf(self, tickets_by_number, self._sight, self._arrived)

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the chosen card, or the one that will be when it has been read."""
        if self._sought is not None or self._plan is None or self._spot is None:
            return self._sought
        return self._plan.number_at(self._spot)

    def focus_ticket(self, number: int) -> None:
        """Choose the card of a ticket, now or when it has been read."""
        spot = self._plan.spot_of(number) if self._plan is not None else None
        self._sought = number if spot is None else None
        if spot is not None:
            self._choose(spot)

    async def look(self, desk: Desk, wanted: Filter) -> Found:
        """Read which tickets there are, and those whose cards are in sight; the chosen one stays chosen.

        Raises:
            TeamxError: they cannot be read, or the filter names somebody or something that does not exist.
        """
        groupings = (self.lanes, Grouping.STAGE) if self.lanes is not None else (Grouping.STAGE,)
        arrangement = Arrangement(wanted, Sort.PRIORITY, groupings=groupings)
        before, top = self._plan.listing if self._plan is not None else None, self.scroll_offset.y
        lines = (top, top + max(1, self.size.height))
        seen_ms = self._now_ms
        listing, tickets, self._now_ms = await desk.look(lambda office: _read(office, arrangement, before, lines))
        if listing is not before:
            self._shelf.renew(tickets)
            self._take(Plan(listing))
        elif day_of(seen_ms) != day_of(self._now_ms):
            self.refresh()  # with the end of a day cards get late
        self._sought = None
        self._desk = desk
        self._fill()
        return listing.found

    def _take(self, plan: Plan) -> None:
        number, spot = self.ticket_in_view, self._spot
        below = self._plan.first_line(spot) - self.scroll_offset.y if self._plan is not None and spot is not None else 0
        self._plan = plan
        found = plan.spot_of(number) if number is not None else None
        if found is None and spot is not None and spot.lane < len(plan.lanes) and plan.counts[spot.column]:
            found = plan.along(spot, 0)  # its card has gone from here: stay where it was
        self._spot = found or plan.first()
        self._empty = Content(NOT_FOUND if plan.listing.arrangement.filter != EVERYTHING else NO_TICKETS)
        lanes = f", in lanes by {self.lanes}" if self.lanes is not None else ""
        self.border_title = said("Board [$quiet]by priority$lanes[/]", lanes=lanes)
        self.virtual_size = Size(self.size.width, plan.height + HEAD)
        if self._spot is not None:
            top = plan.first_line(self._spot) - below
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
            self._choose(self._spot)
        self.refresh()
        self.refresh_bindings()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """See to it that what has come into sight gets read."""
        super().watch_scroll_y(old_value, new_value)
        self._fill()

    def on_resize(self, event: Resize) -> None:
        """Lay the columns out again, and read what has come into sight."""
        if self._plan is not None:
            self.virtual_size = Size(event.size.width, self._plan.height + HEAD)
        if self._spot is not None:
            self._choose(self._spot)
        self._fill()

    def notify_style_update(self) -> None:
        """Draw in new colours."""
        super().notify_style_update()
        self._strips.forget()
        self.refresh()

    def watch_has_focus(self, _focus: bool) -> None:
        """Show or hide the mark on the chosen card."""
        super().watch_has_focus(_focus)
        self.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `open` and `ask_why` only where there is a card."""
        return self.ticket_in_view is not None if action in ("open", "ask_why") else True

    def action_step(self, across: int, down: int) -> None:
        """Go to the next card in a direction."""
        if self._plan is not None and self._spot is not None:
            there = self._plan.beside(self._spot, across) if across else self._plan.along(self._spot, down)
            self._choose(there or self._spot)

    def action_page(self, step: int) -> None:
        """Go a page of cards on or back in the column."""
        self.action_step(0, step * max(1, (self.size.height - HEAD) // CARD))

    def action_edge(self, step: int) -> None:
        """Go to the first or the last card of the column."""
        if self._plan is not None:
            self.action_step(0, step * len(self._plan.listing.numbers))

    def action_lanes(self) -> None:
        """Make lanes of the next thing, or none."""
        self.lanes = LANES[(LANES.index(self.lanes) + 1) % len(LANES)]
        self.post_message(Rearranged())

    def action_open(self) -> None:
        """Open the ticket of the chosen card."""
        if self.ticket_in_view is not None:
            self.post_message(LineList.Opened(self.ticket_in_view))

    def action_ask_why(self) -> None:
        """Ask why the ticket of the chosen card does not move."""
        if self.ticket_in_view is not None:
            self.post_message(LineList.Asked(self.ticket_in_view))

    def on_click(self, event: Click) -> None:
        """Choose the card where the mouse is; a double click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or self._plan is None or not self._plan.lanes or offset.y < HEAD:
            return
        lane, off = self._plan.at_line(self.scroll_offset.y + offset.y - HEAD)
        shown, width = self._columns()
        spot = Spot(lane, shown[min(offset.x // (width + GAP), len(shown) - 1)], off // CARD)
        if self._plan.number_at(spot) is not None:
            self._choose(spot)
            if event.chain == 2:
                self.action_open()

    def _choose(self, spot: Spot) -> None:
        """Put the mark on a card and bring it into sight."""
        assert self._plan is not None
        shown, _ = self._columns()
        self._left = min(max(shown.start, spot.column - len(shown) + 1), spot.column)
        self._spot = spot
        first = self._plan.first_line(spot)
        top = first - self._plan.has_lanes  # under the heading of its lane, which stays at the top
        region = Region(0, top, 1, first + CARD - top + HEAD)
        self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)
        self.refresh()

    def _columns(self) -> tuple[range, int]:
        """Return which columns stand side by side, and the cells each has."""
        width = self.scrollable_content_region.width
        shown = max(1, min(len(STAGES), (width + GAP) // (LEAST + GAP)))
        left = min(self._left, len(STAGES) - shown)
        return range(left, left + shown), (width - GAP * (shown - 1)) // shown

    def _fill(self) -> None:
        if self._desk is not None:
            self._shelf.fill(self._desk)

    def _sight(self) -> Sight:
        if self._plan is None:
            return Sight()
        height, top = max(1, self.size.height), self.scroll_offset.y
        return Sight(
            self._plan.numbers(top, top + height),
            self._plan.numbers(top - height, top + 2 * height),
            self._plan.numbers(top - 3 * height, top + 4 * height),
        )

    def _arrived(self, _tickets: Mapping[int, Ticket], are_shown: bool) -> None:
        if are_shown:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line at `y`, counted from the top of what can be seen."""
        plan, at = self._plan, self.scroll_offset.y + y - HEAD
        if plan is None or not plan.lanes:
            return self._strip(Content("  ") + self._empty if y == 0 else Content(""))
        if y < HEAD:
            return self._strip(self._heads(plan))
        if at >= plan.height:
            return self._strip(Content(""))
        lane, off = plan.at_line(at)
        is_heading = off < 0 or (plan.has_lanes and y == HEAD)
        return self._strip(self._lane_heading(plan, lane) if is_heading else self._cards(plan, lane, off))

    def _heads(self, plan: Plan) -> Content:
        shown, width = self._columns()
        parts = []
        for column in shown:
            before = "‹ " if column == shown[0] > 0 else ""
            after = " ›" if column == shown[-1] < len(STAGES) - 1 else ""
            head = said(
                "[bold] $before$stage [/][$quiet]$count[/][bold]$after[/]",
                before=before,
                stage=STAGES[column],
                count=f"{plan.counts[column]:,}",
                after=after,
            )
            parts.append(head.pad_right(width - head.cell_length))
        return Content(" ").join(parts)

    def _lane_heading(self, plan: Plan, at: int) -> Content:
        lane = plan.lanes[at]
        count = sum(len(column) for column in lane.columns)
        words = common(plan.listing.arrangement.groupings[0], lane.word) + line(f" {count:,} ", style="$quiet")
        rule = line("─" * max(0, self.scrollable_content_region.width - words.cell_length - 1), style="$rule")
        return Content(" ") + words + rule

    def _cards(self, plan: Plan, lane: int, off: int) -> Content:
        shown, width = self._columns()
        row, part = divmod(off, CARD)
        parts = [self._card_line(plan, Spot(lane, column, row), part, width) for column in shown]
        return Content(" ").join(parts)

    def _card_line(self, plan: Plan, spot: Spot, part: int, width: int) -> Content:
        number = plan.number_at(spot)
        if number is None or part == cards.LINES:
            return Content.blank(width)
        ticket = self._shelf.get(number)
        stage = STAGES[spot.column]
        face = cards.card(ticket, stage, width - 1, self._now_ms) if ticket else cards.unread(number, width - 1)
        is_chosen = self.has_focus and spot == self._spot
        mark = Content("›" if is_chosen and part == 0 else " ")
        return (mark + face[part]).stylize_before("on $row-cursor" if is_chosen else "on $surface")

    def _strip(self, content: Content) -> Strip:
        width = self.scrollable_content_region.width
        return self._strips.of(content.truncate(width), width, self.visual_style)


def _read(
    office: Office, wanted: Arrangement, before: Listing | None, lines: tuple[int, int]
) -> tuple[Listing, dict[int, Ticket], int]:
    listing = company.listing.arrange(office, wanted, before)
    tickets = tickets_by_number(office, Plan(listing).numbers(*lines)) if listing is not before else {}
    return listing, tickets, office.clock()
