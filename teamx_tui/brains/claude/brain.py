"""The brain that calls a model: a loop of request, reply, tools and results, each call admitted before it is made."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Final

from teamx_tui.brains import asking
from teamx_tui.brains.asking import Inquiry
from teamx_tui.brains.brain import BrainFailed, Result, Step, ToolCall
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.claude.reply import Reading, Reply
from teamx_tui.brains.claude.sdk import SdkWire
from teamx_tui.brains.claude.talk import Talk, quote
from teamx_tui.brains.desk import Desk, Receipt
from teamx_tui.brains.faults import Fault
from teamx_tui.brains.host import Host
from teamx_tui.brains.prompt import Opening, opening
from teamx_tui.brains.wire import Wire, WireFailed
from teamx_tui.domain.usage import Usage

MOST_CALLS: Final = 12
"""Calls of the model in one run; a host's setting `max_calls` overrides it."""
MOST_ERRORS: Final = 3
"""Replies in a row of which no tool call could be carried out."""
ENDS: Final = frozenset({"finish", "pass", "request_review"})
"""Tools after which there is nothing left to say: the run ends without another call of the model."""
AT_ONCE_SECONDS: Final = (0.5, 2.0)
"""Pauses before a call is made again within the run, when the one before cannot have cost anything."""
PATIENCE_SECONDS: Final = 5.0
"""If a host asks to be left alone for longer, the run ends and its wake waits."""
LONGEST_WAIT_SECONDS: Final = 300.0
"""However long a host asks to be left alone."""
SHOW_SECONDS: Final = 0.1
"""Between two looks at a reply that is coming in."""
_SAYS_NOTHING: Final = ToolCall("pass", {"reason": "The model had nothing to say."})

Sleep = Callable[[float], Awaitable[None]]


class ClaudeBrain:
    """Thinks with the models of a host. `wire` is the way there; over the network when none is given."""

    def __init__(self, host: Host, wire: Wire | None = None, *, sleep: Sleep = asyncio.sleep) -> None:
        self._host = host
        self._wire = wire or SdkWire(host)
        self._sleep = sleep

    def begin(self, briefing: Briefing, desk: Desk) -> "ClaudeThought":
        """Start one run."""
        first = opening(briefing, desk.tools)
        return ClaudeThought(self._host, self._wire, first, desk, model=briefing.model, sleep=self._sleep)

    def inquire(self, inquiry: Inquiry, desk: Desk) -> "ClaudeThought":
        """Start thinking about a question; the answer is what the model says without using a tool."""
        first = asking.opening(inquiry, desk.tools)
        return ClaudeThought(self._host, self._wire, first, desk, model=inquiry.model, sleep=self._sleep, is_asked=True)


class ClaudeThought:
    """The conversation with a model of one run, or about one question."""

    def __init__(
        self,
        host: Host,
        wire: Wire,
        first: Opening,
        desk: Desk,
        *,
        model: str,
        sleep: Sleep,
        is_asked: bool = False,
    ) -> None:
        """`is_asked`: it is about a question, so what tools are given is not worth reading and calls are fewer."""
        self._talk = Talk(host, model, first, desk.tools)
        self._host = host
        self._wire = wire
        self._desk = desk
        self._sleep = sleep
        self._most_calls = int(host.settings.get("max_calls", MOST_CALLS))
        self._readable = Reading.so_far
        if is_asked:
            self._most_calls = min(self._most_calls, asking.MOST_CALLS)
            self._readable = Reading.said_so_far
        self._replies = 0
        self._errors = 0
        self._reply: Reply | None = None
        desk.keep({**first.manifest, "host": host.name, "model": self._talk.model})

    async def step(self, results: Sequence[Result]) -> Step:
        """Return what the model wants to do next, given what came of its tool calls before.

        Raises:
            BrainFailed: no whole reply came, the run went on for too long, or its tool calls kept failing.
        """
        if self._reply is not None:
            if _is_over(self._reply, results):
                return Step((), last=True)
            self._learn(self._reply, results)
            self._reply = None  # learnt from once, however often the next call has to be made
        if self._replies == self._most_calls:
            raise BrainFailed(f"it came to no end in {self._most_calls} calls of the model", transient=False)
        self._reply, receipt = await self._ask()
        self._replies += 1
        calls = tuple(ToolCall(use.tool, use.arguments) for use in self._reply.uses)
        if calls:
            return Step(calls, last=all(call.tool == "pass" for call in calls), receipt=receipt)
        if self._reply.text:
            return Step((ToolCall("comment", {"text": self._reply.text}),), last=True, receipt=receipt)
        return Step((_SAYS_NOTHING,) if self._replies == 1 else (), last=True, receipt=receipt)

    def _learn(self, reply: Reply, results: Sequence[Result]) -> None:
        self._errors = 0 if any(result.ok for result in results) else self._errors + 1
        if self._errors == MOST_ERRORS:
            reason = f"{MOST_ERRORS} replies in a row used tools wrongly; at last: {results[-1].text}"
            raise BrainFailed(reason, transient=False)
        self._talk.take(reply, results)

    async def _ask(self) -> tuple[Reply, Receipt]:
        """Call the model; again after a moment when it could not be reached or had no time."""
        request = self._talk.request()
        worst = quote(request)
        for pause in (*AT_ONCE_SECONDS, None):
            call_id = await self._desk.reserve(worst)
            reading = Reading()
            try:
                await self._read(request, reading)
                reply = reading.whole()
            except WireFailed as failed:
                receipt = Receipt(call_id, Usage(0, 0) if failed.is_free else None, error=self._said(failed))
                if pause is None or not _may_try_at_once(failed):
                    raise self._failure(failed, receipt) from None
                self._desk.release(receipt)
                await self._sleep(max(pause, failed.retry_after_seconds))
                continue
            stopped = reading.why_stopped()
            if stopped is not None:
                stopped.detail = str(request["max_tokens"]) if stopped.fault is Fault.TOO_LONG else stopped.detail
                receipt = Receipt(call_id, reply.usage, reply.stop_reason, self._said(stopped))
                raise self._failure(stopped, receipt)
            return reply, Receipt(call_id, reply.usage, reply.stop_reason)
        raise AssertionError("the last attempt returns or raises")

    async def _read(self, request: dict[str, object], reading: Reading) -> None:
        loop, shown_at = asyncio.get_running_loop(), 0.0
        async with aclosing(self._wire.stream(request)) as events:
            async for event in events:
                reading.take(event)
                if loop.time() - shown_at >= SHOW_SECONDS or event["type"] == "content_block_stop":
                    shown_at = loop.time()
                    self._desk.show("\n\n".join(self._readable(reading)))
                if reading.is_over:
                    return  # nothing behind it, nor how the connection ends, can make it less whole

    def _said(self, failed: WireFailed) -> str:
        return failed.sentence(self._host.name, self._talk.model)

    def _failure(self, failed: WireFailed, receipt: Receipt) -> BrainFailed:
        return BrainFailed(
            self._said(failed),
            transient=failed.verdict.transient,
            receipt=receipt,
            retry_after_seconds=min(failed.retry_after_seconds, LONGEST_WAIT_SECONDS),
            turned_away=failed.verdict.transient and failed.is_free,
        )


def _may_try_at_once(failed: WireFailed) -> bool:
    return failed.is_free and failed.verdict.transient and failed.retry_after_seconds <= PATIENCE_SECONDS


def _is_over(reply: Reply, results: Sequence[Result]) -> bool:
    """Whether a tool was carried out that ends the turn; one that was refused must be learnt of."""
    return any(use.tool in ENDS and result.ok for use, result in zip(reply.uses, results, strict=True))
