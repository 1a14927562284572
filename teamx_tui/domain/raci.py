"""Who a participant is to a ticket, and the order in which participants speak."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Raci(StrEnum):
    """A participant's part: does it, answers for it, is asked, is told."""

    RESPONSIBLE = "responsible"
    ACCOUNTABLE = "accountable"
    CONSULTED = "consulted"
    INFORMED = "informed"

    @property
    def letter(self) -> str:
        """R, A, C or I."""
        return self.value[0].upper()

    @classmethod
    def of(cls, letter: str) -> "Raci":
        """Return the part of a letter."""
        return next(part for part in cls if part.letter == letter)


RANK: Final[dict[str, int]] = {part: rank for rank, part in enumerate(Raci)}
"""The responsible speaks first, then the accountable, then the consulted (design 5)."""

FINISHERS: Final = frozenset({Raci.RESPONSIBLE, Raci.ACCOUNTABLE})
"""Only these may finish a ticket."""


def gaps(parts: Iterable[str]) -> tuple[str, ...]:
    """Return what is wrong where `parts` are those of a ticket: `no R`, `no A`, or more than one of them (`2 A`)."""
    held = list(parts)
    counts = [(held.count(part), part.letter) for part in (Raci.RESPONSIBLE, Raci.ACCOUNTABLE)]
    return tuple(f"{count or 'no'} {letter}" for count, letter in counts if count != 1)


@dataclass(frozen=True, slots=True)
class People:
    """The present participants of one thread, by part; handles in the order they joined."""

    responsible: tuple[str, ...] = ()
    accountable: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()

    @classmethod
    def of(cls, members: Iterable[tuple[str, str]]) -> "People":
        """Sort `(handle, part)` pairs by part."""
        parts: dict[str, list[str]] = {part: [] for part in Raci}
        for handle, part in members:
            parts[part].append(handle)
        return cls(*(tuple(parts[part]) for part in Raci))

    def everyone(self) -> tuple[str, ...]:
        """All participants, responsible first."""
        return self.responsible + self.accountable + self.consulted + self.informed
