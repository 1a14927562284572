"""The part of a conversation that the window holds: pages put together, and what lies before and behind them.

Only so much of it is held as somebody may scroll through without noticing; the rest stays in the store. How it is
drawn, and who reads the pages, it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from teamx_tui.company.transcripts import Page, Said

MOST: Final = 800
"""Entries held; scrolling on lets go of those at the far end."""


class Transcript:
    """A window on one conversation."""

    def __init__(self) -> None:
        self.entries: list[Said] = []
        self.earlier = 0
        """Messages before the first entry."""
        self.later = 0
        """Messages behind the last entry."""
        self._taken_back: set[int] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, as far as is known."""
        return not self.entries and not self.earlier and not self.later

    @property
    def total(self) -> int:
        """How many messages the conversation has."""
        return self.earlier + self.later + self._messages(self.entries)

    @property
    def first(self) -> int:
        """Id of the first message held, 0 for none."""
        return next((said.seq for said in self.entries if _is_message(said)), 0)

    @property
    def last(self) -> int:
        """Id of the last message held, 0 for none."""
        return next((said.seq for said in reversed(self.entries) if _is_message(said)), 0)

    def begin(self, page: Page) -> None:
        """Hold a page and nothing else."""
        self.entries, self.earlier, self.later = list(page.entries), page.earlier, page.later
        self._taken_back = set(page.taken_back)

    def precede(self, page: Page) -> None:
        """Hold a page that comes before what is held."""
        if page.later != self.later + self._messages(self.entries):
            return  # not what comes just before: somebody went elsewhere meanwhile
        self.entries, self.earlier = [*page.entries, *self.entries], page.earlier
        self._take_back(page.taken_back)
        self._let_go(self.entries[MOST:])
        del self.entries[MOST:]

    def follow(self, page: Page) -> None:
        """Hold a page that comes after what is held, or what was done in silence since."""
        if page.earlier != self.earlier + self._messages(self.entries):
            return
        known = {said.key for said in self.entries}
        self.entries += [said for said in page.entries if said.key not in known]
        self.later = page.later
        self._take_back(page.taken_back)
        gone = self.entries[: max(0, len(self.entries) - MOST)]
        self.earlier += self._messages(gone)
        del self.entries[: len(gone)]

    def _let_go(self, gone: Iterable[Said]) -> None:
        self.later += self._messages(gone)

    def _take_back(self, messages: Iterable[int]) -> None:
        new = set(messages) - self._taken_back
        if new:
            self._taken_back |= new
            self.entries = [replace(said, is_taken_back=True) if _is(said, new) else said for said in self.entries]

    def _messages(self, entries: Iterable[Said]) -> int:
        return sum(map(_is_message, entries))


def _is_message(said: Said) -> bool:
    return said.kind != "call"


def _is(said: Said, messages: set[int]) -> bool:
    return _is_message(said) and said.seq in messages
