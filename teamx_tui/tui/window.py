"""The app as its screens know it: enough to look, to act and to move about, and nothing of Textual's."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from teamx_tui.commands import Reply
from teamx_tui.tui.desk import Desk
from teamx_tui.tui.memory import Memory

EXPLAINED: Final = frozenset({"ask", "ticket why", "employee why"})
"""Commands that are answered in a window of their own, which goes on looking."""


def wants_form(name: str, known: Mapping[str, Any]) -> bool:
    """Return whether what is known of a command does not say yet what shall be changed, so that a form asks for it."""
    return name == "ticket edit" and known.keys() == {"number"}


class Window(Protocol):
    """What every screen may ask of the app."""

    desk: Desk
    memory: Memory
    label: str
    """What the window was opened as, such as `demo`; empty for a company of the operator's own."""
    unsent: dict[tuple[str, str], Mapping[str, str]]
    """What was written in forms that were left, by parameter; by command and what was known for it."""
    is_still: bool
    """Nothing moves by itself: cursors do not blink and nothing is animated."""

    def begin(self, name: str, known: Mapping[str, Any] | None = None) -> None:
        """Carry out a command of the registry, having asked for what is not `known`."""
        ...

    def ask_about(self, number: int) -> None:
        """Open the palette with what can be done with a ticket."""
        ...

    def answer(self, name: str, reply: Reply) -> None:
        """Show what a command of the registry answered."""
        ...

    def open_ticket(self, number: int) -> None:
        """Show a ticket's thread over what is in front."""
        ...

    def open_chat(self, handle: str) -> None:
        """Show the talk with an employee over what is in front."""
        ...

    def back(self) -> None:
        """Go back to the screen under the one in front, or to the place the operator came from."""
        ...
