"""Questions, blocks and decisions, and what each answer does."""

import pytest

from teamx_tui.company import decisions, inbox, log, runs, tickets, views, why
from teamx_tui.company.inbox import Entry
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.gates import Condition, GateKind
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import State
from teamx_tui.store import decisions as decision_rows
from tests.builders import (
    Clock,
    Failing,
    carry,
    charter,
    claim,
    events,
    filing,
    head,
    passing,
    play,
    queued,
    says,
    try_claim,
    turn,
    woken,
)


def only(office: Office, asked_of: str | None = OPERATOR) -> Entry:
    (entry,) = inbox.waiting(office, asked_of)
    return entry


def said(office: Office, number: int = 1) -> list[tuple[str, str, str]]:
    return [(entry.author, entry.kind, entry.body) for entry in views.thread(office, number).entries]


# --- questions ---


def test_ask__puts_the_question_in_the_thread_and_in_the_inbox() -> None:
    with passing(charter(2, [filing(1)])) as office:
        number = decisions.ask(office, 1, "operator", "How much?", actor="ada")

        entry = only(office)
        assert (entry.id, entry.kind, entry.number, entry.subject) == (number, "question", 1, "How much?")
        assert (entry.raised_by, entry.asked_of, entry.options) == ("ada", OPERATOR, ())
        assert said(office) == [("ada", "question", "How much?")]


def test_ask__of_an_outsider_brings_them_in() -> None:
    with passing(charter(2, [filing(1)])) as office:
        decisions.ask(office, 1, "@ben", "Red or blue?", actor="ada")

        assert views.ticket(office, 1).participants == {"ada": "R", "ben": "C"}
        assert inbox.waiting(office) == ()
        assert only(office, "ben").subject == "Red or blue?"


@pytest.mark.feature("D-1")
def test_blocking_question__holds_up_its_asker_and_nobody_else() -> None:
    with passing(charter(3, [filing(1, consulted=["cleo"])])) as office:
        turn(office, 1, "ada", ("ask", {"question": "How much?", "to": "operator", "blocking": True}), says("@ada"))
        tickets.move(office, 1, "on_hold", "later")
        tickets.move(office, 1, "open")

        claims, (held,) = try_claim(office, 1, "ada")
        assert claims == []
        assert [gate.kind for gate in held.gates] == [GateKind.QUESTION]
        assert [gate.kind for gate in why.why(office, 1).tree.gates] == [GateKind.QUESTION]
        turn(office, 1, "cleo")
        decisions.settle(office, only(office).id, "Ten dollars.")
        claim(office, 1, "ada")


def test_question__that_does_not_block_holds_up_nobody() -> None:
    with passing(charter(1, [filing(1)])) as office:
        decisions.ask(office, 1, "operator", "How much?", actor="ada")

        assert why.why(office, 1).runnable
        claim(office, 1, "ada")


def test_answer__closes_the_oldest_question_and_wakes_its_asker() -> None:
    with passing(charter(3, [filing(1, consulted=["ben", "cleo"])])) as office:
        first = decisions.ask(office, 1, "cleo", "One?", actor="ada")
        decisions.ask(office, 1, "cleo", "Two?", actor="ben")
        claimed = claim(office, 1, "cleo")
        before = head(office)

        carry(office, claimed, ("answer", {"text": "Yes."}))

        assert [entry.subject for entry in inbox.waiting(office, "cleo")] == ["Two?"]
        decided = events(office, "decision.decided", since=before)[-1]
        assert (decided.actor, decided.data["decision"], decided.data["outcome"]) == ("cleo", first, "Yes.")
        assert said(office)[-1] == ("cleo", "answer", "Yes.")
        assert views.thread(office, 1).entries[-1].mentions == ("ada",)


def test_answer__to_a_question_of_the_operator_wakes_nobody() -> None:
    with passing(charter(1, [filing(1)])) as office:
        decisions.ask(office, 1, "ada", "Why so slow?", actor=OPERATOR)
        before = head(office)

        turn(office, 1, "ada", ("answer", {"text": "It is hard."}))

        assert woken(office, before) == []
        assert inbox.waiting(office, None) == ()


