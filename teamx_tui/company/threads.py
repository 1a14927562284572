"""Talking in a ticket's thread: comments, mentions, and who takes part."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from teamx_tui.company import inbox, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.raci import FINISHERS, Raci
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import Kind, State
from teamx_tui.domain.wakes import EVERYONE, Cause
from teamx_tui.store import runs, talk
from teamx_tui.store.batch import FRESH, MESSAGE
from teamx_tui.store.rows import Row

_MENTION: Final = re.compile(r"(?<![\w@/.])@([A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?)")
TAKES_BACK: Final = "takes_back"
"""Key of a payload: the entry that this one says no longer counts."""
STATUS: Final = "status"
"""Kind of the entry that says how far a file has come."""
TOLD_ELSEWHERE: Final = frozenset({"attachment", STATUS})
"""Kinds of entries that have no event of their own: the event of what was done names them."""
UNREVIEWED: Final = "nobody else is accountable for it"
"""Why the operator reviews a ticket, as a clause."""
_SHORT: Final = 60
"""Characters by which an entry is known again."""
_UNSPOKEN: Final = {"run_id": None, "call_no": None, "brain": ""}
"""Columns of a message that no run has posted."""


def comment(
    office: Office,
    number: int,
    text: str,
    *,
    mentions: Iterable[str] = (),
    origin: int | None = None,
    actor: str = OPERATOR,
) -> int:
    """Post a comment, wake whom it concerns, and return the message's id.

    The operator's comment wakes the responsible and everyone mentioned; an employee's only those mentioned. A mention
    of somebody outside the thread adds them as consulted. `origin`: the ticket it is said from, if that is another.

    Raises:
        NotFound: one of the tickets does not exist, or `mentions` names nobody here.
        Invalid: the text is empty.
        Refused: the employee takes no part in the ticket they speak from, or in the private one they speak in.
    """
    with office.act(actor) as act:
        item = act.item(number)
        if origin is not None:
            _check_origin(act, item, act.ticket(origin))
        # Nobody else is called into a chat.
        named = mentioned(act, text, mentions) if item.kind != Kind.CHAT else ()
        bring_in(act, item, named)
        message = post(act, item, "comment", text, mentions=named, origin=origin)
        wakes.wake(act, item, Cause.OPERATOR_COMMENT if actor == OPERATOR else Cause.MENTION, named)
        return message


def mention(office: Office, number: int, who: Iterable[str], text: str = "", *, actor: str) -> int:
    """Call people to a ticket by name, with a word or two.

    Raises:
        NotFound: there is no such ticket or employee.
    """
    calls = " ".join(f"@{handle.removeprefix('@')}" for handle in who)
    return comment(office, number, f"{calls} {text}".strip(), mentions=who, actor=actor)


def add_participant(office: Office, number: int, handle: str, raci: str, *, actor: str = OPERATOR) -> None:
    """Bring an employee into a thread, or change their part in it, and wake them if they are new.

    Raises:
        Invalid: there is no such part, or it is `responsible` (assign the ticket instead).
        NotFound: there is no such ticket or employee.
        Refused: the employee has left, or is the responsible.
    """
    part = _part(raci)
    with office.act(actor) as act:
        item, employee = act.ticket(number), act.employee(handle)
        if employee.left_at_ms is not None:
            raise Refused(f"@{employee.handle} has left the company; choose somebody who works here.")
        if employee.id == item.assignee_id:
            raise Refused(f"@{employee.handle} is responsible for #{number}; assign it to somebody else first.")
        parts = {row.handle: row.raci for row in act.members(item.thread_id)}
        is_new = enter(act, item, employee, part)
        if part is Raci.ACCOUNTABLE and parts.get(employee.handle) != part:
            _take_over_answering(act, item, employee.handle)
        if is_new:
            wakes.wake(act, item, Cause.ADDED, [employee.handle])
        keep_reviewed(act, item)


def _take_over_answering(act: Act, item: Row, handle: str) -> None:
    """Leave one accountable: whoever was it is consulted now, and what waits for review waits for the new one."""
    for member in act.members(item.thread_id):
        if member.raci == Raci.ACCOUNTABLE and member.handle != handle:
            enter(act, item, act.employee(member.handle), Raci.CONSULTED)
    if item.state == State.IN_REVIEW:
        pass_review_on(act, item)


def reviewers(act: Act, item: Row) -> tuple[Row, ...]:
    """Return who is accountable for a ticket: it is theirs to review."""
    return tuple(member for member in act.members(item.thread_id) if member.raci == Raci.ACCOUNTABLE)


def pass_review_on(act: Act, item: Row) -> None:
    """Wake inside an act whoever is accountable now for what is handed in, in the operator's place."""
    if wakes.wake(act, item, Cause.REVIEW):
        inbox.withdraw_review(act, item)


