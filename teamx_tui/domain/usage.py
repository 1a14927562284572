"""What a call of a model may use, and what it did use. Tokens only; what they cost is in `prices`."""

from dataclasses import dataclass
from typing import Final

QUESTIONS: Final = "?"
"""Key of the sum of what questions of the operator cost, which are nobody's turn and belong to no ticket. No handle,
number and key of a project reads like that."""
TRIALS: Final = "!"
"""Key of the sum of what trying brains out cost, which is nobody's turn either."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The worst one call may use: its money is held back before the call is made."""

    model: str
    input_tokens: int
    """At most; a token is never shorter than a byte of the request (research: bytes of its JSON + 2,000)."""
    output_tokens: int
    """At most: the request's `max_tokens`."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one call used, as its host counted it. All of the input is `input_tokens` and the three cache counts."""

    input_tokens: int
    output_tokens: int
    cache_write_tokens: int = 0
    """Written to a cache that lasts five minutes."""
    cache_write_hour_tokens: int = 0
    """Written to a cache that lasts an hour."""
    cache_read_tokens: int = 0

    @property
    def prompt_tokens(self) -> int:
        """Everything that was sent, from a cache or not."""
        return self.input_tokens + self.cache_write_tokens + self.cache_write_hour_tokens + self.cache_read_tokens
