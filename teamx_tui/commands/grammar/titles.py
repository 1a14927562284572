"""The tickets of a company by number, by title and by words of it, quick to find among very many."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

CALLED: Final = 100
"""Tickets that are looked for by words of their titles; where more fit, nobody can have meant one of them."""
_KEPT: Final = 64
"""Words whose tickets are kept in mind."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A ticket as one speaks of it."""

    number: int
    title: str
    state: str = "open"
    assignee: str | None = None
    blocks: tuple[int, ...] = ()
    priority: str = "medium"
    estimate: float = 1.0
    """Working days."""
    due_ms: int | None = None


@dataclass(frozen=True)
class Tickets:
    """Every ticket, by number."""

    rows: Sequence[Titled] = ()
    _holding: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __iter__(self) -> Iterator[Titled]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _by_number(self) -> dict[int, Titled]:
        return {row.number: row for row in self.rows}

    @cached_property
    def _titles(self) -> Sequence[str]:
        return [folded(row.title) for row in self.rows]

    @cached_property
    def _by_title(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, title in zip(self.rows, self._titles, strict=True):
            found.setdefault(title, []).append(row.number)
        return found

    def numbered(self, number: int) -> Titled | None:
        """Return the ticket of a number, None if there is none."""
        return self._by_number.get(number)

    def titled(self, title: str) -> Sequence[int]:
        """Return the numbers of the tickets of exactly that title, however it is written."""
        return self._by_title.get(folded(title), ())

    def named(self, words: Collection[str]) -> Sequence[int]:
        """Return the numbers of the tickets with all these whole words in their titles, the first `CALLED` of them."""
        wanted = set(words)
        return [self.rows[at].number for at in self._at(wanted) if wanted <= set(words_of(self._titles[at]))][:CALLED]

    def containing(self, parts: Collection[str]) -> Iterator[Titled]:
        """Yield the tickets with all these parts in their titles, by number."""
        return (self.rows[at] for at in self._at({folded(part) for part in parts}))

    def _at(self, parts: Collection[str]) -> Iterator[int]:
        """Yield the places of the titles that contain all parts."""
        if not parts:
            return iter(())
        rarest, *rest = sorted(parts, key=lambda part: len(self._places(part)))
        return (at for at in self._places(rarest) if all(part in self._titles[at] for part in rest))

    def _places(self, part: str) -> tuple[int, ...]:
        # Kept, because a line is read again at every key and most of its words are the same as before.
        if part not in self._holding:
            if len(self._holding) >= _KEPT:
                self._holding.clear()
            self._holding[part] = tuple(at for at, title in enumerate(self._titles) if part in title)
        return self._holding[part]


def folded(text: str) -> str:
    """Return text as titles and names are compared."""
    return " ".join(text.split()).casefold()


def words_of(title: str) -> list[str]:
    """Return the words of a folded title."""
    return re.findall(r"\w+(?:[-'./]\w+)*", title)
