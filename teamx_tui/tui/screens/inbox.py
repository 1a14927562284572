"""What needs the operator: each entry with its answers, answered in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.ages import when
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.inbox import Entry
    from teamx_tui.company.office import Office


class InboxScreen(LiveScreen[None]):
    """Lists what waits for the operator, oldest first; Enter goes to the answer, and Enter again gives it."""

    CSS_PATH = "inbox.tcss"
    BINDINGS = keys.bindings("inbox")

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Entry] = {}
        self._shown: str | None = None
        self._now_ms = 0

    def compose(self) -> ComposeResult:
        """Lay out the list over the chosen entry and its answers."""
        words = Input(placeholder="your answer", id="words", compact=True)
        words.cursor_blink = not self.window.is_still
        yield self.header()
        with Vertical(classes="window"):
            yield LineList(id="entries", picks=True)
            yield Static(id="subject")
            yield OptionList(id="options", compact=True)
            yield words
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Name the columns: ticket, subject, who asks, since when."""
        entries = self.query_one(LineList)
        entries.columns = (
            Column(most=6),
            Column(flexible=True),
            Column(most=14),
            Column(most=14, right=True),
        )
        entries.empty = Content("Nothing needs you.")
        self.query_one(".window").border_title = Content("Needs you")
        self.set_focus(entries)

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the chosen entry."""
        entry = self._entries.get(self._shown or "")
        return entry.number if entry is not None else None

    async def look(self) -> None:
        """Read what is open."""
        found, self._now_ms = await self.desk.look(_look)
        self._entries = {f"entry:{entry.id}": entry for entry in found}
        entries = self.query_one(LineList)
        entries.show(tuple(self._row(key, entry) for key, entry in self._entries.items()))
        current = entries.current
        self._choose(current.key if current is not None else None)

    def watch_exact(self) -> None:
        """Show times the other way."""
        rows = tuple(self._row(key, entry) for key, entry in self._entries.items())
        self.query_one(LineList).show(rows)

    def _row(self, key: str, entry: Entry) -> Row:
        by = f"@{entry.raised_by}" if entry.raised_by not in ("operator", "system") else "teamx"
        at = when(entry.opened_at_ms, self._now_ms, is_exact=self.exact)
        return Row(
            key,
            (line(f"#{entry.number}", style="$primary"), line(entry.subject), line(by), line(at, style="$quiet")),
        )

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show the entry under the cursor."""
        message.stop()
        self._choose(message.key)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Go to the answer."""
        message.stop()
        options = self.query_one(OptionList)
        options.highlighted = 0 if options.option_count else None
        self.set_focus(options if options.option_count else self.query_one(Input))

    def _choose(self, key: str | None) -> None:
        if key == self._shown:
            return
        self._shown = key
        entry = self._entries.get(key or "")
        subject, options, words = self.query_one("#subject", Static), self.query_one(OptionList), self.query_one(Input)
        subject.update(_subject(entry) if entry is not None else Content(""))
        subject.display = entry is not None
        options.clear_options()
        options.add_options([Option(line(option)) for option in (entry.options if entry is not None else ())])
        words.value = ""
        options.display = bool(entry is not None and entry.options)
        words.display = entry is not None and not entry.options
        if self.focused is None or not self.focused.display:
            self.set_focus(self.query_one(LineList))

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Answer with one of the options."""
        message.stop()
        entry = self._entries.get(self._shown or "")
        if entry is not None:
            self.run_worker(self._answer(entry, entry.options[message.option_index]), name="answer")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Answer in the operator's own words."""
        message.stop()
        entry = self._entries.get(self._shown or "")
        if entry is not None and message.value.strip():
            self.run_worker(self._answer(entry, message.value.strip()), name="answer")

    async def _answer(self, entry: Entry, text: str) -> None:
        try:
            reply = await self.desk.order("answer", {"entry": entry.id, "text": text})
        except TeamxError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        self.notify(printable(reply.sentence), markup=False)
        self.set_focus(self.query_one(LineList))
        self.look_again()

    def action_back(self) -> None:
        """Go from the answer to the list, and from the list away."""
        if isinstance(self.focused, LineList) or self.focused is None:
            super().action_back()
        else:
            self.set_focus(self.query_one(LineList))

    def action_open(self) -> None:
        """Open the ticket of the chosen entry."""
        if self.ticket_in_view is not None:
            self.post_message(LineList.Opened(self.ticket_in_view))


def _subject(entry: Entry) -> Content:
    head = said(
        "[$quiet]#$number $title · $kind[/]", number=entry.number, title=entry.title, kind=entry.kind.replace("_", " ")
    )
    return Content("\n").join([head, plain(entry.subject)])


def _look(office: Office) -> tuple[tuple[Entry, ...], int]:
    return company.inbox.waiting(office), office.clock()
