"""The Tickets place: one filter, and three ways to see what it finds: a list, a board, a graph.

How tickets are drawn each view knows for itself; the screen knows the filter, which view is in front, and the ticket
the operator is on, which it takes along from one view to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, cast

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from teamx_tui import company
from teamx_tui.domain.errors import Invalid, NotFound, TeamxError
from teamx_tui.domain.filters import EVERYTHING, Filter, parse
from teamx_tui.tui import keys
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.filter_line import FilterLine
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.ticket_list import Rearranged, TicketList

if TYPE_CHECKING:
    from teamx_tui.company.listing import Found
    from teamx_tui.tui.desk import Desk

VIEWS: Final[dict[str, str]] = {
    "list": "ticket_list.TicketList",
    "board": "board.Board",
    "graph": "graph_view.GraphView",
}
"""Name of a view's module and class in `widgets`; loaded when the view is first wanted."""

WAYS: Final = {
    "list": Content.from_markup("[$accent]l[/] [@click=screen.show('list')]List[/]"),
    "board": Content.from_markup("[$accent]b[/] [@click=screen.show('board')]Board[/]"),
    "graph": Content.from_markup("[$accent]g[/] [@click=screen.show('graph')]Graph[/]"),
}
"""How the views that are not in front are named: by their keys, and as links."""
HINT: Final = Content.from_markup(
    "[$primary]@name[/] takes part · [$primary]#blocked[/] · [$primary]#64[/] · "
    "[$primary]project: phase: priority: label: state: is:[/] · words of the title · [$primary]-[/]word for not"
)


class TicketsView(Protocol):
    """One way to see the tickets: a focusable widget, made without arguments and mounted when it is first wanted.

    It posts `LineList.Opened` and `LineList.Asked` for its ticket, and takes its keys from a pane of its own.
    """

    HABITS: ClassVar[Mapping[str, Sequence[Any]]]
    """Attributes that are remembered from one time to the next, each with the values it may have."""

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor."""
        ...

    async def look(self, desk: Desk, wanted: Filter) -> Found:
        """Read what `wanted` lets through, show it, and return how many tickets that is of how many there are.

        Called after mounting, when the view comes to front, on news, and when the filter changes; never twice at once.

        Raises:
            TeamxError: it cannot be read, or the filter names somebody or something that does not exist.
        """
        ...

    def focus_ticket(self, number: int) -> None:
        """Put the cursor on a ticket: at once if it is shown, else when a look brings it; otherwise change nothing."""
        ...


class TicketsScreen(LiveScreen[None]):
    """Shows the tickets that the filter lets through, in one view at a time."""

    CSS_PATH = "tickets.tcss"
    TITLE = "Tickets"
    BINDINGS = keys.bindings("tickets")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    HELP = """
Every ticket of the company: as a list (l), on a board (b), or as a graph (g).

