"""What a command answers when that is more than a sentence: text or a table, to be read and left."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from teamx_tui.commands import Command, Reply, Table
from teamx_tui.tui import keys
from teamx_tui.tui.text import line, plain
from teamx_tui.tui.widgets.entries import Note
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.reader import Reader
from teamx_tui.tui.widgets.rows import Column, Row

MOST: Final = 5000
"""Lines of text shown."""


def way_back(command: Command, reply: Reply, key: str) -> str:
    """Return how what was done is taken back, as a line behind the answer; empty where nothing was. `key`: of undo."""
    if not (command.changes and command.is_recorded and reply.orders):
        return ""
    return f"\n{key} takes {'it' if reply.orders == 1 else 'the last of them'} back."


class AnswerScreen(ModalScreen[None]):
    """Shows a reply under a title; Enter on a row that begins with a ticket number opens that ticket."""

    CSS_PATH = "answer.tcss"
    BINDINGS = keys.bindings("answer")
    HELP = """
What a command answered: a table, or a text. It is as it was when the command was given; give it again to see it as it
is by now. Enter on a row that begins with the number of a ticket opens that ticket.
"""

    def __init__(self, title: Content, reply: Reply) -> None:
        super().__init__()
        self._title = title
        self._reply = reply

    def compose(self) -> ComposeResult:
        """Lay out the sentence and the table, or the text alone."""
        with Vertical(classes="window"):
            if self._reply.table is None:
                yield Reader()
            else:
                if self._reply.sentence:
                    yield Static(plain(self._reply.sentence), classes="hint")
                yield LineList(is_titled=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in the reply."""
        self.query_one(".window").border_title = self._title
        table = self._reply.table
        if table is None:
            lines = _latest(self._reply.sentence.split("\n"))
            reader = self.query_one(Reader)
            reader.blocks = tuple(Note(at, text, "", gap=False) for at, text in enumerate(lines))
            self.set_focus(reader)
            return
        shown = self.query_one(LineList)
        shown.columns = _columns(table)
        shown.show(tuple(_row(at, row) for at, row in enumerate(table.rows)))
        self.set_focus(shown)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _latest(lines: list[str]) -> list[str]:
    """Return the last lines, and a first one that says how many are left out."""
    left = len(lines) - MOST
    return (
        [f"({left} lines before these: on the command line they are all there)", *lines[left:]] if left > 0 else lines
    )


def _columns(table: Table) -> tuple[Column, ...]:
    """Return the columns, the one with the longest texts flexible."""
    longest = [max((len(row[at]) for row in table.rows), default=0) for at in range(len(table.columns))]
    widest = longest.index(max(longest))
    return tuple(Column(line(title), most=28, flexible=at == widest) for at, title in enumerate(table.columns))


def _row(at: int, cells: tuple[str, ...]) -> Row:
    number = next((cell for cell in cells[:2] if cell.removeprefix("#").isdecimal() and cell.startswith("#")), "")
    return Row(f"row:{at}", tuple(line(cell) for cell in cells), int(number[1:]) if number else None)
