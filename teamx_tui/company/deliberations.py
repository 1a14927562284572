"""Decisions that several must take: put to those concerned, their positions collected, then decided by a rule."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from teamx_tui.company import inbox, threads, wakes
from teamx_tui.company.act import Act
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain import positions as rules
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import OVER
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import decisions as entries
from teamx_tui.store import positions as rows
from teamx_tui.store.rows import Row

PROPOSAL: Final = "proposal"
"""Kind of the entry that an open decision of several is."""


def propose(
    office: Office,
    number: int,
    subject: str,
    options: Sequence[str],
    among: Sequence[str],
    *,
    rule: str = rules.Rule.ACCOUNTABLE,
    actor: str = OPERATOR,
) -> int:
    """Put a decision to several employees, wake them for their positions, and return its id.

    The ticket's accountable decides when the positions are in, or the operator where there is none.

    Raises:
        NotFound: there is no such ticket or employee.
        Invalid: the subject is empty, an option says nothing or is there twice, or there is no such rule.
        Refused: the ticket is over, somebody has left, or the same is on the table already.
    """
    with office.act(actor) as act:
        item, subject, by = act.ticket(number), one_line(subject).strip(), rules.rule(rule)
        choices = _options(options)
        if not subject:
            raise Invalid("A decision needs a subject.")
        if item.state in OVER:
            raise Refused(f"#{number} is {item.state}; reopen it first: teamx ticket move {number} open --reason TEXT")
        if find(act, item, subject) is not None:
            raise Refused(f"{subject!r} is on the table on #{number} already; take a position on it.")
        named = [colleague(act, handle).handle for handle in dict.fromkeys(among)]
        threads.bring_in(act, item, named)
        payload = {"subject": subject, "options": choices, "rule": by.value, "among": named}
        message = threads.post(act, item, PROPOSAL, subject, mentions=named, payload=payload)
        about = {"message": message, "among": named, "rule": by.value}
        judge = _judge(act, item)
        decision = inbox.add(act, item, PROPOSAL, subject, options=tuple(choices), asked_of=judge, about=about)
        wakes.wake(act, item, Cause.QUESTION, named)
        return decision


def take(
    office: Office, number: int, stance: str, *, pro: str = "", con: str = "", subject: str = "", actor: str
) -> int:
    """Take a position on the decision that is on the table on a ticket, and return the decision's id.

    `subject` says which one when there are several. When everybody asked has taken one, whoever decides is woken.

    Raises:
        NotFound: there is no such ticket.
        Invalid: the stance is none of the options.
        Refused: nothing is on the table, or several decisions are and none is named.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        entry = _on_the_table(act, item, subject)
        word = _stance(entry, stance)
        said = {"stance": word, "pro": one_line(pro), "con": one_line(con)}
        old = next((_words(row) for row in rows.on(act.connection, [entry.id]) if row.who == actor), None)
        lines = [word, *([f"for: {said['pro']}"] if pro else []), *([f"against: {said['con']}"] if con else [])]
        threads.post(act, item, "position", "\n".join(lines), payload={"subject": entry.subject, **said})
        rows.take(act.connection, entry.id, actor, at_ms=act.at_ms, **said)
        act.note("position.taken", wakes.subject(item), number=number, decision=entry.id, who=actor, old=old, **said)
        threads.freshen(act, item)
        if _is_collected(act, item, entry):
            wakes.wake(act, item, Cause.ANSWERED, [entry.asked_of])
        return int(entry.id)


def go_on_without(act: Act, item: Row, handle: str) -> None:
    """Wait no longer inside an act for the position of somebody who has been taken out of a ticket."""
    for entry in entries.open_on(act.connection, item.id):
        if entry.kind == PROPOSAL and handle in entry.about.get("among", ()) and _is_collected(act, item, entry):
            threads.tell(act, item, f"@{handle} takes no part any more. Nobody else is asked about: {entry.subject}")
            wakes.wake(act, item, Cause.ANSWERED, [entry.asked_of])


def _is_collected(act: Act, item: Row, entry: Row) -> bool:
    """Return whether everybody asked who takes part has taken a position, and a colleague decides."""
    present = {member.handle for member in act.members(item.thread_id)}
    have = {row.who for row in rows.on(act.connection, [entry.id])}
    return entry.asked_of != OPERATOR and have.issuperset(present.intersection(entry.about.get("among", ())))


