"""Looks at the records: what was spent, what happened, what was decided, what waits for an answer."""

from typing import Annotated

from pydantic import Field

from teamx_tui import company
from teamx_tui.company.money import By
from teamx_tui.company.timeline import Line
from teamx_tui.domain.budgets import dollars
from teamx_tui.domain.questions import Span
from teamx_tui.tools.look import Eye, Found, counted, look
from teamx_tui.tools.looking_at_work import Nothing
from teamx_tui.tools.tool import Arguments

Last = Annotated[int, Field(ge=1, le=100)]


class Spent(Arguments):
    """A span of time, and what is to be added up."""

    span: Span = Span.EVER
    by: By = By.TICKET


class Decided(Arguments):
    """A span of time."""

    span: Span = Span.EVER
    last: Last = 20


class Happened(Arguments):
    """Words of a filter of events."""

    filter: str = ""
    span: Span = Span.EVER
    last: Last = 20


@look("money", Spent, reads="turns that have ended with their model calls and costs")
def money(eye: Eye, given: Spent) -> Found:
    """What was spent in a span of time, and on which employee, ticket, project, model or day."""
    seen = company.expenses.since(eye.office, given.span.begins(eye.office.clock()), given.by)
    total = seen.total
    spent = dollars(total.micros)
    return Found(f"{spent} in {counted(total.calls, 'model call')} and {counted(total.turns, 'turn')}", seen)


@look("budgets", Nothing, reads="budgets with what is spent and held back of each")
def budgets(eye: Eye, given: Nothing) -> Found:
    """What may be spent, and what is left of it."""
    rows = company.money.look(eye.office).budgets
    short = sum(row.is_warning for row in rows)
    return Found(f"{counted(len(rows), 'budget')}, {short} over the warning", rows)


@look("inbox", Nothing, reads="open entries of the operator's inbox, and how much waits for each")
def inbox(eye: Eye, given: Nothing) -> Found:
    """What waits for the operator's answer; what most work waits for comes first."""
    rows = company.inbox.waiting(eye.office)
    return Found(f"{counted(len(rows), 'entry').replace('entrys', 'entries')} waiting for you", rows)


@look("decisions", Decided, reads="decisions in the event log")
def decisions(eye: Eye, given: Decided) -> Found:
    """What was decided in a span of time, the latest first."""
    rows = _events(eye, "kind:decision.decided", given.span, given.last)
    return Found(counted(len(rows), "decision"), rows)


@look("timeline", Happened, reads="the event log")
def timeline(eye: Eye, given: Happened) -> Found:
    """What happened, by words of a filter such as `@ada #64 kind:ticket`: the last events of a span of time."""
    rows = _events(eye, given.filter, given.span, given.last)
    return Found(f"{counted(len(rows), 'event')}, the latest first" if rows else "no such event", rows)


def _events(eye: Eye, text: str, span: Span, last: int) -> tuple[Line, ...]:
    """Return the last events that a filter lets through in a span of time, the latest first."""
    begin = span.begins(eye.office.clock())
    lines = company.timeline.read(eye.office, company.timeline.wanted(eye.office, text), last=last)
    return tuple(line for line in lines if line.event.at_ms >= begin)[::-1]
