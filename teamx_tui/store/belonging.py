"""What an item is a part of, and what only its kind has."""

from typing import Any

from sqlalchemy import Connection, update

from teamx_tui.store.schema import work_item


def place(connection: Connection, item_id: int, parent_id: int | None) -> None:
    """Change what an item is a part of; None: of nothing."""
    connection.execute(update(work_item).where(work_item.c.id == item_id).values(parent_id=parent_id))


def specify(connection: Connection, item_id: int, spec: dict[str, Any]) -> None:
    """Write what only the kind of an item has."""
    connection.execute(update(work_item).where(work_item.c.id == item_id).values(spec=spec))
