"""Where a brain's key is found: the environment, the system's keyring, or a file that only its owner can read."""

import importlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from teamx_tui import settings
from teamx_tui.brains import safe
from teamx_tui.brains.host import ANTHROPIC

ENV: Final = "env"
KEYRING: Final = "keyring"
FILE: Final = "file"
SOURCES: Final = (ENV, KEYRING, FILE)
_SERVICE: Final = "teamx"
_SENDABLE: Final = re.compile(r"[!-~]+")
"""What can be said in the head of a request."""
_seen: set[str] = set()


class NoKey(Exception):
    """There is no key; the text is a clause that says what would be one."""


def variable(name: str) -> str:
    """Return the environment variable that may hold the key of a brain."""
    return "ANTHROPIC_API_KEY" if name == ANTHROPIC else f"TEAMX_KEY_{name.upper().replace('-', '_')}"


def find(name: str, source: str) -> str:
    """Return the key of a brain from where its row says; empty where none is needed.

    Raises:
        NoKey: there is none.
    """
    if not source:
        return ""
    found = _READERS[source](name)
    if not found:
        raise NoKey(lacking(name, source))
    if not _SENDABLE.fullmatch(found):
        raise NoKey(f"{place(name, source)} holds something that is no key of {name}: it has blanks or letters like ü")
    _seen.add(found)
    return found


def seen() -> frozenset[str]:
    """Return every key that this process has found so far: what must be nowhere in what it writes."""
    return frozenset(_seen)


def sources(name: str) -> tuple[str, ...]:
    """Return where a key of a brain is found now, in the order in which they count."""
    return tuple(source for source in SOURCES if _has(name, source))


def place(name: str, source: str) -> str:
    """Return where the key of a brain is looked for: a variable, a file, or a keyring; empty where none is needed."""
    places = {ENV: variable(name), KEYRING: "the system's keyring", FILE: f"{settings.key_file(name)}"}
    return places.get(source, "")


def lacking(name: str, source: str) -> str:
    """Return as a clause what would give a brain its key."""
    ways = f"set {variable(name)} where teamx is started and start it again, or: teamx brain key {name}"
    missing = {
        ENV: f"{variable(name)} is not set",
        KEYRING: "the system's keyring has none, or cannot be asked",
        FILE: f"{settings.key_file(name)} is missing or empty",
    }
    return f"{name} needs a key, and {missing[source]} ({ways})"


def write(name: str, key: str) -> Path:
    """Write a key into the file of a brain, readable by its owner only, and return the file."""
    path = settings.key_file(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(key.strip() + "\n")
    aside.replace(path)
    return path


def remember(name: str, key: str) -> bool:
    """Give a key to the system's keyring; return whether there is one that took it."""
    try:
        importlib.import_module("keyring").set_password(_SERVICE, name, key.strip())
    except Exception:  # whatever a keyring's back end raises: there is none that can be used
        return False
    return True


def _has(name: str, source: str) -> bool:
    try:
        return bool(_READERS[source](name))
    except NoKey:
        return False


def _from_environment(name: str) -> str:
    return safe.take_in().get(variable(name), "").strip()


def _from_keyring(name: str) -> str:
    try:
        return str(importlib.import_module("keyring").get_password(_SERVICE, name) or "").strip()
    except Exception:  # not installed, no desktop, locked: the other sources must still work
        return ""


def _from_file(name: str) -> str:
    path = settings.key_file(name)
    try:
        if path.stat().st_mode & 0o077:
            raise NoKey(f"{name} needs a key, and {path} can be read by others (chmod 600 {path})")
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


_READERS: Final[dict[str, Callable[[str], str]]] = {
    ENV: _from_environment,
    KEYRING: _from_keyring,
    FILE: _from_file,
}
