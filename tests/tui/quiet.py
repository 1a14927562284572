"""Waiting until a window has nothing left to do, where Textual's pilot sleeps until its process seems to be idle."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from weakref import WeakSet

import pytest
from textual import app as apps
from textual import pilot as pilots
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

LONGEST_SECONDS: Final = 1.0
"""A window that never comes to rest is waited for as long as Textual would."""
PATIENCE_SECONDS: Final = 0.02
"""A thread that takes longer is held up on purpose."""
_AT_WORK: Final[WeakSet[asyncio.Future[Any]]] = WeakSet()
"""What threads are doing for an event loop."""


async def quiet(app: App[Any]) -> None:
    """Return once every message has been dealt with, what threads read has come, and the screen is drawn.

    Exact, where the pilot's own way is a guess from the time the process used: neither idle here, nor too early on a
    machine that is busy with something else.
    """
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        await _nothing_due()
        if await _a_thread_finished():
            continue
        screen = app.screen_stack[-1] if app.screen_stack else None
        if app._resize_timer is not None:
            app._check_resize()
        elif screen is not None and _shall_be_drawn(app, screen):
            screen._on_timer_update()
        else:
            return


async def _nothing_due() -> None:
    """Let the event loop do all there is, and look twice for news from sockets."""
    loop: Any = asyncio.get_running_loop()
    deadline, looks = time.monotonic() + LONGEST_SECONDS, 0
    while looks < 2 and time.monotonic() < deadline:
        await asyncio.sleep(0)
        looks = 0 if loop._ready else looks + 1


async def _a_thread_finished() -> bool:
    loop = asyncio.get_running_loop()
    working = [one for one in _AT_WORK if one.get_loop() is loop and not one.done()]
    if not working:
        return False
    done, _ = await asyncio.wait(working, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    return bool(done)


def _shall_be_drawn(app: App[Any], screen: Screen[Any]) -> bool:
    waits = screen._layout_required or screen._scroll_required or screen._repaint_required
    return screen.is_current and not app._batch_count and bool(waits or screen._dirty_widgets or screen._callbacks)


@contextmanager
def exact() -> Iterator[None]:
    """Let the pilot wait this way."""
    submit = asyncio.BaseEventLoop.run_in_executor

    def noted(self: asyncio.BaseEventLoop, *work: Any) -> asyncio.Future[Any]:
        given = submit(self, *work)
        _AT_WORK.add(given)
        return given

    async def wait(*_: float) -> None:
        await quiet(active_app.get())

    async def wait_for_screen(pilot: Pilot[Any], timeout: float = 0) -> bool:
        await quiet(pilot.app)
        return pilot.app._exception is None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pilot, "_wait_for_screen", wait_for_screen)
        patch.setattr(asyncio.BaseEventLoop, "run_in_executor", noted)
        patch.setattr(pilots, "wait_for_idle", wait)
        patch.setattr(apps, "wait_for_idle", wait)
        yield
