"""Talks between the operator and one employee, which nobody else reads.

A chat is a work item of its own kind, made when the operator first writes. It takes the next number, as a ticket would,
so wakes, runs, gates and money work for it as for a ticket, and its events are filed under `chat:N`. It is no ticket:
no list, board, count, graph or sweep finds it, and what changes tickets refuses its number.
"""

from dataclasses import dataclass
from typing import Final

from teamx_tui.company import rooms, threads, transcripts, wakes
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Act, Office
from teamx_tui.company.transcripts import Page
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import items, people, talk
from teamx_tui.store import rooms as rows
from teamx_tui.store.rows import Connection, Row

LATEST: Final = 20
"""Entries of a chat that are read at once where they are printed."""


@dataclass(frozen=True, slots=True)
class Chat:
    """The talk with one employee."""

    handle: str
    name: str
    brain: str
    number: int | None
    """None: the operator has not written to them yet."""
    page: Page
    run: int | None
    """The turn in which they are answering now."""
    is_waiting: bool
    """Whether they are yet to be given a turn to answer in."""


def say(office: Office, handle: str, text: str, *, actor: str = OPERATOR) -> int:
    """Write to an employee, who is woken, and return the chat's number.

    Raises:
        NotFound: nobody here has that handle.
        Refused: the employee has left.
        Invalid: the text is empty.
    """
    with office.act(actor) as act:
        employee = colleague(act, handle)
        number = _number(act.connection, employee.handle) or _open(act, employee)
        item = act.item(number)
        threads.post(act, item, "comment", text)
        wakes.wake(act, item, Cause.OPERATOR_COMMENT)
        return number


def begin(office: Office, handle: str, *, actor: str = OPERATOR) -> int:
    """Return the number of the chat with an employee; it is made if there is none, and nobody is woken.

    Raises:
        NotFound: nobody here has that handle.
        Refused: there is no chat, and the employee has left.
    """
    with office.act(actor) as act:
        number = _number(act.connection, act.employee(handle).handle)
        return number or _open(act, colleague(act, handle))


def look(office: Office, handle: str, most: int = LATEST) -> Chat:
    """Return the end of the talk with an employee.

    Raises:
        NotFound: nobody here has that handle.
    """
    with office.look() as connection:
        employee = people.by_handle(connection, handle.removeprefix("@"))
        if employee is None:
            raise NotFound(f"There is no employee @{handle.removeprefix('@')}; see: teamx employee list")
        number = _number(connection, employee.handle)
        if number is None:
            return Chat(employee.handle, employee.name, employee.brain, None, Page(), None, False)
        room = rooms.look(office, number)
        page = transcripts.latest(office, number, most)
        run = room.live.run if room.live is not None else None
        return Chat(employee.handle, employee.name, employee.brain, number, page, run, bool(room.queued))


def with_whom(office: Office, number: int) -> str | None:
    """Return the handle of the employee a chat is with; None if the number is that of no chat."""
    with office.look() as connection:
        row = items.by_number(connection, number)
        return str(row.key).partition(":")[2] if row is not None and row.kind == Kind.CHAT else None


def _number(connection: Connection, handle: str) -> int | None:
    row: Row | None = items.by_key(connection, _key(handle))
    return int(row.number) if row is not None else None


def _key(handle: str) -> str:
    # No project can have it: their keys have no colon.
    return f"{Kind.CHAT}:{handle}"


def _open(act: Act, employee: Row) -> int:
    """Write the chat with an employee inside an act, and return its number."""
    number = items.last_number(act.connection) + 1
    item_id = items.file(
        act.connection,
        kind=Kind.CHAT,
        number=number,
        key=_key(employee.handle),
        title=f"Chat with {employee.name}",
        state=State.IN_PROGRESS,
        assignee_id=employee.id,
        private=True,
        filed_at_ms=act.at_ms,
        moved_at_ms=act.at_ms,
    )
    thread_id = talk.open_thread(act.connection, item_id)
    threads.seat(act, thread_id, {employee.handle: Raci.RESPONSIBLE})
    rows.join(act.connection, thread_id, act.at_ms)
    act.note("chat.opened", f"{Kind.CHAT}:{number}", number=number, employee=employee.handle)
    return number
