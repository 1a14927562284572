"""The tickets as a graph: what waits for what, from the top down, and a cursor that goes along the dependencies.

It reads no more than can be drawn: everything while that is little, else what hangs together with one ticket.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.geometry import Offset, Region, Size, Spacing
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from teamx_tui.domain.filters import EVERYTHING
from teamx_tui.tui import keys
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.graph_box import HEIGHT
from teamx_tui.tui.widgets.graph_moves import Moves
from teamx_tui.tui.widgets.graph_sight import LEAST, Sight, drawn, title
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.ticket_list import NO_TICKETS, NOT_FOUND, Rearranged

if TYPE_CHECKING:
    from textual.events import Click, MouseDown, MouseMove, MouseUp, Resize

    from teamx_tui.company.listing import Found
    from teamx_tui.domain.filters import Filter
    from teamx_tui.domain.layout import Box
    from teamx_tui.tui.desk import Desk
    from teamx_tui.tui.widgets.graph_canvas import Canvas

EDGES: Final = 3
"""Cells beside the picture: one on each side, and the scrollbar."""
AROUND: Final = Spacing(2, 2, 2, 2)
"""What comes into sight around the box under the cursor."""


class GraphView(ScrollView, can_focus=True):
    """Draws what a filter lets through. Posts `Rearranged` when it wants to read something else, or draw it anew."""

    ALLOW_SELECT = False
    BINDINGS = keys.bindings("ticket-graph")
    HABITS: ClassVar[dict[str, tuple[Any, ...]]] = {}

    cursor: var[int | None] = var(None, init=False)
    """The ticket the operator is on."""
    sight: var[Sight] = var(Sight(), init=False)

    def __init__(self) -> None:
        super().__init__(id="graph")
        self._canvas: Canvas | None = None
        self._moves: Moves | None = None
        self._sought: int | None = None
        self._grip: Offset | None = None
        self._is_dragged = False
        self._strips: dict[int, Strip] = {}
        self._empty = Content("")

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor, or the one that will be when it has been read."""
        return self._sought if self._sought is not None else self.cursor

    def focus_ticket(self, number: int) -> None:
        """Put the cursor on a ticket, now or when it has been read."""
        if self._box(number) is not None:
            self._sought = None
            self._go(number)
        else:
            self._sought = number
            self.set_reactive(GraphView.sight, replace(self.sight, near=number))  # whoever asks looks, too

    async def look(self, desk: Desk, wanted: Filter) -> Found:
        """Read what can be drawn and lay it out; the cursor stays on its ticket, and that where it was to be seen.

        Raises:
            TeamxError: it cannot be read, or the filter names somebody or something that does not exist.
        """
        sight, room, before, sought = self.sight, self._room(), self._canvas, self._sought
        canvas = await desk.look(lambda office: drawn(office, wanted, sight, room, before))
        if canvas is not before:
            self._take(canvas)
        if self._sought == sought:  # who was sent elsewhere meanwhile gets there with the next look
            self._sought = None
        return canvas.shown.listing.found

    def _room(self) -> int:
        return max(LEAST, (self.size.width or self.app.size.width) - EDGES)

    def _take(self, canvas: Canvas) -> None:
        number, here, seen = self.ticket_in_view, self._region(self.cursor), self.scroll_offset
        self._canvas = canvas
        if self._moves is None or self._moves.layout is not canvas.layout:
            self._moves = Moves(canvas.layout)
        self.virtual_size = Size(canvas.layout.width + EDGES - 1, canvas.layout.height)
        if number not in canvas.layout.boxes:
            number = canvas.shown.centre or self._moves.first()
        wanted = canvas.shown.listing.arrangement.filter
        self._empty = Content(NO_TICKETS if wanted == EVERYTHING else NOT_FOUND)
        self.border_title = title(canvas)
        self.cursor = number
        there = self._region(number)
        if here is not None and there is not None:
            x, y = there.offset - here.offset + seen
            self.scroll_to(x, y, animate=False, force=True, immediate=True)
        self._draw_anew()
        self._show_cursor()

    def watch_sight(self) -> None:
        """Ask for a look."""
        self.post_message(Rearranged())

    def watch_cursor(self, old: int | None, new: int | None) -> None:
        """Draw what stands out now, and what did before."""
        if self._canvas is not None:
            for y in self._canvas.lines_of(old) | self._canvas.lines_of(new):
                self._strips.pop(y, None)
        self.refresh()
        if old is None or new is None:
            self.refresh_bindings()

    def on_resize(self, event: Resize) -> None:
        """Lay out for the new width."""
        self._draw_anew()
        if self._canvas is not None and self._canvas.plan.room != self._room():
            self.post_message(Rearranged())
        self._show_cursor()

    def watch_has_focus(self, _focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_focus)
        self._draw_anew()

    def notify_style_update(self) -> None:
        """Draw in new colours."""
        super().notify_style_update()
        self._draw_anew()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only where there is a ticket what is done with one."""
        return self.cursor is not None if action in ("open", "ask_why", "narrow") else True

    def action_along(self, step: int) -> None:
        """Go along a dependency; at the end of the picture fetch what is behind it, else go to the next row."""
        if self._canvas is None or self._moves is None or self.cursor is None:
            return
        there = self._moves.along(self.cursor, step, self._canvas.shown.path)
        beyond = self._canvas.shown.beyond.get(self.cursor, (0, 0))[step > 0]
        if there is None and beyond and self._canvas.shown.centre not in (None, self.cursor):
            self.sight = replace(self.sight, near=self.cursor)
        else:
            self._go(there if there is not None else self._moves.across(self.cursor, step))

    def action_beside(self, step: int) -> None:
        """Go to the next ticket of the row."""
        if self._moves is not None and self.cursor is not None:
            self._go(self._moves.beside(self.cursor, step))

    def action_page(self, step: int) -> None:
        """Go a page up or down."""
        if self._moves is not None and self.cursor is not None and (box := self._box(self.cursor)) is not None:
            self._go(self._moves.at_height(self.cursor, box.y + step * max(HEIGHT, self.size.height - HEIGHT)))

    def action_edge(self, step: int) -> None:
        """Go to the first or the last row."""
        if self._canvas is not None and self._moves is not None and self.cursor is not None:
            self._go(self._moves.at_height(self.cursor, self._canvas.layout.height if step > 0 else 0))

    def action_narrow(self) -> None:
        """Show no more than what hangs together with the ticket, or everything again."""
        if self._canvas is None or self.cursor is None:
            return
        is_here = self._canvas.shown.centre == self.cursor
        if is_here and self._canvas.shown.is_much:
            self.notify("These are too many tickets to draw at once. Filter them with /.", markup=False)
        else:
            self.sight = replace(self.sight, near=self.cursor, is_narrow=not is_here)

    def action_fill(self) -> None:
        """Draw dependencies that follow from others, or leave them out."""
        self.sight = replace(self.sight, is_full=not self.sight.is_full)

    def action_open(self) -> None:
        """Open the ticket under the cursor."""
        if self.cursor is not None:
            self.post_message(LineList.Opened(self.cursor))

    def action_ask_why(self) -> None:
        """Ask why the ticket under the cursor does not move."""
        if self.cursor is not None:
            self.post_message(LineList.Asked(self.cursor))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take hold of the picture."""
        self._grip, self._is_dragged = event.screen_offset, False
        self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Pull the picture along."""
        if self._grip is not None and event.screen_offset != self._grip:
            moved = self._grip - event.screen_offset
            self._grip, self._is_dragged = event.screen_offset, True
            self.scroll_relative(moved.x, moved.y, animate=False, force=True, immediate=True)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let go of the picture."""
        self._grip = None
        self.release_mouse()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; a double click opens."""
        offset = event.get_content_offset(self)
        if offset is None or self._canvas is None or self._is_dragged:
            return
        at = offset + self.scroll_offset
        box = self._canvas.box_at(at.x - self._left(), at.y)
        if box is not None:
            self._go(box.node)
            if event.chain == 2:
                self.action_open()

    def _go(self, number: int) -> None:
        self.cursor = number
        self._show_cursor()

    def _show_cursor(self) -> None:
        region = self._region(self.cursor)
        if region is not None:
            self.scroll_to_region(region, spacing=AROUND, animate=False, force=True, immediate=True)

    def _box(self, number: int | None) -> Box | None:
        return self._canvas.layout.boxes.get(number) if self._canvas is not None and number is not None else None

    def _region(self, number: int | None) -> Region | None:
        box = self._box(number)
        return Region(box.x + self._left(), box.y, box.width, box.height) if box is not None else None

    def _left(self) -> int:
        """Return the cells before the picture: one, or as many as bring it to the middle."""
        spare = self.scrollable_content_region.width - (self._canvas.layout.width if self._canvas is not None else 0)
        return max(1, spare // 2)

    def _draw_anew(self) -> None:
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line at `y`, counted from the top of what can be seen."""
        left, at = self.scroll_offset.x, self.scroll_offset.y + y
        if at not in self._strips:
            self._strips[at] = self._strip(at)
        width = self.scrollable_content_region.width
        return self._strips[at].crop(left, left + width).extend_cell_length(width, self.visual_style.rich_style)

    def _strip(self, y: int) -> Strip:
        if self._canvas is None or not self._canvas.layout.boxes:
            content = Content("  ") + self._empty if y == 0 else Content("")
        else:
            chosen = self.cursor if self.has_focus else None
            content = line(" " * self._left()) + self._canvas.line(y, chosen)
        width = max(1, content.cell_length)
        strips = Visual.to_strips(self, content, width, 1, self.visual_style, apply_selection=False)
        return strips[0] if strips else Strip.blank(width, self.visual_style.rich_style)
