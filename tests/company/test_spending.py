"""Money is held back before every call and settled after it, under every budget, whatever happens in between."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui import settings as places
from teamx_tui.brains.brain import BrainFailed, NotCovered
from teamx_tui.brains.desk import Receipt
from teamx_tui.company import brains, budgets, decisions, inbox, log, money, runs, shifts, spending, why
from teamx_tui.company.budgets import Place, Terms
from teamx_tui.company.office import Office
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.gates import GateKind
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.usage import Quote, Usage
from teamx_tui.store import duty, engine
from tests.builders import Clock, claim, events, founded, passing, try_claim
from tests.company.purse import CENT, allowance, books, claim_all, faults, paper, pay, quote, read, spend, stop

DAY_SECONDS = 86_400


def own_prices(text: str) -> None:
    """Write the operator's file of prices."""
    places.own_prices().parent.mkdir(parents=True, exist_ok=True)
    places.own_prices().write_text(text)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of preferences of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


# --- holding back and settling ---


@pytest.mark.feature("T-22", "D-4")
def test_reserve__holds_the_worst_back_under_every_budget_it_falls_under() -> None:
    every = [
        allowance(100),
        allowance(50, "project", "panel"),
        allowance(40, "employee", "ada", period="day"),
        allowance(30, "ticket", "1"),
        allowance(20, "employee", "ben"),
    ]
    with passing(paper(*every)) as office:
        ada, *_ = claim_all(office)

        call_id = spending.reserve(office, ada, quote(30))

        rows = read(office.store.path, "SELECT reserved_micros / 10000 FROM budget ORDER BY id")
        assert [row[0] for row in rows] == [30, 30, 30, 30, 0]
        pay(office, call_id, 12)
        rows = read(office.store.path, "SELECT spent_micros / 10000, reserved_micros FROM budget ORDER BY id")
        assert rows == [(12, 0), (12, 0), (12, 0), (12, 0), (0, 0)]
        assert faults(office.store.path) == []


@pytest.mark.feature("T-22")
@pytest.mark.parametrize(
    ("scope", "subject"), [("company", ""), ("project", "panel"), ("employee", "ada"), ("ticket", "1")]
)
def test_reserve__of_a_call_that_one_budget_does_not_cover_holds_nothing_back(scope: str, subject: str) -> None:
    wide = [allowance(1000, *place) for place in (("employee", "ben"), ("ticket", "2"))]
    with passing(paper(*wide, allowance(10, scope, subject))) as office:
        ada, *_ = claim_all(office)

        with pytest.raises(NotCovered, match="does not cover the next call"):
            spending.reserve(office, ada, quote(11))

        assert read(office.store.path, "SELECT count(*) FROM model_call") == [(0,)]
        assert {row[0] for row in read(office.store.path, "SELECT reserved_micros FROM budget")} == {0}


@pytest.mark.feature("D-4")
def test_unknown_outcome__is_charged_in_full_and_shown_as_unknown() -> None:
    with passing(paper(allowance(100))) as office:
        ada, *_ = claim_all(office)
        spending.reserve(office, ada, quote(30))

        runs.give_back(office, ada, Mishap.INTERRUPTED, "the worker died")

        total = money.look(office).total
        assert (books(office.store.path), total.unknown, total.micros) == ((30, 0), 1, 30 * CENT)
        assert faults(office.store.path) == []


@pytest.mark.feature("D-4")
def test_settle__of_a_bill_above_what_was_held_back_is_truthful_and_breaks_nothing() -> None:
    with passing(paper(allowance(20))) as office:
        ada, *_ = claim_all(office)
        call_id = spending.reserve(office, ada, quote(15))

        pay(office, call_id, 90)

        assert read(office.store.path, "SELECT cost_micros / 10000 FROM model_call") == [(90,)]
        assert books(office.store.path) == (20, 0)
        (told,) = events(office, "call.overbilled")
        assert (told.data["reserved_micros"], told.data["cost_micros"]) == (15 * CENT, 90 * CENT)
        assert faults(office.store.path, overbilled=True) == []


@pytest.mark.feature("D-4")
def test_raise__counts_what_a_bill_took_beyond_the_limit() -> None:
    with passing(paper(allowance(20))) as office:
        ada, *_ = claim_all(office)
        pay(office, spending.reserve(office, ada, quote(15)), 90)
        runs.give_back(office, ada, Mishap.STOPPED, "stopped")

        with pytest.raises(Refused, match=r"\$0\.90 is spent already, so the limit cannot be lower than \$0\.90"):
            budgets.increase(office, Place(), 50 * CENT)
        budgets.increase(office, Place(), 100 * CENT)

        assert books(office.store.path) == (90, 0)
        assert faults(office.store.path) == []


