"""Laying one phrase over a line: which pieces fall into which slots. Knows patterns and kinds, but no command."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from teamx_tui.commands.grammar.kinds import KINDS, read
from teamx_tui.commands.grammar.line import FULL_STOPS, Line
from teamx_tui.commands.grammar.patterns import Either, Literal, Pattern, Slot
from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.reading import Reading
from teamx_tui.commands.grammar.vocabulary import Vocabulary

_BEFORE_WORDS: Final = frozenset({",", ";"})
_BEFORE_SLOTS: Final = frozenset({":"})
_BETWEEN_CLAUSES: Final = frozenset({",", ";", ".", "(", ")", "and", "with", "then", "-", "–", "—"})

_TEXTS: Final = frozenset({"title", "points", "matters"})
"""Kinds of free text that ends where a clause begins."""
_FREE: Final = frozenset({"title", "name", "label"})
"""Kinds that would take anything, a wrong name too."""

MOST_CLAUSES: Final = 30
"""Clauses behind one phrase; nobody says more, and each goes one call deeper."""
LONGEST_REST: Final = 400
"""Pieces behind a phrase that are read as clauses; there are long texts, but no long sentences."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One slot with what fell into it."""

    param: str
    kind: str
    reading: Reading
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A whole line laid out over a phrase."""

    bound: tuple[Bound, ...] = ()
    fixed: tuple[Mapping[str, Any], ...] = ()
    dropped: tuple[str, ...] = ()
    """What was said and has no place."""

    def also(self, bound: Bound) -> "Match":
        """Return the match with one more slot."""
        return Match((*self.bound, bound), self.fixed, self.dropped)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that could not be read, and where it stands."""

    at: int
    sentence: str
    is_sure: bool


@dataclass(slots=True)
class Sheet:
    """A line under examination: what has been read of it, for all phrases that are tried on it."""

    line: Line
    words: Vocabulary
    _read: dict[tuple[str, int, int], Reading] = field(default_factory=dict)

    def reading(self, kind: str, start: int, end: int) -> Reading:
        """Return what pieces mean as a kind, read once."""
        key = (kind, start, end)
        if key not in self._read:
            self._read[key] = read(KINDS[kind], self.line, start, end, self.words)
        return self._read[key]


class Trial:
    """One phrase tried on one line. `complaints` collects what stood in the way."""

    def __init__(self, sheet: Sheet, phrase: Phrase) -> None:
        self._sheet = sheet
        self._phrase = phrase
        self._pieces = sheet.line.pieces
        self._dead_ends: set[int] = set()
        self.complaints: list[Complaint] = []

    def match(self) -> Match | None:
        """Return the first way in which the whole line fits, with the shortest texts; None if it does not."""
        if not self._may_begin():
            return None
        for at, match in self._walk(self._phrase.parts, 0, Match(fixed=(self._phrase.fixed,))):
            for whole in self._clauses(at, match):
                return None if self._swallows_a_complaint(whole) else whole
        return None

    def _may_begin(self) -> bool:
        """Return whether the line begins with a word of the phrase; most phrases need not be laid over it at all."""
        words = self._phrase.beginnings()
        if words is None:
            return True
        for piece in self._pieces:
            if piece.key in words or piece.key not in _BEFORE_WORDS:
                return piece.key in words
        return False

    def _swallows_a_complaint(self, match: Match) -> bool:
        """Return whether something that can only be a wrong name was taken for a part of free text."""
        spans = [(slot.start, slot.end) for slot in match.bound if slot.kind in _FREE]
        return any(start <= one.at < end for one in self.complaints if one.is_sure for start, end in spans)

    def _walk(self, pattern: Pattern, at: int, match: Match) -> Iterator[tuple[int, Match]]:
        """Yield each place up to which a pattern can reach from `at`."""
        if not pattern:
            yield at, match
            return
        first, rest = pattern[0], pattern[1:]
        if isinstance(first, Literal):
            place = self._place_of(first.word, at)
            if place is not None:
                yield from self._walk(rest, place + 1, match)
        elif isinstance(first, Either):
            for option in first.options:
                yield from self._walk((*option, *rest), at, match)
        else:
            yield from self._fill(first, rest, at, match)

    def _fill(self, slot: Slot, rest: Pattern, at: int, match: Match) -> Iterator[tuple[int, Match]]:
        kind, last = KINDS[slot.kind], len(self._pieces)
        while at < last and self._pieces[at].key in _BEFORE_SLOTS:
            at += 1
        failed: list[Reading] = []
        found = False
        ends = range(last if kind.to_end else at + 1, min(last, at + kind.most) + 1) if at < last else range(0)
        for end in reversed(ends) if kind.longest_first else ends:
            if not self._may_follow(rest, end):
                continue
            reading = self._sheet.reading(slot.kind, at, end)
            if reading.values:
                found = True
                yield from self._walk(rest, end, match.also(Bound(slot.param, slot.kind, reading, at, end)))
            elif reading.complaint:
                failed.append(reading)
        self.complaints += [
            Complaint(at, one.complaint, one.is_sure or (slot.is_strict and not found)) for one in failed
        ]

    def _may_follow(self, rest: Pattern, at: int) -> bool:
        """Return whether what comes behind a slot may begin at `at`; spares reading what cannot fit."""
        if rest:
            first = rest[0]
            if isinstance(first, Literal):
                return self._place_of(first.word, at) is not None
            if isinstance(first, Either):
                return any(self._may_follow((*option, *rest[1:]), at) for option in first.options)
            return at < len(self._pieces)
        if self._is_over(at):
            return True
        word, openings = self._pieces[at].key, self._phrase.openings()
        return openings is None or word in _BETWEEN_CLAUSES or word in openings

    def _clauses(self, at: int, match: Match) -> Iterator[Match]:
        """Yield each way to read the rest of the line as clauses."""
        if self._is_over(at):
            yield match
            return
        if at in self._dead_ends or len(match.fixed) > MOST_CLAUSES or len(self._pieces) - at > LONGEST_REST:
            return
        found = False
        for clause in self._phrase.clauses:
            for start in self._starts(at):
                if clause.may_be_text and start == at and self._ends_text(match, at):
                    continue
                for end, longer in self._walk(clause.parts, start, match):
                    dropped = () if clause.is_kept else (self._sheet.line.text(start, end).lstrip(" ,;"),)
                    more = Match(longer.bound, (*longer.fixed, clause.fixed), (*longer.dropped, *dropped))
                    for whole in self._clauses(end, more):
                        found = True
                        yield whole
        if not found:
            self._dead_ends.add(at)

    def _ends_text(self, match: Match, at: int) -> bool:
        last = match.bound[-1] if match.bound else None
        is_text = last is not None and last.end == at and last.kind in _TEXTS
        return is_text and not self._pieces[at - 1].is_quoted

    def _starts(self, at: int) -> Iterator[int]:
        yield at
        while at < len(self._pieces) and self._pieces[at].key in _BETWEEN_CLAUSES:
            at += 1
            yield at

    def _place_of(self, word: str, at: int) -> int | None:
        """Return where `word` stands, at `at` or behind commas."""
        while at < len(self._pieces):
            if self._pieces[at].key == word:
                return at
            if self._pieces[at].key not in _BEFORE_WORDS:
                return None
            at += 1
        return None

    def _is_over(self, at: int) -> bool:
        return all(piece.key in FULL_STOPS or piece.key == ")" for piece in self._pieces[at:])
