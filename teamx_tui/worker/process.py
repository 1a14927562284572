"""A worker as a process of its own: starts, listens to signals, and goes off duty in good order."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from teamx_tui.brains import safe
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Refused
from teamx_tui.worker.minds import Minds
from teamx_tui.worker.tapes import maker
from teamx_tui.worker.worker import SLOTS, Tally, Worker


@dataclass(frozen=True, slots=True)
class Orders:
    """How a worker is to work."""

    until_idle: bool = False
    most_runs: int | None = None
    slots: int = SLOTS
    pace: float = 0.0
    """Seconds a scripted employee takes for a turn; 0 is as fast as it goes."""
    with_parent: bool = False
    """Stop when standard input ends: whoever started this process has gone."""
    record: Path | None = None
    """Cassette to which every exchange with a model is written."""
    replay: Path | None = None
    """Cassette that answers in place of every model."""

    @property
    def slots_used(self) -> int:
        """Turns at the same time. With a cassette one: which of two replies comes first is not on it."""
        return self.slots if self.record is None and self.replay is None else 1


_TALKATIVE: Final = ("anthropic", "httpx", "httpx2", "httpcore", "httpcore2")
"""Loggers of libraries that would write down what is said to a model."""


def work(store: Path, orders: Orders, watch: Callable[[Office], None] | None = None) -> tuple[Tally, bool]:
    """Work on a store until told to stop, and return what was done and whether it came to its end by itself.

    `watch` is called about ten times a second, for a progress bar.

    Raises:
        Unusable: the store cannot be used (any more).
        Refused: the cassette that is replayed has no reply to a request; the worker stopped there.
        NotFound: there is no such cassette.
        Invalid: the cassette cannot be read, or recorded to.
    """
    safe.take_in()
    safe.harden()
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    office = Office.open(store)
    try:
        return asyncio.run(_work(office, orders, watch))
    finally:
        office.close()


async def _work(office: Office, orders: Orders, watch: Callable[[Office], None] | None) -> tuple[Tally, bool]:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    misses: list[str] = []

    def stop() -> None:
        stopped.set()
        worker.stop()

    def miss(sentence: str) -> None:
        misses.append(sentence)
        stop()

    make = maker(orders.record, orders.replay, miss)
    minds = Minds(office, orders.pace, make, needs_keys=orders.replay is None)
    worker = Worker(
        office,
        minds,
        slots=orders.slots_used,
        pace=orders.pace,
        check=minds.check,
        roles=lambda name: catalogue().find(name),
    )
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, stop)
    if orders.with_parent:
        _stop_at_end_of_input(loop, stop)
    watching = asyncio.ensure_future(_watch(office, watch)) if watch else None
    try:
        tally = await worker.work(until_idle=orders.until_idle, most_runs=orders.most_runs)
    finally:
        if watching is not None:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
    if misses:
        raise Refused(f"Stopped, since {misses[0]}.")
    return tally, not stopped.is_set()


async def _watch(office: Office, watch: Callable[[Office], None]) -> None:
    while True:
        watch(office)
        await asyncio.sleep(0.1)


def _stop_at_end_of_input(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    source = sys.stdin.fileno()

    def readable() -> None:
        if not os.read(source, 4096):
            loop.remove_reader(source)
            stop()

    loop.add_reader(source, readable)
