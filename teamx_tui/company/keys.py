"""Keys, the short names of goals and projects: what one looks like, and whether it is free."""

import re
from typing import Final

from teamx_tui.company.act import Act
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.store import items

_KEY: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")


def checked(act: Act, key: str, title: str, noun: str) -> tuple[str, str]:
    """Return a new key and the title that goes with it: what is said, else the key in words.

    Raises:
        Invalid: it has other characters than lower-case letters, digits and `-`.
        Refused: something has it already.
    """
    if not _KEY.fullmatch(key):
        raise Invalid(f"{key!r} is not a key: use lower-case letters, digits and -")
    row = items.by_key(act.connection, key)
    if row is not None:
        raise Refused(f"There is a {row.kind} {key!r} already; choose another key for the {noun}.")
    return key, one_line(title.strip()).strip() or key.replace("-", " ").capitalize()
