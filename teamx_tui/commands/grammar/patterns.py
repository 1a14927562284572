"""The little language in which phrasings are written down, and what it is compiled to.

`assign {number:ticket} [over] to {handle:person}`: words stand for themselves, `{parameter:kind}` is a slot,
`(a|b c)` one of several, `[a|b]` one of several or nothing. A `!` behind the kind says that nothing but such a thing
may stand there, so that an unknown name is complained about instead of being taken for a part of the text before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

_CALLED: Final = {
    **dict.fromkeys(("exact", "numbered", "raised", "lowered"), "ticket"),
    **dict.fromkeys(("owner", "possessor"), "person"),
    **dict.fromkeys(("no", "count", "series"), "number"),
    "firm": "company",
    "reply": "text",
    "numbers": "tickets",
    "quoted": "text",
}
"""What kinds are called in an example, where their names say how they are read."""
_TOKEN: Final = re.compile(r"\{[^}]*\}|[()\[\]|]|[^\s()\[\]|{}]+")


@dataclass(frozen=True, slots=True)
class Literal:
    """A word that stands for itself."""

    word: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for something of a kind."""

    param: str
    kind: str
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """One of several."""

    options: tuple["Pattern", ...]


Pattern = tuple[Literal | Slot | Either, ...]


@cache
def compiled(pattern: str) -> Pattern:
    """Return a pattern ready to be matched.

    Raises:
        ValueError: brackets do not match, or a slot has no kind.
    """
    tokens = _TOKEN.findall(pattern)
    options, rest = _options(tokens, "")
    if rest or len(options) != 1:
        raise ValueError(f"pattern {pattern!r} has brackets that do not match")
    return options[0]


@cache
def first_words(pattern: Pattern) -> frozenset[str] | None:
    """Return the words a pattern may begin with; None if it may begin with anything."""
    if not pattern:
        return None
    first, rest = pattern[0], pattern[1:]
    if isinstance(first, Literal):
        return frozenset({first.word})
    if isinstance(first, Slot):
        return None
    words: set[str] = set()
    for option in first.options:
        begun = first_words((*option, *rest))
        if begun is None:
            return None
        words |= begun
    return frozenset(words)


def example(pattern: Pattern) -> str:
    """Return the plainest thing that fits a pattern: first alternatives, nothing optional, slots in capitals."""
    words = []
    for part in pattern:
        if isinstance(part, Literal):
            words.append(part.word)
        elif isinstance(part, Slot):
            words.append(_CALLED.get(part.kind, part.kind).upper())
        elif part.options[-1] != ():
            words.append(example(part.options[0]))
    return " ".join(words)


def _options(tokens: Sequence[str], closing: str) -> tuple[tuple[Pattern, ...], Sequence[str]]:
    """Read alternatives up to `closing`; return them and what is left."""
    options: list[Pattern] = []
    parts: list[Literal | Slot | Either] = []
    while tokens and tokens[0] != closing:
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            options.append(tuple(parts))
            parts = []
        elif token in "([":
            inner, tokens = _options(tokens, ")" if token == "(" else "]")
            if not tokens:
                raise ValueError("a bracket is not closed")
            tokens = tokens[1:]
            parts.append(Either(inner if token == "(" else (*inner, ())))
        elif token in ")]":
            return (*options, tuple(parts)), [token, *tokens]
        else:
            parts.append(_slot(token) if token.startswith("{") else Literal(token.casefold()))
    return (*options, tuple(parts)), tokens


def _slot(token: str) -> Slot:
    param, _, kind = token[1:-1].partition(":")
    if not kind:
        raise ValueError(f"slot {token} has no kind")
    return Slot(param, kind.rstrip("!"), kind.endswith("!"))
