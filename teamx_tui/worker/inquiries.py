"""Questions of the operator, answered by a model beside the turns: one at a time, by looks that change nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.brains.asking import Inquirer, Inquiry
from teamx_tui.brains.brain import Brain, BrainFailed, Result, Step, Thought, ToolCall
from teamx_tui.brains.desk import Receipt, ToolSpec
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.company import questions, spending
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.company.questions import Asked, Taken
from teamx_tui.domain.errors import Superseded, Unusable
from teamx_tui.domain.retries import Mishap, delay_seconds, is_dead
from teamx_tui.domain.usage import Quote
from teamx_tui.tools import telling
from teamx_tui.tools.look import Eye
from teamx_tui.worker.executor import mishap
from teamx_tui.worker.murmurs import Murmurs

LONGEST_PAUSE_SECONDS: Final = 10.0
"""Before a call is made again: somebody waits for the answer, and that of the records is there already."""
_ANSWERS: Final = "comment"
"""The call that a brain makes of what a model says without using a tool."""


class Inquiries:
    """The questions of one worker."""

    def __init__(
        self,
        office: Office,
        brain: Callable[[str], Brain],
        done: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`done` is called when a question has come to its end: there may be another."""
        self._office = office
        self._sleep = sleep
        self._brain = brain
        self._done = done
        self._task: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a question is being answered."""
        return self._task is not None

    def take_up(self, worker_id: str) -> None:
        """Begin with the oldest open question, if none is being answered."""
        if self._task is not None:
            return
        asked = questions.take(self._office, worker_id)
        if asked is not None:
            self._task = asyncio.ensure_future(self._answer(asked))
            self._task.add_done_callback(self._end)

    async def stop(self) -> None:
        """Cancel what is going on; the question is given back when the worker goes off duty."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _end(self, _: object) -> None:
        self._task = None
        self._done()

    async def _answer(self, asked: Asked) -> None:
        try:
            await self._think(asked)
        except Superseded:
            return  # whoever asked has gone, or another worker has it
        except Unusable:
            return  # the worker's own next act says so, and the question is given back when it goes off duty
        except BrainFailed as failure:
            self._fail(asked, str(failure), failure.receipt)
        except Exception as error:
            # The edge of a question: whatever a brain raises fails this one with a reason, never the worker.
            self._fail(asked, f"the brain failed: {type(error).__name__}")

    def _fail(self, asked: Asked, reason: str, receipt: Receipt | None = None) -> None:
        with suppress(Unusable):
            questions.fail(self._office, asked, reason, receipt)

    async def _think(self, asked: Asked) -> None:
        brain = self._brain(asked.brain)
        if not isinstance(brain, Inquirer):
            raise BrainFailed(f"the brain {asked.brain} answers no questions", transient=False)
        inquiry = Inquiry(self._office.redacted(asked.text), asked.company, asked.model)
        desk = InquiryDesk(self._office, asked)
        thought = brain.inquire(inquiry, desk)
        trying = _Trying(thought, desk)
        results: Sequence[Result] = ()
        while True:
            step = await self._step(asked, trying, results)
            if step.last:
                self._end_with(asked, step)
                return
            results = await self._look(asked, step)
            desk.show("")

    async def _step(self, asked: Asked, trying: "_Trying", results: Sequence[Result]) -> Step:
        """Return the next step, by the rules of an employee's turn tried again where that may help."""
        while True:
            try:
                return await trying.thought.step(results)
            except BrainFailed as failure:
                pause = trying.pause(failure)
                trying.desk.show("")
                questions.postpone(self._office, asked, str(failure), failure.receipt)
                await self._sleep(pause)

    async def _look(self, asked: Asked, step: Step) -> tuple[Result, ...]:
        # Settled before anything is looked at: what was paid for is on the books whatever comes.
        questions.note(self._office, asked, (), step.receipt)
        told = [(call, await asyncio.to_thread(self._take, call)) for call in step.calls]
        taken = [Taken(call.tool, call.arguments, one.found) for call, one in told]
        questions.note(self._office, asked, taken, None)
        return tuple(one.result for _, one in told)

    def _take(self, call: ToolCall) -> telling.Told:
        return telling.take(Eye(self._office, catalogue()), call)

    def _end_with(self, asked: Asked, step: Step) -> None:
        said = [call.arguments["text"] for call in step.calls if call.tool == _ANSWERS]
        if said:
            questions.answer(self._office, asked, said[0], step.receipt)
        else:
            self._fail(asked, "the model had nothing to say", step.receipt)


@dataclass(slots=True)
class _Trying:
    """The thinking about one question, and how often a call of it has failed."""

    thought: Thought
    desk: "InquiryDesk"
    count: int = 0

    def pause(self, failure: BrainFailed) -> float:
        """Return the seconds until a failed call is made again.

        Raises:
            BrainFailed: it is not, since that would not help or take too long.
        """
        self.count += 1
        if mishap(failure) not in (Mishap.TRANSIENT, Mishap.TURNED_AWAY):
            raise failure
        # Somebody sits there and waits: a host that is busy is not waited for any longer than another.
        seconds = max(delay_seconds(Mishap.TRANSIENT, self.count), failure.retry_after_seconds)
        if not is_dead(Mishap.TRANSIENT, self.count) and seconds <= LONGEST_PAUSE_SECONDS:
            return seconds
        reason = f"{failure} (tried {self.count} times)" if self.count > 1 else str(failure)
        raise BrainFailed(reason, transient=False, receipt=failure.receipt) from failure


class InquiryDesk:
    """The desk for one question: looks, and a purse under the company's budgets."""

    def __init__(self, office: Office, asked: Asked) -> None:
        self._office = office
        self._asked = asked
        self._murmurs = Murmurs(office, write=lambda to, texts: questions.say(to, asked, texts[asked.id]))

    @property
    def tools(self) -> Sequence[ToolSpec]:
        """The looks."""
        return telling.specs()

    async def reserve(self, quote: Quote) -> int:
        """Admit a call of a model and return its id."""
        return questions.reserve(self._office, self._asked, quote)

    def release(self, receipt: Receipt) -> None:
        """Settle a call whose reply is thrown away."""
        with self._office.act(SYSTEM) as act:
            spending.settle(act, receipt)

    def show(self, text: str) -> None:
        """Show what has come in of an answer so far."""
        self._murmurs.say(self._asked.id, text)

    def keep(self, manifest: Mapping[str, Any]) -> None:
        """Nothing: what the model was shown are its looks, which are kept with the question."""
