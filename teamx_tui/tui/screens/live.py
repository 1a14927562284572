"""What all screens share that show the company as it is now: they look again when it moves, one look at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast

from textual.css.query import NoMatches
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui import keys
from teamx_tui.tui.widgets.company_header import CompanyHeader
from teamx_tui.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from textual.worker import Worker

    from teamx_tui.company.heads import Head
    from teamx_tui.tui.desk import Desk
    from teamx_tui.tui.tail import Changed
    from teamx_tui.tui.window import Window

R = TypeVar("R")
REST: Final = 3.0
"""Between two looks passes this many times what a look took, so that keys never wait for looks at a busy company."""
LONGEST_REST_SECONDS: Final = 1.0
NO_REASON: Final = "w says why a ticket, a meeting or an employee does not get on: put the cursor on one."
PATIENCE_SECONDS: Final = 0.05
"""How long a screen that opens waits for its first look, so that it is drawn once with what it shows in it."""


@dataclass
class Unreadable(Message):
    """The company cannot be read any more."""

    error: TeamxError


class LiveScreen(Screen[R]):
    """A screen whose `look` reads a view off the event loop; it is called when the screen comes to front and on news.

    While a look is going on, further news only mark it as old: the next begins when it has ended, and after a rest.
    A screen that yields `header()` has its head kept up to date too.
    """

    BINDINGS = keys.bindings("screen")
    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False
    exact: var[bool] = var(False)
    head: var[Head | None] = var(None)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._is_made = False
        self._is_looking = False
        self._is_old = False
        self._is_hurried = asyncio.Event()
        self._is_seen = asyncio.Event()
        """There was a look, or the first one failed."""
        self._is_head_old = False
        self._has_header = False
        self._is_opening = False

    @property
    def window(self) -> Window:
        """The app."""
        return cast("Window", self.app)

    @property
    def desk(self) -> Desk:
        """The open office."""
        return self.window.desk

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket the operator is looking at, if any: commands begin with it."""
        return None

    @property
    def handle_in_view(self) -> str | None:
        """The employee the operator is looking at, where it is no ticket."""
        return None

    def on_compose(self) -> None:
        """Take on the classes of the window's size before there is anything in it: later, all is laid out again."""
        width, height = self.app.size
        for cells, steps in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            reached = [name for least, name in sorted(steps or []) if least <= cells]
            self.add_class(*reached[-1:])

    @property
    def thread_in_view(self) -> int | None:
        """The number of the ticket or chat the operator is looking at: what is said there need not be told."""
        # A screen that is only being made has no list yet in which something could be in view.
        return self.ticket_in_view if self.is_mounted else None

    def header(self) -> CompanyHeader:
        """Return the lines that stand over the screen."""
        self._has_header = True
        header = CompanyHeader(self.app.current_mode, self.window.label)
        header.data_bind(head=LiveScreen.head)
        return header

    def on_mount(self) -> Awaitable[None] | None:
        """Look before anything is drawn, if that takes no longer than nobody notices."""
        self._is_made = True
        # Until the company is open, there is nothing to wait for: the first frame comes before it.
        if not (self.is_current and self.desk.is_open):
            if self._is_old:
                self._look_soon()
            return None
        self._is_opening = True
        self.look_again()
        return self._first_look()

    async def _first_look(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._is_seen.wait(), PATIENCE_SECONDS)

    async def look(self) -> None:
        """Read the view and take it over.

        Raises:
            TeamxError: it cannot be read.
        """
        raise NotImplementedError

    def looked(self) -> None:
        """Do what depends on the view once it has been taken over."""

    async def read_head(self) -> Head:
        """Return the head; called after `look`, so a screen that has it already need not read it twice.

        Raises:
            TeamxError: it cannot be read.
        """
        return await self.desk.look(lambda office: company.heads.look(office))

    def concerns(self, changed: Changed) -> bool:
        """Return whether news may change what is shown. The head is read again in any case."""
        return True

    def learn(self, changed: Changed) -> None:
        """Take note of news."""
        if self.concerns(changed):
            self.look_again()
        elif self._has_header:
            self._look_soon()

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was in front."""
        if not self._is_opening:  # then it looks already, and is told what happens since
            self.look_again()
        self._is_opening = False

    def look_again(self) -> None:
        """See to it that a look begins after this moment."""
        self._is_old = True
        self._look_soon()

    def look_now(self) -> None:
        """Look again without a rest: the operator asked for something else and waits for it."""
        self._is_hurried.set()
        self.look_again()

    def run_worker(self, work: Any, *given: Any, **how: Any) -> Worker[Any]:
        """Run work in the background. Where it comes back to a screen that is being closed, it ends there."""
        return super().run_worker(partial(self._while_open, work), *given, **how)

    async def _while_open(self, work: Awaitable[Any] | Callable[[], Awaitable[Any]]) -> Any:
        try:
            return await (work if isawaitable(work) else work())
        except NoMatches:
            # Textual takes the parts of a screen away before it ends the screen's work; `display` tells when.
            if self.display:
                raise
        return None

    def _look_soon(self) -> None:
        self._is_head_old = self._has_header
        # A screen that is only being made has nothing yet to show anything in; it looks once it has.
        if self._is_made and not self._is_looking:
            self._is_looking = True
            self.run_worker(self._look_until_fresh(), name="look", group="look")

    async def _look_until_fresh(self) -> None:
        clock = asyncio.get_running_loop().time
        try:
            while self._is_old or self._is_head_old:
                is_view_old, self._is_old, self._is_head_old = self._is_old, False, False
                self._is_hurried.clear()
                began = clock()
                if is_view_old:
                    await self.look()
                    self.looked()
                if self._has_header:
                    self.head = await self.read_head()
                self._is_seen.set()
                if self._is_old or self._is_head_old:
                    with suppress(TimeoutError):
                        rest = min(REST * (clock() - began), LONGEST_REST_SECONDS)
                        await asyncio.wait_for(self._is_hurried.wait(), rest)
        except TeamxError as error:
            self.post_message(Unreadable(error))
        finally:
            self._is_looking = False
            self._is_seen.set()

    def action_back(self) -> None:
        """Go back to where the operator came from."""
        self.window.back()

    def action_ask_why(self) -> None:
        """Explain why what is in view does not move; of what cannot, say so."""
        if self.ticket_in_view is not None:
            self.post_message(LineList.Asked(self.ticket_in_view))
        elif self.handle_in_view is not None:
            self.window.begin("employee why", {"handle": self.handle_in_view})
        else:
            self.notify(NO_REASON, markup=False)

    def action_toggle_exact(self) -> None:
        """Show exact times instead of ages, or ages again."""
        self.exact = not self.exact