def test_settle__happens_once() -> None:
    with passing(paper(allowance(100))) as office:
        ada, *_ = claim_all(office)
        call_id = spend(office, ada, 10)

        pay(office, call_id, 90)

        assert books(office.store.path) == (10, 0)


def test_release__of_a_reply_thrown_away_is_charged_with_its_turn() -> None:
    with passing(paper(allowance(100))) as office:
        ada, *_ = claim_all(office)
        spend(office, ada, 10)
        spend(office, ada, 5)

        assert read(office.store.path, "SELECT model_calls, cost_micros / 10000 FROM run WHERE id = 1") == [(2, 15)]


# --- what costs nothing, and what nobody knows ---


def test_free_brain__costs_nothing_with_its_tokens_counted_whatever_the_budget() -> None:
    with passing(paper(allowance(0))) as office:
        with engine.open_store(office.store.path).writing() as connection:
            connection.exec_driver_sql("UPDATE brain SET is_free = 1 WHERE name = 'claude'")
        ada, *_ = claim_all(office)

        call_id = spending.reserve(office, ada, Quote("llama", 5000, 5000))
        with office.act("system") as act:
            spending.settle(act, Receipt(call_id, Usage(1234, 56)))
        runs.give_back(office, ada, Mishap.STOPPED, "stopped")

        total = money.look(office).total
        assert (total.micros, total.input_tokens, total.output_tokens, total.unpriced) == (0, 1234, 56, 0)


@pytest.mark.parametrize(("before", "then", "cents"), [("no", "yes", 5), ("yes", "no", 0)])
def test_call__costs_what_its_brain_cost_when_it_was_admitted(before: str, then: str, cents: int) -> None:
    with passing(paper(allowance(100))) as office:
        brains.change(office, "claude", "free", before)
        ada, *_ = claim_all(office)
        call_id = spending.reserve(office, ada, quote(8))

        brains.change(office, "claude", "free", then)
        pay(office, call_id, 5)
        runs.give_back(office, ada, Mishap.STOPPED, "stopped")

        assert (money.look(office).total.micros, books(office.store.path)) == (cents * CENT, (cents, 0))
        budgets.increase(office, Place(), CENT)
        assert books(office.store.path) == (cents, 0)
        assert faults(office.store.path) == []


@pytest.mark.feature("T-22")
def test_unpriced_model__is_refused_under_a_budget_with_the_way_out(config: Path) -> None:
    with passing(paper(allowance(100))) as office:
        ada, *_ = claim_all(office)

        with pytest.raises(NotCovered, match="nobody knows what mystery costs"):
            spending.reserve(office, ada, quote(1, "mystery"))
        stop(office, ada)

        (entry,) = inbox.waiting(office)
        assert (entry.kind, entry.options) == ("unpriced", ("retry", "hold"))
        assert str(config) in entry.subject
        assert try_claim(office, 1, "ada")[0] == []

        own_prices('[[price]]\nmodel = "mystery"\ninput = 1\noutput = 10\n')
        decisions.settle(office, entry.id, "retry")
        (again,) = try_claim(office, 1, "ada")[0]
        spend(office, again, 1)
        assert faults(office.store.path) == []


@pytest.mark.feature("T-22")
def test_unpriced_model__without_a_budget_is_called_and_never_counted_as_free() -> None:
    with passing(paper()) as office:
        ada, *_ = claim_all(office)
        call_id = spending.reserve(office, ada, quote(1, "mystery"))
        pay(office, call_id, 1)
        runs.give_back(office, ada, Mishap.STOPPED, "stopped")

        total = money.look(office).total
        assert (total.micros, total.unpriced, total.output_tokens) == (0, 1, 1000)


@pytest.mark.usefixtures("config")
def test_prices_that_cannot_be_read__end_the_turn_with_file_and_line() -> None:
    own_prices('[[price]]\nmodel = "x"\ninput = "a lot"\noutput = 1\n')
    with passing(paper(allowance(100))) as office:
        ada, *_ = claim_all(office)

        with pytest.raises(BrainFailed, match=r"prices\.toml, line 3: 'input' is a number") as failed:
            spending.reserve(office, ada, quote(1))

        assert not failed.value.transient


@pytest.mark.usefixtures("config")
def test_prices_that_broke_during_a_call__charge_it_in_full() -> None:
    with passing(paper(allowance(100))) as office:
        ada, *_ = claim_all(office)
        call_id = spending.reserve(office, ada, quote(30))
        own_prices("[[price]\n")

        pay(office, call_id, 1)

        assert books(office.store.path) == (30, 0)
        assert "prices.toml" in read(office.store.path, "SELECT error FROM model_call")[0][0]


# --- when there is too little ---


