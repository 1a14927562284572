"""Budgets: what somebody or something may spend in a day, in a month or at all; set, raised, dropped, begun anew."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from teamx_tui.company import inbox
from teamx_tui.company.act import Act, ticket_row
from teamx_tui.company.employees import colleague
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.domain import budgets as rules
from teamx_tui.domain.budgets import NUMBERED, WARN_PERCENT, Period, Scope, dollars
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.tickets import Kind
from teamx_tui.store import budgets as rows
from teamx_tui.store import decisions, items
from teamx_tui.store.rows import Row

MOST_MICROS: Final = 1_000_000_000_000
"""A million dollars: more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a budget allows."""

    limit_micros: int
    warn_percent: int = WARN_PERCENT
    approve_above_micros: int | None = None
    """A call that may cost more is asked about first."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a budget is of, and over which time it is counted: there is one budget for each."""

    scope: Scope = Scope.COMPANY
    subject: str = ""
    """Handle, project key or number; empty for the company."""
    period: Period = Period.TOTAL

    @property
    def words(self) -> str:
        """The place as the command line takes it."""
        period = "" if self.period is Period.TOTAL else f"--period {self.period}"
        return " ".join(filter(None, (self.scope, self.subject, period)))


def put(office: Office, place: Place, terms: Terms, *, actor: str = OPERATOR) -> str:
    """Set a budget, or set it anew, and return what it is called. What was spent before counts too.

    Raises:
        Invalid: an amount or the warning makes no sense.
        NotFound: there is no such employee, project, ticket or meeting.
        Refused: more than the limit is spent already.
    """
    with office.act(actor) as act:
        place = checked(act, place)
        write(act, place, terms)
        return rules.named(place.scope, place.subject, place.period, terms.limit_micros)


def increase(office: Office, place: Place, by_micros: int | None = None, *, actor: str = OPERATOR) -> str:
    """Raise a budget by an amount, or by what is usual, and return what it is called then.

    Raises:
        Invalid: the amount makes no sense.
        NotFound: there is no such budget.
    """
    with office.act(actor) as act:
        row = the_budget(act, place)
        return add(act, row, by_micros if by_micros is not None else rules.step_up(row.limit_micros, 0))


def drop(office: Office, place: Place, *, actor: str = OPERATOR) -> str:
    """Let a budget hold nothing back any more, and return what it was called.

    Raises:
        NotFound: there is no such budget.
    """
    with office.act(actor) as act:
        row = the_budget(act, place)
        give_up(act, row)
        return name(row)


def add(act: Act, row: Row, by_micros: int) -> str:
    """Raise a budget inside an act and return what it is called then."""
    if by_micros <= 0:
        raise Invalid("A budget is raised by an amount above $0. To lower it: teamx budget set")
    terms = Terms(row.limit_micros + by_micros, row.warn_percent, row.approve_above_micros)
    write(act, place_of(row), terms)
    return rules.named(row.scope, row.subject, row.period, terms.limit_micros)


def write(act: Act, place: Place, terms: Terms) -> None:
    """Write a budget inside an act, counting what was spent since its stretch of time began."""
    _check(terms)
    before = rows.find(act.connection, place.scope, place.subject, place.period)
    now = rules.window(place.period, act.at_ms)
    budget_id = before.id if before is not None else rows.add(act.connection, **asdict(place), **asdict(terms))
    spent, reserved = rows.recount(act.connection, budget_id, rules.window_ms(place.period, now)[0])
    if spent + reserved > terms.limit_micros:
        raise Refused(_too_low(place, spent, reserved))
    is_over = rules.is_over_warning(spent, terms.limit_micros, terms.warn_percent)
    state: dict[str, Any] = {"window": now, "spent_micros": spent, "reserved_micros": reserved, "dropped_at_ms": None}
    state["warned"] = before is not None and bool(before.warned) and before.window == now and is_over
    rows.change(act.connection, budget_id, **asdict(terms), **state)
    _withdraw_question(act, budget_id)
    old = asdict(terms_of(before)) if before is not None and before.dropped_at_ms is None else None
    act.note("budget.set", f"budget:{budget_id}", **asdict(place), **asdict(terms), old=old)


def give_up(act: Act, row: Row) -> None:
    """Drop a budget inside an act."""
    rows.change(act.connection, row.id, dropped_at_ms=act.at_ms)
    _withdraw_question(act, row.id)
    act.note("budget.dropped", f"budget:{row.id}", **asdict(place_of(row)), **asdict(terms_of(row)))


