"""Every way to say a command, in the order in which they are tried: what names its command most plainly comes first."""

from typing import Final

from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.phrases import absent, company, people, tickets

PHRASES: Final[tuple[Phrase, ...]] = (
    *company.LOOKING,
    *company.PROJECTS,
    *company.PAUSES,
    *tickets.FILING,
    *people.HIRING,
    *people.STAFFING,
    *tickets.COMMENTING,
    *tickets.ASSIGNING,
    *tickets.LINKING,
    *tickets.TAKING_PART,
    *tickets.MOVING,
    *tickets.ASKING,
)

ABSENT: Final = absent.ABSENT
"""What is said often and cannot be done yet; looked at only when no phrase fits."""
