"""The operator's own part in a conversation: joining it, leaving it, and what was said meanwhile where they take part.

To spectate is to read without having joined: nothing is written, so there is nothing to do for it here.
"""

from dataclasses import dataclass

from teamx_tui.company import wakes
from teamx_tui.company.act import Act
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.store import rooms, talk, transcripts
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said in a conversation the operator takes part in."""

    number: int
    author: str
    """Name of who said it."""
    body: str


def join(office: Office, number: int, *, actor: str = OPERATOR) -> None:
    """Let the operator take part in a ticket's conversation: they are told what is said in it.

    A private ticket is no secret from the operator, whose permission it would take.

    Raises:
        NotFound: there is no such ticket.
        Refused: they take part already.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if rooms.joined(act.connection, item.thread_id) is not None:
            raise Refused(f"You take part in #{number} already. To leave: teamx ticket leave {number}")
        seat(act, item, present=True)


def leave(office: Office, number: int, *, actor: str = OPERATOR) -> None:
    """Let the operator no longer take part in a ticket's conversation. What they said stays.

    Raises:
        NotFound: there is no such ticket.
        Refused: they take no part in it.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if rooms.joined(act.connection, item.thread_id) is None:
            raise Refused(f"You take no part in #{number}. To join: teamx ticket join {number}")
        seat(act, item, present=False)


def seat(act: Act, item: Row, *, present: bool) -> None:
    """Write inside an act whether the operator takes part."""
    rooms.join(act.connection, item.thread_id, act.at_ms if present else None)
    act.note("operator.joined" if present else "operator.withdrew", wakes.subject(item), number=item.number)


def heard(office: Office, after: int | None, most: int = 20) -> tuple[int, tuple[Heard, ...]]:
    """Return the id of the latest message of all, and what others said after `after` where the operator takes part.

    None: nothing has been heard yet, so there is nothing to tell.
    """
    with office.look() as connection:
        rows = transcripts.told_to_operator(connection, after, most) if after is not None else ()
        return talk.last_message(connection), tuple(Heard(row.number, row.name, row.body) for row in rows)
