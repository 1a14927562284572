"""A desk without a company behind it, and one run at it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from typing import Any, Final

from teamx_tui.brains.brain import BrainFailed, Result, Step
from teamx_tui.brains.briefing import Briefing, Said
from teamx_tui.brains.claude import ClaudeBrain, SdkWire
from teamx_tui.brains.desk import Receipt, ToolSpec
from teamx_tui.brains.host import ANTHROPIC, Host
from teamx_tui.brains.wire import Event, Wire
from teamx_tui.domain.usage import Quote
from teamx_tui.tools.hands import specs
from tests.fakes import messages

KEY: Final = "sk-test-0123456789-do-not-tell"

BRIEFING: Final = Briefing(
    company="Test",
    handle="ada",
    name="Ada",
    title="Engineer",
    model="",
    number=7,
    ticket="Count the beans",
    description="All of them.",
    part="responsible",
    cause="ready",
    thread=(Said(1, "ben", "comment", "How many are there? ☕"),),
    scripted=False,
    cues=(),
)


class Desk:
    """Admits every call and remembers what it was told."""

    tools: Sequence[ToolSpec] = specs()

    def __init__(self) -> None:
        self.quotes: list[Quote] = []
        self.released: list[Receipt] = []
        self.shown: list[str] = []
        self.kept: list[Mapping[str, Any]] = []

    async def reserve(self, quote: Quote) -> int:
        self.quotes.append(quote)
        return len(self.quotes)

    def release(self, receipt: Receipt) -> None:
        self.released.append(receipt)

    def show(self, text: str) -> None:
        self.shown.append(text)

    def keep(self, manifest: Mapping[str, Any]) -> None:
        self.kept.append(manifest)


class Naps:
    """Pauses that take no time."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Recited:
    """A wire without a network: answers each request with the next reply, as a host would stream it."""

    def __init__(self, *replies: messages.Reply) -> None:
        self._answer = messages.scripted(*replies)
        self.asked: list[Mapping[str, Any]] = []

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[Event, None]:
        self.asked.append(request)
        reply = self._answer(request)
        for event in messages.as_events(messages.message(request, reply, len(self.asked)), reply):
            yield event


def host(url: str = "http://127.0.0.1:9", kind: str = ANTHROPIC, **settings: Any) -> Host:
    return Host("claude", kind, url, "claude-opus-5-5", KEY, settings)


def good(calls: Sequence[Any]) -> list[Result]:
    return [Result(True, "Done.") for _ in calls]


async def run(
    wire: Wire | Host,
    desk: Desk | None = None,
    answer: Callable[[Sequence[Any]], Sequence[Result]] = good,
    naps: Naps | None = None,
    briefing: Briefing = BRIEFING,
    kind: str = ANTHROPIC,
    **settings: Any,
) -> list[Step]:
    """Let a run come to its end and return its steps; `answer` says what comes of the calls of each."""
    at = wire if isinstance(wire, Host) else host(kind=kind, **settings)
    way = SdkWire(wire, read_seconds=0.3) if isinstance(wire, Host) else wire
    brain = ClaudeBrain(at, way, sleep=naps or Naps())
    thought = brain.begin(briefing, desk or Desk())
    steps: list[Step] = []
    results: Sequence[Result] = ()
    while not steps or not steps[-1].last:
        steps.append(await thought.step(results))
        results = answer(steps[-1].calls)
    return steps


async def failure(wire: Wire | Host, desk: Desk | None = None, **more: Any) -> BrainFailed:
    """Let a run fail and return how."""
    try:
        steps = await run(wire, desk, **more)
    except BrainFailed as failed:
        return failed
    raise AssertionError(f"it did not fail: {steps}")
