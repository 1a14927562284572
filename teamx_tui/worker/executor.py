"""Running turns: the seam behind which an engine could take over. Submit a run, cancel it, say which are alive.

This one runs them as asyncio tasks of the worker's own process. A turn that wants to write hands its step over and
waits for the results; the worker writes the steps of many turns in one transaction.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from teamx_tui.brains.brain import Brain, BrainFailed, CannotThink, NotCovered, Result, Step
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk, Receipt
from teamx_tui.company.turns import Claim
from teamx_tui.domain.retries import Mishap

_MISHAPS: Final[dict[type[BrainFailed], Mishap]] = {
    NotCovered: Mishap.UNCOVERED,
    CannotThink: Mishap.NO_BRAIN,
}
"""What stops a run without counting against its wake."""


def mishap(failure: BrainFailed) -> Mishap:
    """Return what a failure of a brain is, to the rules of trying again."""
    kinds = (kind for one, kind in _MISHAPS.items() if isinstance(failure, one))
    again = Mishap.TURNED_AWAY if failure.turned_away else Mishap.TRANSIENT
    return next(kinds, again if failure.transient else Mishap.FATAL)


@dataclass(slots=True)
class Delivery:
    """What a turn has ready to be written: a step, or the reason why it cannot go on."""

    claim: Claim
    seen_message_id: int
    step: Step | None
    done: "asyncio.Future[tuple[Result, ...]]"
    made: int = 0
    """Calls made in this run before."""
    mishap: Mishap | None = None
    reason: str = ""
    retry_after_seconds: float = 0.0
    receipt: Receipt | None = None
    """The call that failed, if one did."""


class Executor(Protocol):
    """Where turns run."""

    def submit(self, claim: Claim, briefing: Briefing) -> None:
        """Start a turn."""
        ...

    def cancel(self, run_id: int) -> None:
        """Stop a turn without a trace."""
        ...

    def alive(self) -> frozenset[int]:
        """Return the runs whose turns have not ended."""
        ...


class TaskExecutor:
    """Turns as asyncio tasks. `deliver` is called with every step that is to be written."""

    def __init__(
        self, brain: Callable[[str], Brain], desk: Callable[[Claim], Desk], deliver: Callable[[Delivery], None]
    ) -> None:
        self._brain = brain
        self._desk = desk
        self._deliver = deliver
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def submit(self, claim: Claim, briefing: Briefing) -> None:
        """Start a turn."""
        run_id = claim.turn.run_id
        task = asyncio.ensure_future(self._turn(claim, briefing))
        self._tasks[run_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(run_id, None))

    def cancel(self, run_id: int) -> None:
        """Stop a turn without a trace."""
        task = self._tasks.get(run_id)
        if task is not None:
            task.cancel()

    def alive(self) -> frozenset[int]:
        """Return the runs whose turns have not ended."""
        return frozenset(self._tasks)

    async def stop(self) -> None:
        """Cancel every turn and wait until all have gone."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _turn(self, claim: Claim, briefing: Briefing) -> None:
        seen = briefing.thread[-1].message_id if briefing.thread else 0
        results: Sequence[Result] = ()
        made = 0
        desk = self._desk(claim)
        try:
            thought = self._brain(claim.turn.brain).begin(briefing, desk)
            while True:
                step = await thought.step(results)
                results = await self._hand_over(Delivery(claim, seen, step, _promise(), made))
                desk.show("")  # what was shown of it is stored now
                made += len(results)
                if step.last:
                    return
        except BrainFailed as failure:
            await self._give_up(claim, failure)
        except Exception as error:
            # The edge of a turn: whatever a brain raises ends this run with a reason, never the worker.
            reason = f"the brain failed: {type(error).__name__}"
            await self._give_up(claim, BrainFailed(reason, transient=False))

    async def _give_up(self, claim: Claim, failure: BrainFailed) -> None:
        await self._hand_over(
            Delivery(
                claim,
                0,
                None,
                _promise(),
                mishap=mishap(failure),
                reason=str(failure),
                retry_after_seconds=failure.retry_after_seconds,
                receipt=failure.receipt,
            )
        )

    async def _hand_over(self, delivery: Delivery) -> tuple[Result, ...]:
        self._deliver(delivery)
        return await delivery.done


def _promise() -> "asyncio.Future[tuple[Result, ...]]":
    return asyncio.get_running_loop().create_future()