def test_answer__where_nobody_asked_is_refused() -> None:
    with passing(charter(2, [filing(1)])) as office:
        decisions.ask(office, 1, "ben", "Red or blue?", actor="ada")
        before = head(office)

        with pytest.raises(Refused, match="No question to @ada is open on #1"):
            decisions.answer(office, 1, "Blue.", actor="ada")

        assert head(office) == before


@pytest.mark.parametrize("text", ["", " \n "])
def test_answer__that_says_nothing_is_refused_and_the_question_stays(text: str) -> None:
    with passing(charter(1, [filing(1)])) as office:
        entry = decisions.ask(office, 1, "operator", "How much?", actor="ada")

        with pytest.raises(Invalid, match="empty message"):
            decisions.settle(office, entry, text)

        assert only(office).id == entry


# --- blocks ---


@pytest.mark.feature("X-13")
def test_block__waits_for_the_accountable_and_says_why() -> None:
    with passing(charter(3, [filing(1, accountable=["ben"], consulted=["cleo"])])) as office:
        turn(office, 1, "ada", ("block", {"reason": "no paint"}))

        assert views.ticket(office, 1).condition is Condition.BLOCKED
        (gate,) = why.why(office, 1).tree.gates
        assert (gate.kind, gate.who, gate.opens_when) == (GateKind.DECISION, "ben", "@ben decides: no paint")
        assert try_claim(office, 1, "cleo")[0] == []
        assert claim(office, 1, "ben").part == "accountable"


def test_block__by_the_accountable_waits_for_the_operator() -> None:
    with passing(charter(2, [filing(1, accountable=["ben"])])) as office:
        turn(office, 1, "ben", ("block", {"reason": "no paint"}))

        assert (only(office).kind, only(office).raised_by) == ("block", "ben")


@pytest.mark.parametrize("lifter", ["ada", "ben", OPERATOR])
def test_unblock__is_for_whoever_raised_it_was_asked_or_runs_the_company(lifter: str) -> None:
    with passing(charter(3, [filing(1, accountable=["ben"], consulted=["cleo"])])) as office:
        turn(office, 1, "ada", ("block", {"reason": "no paint"}))
        with pytest.raises(Refused, match="no block on #1 that @cleo may lift"):
            decisions.unblock(office, 1, "I found some.", actor="cleo")

        decisions.unblock(office, 1, "I found some.", actor=lifter)

        assert views.ticket(office, 1).condition is Condition.WAITING
        assert said(office)[-1] == (lifter, "unblock", "I found some.")


def test_block__by_the_operator_is_lifted_without_asking_for_an_employee_of_that_name() -> None:
    with passing(charter(1, [filing(1)])) as office:
        decisions.block(office, 1, "wait for the lawyers", actor=OPERATOR)
        assert play(office).runs == 0

        assert decisions.settle(office, only(office).id, "They agree.") == "#1: the block is lifted."

        assert play(office).runs == 1


def test_block__that_would_close_a_cycle_is_refused_whole() -> None:
    with passing(charter(1, [filing(1), filing(2)], [(1, 2)])) as office:
        claimed = claim(office, 1, "ada")
        before = views.thread(office, 1).entries

        (result,) = carry(office, claimed, ("block", {"reason": "needs #2", "ticket": 2}))

        assert not result.ok
        assert "#2 -> #1 -> #2 would be a cycle" in result.text
        assert views.thread(office, 1).entries == before


# --- decisions ---


@pytest.mark.feature("X-18")
def test_decide__keeps_who_what_and_why_and_opens_nothing() -> None:
    with passing(charter(1, [filing(1)])) as office:
        made = decisions.decide(office, 1, "Idle after", "5 minutes", rationale="as in chat", actor="ada")

        assert inbox.waiting(office, None) == ()
        with office.look() as connection:
            kept = decision_rows.by_id(connection, made)
        assert kept is not None
        assert (kept.number, kept.subject, kept.outcome) == (1, "Idle after", "5 minutes")
        assert (kept.rationale, kept.decided_by) == ("as in chat", "ada")
        assert said(office) == [("ada", "decision", "Idle after: 5 minutes")]
        assert log.sentence(events(office, "decision.decided")[-1]) == "@ada decided on #1: 5 minutes"


