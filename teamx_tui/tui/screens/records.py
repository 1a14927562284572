"""What the places of records share: a filter over a list, and a question that is asked in the filter's stead."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.search_line import Question, SearchLine

FILE: Final = "file"
"""Asked for: the file to write something to."""


class RecordsScreen(LiveScreen[None]):
    """A place with a list under a filter. Whoever is one says what searching and an answer come to."""

    HINT: ClassVar[Content]
    """How a filter is written; shown while one is."""

    def bar(self) -> ComposeResult:
        """Lay out the filter with the count beside it and the hint below."""
        with Horizontal(id="bar"):
            yield SearchLine()
            yield Question()
            yield Static(id="count")
        yield Static(self.HINT, id="words")

    def on_mount(self) -> None:
        """Begin in the list."""
        for written in self.query(Input):
            written.cursor_blink = not self.window.is_still
        self.leave()

    @property
    def filter(self) -> str:
        """The filter as it is written."""
        return self.query_one(SearchLine).value

    def search(self) -> None:
        """Look for what the filter describes now."""
        raise NotImplementedError

    async def answered(self, about: str, text: str) -> None:
        """Do what was asked about.

        Raises:
            TeamxError: it cannot be done; the sentence says why.
        """
        raise NotImplementedError

    def breaks_off(self) -> bool:
        """End what is going on, and return whether anything was."""
        return False

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the filter; nothing when it is empty."""
        self.query_one("#words", Static).update(line(sentence, style="$error") if sentence else self.HINT)
        self.set_class(bool(sentence), "-complaining")

    def count(self, sentence: str) -> None:
        """Say how much was found."""
        self.query_one("#count", Static).update(line(sentence))

    def ask(self, about: str, placeholder: str, value: str = "") -> None:
        """Ask for a word or two; the answer comes with `about`."""
        self.query_one(SearchLine).display = False
        self.query_one(Question).ask(about, placeholder, value)

    def leave(self) -> None:
        """Go to the list."""
        self.query_one(Question).display = False
        self.query_one(SearchLine).display = True
        self.set_focus(self.query_one(LineList))

    def on_descendant_focus(self) -> None:
        """Say how a filter is written while one is."""
        self.set_class(isinstance(self.focused, SearchLine), "-filtering")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Look for what is written."""
        message.stop()
        if isinstance(message.input, SearchLine):
            self.search()

    def on_search_line_left(self, message: SearchLine.Left) -> None:
        """Go back to the list; the filter stays."""
        message.stop()
        self.leave()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the answer."""
        message.stop()
        if isinstance(message.input, Question):
            self.run_worker(self._answer(message.input.about, message.value.strip()), name="answer")

    async def _answer(self, about: str, text: str) -> None:
        try:
            if text:
                await self.answered(about, text)
        except TeamxError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
        else:
            self.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what single characters do only where characters are not written."""
        is_writing = isinstance(self.focused, SearchLine | Question)
        return not is_writing if action in ("filter", "go_to") else super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Write a filter."""
        self.set_focus(self.query_one(SearchLine))

    def action_back(self) -> None:
        """End what is going on, else go to the list, else take the filter away, else go back."""
        written = self.query_one(SearchLine)
        if isinstance(self.focused, Question):
            self.leave()
        elif self.breaks_off():
            return
        elif written.value and isinstance(self.focused, SearchLine | LineList):
            written.value = ""
            self.leave()
        elif not isinstance(self.focused, LineList):
            self.leave()
        else:
            super().action_back()
