"""The tickets as a list: sorted and grouped as the operator wants it, as quick with a hundred thousand as with ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from teamx_tui import company
from teamx_tui.domain.arrangement import Arrangement, Grouping, Sort
from teamx_tui.domain.filters import EVERYTHING
from teamx_tui.tui import keys
from teamx_tui.tui.text import said
from teamx_tui.tui.widgets import ticket_columns
from teamx_tui.tui.widgets.line_list import MARK, LineList
from teamx_tui.tui.widgets.rows import Row, widths
from teamx_tui.tui.widgets.shelf import Shelf, Sight
from teamx_tui.tui.widgets.ticket_lines import TicketLines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Resize

    from teamx_tui.company.listing import Found, Group, Listing
    from teamx_tui.company.office import Office
    from teamx_tui.company.views import Ticket
    from teamx_tui.domain.filters import Filter
    from teamx_tui.tui.desk import Desk

GROUPINGS: Final = (None, *(grouping for grouping in Grouping if grouping is not Grouping.STAGE))
NO_TICKETS: Final = "There are no tickets yet. Press n to file the first."
NOT_FOUND: Final = "No ticket is like that. Esc takes the filter away."


class Rearranged(Message):
    """Somebody wants the tickets in another order: the view must be looked at anew."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the operator is: on which ticket, on which line of the list, and how many lines below its first."""

    number: int | None
    line: int
    below: int
    height: int

    def top(self, lines: TicketLines) -> int:
        """Return which of `lines` comes to stand at the top of the list."""
        line = lines.line_of(self.number) if self.number is not None else None
        wanted = (line if line is not None else self.line) - self.below
        return max(0, min(wanted, len(lines) - self.height))


