"""The one door by which foreign text reaches a widget, and the belt that catches what went round it.

Textual parses most `str` as markup, where `[@click=...]` becomes a live action and a stray `[/x]` ends the app, and it
sends ESC to the terminal whatever the markup setting. So nothing foreign reaches a widget as a `str`, except a
notification, which takes nothing else: `notify(printable(text), markup=False)`. `textual.markup.escape` does not
round-trip and is not used. What a ticket or a message is, this file does not know.
"""

import re
from functools import lru_cache
from string import Template
from typing import Final

from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from teamx_tui.domain.text import one_line, printable

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")


def plain(text: str, *, style: str = "") -> Content:
    """Return foreign text on as many lines as it has, for any widget that takes `Content`; never parsed as markup.

    `style` is ours (`"bold $warning"`), as it is in every function here.
    """
    return Content.styled(printable(text), style)


def line(text: str, *, style: str = "") -> Content:
    """Return foreign text on one line, for titles, labels, options and borders."""
    return Content.styled(one_line(text), style)


def cell(text: str, *, style: str = "") -> Text:
    """Return foreign text on one line for `DataTable` and `Tree`, which take Rich `Text` and not `Content`."""
    return Text(one_line(text), style=style, no_wrap=True, overflow="ellipsis", end="")


def said(template: str, /, **values: object) -> Content:
    """Return our words in `template` (Textual markup with `$name`) around foreign values, each on one line.

    A value is never parsed: not its brackets, not its dollar signs. Theme colours stay usable in tags (`[$warning]`).

    Raises:
        ValueError: a value has no place in `template`, most likely a misspelt name.
        textual.markup.MarkupError: `template` is not valid markup.
    """
    if homeless := values.keys() - _places(template):
        raise ValueError(f"no place for {', '.join(sorted(homeless))} in {template!r}")
    return Content.from_markup(template, **{name: one_line(str(value)) for name, value in values.items()})


@lru_cache(maxsize=256)
def _places(template: str) -> frozenset[str]:
    return frozenset(Template(template).get_identifiers())


class ControlFilter(LineFilter):
    """Deletes C0, DEL and C1 characters from every line before it is drawn: the second belt, over the whole app.

    An app puts one instance of it before the others in `get_line_filters`: one, because Textual caches lines by filter;
    before, because `ANSIToTruecolor` forgets which segments are control codes of Textual's own, and those pass
    untouched. It deletes and does not substitute: a control character counts as no cell, so a substitute would shift
    the line.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments`, the very same list when there is nothing to delete."""
        links = [style.link for _, style, _ in segments if style is not None and style.link]
        if not _CONTROL.search("".join([text for text, _, _ in segments] + links)):
            return segments
        cleaned = [segment if segment.control else _without_control(segment) for segment in segments]
        return [segment for segment in cleaned if segment.control or segment.text]


def _without_control(segment: Segment) -> Segment:
    """Return `segment` without control characters; a link holding one is dropped, since its address is printed raw."""
    text, style, _ = segment
    if style is not None and style.link and _CONTROL.search(style.link):
        style = style.update_link(None)
    return Segment(_CONTROL.sub("", text), style)
