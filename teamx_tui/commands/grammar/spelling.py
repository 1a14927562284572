"""A command by its own words: `vault list --project panel`. Any command can be said so, with or without phrases."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from teamx_tui.commands.grammar.line import quoted
from teamx_tui.commands.registry import COMMANDS, Param

UNSAID: Final = object()
"""Given for an argument that must still be said."""
GAP: Final = "\x00"
"""Given for an argument whose place is wanted; no line has this character."""
_PLAIN: Final = re.compile(r"[\w#@][\w@#-]*")


def phrase(command: str, given: Mapping[str, Any]) -> str:
    """Return a command with its arguments as the command line takes it."""
    words, has_gap = [command], False
    params = COMMANDS[command].params
    labels = frozenset(param.label for param in params)
    # Words without quotes are one text up to the next name, so of several texts each stands in its own.
    if sum(param.type is str and not param.is_option and param.name in given for param in params) > 1:
        labels |= {str(given[param.name]).casefold() for param in params if given.get(param.name) not in (None, GAP)}
    for param in params:
        if param.name not in given or given[param.name] is False:
            has_gap = True  # whatever follows must be named, or it would be taken for this one
            continue
        words += _written(param, given[param.name], labels if not (param.is_option or has_gap) else None)
    return " ".join(words)


def preview(command: str, given: Mapping[str, Any]) -> str:
    """Return what a command does, with its arguments, without a full stop."""
    said = ", ".join(_described(COMMANDS[command].params, given))
    return COMMANDS[command].help.rstrip(".") + (f" ({said})" if said else "")


def usage(command: str) -> str:
    """Return a command with what it must be given, in capitals."""
    return phrase(command, {param.name: UNSAID for param in COMMANDS[command].params if param.required})


def _written(param: Param, value: Any, labels: frozenset[str] | None) -> list[str]:
    """Return a value as words; behind its name where `labels` is None, else as none of these."""
    if value is True:
        return [param.flag]
    if value is UNSAID or value == GAP:
        texts = [GAP if value == GAP else param.label.upper().replace(" ", "-")]
    else:
        texts = [_word(str(one), labels or frozenset()) for one in (value if isinstance(value, list) else [value])]
    return [word for text in texts for word in ((param.flag, text) if labels is None else (text,))]


def _word(text: str, labels: frozenset[str]) -> str:
    return text if _PLAIN.fullmatch(text) and text.casefold() not in labels else quoted(text)


def _described(params: tuple[Param, ...], given: Mapping[str, Any]) -> Iterator[str]:
    for param in params:
        value = given.get(param.name)
        if value is True:
            yield param.label
        elif value is not None and value is not False and value is not UNSAID:
            yield f"{param.label} {', '.join(map(str, value)) if isinstance(value, list) else value}"
