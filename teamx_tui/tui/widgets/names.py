"""Names for a field of a form: it completes the word that is being written with one that is known here."""

import re
from typing import Final

from textual.suggester import Suggester

from teamx_tui.domain.text import one_line
from teamx_tui.tui.desk import Desk

_WORD: Final = re.compile(r"[@#]?[^\s,@#]*$")


class Names(Suggester):
    """Offers what fits one parameter of a command: handles, tickets, projects, states."""

    def __init__(self, command: str, param: str, desk: Desk) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._command = command
        self._param = param
        self._desk = desk

    async def get_suggestion(self, value: str) -> str | None:
        """Return `value` with its last word completed, None when nothing fits or nothing is known yet."""
        from teamx_tui.commands.grammar import names  # its phrases are not needed for the first frame

        match = _WORD.search(value)
        begun = match[0].lstrip("@#").casefold() if match is not None else ""
        if not begun:
            return None
        known = tuple(names(self._command, self._param, await self._desk.words()))
        if begun in known:  # it is whole, though another name begins with it
            return None
        fitting = (name for name in known if name.startswith(begun))
        return next((f"{value}{one_line(name)[len(begun) :]}" for name in fitting), None)
