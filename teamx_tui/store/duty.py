"""Which workers live. A worker holds a lock on a file as long as it does; the system lets go of it at once when the
worker dies, however it dies. No clock is asked.
"""

import contextlib
import fcntl
import os
from pathlib import Path

from teamx_tui import settings


class Duty:
    """The lock that says that this process is a worker and lives."""

    def __init__(self, store: Path, worker_id: str) -> None:
        self._path = _lock_path(store, worker_id)
        self._file = _create(self._path)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def end(self) -> None:
        """Let go of the lock and take its file away."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)
        with contextlib.suppress(OSError):
            self._path.parent.rmdir()


def is_alive(store: Path, worker_id: str) -> bool:
    """Return whether a worker lives."""
    try:
        file = os.open(_lock_path(store, worker_id), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # Shared: two that look at the same time do not take each other for the worker.
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(file)


def bury(store: Path, worker_id: str) -> None:
    """Take the lock file of a dead worker away."""
    _lock_path(store, worker_id).unlink(missing_ok=True)


def _create(path: Path) -> int:
    while True:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # the last worker to go has just taken the folder away
            return os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)


def _lock_path(store: Path, worker_id: str) -> Path:
    return settings.locks(store) / f"{worker_id}.lock"
