"""Gates that an artifact opens: placing one between tickets, what follows when it opens or closes, and waiving it.

Whether a gate is open is never stored: it follows from the artifacts there are (domain.artifacts). Only that the
operator waived it is a state of its own. In the graph a gate takes no time and is passed through (store.gates).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from teamx_tui.company import links, threads, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain import tickets as states
from teamx_tui.domain.artifacts import Awaited, Made, Predicate, predicate
from teamx_tui.domain.edges import DependencyKind
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.store import events, items
from teamx_tui.store import gates as rows
from teamx_tui.store.rows import Connection, Row

_OPENED: Final = frozenset({"gate.placed", "gate.opened", "gate.waived"})
"""Events from which on what lies behind a gate may go on, if it was not open before; of several, the latest."""
_BEGUN: Final = states.STARTED | states.SATISFYING


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as it is now."""

    number: int
    key: str | None
    title: str
    predicate: Predicate
    is_open: bool
    is_waived: bool
    reason: str
    """Why it was waived."""
    made: tuple[Made, ...]
    """What there is of the artifact so far."""
    who: str
    """Who must act while it is closed."""
    after: tuple[int, ...]
    """Tickets from which the artifact is expected."""
    blocks: tuple[int, ...]
    """Tickets that wait for it."""

    @property
    def word(self) -> str:
        """What it is: open, closed or waived."""
        return "waived" if self.is_waived else "open" if self.is_open else "closed"


def everyone(office: Office) -> tuple[Gate, ...]:
    """Return every gate, by number."""
    with office.look() as connection:
        return _gates(connection, rows.everyone(connection))


def one(office: Office, number: int) -> Gate:
    """Return a gate.

    Raises:
        NotFound: there is none of this number.
    """
    with office.look() as connection:
        return _gates(connection, [_row(connection, number)])[0]


def place(
    office: Office,
    title: str,
    kind: str,
    statuses: Sequence[str],
    *,
    number: int | None = None,
    name: str | None = None,
    after: Sequence[int] = (),
    blocks: Sequence[int] = (),
    actor: str = OPERATOR,
) -> int:
    """Place a gate that an artifact of type `kind` opens in one of `statuses`, and return its number.

    `number` and `name`: only an artifact of this ticket, or of this name, opens it. `after`: where it is expected from.

    Raises:
        Invalid: it has no title or no status, or a status that nothing of this type has.
        NotFound: there is no such ticket.
        Refused: it would close a cycle.
    """
    wanted = predicate(kind, statuses, number, name)
    with office.act(actor) as act:
        if number is not None:
            act.ticket(number)
        return found(act, title, wanted, None, after, blocks)


def found(act: Act, title: str, wanted: Predicate, key: str | None, after: Iterable[int], blocks: Iterable[int]) -> int:
    """Write a gate inside an act with what it stands between, and return its number."""
    before, behind = [act.ticket(one) for one in after], [act.ticket(one) for one in blocks]
    gate = _write(act, title, wanted, key)
    for ticket in before:
        links.add(act, ticket, gate, kind=DependencyKind.API, hard=False)
    for ticket in behind:
        links.add(act, gate, ticket, kind=DependencyKind.API)
    return int(gate.number)


def _write(act: Act, title: str, wanted: Predicate, key: str | None) -> Row:
    label = one_line(title).strip()
    if not label:
        raise Invalid("A gate needs a title.")
    number = items.last_number(act.connection) + 1
    values = {"kind": Kind.GATE, "number": number, "key": key, "title": label, "spec": wanted.spec}
    items.file(act.connection, **values, filed_at_ms=act.at_ms, moved_at_ms=act.at_ms)
    gate = act.node(number)
    is_open = not rows.holds_back(act.connection, gate.id)
    act.note("gate.placed", f"gate:{number}", number=number, title=label, spec=wanted.spec, is_open=is_open)
    return gate


def waive(office: Office, number: int, reason: str, *, actor: str = OPERATOR) -> None:
    """Let what waits for a gate go on without its artifact.

    Raises:
        NotFound: there is no such gate.
        Invalid: no reason is given.
        Refused: it is open, or waived already.
    """
    if not one_line(reason).strip():
        raise Invalid(f"Say why gate #{number} is waived.")
    with office.act(actor) as act:
        gate = _row(act.connection, number)
        if gate.state == State.SKIPPED:
            raise Refused(f"Gate #{number} is waived already.")
        if not rows.holds_back(act.connection, gate.id):
            raise Refused(f"Gate #{number} is open: its artifact is there.")
        items.move(act.connection, gate.id, State.SKIPPED, one_line(reason), act.at_ms)
        act.note("gate.waived", f"gate:{number}", number=number, title=gate.title, reason=one_line(reason))
        wakes.release_dependents(act, gate.id)


