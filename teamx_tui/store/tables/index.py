"""The full-text index of the vault: the newest version of everything that was made (store.search keeps it).

Where SQLite was built without FTS5 there is no index, and whoever searches goes through the texts themselves. Triggers
would keep it too, but SQLite lets none write to an index in a file that is not trusted (PRAGMA trusted_schema).
"""

import sqlite3
from contextlib import closing
from functools import cache
from typing import Any, Final

from sqlalchemy import DDL, event

from teamx_tui.store.tables.talk import Artifact

NAME: Final = "artifact_text"
"""Name of the index; a row of it has the id of the artifact."""
COLUMNS: Final = ("name", "tags", "about", "content")
"""What is indexed; `about` holds kind, type, status and producer."""
MADE: Final = f"CREATE VIRTUAL TABLE {NAME} USING fts5({', '.join(COLUMNS)}, tokenize='unicode61 remove_diacritics 2')"
"""What makes the index, with nothing in it."""
WORDS: Final = (
    "artifact.id, artifact.name, (SELECT coalesce(group_concat(value, ' '), '') FROM json_each(artifact.tags)), "
    "artifact.kind || ' ' || artifact.type || ' ' || artifact.status || ' ' || artifact.producer, artifact.content"
)
NEWEST: Final = (
    "NOT artifact.withdrawn AND NOT EXISTS (SELECT 1 FROM artifact AS newer WHERE newer.item_id IS artifact.item_id "
    "AND newer.name = artifact.name AND newer.version > artifact.version AND NOT newer.withdrawn)"
)
FILLED: Final = f"INSERT INTO {NAME} (rowid, {', '.join(COLUMNS)}) SELECT {WORDS} FROM artifact WHERE {NEWEST}"
"""What indexes the newest version of every artifact that is there."""


@cache
def is_possible() -> bool:
    """Return whether this SQLite was built with FTS5."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(word)")
        except sqlite3.OperationalError:
            return False
    return True


def _can_index(*_: Any, **__: Any) -> bool:
    return is_possible()


event.listen(
    Artifact.__table__,  # type: ignore[attr-defined]
    "after_create",
    DDL(MADE).execute_if(dialect="sqlite", callable_=_can_index),  # type: ignore[no-untyped-call]
)
