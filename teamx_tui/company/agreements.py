"""What was agreed, for readers: hand-offs with their artifacts, and the log of decisions with their positions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company import inbox
from teamx_tui.company.deliberations import PROPOSAL
from teamx_tui.company.handoffs import DECLINED
from teamx_tui.company.office import Office
from teamx_tui.company.seats import JOIN
from teamx_tui.company.waits import DEADLOCK
from teamx_tui.domain.errors import NotFound
from teamx_tui.store import handoffs as offers
from teamx_tui.store import positions as rows
from teamx_tui.store.rows import Connection, Row

LISTED: Final = 1000
LOGGED: Final = (inbox.MADE, PROPOSAL, inbox.REVIEW, "blocker_lost", JOIN, DEADLOCK)
"""Kinds of entries that are decisions; questions, blocks and failures are answered, not decided."""
_ENDS: Final[Mapping[str, str]] = {offers.ACCEPTED: "accepted", DECLINED: "declined"}


@dataclass(frozen=True, slots=True)
class Handed:
    """An artifact of a hand-off."""

    name: str
    kind: str
    version: int
    producer: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """A hand-off, open or answered."""

    id: int
    entry: int
    """What of somebody's inbox it waits in."""
    number: int
    title: str
    to_number: int | None
    """The ticket that gets the artifacts. None: the ticket itself changes hands."""
    to_title: str
    giver: str
    receiver: str
    note: str
    next_action: str
    artifacts: tuple[Handed, ...]
    state: str
    """offered, accepted, declined or ended."""
    reason: str
    answered_by: str
    offered_at_ms: int
    answered_at_ms: int | None


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody thinks of a decision."""

    who: str
    stance: str
    pro: str
    con: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, on the table or taken."""

    id: int
    kind: str
    number: int
    title: str
    subject: str
    options: tuple[str, ...]
    positions: tuple[Position, ...]
    rule: str
    """By what it is taken; empty where one person just decided."""
    state: str
    """open or decided."""
    outcome: str
    rationale: str
    raised_by: str
    asked_of: str
    decided_by: str
    opened_at_ms: int
    decided_at_ms: int | None
    deferred_to: int | None
    """The ticket that takes up what is put off."""


def handoffs(office: Office, *, only_open: bool = True, person: str = "", number: int = 0) -> tuple[Handoff, ...]:
    """Return hand-offs, oldest first; those that a person gives or gets, or from or to a ticket, where one is named."""
    with office.look() as connection:
        found = offers.listed(connection, only_open=only_open, person=person.removeprefix("@"), number=number)
        return _handoffs(connection, found)


def handoff(office: Office, handoff_id: int) -> Handoff:
    """Return one hand-off.

    Raises:
        NotFound: there is no such hand-off.
    """
    with office.look() as connection:
        row = offers.by_id(connection, handoff_id)
        if row is None:
            raise NotFound(f"There is no hand-off {handoff_id}; see: teamx handoff list --all")
        return _handoffs(connection, [row])[0]


def decisions(office: Office, *, number: int = 0, most: int = LISTED) -> tuple[Decision, ...]:
    """Return the decisions of the company, newest first; with `number` those of a ticket and those put off to it."""
    with office.look() as connection:
        return _decisions(connection, rows.log(connection, LOGGED, most, number, on_the_table=PROPOSAL))


def decision(office: Office, decision_id: int) -> Decision:
    """Return one decision.

    Raises:
        NotFound: there is no such decision.
    """
    with office.look() as connection:
        row = rows.one(connection, LOGGED, decision_id)
        if row is None:
            raise NotFound(f"There is no decision {decision_id}; see: teamx decision list")
        return _decisions(connection, [row])[0]


def _handoffs(connection: Connection, found: Sequence[Row]) -> tuple[Handoff, ...]:
    files: dict[int, list[Handed]] = defaultdict(list)
    for file in offers.files(connection, [row.id for row in found]) if found else ():
        files[file.handoff_id].append(Handed(file.name, file.kind, file.version, file.producer, file.sha256))
    return tuple(
        Handoff(
            id=row.id,
            entry=row.decision_id,
            number=row.number,
            title=row.title,
            to_number=row.to_number,
            to_title=row.to_title or "",
            giver=row.raised_by,
            receiver=row.asked_of,
            note=row.note,
            next_action=row.next_action,
            artifacts=tuple(files[row.id]),
            state="offered" if row.state == "open" else _ENDS.get(row.outcome, "ended"),
            reason=row.rationale,
            answered_by=row.decided_by,
            offered_at_ms=row.opened_at_ms,
            answered_at_ms=row.decided_at_ms,
        )
        for row in found
    )


def _decisions(connection: Connection, found: Sequence[Row]) -> tuple[Decision, ...]:
    taken: dict[int, list[Position]] = defaultdict(list)
    for row in rows.on(connection, [one.id for one in found]) if found else ():
        taken[row.decision_id].append(Position(row.who, row.stance, row.pro, row.con))
    return tuple(
        Decision(
            id=row.id,
            kind=row.kind,
            number=row.number,
            title=row.title,
            subject=row.subject,
            options=tuple(row.options),
            positions=tuple(taken[row.id]),
            rule=row.about.get("rule", ""),
            state=row.state,
            outcome=row.outcome,
            rationale=row.rationale,
            raised_by=row.raised_by,
            asked_of=row.asked_of,
            decided_by=row.decided_by,
            opened_at_ms=row.opened_at_ms,
            decided_at_ms=row.decided_at_ms,
            deferred_to=row.about.get("deferred_to"),
        )
        for row in found
    )
