"""Words in what was made: the index in which they are found, and how a person's words become a query that never fails.

FTS5 has a language of its own (AND, NEAR, *, quotes). Nothing of it is let through: each word becomes a phrase in
quotes, of which the last part may go on. What holds no letter and no digit is not indexed and looked for as it is.
"""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    String,
    bindparam,
    column,
    func,
    literal,
    or_,
    select,
    table,
    text,
)

from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact
from teamx_tui.store.tables import index

_OLD: Final = unicodedata.ucd_3_2_0
"""What SQLite's tables (Unicode 6.1) and Python's surely both take for letters and digits."""
_INDEX: Final = table(index.NAME, column("rowid"), *(column(name) for name in index.COLUMNS))
_ITSELF: Final[ColumnClause[str]] = column(index.NAME, is_literal=True)
_WEIGHTS: Final = (10.0, 6.0, 2.0, 1.0)
"""By column: a word in the name tells more than one in the text."""
_AROUND: Final = 12
"""Words of a snippet."""
_THERE: Final = text(f"SELECT 1 FROM sqlite_master WHERE name = '{index.NAME}'")
_IS_BEHIND: Final = text(
    "SELECT (SELECT coalesce(max(id), 0) FROM artifact WHERE NOT withdrawn AND id <> :besides) > "
    f"(SELECT coalesce(max(id), 0) FROM {index.NAME}_docsize)"
)
"""What was made last is the newest of its versions and stands in the index, unless it was written without FTS5."""
_DIFFERS: Final = text(
    f"SELECT DISTINCT artifact.name FROM artifact WHERE ({index.NEWEST}) <> "
    f"(artifact.id IN (SELECT id FROM {index.NAME}_docsize)) ORDER BY artifact.name"
)
_FORGET: Final = text(
    f"DELETE FROM {index.NAME} WHERE rowid IN (SELECT version.id FROM artifact JOIN artifact AS version "
    "ON version.item_id IS artifact.item_id AND version.name = artifact.name WHERE artifact.id = :id)"
)
_LEARN: Final = text(
    f"INSERT INTO {index.NAME} (rowid, {', '.join(index.COLUMNS)}) SELECT {index.WORDS} FROM artifact "
    "JOIN artifact AS version ON version.item_id IS artifact.item_id AND version.name = artifact.name "
    f"WHERE version.id = :id AND {index.NEWEST}"
)


def is_indexed(connection: Connection, besides: int = 0) -> bool:
    """Return whether there is a full-text index of everything (`besides` one); without it, texts are gone through."""
    if not index.is_possible() or connection.execute(_THERE).first() is None:
        return False
    return not connection.execute(_IS_BEHIND, {"besides": besides}).scalar_one()


def unindexed(connection: Connection) -> list[str] | None:
    """Return the names of the files of which the index holds not just the newest version; None without an index."""
    if not index.is_possible() or connection.execute(_THERE).first() is None:
        return None
    return [str(name) for name in connection.execute(_DIFFERS).scalars()]


def keep(connection: Connection, artifact_id: int) -> None:
    """Bring the index up to an artifact that was written or changed: the newest of its versions stands in it."""
    if not index.is_possible():
        return
    if is_indexed(connection, artifact_id):
        connection.execute(_FORGET, {"id": artifact_id})
        connection.execute(_LEARN, {"id": artifact_id})
        return
    # Somebody wrote to the store with an SQLite that has no FTS5: everything is indexed anew.
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {index.NAME}")
    connection.exec_driver_sql(index.MADE)
    connection.exec_driver_sql(index.FILLED)


def query(words: Iterable[str]) -> str:
    """Return what FTS5 looks for: every word of `words` that can be indexed, in any order; empty for none."""
    quoted = (word.replace("\0", " ").replace('"', '""') for word in words if can_be_indexed(word))
    return " ".join(f'"{word}"*' for word in quoted)


def can_be_indexed(word: str) -> bool:
    """Return whether a word has a letter or a digit, by which an index knows it."""
    return any(_OLD.category(letter)[0] in "LN" for letter in word)


def holds(word: str, *, indexed: bool) -> ColumnElement[bool]:
    """Return whether an artifact has a word in its name, tags, text or in what it is."""
    if indexed and can_be_indexed(word):
        found = select(_INDEX.c.rowid).where(_ITSELF.op("MATCH")(literal(query([word]))))
        return artifact.c.id.in_(found)
    each = func.json_each(artifact.c.tags).table_valued(column("value", String), name="each_tag")
    places = (artifact.c[name] for name in ("name", "kind", "type", "status", "producer", "content"))
    in_tags = select(each.c.value).where(each.c.value.icontains(word, autoescape=True)).exists()
    return or_(*(place.icontains(word, autoescape=True) for place in places), in_tags)


def ranks(words: Sequence[str]) -> ColumnElement[float] | None:
    """Return how well an indexed artifact fits the words, the best least; None if no word is indexed."""
    wanted = query(words)
    if not wanted:
        return None
    fits = func.bm25(_ITSELF, *_WEIGHTS)
    found = select(fits).where(_INDEX.c.rowid == artifact.c.id, _ITSELF.op("MATCH")(literal(wanted)))
    return found.select_from(_INDEX).correlate(artifact).scalar_subquery()


def snippets(connection: Connection, words: Sequence[str], ids: Collection[int]) -> dict[int, str]:
    """Return some words of the text around what was looked for, by artifact id; what was found is between « and »."""
    wanted = query(words)
    if not wanted or not ids or not is_indexed(connection):
        return {}
    shown = func.snippet(_ITSELF, len(index.COLUMNS) - 1, "«", "»", "…", _AROUND)
    these = _INDEX.c.rowid.in_(bindparam("ids", expanding=True))
    rows: Sequence[Row] = connection.execute(
        select(_INDEX.c.rowid, shown.label("words")).where(these, _ITSELF.op("MATCH")(literal(wanted))),
        {"ids": list(ids)},
    ).all()
    return {row.rowid: row.words for row in rows}
