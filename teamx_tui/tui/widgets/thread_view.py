"""The conversation of a ticket: what was asked for, everything said, and who is having a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from teamx_tui.tui.text import said
from teamx_tui.tui.widgets.entries import Entry, Note
from teamx_tui.tui.widgets.reader import Block, Reader

if TYPE_CHECKING:
    from teamx_tui.company.views import Thread


class ThreadView(Reader):
    """Shows `thread` and goes along at its end, unless somebody scrolled up: then it counts what came below."""

    thread: var[Thread | None] = var(None)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, follows=True)
        self._number: int | None = None
        self._read_to = 0

    def watch_thread(self, thread: Thread | None) -> None:
        """Show the new look; another ticket starts at its end."""
        if thread is None:
            return
        if thread.ticket.number != self._number:
            self._number, self._at_end = thread.ticket.number, True
        self.blocks = _blocks(thread)
        self._entitle()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Count anew what is below."""
        super().watch_scroll_y(old_value, new_value)
        self._entitle()

    def _entitle(self) -> None:
        if self.thread is None:
            return
        entries = self.thread.entries
        if self.is_at_end and entries:
            self._read_to = entries[-1].seq
        below = sum(entry.seq > self._read_to for entry in entries)
        count = len(entries) + self.thread.earlier
        if below:
            self.border_title = said(
                "Thread [$quiet]$count[/]  [$warning]$below new below: End[/]", count=count, below=below
            )
        else:
            self.border_title = said("Thread [$quiet]$count[/]", count=count)


def _blocks(thread: Thread) -> tuple[Block, ...]:
    people = tuple(thread.names.items())
    files = {(made.name, made.version): made.content for made in thread.artifacts}
    blocks: list[Block] = []
    if thread.description:
        blocks.append(Note(("description", thread.description), thread.description))
    blocks += [Note(("criterion", words), words, mark="□ ", gap=False) for words in thread.acceptance]
    if thread.earlier:
        blocks.append(Note(("earlier", thread.earlier), f"{thread.earlier} earlier entries: press e", "$warning"))
    for entry in thread.entries:
        file = (str(entry.payload.get("name", "")), int(entry.payload.get("version") or 0))
        blocks.append(Entry(entry, people, files.get(file, "") if entry.kind == "attachment" else ""))
    if not thread.entries:
        blocks.append(Note("silence", "Nobody has said anything yet."))
    if thread.live is not None:
        name = thread.names.get(thread.live, thread.live)
        blocks.append(
            Note(("turn", name), f"{name} is having a turn …", "$presence-in-thread-word", "◆ ", "$presence-in-thread")
        )
    return tuple(blocks)
