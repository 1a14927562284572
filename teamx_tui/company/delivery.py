"""Bringing work to its end: artifacts, checks, reviews, finishing."""

from collections.abc import Mapping, Sequence

from teamx_tui.company import artifacts, threads, tickets
from teamx_tui.company.act import Act
from teamx_tui.company.artifacts import Draft
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.raci import FINISHERS, Raci
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import State
from teamx_tui.store import artifacts as rows
from teamx_tui.store import talk
from teamx_tui.store.rows import Row


def attach(
    office: Office,
    number: int,
    name: str,
    content: str,
    *,
    kind: str = "",
    type: str = "",
    status: str = "",
    tags: Sequence[str] = (),
    actor: str = OPERATOR,
) -> int:
    """Attach a text artifact to a ticket and return its version, counted from 1.

    What is left out is as in the version before (company.artifacts.Draft).

    Raises:
        NotFound: there is no such ticket.
        Invalid: it has no name, or is larger than a megabyte.
    """
    with office.act(actor) as act:
        return hand_in(act, act.ticket(number), Draft(name, content, kind, type, status, tuple(tags)))


def hand_in(act: Act, item: Row, draft: Draft) -> int:
    """Attach something to a ticket inside an act, with an entry in its thread, and return its version."""
    made = draft.checked(act.redacted)
    before = rows.latest(act.connection, item.id, made.name)
    kind = made.kind or (before.kind if before is not None else "text")
    version = talk.versions(act.connection, item.id, made.name) + 1
    payload = {"name": made.name, "kind": kind, "version": version, "bytes": len(made.content.encode())}
    message = threads.post(act, item, "attachment", made.name, payload=payload)
    act.flush()  # the artifact refers to its message
    artifacts.put(act, made, item, message)
    threads.freshen(act, item)
    return version


def check(
    office: Office, number: int, name: str, results: Mapping[str, str], *, note: str = "", actor: str = OPERATOR
) -> tuple[int, int]:
    """Record a check in a ticket's thread, and return how many of its items passed and failed.

    `results`: `pass` or `fail` by item.

    Raises:
        NotFound: there is no such ticket.
    """
    passed = sum(word == "pass" for word in results.values())
    failed = len(results) - passed
    with office.act(actor) as act:
        item = act.ticket(number)
        outcome = f"{passed} passed, {failed} failed" if failed else f"all {passed} passed"
        payload = {
            "tool": one_line(name),
            "results": {one_line(label): word for label, word in results.items()},
            "note": one_line(note),
        }
        threads.post(act, item, "tool", f"{name}: {outcome}", payload=payload)
        threads.freshen(act, item)
    return passed, failed


def request_review(office: Office, number: int, text: str, *, actor: str) -> None:
    """Hand a ticket in for review; the accountable is woken.

    Raises:
        NotFound: there is no such ticket.
        Refused: the ticket is not in progress.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        threads.post(act, item, "review", text)
        tickets.shift(act, item, State.IN_REVIEW, None)


def request_changes(office: Office, number: int, text: str, *, actor: str = OPERATOR) -> None:
    """Send back what was handed in, or is done already, saying what to change; whoever does it is woken.

    Raises:
        NotFound: there is no such ticket.
        Invalid: it is not said what to change.
        Refused: the ticket is neither in review nor done, or somebody else reviews it.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        parts = {row.handle: row.raci for row in act.members(item.thread_id)}
        if actor != OPERATOR and parts.get(actor) != Raci.ACCOUNTABLE:
            raise Refused(f"@{actor} is not accountable for #{number}; say what you think in a comment.")
        if item.state not in (State.IN_REVIEW, State.DONE):
            raise Refused(f"#{number} is {item.state}; changes are asked for when it is in review or done.")
        threads.post(act, item, "changes", text)
        tickets.shift(act, item, State.IN_PROGRESS if item.state == State.IN_REVIEW else State.OPEN, text)


def finish(office: Office, number: int, resolution: str, *, actor: str) -> None:
    """Finish a ticket with a resolution; whoever waited for it only is woken in the same transaction.

    Raises:
        NotFound: there is no such ticket.
        Refused: the actor is neither responsible nor accountable for it, or it waits for something.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        parts = {row.handle: row.raci for row in act.members(item.thread_id)}
        if actor != OPERATOR and parts.get(actor) not in FINISHERS:
            raise Refused(f"@{actor} is neither responsible nor accountable for #{number} and cannot finish it.")
        threads.post(act, item, "done", resolution)
        tickets.shift(act, item, State.DONE, resolution)
