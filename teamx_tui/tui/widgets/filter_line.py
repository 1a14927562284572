"""The line a filter is written in. It offers the words that are known; what they let through it does not know."""

from collections.abc import Iterable

from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from teamx_tui.domain.filters import KNOWN, LATE, NAMED, Field
from teamx_tui.domain.text import one_line
from teamx_tui.tui import keys

_FIXED = (
    *(f"#{word.replace('_', '-')}" for word in (*KNOWN[Field.CONDITION], *LATE)),
    *(f"{field}:{word.replace('_', '-')}" for field in NAMED if field in KNOWN for word in KNOWN[field]),
    *(f"{field}:" for field in NAMED),
)


class FilterLine(Input):
    """Posts `Left` when the operator is done writing."""

    BINDINGS = keys.bindings("filter")

    class Left(Message):
        """The operator goes back to the tickets."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="/ to filter",
            id="filter",
            compact=True,
            suggester=_Words(),
        )

    def offer(self, words: Iterable[str]) -> None:
        """Offer these words besides the fixed ones: names of people, keys of projects."""
        self.suggester = _Words(words)

    def action_leave(self) -> None:
        """Go back to the tickets."""
        self.post_message(self.Left())

    def action_take(self) -> None:
        """Take the word that is offered, as the key to the right does at the end; go on where none is."""
        if self._suggestion and self.cursor_at_end:
            self.action_cursor_right()
        else:
            self.action_leave()


class _Words(Suggester):
    """Completes the word that is being written."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = (*_FIXED, *map(one_line, words))

    async def get_suggestion(self, value: str) -> str | None:
        """Return `value` with its last word completed, None when nothing fits."""
        begun = value.rsplit(" ", 1)[-1].removeprefix("-")
        fitting = (word for word in self._words if begun and word.startswith(begun) and word != begun)
        return next((value + word[len(begun) :] for word in fitting), None)
