"""The worker: follows the event log, claims what may run, lets employees think, writes what they do.

One turnover is one transaction: it carries out the steps that are ready, ends runs, and claims the next ones. Between
turnovers the worker sleeps until a brain answers, somebody commits, or a cool-down ends.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from teamx_tui.brains.brain import Brain, Result
from teamx_tui.company import briefings, budgets, runs, shifts, spending
from teamx_tui.company.briefings import Roles
from teamx_tui.company.meetings_calendar import Calendar
from teamx_tui.company.news import Event, News, head
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.errors import Superseded
from teamx_tui.domain.retries import Mishap
from teamx_tui.tools.hands import allowed, carry_out
from teamx_tui.worker.admission import Admission
from teamx_tui.worker.desk import desks
from teamx_tui.worker.executor import Delivery, TaskExecutor
from teamx_tui.worker.inquiries import Inquiries

SLOTS: Final = 32
"""Runs a worker has going at the same time."""
LOOKS: Final = 4
"""Wakes looked at for each free slot in one turnover: the first ones may all want the same employee."""
SWEEP_SECONDS: Final = (5.0, 60.0)
"""First and longest pause between sweeps while idle; doubles. Counted on the monotonic clock of the event loop."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a worker did."""

    runs: int = 0
    model_calls: int = 0
    cost_micros: int = 0


