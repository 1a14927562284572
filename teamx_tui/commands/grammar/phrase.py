"""One phrasing of a command: its pattern, what it settles without a slot, and what may be said behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from teamx_tui.commands.grammar.patterns import Pattern, compiled, first_words

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that may be said behind a phrase, in any order with others: `, high priority`, `by Friday`."""

    pattern: str
    fixed: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    """Arguments that it settles."""
    is_kept: bool = True
    """False: there is no argument for it, so the operator is told that it is not kept."""
    may_be_text: bool = False
    """Free text may end in these words, and then keeps them unless a comma stands before them."""

    @property
    def parts(self) -> Pattern:
        """The pattern, compiled."""
        return compiled(self.pattern)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a command."""

    command: str
    pattern: str
    fixed: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    clauses: tuple[Clause, ...] = ()
    is_mutual: bool = False
    """Its two tickets may be meant either way round."""

    @property
    def parts(self) -> Pattern:
        """The pattern, compiled."""
        return compiled(self.pattern)

    def beginnings(self) -> frozenset[str] | None:
        """Return the words it may begin with; None if it may begin with anything."""
        return _openings((self.pattern,))

    def openings(self) -> frozenset[str] | None:
        """Return the words a clause may begin with; None if one may begin with anything."""
        return _openings(tuple(clause.pattern for clause in self.clauses))


@cache
def _openings(patterns: tuple[str, ...]) -> frozenset[str] | None:
    words = [first_words(compiled(pattern)) for pattern in patterns]
    return None if None in words else frozenset().union(*(some for some in words if some is not None))
