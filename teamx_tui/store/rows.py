"""The types in which the store hands out what it has read, and the one way a row is written and gets its id."""

from typing import Any, TypeAlias

from sqlalchemy import Connection, Table

__all__ = ["Connection", "Row", "insert"]

Row: TypeAlias = Any
"""A row of any columns, read by their names: SQLAlchemy's, or the named tuple of a prepared statement."""


def insert(connection: Connection, table: Table, values: dict[str, Any]) -> int:
    """Write one row and return its integer primary key."""
    key = connection.execute(table.insert(), values).inserted_primary_key
    assert key is not None
    return int(key[0])
