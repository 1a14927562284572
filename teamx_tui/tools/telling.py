"""Looks for a model: what each is called and takes, and what it found as a text of a bounded size behind marks."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Final

from teamx_tui.brains.brain import Result, ToolCall
from teamx_tui.brains.desk import ToolSpec
from teamx_tui.brains.fence import fenced
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tools import eyes
from teamx_tui.tools.look import Eye

ROOM: Final = 8000
"""Bytes of what one look found."""
_DEEPEST: Final = 12
"""Levels of a view that are told: a chain of causes may be longer."""


@dataclass(frozen=True, slots=True)
class Told:
    """One look as it was taken for a model."""

    result: Result
    """For the model."""
    found: str
    """In a sentence, for people."""


@cache
def specs() -> tuple[ToolSpec, ...]:
    """Return every look, as a model is told about it."""
    looks = eyes.LOOKS.values()
    return tuple(ToolSpec(one.name, f"{one.help} It reads: {one.reads}.", _schema(one.arguments)) for one in looks)


def take(eye: Eye, call: ToolCall) -> Told:
    """Take the look that a model asks for; one that cannot be taken says why."""
    try:
        found = eyes.find(call.tool).take(eye, call.arguments)
    except TeamxError as error:
        return Told(Result(False, str(error)), str(error))
    text = f"{found.says}\n{_json(found.value)}"
    part = fenced("found", text, ROOM, author="record", origin=f"look {call.tool}", look=call.tool)
    return Told(Result(True, part.text), found.says)


def _schema(arguments: Any) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = arguments.model_json_schema()
    return schema


def _json(value: Any) -> str:
    """Return a view as JSON: rows of lists on lines of their own, so that a cut leaves whole rows."""
    plain = _plain(value, 0)
    if isinstance(plain, list):
        return "\n".join(json.dumps(one, ensure_ascii=False) for one in plain)
    return json.dumps(plain, ensure_ascii=False)


def _plain(value: Any, depth: int) -> Any:
    """Return a frozen view as JSON values, without what is empty."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if depth == _DEEPEST:
        return "…"
    if is_dataclass(value) and not isinstance(value, type):
        return _filled(((one.name, getattr(value, one.name)) for one in fields(value)), depth)
    if isinstance(value, Mapping):
        return _filled(((str(key), one) for key, one in value.items()), depth)
    if isinstance(value, Iterable):
        return [_plain(one, depth + 1) for one in value]
    return str(value)


def _filled(pairs: Iterable[tuple[str, Any]], depth: int) -> dict[str, Any]:
    return {name: _plain(one, depth + 1) for name, one in pairs if one not in (None, "", (), [])}
