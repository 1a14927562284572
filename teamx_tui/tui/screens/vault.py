"""The Vault place: everything that was made, and one of it as it is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Markdown

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.domain.errors import Invalid, NotFound, TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.screens.live import Unreadable
from teamx_tui.tui.screens.records import FILE, RecordsScreen
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.document_view import DocumentView
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.vault import Document, File, Found

WIDE: Final = 150
"""Columns from which the file stands beside the list."""
CLIPBOARD_BYTES: Final = 74_000
"""What terminals take into the clipboard at once (xterm, tmux: 100,000 characters of base64)."""
_NOTHING: Final = "Nothing was made yet. To put a file in: Ctrl+K, vault add"
_COLUMNS: Final = (
    Column(Content("Name"), flexible=True, least=24),
    Column(Content("Kind"), most=12, drop_below=50),
    Column(Content("Status"), most=12, drop_below=110),
    Column(Content("Tags"), most=18, drop_below=66),
    Column(Content("Ver."), most=4, right=True, drop_below=60),
    Column(Content("By"), most=12),
    Column(Content("Of"), most=10, right=True),
    Column(Content("Made"), most=12, right=True),
    Column(Content("Size"), most=8, right=True, drop_below=90),
    Column(Content("SHA-256"), most=12, drop_below=120),
)


class VaultScreen(RecordsScreen):
    """Lists the files that the filter lets through, and shows the one under the cursor."""

    CSS_PATH = ["records.tcss", "vault.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "Vault"
    BINDINGS = keys.bindings("vault")
    HINT = Content.from_markup(
        "words of name, tags or text · [$primary]@name[/] made it · [$primary]#64[/] · [$primary]kind:code[/] · "
        "[$primary]tag:api[/] · [$primary]-[/]word for not"
    )
    HELP = "\n".join(
        (
            "Everything the company has made, the latest first: each file with who made it, where it belongs "
            "(a ticket, a project, the company), its tags and its hash.",
            "Enter goes to the text, Esc back to the list. Files are kept in all their versions: [ and ] step "
            "through them.",
            "",
            "Whenever a file is shown, its hash is worked out anew: intact means that it is what was handed "
            "in, to the byte.",
            "The filter (/) takes words in any order: @lin made it, #64 is the ticket, kind:code, tag:api, "
            "status:agreed; anything else is looked for in names, tags and texts, the best first, whatever it is "
            "written with. A - before a word means not.",
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self._files: dict[str, File] = {}
        self._snippets: Mapping[int, str] = {}
        self._shown: Document | None = None
        self._now_ms = 0
        self._begins = False
        """The next list is looked at from its beginning."""

    def compose(self) -> ComposeResult:
        """Lay out the filter over the list and the file."""
        yield self.header()
        yield from self.bar()
        with Container(id="body"):
            yield LineList(id="files", is_titled=True, picks=True)
            yield DocumentView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the columns."""
        files = self.query_one(LineList)
        files.columns = _COLUMNS
        files.border_title = Content("Files")

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the file under the cursor."""
        return self._shown.file.number if self._shown is not None else None

    async def look(self) -> None:
        """Read what the filter lets through; what is wrong with the filter leaves the list as it is."""
        text = self.filter
        try:
            found, self._now_ms = await self.desk.look(lambda office: _look(office, text))
        except (Invalid, NotFound) as error:
            self.complain(str(error))
            return
        self.complain("")
        self._files = {str(file.id): file for file in found.files}
        has_moved, self._snippets = found.snippets != self._snippets, found.snippets
        if has_moved:
            self._shown = None  # it is shown anew, with other words around what was looked for
        self._list(found, is_filtered=bool(text.strip()))

    def _list(self, found: Found, *, is_filtered: bool) -> None:
        files = self.query_one(LineList)
        files.empty = Content("No file is like that. Esc takes the filter away." if is_filtered else _NOTHING)
        files.show(self._rows())
        if self._begins and found.files:
            files.cursor = 0
        self._begins = False
        listed = (
            f"{found.shown:,} of {words.count(found.total, 'file')}"
            if is_filtered
            else words.count(found.total, "file")
        )
        more = f" · the latest {len(found.files):,} are listed" if len(found.files) < found.shown else ""
        self.count(listed + more)
        if files.current is None:
            self._shown = None
            self._show(partial(self.query_one(DocumentView).show, None))
        else:
            self._open(self._files[files.current.key])

    def _rows(self) -> tuple[Row, ...]:
        return tuple(self._row(key, file) for key, file in self._files.items())

    def _row(self, key: str, file: File) -> Row:
        return Row(
            key,
            (
                line(file.name),
                line(file.type or file.kind, style="$quiet"),
                line(file.status),
                line(" ".join(file.tags), style="$quiet"),
                line(f"{file.version}", style="$quiet"),
                line(words.speaker(file.producer)),
                line(file.project or file.place, style="$primary" if file.number is not None else "$quiet"),
                line(when(file.at_ms, self._now_ms, is_exact=self.exact), style="$quiet"),
                line(words.size(file.bytes), style="$quiet"),
                line(file.sha256[:12], style="$faint"),
            ),
        )

    def watch_exact(self) -> None:
        """Show times the other way."""
        self.query_one(LineList).show(self._rows())

    def on_descendant_focus(self) -> None:
        """Make room for a text that is read on a small screen."""
        self.set_class(self.focused is self.query_one(DocumentView).text, "-reading")

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show the file under the cursor."""
        message.stop()
        if message.key in self._files:
            self._open(self._files[message.key])

    def _open(self, file: File, version: int | None = None) -> None:
        shown = self._shown.file if self._shown is not None else None
        known = (shown.place, shown.name, shown.versions) if shown is not None else None
        if version is None and known == (file.place, file.name, file.versions):
            return  # it is there already, maybe in an earlier version
        self._show(partial(self._read, file.id, version))

    def _show(self, work: Callable[[], Awaitable[None]]) -> None:
        # Handed over uncalled: what a later one replaces may never have begun.
        self.run_worker(work, name="document", group="document", exclusive=True)

    async def _read(self, file_id: int, version: int | None) -> None:
        try:
            shown = await self.desk.look(lambda office: company.vault.read_version(office, file_id, version))
        except TeamxError as error:
            self.post_message(Unreadable(error))
            return
        self._shown = shown
        await self.query_one(DocumentView).show(shown, self._snippets.get(shown.file.id, ""))
        self.refresh_bindings()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Go to the text."""
        message.stop()
        self.set_focus(self.query_one(DocumentView).text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a file, or an earlier or a later version of it, only where there is one."""
        if action == "step_version":
            return self._beside(int(str(parameters[0]))) is not None
        if action == "open_ticket":
            return self.ticket_in_view is not None
        return self._shown is not None if action in ("copy", "save") else super().check_action(action, parameters)

    def _beside(self, step: int) -> int | None:
        """Return the version before or after the one that is shown, None if there is none."""
        if self._shown is None:
            return None
        versions = self._shown.versions
        at = versions.index(self._shown.file.version) + step
        return versions[at] if 0 <= at < len(versions) else None

    def action_step_version(self, step: int) -> None:
        """Show the version before or after."""
        version = self._beside(step)
        if self._shown is not None and version is not None:
            self._open(self._shown.file, version)

    def action_copy(self) -> None:
        """Put the text into the clipboard of the operator's terminal."""
        if self._shown is None:
            return
        file = self._shown.file
        if file.bytes > CLIPBOARD_BYTES:
            sentence = f"{file.name} is too long for a terminal's clipboard ({words.size(file.bytes)}); x saves it."
            self.notify(printable(sentence), severity="warning", markup=False)
            return
        self.app.copy_to_clipboard(self._shown.content)
        self.notify(printable(f"Copied {file.name} ({words.size(file.bytes)})."), markup=False)

    def action_open_ticket(self) -> None:
        """Open the ticket the file was made on."""
        if self.ticket_in_view is not None:
            self.window.open_ticket(self.ticket_in_view)

    def action_save(self) -> None:
        """Ask for the file to write it to."""
        if self._shown is not None:
            self.ask(FILE, "save to a file", self._shown.file.name)

    async def answered(self, about: str, text: str) -> None:
        """Save to the file that was named."""
        if self._shown is not None:
            file = self._shown.file
            given = {"name": file.name, "ticket": file.number, "version": file.version, "out": text}
            self.notify(printable((await self.desk.order("vault save", given)).sentence), markup=False)

    def search(self) -> None:
        """Look for what is written, and begin at what fits it best."""
        self._begins = True
        self.look_again()

    def on_markdown_link_clicked(self, message: Markdown.LinkClicked) -> None:
        """Say where a link goes; nothing is opened."""
        message.stop()
        self.notify(printable(message.href), title="This link goes to", markup=False)


def _look(office: Office, text: str) -> tuple[Found, int]:
    return company.vault.find(office, text), office.clock()