class TicketList(LineList):
    """Lists what a filter lets through. Posts `Rearranged` when it must be read in another order."""

    BINDINGS = keys.bindings("ticket-list")
    HABITS: ClassVar = {"sort": tuple(Sort), "is_descending": (False, True), "grouping": GROUPINGS}

    sort: var[Sort] = var(Sort.NUMBER, init=False)
    is_descending: var[bool] = var(False, init=False)
    grouping: var[Grouping | None] = var(None, init=False)
    exact: var[bool] = var(False)
    """Whether times are shown exactly instead of as ages."""

    def __init__(self) -> None:
        super().__init__(id="list", is_titled=True)
        self._lines: TicketLines | None = None
        self._desk: Desk | None = None
        self._shelf: Shelf[Ticket] = Shelf(self, tickets_by_number, self._sight, self._arrived)
        self._widths = ticket_columns.Widths()
        self._now_ms = 0
        self._sought: int | None = None

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor, or the one that will be when it has been read."""
        return self._sought or (self.current.ticket if self.current is not None else None)

    def focus_ticket(self, number: int) -> None:
        """Put the cursor on a ticket, now or when it has been read."""
        line = self._lines.line_of(number) if self._lines is not None else None
        self._sought = number if line is None else None
        if line is not None:
            self._move(line, 1)

    async def look(self, desk: Desk, wanted: Filter) -> Found:
        """Read which tickets there are, and those that come to stand on the screen; the cursor stays where it is.

        Raises:
            TeamxError: they cannot be read, or the filter names somebody or something that does not exist.
        """
        groupings = (self.grouping,) if self.grouping is not None else ()
        arrangement = Arrangement(wanted, self.sort, self.is_descending, groupings)
        before, place = self._lines.listing if self._lines is not None else None, self._place()
        listing, tickets, now_ms = await desk.look(lambda office: self._read(office, arrangement, before, place))
        shown, self._now_ms = self._in_sight(), now_ms
        if listing is not before:
            self._shelf.renew(tickets)
            self._widths.see(tickets.values())
            self._take(TicketLines(listing, self._heading, self._row), self._place())
        else:
            self._draw_otherwise(shown)
        self._sought = None
        self._desk = desk
        self._fill()
        return listing.found

    def _read(
        self, office: Office, wanted: Arrangement, before: Listing | None, place: _Place
    ) -> tuple[Listing, dict[int, Ticket], int]:
        listing = company.listing.arrange(office, wanted, before)
        if listing is before:
            return listing, {}, office.clock()
        lines = TicketLines(listing, self._heading, self._row)
        top = place.top(lines)
        return listing, tickets_by_number(office, lines.numbers(top, top + place.height)), office.clock()

    def _in_sight(self) -> dict[int, Row]:
        """Return the rows in sight, by their line, as they look now."""
        if self._lines is None:
            return {}
        top = self.scroll_offset.y
        return {at: self._lines[at] for at in range(top, min(top + self.size.height, len(self._lines)))}

    def _draw_otherwise(self, shown: Mapping[int, Row]) -> None:
        """Draw again those of the rows in sight that now look otherwise than they were `shown`: older, mostly."""
        for at, row in self._in_sight().items():
            if at not in shown or not row.looks_like(shown[at]):
                self.refresh_line(at + self._is_titled)

    def _place(self) -> _Place:
        top = self.scroll_offset.y
        return _Place(self.ticket_in_view, self.cursor, max(0, self.cursor - top), max(1, self.size.height))

    def _take(self, lines: TicketLines, place: _Place) -> None:
        """Show new lines; the ticket under the cursor stays on its line of the screen."""
        is_rearranged = self._lines is None or self._lines.listing.arrangement != lines.listing.arrangement
        found = lines.line_of(place.number) if place.number is not None else None
        top = place.top(lines) if found is not None or not is_rearranged else 0
        self._lines = self.rows = lines
        is_filtered = lines.listing.arrangement.filter != EVERYTHING
        self.empty = Content(NOT_FOUND if is_filtered else NO_TICKETS)
        self.border_title = self._title(lines.listing)
        self.cursor = self._selectable(found if found is not None else 0 if is_rearranged else place.line, lines)
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._move(self.cursor, 1)
        self._offer()

    def watch_rows(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Make room for the lines; whoever brings them says where the cursor goes."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """See to it that what has come into sight gets read."""
        super().watch_scroll_y(old_value, new_value)
        self._fill()

    def on_resize(self, event: Resize) -> None:
        """Measure again, and read what has come into sight."""
        self._fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self._lay_out()

    def action_sort(self) -> None:
        """Go by the next thing there is to sort by."""
        self.sort, self.is_descending = _after(self.sort, tuple(Sort)), False
        self.post_message(Rearranged())

    def action_turn(self) -> None:
        """Turn the order round."""
        self.is_descending = not self.is_descending
        self.post_message(Rearranged())

    def action_group(self) -> None:
        """Put the tickets under other headings, or under none."""
        self.grouping = _after(self.grouping, GROUPINGS)
        self.post_message(Rearranged())

    def _fill(self) -> None:
        if self._desk is not None:
            self._shelf.fill(self._desk)

    def _sight(self) -> Sight:
        if self._lines is None:
            return Sight()
        height, top, end = max(1, self.size.height), self.scroll_offset.y, len(self._lines)
        first, last = self._lines.numbers(0, height), self._lines.numbers(end - height, end)
        return Sight(
            self._lines.numbers(top, top + height),
            self._lines.numbers(top - height, top + 2 * height),
            [*self._lines.numbers(top - 3 * height, top + 4 * height), *first, *last],
        )

    def _arrived(self, tickets: Mapping[int, Ticket], are_shown: bool) -> None:
        if self._widths.see(tickets.values()):
            self._sized_for = -1
        if are_shown:
            self.refresh()

    def _is_roomy(self) -> bool:
        return self.size.width >= ticket_columns.ROOMY

    def _measure(self, width: int) -> None:
        if width != self._sized_for:
            ruler = self._widths.ruler(self.size.width, is_exact=self.exact)
            columns = ticket_columns.columns(
                self.sort,
                is_descending=self.is_descending,
                is_roomy=self._is_roomy(),
                has_days=self._widths.has_days,
            )
            self.set_reactive(LineList.columns, columns)  # drawing is going on: nothing need be told
            self._sizes = widths(self.columns, (ruler,), max(1, width - MARK))
            self._sized_for = width

    def _row(self, number: int) -> Row:
        ticket = self._shelf.get(number)
        if ticket is None:
            return ticket_columns.unread(number)
        return ticket_columns.row(ticket, self._now_ms, is_exact=self.exact, is_roomy=self._is_roomy())

    def _heading(self, group: Group) -> Row:
        assert self._lines is not None
        return ticket_columns.heading(self._lines.listing.arrangement.groupings[0], group)

    def _title(self, listing: Listing) -> Content:
        order = f"by {listing.arrangement.sort}" + (", turned round" if listing.arrangement.is_descending else "")
        under = "".join(f", grouped by {grouping}" for grouping in listing.arrangement.groupings)
        return said("Tickets [$quiet]$order$under[/]", order=order, under=under)


def tickets_by_number(office: Office, numbers: Sequence[int]) -> dict[int, Ticket]:
    """Return the tickets with these numbers."""
    return {ticket.number: ticket for ticket in company.views.tickets(office, numbers)}


def _after(one: object, order: Sequence[Any]) -> Any:
    return order[(order.index(one) + 1) % len(order)]
