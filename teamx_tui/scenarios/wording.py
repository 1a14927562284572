"""A wrong shape in plain words: which part of the file it is, and what should stand there."""

import re
from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from teamx_tui.domain.errors import Invalid
from teamx_tui.scenarios.source import Source, Where

_KEY: Final = "[key]"
"""What pydantic adds to the place of a key that is wrong itself."""
_KINDS: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
}
_SUBJECT: Final = re.compile(r"^(Input|String|List|Value) should ")

_ENDS: Final = 5
"""Steps shown at either end of a way that is too long to be read."""


def way(steps: Sequence[str]) -> str:
    """Return steps joined by arrows, without the middle when there are many."""
    if len(steps) > 2 * _ENDS + 1:
        steps = (*steps[:_ENDS], f"({len(steps) - 2 * _ENDS} more)", *steps[-_ENDS:])
    return " -> ".join(steps)


def wrong_shape(source: Source, error: ValidationError) -> Invalid:
    """Return the first of the errors in the file as a sentence with its line."""
    found = error.errors(include_url=False, include_context=False)
    # A key that is missing where another is unknown is misspelt: the unknown one is told.
    misspelt = {_where(one)[:-1] for one in found if one["type"] == "extra_forbidden"}
    told = [one for one in found if one["type"] != "missing" or _where(one)[:-1] not in misspelt]
    first = min(told, key=lambda one: source.at(_where(one)).line)
    return source.wrong(_where(first), _cause(source, first))


def _where(one: ErrorDetails) -> Where:
    return tuple(part for part in one["loc"] if part != _KEY)


def _cause(source: Source, one: ErrorDetails) -> str:
    where, kind = _where(one), one["type"]
    name = next((repr(part)[:60] for part in reversed(where) if isinstance(part, str)), "the file")
    name = f"an entry of {name}" if where and isinstance(where[-1], int) else name
    if kind == "extra_forbidden":
        return f"there is no key {name} here."
    if kind == "missing":
        return f"{name} is missing."
    if kind in ("too_short", "string_too_short"):
        return f"{name} should not be empty."
    if _KEY in one["loc"] or kind == "invalid_key":
        return f"a key here is {_KINDS.get(kind, 'a word')}, not {where[-1]!r:.60}."
    if kind in _KINDS:
        written = source.at(where).written
        if kind == "string_type" and written:
            return f"{name} should be text; write {written[:60]!r} in quotes if that is what you mean."
        return f"{name} should be {_KINDS[kind]}{', and nothing stands there' if written == '' else ''}."
    said = one["msg"]
    return f"{name} should {_SUBJECT.sub('', said)}." if _SUBJECT.match(said) else f"{name}: {said}."
