"""Keys of the environment, out of sight: a process that needs them takes them in, one that does not passes them on.

Whoever starts workers (the window, and what shows windows in a browser) seals them: they leave its environment for a
socket that only its children can read, unread by itself and as often as children are started. A window that is started
with such a socket hands it on. Whoever thinks or asks hosts takes them in, out of its own environment, into its memory.
"""

import contextlib
import ctypes
import json
import os
import socket
import sys
from collections.abc import Mapping
from typing import Final

PREFIXES: Final = ("ANTHROPIC_", "TEAMX_KEY_")
"""What the variables with keys, and those that would steer the SDK behind our back, begin with."""
VARIABLE: Final = "TEAMX_SEALED"
"""Names the socket, by its number, to children."""
_MOST: Final = 1 << 20
_NOT_DUMPABLE: Final = (4, 0)
"""prctl(PR_SET_DUMPABLE, 0)"""

_held: dict[str, str] = {}
_sealed: list[socket.socket] = []


def take_in() -> Mapping[str, str]:
    """Return the variables that hold keys, having taken them out of this process's environment."""
    _held.update(_received() | _removed())
    return _held


def seal() -> None:
    """Take the variables that hold keys out of this process's environment; only its children can have them from now."""
    removed = _removed()
    if _sealed:
        return
    if not removed:
        _sealed.extend(_inherited())
        return
    mine, theirs = socket.socketpair()
    try:
        mine.setblocking(False)
        mine.sendall(json.dumps(removed).encode())
    except OSError:  # more than fits: nothing of it is needed to show a window
        mine.close()
        theirs.close()
        return
    # One end must stay open without being read, or the other would have nothing.
    _sealed.extend((theirs, mine))
    os.environ[VARIABLE] = str(theirs.fileno())


def handles() -> tuple[int, ...]:
    """Return the file descriptors that a child must be given to take the keys in."""
    return (_sealed[0].fileno(),) if _sealed else ()


def harden() -> None:
    """Let no other process of this user look into this one's memory, where the system can do that (Linux)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(*_NOT_DUMPABLE, 0, 0, 0)


def _removed() -> dict[str, str]:
    names = [name for name in os.environ if name.startswith(PREFIXES)]
    removed = {name: os.environ[name] for name in names}
    for name in names:
        _blot(name)
        del os.environ[name]
    return removed


def _blot(name: str) -> None:
    """Write over a variable where the system shows it to others (/proc/PID/environ); unsetting leaves it there."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError, AttributeError):
        getenv = ctypes.CDLL(None).getenv
        getenv.argtypes, getenv.restype = (ctypes.c_char_p,), ctypes.c_void_p
        place = getenv(os.fsencode(name))
        if place:
            ctypes.memset(place, ord("x"), len(os.fsencode(os.environ[name])))


def _inherited() -> list[socket.socket]:
    """Return the socket that this process was started with, unread; none if it was started without."""
    number = os.environ.get(VARIABLE, "")
    if not number.isdecimal() or int(number) <= 2:
        return []
    try:
        return [socket.socket(fileno=int(number))]
    except OSError:
        return []


def _received() -> dict[str, str]:
    found: object = None
    for theirs in _inherited():
        with contextlib.suppress(OSError, ValueError), theirs:
            theirs.setblocking(False)
            # Left in there: the next child reads the same.
            found = json.loads(theirs.recv(_MOST, socket.MSG_PEEK))
    os.environ.pop(VARIABLE, None)
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