@pytest.mark.feature("D-4")
def test_reserve__waits_a_moment_where_only_calls_going_on_are_in_the_way() -> None:
    with passing(paper(allowance(50))) as office:
        ada, ben, _ = claim_all(office)
        going_on = spending.reserve(office, ada, quote(30))

        with pytest.raises(NotCovered, match="held back for calls that are going on") as crowded:
            spending.reserve(office, ben, quote(30))

        assert crowded.value.retry_after_seconds > 0
        assert inbox.waiting(office) == ()
        pay(office, going_on, 5)
        spending.reserve(office, ben, quote(30))


@pytest.mark.feature("T-22")
def test_refusal__gives_the_wake_back_uncounted_and_the_budget_holds_it() -> None:
    with passing(paper(allowance(10))) as office:
        ada, *_ = claim_all(office)
        with pytest.raises(NotCovered):
            spending.reserve(office, ada, quote(11))
        stop(office, ada)

        claims, (held,) = try_claim(office, 1, "ada")

        assert claims == []
        assert [gate.kind for gate in held.gates] == [GateKind.BUDGET]
        assert "does not cover the next call" in held.gates[0].opens_when
        assert read(office.store.path, "SELECT attempt FROM wake WHERE id = 1") == [(0,)]
        assert [gate.kind for gate in why.why(office, 1).tree.gates] == [GateKind.BUDGET]


def test_warning__names_an_employee_as_everywhere_else() -> None:
    with passing(paper(allowance(100, "employee", "ada", warn_percent=85))) as office:
        ada, *_ = claim_all(office)
        spend(office, ada, 90)
        assert money.look(office).head.money_alarm == "@ada budget 90 %"


@pytest.mark.feature("X-20")
def test_warning__is_told_once_in_each_day_and_marked() -> None:
    clock = Clock()
    with passing(paper(allowance(100, period="day", warn_percent=85)), clock) as office:
        ada, *_ = claim_all(office)
        spend(office, ada, 84)
        assert (events(office, "budget.warned"), money.look(office).head.money_alarm) == ([], "")

        spend(office, ada, 2)
        spend(office, ada, 2)

        (told,) = events(office, "budget.warned")
        assert (told.data["percent"], money.look(office).head.money_alarm) == (86, "company budget 88 %")
        clock.advance(DAY_SECONDS)
        assert money.look(office).head.money_alarm == ""
        spend(office, ada, 90)
        assert len(events(office, "budget.warned")) == 2


@pytest.mark.feature("T-22")
def test_budget_of_a_day__is_counted_anew_the_next_day_with_calls_still_held_back() -> None:
    clock = Clock()
    with passing(paper(allowance(50, period="day"), allowance(200)), clock) as office:
        ada, ben, cleo = claim_all(office)
        spend(office, ada, 20)
        going_on = spending.reserve(office, ben, quote(20))
        with pytest.raises(NotCovered):
            spending.reserve(office, cleo, quote(40))
        stop(office, cleo)
        assert try_claim(office, 3, "cleo")[0] == []
        assert [entry.kind for entry in inbox.waiting(office)] == ["budget"]

        clock.advance(DAY_SECONDS)

        of_the_day = next(one for one in money.budgets_now(office) if one.period == Period.DAY)
        assert (of_the_day.spent, of_the_day.reserved) == (0, 20 * CENT)
        (again,) = try_claim(office, 3, "cleo")[0]
        assert inbox.waiting(office) == ()
        spending.reserve(office, again, quote(30))
        pay(office, going_on, 20)
        assert faults(office.store.path) == []
        assert len(events(office, "budget.renewed")) == 1


@pytest.mark.feature("X-21")
def test_surge__is_one_event_and_visible_until_it_is_over() -> None:
    clock = Clock()
    with passing(paper(allowance(100_000)), clock) as office:
        ada, *_ = claim_all(office)
        for cents in [2] * 60 + [6] * 20:
            clock.advance(60)
            spend(office, ada, cents)

        (begun,) = events(office, "spending.surged")
        seen = money.look(office)
        assert begun.data["rise_percent"] >= 40
        assert seen.is_surge
        assert seen.head.money_alarm == f"spending up {seen.pace.rise_percent} %"
        assert seen.budgets[0].exhausted_at_ms is not None
        for _ in range(60):
            clock.advance(60)
            spend(office, ada, 2)
        assert [event.kind for event in events(office, "spending.surged", "spending.calmed")] == [
            "spending.surged",
            "spending.calmed",
        ]
        assert not money.look(office).is_surge


# --- nested budgets under everything that can happen ---