def unwaive(act: Act, number: int) -> None:
    """Take back inside an act that a gate was waived; what has not started has to wait again if it is closed.

    If it is not, its artifact has come since, and whoever waited for that is woken by it.
    """
    gate = _row(act.connection, number)
    items.move(act.connection, gate.id, State.OPEN, "", act.at_ms)
    is_shut = rows.holds_back(act.connection, gate.id)
    act.note("gate.unwaived", f"gate:{number}", number=number, title=gate.title, is_open=not is_shut)
    if is_shut:
        _shut(act, gate)
    else:
        wakes.release_dependents(act, gate.id)


def remove(act: Act, number: int) -> None:
    """Take the placing of a gate back inside an act."""
    gate = _row(act.connection, number)
    items.move(act.connection, gate.id, State.CANCELLED, "", act.at_ms)
    act.note("gate.removed", f"gate:{number}", number=number, title=gate.title)


@contextmanager
def watching(act: Act, *kinds: str) -> Iterator[None]:
    """Let what happens inside open and close gates: those of artifacts of some types whose predicate holds after it."""
    wanted = frozenset(filter(None, kinds))
    found = rows.everyone(act.connection) if wanted else ()  # most of what is made is of no type
    gates = [row for row in found if row.state == State.OPEN and row.spec["type"] in wanted]
    before = _met(act.connection, gates)
    yield
    after = _met(act.connection, gates)
    for gate in gates:
        if gate.id in after - before:
            act.note("gate.opened", f"gate:{gate.number}", number=gate.number, title=gate.title)
            wakes.release_dependents(act, gate.id)
        elif gate.id in before - after:
            act.note("gate.closed", f"gate:{gate.number}", number=gate.number, title=gate.title)
            _shut(act, gate)


def _met(connection: Connection, gates: Sequence[Row]) -> set[int]:
    return {gate_id for gate_id, awaits in rows.awaited(connection, [row.id for row in gates]).items() if awaits.is_met}


def _shut(act: Act, gate: Row) -> None:
    """Who has not started waits again, who has worked since it opened is told in the thread."""
    for dependent in items.dependents(act.connection, gate.id):
        if dependent.state == State.OPEN:
            wakes.unready(act, dependent, f"gate #{gate.number} is closed again")
        elif dependent.state in _BEGUN and _has_gone_on(act, gate, dependent):
            words = f"Gate #{gate.number} {gate.title} is closed again. Check whether the work on this still holds."
            threads.tell(act, dependent, words)


def _has_gone_on(act: Act, gate: Row, dependent: Row) -> bool:
    """Return whether anything was done on a ticket since a gate opened: what was done before does not rest on it."""
    history = events.latest_about(act.connection, f"gate:{gate.number}", events.END)
    opened = next(row.seq for row in history if row.kind in _OPENED)
    since = events.about(act.connection, wakes.subject(dependent), opened)
    return any(row.kind in ("run.started", "ticket.moved") for row in since)


def _row(connection: Connection, number: int) -> Row:
    found = rows.everyone(connection)
    row = next((row for row in found if row.number == number), None)
    if row is None:
        there = ", ".join(f"#{row.number}" for row in found) or "none yet"
        raise NotFound(f"There is no gate #{number}. Gates: {there}.")
    return row


def _gates(connection: Connection, found: Sequence[Row]) -> tuple[Gate, ...]:
    awaited = rows.awaited(connection, [row.id for row in found])
    return tuple(_gate(connection, row, awaited[row.id]) for row in found)


def _gate(connection: Connection, row: Row, awaits: Awaited) -> Gate:
    is_waived = row.state == State.SKIPPED
    return Gate(
        number=row.number,
        key=row.key,
        title=row.title,
        predicate=awaits.predicate,
        is_open=is_waived or awaits.is_met,
        is_waived=is_waived,
        reason=row.reason,
        made=awaits.made,
        who=awaits.owner or OPERATOR,
        after=tuple(one.number for one in awaits.expected),
        blocks=tuple(sorted(one.number for one in items.dependents(connection, row.id))),
    )
