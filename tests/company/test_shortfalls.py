"""What is asked when money is short: once for each budget, and every answer lets whoever waited go on."""

from __future__ import annotations

import pytest

from teamx_tui.brains.brain import NotCovered
from teamx_tui.brains.desk import Receipt
from teamx_tui.company import (
    budgets,
    chats,
    decisions,
    inbox,
    listing,
    log,
    meetings,
    meetings_floor,
    meetings_minutes,
    meetings_view,
    roster,
    spending,
    undo,
    views,
)
from teamx_tui.company.budgets import Place, Terms
from teamx_tui.company.meetings import Calling
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.filters import parse
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import State
from tests.builders import Clock, claim, events, passing, queued, try_claim
from tests.company.purse import CENT, allowance, books, claim_all, faults, paper, quote, read, spend, stop

COMPANY = Place()
PRIYA = Place(Scope.EMPLOYEE, "ada", Period.DAY)


def refused(office: Office, cents: int = 40) -> None:
    """Everybody wants to make a call that the budget does not cover, and ends the turn."""
    for claimed in claim_all(office):
        with pytest.raises(NotCovered):
            spending.reserve(office, claimed, quote(cents))
        stop(office, claimed)


def runnable(office: Office) -> list[int]:
    """Tickets on which a turn may begin now; the turns begin."""
    return [number for number, handle in queued(office) if try_claim(office, number, handle)[0]]


@pytest.mark.feature("T-22", "D-4")
def test_budget_that_is_short__asks_once_whoever_comes() -> None:
    with passing(paper(allowance(30))) as office:
        claims = claim_all(office)
        for claimed in claims:
            with pytest.raises(NotCovered):
                spending.reserve(office, claimed, quote(40))
        for claimed in claims:
            stop(office, claimed)

        (entry,) = inbox.waiting(office)

        assert (entry.kind, entry.options) == ("budget", ("raise", "cheaper", "stop"))
        assert entry.subject.startswith("The company's budget of $0.30 does not cover the next call of @ada on #1")
        assert [row.condition for row in views.tickets(office)] == [Condition.BLOCKED] * 3
        assert list(listing.arrange(office, Arrangement(parse("#blocked"))).numbers) == [1, 2, 3]
        assert runnable(office) == []


@pytest.mark.feature("T-22")
def test_raise__adds_what_was_said_before_and_everybody_goes_on() -> None:
    with passing(paper(allowance(30))) as office:
        refused(office)
        (entry,) = inbox.waiting(office)
        assert entry.outcomes[0].startswith("the company's budget of $0.30 is raised by $1.00 to $1.30")

        told = decisions.settle(office, entry.id, "raise")

        assert told == "Raised: the company's budget of $1.30. Whoever waited for it goes on."
        assert (inbox.waiting(office), runnable(office)) == ((), [1, 2, 3])


@pytest.mark.feature("T-22")
@pytest.mark.parametrize("words", ["raise 2.50", "raise by $2.50", "Raise $2.50 dollars"])
def test_raise__takes_an_amount(words: str) -> None:
    with passing(paper(allowance(30))) as office:
        refused(office)

        assert "$2.80" in decisions.settle(office, inbox.waiting(office)[0].id, words)


@pytest.mark.parametrize("words", ["raise lots", "raise -5", "raise 0", "more"])
def test_raise__by_no_amount_leaves_the_question_open(words: str) -> None:
    with passing(paper(allowance(30))) as office:
        refused(office)

        with pytest.raises(Invalid):
            decisions.settle(office, inbox.waiting(office)[0].id, words)

        assert len(inbox.waiting(office)) == 1


@pytest.mark.feature("T-22")
def test_cheaper__moves_the_asker_to_the_next_cheaper_model_of_the_host() -> None:
    with passing(paper(allowance(30))) as office:
        refused(office)
        (entry,) = inbox.waiting(office)

        decisions.settle(office, entry.id, "cheaper")

        again = claim(office, 1, "ada")
        assert again.model == "claude-haiku-5-5"
        spending.reserve(office, again, quote(40, again.model))
        assert undo.last(office) is None  # given without a command, so there is no order to take back
        assert [event.data["new"] for event in events(office, "employee.model_changed")] == ["claude-haiku-5-5"]


def test_cheaper__is_not_offered_where_there_is_nothing_cheaper() -> None:
    with passing(paper(allowance(1))) as office:
        ada, *_ = claim_all(office)
        with pytest.raises(NotCovered):
            spending.reserve(office, ada, quote(80, "claude-haiku-5-5"))

        assert inbox.waiting(office)[0].options == ("raise", "stop")


