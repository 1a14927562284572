"""Breaking text into lines of a width in cells. Plain strings in and out, so that it is quick and can be cached."""

import re
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, chop_cells

from teamx_tui.domain.text import printable

TAB: Final = 4
_WORD: Final = re.compile(r"\S+\s*|\s+")
_HANG: Final = re.compile(r"\s*(?:[-*•]|\d{1,3}[.)])?\s*")


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return foreign text, made printable, as lines of at most `width` cells; list items hang under their text."""
    lines = printable(text).expandtabs(TAB).split("\n")
    return tuple(part for line in lines for part in _broken(line.rstrip(), max(8, width)))


@lru_cache(maxsize=4096)
def _broken(line: str, width: int) -> tuple[str, ...]:
    if cell_len(line) <= width:
        return (line,)
    match = _HANG.match(line)
    hang = " " * min(cell_len(match[0]) if match else 0, width // 2)
    done: list[str] = []
    current, room = "", width
    for word in _WORD.findall(line):
        size = cell_len(word.rstrip())
        if size > room and current != hang:
            # Before a line that is indented too far there is nothing to keep: it would go on out of sight.
            done += [current.rstrip()] if current.strip() else []
            current, room = hang, width - len(hang)
        while size > room:
            head = chop_cells(word, max(1, room))[0]
            done.append(current + head)
            word, current, room = word[len(head) :], hang, width - len(hang)
            size = cell_len(word.rstrip())
        current += word
        room = width - cell_len(current)
    return (*done, current.rstrip()) if current.strip() else tuple(done)
