"""The one admission function, gate by gate and all together, and the word shown for an item."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.gates import Condition, GateKind, closed_gates, condition
from teamx_tui.domain.situations import Blocker, LiveRun, Pending, Seat, Shortage, Situation
from teamx_tui.domain.tickets import OVER, SATISFYING, State

FREE = Situation(item_id=1, number=7, state=State.OPEN, assignee="ada")
ADA = Seat("ada")
SHUT = (State.DRAFT, State.DONE, State.FAILED, State.SKIPPED, State.CANCELLED)
ELSEWHERE = LiveRun(run_id=4, employee="ada", number=8)
HERE = LiveRun(run_id=5, employee="ben", number=7)
BUDGET = Shortage("the company's budget of $5.00 is spent", "budget:2")
OWN = Shortage("@ada's budget of $1.00 a day does not cover the next call", "budget:3", question=9)


def blocker(state: State = State.OPEN, owner: str | None = "ben", number: int = 6) -> Blocker:
    return Blocker(item_id=number, number=number, title="Before", state=state, owner=owner)


def entry(kind: str = "block", raised_by: str = "ada", asked_of: str = "ben", id_: int = 3) -> Pending:
    return Pending(id_, kind, "may I?", raised_by, asked_of)


def kinds(item: Situation, seat: Seat | None = ADA) -> list[GateKind]:
    return [gate.kind for gate in closed_gates(item, seat)]


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS, State.IN_REVIEW])
def test_closed_gates__are_none_for_assigned_work_that_waits_for_nothing(state: State) -> None:
    assert closed_gates(replace(FREE, state=state), ADA) == ()
    assert closed_gates(replace(FREE, state=state)) == ()


@pytest.mark.parametrize(
    ("item", "seat", "kind", "on", "who", "opens_when"),
    [
        pytest.param(
            replace(FREE, state=State.ON_HOLD, hold_reason="no money"),
            ADA,
            GateKind.HOLD,
            "ticket:7",
            "operator",
            "the hold on #7 is lifted (no money)",
            id="hold",
        ),
        pytest.param(
            replace(FREE, state=State.DRAFT),
            ADA,
            GateKind.STATE,
            "ticket:7",
            "operator",
            "#7, which is draft, is filed",
            id="draft",
        ),
        pytest.param(
            replace(FREE, state=State.DONE),
            ADA,
            GateKind.STATE,
            "ticket:7",
            "operator",
            "#7, which is done, is reopened",
            id="over",
        ),
        pytest.param(
            replace(FREE, assignee=None),
            None,
            GateKind.NOT_ASSIGNED,
            "ticket:7",
            "operator",
            "somebody is assigned to #7",
            id="unassigned",
        ),
        pytest.param(
            replace(FREE, blockers=(blocker(),)),
            ADA,
            GateKind.DEPENDENCY,
            "ticket:6",
            "ben",
            "#6 is done",
            id="dependency",
        ),
        pytest.param(
            replace(FREE, blockers=(blocker(owner=None),)),
            ADA,
            GateKind.DEPENDENCY,
            "ticket:6",
            "operator",
            "#6 is done",
            id="dependency on work that is nobody's",
        ),
        pytest.param(
            replace(FREE, blockers=(blocker(State.CANCELLED),)),
            ADA,
            GateKind.DEPENDENCY,
            "ticket:6",
            "operator",
            "#6, which is cancelled, is reopened and done, or the dependency is removed",
            id="dependency on cancelled work",
        ),
        pytest.param(
            replace(FREE, pending=(entry(),)),
            ADA,
            GateKind.DECISION,
            "decision:3",
            "ben",
            "@ben decides: may I?",
            id="decision",
        ),
        pytest.param(
            replace(FREE, pending=(entry("question", asked_of="operator"),)),
            ADA,
            GateKind.QUESTION,
            "decision:3",
            "operator",
            "operator answers: may I?",
            id="question",
        ),
        pytest.param(
            replace(FREE, budgets=(BUDGET,)),
            replace(ADA, spends=True),
            GateKind.BUDGET,
            "budget:2",
            "operator",
            f"money is added: {BUDGET.words}",
            id="budget",
        ),
        pytest.param(
            FREE,
            replace(ADA, spends=True, budgets=(OWN,)),
            GateKind.BUDGET,
            "decision:9",
            "operator",
            f"money is added: {OWN.words}",
            id="own budget",
        ),
        pytest.param(
            replace(FREE, pauses=("holiday",)),
            ADA,
            GateKind.PAUSE,
            "ticket:7",
            "operator",
            "the pause ends: holiday",
            id="pause",
        ),
        pytest.param(
            FREE,
            replace(ADA, pauses=("a meeting",)),
            GateKind.PAUSE,
            "employee:ada",
            "operator",
            "the pause of @ada ends: a meeting",
            id="pause of one",
        ),
        pytest.param(
            FREE,
            replace(ADA, employed=False),
            GateKind.NOT_ASSIGNED,
            "employee:ada",
            "operator",
            "#7 is given to somebody employed",
            id="left",
        ),
        pytest.param(
            FREE,
            replace(ADA, lacks="it has a key"),
            GateKind.NO_BRAIN,
            "employee:ada",
            "operator",
            "@ada can think: it has a key",
            id="no brain",
        ),
        pytest.param(
            FREE,
            replace(ADA, cools_seconds=3),
            GateKind.COOL_DOWN,
            "employee:ada",
            "clock",
            "3 s more have passed since the last failure of @ada",
            id="cool-down",
        ),
        pytest.param(
            FREE,
            replace(ADA, busy=ELSEWHERE),
            GateKind.CAPACITY,
            "employee:ada",
            "ada",
            "@ada is done with #8",
            id="employee busy",
        ),
        pytest.param(
            replace(FREE, live=HERE),
            ADA,
            GateKind.CAPACITY,
            "ticket:7",
            "ben",
            "@ben, who is working on it now, ends the turn",
            id="thread busy",
        ),
    ],
)
def test_closed_gates__say_what_is_closed_who_must_act_and_what_opens_it(
    item: Situation, seat: Seat | None, kind: GateKind, on: str, who: str, opens_when: str
) -> None:
    (gate,) = closed_gates(item, seat)

    assert (gate.kind, gate.on, gate.who, gate.opens_when) == (kind, on, who, opens_when)


@pytest.mark.parametrize("state", sorted(SATISFYING))
def test_closed_gates__are_open_behind_a_satisfied_blocker(state: State) -> None:
    assert closed_gates(replace(FREE, blockers=(blocker(state),)), ADA) == ()


@pytest.mark.parametrize("kind", ["question", "block", "dead_wake"])
def test_closed_gates__let_through_whoever_must_answer(kind: str) -> None:
    item = replace(FREE, pending=(entry(kind, raised_by="ada", asked_of="ben"),))

    assert closed_gates(item, Seat("ben")) == ()


def test_closed_gates__hold_up_only_the_asker_of_a_question() -> None:
    item = replace(FREE, pending=(entry("question", raised_by="ada", asked_of="ben"),))

    assert kinds(item, Seat("ada")) == [GateKind.QUESTION]
    assert kinds(item, Seat("cleo")) == []
    assert kinds(item, None) == []


def test_closed_gates__hold_up_everybody_else_for_a_decision() -> None:
    item = replace(FREE, pending=(entry("block", raised_by="ada", asked_of="ben"),))

    assert kinds(item, Seat("ada")) == kinds(item, Seat("cleo")) == kinds(item, None) == [GateKind.DECISION]


def test_closed_gates__do_not_count_an_employees_turn_here_twice() -> None:
    turn = LiveRun(run_id=5, employee="ada", number=7)

    assert kinds(replace(FREE, live=turn), Seat("ada", busy=turn)) == [GateKind.CAPACITY]


def test_ticket__is_the_number_a_gate_stands_on_or_none() -> None:
    both = replace(FREE, blockers=(blocker(number=64),), pending=(entry(),))

    assert [gate.ticket for gate in closed_gates(both, ADA)] == [64, None]


# --- all together ---

BLOCKERS = st.lists(
    st.builds(blocker, st.sampled_from(State), st.none() | st.just("ben"), st.integers(20, 30)), max_size=3
).map(tuple)
ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(["question", "block", "dead_wake"]),
        st.sampled_from(["ada", "ben", "system"]),
        st.sampled_from(["ada", "cleo", "operator"]),
        st.integers(1, 9),
    ),
    max_size=3,
).map(tuple)
ITEMS = st.builds(
    Situation,
    item_id=st.just(1),
    number=st.just(7),
    state=st.sampled_from(State),
    assignee=st.none() | st.just("ada"),
    blockers=BLOCKERS,
    pending=ENTRIES,
    pauses=st.sampled_from([(), ("holiday",)]),
    budgets=st.sampled_from([(), (BUDGET,)]),
    assignee_budgets=st.sampled_from([(), (OWN,)]),
    assignee_spends=st.booleans(),
    assignee_lacks=st.sampled_from(["", "it has a key"]),
    live=st.none() | st.just(HERE),
    interrupted=st.booleans(),
)
SEATS = st.builds(
    Seat,
    st.sampled_from(["ada", "cleo"]),
    employed=st.booleans(),
    lacks=st.sampled_from(["", "it has a key"]),
    spends=st.booleans(),
    budgets=st.sampled_from([(), (OWN,)]),
    busy=st.none() | st.just(ELSEWHERE),
    pauses=st.sampled_from([(), ("a meeting",)]),
    cools_seconds=st.integers(0, 3),
)


def _item_may_run(item: Situation) -> bool:
    return (
        item.state in (State.OPEN, State.IN_PROGRESS, State.IN_REVIEW)
        and item.assignee is not None
        and all(before.state in SATISFYING for before in item.blockers)
        and not item.pauses
        and item.live is None
    )


def _seat_may_run(seat: Seat) -> bool:
    return seat.employed and not seat.lacks and not seat.busy and not seat.pauses and not seat.cools_seconds


def _is_held_by(waiting: Pending, handle: str) -> bool:
    if waiting.asked_of == handle:
        return False
    return waiting.kind != "question" or waiting.raised_by == handle


@given(item=ITEMS, seat=SEATS)
@settings(deadline=None, max_examples=300)
def test_closed_gates__are_none_exactly_when_every_condition_is_met(item: Situation, seat: Seat) -> None:
    may_run = (
        _item_may_run(item)
        and _seat_may_run(seat)
        and not ((item.budgets or seat.budgets) and seat.spends)
        and not any(_is_held_by(waiting, seat.handle) for waiting in item.pending)
    )

    assert (closed_gates(item, seat) == ()) is may_run


@given(item=ITEMS, seat=SEATS)
@settings(deadline=None)
def test_closed_gates__with_a_seat_hide_only_what_that_seat_may_open(item: Situation, seat: Seat) -> None:
    hidden = set(closed_gates(item)) - set(closed_gates(item, seat))

    # Money and brains are those of whoever would run: the assignee's only while nobody is named.
    theirs = {GateKind.BUDGET, GateKind.NO_BRAIN}
    assert {gate.who for gate in hidden if gate.kind not in theirs} <= {seat.handle}
    assert {gate.kind for gate in hidden} <= {GateKind.DECISION, *theirs}


# --- the word shown ---


@pytest.mark.parametrize("state", [*SHUT, State.ON_HOLD])
def test_condition__of_work_that_cannot_be_done_now_is_its_state(state: State) -> None:
    assert condition(replace(FREE, state=state)) is Condition(state)


@pytest.mark.parametrize(
    ("item", "word"),
    [
        (FREE, Condition.READY),
        (replace(FREE, state=State.IN_PROGRESS), Condition.WAITING),
        (replace(FREE, state=State.IN_REVIEW), Condition.IN_REVIEW),
        (replace(FREE, state=State.IN_PROGRESS, interrupted=True), Condition.INTERRUPTED),
        (replace(FREE, state=State.IN_REVIEW, interrupted=True), Condition.INTERRUPTED),
        (replace(FREE, interrupted=True), Condition.READY),
        (replace(FREE, blockers=(blocker(),)), Condition.BLOCKED),
        (replace(FREE, state=State.IN_PROGRESS, blockers=(blocker(),)), Condition.BLOCKED),
        (replace(FREE, assignee=None), Condition.BLOCKED),
        (replace(FREE, live=HERE, blockers=(blocker(),)), Condition.WORKING),
    ],
)
def test_condition__is_derived_from_the_facts(item: Situation, word: Condition) -> None:
    assert condition(item) is word


@given(item=ITEMS)
@settings(deadline=None)
def test_condition__is_working_exactly_during_a_turn(item: Situation) -> None:
    assert (condition(item) is Condition.WORKING) is (item.live is not None)


@given(item=ITEMS, seat=st.none() | SEATS)
@settings(deadline=None, max_examples=300)
def test_condition__is_blocked_exactly_by_a_gate_that_is_not_just_capacity(item: Situation, seat: Seat | None) -> None:
    passing = {GateKind.CAPACITY, GateKind.COOL_DOWN}
    lasting = [gate for gate in closed_gates(item, seat) if gate.kind not in passing]
    shown_otherwise = item.live is not None or item.state in {*OVER, State.DRAFT, State.ON_HOLD}

    assert (condition(item, seat) is Condition.BLOCKED) is (bool(lasting) and not shown_otherwise)


@pytest.mark.parametrize(
    "seat", [replace(ADA, busy=ELSEWHERE), replace(ADA, cools_seconds=3)], ids=["busy", "cooling down"]
)
def test_condition__stays_as_it_is_while_a_gate_opens_by_itself(seat: Seat) -> None:
    assert condition(FREE, seat) is Condition.READY


@given(now=st.integers(0, 10**12), wait=st.integers(-(10**6), 300_000))
@settings(deadline=None)
def test_cooling_until__is_the_time_left_in_whole_seconds_rounded_up(now: int, wait: int) -> None:
    seconds = ADA.cooling_until(now + wait, now).cools_seconds

    assert (seconds - 1) * 1000 < max(wait, 0) <= seconds * 1000
    assert (seconds > 0) is (wait > 0)