@pytest.mark.feature("X-25", "X-10")
def test_decide__to_defer_tells_the_other_ticket_where_it_comes_from() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        decisions.decide(office, 1, "1.3 s first load", "defer", deferred_to=2, actor="ada")

        (told,) = views.thread(office, 2).entries
        assert (told.author, told.origin) == ("system", 1)
        assert told.body == "Deferred from #1 by @ada: 1.3 s first load: defer"
        assert views.thread(office, 1).entries[-1].payload["deferred_to"] == 2


@pytest.mark.parametrize(("subject", "outcome"), [("", "blue"), ("colour", "  ")])
def test_decide__needs_a_subject_and_an_outcome(subject: str, outcome: str) -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(Invalid, match="a subject and an outcome"):
        decisions.decide(office, 1, subject, outcome, actor="ada")


def test_decide__deferred_to_nothing_writes_nothing() -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = head(office)

        with pytest.raises(NotFound, match="no ticket #9"):
            decisions.decide(office, 1, "colour", "later", deferred_to=9, actor="ada")

        assert head(office) == before
        assert said(office) == []


# --- answering the inbox ---


def test_settle__of_what_is_not_there_says_where_to_look() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(NotFound, match="teamx inbox"):
        decisions.settle(office, 99, "yes")


def test_settle__twice_is_refused_and_says_what_was_decided() -> None:
    with passing(charter(1, [filing(1)])) as office:
        entry = decisions.ask(office, 1, "operator", "How much?", actor="ada")
        decisions.settle(office, entry, "Ten dollars.")
        before = head(office)

        with pytest.raises(Refused, match=f"Entry {entry} is settled already: Ten dollars"):
            decisions.settle(office, entry, "Eleven.")

        assert head(office) == before


def _dead(office: Office, clock: Clock) -> Entry:
    play(office, brain=Failing(None, clock))
    return only(office)


@pytest.mark.feature("S-33", "S-34")
def test_dead_wake__is_in_the_inbox_blocks_the_ticket_and_is_the_root_downstream() -> None:
    clock = Clock(step_ms=1_000)
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)]), clock) as office:
        entry = _dead(office, clock)

        assert (entry.kind, entry.options) == ("dead_wake", ("retry", "drop"))
        assert entry.subject == "@ada failed on #1 3 times: the host is busy"
        assert views.ticket(office, 1).condition is Condition.BLOCKED
        assert why.why(office, 2).roots == (1,)
        (gate,) = why.why(office, 1).tree.gates
        assert (gate.on, gate.who) == (f"decision:{entry.id}", OPERATOR)


@pytest.mark.feature("S-33")
def test_dead_wake__retried_gets_new_attempts_and_works() -> None:
    clock = Clock(step_ms=1_000)
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)]), clock) as office:
        entry = _dead(office, clock)

        assert decisions.settle(office, entry.id, "retry") == "@ada tries #1 again."

        assert claim_attempt(office) == 1
        assert play(office).runs == 2
        assert {ticket.state for ticket in views.tickets(office)} == {State.DONE}


def claim_attempt(office: Office) -> int:
    """The attempt at which the retried wake stands, without spending one."""
    claimed = claim(office, 1, "ada")
    runs.give_back(office, claimed, Mishap.STOPPED, "only looking")
    return claimed.attempt


@pytest.mark.feature("S-33")
def test_dead_wake__dropped_frees_the_ticket_and_queues_nobody() -> None:
    clock = Clock(step_ms=1_000)
    with passing(charter(1, [filing(1)]), clock) as office:
        entry = _dead(office, clock)

        decisions.settle(office, entry.id, "drop")

        assert queued(office) == []
        assert views.ticket(office, 1).condition is Condition.WAITING
        assert inbox.waiting(office) == ()
