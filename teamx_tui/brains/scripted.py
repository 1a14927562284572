"""The brain that needs no key: it plays a ticket's script, and improvises where there is none.

What it says is labelled scripted wherever it is shown, because the run carries this brain's name.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import takewhile
from typing import Final

from teamx_tui.brains import meeting_script
from teamx_tui.brains.brain import Result, Step, ToolCall
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk

NAME: Final = "scripted"
_NAMED: Final = 3
"""Tickets named in an answer."""
_PASS: Final = Step((ToolCall("pass", {"reason": "It is not my turn to speak."}),), last=True)


class ScriptedBrain:
    """Plays the lines that are due, one step for each, `pace` seconds apart."""

    def __init__(self, pace: float = 0.0, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._pace = pace
        self._sleep = sleep

    def begin(self, briefing: Briefing, desk: Desk) -> "ScriptedThought":
        """Start one run."""
        return ScriptedThought(choose(briefing), self._pace, self._sleep)


class ScriptedThought:
    """The calls of one run, made all at once, or a moment apart when somebody is watching."""

    def __init__(self, calls: tuple[ToolCall, ...], pace: float, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._left = list(calls)
        self._pace = pace
        self._sleep = sleep

    async def step(self, results: Sequence[Result]) -> Step:
        """Return all remaining calls as one step: consecutive lines stand or fall together."""
        if not self._left:
            return _PASS
        if self._pace:
            await self._sleep(self._pace * (1 + 0.25 * (len(self._left) - 1)))
        calls, self._left = tuple(self._left), []
        return Step(calls, last=True)


def choose(briefing: Briefing) -> tuple[ToolCall, ...]:
    """Return what the employee does now: the lines due, an improvisation, or nothing (a pass)."""
    if briefing.kind == "chat":
        return _answer(briefing)
    if briefing.floor is not None:
        return meeting_script.speak(briefing, briefing.floor)
    due = takewhile(lambda cue: cue.by == briefing.handle, briefing.cues)
    calls = tuple(ToolCall(cue.tool, cue.arguments, line=cue.no) for cue in due)
    if calls or briefing.cues or briefing.part != "responsible":
        return calls
    return _improvise(briefing)


def _improvise(briefing: Briefing) -> tuple[ToolCall, ...]:
    """Both calls are one step, so a worker that dies in between leaves neither."""
    again = "its script has been played" if briefing.scripted else "there is no script for this ticket"
    words = f"(scripted) I worked on {briefing.ticket!r}; {again}."
    return (ToolCall("comment", {"text": words}), ToolCall("finish", {"resolution": "Done (scripted)"}))


def _answer(briefing: Briefing) -> tuple[ToolCall, ...]:
    """Say in a chat what the employee is at, as the company's records have it."""
    at = [f"#{one.number} {one.title} ({one.state.replace('_', ' ')})" for one in briefing.tasks[:_NAMED]]
    more = len(briefing.tasks) - len(at)
    listed = ", ".join([*at, *([f"and {more} more"] if more else [])])
    work = f"I am responsible for {listed}." if at else "I have no open ticket."
    words = f"(scripted) I have no model to answer with, so I can only say what I am at. {work}"
    return (ToolCall("comment", {"text": words}),)