@pytest.mark.feature("T-22")
def test_stop__puts_whatever_waits_for_the_money_on_hold_and_nothing_else() -> None:
    with passing(paper(allowance(30, "employee", "ada"))) as office:
        refused_ada, ben, cleo = claim_all(office)
        with pytest.raises(NotCovered):
            spending.reserve(office, refused_ada, quote(40))
        for claimed in (refused_ada, ben, cleo):
            stop(office, claimed)

        told = decisions.settle(office, inbox.waiting(office)[0].id, "stop")

        assert told == "On hold until you lift it: #1."
        assert [row.state for row in views.tickets(office)] == [State.ON_HOLD, State.IN_PROGRESS, State.IN_PROGRESS]
        assert runnable(office) == [2, 3]


@pytest.mark.feature("T-22")
def test_two_budgets_that_are_short__ask_each() -> None:
    with passing(paper(allowance(30), allowance(20, "employee", "ada"))) as office:
        refused(office)
        assert [entry.kind for entry in inbox.waiting(office)] == ["budget", "budget"]

        for entry in inbox.waiting(office):
            decisions.settle(office, entry.id, "raise")

        assert runnable(office) == [1, 2, 3]


@pytest.mark.feature("D-4")
def test_budget_spent_to_the_last_cent__asks_though_nobody_can_come_to_ask() -> None:
    with passing(paper(allowance(30))) as office:
        ada, *_ = claim_all(office)

        spend(office, ada, 30)

        (entry,) = inbox.waiting(office)
        assert entry.kind == "budget"
        assert runnable(office) == []


@pytest.mark.feature("T-22")
def test_raising_or_dropping_the_budget_by_command__answers_the_question_too() -> None:
    for way in (lambda office: budgets.increase(office, COMPANY), lambda office: budgets.drop(office, COMPANY)):
        with passing(paper(allowance(30))) as office:
            refused(office)

            way(office)

            assert (inbox.waiting(office), runnable(office)) == ((), [1, 2, 3])


# --- asking before dear calls ---


@pytest.mark.feature("T-22")
def test_dear_call__is_asked_about_and_a_leave_covers_one_turn() -> None:
    with passing(paper(allowance(1000, approve_above_micros=20 * CENT))) as office:
        ada, ben, cleo = claim_all(office)
        spend(office, ben, 20)
        with pytest.raises(NotCovered, match="somebody has been asked"):
            spending.reserve(office, ada, quote(21))
        stop(office, ada)
        (entry,) = inbox.waiting(office)
        assert (entry.kind, entry.options) == ("approval", ("allow", "refuse"))
        assert books(office.store.path) == (20, 0)
        assert try_claim(office, 1, "ada")[0] == []

        decisions.settle(office, entry.id, "allow")

        again = claim(office, 1, "ada")
        spend(office, again, 21)
        spend(office, again, 30)
        with pytest.raises(NotCovered):  # the leave is of one ticket
            spending.reserve(office, cleo, quote(21))
        stop(office, again)
        once_more = claim(office, 1, "ada")
        with pytest.raises(NotCovered):  # and of one turn
            spending.reserve(office, once_more, quote(21))
        assert faults(office.store.path) == []


def test_dear_call__that_is_refused_puts_its_ticket_on_hold() -> None:
    with passing(paper(allowance(1000, approve_above_micros=20 * CENT))) as office:
        ada, *_ = claim_all(office)
        with pytest.raises(NotCovered):
            spending.reserve(office, ada, quote(21))
        stop(office, ada)

        decisions.settle(office, inbox.waiting(office)[0].id, "refuse")

        assert views.ticket(office, 1).state is State.ON_HOLD
        assert inbox.waiting(office) == ()


# --- setting budgets ---


@pytest.mark.feature("T-22")
def test_new_budget__counts_what_was_spent_before_and_what_is_going_on() -> None:
    with passing(paper()) as office:
        ada, ben, _ = claim_all(office)
        spend(office, ada, 10)
        going_on = spending.reserve(office, ben, quote(7))

        budgets.put(office, COMPANY, Terms(50 * CENT))
        budgets.put(office, PRIYA, Terms(50 * CENT))

        assert (books(office.store.path), books(office.store.path, "employee")) == ((10, 7), (10, 0))
        with office.act("system") as act:
            spending.settle(act, Receipt(going_on, None))
        assert (books(office.store.path), faults(office.store.path)) == ((17, 0), [])


@pytest.mark.feature("T-22")
def test_budget__is_not_set_below_what_is_spent() -> None:
    with passing(paper(allowance(50))) as office:
        ada, *_ = claim_all(office)
        spend(office, ada, 10)
        spending.reserve(office, ada, quote(7))

        with pytest.raises(Refused, match=r"cannot be lower than \$0\.17"):
            budgets.put(office, COMPANY, Terms(16 * CENT))

        budgets.put(office, COMPANY, Terms(17 * CENT))
        assert books(office.store.path) == (10, 7)


def test_budget_of_a_day__does_not_count_what_was_spent_the_day_before() -> None:
    clock = Clock()
    with passing(paper(), clock) as office:
        ada, *_ = claim_all(office)
        spend(office, ada, 10)
        clock.advance(86_400)
        spend(office, ada, 3)

        budgets.put(office, PRIYA, Terms(50 * CENT))

        assert books(office.store.path, "employee") == (3, 0)


