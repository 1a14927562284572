"""The answer to a question: what was looked at for it, what each look found, what is said, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from teamx_tui.commands import questions
from teamx_tui.domain.errors import Invalid, TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import condition
from teamx_tui.tui.screens.live import LiveScreen, Unreadable
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import MARK, LineList
from teamx_tui.tui.widgets.rows import NOTHING, Row
from teamx_tui.tui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from teamx_tui.commands.questions import Answer, Line, Step, Thinking
    from teamx_tui.tui.tail import Changed

_BEGINS: Final = "answer:"
_THOUGHT: Final = "thought:"
LOOK_SECONDS: Final = 0.25
"""Between two looks at what comes of a question that a model answers."""
_INDENT: Final = 2


class AskedScreen(ModalScreen[None], LiveScreen[None]):
    """Answers `question`, and stays as it is while it is read; Enter opens what a line speaks of."""

    CSS_PATH = "asked.tcss"
    BINDINGS = keys.bindings("asked")
    HELP = """
Looked at: every look that was taken for the answer, with what it was given and what it found. None of them changes
anything. Under that the answer, from those looks alone: where it begins, who must act, and the command that does it.
Where the company has a model, it is asked too: its looks and its answer come in above, and the answer that is made of
the records without it stands below.
Enter opens the ticket of a line, or the person; so does each line under Leads to. r asks again.
"""

    def __init__(self, question: str, *, offline: bool = False) -> None:
        """`offline`: no model is asked."""
        super().__init__()
        self.question = question
        self._offline = offline
        self._answer: Answer | None = None
        self._asked_id: int | None = None
        self._thinking: Thinking | None = None
        self._first = ""
        """The row where the cursor was put; still there, it is put to the beginning again when more comes in above."""
        self._unasked = ""
        """Why the company's model was not asked, in a sentence."""
        self._is_begun = offline

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
        self.set_interval(LOOK_SECONDS, self._look_at_thinking)

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
        if not self._is_begun:
            self._is_begun = True
            await self._begin_thinking(self._answer.question)

    async def _begin_thinking(self, question: str) -> None:
        """Ask the company's model, if there is one and somebody is on duty."""
        thinker = await self.desk.look(questions.thinker)
        if thinker is None:
            return
        if thinker.lacks:
            self._unasked = f"{thinker.name} was not asked: {thinker.lacks}."
        else:
            try:
                self._asked_id = await self.desk.look(lambda office: questions.begin(office, question))
            except TeamxError as error:
                self._unasked = str(error)
            else:
                await self._look_at_thinking()
        self.call_after_refresh(self._show)

    async def _look_at_thinking(self) -> None:
        """Show what has come of the question since; the tail does not tell, since it leaves no event."""
        asked_id = self._asked_id
        if asked_id is None or (self._thinking is not None and self._thinking.is_over):
            return
        try:
            seen = await self.desk.look(lambda office: questions.look(office, asked_id))
        except TeamxError as error:
            self.post_message(Unreadable(error))
            return
        if asked_id == self._asked_id and seen != self._thinking:
            self._thinking = seen
            self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Let nobody go on with what nobody waits for."""
        self._give_up()

    def _give_up(self) -> None:
        asked_id, self._asked_id = self._asked_id, None
        if asked_id is not None:
            # By the app, since this screen is gone before it is done.
            giving_up = self.desk.look(lambda office: questions.give_up(office, asked_id))
            self.app.run_worker(giving_up, name="give up", exit_on_error=False)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if self._answer is None or not self.is_attached:
            return
        shown = self.query_one(LineList)
        is_at_top = not shown.rows or (_key(shown) == self._first and shown.scroll_offset.y == 0)
        bar = 0 if shown.show_vertical_scrollbar else shown.styles.scrollbar_size_vertical
        width = shown.scrollable_content_region.width - MARK - bar
        if width <= 0:
            return
        shown.show(tuple(self._rows(width)))
        if is_at_top:
            # What comes in above is read from its beginning by whoever has not gone elsewhere.
            shown.action_edge(-1)
            self._first = _key(shown)

    def _rows(self, width: int) -> Iterator[Row]:
        assert self._answer is not None
        answers = [self._answer]
        if self._thinking is not None:
            yield from _thought(self._thinking, width)
            answers = [self._thinking.answer, self._answer] if self._thinking.answer is not None else answers
        elif self._unasked:
            yield from _sentence("unasked", self._unasked, width, "$warning")
        if self._thinking is not None or self._unasked:
            yield Row("gap:records", (NOTHING,), is_passed=True)
            yield _heading(questions.RECORDS)
        yield from _recorded(self._answer, width)
        yield from _leads(answers)

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
        thought = self._thinking.answer if self._thinking is not None else None
        for begins, answer in ((_BEGINS, self._answer), (_THOUGHT, thought)):
            if answer is not None and key.startswith(begins):
                return answer.lines[int(key.removeprefix(begins))]
        return None

    def action_again(self) -> None:
        """Ask the same again."""
        self._give_up()
        self._thinking, self._unasked, self._is_begun = None, "", self._offline
        self.look_now()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _key(shown: LineList) -> str:
    return shown.current.key if shown.current is not None else ""


def _thought(thinking: Thinking, width: int) -> Iterator[Row]:
    """Yield what a model has looked at so far, what it says, and how it stands."""
    answer = thinking.answer
    yield _heading(f"Answer of {thinking.name}")
    if answer is not None:
        yield from (_step(f"looked:{at}", step) for at, step in enumerate(answer.steps))
        if answer.steps and answer.lines:
            yield Row("gap:thought", (NOTHING,), is_passed=True)
        for at, told in enumerate(answer.lines):
            yield from _told(f"{_THOUGHT}{at}", told, width)
    yield from _sentence("stands", thinking.says, width, "$warning" if answer is None else "$quiet")


def _sentence(key: str, text: str, width: int, style: str) -> Iterator[Row]:
    for at, part in enumerate(wrapped(text, width)):
        yield Row(f"{key}:{at}", (line(part, style=style),), is_passed=True)


def _recorded(answer: Answer, width: int) -> Iterator[Row]:
    if answer.steps:
        yield _heading("Looked at")
        yield from (_step(f"step:{at}", step) for at, step in enumerate(answer.steps))
        yield Row("gap:answer", (NOTHING,), is_passed=True)
        yield _heading("Answer")
    for at, told in enumerate(answer.lines):
        yield from _told(f"{_BEGINS}{at}", told, width)


def _leads(answers: Iterable[Answer]) -> Iterator[Row]:
    """Yield the tickets and people of which some answers speak, each once."""
    tickets = {row.number: row for answer in answers for row in answer.tickets}
    people = dict(pair for answer in answers for pair in answer.people)
    if tickets or people:
        yield Row("gap:leads", (NOTHING,), is_passed=True)
        yield _heading("Leads to")
    for row in tickets.values():
        head = said("[$primary]#$number[/] $title  ", number=row.number, title=row.title)
        yield Row(f"ticket:{row.number}", (head + condition(row.condition),), row.number)
    for handle, name in people.items():
        yield Row(f"person:{handle}", (said("[$primary]@$handle[/] $name", handle=handle, name=name),))


def _heading(text: str) -> Row:
    return Row(f"heading:{text}", (line(text, style="bold $quiet"),), is_passed=True)


def _step(key: str, step: Step) -> Row:
    found = line(step.said, style="$accent") + line(f" → {step.found}", style="$quiet")
    return Row(key, (found,), is_passed=True)


def _told(key: str, told: Line, width: int) -> Iterable[Row]:
    """Yield a line of the answer as rows; the cursor goes to the first of them, if it leads anywhere."""
    leads = told.ticket is not None or told.person is not None or told.is_question
    is_indented = told.is_command or told.is_question
    pad = Content.blank(_INDENT if is_indented else 0)
    style = "$primary" if is_indented else ""
    for at, part in enumerate(wrapped(told.text, width - len(pad.plain))):
        row = (pad + line(part, style=style),)
        yield Row(key if not at else f"{key}:{at}", row, None if at else told.ticket, is_passed=at > 0 or not leads)
