"""What attendees do in a meeting: take a position, look back, decide, propose an action, call on somebody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from teamx_tui.company import inbox, meetings_floor, threads
from teamx_tui.company.meetings import found
from teamx_tui.company.office import Act, Office
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.meetings import Section
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import State
from teamx_tui.store import meetings as rows
from teamx_tui.store.rows import Row

MOST_ACTIONS: Final = 100
"""Action items of one meeting."""


def position(office: Office, number: int, text: str, *, about: int | None = None, actor: str) -> None:
    """Say what one thinks, of an agenda item (counted from 1) if one is named.

    Raises:
        NotFound: there is no such meeting.
        Refused: it is not going on.
        Invalid: there is no such agenda item, or nothing is said.
    """
    with office.act(actor) as act:
        meeting = _going_on(act, number)
        threads.post(act, act.item(number), "position", text, payload={"about": _point(meeting, about)})


def reflect(office: Office, number: int, parts: Mapping[Section, Sequence[str]], *, actor: str) -> None:
    """Look back: what went well and badly, what was learned, what comes next.

    Raises:
        NotFound: there is no such meeting.
        Refused: it is not going on.
        Invalid: nothing is said.
    """
    said = {part: [line for line in map(_line, parts.get(part, ())) if line] for part in Section}
    if not any(said.values()):
        raise Invalid("Looking back needs at least one line: what went well, what did not, a lesson or a goal.")
    with office.act(actor) as act:
        _going_on(act, number)
        titles = {Section.WELL: "Well", Section.BADLY: "Badly", Section.LESSONS: "Lesson", Section.GOALS: "Goal"}
        body = "\n".join(f"{titles[part]}: {line}" for part in Section for line in said[part])
        threads.post(act, act.item(number), "reflection", body, payload={str(part): said[part] for part in Section})


def resolve(
    office: Office,
    number: int,
    outcome: str,
    *,
    about: int | None = None,
    subject: str = "",
    rationale: str = "",
    options: Sequence[str] = (),
    dissent: Mapping[str, str] | None = None,
    actor: str,
) -> int:
    """Write down what the meeting decides, and return the decision's id. With `about` an agenda item is decided.

    `dissent`: why somebody is against it, by handle.

    Raises:
        NotFound: there is no such meeting, or somebody who dissents is nobody here.
        Refused: it is not going on.
        Invalid: there is no such agenda item, or no outcome.
    """
    with office.act(actor) as act:
        meeting, item = _going_on(act, number), act.item(number)
        point = _point(meeting, about)
        topic = _line(subject) or (meeting.agenda[point - 1] if point is not None else _line(outcome)[:80])
        against = {act.employee(handle).handle: printable(why) for handle, why in (dissent or {}).items()}
        outcome, rationale = printable(outcome).strip(), printable(rationale).strip()
        if not outcome:
            raise Invalid("A decision needs an outcome; say what was decided.")
        choices = [_line(option) for option in options]
        payload = {"subject": topic, "outcome": outcome, "rationale": rationale, "options": choices, "dissent": against}
        threads.post(act, item, "decision", f"{topic}: {outcome}", payload={**payload, "deferred_to": None})
        how = {"agenda": point, "options": choices, "dissent": against, "deferred_to": None}
        decision = inbox.add(act, item, inbox.MADE, topic, asked_of=actor, about=how)
        inbox.settle(act, item, decision, outcome, rationale)
        threads.freshen(act, item)
        return decision


def propose_action(office: Office, number: int, what: str, owner: str, *, due: str = "", actor: str) -> str:
    """Propose that somebody does something; it becomes a ticket when the meeting ends. Return the owner as understood.

    Raises:
        NotFound: there is no such meeting.
        Refused: it is not going on, or has too many action items.
        Invalid: it says nothing.
    """
    with office.act(actor) as act:
        meeting, item = _going_on(act, number), act.item(number)
        if len(rows.actions(act.connection, meeting.item_id)) >= MOST_ACTIONS:
            raise Refused(f"Meeting #{number} has {MOST_ACTIONS} action items already; settle some of them first.")
        whom, task, until = _owner(act, owner), printable(what).strip(), _line(due)
        if not task or not whom:
            raise Invalid("An action item needs what shall be done, and who does it.")
        who = f"@{whom}" if whom in act.staff() else whom
        body = f"{who}: {task}" + (f" (due {until})" if until else "")
        threads.post(act, item, "action", body, payload={"what": task, "owner": whom, "due": until})
        rows.add_action(
            act.connection, meeting.item_id, what=task, owner=whom, due=until, proposed_by=actor, at_ms=act.at_ms
        )
        threads.freshen(act, item)
        return whom


def call_on(office: Office, number: int, who: Sequence[str], text: str = "", *, actor: str) -> None:
    """Say who speaks next, as the chair of a meeting that is directed by its chair.

    Raises:
        NotFound: there is no such meeting or employee.
        Refused: it is not going on, the actor is not its chair, or somebody does not attend.
    """
    with office.act(actor) as act:
        meeting, item = _going_on(act, number), act.item(number)
        if act.employee(actor).id != meeting.assignee_id:
            raise Refused(f"Only the chair of meeting #{number} calls on others.")
        called = [act.employee(handle).handle for handle in who]
        present = {member.handle for member in act.members(item.thread_id)}
        stray = next((handle for handle in called if handle not in present), None)
        if stray is not None:
            raise Refused(f"@{stray} does not attend meeting #{number}.")
        words = f"{', '.join(f'@{handle}' for handle in called)} {text}".strip()
        threads.post(act, item, meetings_floor.FLOOR, words, payload={"call": called})


def set_next(office: Office, number: int, when: str, *, actor: str) -> None:
    """Say when the next meeting is.

    Raises:
        NotFound: there is no such meeting.
        Refused: it is not going on.
        Invalid: nothing is said.
    """
    with office.act(actor) as act:
        _going_on(act, number)
        threads.post(act, act.item(number), "next_meeting", _line(when))


def _going_on(act: Act, number: int) -> Row:
    meeting = found(act.connection, number)
    if meeting.state != State.IN_PROGRESS:
        raise Refused(
            f"Meeting #{number} is not going on: it {'is over' if meeting.started_at_ms else 'has not begun'}."
        )
    return meeting


def _point(meeting: Row, about: int | None) -> int | None:
    if about is not None and not 1 <= about <= len(meeting.agenda):
        known = "; ".join(f"{no} {point}" for no, point in enumerate(meeting.agenda, start=1)) or "it is empty"
        raise Invalid(f"The agenda of meeting #{meeting.number} has no item {about}: {known}.")
    return about


def _owner(act: Act, owner: str) -> str:
    """Return the handle of whoever is meant by a handle, a name or a first name; the words themselves for nobody."""
    words = _line(owner).removeprefix("@")
    here = [row for row in act.staff().values() if row.left_at_ms is None]
    key = words.casefold()
    exact = [row.handle for row in here if key in (row.handle, row.name.casefold())]
    by_first = [row.handle for row in here if row.name.casefold().split()[:1] == [key]]
    found_ = exact or (by_first if len(by_first) == 1 else [])
    return found_[0] if found_ else words


def _line(text: Any) -> str:
    return one_line(str(text)).strip()
