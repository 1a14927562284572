"""The command that says what models cost. It looks into two files and into no company."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company, settings
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from fractions import Fraction

    from teamx_tui.company.office import Office
    from teamx_tui.domain.prices import Price, Step

_COLUMNS: Final = ("Model", "Host", "Since", "Prompts", "In", "Out", "Cache write", "1 h", "Cache read", "From", "Now")


@command("prices", needs_company=False)
def prices(_: Office | None) -> Reply:
    """List what models cost: dollars for a million tokens, since when, and what your own file changes."""
    today = company.prices.day(time.time_ns() // 1_000_000)
    known = company.prices.of_models(company.prices.known().prices, today)
    rows = tuple(row for price, standing in known for row in _rows(price, standing))
    own = settings.own_prices()
    there = "counts before them" if own.is_file() else "is not there; prices written into it would count before these"
    sentence = f"Dollars for a million tokens. {own} {there}."
    return Reply(sentence, [_shape(price, standing) for price, standing in known], Table(_COLUMNS, rows))


def _rows(price: Price, standing: str) -> list[tuple[str, ...]]:
    return [
        (
            price.model if no == 0 else "",
            price.host if no == 0 else "",
            f"{price.since}" if no == 0 else "",
            f"above {step.above:,}" if step.above else "all" if len(price.steps) == 1 else "others",
            *(_usd(value) for value in _amounts(price, step)),
            "you" if price.is_own else "teamx",
            standing,
        )
        for no, step in enumerate(price.steps)
    ]


def _amounts(price: Price, step: Step) -> tuple[Fraction, ...]:
    factors = (price.cache_write, price.cache_write_hour, price.cache_read)
    return (step.input, step.output, *(step.input * factor for factor in factors))


def _shape(price: Price, standing: str) -> dict[str, Any]:
    return {
        "model": price.model,
        "host": price.host,
        "since": f"{price.since}",
        "until": f"{price.until}" if price.until is not None else None,
        "steps": [
            {"above_tokens": step.above, "input_usd": float(step.input), "output_usd": float(step.output)}
            for step in price.steps
        ],
        "cache_write": float(price.cache_write),
        "cache_write_hour": float(price.cache_write_hour),
        "cache_read": float(price.cache_read),
        "own": price.is_own,
        "standing": standing,
    }


def _usd(value: Fraction) -> str:
    cents = f"{float(value):.2f}"
    return cents if abs(float(cents) - float(value)) < 1e-9 else f"{float(value):.6g}"
