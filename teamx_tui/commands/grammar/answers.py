"""What the grammar answers: a command with its arguments, a choice of several, or that it did not understand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Understood:
    """One command, ready to be carried out once the operator has agreed to the preview."""

    command: str
    """Name in the registry."""
    given: Mapping[str, Any]
    """Arguments as the command takes them; what was not said is not in it."""
    preview: str
    """What will happen, in a sentence or two, with a word about anything that was said and is not kept."""
    phrase: str
    """The same in the plainest words, which are understood again as exactly this."""
    lacks: tuple[str, ...] = ()
    """Names of parameters that still must be said."""
    question: str = ""
    """What to say for the first of them, with an example."""
    warning: str = ""
    """What it brings about that weighs, in a sentence; then the operator is asked twice."""
    dropped: tuple[str, ...] = ()
    """What was said and is not kept."""
    numbers: tuple[int, ...] = ()
    """The tickets it is done to, where they are several."""
    also: tuple[Mapping[str, Any], ...] = ()
    """The arguments for all of them but the first, each of an order of its own."""

    @property
    def orders(self) -> tuple[Mapping[str, Any], ...]:
        """The arguments of every order, in the order in which they are given."""
        return (self.given, *self.also)


@dataclass(frozen=True, slots=True)
class Choices:
    """What was said fits several things equally well."""

    question: str
    options: tuple[Understood, ...]
    """Two or more."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What was said fits nothing."""

    sentence: str
    """Why not, and what to say instead."""
    nearest: str
    """The nearest phrasing there is, with the names and numbers that were said; what it wants else is in capitals."""


Answer = Understood | Choices | NotUnderstood
