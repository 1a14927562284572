"""One attached file, read over the thread it was attached in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Markdown

from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.document_view import DocumentView
from teamx_tui.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from teamx_tui.company.vault import Document


class FileScreen(ModalScreen[None]):
    """Shows a document until it is left."""

    CSS_PATH = "file.tcss"
    BINDINGS = keys.bindings("file")
    HELP = """
A file as it was attached, in the version that the thread names: Markdown is laid out, code is coloured, and the rest is
shown as it is. y copies the text. A link only says where it goes; nothing is opened. Every version, and who made it on
which ticket, is in the Vault (5).
"""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def compose(self) -> ComposeResult:
        """Lay out the document."""
        with Vertical(classes="window"):
            yield DocumentView()
        yield KeyLine()

    async def on_mount(self) -> None:
        """Fill it in."""
        self.query_one(".window").border_title = line(self._document.file.name)
        shown = self.query_one(DocumentView)
        await shown.show(self._document)
        self.set_focus(shown.text)

    def on_markdown_link_clicked(self, message: Markdown.LinkClicked) -> None:
        """Say where a link goes; nothing is opened."""
        message.stop()
        self.notify(printable(message.href), title="This link goes to", markup=False)

    def action_copy(self) -> None:
        """Put the text into the clipboard of the operator's terminal."""
        self.app.copy_to_clipboard(self._document.content)
        self.notify(printable(f"Copied {self._document.file.name}."), markup=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
