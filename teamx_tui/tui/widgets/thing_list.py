"""A list of things that a screen reads again and again: each is a row, and the one that was chosen stays chosen."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.content import Content
from textual.reactive import var

from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Row

T = TypeVar("T")


class ThingList(LineList, Generic[T]):
    """Shows `things` in the order they are given in. `now_ms` is for ages."""

    things: var[Sequence[T]] = var(())
    now_ms: var[int] = var(0)
    exact: var[bool] = var(False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, is_titled=True, picks=True)
        self._by_key: dict[str, T] = {}
        entitle(self, self.title())

    @property
    def chosen(self) -> T | None:
        """The thing under the cursor."""
        return self._by_key.get(self.current.key) if self.current is not None else None

    def row_of(self, thing: T) -> Row:
        """Return the row of a thing; its key is the same each time the thing is read."""
        raise NotImplementedError

    def title(self) -> Content:
        """Return the title of the list as it is now."""
        raise NotImplementedError

    def watch_things(self) -> None:
        """Show the new look."""
        self.fill()

    def watch_now_ms(self) -> None:
        """Let the ages go on."""
        self.fill()

    def watch_exact(self) -> None:
        """Show times the other way."""
        self.fill()

    def fill(self) -> None:
        """Make the rows again."""
        rows = {(row := self.row_of(thing)).key: (thing, row) for thing in self.things}
        self._by_key = {key: thing for key, (thing, _) in rows.items()}
        self.show(tuple(row for _, row in rows.values()))
        entitle(self, self.title())
