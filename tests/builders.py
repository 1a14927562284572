"""Small companies for tests, a clock that only tests move, employees' turns one by one, and the event log as tuples."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from teamx_tui.brains.brain import Brain, BrainFailed, Result, Step, ToolCall
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk
from teamx_tui.brains.scripted import ScriptedBrain
from teamx_tui.company import brains, founding, log, queue, runs
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Charter, Dependency
from teamx_tui.company.news import Event
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.company.turns import Claim
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.wakes import Limits
from teamx_tui.store import engine
from teamx_tui.tools.hands import carry_out
from teamx_tui.worker.worker import Tally, Worker

NOON: Final = 1_800_000_000_000
"""Milliseconds UTC at which every test company is founded."""

MOST_KEPT: Final = 64
"""Founded stores that are kept to be copied; nearly half a megabyte each."""

NAMES: Final = ("ada", "ben", "cleo", "dan", "eve", "finn", "gus", "hana", "ivo", "jo")

Call = tuple[str, dict[str, Any]]
"""A tool and its arguments."""

Choose = Callable[[Briefing], Sequence[Call]]


class Clock:
    """Milliseconds UTC. Stands still until a test moves it, or moves on by `step_ms` each time it is read."""

    def __init__(self, step_ms: int = 0) -> None:
        self.now_ms = NOON
        self.step_ms = step_ms

    def __call__(self) -> int:
        self.now_ms += self.step_ms
        return self.now_ms

    def advance(self, seconds: float) -> None:
        self.now_ms += round(seconds * 1000)


def people(count: int) -> tuple[str, ...]:
    """The handles of the first `count` employees."""
    return NAMES[:count]


def filing(number: int, assignee: str | None = "ada", **more: Any) -> Filing:
    """A ticket; `accountable`, `consulted` and `informed` take handles, the rest is as in `Filing`."""
    raci = {part: tuple(more.pop(part.value)) for part in Raci if part.value in more}
    return Filing(title=f"Ticket {number}", number=number, assignee=assignee, raci=raci, **more)


def charter(
    staff: int | Sequence[str] = 3,
    tickets: Iterable[Filing] = (),
    links: Iterable[tuple[int, int]] = (),
    brain: str = "scripted",
    **more: Any,
) -> Charter:
    """A company on paper: `staff` by count or by handle, links as (blocker, blocked), the same brain for everybody."""
    handles = people(staff) if isinstance(staff, int) else staff
    hirings = tuple(Hiring(handle, handle.title(), "engineer", brain=brain) for handle in handles)
    edges = tuple(Dependency(Edge(blocker, blocked)) for blocker, blocked in links)
    return Charter(name="Test", employees=hirings, tickets=tuple(tickets), dependencies=edges, **more)


def founded(path: Path, paper: Charter, clock: Callable[[], int] | None = None, limits: Limits | None = None) -> Office:
    """The company of `paper`, founded at `path` and opened; the caller closes it."""
    clock = clock or Clock()
    _found(path, paper, clock)
    office = Office(engine.open_store(path), clock, limits)
    for name in sorted({hiring.brain for hiring in paper.employees} - {"", "scripted"}):
        brains.add(office, name, "https://models.test", model="large")
    return office


_FOUNDED: Final[dict[tuple[str, int, int], tuple[bytes, int]]] = {}
"""Stores by what they were founded from and when, each with the time at which its founding was over."""


def _found(path: Path, paper: Charter, clock: Callable[[], int]) -> None:
    """Found a company, or lay down a copy of the file that became of the same paper at the same time before."""
    if type(clock) is not Clock or path.exists():
        founding.found(path, paper, clock)
        return
    told = (repr(paper), clock.now_ms, clock.step_ms)
    if told not in _FOUNDED:
        founding.found(path, paper, clock)
        if len(_FOUNDED) >= MOST_KEPT:
            del _FOUNDED[next(iter(_FOUNDED))]
        _FOUNDED[told] = path.read_bytes(), clock.now_ms
        return
    whole, clock.now_ms = _FOUNDED[told]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    path.write_bytes(whole)


@contextmanager
def passing(paper: Charter, clock: Callable[[], int] | None = None, limits: Limits | None = None) -> Iterator[Office]:
    """A company that is gone afterwards: for hypothesis, whose examples share their fixtures."""
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        office = founded(Path(folder) / "company.db", paper, clock, limits)
        try:
            yield office
        finally:
            office.close()


def _memory() -> str | None:
    # Hundreds of small companies: on a disk most of the time would go into waiting for it.
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


class Chooser:
    """A brain that makes the calls `choose` returns, all in one step, after letting others go first `yields` times."""

    def __init__(self, choose: Choose, yields: Callable[[Briefing], int] = lambda _: 0) -> None:
        self._choose = choose
        self._yields = yields

    def begin(self, briefing: Briefing, desk: Desk) -> _Thought:
        return _Thought(self._choose(briefing), self._yields(briefing))


class _Thought:
    def __init__(self, calls: Sequence[Call], yields: int) -> None:
        self._calls = calls
        self._left = yields

    async def step(self, results: Sequence[Result]) -> Step:
        for _ in range(self._left):
            await asyncio.sleep(0)
        return step(*self._calls)


class Failing:
    """A brain that fails its first `times` turns and then does as `after` does; `started_ms` says when each began."""

    def __init__(
        self,
        times: int | None,
        clock: Clock,
        *,
        transient: bool = True,
        turned_away: bool = False,
        after: Brain | None = None,
    ) -> None:
        self._left = times
        self._clock = clock
        self._transient = transient
        self._turned_away = turned_away
        self._after = after or ScriptedBrain()
        self.started_ms: list[int] = []

    def begin(self, briefing: Briefing, desk: Desk) -> Any:
        self.started_ms.append(self._clock.now_ms)
        if self._left == 0:
            return self._after.begin(briefing, desk)
        self._left = self._left - 1 if self._left is not None else None
        raise BrainFailed("the host is busy", transient=self._transient, turned_away=self._turned_away)


def step(*calls: Call, last: bool = True) -> Step:
    """A step of the given calls; one without any passes."""
    made = calls or (("pass", {}),)
    return Step(tuple(ToolCall(tool, arguments) for tool, arguments in made), last=last)


def says(text: str, *mentions: str) -> Call:
    """A comment."""
    return "comment", {"text": text, "mentions": list(mentions)}


def finishes() -> Call:
    """The end of a ticket."""
    return "finish", {"resolution": "Done."}


def play(
    office: Office, runs: int | None = None, brain: Brain | None = None, slots: int = 1, seconds: float = 30.0
) -> Tally:
    """Work until nothing can run any more, or `runs` runs have been started; TimeoutError after `seconds` for real."""
    thinks = brain or ScriptedBrain()
    worker = Worker(office, lambda _: thinks, slots=slots)
    return asyncio.run(asyncio.wait_for(worker.work(until_idle=True, most_runs=runs), seconds))


# --- turns one by one ---


def queued(office: Office) -> list[tuple[int, str]]:
    """Ticket and employee of every pending wake, in the order they were queued."""
    return [(wake.number, wake.employee) for wake in sorted(queue.pending(office), key=lambda wake: wake.wake_id)]


def claim(office: Office, number: int, handle: str, worker: str = "by hand") -> Claim:
    """Claim the pending wake of an employee on a ticket; the claim must succeed."""
    claims, held = try_claim(office, number, handle, worker)
    assert claims, held
    return claims[0]


def try_claim(office: Office, number: int, handle: str, worker: str = "by hand") -> tuple[list[Claim], list[runs.Held]]:
    """Offer one pending wake to the scheduler; it must exist."""
    wake = next(wake for wake in queue.pending(office) if (wake.number, wake.employee) == (number, handle))
    return runs.claim(office, worker, [wake.wake_id], 1)


def carry(office: Office, claimed: Claim, *calls: Call) -> tuple[Result, ...]:
    """Carry out the only step of a claimed run, whose employee was shown the thread as it was when the run began."""
    return carry_out(office, claimed, step(*calls), seen_message_id=_shown(office, claimed))


def _shown(office: Office, claimed: Claim) -> int:
    seen = 0
    for event in log.since(office, 0):
        if event.data.get("message") is not None and event.data.get("number") == claimed.number:
            seen = event.data["message"]
        if event.kind == "run.started" and event.data["run"] == claimed.turn.run_id:
            break
    return seen


def turn(office: Office, number: int, handle: str, *calls: Call) -> tuple[Result, ...]:
    """Let an employee who is queued on a ticket have their turn; every call must be accepted."""
    results = carry(office, claim(office, number, handle), *calls)
    assert all(result.ok for result in results), results
    return results


# --- the log ---


def events(office: Office, *kinds: str, since: int = 0) -> list[Event]:
    """The events of some kinds (all when none is named), oldest first."""
    return [event for event in log.since(office, since) if not kinds or event.kind in kinds]


def head(office: Office) -> int:
    """The number of the last event."""
    return max((event.seq for event in log.latest(office, 1)), default=0)


def woken(office: Office, since: int = 0) -> list[tuple[int, str, str]]:
    """Ticket, employee and cause of every wake queued, in order."""
    return [
        (event.data["number"], event.data["employee"], event.data["cause"])
        for event in events(office, "wake.queued", since=since)
    ]


def turns_taken(office: Office, since: int = 0) -> list[tuple[int, str]]:
    """Ticket and employee of every run started, in order."""
    return [(event.data["number"], event.data["employee"]) for event in events(office, "run.started", since=since)]


@contextmanager
def commits(office: Office) -> Iterator[list[int]]:
    """The number of the last event at each commit inside, in order: events between two of them are one transaction."""
    heads: list[int] = [head(office)]
    ring = office.store.bell.ring

    def noted() -> None:
        heads.append(head(office))
        ring()

    office.store.bell.ring = noted  # type: ignore[method-assign]
    try:
        yield heads
    finally:
        office.store.bell.ring = ring  # type: ignore[method-assign]


def same_commit(heads: Sequence[int], *seqs: int) -> bool:
    """Whether the events `seqs` were written by one of the transactions between `heads`."""
    return any(before < min(seqs) and max(seqs) <= after for before, after in itertools.pairwise(heads))


def layered(count: int, staff: Collection[str], width: int) -> tuple[list[Filing], list[tuple[int, int]]]:
    """`count` tickets in layers of `width`, each waiting for two of the layer before, assignees in turn."""
    names = tuple(staff)
    tickets = [filing(number, names[number % len(names)]) for number in range(1, count + 1)]
    links = {
        (before, number)
        for number in range(width + 1, count + 1)
        for before in (number - width, (number - width - 1) // width * width + (number + 1) % width + 1)
    }
    return tickets, sorted(links)
