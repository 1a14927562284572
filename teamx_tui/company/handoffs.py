"""Hand-offs: one offers artifacts with a note and the next action, the other accepts or declines."""

from collections.abc import Sequence
from typing import Final

from teamx_tui.company import inbox, links, offers, threads, tickets, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague
from teamx_tui.company.offers import HANDOFF
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.raci import FINISHERS, Raci
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import artifacts as made
from teamx_tui.store import decisions as entries
from teamx_tui.store import handoffs as rows
from teamx_tui.store import items
from teamx_tui.store.rows import Row

DECLINED: Final = "decline"
ANSWERS: Final = (rows.ACCEPTED, DECLINED)


def offer(
    office: Office,
    number: int,
    to: str,
    note: str,
    next_action: str,
    *,
    artifacts: Sequence[str] = (),
    ticket: int | None = None,
    actor: str = OPERATOR,
) -> int:
    """Offer a hand-off to an employee, wake them, and return its id.

    Without `ticket` it is the ticket itself that changes hands when it is accepted; with one, that ticket is given the
    `artifacts` (names, each in its newest version) and waits for `number` no longer.

    Raises:
        NotFound: there is no such ticket, employee or artifact.
        Invalid: note or next action is missing, or nothing is handed over.
        Refused: the receiver has left or has it already, the giver may not give it, or it is on offer already.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        onto = act.ticket(ticket) if ticket is not None else None
        receiver = colleague(act, to).handle
        note, next_action = printable(note).strip(), one_line(next_action).strip()
        if not note or not next_action:
            raise Invalid("A hand-off needs a note and the next action.")
        _check(act, item, onto, receiver)
        files = [_file(act, item, name) for name in dict.fromkeys(artifacts)]
        if onto is not None:
            _check_files(act, item, onto, files)
        _refuse_second(act, item, onto, receiver)
        where = offers.home(item, onto)
        handoff = _write(act, item, onto, receiver, (note, next_action), [file.id for file in files])
        threads.bring_in(act, where, [receiver])
        payload = {
            "handoff": handoff,
            "to": receiver,
            "next": next_action,
            "ticket": ticket,
            "artifacts": [f"{file.name} v{file.version}" for file in files],
        }
        origin = number if where is not item else None
        threads.post(act, where, HANDOFF, note, mentions=[receiver], payload=payload, origin=origin)
        wakes.wake(act, where, Cause.HANDOFF, [receiver])
        return handoff


def accept(office: Office, handoff: int, reason: str = "", *, actor: str = OPERATOR) -> None:
    """Accept a hand-off: the ticket changes hands, or the next one gets the artifacts. The giver is woken.

    `reason`: what there is to say besides.

    Raises:
        NotFound: there is no such hand-off.
        Refused: it is answered already, or was offered to somebody else.
    """
    with office.act(actor) as act:
        row = _open(act, handoff)
        item, onto = _tickets(act, row)
        where = offers.home(item, onto)
        words = f"@{row.asked_of} takes #{item.number} over." if onto is None else f"Taken for #{onto.number}."
        _answer(act, where, row, "accepted", " ".join(filter(None, (words, reason))))
        inbox.settle(act, item, row.decision_id, rows.ACCEPTED, reason)
        act.note("handoff.accepted", wakes.subject(item), **offers.facts(row))
        if onto is None:
            _change_hands(act, item, row.asked_of)
        else:
            _grant(act, item, onto, row)
        offers.tell_giver(act, where, row)


def decline(office: Office, handoff: int, reason: str, *, actor: str = OPERATOR) -> None:
    """Decline a hand-off with a reason; everything stays as it was, and the giver is woken.

    Raises:
        NotFound: there is no such hand-off.
        Invalid: no reason is given.
        Refused: it is answered already, or was offered to somebody else.
    """
    with office.act(actor) as act:
        row = _open(act, handoff)
        if not reason.strip():
            raise Invalid(f"Say why it is declined: teamx handoff decline {handoff} REASON")
        item, onto = _tickets(act, row)
        where = offers.home(item, onto)
        _answer(act, where, row, "declined", reason)
        inbox.settle(act, item, row.decision_id, DECLINED, reason)
        act.note("handoff.declined", wakes.subject(item), **offers.facts(row), reason=printable(reason))
        offers.tell_giver(act, where, row)


def withdraw(office: Office, handoff: int, reason: str, *, actor: str = OPERATOR) -> None:
    """Take an offer back that is not answered yet.

    Raises:
        NotFound: there is no such hand-off.
        Refused: it is answered already, or somebody else made it.
    """
    with office.act(actor) as act:
        row = _open(act, handoff, of="raised_by")
        item, onto = _tickets(act, row)
        threads.post(act, offers.home(item, onto), "declined", f"The offer is taken back: {reason}")
        inbox.withdraw(act, item, row.decision_id)
        act.note("handoff.ended", wakes.subject(item), **offers.facts(row), reason=printable(reason))


def settle(office: Office, entry: int, choice: str, reason: str, *, actor: str) -> str:
    """Answer the hand-off that an entry of the inbox is about, and return what comes of it as a sentence."""
    with office.act(actor) as act:
        row = rows.of_decision(act.connection, entry)
        assert row is not None, "an entry of this kind has its hand-off"
        if choice == rows.ACCEPTED:
            accept(office, row.id, reason, actor=actor)
            return f"#{row.number}: the hand-off to @{row.asked_of} is accepted."
        decline(office, row.id, reason, actor=actor)
        return f"#{row.number}: the hand-off to @{row.asked_of} is declined."


def drop(office: Office, entry: int, reason: str, *, actor: str) -> None:
    """Take the offer of an entry back for somebody who decides above both, and wake the giver."""
    with office.act(actor) as act:
        row = rows.of_decision(act.connection, entry)
        assert row is not None, "an entry of this kind has its hand-off"
        withdraw(office, row.id, reason, actor=actor)
        offers.tell_giver(act, offers.home(*_tickets(act, row)), row)


def offered_onto(act: Act, item: Row) -> Sequence[Row]:
    """Return the entries of the open hand-offs to a ticket that are answered there."""
    around = rows.open_around(act.connection, item.id)
    onto = [row for row in around if row.to_item_id == item.id and row.item_state in OVER]
    return [entry for row in onto if (entry := entries.by_id(act.connection, row.decision_id)) is not None]


def _check(act: Act, item: Row, onto: Row | None, receiver: str) -> None:
    """Let pass what may be handed over: by somebody who has it, to somebody who has not, while there is work left."""
    number, parts = item.number, {row.handle: row.raci for row in act.members(item.thread_id)}
    is_operator = act.actor == OPERATOR
    if receiver == act.actor:
        raise Invalid("Nobody hands something over to themselves; name a colleague.")
    if onto is not None and onto.id == item.id:
        raise Invalid(f"#{number} cannot be handed its own artifacts; leave the ticket out to hand #{number} over.")
    if over := next((one for one in (onto or item,) if one.state in OVER), None):
        way = f"teamx ticket move {over.number} open --reason TEXT"
        raise Refused(f"#{over.number} is {over.state}; reopen it first: {way}")
    if onto is None and parts.get(receiver) == Raci.RESPONSIBLE:
        raise Refused(f"@{receiver} is responsible for #{number} already.")
    if onto is None and not is_operator and parts.get(act.actor) not in FINISHERS:
        raise Refused(f"@{act.actor} is neither responsible nor accountable for #{number} and cannot hand it over.")
    if not is_operator and act.actor not in parts:
        raise Refused(f"@{act.actor} takes no part in #{number}; join it first.")


def _file(act: Act, item: Row, name: str) -> Row:
    """Return the newest version of an artifact that was made on a ticket, or handed to it."""
    label = one_line(name).strip()
    versions = made.named(act.connection, label, item.number)
    received = rows.granted(act.connection, item.id)
    given = [file for file in received if file.name == label]
    if versions or given:
        return (versions or given)[-1]
    there = [*made.names_on(act.connection, item.id), *(file.name for file in received)]
    known = f"There are: {', '.join(dict.fromkeys(there))}." if there else "Nothing is attached to it yet."
    raise NotFound(f"There is no artifact {label!r} on #{item.number}. {known}")


def _check_files(act: Act, item: Row, onto: Row, files: Sequence[Row]) -> None:
    if not files:
        raise Invalid(f"Name what #{onto.number} shall get; without a ticket #{item.number} itself is handed over.")
    has = {file.id for file in rows.granted(act.connection, onto.id)}
    if all(file.id in has for file in files):
        names = ", ".join(file.name for file in files)
        raise Refused(f"#{onto.number} has {names} already. Attach a new version first.")


def _refuse_second(act: Act, item: Row, onto: Row | None, receiver: str) -> None:
    """Refuse to offer what is on offer: a ticket to anybody, artifacts to the same person for the same ticket."""
    for other in rows.open_around(act.connection, item.id):
        same_ticket = other.item_id == item.id and other.to_item_id == (onto.id if onto is not None else None)
        if same_ticket and (onto is None or other.asked_of == receiver):
            raise Refused(
                f"It is on offer to @{other.asked_of} already (hand-off {other.id}). Wait for the answer, "
                f"or take it back: teamx handoff withdraw {other.id}"
            )


def _write(
    act: Act, item: Row, onto: Row | None, receiver: str, words: tuple[str, str], artifact_ids: Sequence[int]
) -> int:
    note, next_action = words
    what = f"Take #{item.number} over" if onto is None else f"Take what #{item.number} made for #{onto.number}"
    about = {"receiver": receiver, "ticket": onto.number if onto is not None else None}
    subject = f"{what}: {note}"
    entry = inbox.add(act, item, HANDOFF, subject, options=ANSWERS, asked_of=receiver, about=about)
    handoff = rows.add(
        act.connection,
        artifact_ids,
        decision_id=entry,
        to_item_id=onto.id if onto is not None else None,
        note=note,
        next_action=next_action,
    )
    row = rows.by_id(act.connection, handoff)
    act.note("handoff.offered", wakes.subject(item), **offers.facts(row), decision=entry)
    return handoff


def _open(act: Act, handoff: int, of: str = "asked_of") -> Row:
    """Return a hand-off that the actor may answer now; `of` names the column with who may."""
    row = rows.by_id(act.connection, handoff)
    if row is None:
        raise NotFound(f"There is no hand-off {handoff}; see: teamx handoff list --all")
    if row.state != "open":
        ended = {rows.ACCEPTED: "accepted", DECLINED: "declined"}.get(row.outcome, "taken back")
        raise Refused(f"Hand-off {handoff} is {ended} already; see: teamx handoff show {handoff}")
    if act.actor not in (OPERATOR, getattr(row, of)):
        raise Refused(f"Hand-off {handoff} is for @{getattr(row, of)} to answer.")
    return row


def _tickets(act: Act, row: Row) -> tuple[Row, Row | None]:
    return act.ticket(row.number), act.ticket(row.to_number) if row.to_number is not None else None


def _answer(act: Act, where: Row, row: Row, kind: str, words: str) -> None:
    mentions = [row.raised_by] if row.raised_by != OPERATOR else []
    origin = row.number if where.number != row.number else None
    threads.post(act, where, kind, words, mentions=mentions, payload={"handoff": row.id}, origin=origin)


def _change_hands(act: Act, item: Row, handle: str) -> None:
    tickets.give(act, item, act.employee(handle))
    if items.waits_for_nothing(act.connection, item.id):
        wakes.wake(act, act.ticket(item.number), Cause.HANDED_OVER)


def _grant(act: Act, item: Row, onto: Row, row: Row) -> None:
    names = ", ".join(f"{file.name} v{file.version}" for file in rows.files(act.connection, [row.id]))
    words = f"Handed over from #{item.number} by {_name(row.raised_by)}: {names}. Next: {row.next_action}"
    threads.bring_in(act, onto, [row.asked_of])
    threads.tell(act, onto, words, origin=item.number)
    edge = items.between(act.connection, item.id, onto.id)
    if edge is not None and edge.hard and item.state not in OVER:
        links.soften(act, item, onto)
    if items.waits_for_nothing(act.connection, onto.id):
        wakes.wake(act, onto, Cause.HANDED_OVER)


def _name(handle: str) -> str:
    return "the operator" if handle == OPERATOR else f"@{handle}"