def renew(act: Act) -> None:
    """Count the budgets anew whose day or month is over; calls still going on keep holding money back."""
    for row in rows.outrun(act.connection, act.at_ms):
        now = rules.window(Period(row.period), act.at_ms)
        rows.change(act.connection, row.id, window=now, spent_micros=0, warned=False)
        _withdraw_question(act, row.id)
        act.note("budget.renewed", f"budget:{row.id}", **asdict(place_of(row)), spent_micros=row.spent_micros)


def renew_all(office: Office) -> int:
    """Count the budgets anew whose day or month is over, if there are any, and return how many there were."""
    with office.look() as connection:
        count = len(rows.outrun(connection, office.clock()))
    if count:
        with office.act(SYSTEM) as act:
            renew(act)
    return count


def warn(act: Act, row: Row) -> None:
    """Note inside an act that a budget has passed its warning, once in each stretch of its time."""
    if row.warned or row.dropped_at_ms is not None:
        return
    if rules.is_over_warning(row.spent_micros, row.limit_micros, row.warn_percent):
        rows.change(act.connection, row.id, warned=True)
        how = {"spent_micros": row.spent_micros, "limit_micros": row.limit_micros}
        act.note("budget.warned", f"budget:{row.id}", **asdict(place_of(row)), **how, percent=_percent(row))


def the_budget(act: Act, place: Place) -> Row:
    """Return a budget in force, also of somebody who has left.

    Raises:
        NotFound: there is none.
    """
    row = rows.find(act.connection, place.scope, place.subject.strip().lstrip("@#"), place.period)
    if row is None or row.dropped_at_ms is not None:
        raise NotFound(f"There is no such budget ({place.words}); see: teamx budget list")
    return row


def checked(act: Act, place: Place) -> Place:
    """Return a place as it is written in the store.

    Raises:
        Invalid: the scope takes no subject, or needs one.
        NotFound: there is nothing of that name.
    """
    scope, subject = place.scope, place.subject.strip()
    if (scope is Scope.COMPANY) == bool(subject):
        raise Invalid(f"Say which {scope}." if not subject else "The company's budget needs no name; leave it out.")
    if scope is Scope.EMPLOYEE:
        subject = str(colleague(act, subject).handle)
    elif scope is Scope.PROJECT:
        row = items.by_key(act.connection, subject)
        if row is None or row.kind != Kind.PROJECT:
            raise NotFound(f"There is no project {subject!r}; see: teamx project list")
    elif scope in NUMBERED:
        subject = _numbered(act, scope, subject)
    return Place(scope, subject, place.period)


def place_of(row: Row) -> Place:
    """Return what a budget is of."""
    return Place(Scope(row.scope), row.subject, Period(row.period))


def terms_of(row: Row) -> Terms:
    """Return what a budget allows."""
    return Terms(row.limit_micros, row.warn_percent, row.approve_above_micros)


def name(row: Row) -> str:
    """Return what a budget is called."""
    return rules.named(row.scope, row.subject, row.period, row.limit_micros)


def _numbered(act: Act, scope: Scope, subject: str) -> str:
    number = subject.removeprefix("#")
    if not number.isdecimal():
        raise Invalid(f"{subject!r} is not the number of a {scope}.")
    row = ticket_row(act.connection, int(number))
    if (row.kind == Kind.MEETING) != (scope is Scope.MEETING):
        other = Scope.MEETING if row.kind == Kind.MEETING else Scope.TICKET
        raise Invalid(f"#{row.number} is no {scope}; say: budget set {other} {row.number}")
    return str(row.number)


def _check(terms: Terms) -> None:
    amounts = [terms.limit_micros] + ([] if terms.approve_above_micros is None else [terms.approve_above_micros])
    if not all(0 <= amount <= MOST_MICROS for amount in amounts):
        raise Invalid(f"An amount is from $0 to {dollars(MOST_MICROS)}.")
    if not 1 <= terms.warn_percent <= 100:
        raise Invalid("The warning is a share from 1 to 100 percent.")


def _too_low(place: Place, spent: int, reserved: int) -> str:
    going_on = f", and {dollars(reserved)} is held back for calls going on" if reserved else ""
    return (
        f"{dollars(spent)} is spent already{going_on}, so the limit cannot be lower than {dollars(spent + reserved)}. "
        f"To let nobody spend any more, set it to just that; to hold nothing back: teamx budget drop {place.words}"
    )


def _percent(row: Row) -> int:
    return int(row.spent_micros * 100 // row.limit_micros) if row.limit_micros else 100


def _withdraw_question(act: Act, budget_id: int) -> None:
    row = rows.by_id(act.connection, budget_id)
    entry = decisions.by_id(act.connection, row.question_id) if row.question_id is not None else None
    if entry is not None and entry.state == "open":
        inbox.withdraw(act, act.item(entry.number), entry.id)