def put_back(act: Act, item: Row, decision: int, who: str, old: Mapping[str, str] | None) -> None:
    """Write inside an act the position that somebody had before, or that they had none."""
    if old is None:
        rows.drop(act.connection, decision, who)
    else:
        rows.take(act.connection, decision, who, at_ms=act.at_ms, **old)
    act.note("position.put_back", wakes.subject(item), number=item.number, decision=decision, who=who)


def find(act: Act, item: Row, subject: str) -> Row | None:
    """Return the open decision on a ticket that has this subject."""
    wanted = one_line(subject).strip().casefold()
    found = (row for row in entries.open_on(act.connection, item.id) if row.kind == PROPOSAL)
    return next((row for row in found if row.subject.casefold() == wanted), None)


def check(act: Act, item: Row, entry: Row, outcome: str) -> str:
    """Return the outcome as its option is written, if it may be decided by the actor now.

    Raises:
        Refused: somebody else decides, or the rule does not allow it yet; the sentence says what to do.
    """
    if act.actor not in (OPERATOR, entry.asked_of):
        raise Refused(f"{_who(entry.asked_of)} decides this on #{item.number}; take a position instead.")
    word = next((option for option in entry.options if option.casefold() == outcome.strip().casefold()), outcome)
    stances = [row.stance for row in rows.on(act.connection, [entry.id])]
    by = rules.Rule(entry.about.get("rule", rules.Rule.ACCOUNTABLE))
    refused = rules.refusal(by, entry.options, stances, word)
    if refused:
        raise Refused(f"{refused} To collect positions: teamx decision position {item.number} OPTION --as HANDLE")
    return word


def record(act: Act, decision: int, positions: Iterable[Mapping[str, str]], options: Sequence[str]) -> None:
    """Write inside an act the positions of a decision that is recorded at once."""
    for given in positions:
        who = act.employee(given["who"]).handle
        if options and given["stance"] not in options:
            raise Invalid(f"@{who} is for {given['stance']!r}, which is none of: {', '.join(options)}.")
        words = {key: one_line(given.get(key, "")) for key in ("stance", "pro", "con")}
        rows.take(act.connection, decision, who, at_ms=act.at_ms, **words)


def check_recorded(options: Sequence[str], positions: Sequence[Mapping[str, str]], outcome: str) -> None:
    """Let a decision pass that is recorded at once: with options it is one of them, with positions two at least.

    Raises:
        Refused: it is not.
    """
    stances = [one["stance"] for one in positions]
    refused = rules.refusal(rules.Rule.ACCOUNTABLE, options, stances or [outcome] * rules.FEWEST, outcome)
    if refused:
        raise Refused(refused)


def spoken(act: Act, decision: int) -> list[dict[str, str]]:
    """Return the positions on a decision as they stand in its message."""
    return [{"who": row.who, **_words(row)} for row in rows.on(act.connection, [decision])]


def _words(row: Row) -> dict[str, str]:
    return {"stance": row.stance, "pro": row.pro, "con": row.con}


def _options(options: Sequence[str]) -> list[str]:
    clean = [one_line(option).strip() for option in options]
    if not all(clean) or len({option.casefold() for option in clean}) < len(clean):
        raise Invalid("Each option says something, and each something else.")
    return clean


def _judge(act: Act, item: Row) -> str:
    return next((row.handle for row in act.members(item.thread_id) if row.raci == Raci.ACCOUNTABLE), OPERATOR)


def _on_the_table(act: Act, item: Row, subject: str) -> Row:
    found = [row for row in entries.open_on(act.connection, item.id) if row.kind == PROPOSAL]
    if subject:
        found = [row for row in found if row.subject.casefold() == one_line(subject).strip().casefold()]
    mine = [row for row in found if act.actor in row.about.get("among", ())]
    if not found:
        way = f"see: teamx decision list --ticket {item.number}"
        raise Refused(f"No such decision is on the table on #{item.number}; {way}")
    if len(mine or found) > 1:
        subjects = "; ".join(row.subject for row in mine or found)
        raise Refused(f"Several decisions are on the table on #{item.number}; name one: {subjects}")
    return (mine or found)[0]


def _stance(entry: Row, stance: str) -> str:
    word = printable(one_line(stance)).strip()
    known = next((option for option in entry.options if option.casefold() == word.casefold()), None)
    if known is None and (entry.options or not word):
        raise Invalid(f"The options are: {', '.join(entry.options)}." if entry.options else "Say what you are for.")
    return known or word


def _who(handle: str) -> str:
    return "The operator" if handle == OPERATOR else f"@{handle}"
