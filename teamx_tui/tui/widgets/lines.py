"""A line of text behind a gutter, and text broken into such lines: what the blocks of a reader are made of."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from textual.content import Content

from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.reader import Sight
from teamx_tui.tui.widgets.wrapping import wrapped

INDENT: Final = "  "
EDGE: Final = "  ▏ "
_MENTION: Final = re.compile(r"(?<![\w@/.])@[A-Za-z0-9][\w-]*|(?<![\w&])#\d+(?!\w)")


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text behind a gutter."""

    text: str
    style: str = ""
    gutter: str = INDENT
    gutter_style: str = "$rule"
    mark: str = ""
    mark_style: str = ""

    def drawn(self, sight: Sight) -> Content:
        """Return the line with mentions and ticket numbers made out."""
        return _drawn(self)


@lru_cache(maxsize=2048)
def _drawn(words: Words) -> Content:
    body = line(words.text, style=words.style).highlight_regex(_MENTION, style="$primary")
    edge = [line(words.gutter, style=words.gutter_style), line(words.mark, style=words.mark_style)]
    return Content("").join([*edge, body])


def behind(
    text: str,
    width: int,
    *,
    style: str = "",
    gutter: str = INDENT,
    gutter_style: str = "$rule",
    mark: str = "",
    mark_style: str = "",
) -> list[Words]:
    """Return text behind a gutter; the mark stands before its first line only."""
    parts = wrapped(text, width - len(gutter) - len(mark))
    marks = [mark, *[" " * len(mark)] * (len(parts) - 1)]
    return [Words(part, style, gutter, gutter_style, mark, mark_style) for part, mark in zip(parts, marks, strict=True)]
