"""An order of the log in plain words. Nobody and nothing is looked up: who is named there may be gone."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from teamx_tui.commands.grammar import wording
from teamx_tui.commands.registry import COMMANDS, Command, Param
from teamx_tui.commands.words import listed

if TYPE_CHECKING:
    from teamx_tui.company.undo import Undoable


def retold(said: str) -> str:
    """Return what was said in plain words; as it is where it cannot be read, such as where it was cut."""
    try:
        words = shlex.split(said)
        command = COMMANDS[next(name for name in (" ".join(words[:2]), words[0]) if name in COMMANDS)]
        given = dict(_read(command, words[len(command.name.split(" ")) :]))
        return wording.spoken(command.name, given)
    except (ValueError, LookupError, StopIteration):
        return said


def plainly(order: Undoable) -> Undoable:
    """Return an order that can be taken back, or not, as a person reads of it."""
    told = retold(order.said)
    return replace(order, said=told, refusal=order.refusal.replace(order.said, told))


def _read(command: Command, words: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield the arguments of a command by name."""
    flags = {param.flag: param for param in command.params if param.is_option}
    in_order = iter([param for param in command.params if not param.is_option])
    several: dict[str, list[str]] = {}
    left = iter(words)
    for word in left:
        param = flags.get(word) or next(in_order, None)
        text = next(left, None) if word in flags and param is not None and param.type is not bool else word
        if param is None or text is None:
            raise LookupError(word)
        if param.type is list:
            several.setdefault(param.name, []).extend(one.removeprefix("@") for one in listed([text]))
        else:
            yield param.name, _value(command, param, text)
    yield from several.items()


def _value(command: Command, param: Param, text: str) -> Any:
    if param.type is bool:
        return True
    if param.type in (int, float):
        return param.type(text)
    is_name = wording.kind_of(command.name, param.name) in ("person", "manager", "newcomer")
    return text.removeprefix("@") if is_name else text
