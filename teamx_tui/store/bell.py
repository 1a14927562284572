"""How one process tells the others that it has committed: a byte to each listener's socket.

A hint only. Whoever listens reads the event log to learn what happened, and looks by itself now and then in case a
bell was missed (another program wrote, or sockets do not work here).
"""

import contextlib
import itertools
import os
import socket
from pathlib import Path

from teamx_tui import settings

_numbers = itertools.count()


class Bell:
    """Rings at every commit to one store; `listen` gives a socket that becomes readable when somebody rings."""

    def __init__(self, store: Path) -> None:
        self._folder = settings.bells(store)
        self._sender: socket.socket | None = None
        self._own: dict[socket.socket, Path] = {}

    def listen(self) -> socket.socket | None:
        """Return a non-blocking datagram socket that gets a byte at each commit, or None where that cannot be."""
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) if hasattr(socket, "AF_UNIX") else None
        if ear is None:
            return None
        address = self._folder / f"{os.getpid()}-{next(_numbers)}"
        if not any(_bound(ear, address) for _ in range(3)):  # the last listener to leave may take the folder away
            ear.close()
            return None
        ear.setblocking(False)
        self._own[ear] = address
        return ear

    def leave(self, ear: socket.socket) -> None:
        """Stop listening. Unread bells of a listener that stays count against what others here may still send."""
        ear.close()
        self._own.pop(ear).unlink(missing_ok=True)

    def ring(self) -> None:
        """Tell every listener. Never waits: a listener that is behind has a byte waiting already."""
        try:
            addresses = [entry.path for entry in os.scandir(self._folder)]
        except OSError:
            return
        for address in addresses:
            self._send(address)

    def close(self) -> None:
        """Stop ringing and listening, and take the sockets away."""
        for ear in list(self._own):
            self.leave(ear)
        if self._sender is not None:
            self._sender.close()
            self._sender = None
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def _send(self, address: str) -> None:
        if self._sender is None:
            self._sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._sender.setblocking(False)
        try:
            self._sender.sendto(b".", address)
        except (ConnectionRefusedError, FileNotFoundError):
            with contextlib.suppress(OSError):  # its process is gone
                os.unlink(address)
        except OSError:
            pass


def _bound(ear: socket.socket, address: Path) -> bool:
    try:
        address.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        address.unlink(missing_ok=True)
        ear.bind(str(address))
    except OSError:
        return False
    return True


def silence(ear: socket.socket) -> None:
    """Take every waiting byte from a listening socket."""
    with contextlib.suppress(OSError):
        while ear.recv(4096):
            pass
