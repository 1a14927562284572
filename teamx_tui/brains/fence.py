"""Other people's words in what a model is told: a mark at the beginning of every line, and over it who wrote them.

Nothing in such words can end them, since no line of theirs is without the mark.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.domain.text import one_line, printable

MARK: Final = "| "
BYTES_PER_TOKEN: Final = 4
"""By this tokens are estimated (seed X-24)."""
_LONGEST_FACT: Final = 80
"""Bytes."""
_QUIET: Final = str.maketrans({'"': "'", "<": "‹", ">": "›"})
_ROOM_FOR_NOTES: Final = 200


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of what a model is told, and where it comes from."""

    name: str
    text: str
    """As it is sent."""
    author: str = "teamx"
    origin: str = ""
    left_out: int = 0
    """Bytes for which there was no room."""

    @property
    def size(self) -> int:
        """Its bytes as it is sent."""
        return size(self.text)

    @property
    def entry(self) -> Mapping[str, Any]:
        """The part as a manifest lists it."""
        return {
            "part": self.name,
            "author": self.author,
            "origin": self.origin,
            "bytes": self.size,
            "tokens": tokens(self.size),
            "left_out_bytes": self.left_out,
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
        }


def size(text: str) -> int:
    """Return how many bytes a text is sent as."""
    return len(text.encode())


def tokens(count: int) -> int:
    """Return how many tokens so many bytes are at most, as estimated here."""
    return -(-count // BYTES_PER_TOKEN)


def fenced(tag: str, words: str, room: int, *, author: str, origin: str, **facts: object) -> Part:
    """Return words that somebody wrote, with what is known about them, in at most `room` bytes; what is cut is told.

    `facts` stand in the opening line, where words of others cannot stand; they are cut to a line and lose their quotes.
    """
    text = printable(words, max_line=len(words) + _ROOM_FOR_NOTES, max_lines=len(words) + 2, max_chars=len(words) + 200)
    body = MARK + text.replace("\n", f"\n{MARK}")
    head = " ".join([tag, *(f'{name}="{fact(value)}"' for name, value in facts.items() if value not in ("", None))])
    left = room - size(f'<{head} left_out="999,999,999 bytes">\n\n</{tag}>')
    kept = _beginning(body, left)
    missing = size(body) - size(kept)
    note = f' left_out="{missing:,} bytes"' if missing else ""
    return Part(tag, f"<{head}{note}>\n{kept}\n</{tag}>", author, origin, missing)


def fact(value: object) -> str:
    """Return a value so that it can stand between quotes in the opening line of a fence."""
    return clipped(one_line(str(value)).translate(_QUIET), _LONGEST_FACT)


def clipped(text: str, room: int) -> str:
    """Return the beginning of a text that fits into `room` bytes."""
    return text.encode()[: max(0, room)].decode(errors="ignore")


def _beginning(body: str, room: int) -> str:
    if size(body) <= room:
        return body
    kept = clipped(body, room)
    last = kept.rfind("\n") + 1
    # A last line that is cut within its mark would stand there without one.
    return kept if kept[last:].startswith(MARK) else kept[:last].rstrip("\n")
