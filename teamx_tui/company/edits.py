"""Changing what a ticket says after it was filed: a typo in its title, its priority, its due date.

Nobody is woken for it. A correction is nothing to answer, each wake costs a turn, and whoever has the next turn reads
the ticket as it is then; who wants to be heard at once writes a comment. What is done sooner or later for it is: the
queue goes by priority and estimate each time it is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from teamx_tui.company.act import Act, ticket_row
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.wakes import subject
from teamx_tui.domain.edits import FIELDS, Values, told
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import Priority
from teamx_tui.store import edits, people
from teamx_tui.store.rows import Connection, Row


@dataclass(frozen=True, slots=True)
class Edit:
    """What shall be otherwise about a ticket; what is None stays as it is."""

    title: str | None = None
    description: str | None = None
    acceptance: tuple[str, ...] | None = None
    priority: Priority | None = None
    labels: tuple[str, ...] | None = None
    """All of them."""
    more_labels: tuple[str, ...] = ()
    """Those that come to the others."""
    fewer_labels: tuple[str, ...] = ()
    estimate: float | None = None
    """Working days."""
    due_ms: int | None = None
    is_undue: bool = False
    """There is no day any more by which it shall be done."""


def edit(office: Office, number: int, wanted: Edit, *, actor: str = OPERATOR) -> tuple[str, ...]:
    """Change what a ticket says, whatever its state, and return each change in words.

    Raises:
        Invalid: nothing is to be changed, the title is empty, or the estimate is not positive.
        NotFound: there is no such ticket.
        Refused: the ticket is like that already, or has no such label.
    """
    with office.act(actor) as act:
        item = ticket_row(act.connection, number)
        now, then = present(item), _wanted(item, wanted)
        if not then:
            raise Invalid(
                f"Say what shall be otherwise about #{number}: title, description, acceptance, priority, labels, "
                "estimate or due date."
            )
        new = {field: value for field, value in then.items() if value != now[field]}
        if not new:
            raise Refused(f"#{number} is like that already; nothing has been changed.")
        return write(act, item, new)


def write(act: Act, item: Row, new: Values) -> tuple[str, ...]:
    """Write some fields of a ticket inside an act, and return each change in words; nothing follows from it."""
    now = present(item)
    old = {field: now[field] for field in new}
    edits.write(act.connection, item.id, **new)
    act.forget(number=item.number)
    if "estimate" in new:
        people.graph_changed(act.connection)
    act.note("ticket.edited", subject(item), number=item.number, old=old, new=dict(new))
    return told(old, new)


def present(item: Row) -> dict[str, Any]:
    """Return everything that can be changed about a ticket, as it is now."""
    return {field: getattr(item, field) for field in FIELDS}


def is_as_written(connection: Connection, number: int, new: Values) -> bool:
    """Return whether a ticket still says what was written."""
    now = present(ticket_row(connection, number))
    return all(now[field] == value for field, value in new.items())


def titled(text: str) -> str:
    """Return a text as the title of a ticket.

    Raises:
        Invalid: it is empty.
    """
    title = one_line(text.strip()).strip()
    if not title:
        raise Invalid("A ticket needs a title.")
    return title


def check_estimate(days: float) -> None:
    """Let a positive number of working days pass.

    Raises:
        Invalid: it is none, or absurd.
    """
    if not 0 < days < 10_000:
        raise Invalid(f"An estimate is a positive number of working days, not {days:g}.")


def lines(texts: Iterable[str]) -> list[str]:
    """Return texts on a line each, without those that say nothing."""
    return [line for text in texts if (line := one_line(text.strip()).strip())]


def _wanted(item: Row, wanted: Edit) -> dict[str, Any]:
    then: dict[str, Any] = {}
    if wanted.title is not None:
        then["title"] = titled(wanted.title)
    if wanted.description is not None:
        then["description"] = printable(wanted.description)
    if wanted.acceptance is not None:
        then["acceptance"] = lines(wanted.acceptance)
    if wanted.priority is not None:
        then["priority"] = str(wanted.priority)
    if wanted.labels is not None or wanted.more_labels or wanted.fewer_labels:
        then["labels"] = _labels(item, wanted)
    if wanted.estimate is not None:
        check_estimate(wanted.estimate)
        then["estimate"] = wanted.estimate
    if wanted.is_undue or wanted.due_ms is not None:
        then["due_at_ms"] = None if wanted.is_undue else wanted.due_ms
    return then


def _labels(item: Row, wanted: Edit) -> list[str]:
    labels = [*(item.labels if wanted.labels is None else lines(wanted.labels)), *lines(wanted.more_labels)]
    gone = lines(wanted.fewer_labels)
    if missing := [label for label in gone if label not in labels]:
        has = f"its labels are: {', '.join(labels)}" if labels else "it has none"
        raise Refused(f"#{item.number} has no label {missing[0]!r}; {has}.")
    return [label for label in dict.fromkeys(labels) if label not in gone]
