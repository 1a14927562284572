"""The form in which a ticket is changed: it begins with what the ticket says; only what is changed there is ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.widgets import Input

from teamx_tui.commands import COMMANDS, Reply, words
from teamx_tui.commands.edits import filled_in
from teamx_tui.domain.edits import NONE
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.text import said

if TYPE_CHECKING:
    from teamx_tui.commands import Param

COMMAND: Final = "ticket edit"
_BREAK: Final = "⏎"
"""Stands for the end of a line where all lines stand in one."""
_LONGEST: Final = 400_000
"""Characters of the longest text a ticket has: here none of it may be cut."""


class EditScreen(AskScreen):
    """Asks what shall be otherwise about ticket `number`. Enter changes what was changed here, and nothing else."""

    CSS_PATH = "ask.tcss"
    UNASKED: ClassVar = frozenset({"number", "label", "unlabel"})
    KEEPS: ClassVar = False
    HELP = """
What the ticket says now. Write over what is wrong: Tab goes to the next line. Enter changes what you have changed here
and leaves everything else, even if somebody else has changed that meanwhile; Esc gives it up. Labels stand with commas
between, criteria with semicolons; ⏎ begins a new line of the description. The due date may be a day (2026-06-14,
friday, 2 weeks); an empty line takes it away. Nobody is woken for it, and z takes it back.
"""

    def __init__(self, number: int) -> None:
        super().__init__(COMMANDS[COMMAND])
        self._number = number
        self._filled: dict[str, str] = {}

    def on_mount(self) -> None:
        """Fill in what the ticket says."""
        self.run_worker(self._fill_in(), name="fill in")

    async def _fill_in(self) -> None:
        """Fill in what the ticket says; one that is not there closes the form."""
        number = self._number
        try:
            now = await self._window.desk.look(lambda office: filled_in(office, number))
        except TeamxError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            self.dismiss()
            return
        self._filled = {name: _on_one_line(value) for name, value in now.items()}
        for name, text in self._filled.items():
            self.query_one(f"#param-{name}", Input).value = text

    def _title(self) -> Content:
        return said("Edit #$number", number=self._number)

    def _written(self) -> dict[str, Any]:
        given: dict[str, Any] = {"number": self._number}
        for param in self._params:
            text = self.query_one(f"#param-{param.name}", Input).value.strip()
            if text != self._filled.get(param.name, "").strip():
                given[param.name] = self._value(param)
        return given

    def _value(self, param: Param) -> Any:
        """Return what was written for a parameter; where all was taken away, what says so.

        Raises:
            ValueError: it should be a number.
        """
        text = self.query_one(f"#param-{param.name}", Input).value.strip()
        if param.type is list:
            return list(words.listed([text])) or [NONE]
        if param.type is str:
            return text.replace(_BREAK, "\n") or (NONE if param.name == "due" else "")
        value = super()._value(param)
        if value is None:
            raise ValueError(f"{param.label} cannot be empty.")
        return value

    def _end(self, reply: Reply) -> None:
        self.dismiss()
        self._window.answer(COMMAND, reply)


def _on_one_line(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return printable(text, multiline=False, max_line=_LONGEST, max_chars=_LONGEST)