def test_budget_dropped_and_set_again__has_missed_nothing() -> None:
    with passing(paper(allowance(50))) as office:
        ada, *_ = claim_all(office)
        spend(office, ada, 10)
        budgets.drop(office, COMPANY)
        spend(office, ada, 30)

        with pytest.raises(Refused, match=r"\$0\.40 is spent already"):
            budgets.put(office, COMPANY, Terms(39 * CENT))
        budgets.put(office, COMPANY, Terms(60 * CENT))

        assert (books(office.store.path), faults(office.store.path)) == ((40, 0), [])


@pytest.mark.parametrize(
    ("place", "error", "words"),
    [
        (Place(Scope.EMPLOYEE, "zoe"), NotFound, "@zoe"),
        (Place(Scope.EMPLOYEE), Invalid, "Say which employee"),
        (Place(Scope.COMPANY, "ada"), Invalid, "needs no name"),
        (Place(Scope.PROJECT, "moon"), NotFound, "no project 'moon'"),
        (Place(Scope.TICKET, "99"), NotFound, "#99"),
        (Place(Scope.TICKET, "x"), Invalid, "not the number of a ticket"),
        (Place(Scope.MEETING, "1"), Invalid, "#1 is no meeting"),
    ],
)
def test_budget_of_nobody_and_nothing__is_refused_in_a_sentence(
    place: Place, error: type[Exception], words: str
) -> None:
    with passing(paper()) as office:
        with pytest.raises(error, match=words):
            budgets.put(office, place, Terms(CENT))

        assert read(office.store.path, "SELECT count(*) FROM budget") == [(0,)]


@pytest.mark.parametrize("terms", [Terms(-1), Terms(10**13), Terms(1, warn_percent=0), Terms(1, 101), Terms(1, 80, -1)])
def test_budget_that_makes_no_sense__is_refused(terms: Terms) -> None:
    with passing(paper()) as office, pytest.raises(Invalid):
        budgets.put(office, COMPANY, terms)


def test_budget__of_a_project_does_not_hold_back_what_is_in_none() -> None:
    with passing(paper(allowance(0, "project", "panel"), project=None)) as office:
        assert runnable(office) == [1, 2, 3]
    with passing(paper(allowance(0, "project", "panel"))) as office:
        assert runnable(office) == []
        assert [person.handle for person in roster.staff(office)] == ["ada", "ben", "cleo"]
        assert log.broken(office) == ()


def short_of_money(office: Office, number: int) -> int:
    """Somebody's turn on an item is refused for want of money; the entry of the inbox that asks about it."""
    (claimed,) = try_claim(office, number, "ada")[0]
    with pytest.raises(NotCovered):
        spending.reserve(office, claimed, quote(40))
    stop(office, claimed)
    (entry,) = inbox.waiting(office)
    return entry.id


@pytest.mark.feature("T-22", "X-16")
def test_stop__ends_a_meeting_that_waits_for_the_money_with_its_minutes() -> None:
    with passing(paper(allowance(30))) as office:
        number = meetings.call(office, Calling("Sync", attendees=("ada", "ben")))
        with office.act(SYSTEM) as act:
            meetings_floor.convene(act)
        entry = short_of_money(office, number)

        told = decisions.settle(office, entry, "stop")

        assert told == (
            "On hold until you lift it: #1, #2, #3. "
            f"Meeting #{number} is over; its minutes: teamx meeting minutes {number}"
        )
        assert "the operator ended it" in meetings_minutes.minutes(office, number)
        assert runnable(office) == []


@pytest.mark.feature("T-22", "T-11")
def test_stop__lets_a_chat_rest_until_the_operator_writes_again() -> None:
    with passing(paper(allowance(30))) as office:
        number = chats.say(office, "ada", "How is it going?")
        entry = short_of_money(office, number)

        told = decisions.settle(office, entry, "stop")

        assert told.endswith(f"Nobody answers in the chat #{number} until you write again.")
        assert runnable(office) == []
        chats.say(office, "ada", "And now?")
        assert runnable(office) == [number]


@pytest.mark.feature("T-22")
@pytest.mark.parametrize(("choice", "is_over"), [("allow", False), ("refuse", True)])
def test_dear_call_in_a_meeting__is_made_or_ends_it(choice: str, is_over: bool) -> None:
    with passing(paper(allowance(1_000, approve_above_micros=10 * CENT))) as office:
        number = meetings.call(office, Calling("Sync", attendees=("ada", "ben")))
        with office.act(SYSTEM) as act:
            meetings_floor.convene(act)
        entry = short_of_money(office, number)

        decisions.settle(office, entry, choice)

        assert (meetings_view.listing(office)[0].ended_ms is not None) is is_over
