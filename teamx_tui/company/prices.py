"""The prices of models: those that come with teamx, and the operator's own before them. Errors name file and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from teamx_tui import settings
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.prices import Price, PriceList, Step
from teamx_tui.domain.text import one_line
from teamx_tui.store import brains
from teamx_tui.store.rows import Connection

_HEADER: Final = re.compile(r"^\s*\[\[\s*price\s*\]\]")
_MOST: Final = Decimal(1_000_000)
"""Dollars for a million tokens; whatever is dearer is a slip of the pen."""
_MULTIPLES: Final = ("cache_write", "cache_write_hour", "cache_read")
_KEYS: Final = frozenset({"model", "host", "since", "until", "input", "output", "above", *_MULTIPLES})
_STEP_KEYS: Final = frozenset({"tokens", "input", "output"})
_ALWAYS: Final = date(2000, 1, 1)
"""Since when a price of the operator's counts that says nothing of it."""


def known() -> PriceList:
    """Return every price, the operator's own included.

    Raises:
        Invalid: the operator's file is wrong; file, line and cause are named.
    """
    own = settings.own_prices()
    return PriceList((*read(settings.prices()), *(read(own, is_own=True) if own.is_file() else ())))


def day(at_ms: int) -> date:
    """Return the day of UTC in which a time lies."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).date()


def of(connection: Connection, brain: str, model: str, at_ms: int) -> tuple[bool, Price | None]:
    """Return whether calls of a brain cost nothing, and else the price of a model at a time; None: nobody knows it.

    Raises:
        Invalid: the operator's file of prices is wrong.
    """
    if brains.costs_nothing(connection, brain):
        return True, None
    return False, known().find(model, day(at_ms))


def read(path: Path, *, is_own: bool = False) -> tuple[Price, ...]:
    """Return the prices in a file. It is read anew only when it has been written.

    Raises:
        Invalid: something in it is wrong; file, line and cause are named.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from None
    return _read(path, found.st_mtime_ns, found.st_size, is_own)


@lru_cache(maxsize=8)
def _read(path: Path, _written_ns: int, _size: int, is_own: bool) -> tuple[Price, ...]:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise Invalid(f"{path}: {_cause(str(error))}") from None
    sheet = _Sheet(path, text)
    wrong = next((key for key in data if key != "price"), None)
    if wrong is not None:
        raise sheet.wrong(None, wrong, f"there is no key {wrong!r:.40} here; every price stands under [[price]].")
    entries = data.get("price", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise sheet.wrong(None, "price", "a price stands under [[price]].")
    return tuple(_price(sheet, no, entry, is_own) for no, entry in enumerate(entries))


def _cause(error: str) -> str:
    """Return what tomllib says with the line in front, as everywhere: `line 3: Invalid value.`"""
    match = re.fullmatch(r"(?P<cause>.*) \(at line (?P<line>\d+), column \d+\)", one_line(error))
    return f"line {match['line']}: {match['cause']}." if match else f"{one_line(error)}."


class _Sheet:
    """A file of prices, and on which line each entry stands in it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._begins = [no for no, line in enumerate(self._lines) if _HEADER.match(line)]

    def wrong(self, entry: int | None, key: str, cause: str) -> Invalid:
        """Return the error about a key of an entry, or of the whole file."""
        return Invalid(f"{self._path}, line {self._line(entry, key)}: {cause}")

    def _line(self, entry: int | None, key: str) -> int:
        if entry is None or entry >= len(self._begins):
            first, last = 0, len(self._lines)
        else:
            first = self._begins[entry]
            last = self._begins[entry + 1] if entry + 1 < len(self._begins) else len(self._lines)
        named = re.compile(rf"^\s*\[*\s*\"?{re.escape(key)}\"?\s*[=\]]")
        return next((no for no in range(first, last) if named.match(self._lines[no])), first) + 1


def _price(sheet: _Sheet, no: int, entry: Mapping[str, Any], is_own: bool) -> Price:
    _check_keys(sheet, no, entry, _KEYS, "")
    model, host = (_words(sheet, no, entry, key) for key in ("model", "host"))
    if not model:
        raise sheet.wrong(no, "model", "a price needs the id of its model, in quotes.")
    since, until = _day(sheet, no, entry, "since"), _day(sheet, no, entry, "until")
    if since is not None and until is not None and until < since:
        raise sheet.wrong(no, "until", f"it ends ({until}) before it begins ({since}).")
    multiples = {key: _number(sheet, no, entry, key, key) for key in _MULTIPLES if key in entry}
    return Price(
        model=model,
        host=host,
        since=since or _ALWAYS,
        until=until,
        steps=tuple(_steps(sheet, no, entry)),
        is_own=is_own,
        **multiples,
    )


def _steps(sheet: _Sheet, no: int, entry: Mapping[str, Any]) -> Iterator[Step]:
    yield Step(0, _number(sheet, no, entry, "input", "input"), _number(sheet, no, entry, "output", "output"))
    above = entry.get("above", [])
    if not isinstance(above, list) or not all(isinstance(step, dict) for step in above):
        raise sheet.wrong(no, "above", "'above' is a list: [{tokens = 100_000, input = 0.50, output = 2.50}].")
    least = 0
    for step in above:
        _check_keys(sheet, no, step, _STEP_KEYS, "above")
        tokens = step.get("tokens")
        if type(tokens) is not int or tokens <= least:
            raise sheet.wrong(no, "above", "'tokens' is a whole number, and larger than in the step before.")
        least = tokens
        yield Step(tokens, _number(sheet, no, step, "input", "above"), _number(sheet, no, step, "output", "above"))


def _check_keys(sheet: _Sheet, no: int, entry: Mapping[str, Any], known: frozenset[str], inside: str) -> None:
    wrong = next((key for key in entry if key not in known), None)
    if wrong is not None:
        raise sheet.wrong(
            no, inside or wrong, f"there is no key {wrong!r:.40} here. Known: {', '.join(sorted(known))}."
        )


def _words(sheet: _Sheet, no: int, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise sheet.wrong(no, key, f"{key!r} is text in quotes.")
    return one_line(value).strip()


def _day(sheet: _Sheet, no: int, entry: Mapping[str, Any], key: str) -> date | None:
    value = entry.get(key)
    if value is not None and type(value) is not date:
        raise sheet.wrong(no, key, f"{key!r} is a day without quotes: 2026-11-01.")
    return value


def _number(sheet: _Sheet, no: int, entry: Mapping[str, Any], key: str, place: str) -> Fraction:
    if key not in entry:
        raise sheet.wrong(no, place, f"{key!r} is missing. Say 0 only for what costs nothing.")
    value = entry[key]
    number = Decimal(value) if type(value) in (int, Decimal) else Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= _MOST:
        raise sheet.wrong(no, place, f"{key!r} is a number from 0 to {_MOST:,}.")
    return Fraction(number)


def of_models(prices: Sequence[Price], today: date) -> tuple[tuple[Price, str], ...]:
    """Return prices by host, model and day, each with what it is today: in force, later, over, or overridden."""
    every = PriceList(tuple(prices))

    def standing(one: Price) -> str:
        if today < one.since:
            return "later"
        if not one.counts_on(today):
            return "over"
        counts = every.find(one.model, today)
        if counts is one:
            return "in force"
        return "overridden" if counts is not None and counts.is_own and not one.is_own else "over"

    ordered = sorted(prices, key=lambda one: (one.host, one.model, one.since, one.is_own))
    return tuple((one, standing(one)) for one in ordered)
