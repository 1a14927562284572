"""Statements compiled once and run by the driver: a tenth of the price on the paths every run takes.

The statement stays SQLAlchemy Core, so it is written and checked like any other; on a database other than SQLite it
runs through SQLAlchemy.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine, Executable, Select, event
from sqlalchemy.dialects import sqlite

from teamx_tui.store.rows import Row

_DIALECT: Final = sqlite.dialect()
_GUARD: Final = "guard"


def guard(engine: Engine, redacted: Callable[[str], str]) -> None:
    """Let every text in what an engine writes go through `redacted`, whichever way the statement is run."""

    def clean(values: Any) -> Any:
        pairs = values.items() if isinstance(values, dict) else enumerate(values)
        found = [(key, redacted(value) if isinstance(value, str) else value) for key, value in pairs]
        return dict(found) if isinstance(values, dict) else tuple(value for _, value in found)

    def before(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, is_many: bool) -> Any:
        if statement.startswith("SELECT"):
            return statement, values
        return statement, [clean(row) for row in values] if is_many else clean(values)

    event.listen(engine, "before_cursor_execute", before, retval=True)
    event.listen(engine, "engine_connect", lambda connection: connection.info.update({_GUARD: clean}))


class Prepared:
    """One statement with named parameters."""

    def __init__(self, statement: Executable, keys: Sequence[str] | None = None) -> None:
        """`keys`: the columns an insert is given."""
        self._statement = statement
        options = {"dialect": _DIALECT, "column_keys": keys, "compile_kwargs": {"render_postcompile": True}}
        compiled = statement.compile(**options)  # type: ignore[attr-defined]
        self._sql = str(compiled)
        constants = compiled.params
        self._order: tuple[tuple[str, Any], ...] = tuple(
            (name, constants.get(name)) for name in compiled.positiontup or ()
        )
        self._readers: list[tuple[int, Callable[[Any], Any]]] = []
        self._row: Callable[[Iterable[Any]], Row] = tuple
        if isinstance(statement, Select):
            self._shape(statement)

    def all(self, connection: Connection, given: Mapping[str, Any]) -> list[Row]:
        """Return every row."""
        if connection.dialect.name != "sqlite":
            return list(connection.execute(self._statement, dict(given)).all())
        found = self._run(connection, given)  # read row by row: very many would else be in memory twice
        return list(map(self._row, found if not self._readers else map(self._read, found)))

    def first(self, connection: Connection, given: Mapping[str, Any]) -> Row | None:
        """Return the first row, or None."""
        rows = self.all(connection, given)
        return rows[0] if rows else None

    def write(self, connection: Connection, given: Mapping[str, Any]) -> int:
        """Carry out an insert or update and return the id of the row inserted, if one was."""
        if connection.dialect.name != "sqlite":
            return int(connection.execute(self._statement, dict(given)).lastrowid)
        clean = connection.info.get(_GUARD)
        given = clean(dict(given)) if clean is not None else given
        return int(self._run(connection, given).lastrowid or 0)

    def _run(self, connection: Connection, given: Mapping[str, Any]) -> Any:
        driver: Any = connection.connection.driver_connection
        return driver.execute(self._sql, [given.get(name, constant) for name, constant in self._order])

    def _shape(self, statement: Select[Any]) -> None:
        columns = list(statement.selected_columns)
        shape: Any = namedtuple("Row", [str(column.key) for column in columns], rename=True)  # type: ignore[misc]
        self._row = shape._make
        for place, column in enumerate(columns):
            reader = column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            if reader is not None:
                self._readers.append((place, reader))

    def _read(self, values: tuple[Any, ...]) -> list[Any]:
        read = list(values)
        for place, reader in self._readers:
            read[place] = reader(read[place])
        return read