class Worker:
    """One worker on duty at one store."""

    def __init__(
        self,
        office: Office,
        brain: Callable[[str], Brain],
        *,
        slots: int = SLOTS,
        pace: float = 0.0,
        check: Callable[[], None] | None = None,
        roles: Roles = lambda _: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`check`: looks whether the brains can be used; done when coming on duty and now and then while idle.

        `roles` finds a role of the catalogue: what somebody is told about their trade, and the tools they have.
        `sleep`: between a call for a question that failed and the next.
        """
        self._office = office
        self._check = check
        self._slots = slots
        self._roles = roles
        self._admission = Admission(office)
        self._calendar = Calendar(office)
        self._executor = TaskExecutor(brain, desks(office, roles), self._take_delivery)
        self._deliveries: list[Delivery] = []
        self._bell = asyncio.Event()
        self._inquiries = Inquiries(office, brain, self._bell.set, sleep)
        self._stopping = False
        self._pace = pace
        self._news: News | None = None
        self._runs_left: int | None = None
        self.tally = Tally()

    async def work(self, *, until_idle: bool = False, most_runs: int | None = None) -> Tally:
        """Work until stopped; or until nothing can run any more, or `most_runs` runs have been started.

        Raises:
            Unusable: the store cannot be written any more. What was not written is given back when it can be.
        """
        self._runs_left = most_runs
        shift = shifts.begin(self._office, self._slots, self._pace)
        self._news = News(self._office, head(self._office))
        loop = asyncio.get_running_loop()
        if self._news.ear is not None:
            loop.add_reader(self._news.ear, self._bell.set)
        try:
            self._put_right()
            await self._shift(shift.worker_id, until_idle)
        finally:
            if self._news.ear is not None:
                loop.remove_reader(self._news.ear)
            self._news.close()
            await self._executor.stop()
            await self._inquiries.stop()
            shifts.end(self._office, shift)
            calls, micros = spending.of_worker(self._office, shift.worker_id)
            self.tally = replace(self.tally, model_calls=calls, cost_micros=micros)
        return self.tally

    def stop(self) -> None:
        """Ask the worker to go off duty; safe to call from a signal handler of the event loop."""
        self._stopping = True
        self._bell.set()

    async def _shift(self, worker_id: str, until_idle: bool) -> None:
        pause, loop = SWEEP_SECONDS[0], asyncio.get_running_loop()
        looked_at = loop.time()
        while not self._stopping:
            assert self._news is not None
            self._bell.clear()
            if loop.time() - looked_at >= SWEEP_SECONDS[0]:
                # However busy this one is: what a dead one held back may be what all the others wait for.
                looked_at = loop.time()
                shifts.recover(self._office)
            fresh = self._news.read()
            self._admission.learn(fresh)
            self._let_go(fresh)
            self._calendar.learn(fresh)
            self._admission.wake_up(self._office.clock())
            self._inquiries.take_up(worker_id)
            if self._turnover(worker_id):
                pause = SWEEP_SECONDS[0] if self._executor.alive() else pause
                await asyncio.sleep(0)
                continue
            if self._is_over(until_idle):
                return
            if not await self._rest(pause):
                self._put_right()
                pause = min(pause * 2, SWEEP_SECONDS[1])

    def _let_go(self, news: Iterable[Event]) -> None:
        """Stop the turns that somebody has ended."""
        for event in news:
            if event.kind == "run.finished" and event.actor == OPERATOR:
                self._executor.cancel(event.data["run"])

    def _turnover(self, worker_id: str) -> bool:
        """Write what is ready and claim what may run, in one transaction; return whether there was anything.

        Having looked counts: behind wakes that may not run there may be others that may.
        """
        deliveries, self._deliveries = self._deliveries, []
        free = self._slots - len(self._executor.alive()) + sum(_ends(delivery) for delivery in deliveries)
        free = free if self._runs_left is None else min(free, self._runs_left)
        taken = self._admission.take(free * LOOKS) if free > 0 else []
        is_due = self._calendar.is_due(self._office.clock())
        if not deliveries and not taken and not is_due:
            return False
        with self._office.act(SYSTEM) as act:
            written = [(delivery, self._write(delivery)) for delivery in deliveries]
            if is_due:
                self._calendar.keep()
            claims, held = runs.claim(self._office, worker_id, taken, free) if taken else ([], [])
            briefed = [(claim, briefings.brief(act, claim, self._roles)) for claim in claims]
        self._admission.settle(taken, held)
        for delivery, results in written:
            if not delivery.done.done():
                delivery.done.set_result(results)
        for claim, briefing in briefed:
            self._executor.submit(claim, briefing)
        self._count(deliveries, claims)
        return bool(written or taken or is_due)

    def _write(self, delivery: Delivery) -> tuple[Result, ...]:
        office, claim, step = self._office, delivery.claim, delivery.step
        try:
            with office.attempt():
                if step is not None:
                    only = allowed(claim, self._roles)
                    return carry_out(office, claim, step, delivery.seen_message_id, delivery.made, only)
                self._give_back(delivery)
        except Superseded:
            self._executor.cancel(claim.turn.run_id)
        return ()

    def _give_back(self, delivery: Delivery) -> None:
        if delivery.receipt is not None:
            with self._office.act(SYSTEM) as act:
                spending.settle(act, delivery.receipt)
        mishap = delivery.mishap or Mishap.FATAL
        wait = delivery.retry_after_seconds
        runs.give_back(self._office, delivery.claim, mishap, delivery.reason, retry_after_seconds=wait)

    def _count(self, deliveries: list[Delivery], claims: list[Claim]) -> None:
        self.tally = replace(self.tally, runs=self.tally.runs + sum(_ends(delivery) for delivery in deliveries))
        if self._runs_left is not None:
            self._runs_left -= len(claims)

    def _is_over(self, until_idle: bool) -> bool:
        if self._executor.alive() or self._deliveries or self._inquiries.is_busy:
            return False
        if self._runs_left == 0:
            return True
        if not until_idle or self._admission.next_due_ms is not None:
            return False
        return self._is_quiet() and not shifts.sweep(self._office)

    def _is_quiet(self) -> bool:
        """Whether nothing has happened that is not taken in yet, and no worker has a run that may bring more work."""
        assert self._news is not None
        # In this order: if nothing has been written since the last reading, what was true in between still is.
        return not runs.any_live(self._office) and head(self._office) == self._news.seq

    async def _rest(self, seconds: float) -> bool:
        """Sleep until something happens, at most `seconds`; return whether something did."""
        due = min((at for at in (self._admission.next_due_ms, self._calendar.next_ms) if at is not None), default=None)
        if due is not None:
            seconds = min(seconds, max(due - self._office.clock(), 0) / 1000 + 0.001)
        try:
            await asyncio.wait_for(self._bell.wait(), seconds)
        except TimeoutError:
            return due is not None and due <= self._office.clock()
        return True

    def _put_right(self) -> None:
        """Take over from dead workers, and look at the whole queue as it is instead of at what happened."""
        if self._check is not None:
            self._check()
        shifts.recover(self._office)
        budgets.renew_all(self._office)
        shifts.sweep(self._office)
        self._admission.reread()
        self._calendar.reread()

    def _take_delivery(self, delivery: Delivery) -> None:
        self._deliveries.append(delivery)
        self._bell.set()


def _ends(delivery: Delivery) -> bool:
    return delivery.step is None or delivery.step.last
