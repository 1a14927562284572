"""The operator's orders: every command given, in the log with the changes it made, and which were taken back since.

An order is one act. Its events lie between its first one and the `command.given` that closes them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from teamx_tui.company.news import Event, read
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.store import events
from teamx_tui.store.rows import Connection

GIVEN: Final = "command.given"
"""Kind of the event that closes an order."""
_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Order:
    """One command that an operator gave."""

    seq: int
    """Number of the event that closes it."""
    at_ms: int
    said: str
    """The command as the command line takes it, long words cut."""
    first: int
    """Number of the first event it brought about."""
    is_undone: bool


@contextmanager
def given(office: Office, said: str) -> Iterator[None]:
    """Note in the log that an operator said something, behind what it changes; nothing if it changes nothing."""
    with office.act(OPERATOR) as act:
        first = act.last_seq() + 1
        yield
        if act.last_seq() >= first:
            act.note(GIVEN, OPERATOR, said=said, first=first)


@contextmanager
def together(office: Office) -> Iterator[Callable[[], int]]:
    """Let the orders that are given inside be carried out in one transaction: every one of them, or none.

    Yields how many of them have changed something so far.
    """
    with office.act(OPERATOR) as act:
        yield lambda: act.noted(GIVEN)


def history(office: Office, most: int) -> tuple[Order, ...]:
    """Return the `most` latest orders, newest first."""
    with office.look() as connection:
        return tuple(islice(orders(connection), most))


def orders(connection: Connection) -> Iterator[Order]:
    """Yield the orders, newest first, as of one consistent read."""
    undone, before = set(), events.END
    while page := events.latest_about(connection, OPERATOR, _PAGE, before):
        for event in map(read, page):
            data = event.data
            if event.kind == "command.undone":
                undone.add(data["order"])
            else:
                yield Order(event.seq, event.at_ms, data["said"], data["first"], event.seq in undone)
        before = page[-1].seq


def changes(connection: Connection, order: Order) -> tuple[Event, ...]:
    """Return the events that an order brought about, oldest first."""
    return tuple(read(row) for row in events.between(connection, order.first, order.seq - 1))
