"""Every way to say a command, in the order in which they are tried: what names its command most plainly comes first."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.phrases import (
    absent,
    agreements,
    brains,
    budgets,
    company,
    editing,
    lists,
    meetings,
    obstacles,
    people,
    projects,
    records,
    tickets,
)

PHRASES: Final[tuple[Phrase, ...]] = (
    *agreements.HANDING,
    *agreements.DECIDING,
    *agreements.WAITING,
    *agreements.SENDING_BACK,
    *company.LOOKING,
    *lists.LISTING,
    *projects.PROJECTS,
    *projects.GOALS,
    *projects.BREAKING_DOWN,
    *company.PAUSES,
    *company.UNDOING,
    *meetings.CALLING,
    *meetings.HOLDING,
    *tickets.FILING,
    *brains.BRAINS,
    *people.HIRING,
    *people.STAFFING,
    *records.PEOPLE,
    *records.FILES,
    *budgets.BUDGETS,
    *records.GATES,
    *records.COSTS,
    *tickets.COMMENTING,
    *editing.EDITING,
    *editing.TAKING_AWAY,
    *tickets.ASSIGNING,
    *obstacles.STARTING,
    *tickets.LINKING,
    *obstacles.BLOCKING,
    *obstacles.JOINING,
    *tickets.TAKING_PART,
    *people.TALKING,
    *tickets.MOVING,
    *tickets.ASKING,
)

BARE: Final = (*records.SOMEBODY, *tickets.NAMING)
"""Names alone, tried when nothing else fits, not even the name of a command."""

ABSENT: Final = absent.ABSENT
"""What is said often and cannot be done yet; looked at only when no phrase fits."""
