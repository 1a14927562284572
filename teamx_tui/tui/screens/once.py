"""Work that writes, begun no more than once: Enter pressed twice, or held down, gives one order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.screen import Screen


def begin_once(screen: Screen[Any], work: Callable[[], Awaitable[None]], name: str) -> None:
    """Begin work of a screen, unless work of that name is going on: to cancel that would not take back what it does."""
    if not any(worker.node is screen and worker.name == name and not worker.is_finished for worker in screen.workers):
        screen.run_worker(work, name=name)
