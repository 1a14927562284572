"""A line of English cut into pieces: words, quoted pieces, punctuation. Knows no words and no commands."""

import re
from dataclasses import dataclass
from typing import Final

_END: Final = r"(?=[\s,;:.!?)]|$)"
_PIECE: Final = re.compile(
    rf"""
      "(?P<double>(?:\\.|[^"\\])*)"{_END}
    | “(?P<curly>[^“”]*)”{_END}
    | '(?P<single>(?:[^']|'(?=\w)){{1,400}})'{_END}  # an apostrophe may be only that, so it must not look far
    | ‘(?P<curled>(?:[^‘’]|’(?=\w)){{1,400}})’{_END}
    | (?P<mark>\(|[,;:.!?)](?=[,;:.!?)]{{0,60}}(?:\s|$)))  # looking further would take long
    | (?P<word>\S+?(?=[,;:.!?)]{{0,60}}(?:\s|$)))
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED: Final = re.compile(r'\\(["\\])')
FULL_STOPS: Final = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, one quoted piece, or one mark."""

    key: str
    """The word as it is compared: folded, with straight apostrophes. Empty for a quoted piece."""
    content: str
    start: int
    end: int
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its pieces."""

    source: str
    pieces: tuple[Piece, ...]

    def __len__(self) -> int:
        return len(self.pieces)

    def text(self, start: int, end: int) -> str:
        """Return what the pieces from `start` to before `end` say: as written, or what stands inside quotes."""
        if self.is_quoted(start, end):
            return self.pieces[start].content
        said = self.source[self.pieces[start].start : self.pieces[end - 1].end]
        # What closes a bracket that was opened within is a part of it, though the mark stands by itself.
        while end < len(self) and self.pieces[end].key == ")" and said.count("(") > said.count(")"):
            end += 1
            said = self.source[self.pieces[start].start : self.pieces[end - 1].end]
        return said

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether the pieces are one quoted piece, at most with a full stop behind it."""
        return self.pieces[start].is_quoted and all(piece.key in FULL_STOPS for piece in self.pieces[start + 1 : end])

    def without(self, first: int) -> "Line":
        """Return the line without its first pieces."""
        return Line(self.source, self.pieces[first:])


def cut(source: str) -> Line:
    r"""Return a line cut into pieces. In straight double quotes `\"` and `\\` stand for `"` and `\`."""
    pieces, at = [], 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        match = _PIECE.match(source, at)
        assert match is not None, "any character that is not a space begins a word"
        pieces.append(_piece(match))
        at = match.end()
    return Line(source, tuple(pieces))


def quoted(text: str) -> str:
    """Return `text` in quotes, so that `cut` gives it back as one piece."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _piece(match: re.Match[str]) -> Piece:
    sort = match.lastgroup
    if sort in ("mark", "word"):
        return Piece(match[0].casefold().replace("’", "'"), match[0], match.start(), match.end())
    assert sort is not None
    content = _ESCAPED.sub(r"\1", match[sort]) if sort == "double" else match[sort]
    return Piece("", content, match.start(), match.end(), is_quoted=True)
