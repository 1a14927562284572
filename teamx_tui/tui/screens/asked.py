"""The answer to a question: what was looked at for it, what each look found, what is said, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from teamx_tui.commands import questions
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import condition
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import MARK, LineList
from teamx_tui.tui.widgets.rows import NOTHING, Row
from teamx_tui.tui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from teamx_tui.commands.questions import Answer, Line, Step
    from teamx_tui.tui.tail import Changed

_BEGINS: Final = "answer:"
_INDENT: Final = 2


class AskedScreen(ModalScreen[None], LiveScreen[None]):
    """Answers `question`, and stays as it is while it is read; Enter opens what a line speaks of."""

    CSS_PATH = "asked.tcss"
    BINDINGS = keys.bindings("asked")
    HELP = """
Looked at: every look that was taken for the answer, with what it was given and what it found. None of them changes
anything. Under that the answer, from those looks alone: where it begins, who must act, and the command that does it.
Enter opens the ticket of a line, or the person; so does each line under Leads to. r asks again.
"""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question
        self._answer: Answer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the answer as one list."""
        with Vertical(classes="window"):
            yield LineList(picks=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was asked."""
        self.query_one(".window").border_title = said("$question", question=self.question)
        shown = self.query_one(LineList)
        shown.empty = line("Looking…", style="$quiet")
        self.set_focus(shown)

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the line under the cursor."""
        row = self.query_one(LineList).current
        return row.ticket if row is not None else None

    def concerns(self, changed: Changed) -> bool:
        """Leave an answer as it is while it is read."""
        return False

    async def look(self) -> None:
        """Ask; what cannot be asked closes the window."""
        question = self.question
        try:
            self._answer = await self.desk.look(lambda office: questions.answer(office, question))
        except Invalid as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            self.dismiss()
            return
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if self._answer is None or not self.is_attached:
            return
        shown = self.query_one(LineList)
        is_first = not shown.rows
        bar = 0 if shown.show_vertical_scrollbar else shown.styles.scrollbar_size_vertical
        width = shown.scrollable_content_region.width - MARK - bar
        if width <= 0:
            return
        shown.show(tuple(_rows(self._answer, width)))
        if is_first:
            shown.action_edge(-1)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Open the person a line leads to, or ask what it proposes; a ticket opens by itself."""
        message.stop()
        kind, _, name = message.key.partition(":")
        told = self._line(message.key)
        if told is not None and told.is_question:
            self.dismiss()
            self.window.begin("ask", {"question": told.text})
        elif kind == "person":
            self.window.begin("employee show", {"handle": name})
        elif told is not None and told.ticket is None and told.person is not None:
            self.window.begin("employee show", {"handle": told.person})

    def _line(self, key: str) -> Line | None:
        if self._answer is None or not key.startswith(_BEGINS):
            return None
        return self._answer.lines[int(key.removeprefix(_BEGINS))]

    def action_again(self) -> None:
        """Ask the same again."""
        self.look_now()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(answer: Answer, width: int) -> Iterator[Row]:
    if answer.steps:
        yield _heading("Looked at")
        yield from (_step(at, step) for at, step in enumerate(answer.steps))
        yield Row("gap:answer", (NOTHING,), is_passed=True)
        yield _heading("Answer")
    for at, told in enumerate(answer.lines):
        yield from _told(f"{_BEGINS}{at}", told, width)
    if answer.tickets or answer.people:
        yield Row("gap:leads", (NOTHING,), is_passed=True)
        yield _heading("Leads to")
    for row in answer.tickets:
        head = said("[$primary]#$number[/] $title  ", number=row.number, title=row.title)
        yield Row(f"ticket:{row.number}", (head + condition(row.condition),), row.number)
    for handle, name in answer.people:
        yield Row(f"person:{handle}", (said("[$primary]@$handle[/] $name", handle=handle, name=name),))


def _heading(text: str) -> Row:
    return Row(f"heading:{text}", (line(text, style="bold $quiet"),), is_passed=True)


def _step(at: int, step: Step) -> Row:
    found = line(step.said, style="$accent") + line(f" → {step.found}", style="$quiet")
    return Row(f"step:{at}", (found,), is_passed=True)


def _told(key: str, told: Line, width: int) -> Iterable[Row]:
    """Yield a line of the answer as rows; the cursor goes to the first of them, if it leads anywhere."""
    leads = told.ticket is not None or told.person is not None or told.is_question
    is_indented = told.is_command or told.is_question
    pad = Content.blank(_INDENT if is_indented else 0)
    style = "$primary" if is_indented else ""
    for at, part in enumerate(wrapped(told.text, width - len(pad.plain))):
        row = (pad + line(part, style=style),)
        yield Row(key if not at else f"{key}:{at}", row, None if at else told.ticket, is_passed=at > 0 or not leads)