The filter (/) takes words in any order: @priya takes part, #blocked is the condition, #64 the number, #late (or
#overdue) is what should have been done by now, project:panel, phase:design, priority:high, label:ui, state:open,
is:unassigned, is:private; anything else stands in the title. - before a word means not, double quotes keep words
together.
"""

    class Typed(Message):
        """Follows a key that was held, from where it is typed up to here."""

    def __init__(self) -> None:
        super().__init__()
        self._filter = EVERYTHING
        self._views: dict[str, Widget] = {}
        self._shown = "list"
        self._loaded: set[str] = set()
        """Views that have been looked into."""
        self._held: list[Key] = []
        """What was typed before there was anything to do it with."""
        self._count = ""
        self._complaint = ""

    def compose(self) -> ComposeResult:
        """Lay out the filter over the view."""
        yield self.header()
        with Horizontal(id="bar"):
            yield FilterLine()
            yield Static(id="count")
            yield Static(id="views")
        yield Static(HINT, id="words")
        kept = self.window.memory.recall("tickets.view")
        self._shown = kept if kept in tuple(VIEWS) else "list"
        yield Container(self._view(self._shown), id="view")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in the view that was in front last."""
        self.query_one(FilterLine).cursor_blink = not self.window.is_still
        self._name_views()
        self.set_focus(self._views[self._shown])

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket under the cursor of the view in front."""
        return self._in_front().ticket_in_view

    async def look(self) -> None:
        """Let the view read what the filter finds; a filter that names nobody leaves what was shown."""
        name, view, wanted = self._shown, self._in_front(), self._filter
        try:
            found = await view.look(self.desk, wanted)
        except (Invalid, NotFound) as error:
            self._complain(str(error))
            return
        finally:
            if name not in self._loaded:
                self._loaded.add(name)
                self.call_after_refresh(self._type_on)
        self._complain("")
        is_whole = wanted == EVERYTHING
        count = f"{found.total:,} tickets" if is_whole else f"{found.shown:,} of {found.total:,}"
        if count != self._count:
            self._count = count
            self.query_one("#count", Static).update(line(count))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what single letters do only where letters are not written."""
        is_writing = isinstance(self.focused, FilterLine)
        return not is_writing if action in ("filter", "act") else super().check_action(action, parameters)

    def on_key(self, event: Key) -> None:
        """Hold what is typed before the view in front has looked, except what leads away from here."""
        active = self.active_bindings.get(event.key)
        leads_away = active is not None and (active.node is self.app or active.binding.action == "back")
        if self._shown not in self._loaded and (self._held or not leads_away):
            event.stop()
            self._held.append(event)

    def _type_on(self) -> None:
        """Let the first of what was held be typed now; the next when that has done what it does."""
        if self._held and self.is_current:
            event = self._held.pop(0)
            self.app.post_message(Key(event.key, event.character))
            self.app.call_later(lambda: (self.focused or self).post_message(self.Typed()))

    def on_tickets_screen_typed(self) -> None:
        """Type on: this has come the way of the key, and the app has heard that before."""
        self.app.call_later(self._type_on)

    def on_rearranged(self, message: Rearranged) -> None:
        """Read again in the new order, and remember it."""
        message.stop()
        view = self._in_front()
        self.window.memory.keep(f"tickets.{self._shown}", {name: getattr(view, name) for name in view.HABITS})
        self.look_now()

    def on_descendant_focus(self) -> None:
        """Say which words there are while the filter is written."""
        self.set_class(isinstance(self.focused, FilterLine), "-filtering")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Go by the filter as it is written; while a word is not whole, by what it was before."""
        message.stop()
        try:
            wanted = parse(message.value)
        except Invalid as error:
            self._complain(str(error))
            return
        if wanted != self._filter:
            self._filter = wanted
            self.look_now()
        else:
            self._complain("")

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        """Go back to the tickets."""
        message.stop()
        self.set_focus(self._views[self._shown])

    def action_filter(self) -> None:
        """Go to the filter."""
        self.set_focus(self.query_one(FilterLine))
        self.run_worker(self._offer_names(), name="names", group="names", exclusive=True)

    async def _offer_names(self) -> None:
        with suppress(TeamxError):  # nothing is offered then; the next look says why
            self.query_one(FilterLine).offer(await self.desk.look(lambda office: company.listing.names(office)))

    def action_back(self) -> None:
        """Take the filter away, or else go back to where the operator came from."""
        filter_line = self.query_one(FilterLine)
        if filter_line.value or filter_line.has_focus:
            filter_line.value = ""
            self.set_focus(self._views[self._shown])
        else:
            super().action_back()

    def action_begin(self, name: str) -> None:
        """Carry out a command, having asked for what it must know."""
        self.window.begin(name)

    def action_act(self) -> None:
        """Offer what can be done with the ticket under the cursor."""
        if (number := self.ticket_in_view) is not None:
            self.window.ask_about(number)

    async def action_show(self, name: str) -> None:
        """Bring a view to front, with the cursor on the same ticket."""
        at = self.ticket_in_view
        self._shown = name
        self.window.memory.keep("tickets.view", name)
        if name not in self._views:
            await self.query_one("#view").mount(self._view(name))
        for other, view in self._views.items():
            view.display = other == name
        if at is not None:
            self._in_front().focus_ticket(at)
        self.set_focus(self._views[name])
        self._name_views()
        self.look_now()

    def _view(self, name: str) -> Widget:
        module, _, made = VIEWS[name].partition(".")
        make: Callable[[], Widget] = getattr(import_module(f"teamx_tui.tui.widgets.{module}"), made)
        view = self._views[name] = make()
        _resume(cast("TicketsView", view), self.window.memory.recall(f"tickets.{name}"))
        if isinstance(view, TicketList):
            view.exact = self.exact
        return view

    def watch_exact(self, exact: bool) -> None:
        """Show times the other way. Not bound: the list may be made long after the screen is composed."""
        if isinstance(view := self._views.get("list"), TicketList):
            view.exact = exact

    def _in_front(self) -> TicketsView:
        return cast("TicketsView", self._views[self._shown])

    def _name_views(self) -> None:
        self.query_one("#views", Static).update(_ways(self._shown))

    def _complain(self, sentence: str) -> None:
        if sentence != self._complaint:  # an update lays the whole screen out again
            self._complaint = sentence
            self.query_one("#words", Static).update(line(sentence, style="$warning") if sentence else HINT)
            self.set_class(bool(sentence), "-complaining")


def _resume(view: TicketsView, kept: object) -> None:
    """Arrange a view as it was last; what is kept may have been edited."""
    for name, allowed in view.HABITS.items():
        if isinstance(kept, dict) and name in kept and kept[name] in allowed:
            setattr(view, name, allowed[allowed.index(kept[name])])


def _ways(shown: str) -> Content:
    """Return the names of the views, the one in front marked."""
    front = line(f"{shown[0]} {shown.capitalize()}", style="bold underline $accent")
    return Content("  ").join([front if name == shown else way for name, way in WAYS.items()])
