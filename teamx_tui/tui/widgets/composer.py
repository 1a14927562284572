"""Where the operator writes: Enter sends, Ctrl+J starts a new line."""

from dataclasses import dataclass

from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea

from teamx_tui.tui import keys


class Composer(TextArea):
    """A small text field; posts `Sent` with what was written and `Left` on Esc."""

    BINDINGS = keys.bindings("composer")

    @dataclass
    class Sent(Message):
        """Something shall be said."""

        text: str

    class Left(Message):
        """The operator is done writing."""

    def __init__(self, *, id: str | None = None, is_still: bool = False) -> None:
        hint = Content("Say something: @name wakes somebody, Enter sends, Ctrl+J starts a new line")
        super().__init__(
            id=id, compact=True, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, placeholder=hint
        )
        self.cursor_blink = not is_still

    def on_key(self, event: Key) -> None:
        """Keep Enter from breaking the line; it sends."""
        if event.key in ("enter", "ctrl+j"):
            event.prevent_default()

    def action_send(self) -> None:
        """Post what was written, if anything."""
        if self.text.strip():
            self.post_message(self.Sent(self.text.strip()))

    def action_break_line(self) -> None:
        """Start a new line."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Go back to the thread; what was written stays."""
        self.post_message(self.Left())
