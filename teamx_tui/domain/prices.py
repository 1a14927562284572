"""What models cost: dated prices with steps by the size of the prompt. Whole micro-dollars come out, rounded up.

A dollar for a million tokens is a micro-dollar for one, so prices are kept as exact fractions of micro-dollars a token.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from teamx_tui.domain.usage import Quote, Usage

_DATED: Final = re.compile(r"-\d{8}$")


@dataclass(frozen=True, slots=True)
class Step:
    """Prices of a token in prompts of more than `above` tokens, in micro-dollars."""

    above: int
    input: Fraction
    output: Fraction


@dataclass(frozen=True, slots=True)
class Price:
    """What one model costs from a day on."""

    model: str
    host: str
    since: date
    steps: tuple[Step, ...]
    """By size of the prompt; the first one is above 0."""
    cache_write: Fraction = Fraction(5, 4)
    """Multiples of the price of an input token; without any known these are the dearest that are usual."""
    cache_write_hour: Fraction = Fraction(2)
    cache_read: Fraction = Fraction(1)
    until: date | None = None
    """Last day on which it counts."""
    is_own: bool = False
    """The operator wrote it, so it counts before those that come with teamx."""

    def cost(self, usage: Usage) -> int:
        """Return what a call cost, in micro-dollars."""
        # A prompt that is empty still has a first step.
        step = next((one for one in reversed(self.steps) if one.above < usage.prompt_tokens), self.steps[0])
        sent = (
            usage.input_tokens
            + usage.cache_write_tokens * self.cache_write
            + usage.cache_write_hour_tokens * self.cache_write_hour
            + usage.cache_read_tokens * self.cache_read
        )
        return _up(sent * step.input + usage.output_tokens * step.output)

    def worst(self, quote: Quote) -> int:
        """Return the most a call can cost, in micro-dollars: the dearest step it can reach, all put in a cache."""
        steps = [one for one in self.steps if one.above < quote.input_tokens] or [self.steps[0]]
        factor = max(Fraction(1), self.cache_write, self.cache_write_hour, self.cache_read)
        dearest_input, dearest_output = max(one.input for one in steps), max(one.output for one in steps)
        return _up(quote.input_tokens * factor * dearest_input + quote.output_tokens * dearest_output)

    def counts_on(self, day: date) -> bool:
        """Return whether the price is in force on a day, as far as it alone knows."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class PriceList:
    """Every price that is known."""

    prices: tuple[Price, ...] = ()

    def find(self, model: str, day: date) -> Price | None:
        """Return the price of a model on a day (UTC); None when it is not known, which is never the same as nothing.

        Of several the operator's counts, and of these the latest.
        """
        named = _named(self.prices, model) or _named(self.prices, _DATED.sub("", model))
        in_force = [one for one in named if one.counts_on(day)]
        return max(in_force, key=lambda one: (one.is_own, one.since), default=None)

    def cheaper(self, model: str, day: date) -> Price | None:
        """Return the dearest model of the same host that is cheaper on a day, for what goes in and what comes out."""
        now = self.find(model, day)
        if now is None:
            return None
        names = sorted({one.model for one in self.prices if one.host == now.host})
        others = [price for name in names if (price := self.find(name, day)) is not None and price.host == now.host]
        below = [one for one in others if _rate(one) < _rate(now)]
        return max(below, key=lambda one: (_rate(one), one.model), default=None)


def _named(prices: Iterable[Price], model: str) -> list[Price]:
    return [one for one in prices if one.model == model]


def _rate(price: Price) -> Fraction:
    """The price of a usual call: eight tokens go in for each that comes out."""
    return 8 * price.steps[0].input + price.steps[0].output


def _up(micros: Fraction | int) -> int:
    return int(-(-micros // 1))
