"""Employees whose brain costs money on the night shift: they work as far as the budgets reach, and go on when asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from teamx_tui.brains.brain import BrainFailed, Result, Step, ToolCall
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk, Receipt
from teamx_tui.company import decisions, heads, inbox, money, shifts, spending, views
from teamx_tui.company.money import By
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import State
from teamx_tui.worker import worker
from tests.builders import Clock, claim, events, passing, play
from tests.company.purse import CENT, allowance, books, faults, paper, quote, usage


class Paying:
    """A brain that finishes its ticket with one call of a model; `fails` with its first calls."""

    def __init__(self, worst: int, cents: float, fails: int = 0) -> None:
        self.worst, self.cents, self.fails = worst, cents, fails
        self.together = 0
        self.most_together = 0

    def begin(self, briefing: Briefing, desk: Desk) -> Any:
        return _Thought(self, desk)


class _Thought:
    def __init__(self, brain: Paying, desk: Desk) -> None:
        self._brain = brain
        self._desk = desk

    async def step(self, results: Sequence[Result]) -> Step:
        brain = self._brain
        call_id = await self._desk.reserve(quote(brain.worst))
        if brain.fails:
            brain.fails -= 1
            raise BrainFailed("the line went dead", transient=True, receipt=Receipt(call_id, None, error="cut off"))
        receipt = Receipt(call_id, usage(brain.cents), stop_reason="tool_use\x1b[2J")
        return Step((ToolCall("finish", {"resolution": "Done."}),), last=True, receipt=receipt)


def states(office: Any) -> list[State]:
    return [row.state for row in views.tickets(office)]


@pytest.mark.feature("T-22", "D-4", "X-20")
def test_worker__stops_where_the_money_ends_asks_once_and_goes_on_when_it_is_raised() -> None:
    with passing(paper(allowance(25), staff=6), Clock(step_ms=300)) as office:
        tally = play(office, brain=Paying(worst=10, cents=8), slots=3, seconds=60)

        # Two calls of 8 cents are covered, and of the third one only if it costs no more than it may.
        assert (tally.model_calls, tally.cost_micros) == (2, 16 * CENT)
        assert states(office).count(State.DONE) == 2
        assert [row.condition for row in views.tickets(office)].count(Condition.BLOCKED) == 4
        (entry,) = inbox.waiting(office)
        assert (entry.kind, heads.look(office).money_alarm) == ("budget", "company budget short")
        stopped = [event for event in events(office, "run.finished") if event.data["outcome"] == "stopped"]
        assert "does not cover the next call" in stopped[-1].data["reason"]

        decisions.settle(office, entry.id, "raise 1")
        play(office, brain=Paying(worst=10, cents=8), slots=3, seconds=60)

        assert states(office) == [State.DONE] * 6
        assert books(office.store.path) == (48, 0)
        assert faults(office.store.path) == []


def test_worker__asks_for_money_though_the_turn_that_spent_the_last_of_it_has_finished_its_ticket() -> None:
    with passing(paper(allowance(10), staff=2), Clock(step_ms=300)) as office:
        play(office, brain=Paying(worst=10, cents=10), slots=1)
        assert states(office) == [State.DONE, State.OPEN]

        (entry,) = inbox.waiting(office)
        decisions.settle(office, entry.id, "raise")
        play(office, brain=Paying(worst=10, cents=10), slots=1)

        assert (states(office), faults(office.store.path)) == ([State.DONE, State.DONE], [])


@pytest.mark.feature("D-4")
def test_worker__lets_turns_wait_for_money_that_others_hold_back() -> None:
    clock = Clock(step_ms=300)
    with passing(paper(allowance(30), staff=6), clock) as office:
        play(office, brain=Paying(worst=20, cents=2), slots=6, seconds=60)

        assert (states(office), inbox.waiting(office)) == ([State.DONE] * 6, ())
        assert books(office.store.path) == (12, 0)
        assert faults(office.store.path) == []


class Outliving(Paying):
    """Another worker dies as soon as this one lets somebody think."""

    def __init__(self, other: shifts.Shift) -> None:
        super().__init__(worst=15, cents=1)
        self._other: shifts.Shift | None = other

    def begin(self, briefing: Briefing, desk: Desk) -> Any:
        if self._other is not None:
            self._other.lock.end()
        self._other = None
        return super().begin(briefing, desk)


@pytest.mark.feature("D-4", "D-5")
def test_worker__finds_out_that_another_died_though_it_is_never_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a dead worker held back stands in everybody's way; turns that wait for money come back again and again."""
    monkeypatch.setattr(worker, "SWEEP_SECONDS", (0.05, 60.0))
    with passing(paper(allowance(30), staff=2), Clock(step_ms=300)) as office:
        other = shifts.begin(office, 1)
        spending.reserve(office, claim(office, 1, "ada", other.worker_id), quote(20))

        play(office, runs=2000, brain=Outliving(other))

        (entry,) = inbox.waiting(office)
        assert (entry.kind, books(office.store.path)) == ("budget", (20, 0))
        assert {event.data["worker"] for event in events(office, "worker.lost")} == {other.worker_id}
        assert faults(office.store.path) == []


@pytest.mark.feature("D-4", "T-31")
def test_worker__charges_a_call_that_broke_off_in_full_and_tries_again() -> None:
    clock = Clock(step_ms=300)
    with passing(paper(allowance(100), staff=1), clock) as office:
        play(office, brain=Paying(worst=10, cents=3, fails=2), seconds=60)

        (sonnet,) = money.look(office, By.EMPLOYEE).sums
        assert (sonnet.micros, sonnet.calls, sonnet.unknown, sonnet.failed) == (23 * CENT, 3, 2, 2)
        assert (states(office), books(office.store.path)) == ([State.DONE], (23, 0))