def keep_reviewed(act: Act, item: Row) -> None:
    """Let the operator review inside an act what is handed in, where nobody is accountable for it any more."""
    if item.state == State.IN_REVIEW and not reviewers(act, item):
        inbox.ask_to_review(act, item, UNREVIEWED)


def take_out(act: Act, item: Row, employee: Row, reason: str) -> None:
    """Take an employee out of a thread inside an act, and drop the wake that waits for them there.

    Raises:
        NotFound: the employee takes no part in it.
    """
    member = talk.membership(act.connection, item.thread_id, employee.id)
    if member is None or member.left_at_ms is not None:
        raise NotFound(f"@{employee.handle} takes no part in #{item.number}.")
    talk.change_part(act.connection, member.id, left_at_ms=act.at_ms)
    act.forget(thread_id=item.thread_id)
    act.note("participant.removed", wakes.subject(item), number=item.number, employee=employee.handle)
    wakes.call_off(act, item, employee, reason)


def post(
    act: Act,
    item: Row,
    kind: str,
    text: str,
    *,
    mentions: Iterable[str] = (),
    payload: dict[str, Any] | None = None,
    author: str | None = None,
    origin: int | None = None,
) -> int:
    """Write one message inside an act and return its id. `author` is the actor unless given.

    Raises:
        Invalid: the text is empty.
    """
    body = printable(text).strip()
    if not body:
        raise Invalid("An empty message says nothing; write a line.")
    author, turn = author or act.actor, act.turn
    own = turn is not None and author == act.actor
    message = act.next_message_id()
    said: dict[str, Any] = {"author": author, "kind": kind, "mentions": list(mentions)}
    spoken = {"run_id": turn.run_id, "call_no": act.call_no, "brain": turn.brain} if turn and own else _UNSPOKEN
    written = {"id": message, "thread_id": item.thread_id, "body": body, "at_ms": act.at_ms, "origin": origin}
    act.batch.add(MESSAGE, {**written, **said, **spoken, "payload": payload or {}})
    if kind not in TOLD_ELSEWHERE:
        act.note("message.posted", wakes.subject(item), number=item.number, message=message, **said)
    return message


def tell(act: Act, item: Row, text: str, origin: int | None = None) -> int:
    """Write a message of the system's own into a thread."""
    return post(act, item, "system", text, author=SYSTEM, origin=origin)


def take_back(act: Act, item: Row, message_id: int) -> None:
    """Say in a thread that an entry of it no longer counts. The entry stays: it was said."""
    message = talk.message_by_id(act.connection, message_id)
    said = one_line(message.body)
    short = said if len(said) <= _SHORT else f"{said[:_SHORT]}…"
    post(act, item, "system", f"Taken back: {short}", author=SYSTEM, payload={TAKES_BACK: message_id})


