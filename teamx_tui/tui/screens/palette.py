"""The palette: one line in which the operator says what shall be done, and under it what that means before it is done.

What a line means only the grammar knows; what is offered, `tui.palette`.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.input import Selection as Range

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.grammar import Choices, NotUnderstood, Understood, understand
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui import keys
from teamx_tui.tui.palette import Deed, Ends, Form, Offer, Place, Reading, Taken, Way, read
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.screens.once import begin_once
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.meaning import about, deed, not_understood
from teamx_tui.tui.widgets.offers import Offers
from teamx_tui.tui.widgets.rows import Column, Row
from teamx_tui.tui.window import wants_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from teamx_tui.commands.grammar import Vocabulary
    from teamx_tui.tui.sayings import Sayings

EXAMPLE: Final = "Such as: what is blocked · hire a writer named Zoe · why 12"
_WANTED: Final = re.compile(r"\b[A-Z]{3,}(?:-[A-Z]+)*\b")
"""A word in capitals in a phrasing that was taken over: something must be said for it."""


class PaletteScreen(ModalScreen[None], LiveScreen[None]):
    """Reads the line at every pause in writing; Enter does what stands under it, or what the cursor is on.

    `here` is the ticket that `this` means; with `is_about_it`, what can be done with that is offered first.
    """

    CSS_PATH = "palette.tcss"
    BINDINGS = keys.bindings("palette")
    HELP = """
