"""The lines of a place of records that are written in: the filter, and a question asked in its stead."""

from textual.message import Message
from textual.widgets import Input

from teamx_tui.tui import keys


class SearchLine(Input):
    """Holds the filter. Posts `Left` when the operator is done writing."""

    BINDINGS = keys.bindings("search")

    class Left(Message):
        """The operator goes back to what was found."""

    def __init__(self) -> None:
        super().__init__(placeholder="/ to filter", id="filter", compact=True)

    def action_leave(self) -> None:
        """Go back to what was found."""
        self.post_message(self.Left())


class Question(Input):
    """Asks for a word or two; hidden until it asks."""

    BINDINGS = keys.bindings("question")

    def __init__(self) -> None:
        super().__init__(id="question", compact=True)
        self.about = ""
        """What was asked for."""

    def ask(self, about: str, placeholder: str, value: str = "") -> None:
        """Come to front and ask; `placeholder` stands there while nothing is written."""
        self.about, self.placeholder, self.value = about, placeholder, value
        self.display = True
        self.focus()