WHO = st.integers(0, 2)
CENTS = st.integers(0, 40)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("reserve"), WHO, CENTS),
        st.tuples(st.just("pay"), WHO, CENTS),
        st.tuples(st.just("lose"), WHO, CENTS),
        st.tuples(st.just("wait"), st.sampled_from([0, 1]), st.integers(1, 20)),
        st.tuples(st.just("set"), WHO, st.integers(0, 120)),
        st.tuples(st.just("drop"), WHO, CENTS),
    ),
    max_size=25,
)
PLACES = (
    Place(Scope.COMPANY, "", Period.TOTAL),
    Place(Scope.EMPLOYEE, "ada", Period.DAY),
    Place(Scope.PROJECT, "panel", Period.MONTH),
)


def do(office: Office, clock: Clock, claims: list[Any], calls: dict[int, tuple[int, int]], deed: Any) -> None:
    """Let one thing happen, if the rules allow it; `calls`: what is going on, by employee: its id and worst case."""
    kind, who, amount = deed
    deeds: dict[str, Callable[[], Any]] = {
        "wait": lambda: clock.advance(amount * 3600 * (24 if who else 1)),
        "set": lambda: budgets.put(office, PLACES[who], Terms(amount * CENT)),
        "drop": lambda: budgets.drop(office, PLACES[who]),
    }
    with suppress(Refused, NotFound):
        if kind in deeds:
            deeds[kind]()
        elif kind == "reserve" and who not in calls:
            with suppress(NotCovered):
                calls[who] = (spending.reserve(office, claims[who], quote(amount)), amount)
        elif kind != "reserve" and who in calls:
            call_id, worst = calls.pop(who)
            pay(office, call_id, min(amount, worst) if kind == "pay" else None)


@pytest.mark.feature("T-22", "D-4")
@given(DEEDS, st.integers(20, 200), st.integers(10, 100), st.integers(10, 100))
@settings(deadline=None, max_examples=40)
def test_nested_budgets__are_never_overdrawn_and_equal_the_ledger(
    deeds: list[Any], whole: int, project: int, own: int
) -> None:
    clock = Clock()
    every = [allowance(whole), allowance(project, "project", "panel", period="month")]
    with passing(paper(*every, allowance(own, "employee", "ada", period="day")), clock) as office:
        claims, calls = claim_all(office), {}
        for deed in deeds:
            do(office, clock, claims, calls, deed)
            assert faults(office.store.path) == [], deed
        spent = money.look(office)
        assert all(one.spent + one.reserved <= one.limit for one in spent.budgets)
        assert log.broken(office) == ()


@pytest.mark.feature("T-22", "D-4")
def test_many_workers__never_overdraw_nested_budgets(tmp_path: Path) -> None:
    every = [allowance(300), allowance(200, "project", "panel"), allowance(60, "employee", "ada")]
    office = founded(tmp_path / "many.db", paper(*every, staff=8))
    claims = claim_all(office)
    refused = [0] * len(claims)

    def work(no: int) -> None:
        mine = Office(engine.open_store(office.store.path))
        for turn in range(12):
            try:
                call_id = spending.reserve(mine, claims[no], quote(3 + (no + turn) % 5))
            except NotCovered:
                refused[no] += 1
                continue
            pay(mine, call_id, None if turn % 6 == no % 6 else 1 + (no * turn) % 3)
        mine.close()

    threads = [threading.Thread(target=work, args=(no,)) for no in range(len(claims))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults(office.store.path) == []
    assert sum(refused) > 0, "the budgets were never short, so nothing was tried"
    assert max(books(office.store.path)) > 100
    assert books(office.store.path)[1] == 0
    office.close()


@pytest.mark.feature("D-4", "D-5")
def test_recover__by_two_workers_at_once_charges_open_calls_in_full_and_once() -> None:
    """Two processes' worth of offices on one store, both past the look that says who is dead when either writes."""
    with passing(paper(allowance(100), staff=1)) as office:
        dead = shifts.begin(office, 1)
        claimed = claim(office, 1, "ada", dead.worker_id)
        spend(office, claimed, 3, worst=10)
        for worst in (20, 30):
            spending.reserve(office, claimed, quote(worst))
        dead.lock.end()
        others = [Office(engine.open_store(office.store.path), office.clock) for _ in range(2)]
        meet, looks = threading.Barrier(2), duty.is_alive

        def both_have_looked(store: Path, worker_id: str) -> bool:
            alive = looks(store, worker_id)
            meet.wait(20)
            return alive

        with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
            patch.setattr(duty, "is_alive", both_have_looked)
            assert list(pool.map(shifts.recover, others)) == [1, 1]

        assert books(office.store.path) == (53, 0)
        assert faults(office.store.path) == []
        states = read(office.store.path, "SELECT state, cost_micros FROM model_call ORDER BY id")
        assert states == [("settled", 3 * CENT), ("unknown", 20 * CENT), ("unknown", 30 * CENT)]
        assert len(events(office, "worker.lost")) == len(events(office, "wake.returned")) == 1
        for other in others:
            other.close()
