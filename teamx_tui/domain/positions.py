"""How several decide: what rule they go by, and when a decision may be taken by it. No clock, no database, no I/O."""

from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Final

from teamx_tui.domain.errors import Invalid

FEWEST: Final = 2
"""Positions that a conflict needs before it may be decided: with fewer there is nobody to disagree with."""


class Rule(StrEnum):
    """By what a decision of several is taken."""

    ACCOUNTABLE = "accountable"
    """Whoever answers for the ticket decides, having heard the positions."""
    MAJORITY = "majority"
    """More than half of the positions are for the outcome."""
    CONSENSUS = "consensus"
    """Every position is for the outcome."""


def rule(word: str) -> Rule:
    """Return a rule from its word.

    Raises:
        Invalid: there is no such rule.
    """
    try:
        return Rule(word.strip().lower())
    except ValueError:
        raise Invalid(f"There is no rule {word!r}. The rules are: {', '.join(Rule)}.") from None


def is_conflict(options: Collection[str]) -> bool:
    """Return whether there is more than one thing to choose."""
    return len(options) > 1


def refusal(by: Rule, options: Sequence[str], stances: Sequence[str], outcome: str) -> str | None:
    """Return why `outcome` may not be decided, as a sentence, or None when it may.

    `stances`: the option that each position is for.
    """
    if options and outcome not in options:
        return f"The options are: {', '.join(options)}."
    if is_conflict(options) and len(stances) < FEWEST:
        have = "Nobody has taken a position" if not stances else "Only one position is taken"
        return f"{have}, and a conflict is decided on {FEWEST} at least."
    votes = Counter(stances)
    if by is Rule.MAJORITY and votes[outcome] * 2 <= len(stances):
        return f"{votes[outcome]} of {len(stances)} positions are for {outcome}, which is no majority."
    if by is Rule.CONSENSUS and votes[outcome] < len(stances):
        return f"{len(stances) - votes[outcome]} of {len(stances)} positions are not for {outcome}."
    return None
