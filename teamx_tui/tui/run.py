"""Running the window as a program: with a worker beside it when none lives, and with both gone at the end."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from teamx_tui import company, settings
from teamx_tui.tui import preferences
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.memory import Memory

if TYPE_CHECKING:
    from teamx_tui.company.office import Clock, Office

PATIENCE_SECONDS: Final = 5.0
"""How long the worker may take to hand its work back before it is killed."""
LITTER: Final = (5_000, 5, 10)
"""When Python looks for litter: drawing a screen makes a few thousand objects, and hardly any of them is."""
_OUTPUT: Final = 1
_ERRORS: Final = 2
_MOST_ARENAS: Final = -8
"""What glibc's mallopt(3) calls M_ARENA_MAX."""
MOST_STARTS: Final = 5
"""Workers that may die under one window; if that is not enough, another would not help."""


def run(
    path: Path,
    *,
    clock: Clock | None = None,
    label: str = "",
    worker_command: Sequence[str] | None = None,
    planned: str = "",
) -> int:
    """Show the company at `path` until the operator leaves; return the exit code.

    `planned`: key of a project whose plan is shown first.

    With `worker_command` that program is started when no worker lives, and stopped at the end. It gets a pipe as its
    standard input: when that ends, the window is gone, however it went.
    """
    company.safe.seal()  # before anything else: from here on only workers and those who ask hosts can have the keys
    company.safe.harden()
    shift = NightShift(worker_command) if worker_command else None
    wishes = preferences.read(settings.preferences())
    gc.set_threshold(*LITTER)
    _share_memory()
    app = TeamxApp(
        path,
        clock=clock,
        label=label,
        memory=Memory(settings.window_memory()),
        preferences=wishes,
        on_watch=shift.begin if shift is not None else None,
        on_open=lambda: opened(app, planned),
    )
    try:
        with _drawn_on_the_terminal(), _ended_by_signals(app):
            app.run(mouse=wishes.mouse)
    finally:
        if shift is not None:
            shift.end()
    return app.return_code or 0


def opened(app: TeamxApp, planned: str) -> None:
    """Do what is done once the window is open: look for litter no more, and show the plan of a project."""
    gc.freeze()  # what has been loaded is no litter, ever: looking through it again and again stops the keys
    if planned:
        app.begin("decompose", {"project": planned})


class NightShift:
    """A worker that belongs to the window."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._starts = 0
        self._is_over = False

    def begin(self, office: Office) -> None:
        """See to it that a worker is there, unless the shift is over: one that died is replaced, a few times."""
        if company.shifts.living(office):
            return
        with self._lock:
            is_coming = self._process is not None and self._process.poll() is None
            if not (self._is_over or is_coming or self._starts == MOST_STARTS):
                self._starts += 1
                if self._process is not None and self._process.stdin is not None:
                    self._process.stdin.close()
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=company.safe.handles(),
                )

    def end(self) -> None:
        """Stop the worker: it is asked, waited for, and killed if it does not go."""
        with self._lock:
            self._is_over = True
            process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _share_memory() -> None:
    """Let all threads take memory from one place, where the C library would keep some apart for each.

    They take turns anyway, and what one has given back the others can use: about a tenth less is held.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # a C library that knows no such choice
            ctypes.CDLL(None).mallopt(_MOST_ARENAS, 1)


@contextmanager
def _drawn_on_the_terminal() -> Iterator[None]:
    """Send standard error to the terminal while the window is open: Textual draws there, and `2>FILE` is not one."""
    if os.isatty(_ERRORS) or not os.isatty(_OUTPUT):
        yield
        return
    kept = os.dup(_ERRORS)
    try:
        os.dup2(_OUTPUT, _ERRORS)
        yield
    finally:
        os.dup2(kept, _ERRORS)
        os.close(kept)


@contextmanager
def _ended_by_signals(app: TeamxApp) -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the app as `q` does, so that terminal and worker are left in order.

    Textual may wait for ever to draw its last frame on a terminal that is gone; then the process ends without it, and
    the worker with the process.
    """
    over = threading.Event()

    def insist(number: int) -> None:
        if not over.wait(PATIENCE_SECONDS):
            os._exit(128 + number)

    def end(number: int, _frame: FrameType | None) -> None:
        threading.Thread(target=insist, args=(number,), daemon=True).start()
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(lambda: app.exit(return_code=128 + number))

    caught = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, end) for number in caught}
    try:
        yield
    finally:
        over.set()
        for number, handler in before.items():
            signal.signal(number, handler)
