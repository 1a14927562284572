"""The list of what somebody must answer: putting an entry in, taking it out, reading it."""

from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company import prospects
from teamx_tui.company.act import Act
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.domain.text import printable
from teamx_tui.store import decisions as rows
from teamx_tui.store import reach
from teamx_tui.store.rows import Row

MADE: Final = "decision"
"""Kind of a decision that nobody had asked for: it is in the log, and never was in an inbox."""

REVIEW: Final = "review"
"""Kind of the entry by which the operator reviews what nobody else answers for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that waits for an answer."""

    id: int
    kind: str
    number: int
    title: str
    """Of the ticket."""
    subject: str
    options: tuple[str, ...]
    """Answers to choose from; none where the answer is free words."""
    outcomes: tuple[str, ...]
    """What each option would bring about, in words."""
    outcome: str
    """What an answer in free words would bring about."""
    raised_by: str
    asked_of: str
    opened_at_ms: int
    frees: int
    """Unfinished tickets that wait for the ticket of the entry, directly or not."""


def waiting(office: Office, asked_of: str | None = OPERATOR) -> tuple[Entry, ...]:
    """Return the open entries put to one person (or, for None, to anybody).

    What most work waits for comes first, and of equal ones the oldest.
    """
    with office.look() as connection:
        found = rows.open_of(connection, asked_of)
        behind = reach.behind(connection, [row.item_id for row in found])
        entries = [_entry(row, behind[row.item_id]) for row in found]
    return tuple(sorted(entries, key=lambda entry: (-entry.frees, entry.opened_at_ms, entry.id)))


def _entry(row: Row, behind: int) -> Entry:
    return Entry(
        id=row.id,
        kind=row.kind,
        number=row.number,
        title=row.title,
        subject=row.subject,
        options=tuple(row.options),
        outcomes=prospects.of_options(row, behind),
        outcome=prospects.of_words(row),
        raised_by=row.raised_by,
        asked_of=row.asked_of,
        opened_at_ms=row.opened_at_ms,
        frees=behind,
    )


def add(
    act: Act,
    item: Row,
    kind: str,
    subject: str,
    *,
    asked_of: str = OPERATOR,
    blocking: bool = False,
    options: tuple[str, ...] = (),
    about: dict[str, Any] | None = None,
    by_system: bool = False,
) -> int:
    """Put an entry into somebody's inbox inside an act; return its id."""
    subject = printable(subject)
    decision = rows.add(
        act.connection,
        item_id=item.id,
        kind=kind,
        subject=subject,
        options=list(options),
        about=about or {},
        blocking=blocking,
        raised_by=SYSTEM if by_system else act.actor,
        asked_of=asked_of,
        opened_at_ms=act.at_ms,
    )
    if kind != MADE:
        _note(act, "decision.opened", item, decision, about=kind, asked_of=asked_of, subject=subject)
    return decision


def settle(act: Act, item: Row, entry_id: int, outcome: str, rationale: str = "") -> None:
    """Write the outcome of an entry inside an act."""
    outcome, rationale = printable(outcome), printable(rationale)
    rows.close(
        act.connection,
        entry_id,
        state="decided",
        outcome=outcome,
        rationale=rationale,
        decided_by=act.actor,
        decided_at_ms=act.at_ms,
    )
    _note(act, "decision.decided", item, entry_id, outcome=outcome, rationale=rationale)


def pass_on(act: Act, item: Row, entry_id: int, old: str, new: str) -> None:
    """Put an open entry to somebody else inside an act."""
    rows.put_to(act.connection, entry_id, new)
    _note(act, "decision.passed_on", item, entry_id, old=old, new=new)


def withdraw(act: Act, item: Row, entry_id: int) -> None:
    """Take an entry away that needs no answer any more."""
    rows.close(act.connection, entry_id, state="withdrawn", decided_at_ms=act.at_ms)
    _note(act, "decision.withdrawn", item, entry_id)


def reopen(act: Act, item: Row, entry_id: int) -> None:
    """Put an entry back into the inbox that was answered or withdrawn; an answer is taken away."""
    rows.reopen(act.connection, entry_id)
    entry = rows.by_id(act.connection, entry_id)
    assert entry is not None
    _note(act, "decision.reopened", item, entry_id, about=entry.kind, asked_of=entry.asked_of, subject=entry.subject)


def withdraw_lost_blocker(act: Act, item: Row, blocker: int) -> None:
    """Take away the question what shall happen to `item` without its blocker."""
    for entry in rows.open_on(act.connection, item.id):
        if entry.kind == "blocker_lost" and entry.about.get("blocker") == blocker:
            withdraw(act, item, entry.id)


def ask_to_review(act: Act, item: Row, why: str) -> None:
    """Let the operator review what is handed in, once: nobody else does, and `why`, as a clause."""
    if all(entry.kind != REVIEW for entry in rows.open_on(act.connection, item.id)):
        words = f"#{item.number} is handed in for review and {why}."
        add(act, item, REVIEW, words, options=("approve", "changes"), by_system=True)


def withdraw_review(act: Act, item: Row) -> None:
    """Take away the operator's part in a review that somebody else has, or that is over."""
    for entry in rows.open_on(act.connection, item.id):
        if entry.kind == REVIEW:
            withdraw(act, item, entry.id)


def _note(act: Act, kind: str, item: Row, entry_id: int, **data: Any) -> None:
    act.note(kind, f"{item.kind}:{item.number}", number=item.number, decision=entry_id, **data)
