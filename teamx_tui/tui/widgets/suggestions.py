"""What a word that is being written may stand for: people after an @, tickets after a #. Shown over the composer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from teamx_tui.company.rooms import Room

MOST: Final = 6
"""Offers at once."""
_PARTS: Final = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
_WORD: Final = re.compile(r"(?:^|(?<=[\s(\[,;]))([@#])([\w-]*)$")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing a word may stand for."""

    word: str
    """With its sign: `@lin`, `#64`."""
    meaning: str
    part: str = ""
    """What the person is to the ticket."""


def sought(before: str) -> tuple[str, str] | None:
    """Return the sign and the beginning of the word that stands before the cursor, if it is one to be completed."""
    match = _WORD.search(before)
    return (match[1], match[2]) if match else None


def people(start: str, room: Room) -> tuple[Offer, ...]:
    """Return whose handle, or a word of whose name, begins like that: those who take part first."""
    letters = {member.handle: member.letter for member in room.members}
    start = start.lower()
    fitting = [
        one for one in room.staff if any(word.lower().startswith(start) for word in (one.handle, *one.name.split()))
    ]
    fitting.sort(key=lambda one: "RACI".find(letters.get(one.handle, "")) if one.handle in letters else 9)
    offers = [
        Offer(f"@{one.handle}", f"{one.name}, {one.title}", _PARTS.get(letters.get(one.handle, ""), ""))
        for one in fitting
    ]
    everyone = [Offer("@all", "everybody but the informed")] if "all".startswith(start) and room.members else []
    return tuple([*offers, *everyone][:MOST])


def tickets(start: str, room: Room, found: Iterable[tuple[int, str]]) -> tuple[Offer, ...]:
    """Return the tickets that begin like that: those around this one first, then those `found` elsewhere."""
    near = [(one.number, one.title) for one in (*room.blockers, *room.dependents)]
    offered = dict([*(one for one in near if _fits(start, *one)), *found])
    return tuple(Offer(f"#{number}", title) for number, title in islice(offered.items(), MOST))


def _fits(start: str, number: int, title: str) -> bool:
    return str(number).startswith(start) or any(word.startswith(start.lower()) for word in title.lower().split())


class Suggestions(Widget):
    """Shows `offers`, one of them chosen; nothing when there is none."""

    offers: reactive[tuple[Offer, ...]] = reactive((), layout=True)
    chosen: reactive[int] = reactive(0)

    def watch_offers(self) -> None:
        """Begin with the first."""
        if not self.offers and not self.display:
            return
        self.chosen = 0
        self.display = bool(self.offers)
        self.styles.height = len(self.offers)
        self.styles.offset = (0, -len(self.offers))

    @property
    def current(self) -> Offer | None:
        """The offer that is chosen."""
        return self.offers[self.chosen] if self.offers else None

    def choose(self, step: int) -> None:
        """Choose the next offer, or the one before."""
        if self.offers:
            self.chosen = (self.chosen + step) % len(self.offers)

    def render(self) -> Content:
        """Return a line for each offer."""
        return Content("\n").join([self._line(at, offer) for at, offer in enumerate(self.offers)])

    def _line(self, at: int, offer: Offer) -> Content:
        widest = max(len(other.word) for other in self.offers)
        mark = "› " if at == self.chosen else "  "
        parts: Iterable[Content] = (
            line(f"{mark}{offer.word:<{widest}}", style="bold" if at == self.chosen else "$primary"),
            line(offer.meaning),
            line(offer.part, style="$quiet"),
        )
        shown = Content("  ").join(parts).truncate(self.content_size.width, ellipsis=True, pad=True)
        return shown.stylize("on $row-cursor") if at == self.chosen else shown
