"""What was written and not sent: one text for each ticket of each company, kept from one time to the next."""

from pathlib import Path
from typing import Final

from teamx_tui.tui.memory import Memory

MOST: Final = 50
"""Drafts kept; the oldest give way."""
_NAME: Final = "drafts"


class Drafts:
    """The drafts for the company at `path`."""

    def __init__(self, memory: Memory, path: Path) -> None:
        self._memory = memory
        self._path = path

    def of(self, number: int) -> str:
        """Return what was written for a ticket, empty for nothing."""
        text = self._all().get(self._key(number), "")
        return text if isinstance(text, str) else ""

    def keep(self, number: int, text: str) -> None:
        """Keep what is written for a ticket; nothing is kept of blank words."""
        drafts = {key: kept for key, kept in self._all().items() if key != self._key(number)}
        if text.strip():
            drafts[self._key(number)] = text
        self._memory.keep(_NAME, dict(list(drafts.items())[-MOST:]))

    def _all(self) -> dict[str, object]:
        found = self._memory.recall(_NAME)
        return found if isinstance(found, dict) else {}

    def _key(self, number: int) -> str:
        return f"{self._path}#{number}"
