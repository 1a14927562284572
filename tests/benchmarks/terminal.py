"""A program on a terminal of 120 x 40, and how long it takes until words are on it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 30.0


class Terminal:
    """A Python program with the terminal's other end in our hands."""

    def __init__(self, command: Sequence[str]) -> None:
        self.begun = time.perf_counter()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
            os.execv(sys.executable, [sys.executable, *command])
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def press(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def seconds_until(self, words: str, since: float | None = None) -> float:
        """Read until `words` were written, and return the seconds since then, or since now."""
        begun, seen = since or time.perf_counter(), b""
        while words.encode() not in seen:
            assert time.perf_counter() - begun < PATIENCE_SECONDS, f"{words!r} never came: {seen[-2000:]!r}"
            seen += self._read(PATIENCE_SECONDS)
        return time.perf_counter() - begun

    def settle(self, seconds: float = 1.0) -> None:
        """Read until nothing has been written for so long."""
        while self._read(seconds):
            pass

    def read_for(self, seconds: float) -> int:
        """Read whatever comes for so long, and return how many bytes came."""
        end, count = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            count += len(self._read(left))
        return count

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._end], [], [], seconds)
        return os.read(self._end, 1 << 20) if ready else b""

    @property
    def cpu_seconds(self) -> float:
        """What the program has used of a processor so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """The memory it holds now."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._end)
        os.waitpid(self.pid, 0)


@contextmanager
def on_terminal(*command: str) -> Iterator[Terminal]:
    """Start a Python program on a terminal of its own; it is killed at the end, and its worker goes with it."""
    terminal = Terminal(command)
    try:
        yield terminal
    finally:
        terminal.close()