def mentioned(act: Act, text: str, named: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the handles `named` and those written as `@handle` in `text`, each once; unknown words in text are words.

    Raises:
        NotFound: one of `named` is nobody here.
    """
    explicit = [EVERYONE if name.removeprefix("@") == EVERYONE else act.employee(name).handle for name in named]
    return tuple(dict.fromkeys([*explicit, *handles_written(text, act.staff())]))


def handles_written(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the handles written as `@handle` in `text` that are `known` (or `@all`), each once."""
    words = (word.lower() for word in _MENTION.findall(text))
    return tuple(dict.fromkeys(word for word in words if word in known or word == EVERYONE))


def freshen(act: Act, item: Row) -> None:
    """Note that something new came to a thread: colleagues who take turns on it are not going in circles."""
    run_id = act.turn.run_id if act.turn is not None else runs.last_id(act.connection)
    act.batch.add(FRESH, {"the_thread": item.thread_id, "fresh_run_id": run_id})


def bring_in(act: Act, item: Row, handles: Iterable[str]) -> None:
    """Add those of `handles` who take no part in the thread as consulted."""
    outsiders = set(handles) - {EVERYONE} - {row.handle for row in act.members(item.thread_id)}
    for handle in sorted(outsiders):
        employee = act.employee(handle)
        if employee.left_at_ms is None:
            enter(act, item, employee, Raci.CONSULTED)


def seat(act: Act, thread_id: int, parts: Mapping[str, Raci]) -> None:
    """Write new participants of a thread, by handle."""
    rows = [
        {
            "thread_id": thread_id,
            "employee_id": act.employee(handle).id,
            "raci": part,
            "added_by": act.actor,
            "joined_at_ms": act.at_ms,
        }
        for handle, part in parts.items()
    ]
    if rows:
        talk.join(act.connection, rows)


def enter(act: Act, item: Row, employee: Row, part: Raci) -> bool:
    """Give an employee a part in a thread; return whether they were not in the thread before."""
    member = talk.membership(act.connection, item.thread_id, employee.id)
    before = member.raci if member is not None and member.left_at_ms is None else None
    if before == part:
        return False
    _check_privacy(act, item)
    if member is None:
        seat(act, item.thread_id, {employee.handle: part})
    else:
        talk.change_part(act.connection, member.id, raci=part, left_at_ms=None)
    act.forget(thread_id=item.thread_id)
    old = Raci(before).letter if before is not None else None
    who = {"employee": employee.handle, "raci": part.letter, "old": old}
    act.note("participant.added", wakes.subject(item), number=item.number, **who)
    return before is None


def mute(act: Act, item: Row, employee: Row, *, muted: bool = True) -> None:
    """Let an employee no longer be woken by colleagues in a thread, or again. Nothing if they take no part in it."""
    member = talk.membership(act.connection, item.thread_id, employee.id)
    if member is None or bool(member.muted) == muted:
        return
    talk.change_part(act.connection, member.id, muted=muted)
    act.forget(thread_id=item.thread_id)
    kind = "participant.muted" if muted else "participant.unmuted"
    act.note(kind, wakes.subject(item), number=item.number, employee=employee.handle)


def _check_origin(act: Act, item: Row, source: Row) -> None:
    """Let pass whoever takes part where they speak from, and where they speak unless that is public."""
    if act.actor in (OPERATOR, SYSTEM):
        return
    if all(row.handle != act.actor for row in act.members(source.thread_id)):
        raise Refused(f"@{act.actor} takes no part in #{source.number} and cannot speak from there.")
    if item.private and all(row.handle != act.actor for row in act.members(item.thread_id)):
        raise Refused(f"#{item.number} is private and @{act.actor} takes no part in it; ask to join it first.")


def _check_privacy(act: Act, item: Row) -> None:
    """Anyone may bring people into a public ticket; into a private one only who does it or answers for it."""
    parts = {row.handle: row.raci for row in act.members(item.thread_id)}
    if item.private and act.actor not in (OPERATOR, SYSTEM) and parts.get(act.actor) not in FINISHERS:
        keepers = ", ".join(f"@{handle}" for handle, part in parts.items() if part in FINISHERS)
        raise Refused(f"#{item.number} is private; ask {keepers or 'the operator'} to bring people in.")


def _part(raci: str) -> Raci:
    word = raci.strip().lower()
    part = next((part for part in Raci if word in (part.value, part.letter.lower())), None)
    if part is None:
        raise Invalid(f"There is no part {raci!r}. The parts are: accountable, consulted, informed.")
    if part is Raci.RESPONSIBLE:
        raise Invalid("The responsible is set by assigning the ticket: teamx ticket assign N HANDLE")
    return part
