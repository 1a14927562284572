"""Keys, as the rest of teamx may deal with them: put away, passed on unread to children, never looked at."""

from teamx_tui.brains import keys
from teamx_tui.brains.keys import place
from teamx_tui.brains.safe import handles, harden, seal

__all__ = ["handles", "harden", "place", "put_away", "seal"]


def put_away(name: str, key: str, *, in_keyring: bool = False) -> tuple[str, str]:
    """Keep a brain's key; return its source and where it is, in words.

    `in_keyring`: in the system's keyring if there is one that can be used, else in a file that only its owner can read.
    """
    if in_keyring and keys.remember(name, key):
        return keys.KEYRING, place(name, keys.KEYRING)
    return keys.FILE, str(keys.write(name, key))
