"""Reading a line that names a command by its own words, with its arguments in order or each behind its name."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from teamx_tui.commands.grammar.answers import Understood
from teamx_tui.commands.grammar.filling import completed
from teamx_tui.commands.grammar.kinds import KINDS
from teamx_tui.commands.grammar.line import Line, Piece
from teamx_tui.commands.grammar.matching import Complaint
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.commands.grammar.wording import kind_of
from teamx_tui.commands.registry import COMMANDS, Command, Param
from teamx_tui.domain.errors import Invalid

_NAMES: Final = frozenset(
    {"ticket", "tickets", "person", "people", "manager", "project", "state", "condition", "scope"}
)
"""Kinds of which a name is looked up; anything else is taken as it is written."""
_BETWEEN: Final = frozenset({",", ";", ":"})
_FLAG: Final = re.compile(r"--(?P<name>[\w-]+)(?:=(?P<value>.*))?", re.DOTALL)
_NUMBERS: Final[Mapping[type, str]] = {int: "a whole number", float: "a number"}


def named(line: Line) -> Command | None:
    """Return the command whose name a line begins with, the longest if there are several."""
    keys = [piece.key for piece in line.pieces if piece.key != ":"]
    return next((COMMANDS[name] for words, name in _names() if keys[: len(words)] == list(words)), None)


def understood(line: Line, command: Command, words: Vocabulary) -> Understood | Complaint:
    """Return what a line means that begins with the name of a command, or what it cannot mean."""
    left = command.name.split(" ")
    pieces = list(line.pieces)
    while left:
        left = left[1:] if pieces.pop(0).key != ":" else left
    try:
        given = _Arguments(line, command, words).read(pieces)
    except Invalid as error:
        return Complaint(len(line), f"{command.name}: {error}", is_sure=True)
    return completed(command.name, given, (), words)


class _Arguments:
    """The arguments of one command, taken from the pieces behind its name."""

    def __init__(self, line: Line, command: Command, words: Vocabulary) -> None:
        self._line = line
        self._command = command
        self._words = words
        self._given: dict[str, Any] = {}

    def read(self, pieces: Sequence[Piece]) -> dict[str, Any]:
        """Return the arguments.

        Raises:
            Invalid: one is none of this command, or not what it should be.
        """
        while pieces:
            if pieces[0].key in _BETWEEN and not pieces[0].is_quoted:
                pieces = pieces[1:]
                continue
            param = self._flag(pieces) or self._label(pieces)
            if param is not None:
                pieces = self._take(param, pieces)
                continue
            param = self._next()
            if param is None:
                raise Invalid(f"I do not know what to do with {pieces[0].content!r}.")
            pieces = self._take_text(param, pieces) if self._is_text(param) else self._take_one(param, pieces)
        return self._given

    def _flag(self, pieces: Sequence[Piece]) -> Param | None:
        """Return the parameter that a flag names."""
        match = _FLAG.fullmatch(pieces[0].content) if not pieces[0].is_quoted else None
        if match is None:
            return None
        for param in self._command.params:
            if f"--{match['name'].casefold()}" in (param.flag, f"--{param.label}"):
                return param
        raise Invalid(f"there is no {match[0]}; see teamx {self._command.name} --help")

    def _label(self, pieces: Sequence[Piece]) -> Param | None:
        """Return the parameter that a plain word names: not where free text is expected, which may begin with it."""
        expected = self._next()
        free = [param for param in self._command.params if param.name not in self._given and len(pieces) > 1]
        if expected is not None and self._is_text(expected):
            free = [expected] if expected in free else []
        return next((param for param in free if pieces[0].key == param.label), None)

    def _next(self) -> Param | None:
        """Return the parameter that an argument without a name is for: the next in order, then required options."""
        left = [param for param in self._command.params if param.name not in self._given]
        in_order = [param for param in left if not param.is_option]
        return next(iter([*in_order, *(param for param in left if param.required)]), None)

    def _is_text(self, param: Param) -> bool:
        return param.type is str and kind_of(self._command.name, param.name) not in _NAMES

    def _take(self, param: Param, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """Take a named argument: its name, and behind it its value."""
        match = _FLAG.fullmatch(pieces[0].content)
        if param.type is bool:
            if match is not None and match["value"] is not None:
                raise Invalid(f"{param.flag} takes no value; leave it out for no.")
            self._given[param.name] = True
            return pieces[1:]
        if match is not None and match["value"] is not None:
            self._keep(param, match["value"])
            return pieces[1:]
        if len(pieces) == 1:
            raise Invalid(f"{param.label} wants a value: {param.help or param.label}.")
        return self._take_one(param, pieces[1:])

    def _take_one(self, param: Param, pieces: Sequence[Piece]) -> Sequence[Piece]:
        self._keep(param, pieces[0].content)
        return pieces[1:]

    def _take_text(self, param: Param, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """Take free text: a quoted piece, or all that is said before the next flag."""
        if pieces[0].is_quoted:
            return self._take_one(param, pieces)
        flags = (at for at, piece in enumerate(pieces) if not piece.is_quoted and _FLAG.fullmatch(piece.content))
        end = next(flags, len(pieces))
        self._keep(param, self._line.source[pieces[0].start : pieces[end - 1].end])
        return pieces[end:]

    def _keep(self, param: Param, text: str) -> None:
        value = self._value(param, text)
        known = self._given.get(param.name, [])
        self._given[param.name] = [*known, *value] if isinstance(value, list) else value

    def _value(self, param: Param, text: str) -> Any:
        kind = kind_of(self._command.name, param.name)
        if kind in _NAMES:
            reading = KINDS[kind].read(text, self._words)
            if len(reading.values) != 1:
                several = f"several may be meant by {text!r}; write the handle or the number."
                raise Invalid(several if reading.values else reading.complaint or f"there is no {kind} {text!r}.")
            return reading.values[0]
        if param.type in _NUMBERS:
            # Work items are numbered with a mark; what else is counted would be another thing of that number.
            is_marked = param.name == "number" or kind != "count"
            try:
                return param.type(text.removeprefix("#") if is_marked else text)
            except ValueError:
                raise Invalid(f"{param.label} must be {_NUMBERS[param.type]}, not {text!r}.") from None
        return [text] if param.type is list else text


@cache
def _names() -> tuple[tuple[tuple[str, ...], str], ...]:
    split = ((tuple(name.split(" ")), name) for name in COMMANDS)
    return tuple(sorted(split, key=lambda one: -len(one[0])))
