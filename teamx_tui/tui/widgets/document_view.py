"""One version of a file as it is read: Markdown laid out, code in colours, anything else as it is written."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.highlight import guess_language, highlight
from textual.widget import Widget
from textual.widgets import Markdown, Static

from teamx_tui.commands import words
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.entries import Note
from teamx_tui.tui.widgets.reader import Block, Line, Reader, Sight

if TYPE_CHECKING:
    from teamx_tui.company.vault import Document

LAID_OUT: Final = 20_000
"""Characters of Markdown that are laid out, a widget for each paragraph; longer texts are shown as written."""
COLOURED: Final = 100_000
"""Characters of code that are coloured."""
TAB: Final = 4
_NO_CODE: Final = ("default", "text")
"""What names of files stand for that are no language."""


class Page(VerticalScroll, can_focus=True):
    """Markdown that can be scrolled with the keys of texts."""

    BINDINGS = keys.bindings("reader")


class DocumentView(Vertical):
    """Shows a document under a line or two that say what it is."""

    def compose(self) -> ComposeResult:
        """Lay out what it is over what is in it."""
        yield Static(id="about")
        yield Reader(id="source")
        yield Page(Markdown(open_links=False), id="page")

    @property
    def text(self) -> Widget:
        """The part that is read, for the focus."""
        return self.query_one("#page") if self.query_one("#page").display else self.query_one("#source")

    async def show(self, document: Document | None, snippet: str = "") -> None:
        """Show a document; None for nothing. `snippet`: its text around what was looked for."""
        source, page = self.query_one("#source", Reader), self.query_one("#page", Page)
        is_laid_out = document is not None and _is_markdown(document) and len(document.content) <= LAID_OUT
        had_focus = self.text.has_focus
        self.query_one("#about", Static).update(_about(document, snippet) if document is not None else "")
        if document is not None and is_laid_out:
            await page.query_one(Markdown).update(printable(document.content))
        elif document is not None:
            source.blocks = (await asyncio.to_thread(_written, document),)
        else:
            source.blocks = ()
        page.display, source.display = is_laid_out, not is_laid_out
        self.text.scroll_home(animate=False)
        if had_focus:
            self.text.focus()


@dataclass(frozen=True, slots=True)
class Source:
    """Lines with their numbers, as a block; those that are too long go on in the next one."""

    key: Hashable
    content: tuple[Content, ...] = field(compare=False)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the lines of the screen."""
        digits = len(str(len(self.content)))
        broken: list[Line] = []
        for number, content in enumerate(self.content, start=1):
            for at, part in enumerate(content.fold(max(8, width - digits - 2)) or [Content("")]):
                broken.append(Numbered(f"{number if at == 0 else '':>{digits}}  ", part))
        return broken


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line behind its number."""

    number: str
    content: Content

    def drawn(self, sight: Sight) -> Content:
        """Return the line."""
        return line(self.number, style="$faint") + self.content


def _is_markdown(document: Document) -> bool:
    return document.file.kind == "markdown" or document.file.name.lower().endswith((".md", ".markdown"))


def _written(document: Document) -> Block:
    """Return a text as a block: code with the numbers of its lines, anything else broken between words."""
    # By the name alone: what is in a file of no known name is text, and not the language it happens to look like.
    language = "markdown" if _is_markdown(document) else guess_language("", document.file.name)
    if language in _NO_CODE and document.file.kind != "code":
        return Note(document.file.id, document.content, "", gap=False)
    text = printable(document.content).expandtabs(TAB)
    shown = highlight(text, language=language) if len(text) <= COLOURED else plain(text)
    return Source(document.file.id, tuple(shown.split("\n", allow_blank=True)))


def _about(document: Document, snippet: str) -> Content:
    file = document.file
    version = f"version {file.version} of {file.versions}" if file.versions > 1 else f"version {file.version}"
    head = said(
        "[bold]$name[/]  [$quiet]$version · $kind · $size · $who on [/][$primary]$place[/] [$quiet]$title[/]",
        name=file.name,
        version=version,
        kind=words.what_it_is(file),
        size=words.size(file.bytes),
        who=words.speaker(file.producer),
        place=file.place if file.number is not None else f"the {file.place}",
        title=file.title,
    )
    sealed = (
        line("✓ intact", style="$success")
        if document.is_intact
        else line("✗ altered: its hash is not the one it was handed in with", style="$error")
    )
    tags = [line(" ".join(f"#{tag}" for tag in file.tags), style="$primary")] if file.tags else []
    parts = [sealed, *tags, line(f"sha-256 {file.sha256}", style="$faint")]
    if _is_markdown(document) and len(document.content) > LAID_OUT:
        parts.append(line("too long to lay out, shown as written", style="$quiet"))
    found = [line(" ".join(snippet.split()), style="$quiet")] if snippet.strip() else []
    return Content("\n").join([head, Content("  ").join(parts), *found])
