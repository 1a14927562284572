"""The conversation of a ticket: what was asked for, everything said, and who is having a turn."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from textual.message import Message
from textual.reactive import var

from teamx_tui.tui import keys
from teamx_tui.tui.text import said
from teamx_tui.tui.widgets.entries import Entry, Names, Note, Turn
from teamx_tui.tui.widgets.entry_reader import EntryReader
from teamx_tui.tui.widgets.headline import entitle
from teamx_tui.tui.widgets.reader import Block
from teamx_tui.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from teamx_tui.company.calls import Call
    from teamx_tui.company.rooms import Room
    from teamx_tui.company.transcripts import Page, Said

Place = Literal["first", "before", "after", "latest"]
NEAR: Final = 2
"""Screens before an edge of what is held at which the next page is asked for."""


class ThreadView(EntryReader):
    """Shows the conversation in `room`, as far as its pages were taken.

    It goes along at its end, unless somebody scrolled up: then it counts what came below.
    """

    BINDINGS = keys.bindings("conversation")
    room: var[Room | None] = var(None)
    tells_all: var[bool] = var(True)
    """What the ticket is about stands at the beginning; no, if it stands beside."""

    @dataclass
    class Wanted(Message):
        """Somebody is about to read what is not held."""

        place: Place

    @dataclass
    class Unfolding(Message):
        """Somebody wants to know how an entry was written."""

        said: Said

    @dataclass
    class FileOpened(Message):
        """Somebody wants to read an attached file."""

        name: str
        version: int

    @dataclass
    class Followed(Message):
        """Somebody wants to go to the ticket that an entry came from."""

        number: int

    @dataclass
    class Copied(Message):
        """Somebody wants an entry in their clipboard."""

        text: str

    def __init__(self, *, id: str | None = None, tells_all: bool = True) -> None:
        super().__init__(id=id, follows=True)
        self.set_reactive(ThreadView.tells_all, tells_all)
        self.transcript = Transcript()
        self._calls: dict[Hashable, Call] = {}
        self._names: Names = ()
        self._known: dict[Hashable, Entry] = {}
        self._read = 0
        """Messages there were when the end was last in sight."""
        self._asked: Place | None = None

    def watch_room(self) -> None:
        """Show the new look."""
        self._show()

    def watch_tells_all(self) -> None:
        """Show what it is about, or leave it out."""
        self._show()

    def open(self, page: Page, *, at_end: bool = True) -> None:
        """Show a page and nothing else, from its end or from its beginning."""
        self._asked = None
        self.transcript.begin(page)
        self._at_end = at_end
        entries = self.transcript.entries
        self.put_cursor(entries[-1 if at_end else 0].key if entries else None)
        self._show()
        if not at_end:
            self.scroll_home(animate=False, immediate=True)

    def forget(self) -> None:
        """Let go of the conversation: another one is about to be opened."""
        self.transcript, self._calls, self._known, self._read = Transcript(), {}, {}, 0

    def precede(self, page: Page) -> None:
        """Show a page before what is shown."""
        self._asked = None
        self.transcript.precede(page)
        self._show()

    def follow(self, page: Page) -> None:
        """Show what comes after what is shown, or what was said since; at the end the cursor goes along."""
        self._asked = None
        entries = self.transcript.entries
        was_last = self.is_at_end and (not entries or self._cursor == entries[-1].key)
        self.transcript.follow(page)
        if was_last and self.transcript.entries:
            self.put_cursor(self.transcript.entries[-1].key)
        self._show()

    def unfold(self, entry: Said, call: Call) -> None:
        """Show how an entry was written."""
        self._calls[entry.key] = call
        self._show()
        self.reveal(entry.key)

    def _show(self) -> None:
        if self.room is None:
            return
        names = tuple(self.room.names.items())
        self._names = self._names if names == self._names else names
        self.blocks = (*self._beginning(self.room), *self._woven(), *self._end(self.room))
        self._entitle()
        self.note_offers()

    def _beginning(self, room: Room) -> list[Block]:
        if self.transcript.earlier:
            return [Note("earlier", f"{self.transcript.earlier:,} earlier entries: scroll up, or Home for the first")]
        blocks: list[Block] = []
        if self.tells_all and room.description:
            blocks.append(Note("description", room.description))
        if self.tells_all and room.acceptance:
            criteria = enumerate(room.acceptance, start=1)
            blocks += [Note(("criterion", at), words, mark="□ ", gap=False) for at, words in criteria]
            blocks.append(Note("gap", "", gap=False))
        return blocks

    def _woven(self) -> list[Entry]:
        """Return the entries as blocks, the same ones as before where nothing has become of them."""
        blocks: dict[Hashable, Entry] = {}
        for entry in self.transcript.entries:
            call, known = self._calls.get(entry.key), self._known.get(entry.key)
            is_same = known is not None and (known.said, known.call, known.names) == (entry, call, self._names)
            blocks[entry.key] = known if known is not None and is_same else Entry(entry, self._names, call)
        self._known = blocks
        return list(blocks.values())

    def _end(self, room: Room) -> list[Block]:
        if self.transcript.later:
            return [Note("later", f"{self.transcript.later:,} later entries: scroll down, or End for the last")]
        blocks: list[Block] = []
        if self.transcript.is_empty:
            blocks.append(Note("silence", "Nobody has said anything yet."))
        if room.live is not None:
            name = room.names.get(room.live.employee, room.live.employee)
            blocks.append(Turn(name, room.live.started_at_ms, room.live.calls, room.live.written))
        return blocks

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Count anew what is below, and ask in time for what comes next."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = self._at_end and not self.transcript.later  # the end of what is held is not the end
        self._entitle()
        room = NEAR * self.size.height
        if new_value < room and self.transcript.earlier:
            self._want("before")
        elif new_value > self.max_scroll_y - room and self.transcript.later:
            self._want("after")

    def _want(self, place: Place) -> None:
        if self._asked is None:
            self._asked = place
            self.post_message(self.Wanted(place))

    def _entitle(self) -> None:
        total = self.transcript.total
        if self.is_at_end and not self.transcript.later:
            self._read = total
        count, below = f"{total:,}", f"{total - self._read:,}"
        title = said("Thread [$quiet]$count[/]", count=count)
        if total > self._read > 0:
            title += said("  [$warning]$below new below: End[/]", below=below)
        entitle(self, title)

    def action_scroll_home(self) -> None:
        """Go to the first entry of all."""
        if self.transcript.earlier:
            self._want("first")
        else:
            self.scroll_home(animate=False, immediate=True)

    def action_scroll_end(self) -> None:
        """Go to the last entry of all."""
        if self.transcript.later:
            self._want("latest")
        else:
            self.scroll_end(animate=False, immediate=True)

    def offers(self) -> tuple[bool, ...]:
        """Return whether the entry under the cursor can be opened, and whether there is one to be copied."""
        entry = self.current
        opens = entry is not None and (entry.said.call is not None or entry.said.origin is not None)
        return opens, entry is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what means something for the entry under the cursor."""
        opens, is_there = self.offers()
        return {"open": opens, "copy": is_there}.get(action, True)

    def action_open(self) -> None:
        """Open the file, unfold the call or fold it again, or go to where the entry came from."""
        entry = self.current.said if self.current is not None else None
        if entry is None:
            return
        if entry.kind == "attachment":
            payload = entry.payload
            self.post_message(self.FileOpened(str(payload.get("name", "")), int(payload.get("version") or 1)))
        elif entry.call is None and entry.origin is not None:
            self.post_message(self.Followed(entry.origin))
        else:
            self.action_fold()

    def action_fold(self) -> None:
        """Unfold the entry, or fold it again; a page on where there is nothing to unfold."""
        entry = self.current
        if entry is None or entry.said.call is None:
            self.action_page_down()
        elif self._calls.pop(entry.key, None) is not None:
            self._show()
        else:
            self.post_message(self.Unfolding(entry.said))

    def action_copy(self) -> None:
        """Copy the entry."""
        if self.current is not None:
            self.post_message(self.Copied(self.current.said.body))
