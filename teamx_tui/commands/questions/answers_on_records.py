"""What is said of the records: what to answer first, what was spent, decided, done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.commands.questions.inquiry import Inquiry, Line
from teamx_tui.commands.remedies import remedy
from teamx_tui.domain.budgets import purse
from teamx_tui.domain.questions import span_of
from teamx_tui.domain.usage import QUESTIONS, TRIALS

if TYPE_CHECKING:
    from teamx_tui.company.expenses import Expense, Expenses
    from teamx_tui.company.inbox import Entry
    from teamx_tui.company.mission import Mission
    from teamx_tui.company.money import Budget
    from teamx_tui.company.timeline import Line as Event

SHOWN: Final = 5
"""Entries, sums and events told of each sort."""
_ADDED_UP: Final = ("model", "project", "day")
"""What is added up besides tickets and employees, if it is asked for."""
_DONE: Final = frozenset({"finished", "done", "completed"})


def answer_first(inquiry: Inquiry) -> Iterator[Line]:
    """Say which entry of the inbox most work waits for, how to answer it, and what comes then."""
    rows: Sequence[Entry] = inquiry.look("inbox")
    about = set(inquiry.about.tickets)
    rows = [row for row in rows if row.number in about] if about else rows
    if not rows:
        yield Line("Nothing waits for your answer.")
        yield from _otherwise(inquiry)
        return
    first, *others = rows
    yield Line(
        f"Answer no. {first.id} first: {first.subject} (#{first.number} {first.title}, raised by "
        f"{words.speaker(first.raised_by)}). {_waiting(first)}",
        first.number,
    )
    for option, outcome in zip(first.options, first.outcomes, strict=True):
        yield Line(f"{outcome or option}: teamx answer {first.id} {option}", first.number, is_command=True)
    if not first.options:
        yield Line(f'teamx answer {first.id} "YOUR ANSWER"', first.number, is_command=True)
    for row in others[: SHOWN - 1]:
        yield Line(f"Then no. {row.id}: {row.subject} (#{row.number}). {_waiting(row)}", row.number)
    if len(rows) > SHOWN:
        yield Line(f"… and {len(rows) - SHOWN} more: teamx inbox")


def spent(inquiry: Inquiry) -> Iterator[Line]:
    """Say what was spent in the span that is named, on which tickets and by whom, and what is left."""
    span, about = span_of(inquiry.said), inquiry.about
    whole = f"{span[:1].upper()}{span[1:]}"
    on: Expenses = inquiry.look("money", span=span.value, by="ticket")
    by: Expenses = inquiry.look("money", span=span.value, by="employee")
    if about.how:
        tickets = [one for one in on.of if one.key in {str(number) for number in about.tickets}]
        theirs = [one for one in by.of if one.key in about.people]
        chosen = theirs if about.people else tickets
        yield Line(f"{whole} on {about.how}: {_sum(chosen)}, of {words.dollars(on.total.micros)} in all.")
        yield from (_ticket(one, on.total) for one in ([] if about.people else tickets)[:SHOWN])
        yield from (_person(one, by.total) for one in theirs[:SHOWN])
    else:
        yield Line(f"{whole}: {_sum([on.total])}.")
        yield from _latency(on.total)
        yield from (_ticket(one, on.total) for one in on.of[:SHOWN])
        yield from (_person(one, by.total) for one in by.of[:SHOWN])
        yield from _by_others(inquiry, span.value)
    budgets: Sequence[Budget] = inquiry.look("budgets")
    for one in budgets[:SHOWN]:
        name = purse(one.scope, one.subject)
        left = f"{words.dollars(one.left)} of {words.dollars(one.limit)} left, {one.percent} % used"
        yield Line(f"Budget of {name}: {left}{' — over the warning' if one.is_warning else ''}.")


def decided(inquiry: Inquiry) -> Iterator[Line]:
    """Say what was decided, the latest first."""
    span, about = span_of(inquiry.said), inquiry.about
    events: Sequence[Event] = inquiry.look("decisions", span=span.value, last=100)
    found = [one for one in events if not about.how or one.number in about.tickets]
    what = f" on {about.how}" if about.how else ""
    yield Line(f"{words.count(len(found), 'decision')}{what}, {span}{', the latest first' if len(found) > 1 else ''}.")
    yield from _events(found)


def happened(inquiry: Inquiry) -> Iterator[Line]:
    """Say what happened in the span that is named; or only what was finished, if that was asked."""
    span, about = span_of(inquiry.said), inquiry.about
    only_done = bool(_DONE & set(inquiry.said))
    wanted = "kind:ticket.moved" if only_done else "-kind:command -kind:wake -kind:worker"
    events: Sequence[Event] = inquiry.look("timeline", filter=wanted, span=span.value, last=100)
    found = [
        one
        for one in events
        if (not about.how or one.number in about.tickets or one.event.actor in about.people)
        and (not only_done or one.event.data.get("new") == "done")
    ]
    what = f"{words.count(len(found), 'ticket')} finished" if only_done else words.count(len(found), "event")
    yield Line(f"{what} {span}{', the latest first:' if len(found) > 1 else '.'}")
    yield from _events(found)


def _otherwise(inquiry: Inquiry) -> Iterator[Line]:
    """Say what else waits for the operator: gates that only they can open."""
    seen: Mission = inquiry.look("status")
    told = 0
    for ticket in seen.blocked:
        for gate in ticket.gates:
            way = remedy(gate, ticket.number) if gate.who == "operator" else None
            if way is not None and told < SHOWN:
                told += 1
                yield Line(f"But #{ticket.number} {ticket.title} waits until {gate.opens_when}.", ticket.number)
                yield Line(f"{way.words}: {way.said}", ticket.number, is_command=True)


def _waiting(row: Entry) -> str:
    return f"{words.count(row.frees, 'unfinished ticket')} wait{'s' if row.frees == 1 else ''} behind it."


def _sum(of: Sequence[Expense]) -> str:
    micros, calls, turns = (sum(getattr(one, name) for one in of) for name in ("micros", "calls", "turns"))
    return f"{words.dollars(micros)} in {words.count(calls, 'model call')} and {words.count(turns, 'turn')}"


def _latency(total: Expense) -> Iterator[Line]:
    if total.turns:
        half, most = words.duration(total.p50_ms), words.duration(total.p95_ms)
        yield Line(f"Half of the turns took no longer than {half}, 95 of 100 no longer than {most}.")


def _by_others(inquiry: Inquiry, span: str) -> Iterator[Line]:
    """Say what was spent by model, by project or by day too, if that was asked."""
    for by in _ADDED_UP:
        if {by, f"{by}s"} & set(inquiry.said):
            found: Expenses = inquiry.look("money", span=span, by=by)
            for one in found.of[:SHOWN]:
                yield Line(f"{by} {words.account(by, one.key, one.label)}: {_share(one, found.total)}")


def _share(one: Expense, total: Expense) -> str:
    share = f", {one.micros * 100 // total.micros} %" if total.micros else ""
    how_often = words.count(one.turns, "turn") if one.turns else words.count(one.calls, "model call")
    return f"{words.dollars(one.micros)}{share} ({how_often})"


def _ticket(one: Expense, total: Expense) -> Line:
    if not one.key.isdecimal():
        return Line(f"on {one.label or 'no ticket'}: {_share(one, total)}")
    return Line(f"on #{one.key} {one.label}: {_share(one, total)}", int(one.key))


def _person(one: Expense, total: Expense) -> Line:
    if one.key in (QUESTIONS, TRIALS):
        return Line(f"for {one.label}: {_share(one, total)}")
    return Line(f"by @{one.key}: {_share(one, total)}", person=one.key)


def _events(found: Sequence[Event]) -> Iterator[Line]:
    for one in found[: 2 * SHOWN]:
        yield Line(f"{one.event.at[:16].replace('T', ' ')}  {one.words}", one.number)
    if len(found) > 2 * SHOWN:
        yield Line(f"… and {len(found) - 2 * SHOWN} more: teamx log")
