"""What is said where the operator takes part, told once, wherever in the window they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.domain.text import one_line

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.tui.desk import Desk

SAID: Final = frozenset({"message.posted", "artifact.attached", "artifact.status_set"})
"""Kinds of events with which something comes into a thread."""
QUOTED: Final = 2
"""Entries of a burst that are told word for word."""
LONGEST: Final = 80
"""Characters of an entry."""


class Ears:
    """Hears what comes after `begin`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._heard: int | None = None

    def begin(self, office: Office) -> None:
        """Take note of what was said already."""
        self._heard, _ = company.attendance.heard(office, None)

    async def listen(self, in_view: int | None) -> list[str]:
        """Return a sentence for each thing said since; what was said on the ticket `in_view` is seen anyway.

        Raises:
            TeamxError: the store cannot be read.
        """
        before = self._heard
        self._heard, said = await self._desk.look(lambda office: company.attendance.heard(office, before))
        new = [one for one in said if one.number != in_view]
        sentences = [f"{one.author} in #{one.number}: {_short(one.body)}" for one in new[:QUOTED]]
        numbers = " ".join(dict.fromkeys(f"#{one.number}" for one in new[QUOTED:]))
        return [*sentences, f"{len(new) - QUOTED} more in {numbers}"] if numbers else sentences


def _short(text: str) -> str:
    words = one_line(text.partition("\n")[0])
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
