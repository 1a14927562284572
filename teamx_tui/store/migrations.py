"""Bringing a store that an older teamx made up to this one's schema: a backup first, then one transaction.

The tables as they are declared say what the schema is. A table that differs is made anew and its rows are copied, with
the declared defaults in the columns that are new (sqlite.org/lang_altertable.html, 7). What that cannot do, renaming a
column say, would be a step of its own here.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from teamx_tui.domain.errors import Unusable
from teamx_tui.store import duty, faults, schema
from teamx_tui.store.tables import index

_DIALECT: Final = sqlite.dialect()
_ASIDE: Final = "being_made"
_STORED: Final = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"


def backup_of(path: Path, version: int) -> Path:
    """Return where the store is copied before it is changed: beside it, with its schema in the name."""
    return path.with_name(f"{path.name}.schema-{version}")


def bring_up(path: Path, there: int, here: int) -> None:
    """Bring the store at `path` from schema `there` to schema `here`; if another process was quicker, do nothing.

    Raises:
        Unusable: a worker is at work on it, or it cannot be written; nothing was changed.
    """
    with faults.in_plain_words(path), closing(_connected(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] != here:
                _refuse_while_worked_on(connection, path)
                _back_up(path, backup_of(path, there))
                _change(connection)
                connection.execute(f"PRAGMA user_version = {here}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise


def differing(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that are missing or not as they are declared."""
    found = {name: connection.execute(_STORED, [name]).fetchone() for name in schema.METADATA.tables}
    tables = schema.METADATA.tables.items()
    return [name for name, table in tables if found[name] is None or _plain(found[name][0]) != _plain(_ddl(table))]


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30, isolation_level=None)


def _refuse_while_worked_on(connection: sqlite3.Connection, path: Path) -> None:
    rows = connection.execute("SELECT id FROM worker WHERE stopped_at_ms IS NULL").fetchall()
    if any(duty.is_alive(path, row[0]) for row in rows):
        raise Unusable(faults.WORKED_ON.format(path=path))


def _back_up(path: Path, to: Path) -> None:
    aside = to.with_name(to.name + ".new")
    aside.unlink(missing_ok=True)
    # By a connection of its own: it reads what was committed before the change that is about to be made.
    with closing(_connected(path)) as source, closing(sqlite3.connect(aside)) as copy:
        source.backup(copy)
    aside.chmod(0o600)
    aside.replace(to)


def _change(connection: sqlite3.Connection) -> None:
    for table in schema.METADATA.tables.values():
        stored = connection.execute(_STORED, [table.name]).fetchone()
        if stored is None:
            _make(connection, table, table.name)
        elif _plain(stored[0]) != _plain(_ddl(table)):
            _make_anew(connection, table)
    _index_texts(connection)
    lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    assert not lost, f"rows would point nowhere: {lost[:3]}"


def _index_texts(connection: sqlite3.Connection) -> None:
    """Make the full-text index, which is no declared table, for what is in the store already."""
    if index.is_possible() and connection.execute(_STORED, [index.NAME]).fetchone() is None:
        for statement in (index.MADE, index.FILLED):
            connection.execute(statement)


def _make(connection: sqlite3.Connection, table: Table, name: str) -> None:
    connection.execute(_ddl(table).replace(f"CREATE TABLE {table.name} (", f"CREATE TABLE {name} (", 1))
    if name == table.name:
        _index(connection, table)


def _make_anew(connection: sqlite3.Connection, table: Table) -> None:
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
    old = [column.name for column in table.columns if column.name in there]
    new = [column for column in table.columns if column.name not in there]
    _make(connection, table, _ASIDE)
    into = ", ".join([*old, *(column.name for column in new)])
    given = ", ".join([*old, *("?" for _ in new)])
    values = list(_defaults(new))
    connection.execute(f"INSERT INTO {_ASIDE} ({into}) SELECT {given} FROM {table.name}", values)
    connection.execute(f"DROP TABLE {table.name}")
    connection.execute(f"ALTER TABLE {_ASIDE} RENAME TO {table.name}")
    _index(connection, table)


def _index(connection: sqlite3.Connection, table: Table) -> None:
    for one in sorted(table.indexes, key=lambda one: str(one.name)):
        connection.execute(str(CreateIndex(one).compile(dialect=_DIALECT)))


def _defaults(columns: Iterable[Column[Any]]) -> Iterable[Any]:
    for column in columns:
        default: Any = column.default
        value = default.arg(None) if default is not None and default.is_callable else getattr(default, "arg", None)
        write: Callable[[Any], Any] | None = column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
        yield write(value) if write is not None and value is not None else value


def _ddl(table: Table) -> str:
    return str(CreateTable(table).compile(dialect=_DIALECT)).strip()


def _plain(ddl: str) -> str:
    return " ".join(ddl.replace('"', "").split())
