"""Where the operator writes: Enter sends, Ctrl+J starts a new line, Tab takes what is offered for a word."""

from dataclasses import dataclass

from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea

from teamx_tui.tui import keys
from teamx_tui.tui.widgets.suggestions import Offer, Suggestions, sought


class Composer(TextArea):
    """A small text field; posts `Sent` with what was written, `Left` on Esc, and `Sought` for a word to complete."""

    BINDINGS = keys.bindings("composer")

    @dataclass
    class Sent(Message):
        """Something shall be said."""

        text: str

    class Left(Message):
        """The operator is done writing."""

    @dataclass
    class Sought(Message):
        """A word begins with a sign: what may it stand for?"""

        sign: str
        start: str

    def __init__(self, suggestions: Suggestions, *, id: str | None = None, is_still: bool = False) -> None:
        """`suggestions` shows what is offered."""
        hint = Content("Say something: @name wakes somebody, Enter sends, Ctrl+J starts a new line")
        super().__init__(
            id=id, compact=True, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, placeholder=hint
        )
        self.cursor_blink = not is_still
        self._suggestions = suggestions
        self._refused: tuple[str, str] | None = None
        """Word whose offers were closed."""

    def offer(self, sign: str, start: str, offers: tuple[Offer, ...]) -> None:
        """Show what a word may stand for, if it is still the one being written."""
        if self._word() == (sign, start) and self._refused != (sign, start):
            self._suggestions.offers = offers

    def _word(self) -> tuple[str, str] | None:
        row, column = self.cursor_location
        return sought(self.document.get_line(row)[:column]) if self.has_focus else None

    def on_key(self, event: Key) -> None:
        """Keep the field from taking keys that mean something else here."""
        if event.key in ("enter", "ctrl+j", "tab"):
            event.prevent_default()

    def on_text_area_changed(self) -> None:
        """Look what the word may stand for."""
        self._seek()

    def on_text_area_selection_changed(self) -> None:
        """Look what the word under the cursor may stand for."""
        self._seek()

    def watch_has_focus(self, focus: bool) -> None:
        """Offer nothing while nobody writes."""
        super().watch_has_focus(focus)
        self._seek()

    def _seek(self) -> None:
        word = self._word()
        if word is None:
            self._suggestions.offers, self._refused = (), None
        elif word != self._refused:
            self.post_message(self.Sought(*word))

    def action_send(self) -> None:
        """Take what is offered, unless it stands there already; else post what was written, if anything."""
        offer = self._suggestions.current
        if offer is not None and offer.word != "".join(self._word() or ()):
            self.action_take()
        elif self.text.strip():
            self.post_message(self.Sent(self.text.strip()))

    def action_take(self) -> None:
        """Write what is offered in place of the word; without an offer, go to the next part of the screen."""
        offer, word = self._suggestions.current, self._word()
        if offer is None or word is None:
            self.screen.focus_next()
            return
        row, column = self.cursor_location
        self._suggestions.offers = ()
        self.replace(f"{offer.word} ", (row, column - len("".join(word))), (row, column))

    def action_choose(self, step: int) -> None:
        """Choose another offer; without any, go a line up or down."""
        if self._suggestions.offers:
            self._suggestions.choose(step)
        elif step < 0:
            self.action_cursor_up()
        else:
            self.action_cursor_down()

    def action_break_line(self) -> None:
        """Start a new line."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Close what is offered; else go back to the thread, and what was written stays."""
        if self._suggestions.offers:
            self._refused = self._word()
            self._suggestions.offers = ()
        else:
            self.post_message(self.Left())
