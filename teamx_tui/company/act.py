"""An act: one transaction in progress, with who acts, when, and the events that go with the rows."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.tickets import SPOKEN_ON, Kind
from teamx_tui.domain.wakes import Limits, Policy
from teamx_tui.store import events, items, people, talk
from teamx_tui.store.batch import Batch
from teamx_tui.store.events import Entry
from teamx_tui.store.rows import Connection, Row

_SEE: Final = {
    Kind.TICKET: "teamx ticket show {}",
    Kind.MEETING: "teamx meeting show {}",
    Kind.CHAT: "teamx chat",
    Kind.GATE: "teamx gate show {}",
}
"""How numbered items are looked at."""


def ticket_row(
    connection: Connection,
    number: int,
    find: Callable[[Connection, int], Row | None] = items.by_number,
    kinds: Collection[str] = (Kind.TICKET,),
) -> Row:
    """Return a ticket, or a numbered item of another of the `kinds`, with its `thread_id`; `find`: with which columns.

    Raises:
        NotFound: there is no such ticket.
    """
    row = find(connection, number)
    if row is not None and row.kind not in kinds:
        raise NotFound(f"#{number} is a {row.kind} and no ticket; see: {_SEE[row.kind].format(number)}")
    if row is None:
        last = items.last_number(connection)
        hint = f"The highest number is #{last}" if last else "There are no tickets yet"
        raise NotFound(f"There is no ticket #{number}. {hint}; see: teamx ticket list")
    return row


@dataclass(frozen=True, slots=True)
class Turn:
    """The run an act belongs to: its writes are fenced by it, and its wakes inherit its hop."""

    run_id: int
    wake_id: int
    token: int
    hop: int
    item_id: int
    thread_id: int
    employee_id: int
    handle: str
    brain: str


@dataclass(slots=True)
class Act:
    """One transaction in progress: who acts, when, and the events that go with the rows."""

    connection: Connection
    actor: str
    at_ms: int
    limits: Limits
    turn: Turn | None = None
    redacted: Callable[[str], str] = str
    """Takes secrets out of a text, as the office does of everything that is written."""
    call_no: int | None = None
    batch: Batch = field(default_factory=Batch)
    is_spoilt: bool = False
    """Part of it was broken off, so it must not be committed."""
    _events: list[Entry] = field(default_factory=list)
    _first_seq: int = 0
    _last_message: int | None = None
    _staff: dict[str, Row] = field(default_factory=dict)
    _tickets: dict[int, Row] = field(default_factory=dict)
    _members: dict[int, Sequence[Row]] = field(default_factory=dict)
    _company: list[Row] = field(default_factory=list)

    def note(self, kind: str, subject: str, /, *, actor: str | None = None, **data: Any) -> int:
        """Add an event to the act and return the number it will have. `actor` is the act's unless given."""
        self._events.append(Entry(self.at_ms, actor or self.actor, kind, subject, data))
        return self.last_seq()

    def last_seq(self) -> int:
        """Return the number of the latest event, those of this act included."""
        if not self._first_seq:
            self._first_seq = events.head(self.connection)[0] + 1
        return self._first_seq + len(self._events) - 1

    def noted(self, kind: str) -> int:
        """Return how many events of a kind this act has so far."""
        return sum(event.kind == kind for event in self._events)

    def changed(self, kinds: Collection[str]) -> tuple[int, ...]:
        """Return the numbers of the tickets that events of some kinds in this act are about, each once."""
        about = (event.data.get("number") for event in self._events if event.kind in kinds)
        return tuple(dict.fromkeys(number for number in about if number is not None))

    def staff(self) -> dict[str, Row]:
        """Return every employee by handle, as of this act."""
        if not self._staff:
            self._staff.update((row.handle, row) for row in people.employees(self.connection))
        return self._staff

    def employee(self, handle: str) -> Row:
        """Return an employee.

        Raises:
            NotFound: nobody here has that handle.
        """
        row = self.staff().get(handle.removeprefix("@"))
        if row is None:
            here = [name for name, one in self._staff.items() if one.left_at_ms is None]
            known = ", ".join(f"@{name}" for name in here[:12]) or "nobody yet"
            raise NotFound(f"There is no employee @{handle.removeprefix('@')}. Here are: {known}.")
        return row

    def ticket(self, number: int) -> Row:
        """Return what rules need to know of a ticket (store.items.briefly), as of this act.

        Raises:
            NotFound: there is no such ticket.
        """
        return self._numbered(number, (Kind.TICKET,))

    def item(self, number: int) -> Row:
        """Return the same of whatever has a number and a thread: a ticket, a meeting, a chat.

        Raises:
            NotFound: nothing has that number.
        """
        return self._numbered(number, SPOKEN_ON)

    def _numbered(self, number: int, kinds: Collection[str]) -> Row:
        row = self._tickets.get(number)
        if row is None or row.kind not in kinds:
            row = self._tickets[number] = ticket_row(self.connection, number, items.briefly, kinds)
        return row

    def node(self, number: int) -> Row:
        """Return the same of what dependencies hold together: a ticket, a meeting, a gate.

        Raises:
            NotFound: nothing of the kind has that number.
        """
        return self._numbered(number, (Kind.TICKET, Kind.MEETING, Kind.GATE))

    def members(self, thread_id: int) -> Sequence[Row]:
        """Return the present participants of a thread: handle, raci, employee_id, muted."""
        if thread_id not in self._members:
            self._members[thread_id] = talk.participants(self.connection, thread_id)
        return self._members[thread_id]

    def company(self) -> Row:
        """Return the company's row."""
        if not self._company:
            self._company.append(people.the_company(self.connection))
        return self._company[0]

    def policy(self) -> Policy:
        """Return who is woken when a ticket becomes ready."""
        return Policy(self.company().unblock_wakes)

    def next_message_id(self) -> int:
        """Return the id of the next message; the write lock is held, so nobody else gives it."""
        if self._last_message is None:
            self._last_message = talk.last_message(self.connection)
        self._last_message += 1
        return self._last_message

    def forget(self, *, number: int | None = None, thread_id: int | None = None) -> None:
        """Read a ticket, or who takes part in a thread, again next time; without either, everything."""
        if number is not None:
            self._tickets.pop(number, None)
        if thread_id is not None:
            self._members.pop(thread_id, None)
        if number is None and thread_id is None:
            for read in (self._staff, self._tickets, self._members):
                read.clear()

    @contextmanager
    def speaking_as(self, actor: str) -> Iterator[None]:
        """Let what is done inside be done by somebody else, and in nobody's turn."""
        before = (self.actor, self.turn)
        self.actor, self.turn = actor, None
        try:
            yield
        finally:
            self.actor, self.turn = before

    def flush(self) -> None:
        """Write the rows that wait, so that a read sees them."""
        self.batch.flush(self.connection)


Watcher = Callable[[Act], None]
WATCHERS: Final[list[Watcher]] = []
"""Called at the end of every act, before it is written, to look at what its changes have brought about."""


def watcher(look: Watcher) -> Watcher:
    """Let the decorated function look at every act."""
    WATCHERS.append(look)
    return look
