"""What the database says when it cannot go on, in words an operator can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from teamx_tui.domain.errors import TeamxError, Unusable

NOT_A_STORE: Final = (
    "{path} is not a teamx store. Name another with --store, or start one with: teamx init --store FILE"
)
DAMAGED: Final = (
    "{path} is damaged; nothing was changed. "
    "Restore your newest backup, or save what can be read from a copy with: sqlite3 COPY .recover"
)
NEWER: Final = "{path} was made by a newer teamx (schema {there}, this one knows {here}). Upgrade teamx to open it."
WORKED_ON: Final = (
    "{path} was made by an older teamx and a worker of that one is still at work on it. "
    "Stop the worker, then open it again."
)
MISSING: Final = "There is no store at {path}. Start one with: {init}, or look around first with: teamx demo."
READ_ONLY: Final = "{path} cannot be written. Make the file and its folder writable, or copy it and use --store COPY."
FULL: Final = "The disk that holds {path} is full; nothing was lost. Free some space and try again."
BUSY: Final = "{path} is being written by another program that does not let go. Close it and try again."
UNREACHABLE: Final = "{path} cannot be opened. Check that the folder exists and that you may read and write it."

_SENTENCES: Final = (
    ("not a database", NOT_A_STORE),
    ("malformed", DAMAGED),
    ("corrupt", DAMAGED),
    ("unsupported file format", DAMAGED),
    ("could not decode", DAMAGED),
    ("disk is full", FULL),
    ("readonly", READ_ONLY),
    ("read-only", READ_ONLY),
    ("locked", BUSY),
    ("unable to open", UNREACHABLE),
    ("disk i/o error", DAMAGED),
)


def sentence(error: Exception, path: Path) -> str | None:
    """Return what to tell the operator about a database error, or None when it is a fault of ours."""
    said = str(error).lower()
    return next((words.format(path=path) for sign, words in _SENTENCES if sign in said), None)


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn errors of the database about the file at `path` into `Unusable`."""
    try:
        yield
    except TeamxError:
        raise
    except (DBAPIError, sqlite3.Error) as error:
        said = sentence(error, path)
        if said is None:
            raise
        raise Unusable(said) from error