Say in a line what shall be done, in your words: hire a writer named Zoe, let 12 wait for 9, what is blocked. Under the
line stands what it means and what comes of it, before anything is done; Enter does it. What weighs wants a second
Enter. "this" is the ticket you came from. Names that fit are offered below: Tab takes one over.
Up on an empty line goes through what was said before. Esc leaves, and what is written is there the next time.
A line that ends with a question mark is answered and changes nothing.
"""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(
        self, sayings: Sayings, places: Sequence[Place], here: int | None, *, is_about_it: bool = False
    ) -> None:
        super().__init__()
        self._sayings = sayings
        self._places = places
        self._here = here
        self._about = here if is_about_it else None
        self._words: Vocabulary | None = None
        self._reading = Reading("", None, (), begins_below=False)
        self._is_read = asyncio.Event()
        self._is_agreed = False
        """Whether Enter was pressed once on something that wants it twice."""

    def compose(self) -> ComposeResult:
        """Lay out the line, what it means, and what else it may be about."""
        written = Input(self._sayings.draft, placeholder="What shall be done?", id="line", compact=True)
        written.cursor_blink = not self.window.is_still
        with Vertical(classes="window"):
            yield written
            yield Static(id="meaning")
            yield Offers(picks=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with what is known already of the company's words."""
        known = self.desk.known_words
        self._words = replace(known, here=self._here) if known is not None else None
        self.query_one(Offers).columns = (Column(most=44), Column(flexible=True))
        title = Content("Say what shall be done")
        if self._about is not None:
            title = said("Say what shall be done with #$number (this)", number=self._about)
        self.query_one(".window").border_title = title
        self._read_again()

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket that was in view when the palette opened."""
        return self._here

    async def look(self) -> None:
        """Read the company's words."""
        words = replace(await self.desk.words(), here=self._here)
        if words != self._words:
            self._words = words
            self._read_again()

    # --- reading ---

    @property
    def _line(self) -> Input:
        return self.query_one("#line", Input)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Read the line."""
        message.stop()
        self._sayings.draft = message.value
        self._read_again()

    def _read_again(self) -> None:
        self._is_read.clear()
        self._is_agreed = False
        self.run_worker(self._read, name="read", group="read", exclusive=True)

    async def _read(self) -> None:
        text, words = self._line.value, self._words
        # In a thread: in a very large company the first look at a new word takes longer than a key may.
        self._reading = reading = await asyncio.to_thread(read, text, words, self._places, self._about)
        offers = self.query_one(Offers)
        offers.show(tuple(Row(offer.key, offer.cells) for offer in reading.offers))
        offers.display = bool(reading.offers)
        offers.action_edge(-1)
        self._mark(reading.begins_below)
        if words is not None:
            self._is_read.set()

    def _mark(self, is_marked: bool) -> None:
        """Put the cursor on the list, or on what the line means."""
        self._is_agreed = False
        self.query_one(Offers).is_marked = is_marked
        self._show_meaning()

    @property
    def _chosen(self) -> Offer | None:
        """The offer under the cursor, if the cursor is in the list."""
        offers = self.query_one(Offers)
        if not offers.is_marked or offers.current is None:
            return None
        return next((one for one in self._reading.offers if one.key == offers.current.key), None)

    @property
    def _way(self) -> Way | None:
        """Where Enter leads."""
        return chosen.way if (chosen := self._chosen) is not None else self._reading.way

    def _meant_by(self, ends: Ends) -> Understood | None:
        """Return the command that a line means with a name behind it, if it is whole then."""
        answer = understand(ends.text, self._words) if self._words is not None else None
        return answer if isinstance(answer, Understood) and not answer.lacks else None

    def _show_meaning(self) -> None:
        meaning, chosen = self.query_one("#meaning", Static), self._chosen
        meaning.set_class(chosen is None and isinstance(self._reading.way, Deed), "-chosen")
        meaning.update(self._meaning(chosen))

    def _meaning(self, chosen: Offer | None) -> Content:
        answer, way = self._reading.answer, chosen.way if chosen is not None else None
        meant = way.meant if isinstance(way, Deed) else self._meant_by(way) if isinstance(way, Ends) else None
        if meant is not None:
            shown = deed(meant, is_agreed=self._is_agreed)
            return line(answer.question, style="$accent") + "\n" + shown if isinstance(answer, Choices) else shown
        if isinstance(answer, Understood) and (chosen is None or isinstance(way, Ends)):
            return deed(answer, is_agreed=self._is_agreed)
        if chosen is not None:
            return about(chosen)
        if isinstance(answer, NotUnderstood):
            return not_understood(answer)
        return line("Reading the company…" if self._words is None else EXAMPLE, style="$quiet")

    # --- choosing ---

    def action_step(self, step: int) -> None:
        """Go up or down in what is offered; above it are the earlier lines, where nothing else is written."""
        offers = self.query_one(Offers)
        is_at_top = not offers.is_marked or offers.cursor == 0
        if step < 0 and is_at_top and self._is_free():
            self._recall(self._sayings.older(self._line.value))
        elif step < 0 and is_at_top and not self._reading.begins_below:
            self._mark(False)
        elif step > 0 and isinstance(self._reading.way, Deed) and self._line.value in self._sayings.lines:
            self._recall(self._sayings.newer(self._line.value))
        elif offers.is_marked:
            offers.action_step(step)
        elif step > 0 and offers.rows:
            self._mark(True)

    def _is_free(self) -> bool:
        """Return whether nothing is written, or nothing but what is about to go."""
        text = self._line.value
        return not text or self._line.selection == (0, len(text)) or text in self._sayings.lines

    def _recall(self, text: str | None) -> None:
        if text is not None:
            self._take(Taken(text))

    def action_page(self, step: int) -> None:
        """Go a page on or back in what is offered."""
        self.query_one(Offers).action_page(step)

    def on_line_list_reached(self, message: Offers.Reached) -> None:
        """Say what the row under the cursor leads to."""
        message.stop()
        self._is_agreed = False
        self._show_meaning()

    def on_line_list_chosen(self, message: Offers.Chosen) -> None:
        """Go where a row leads that was clicked twice."""
        message.stop()
        self._mark(True)
        self.action_go_on()

    def action_take_over(self) -> None:
        """Put into the line what is offered: a name, the nearest phrasing, a command; or go to what is in capitals."""
        self.run_worker(partial(self._when_read, self._take_over), name="go", group="go", exclusive=True)

    def _take_over(self) -> None:
        match self._way:
            case Deed(meant):
                self._take(Taken(meant.phrase))
            case Ends(text):
                self._take(Taken(text))
            case Taken() as taken:
                self._take(taken)
            case Form(command):
                self._take(Taken(f"{command.name} "))

    def _take(self, taken: Taken) -> None:
        self._line.value = taken.text
        wanted = _WANTED.search(taken.text) if taken.at is None else None
        if wanted is not None:
            self._line.selection = Range(*wanted.span())
        else:
            self._line.cursor_position = len(taken.text) if taken.at is None else taken.at

    def action_go_on(self) -> None:
        """Do what is meant, as soon as all that is written has been read."""
        self.run_worker(partial(self._when_read, self._go_on), name="go", group="go", exclusive=True)

    async def _when_read(self, then: Callable[[], None]) -> None:
        await self._is_read.wait()
        while self._reading.text != self._line.value:  # a key in a quick row comes before the news of the one before
            self._read_again()
            await self._is_read.wait()
        then()

    def _go_on(self) -> None:
        match self._way:
            case Deed(meant):
                self._do(meant)
            case Ends(text) as ends:
                whole = self._meant_by(ends)
                self._do(whole) if whole is not None else self._take(Taken(text))
            case Taken() as taken:
                self._take(taken)
            case Form(command):
                known = {"number": self._here} if any(param.name == "number" for param in command.params) else {}
                self.dismiss()
                self.window.begin(command.name, {name: value for name, value in known.items() if value is not None})
            case Place(go=go):
                self.dismiss()
                self.app.call_later(go)

    def _do(self, meant: Understood) -> None:
        """Carry a command out; of what weighs that is said first, and it wants a second Enter."""
        if meant.warning and not self._is_agreed:
            self._is_agreed = True
            self._show_meaning()
            return
        if not COMMANDS[meant.command].would_change(meant.given) or wants_form(meant.command, meant.given):
            self._keep(meant)
            self.window.begin(meant.command, meant.given)
        else:
            begin_once(self, partial(self._order, meant), "order")

    async def _order(self, meant: Understood) -> None:
        try:
            reply = await self.desk.order(meant.command, *meant.orders)
        except TeamxError as error:
            self.query_one("#meaning", Static).update(line(str(error), style="$error"))
        else:
            self._keep(meant)
            self.window.answer(meant.command, reply)

    def _keep(self, meant: Understood) -> None:
        """Close, and remember the line: as it was written, if it says all."""
        answer = self._reading.answer
        self._sayings.keep(self._reading.text.strip() if answer is meant else meant.phrase)
        self.dismiss()
