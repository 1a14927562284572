"""Who has too much to do: the rule, and what each person's work weighs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

FULL: Final = 5
"""Unfinished tickets with which somebody has their hands full."""
TIMES: Final = 2.0
"""With this many times the work of the person in the middle somebody has too much, too..."""
LEAST: Final = 3
"""... from this many tickets on."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What one person has to do."""

    handle: str
    tickets: int
    """Unfinished tickets they are responsible for."""
    days: float
    """Their estimates together, in working days."""
    queued: int
    """Turns that wait for them."""


def overloaded(staff: Iterable[Burden]) -> tuple[Burden, ...]:
    """Return who has too much to do, the most burdened first.

    That is whoever has `FULL` tickets or more; or `LEAST` that weigh `TIMES` what the person in the middle has.
    """
    everybody = heaviest(staff)
    middle = median([one.days for one in everybody]) if everybody else 0.0
    return tuple(
        one for one in everybody if one.tickets >= FULL or (one.tickets >= LEAST and one.days >= TIMES * middle > 0)
    )


def heaviest(staff: Iterable[Burden]) -> Sequence[Burden]:
    """Return everybody, the most burdened first."""
    return sorted(staff, key=lambda one: (-one.days, -one.tickets, -one.queued, one.handle))
