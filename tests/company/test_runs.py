"""Claiming: exactly what no gate holds back, once, under a token; and how a run that did not end is given back."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import decisions, inbox, log, queue, runs, tickets, views, why
from teamx_tui.company.founding import Allowance
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.errors import Superseded, TeamxError
from teamx_tui.domain.gates import Condition, GateKind
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import State
from tests.builders import (
    Clock,
    carry,
    charter,
    claim,
    events,
    filing,
    finishes,
    founded,
    head,
    passing,
    queued,
    says,
    try_claim,
    turn,
)

# --- runnable means claimed ---

STAFF = ("ada", "ben", "cleo")
NUMBERS = (1, 2, 3, 4, 5)
ON = st.sampled_from(NUMBERS)
WHO = st.sampled_from(STAFF)
FACTS = st.lists(
    st.one_of(
        st.tuples(st.just("run"), ON, WHO),
        st.tuples(st.just("fail"), ON, WHO),
        st.tuples(st.just("die"), ON, WHO),
        st.tuples(st.just("ask"), ON, WHO),
        st.tuples(st.just("block"), ON, WHO),
        st.tuples(st.just("move"), ON, st.sampled_from(State)),
        st.tuples(st.just("assign"), ON, WHO),
        st.tuples(st.just("wait"), ON, st.just("a second")),
    ),
    max_size=12,
)
LINKS = st.lists(st.tuples(ON, ON), max_size=6).map(
    lambda pairs: sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
)
ASSIGNEES = st.lists(st.none() | WHO, min_size=5, max_size=5)


def establish(office: Office, clock: Clock, fact: tuple[str, int, str]) -> None:
    """Make one fact true, where the rules let it."""
    kind, on, who = fact
    try:
        if kind == "run":
            try_claim(office, on, who)
        elif kind in ("fail", "die"):
            claims, _ = try_claim(office, on, who)
            for claimed in claims:
                runs.give_back(office, claimed, Mishap.TRANSIENT, "the host is busy")
                if kind == "die":
                    clock.advance(60)
        elif kind == "ask":
            decisions.ask(office, on, OPERATOR, "how much?", blocking=True, actor=who)
        elif kind == "block":
            decisions.block(office, on, "no paint", actor=who)
        elif kind == "move":
            tickets.move(office, on, who, "because")
        elif kind == "assign":
            tickets.assign(office, on, who)
        else:
            clock.advance(1)
    except (TeamxError, StopIteration):
        return


@pytest.mark.feature("D-1")
@given(links=LINKS, assignees=ASSIGNEES, facts=FACTS, is_broke=st.booleans())
@settings(deadline=None, max_examples=30)
def test_claim__takes_a_wake_of_the_responsible_exactly_when_why_finds_no_closed_gate(
    links: list[tuple[int, int]], assignees: Sequence[str | None], facts: list[tuple[str, int, str]], is_broke: bool
) -> None:
    clock = Clock()
    filings = [filing(n, who, consulted=["ben"]) for n, who in zip(NUMBERS, assignees, strict=True)]
    budgets = (Allowance("company", "", 0),) if is_broke else ()
    paper = charter(STAFF, filings, links, brain="claude" if is_broke else "scripted", budgets=budgets)
    with passing(paper, clock) as office:
        for fact in facts:
            establish(office, clock, fact)

        for number, handle in queued(office):
            row = views.ticket(office, number)
            explained = why.why(office, number)
            claims, held = try_claim(office, number, handle)

            assert len(claims) + len(held) == 1
            if handle == row.assignee:
                assert bool(claims) is explained.runnable
                assert [gate for each in held for gate in each.gates] == list(explained.tree.gates)
            if row.condition is Condition.BLOCKED:
                asked = {entry.asked_of for entry in inbox.waiting(office, None) if entry.number == number}
                assert not claims or handle in asked
            for claimed in claims:
                runs.give_back(office, claimed, Mishap.STOPPED, "only trying")


@pytest.mark.feature("D-1")
def test_why__and_claim_give_the_same_reason_for_a_wake_that_cools_down() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        runs.give_back(office, claim(office, 1, "ada"), Mishap.TRANSIENT, "the host is busy")
        clock.advance(0.5)

        _, (held,) = try_claim(office, 1, "ada")

        (gate,) = held.gates
        assert (gate.kind, gate.who) == (GateKind.COOL_DOWN, "clock")
        assert gate.opens_when == "2 s more have passed since the last failure of @ada"
        assert why.why(office, 1).tree.gates == held.gates
        assert not why.why(office, 1).runnable
        clock.advance(1.5)
        assert why.why(office, 1).runnable
        claim(office, 1, "ada")


# --- who gets it ---


@pytest.mark.feature("X-19")
def test_claim__starts_the_ticket_of_its_responsible_and_of_nobody_else() -> None:
    with passing(charter(2, [filing(1, consulted=["ben"])])) as office:
        turn(office, 1, "ben", says("I looked."))
        assert views.ticket(office, 1).state is State.OPEN

        claimed = claim(office, 1, "ada")

        assert views.ticket(office, 1).state is State.IN_PROGRESS
        moved = events(office, "ticket.moved")[-1]
        assert (moved.actor, moved.data["old"], moved.data["new"]) == ("ada", "open", "in_progress")
        assert views.ticket(office, 1).condition is Condition.WORKING
        assert views.thread(office, 1).live == "ada"
        carry(office, claimed)
        assert views.ticket(office, 1).condition is Condition.WAITING


@pytest.mark.feature("O-9")
def test_claim__lets_an_employee_do_one_thing_at_a_time() -> None:
    with passing(charter(1, [filing(1), filing(2)])) as office:
        first = claim(office, 1, "ada")

        _, (held,) = try_claim(office, 2, "ada")

        (gate,) = held.gates
        assert (gate.kind, gate.opens_when) == (GateKind.CAPACITY, "@ada is done with #1")
        carry(office, first)
        claim(office, 2, "ada")


def test_claim__lets_one_speak_at_a_time_in_a_thread() -> None:
    with passing(charter(2, [filing(1, consulted=["ben"])])) as office:
        first = claim(office, 1, "ada")

        _, (held,) = try_claim(office, 1, "ben")

        (gate,) = held.gates
        assert gate.opens_when == "@ada, who is working on it now, ends the turn"
        carry(office, first)
        claim(office, 1, "ben")


def test_claim__of_many_at_once_sees_each_employee_and_thread_as_busy_at_once() -> None:
    paper = charter(2, [filing(1, "ada", consulted=["ben"]), filing(2, "ada"), filing(3, "ben")])
    with passing(paper) as office:
        wakes = [wake.wake_id for wake in sorted(queue.pending(office), key=lambda wake: wake.wake_id)]

        claims, held = runs.claim(office, "w", wakes, 4)

        assert [(taken.number, taken.turn.handle) for taken in claims] == [(1, "ada"), (3, "ben")]
        assert [(each.number, each.employee) for each in held] == [(1, "ben"), (2, "ada")]


def test_claim__takes_no_more_than_there_are_slots() -> None:
    with passing(charter(3, [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo")])) as office:
        wakes = [wake.wake_id for wake in queue.pending(office)]

        claims, held = runs.claim(office, "w", wakes, 2)

        assert len(claims) == 2
        assert [each.gates for each in held] == [()]


@pytest.mark.feature("S-38")
def test_claim__of_a_claimed_wake_gives_nothing() -> None:
    with passing(charter(1, [filing(1)])) as office:
        (wake,) = queue.pending(office)

        first, second = (runs.claim(office, worker, [wake.wake_id], 1) for worker in ("one", "two"))

        assert len(first[0]) == 1
        assert second == ([], [])


@pytest.mark.feature("S-38")
def test_claim__by_eight_at_the_same_time_gives_each_wake_to_one(tmp_path: Path) -> None:
    staff = [f"p{no}" for no in range(12)]
    office = founded(tmp_path / "c.db", charter(staff, [filing(no + 1, who) for no, who in enumerate(staff)]))
    wakes = [wake.wake_id for wake in queue.pending(office)]
    rivals = [Office.open(office.store.path, Clock()) for _ in range(8)]

    def grab(rival: Office) -> list[Claim]:
        return [taken for wake in wakes for taken in runs.claim(rival, "w", [wake], 1)[0]]

    with ThreadPoolExecutor(len(rivals)) as pool:
        grabbed = [taken for claims in pool.map(grab, rivals) for taken in claims]

    assert sorted(taken.number for taken in grabbed) == list(range(1, 13))
    assert len(events(office, "run.started")) == 12
    assert log.broken(office) == ()
    for each in (office, *rivals):
        each.close()


def test_claim__of_a_wake_on_a_ticket_that_is_over_drops_it() -> None:
    with passing(charter(1, [filing(1)])) as office:
        (wake,) = queue.pending(office)
        tickets.move(office, 1, "done", "ready")

        assert runs.claim(office, "w", [wake.wake_id], 1) == ([], [])

        assert [event.data["reason"] for event in events(office, "wake.dropped")] == ["#1 is done"]


# --- fencing ---


@pytest.mark.feature("S-39", "D-5")
def test_late_results__under_an_old_token_are_refused_and_write_nothing() -> None:
    with passing(charter(1, [filing(1)])) as office:
        old = claim(office, 1, "ada", "dead")
        runs.give_back(office, old, Mishap.INTERRUPTED, "the worker died")
        with pytest.raises(Superseded):
            carry(office, old, says("before anybody took over"))
        new = claim(office, 1, "ada", "alive")
        before = head(office)

        with pytest.raises(Superseded):
            carry(office, old, says("too late"), finishes())
        with pytest.raises(Superseded):
            runs.give_back(office, old, Mishap.FATAL, "too late")

        assert head(office) == before
        assert views.thread(office, 1).entries == ()
        assert new.turn.token == old.turn.token + 1
        carry(office, new, says("in time"), finishes())
        assert [said.body for said in views.thread(office, 1).entries] == ["in time", "Done."]


@pytest.mark.feature("S-39")
def test_results__cannot_be_written_twice() -> None:
    with passing(charter(1, [filing(1)])) as office:
        claimed = claim(office, 1, "ada")
        carry(office, claimed, says("once"))

        with pytest.raises(Superseded):
            carry(office, claimed, says("once"))

        assert len(views.thread(office, 1).entries) == 1


def test_refused_call__changes_nothing_and_the_others_stand() -> None:
    with passing(charter(2, [filing(1, None, consulted=["ben"])])) as office:
        tickets.assign(office, 1, "ada")
        claimed = claim(office, 1, "ben")

        results = carry(
            office,
            claimed,
            says("@ada one"),
            finishes(),
            ("block", {"reason": "needs #9", "ticket": 9}),
            ("no_such_tool", {}),
            ("comment", {"text": 5}),
            says("two"),
        )

        assert [result.ok for result in results] == [True, False, False, False, False, True]
        assert [(said.kind, said.body) for said in views.thread(office, 1).entries] == [
            ("comment", "@ada one"),
            ("comment", "two"),
        ]


# --- giving back ---


@pytest.mark.feature("S-33")
def test_give_back__after_a_failure_cools_down_longer_each_time_and_ends_after_three() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        delays = []
        for attempt in (1, 2, 3):
            claimed = claim(office, 1, "ada")
            assert claimed.attempt == attempt
            runs.give_back(office, claimed, Mishap.TRANSIENT, "the host is busy")
            for returned in events(office, "wake.returned")[attempt - 1 :]:
                delays.append(returned.data["due_ms"] - returned.at_ms)
                clock.advance(delays[-1] / 1000 - 0.001)
                assert try_claim(office, 1, "ada")[0] == []
                clock.advance(0.001)

        assert delays == [2_000, 4_000]
        assert queued(office) == []
        assert [event.data["outcome"] for event in events(office, "run.finished")] == ["failed"] * 3
        assert [event.data["reason"] for event in events(office, "wake.dead")] == ["the host is busy"]


@pytest.mark.feature("Y-51")
def test_give_back__by_a_stopped_worker_costs_no_attempt_and_no_time() -> None:
    with passing(charter(1, [filing(1)])) as office:
        for _ in range(20):
            claimed = claim(office, 1, "ada")
            assert claimed.attempt == 1
            runs.give_back(office, claimed, Mishap.STOPPED, "the worker was stopped")

        assert {run.outcome for run in views.thread(office, 1).runs} == {"stopped"}


@pytest.mark.feature("S-37")
def test_give_back__of_interrupted_runs_counts_and_ends_after_twelve() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        for attempt in range(1, 13):
            claimed = claim(office, 1, "ada")
            assert claimed.attempt == attempt
            runs.give_back(office, claimed, Mishap.INTERRUPTED, "the worker died")
            clock.advance(60)

        assert queued(office) == []
        assert inbox.waiting(office)[0].kind == "dead_wake"


@pytest.mark.feature("D-5")
def test_give_back__of_an_interrupted_run_shows_the_ticket_as_interrupted_until_the_next() -> None:
    with passing(charter(1, [filing(1)])) as office:
        runs.give_back(office, claim(office, 1, "ada"), Mishap.INTERRUPTED, "the worker died")
        assert views.ticket(office, 1).condition is Condition.INTERRUPTED

        claimed = claim(office, 1, "ada")
        assert views.ticket(office, 1).condition is Condition.WORKING
        carry(office, claimed)

        assert views.ticket(office, 1).condition is Condition.WAITING
        assert [run.outcome for run in views.thread(office, 1).runs] == ["interrupted", "passed"]


def test_give_back__on_a_ticket_that_is_over_by_now_drops_the_wake() -> None:
    with passing(charter(1, [filing(1)])) as office:
        claimed = claim(office, 1, "ada")
        tickets.move(office, 1, "cancelled", "not needed")

        runs.give_back(office, claimed, Mishap.TRANSIENT, "the host is busy")

        assert queued(office) == []
        assert events(office, "wake.dropped")[-1].data["reason"] == "#1 is cancelled"
