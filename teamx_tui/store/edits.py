"""What a work item says, changed after it was filed."""

from typing import Any

from sqlalchemy import Connection, update

from teamx_tui.store.schema import work_item


def write(connection: Connection, item_id: int, **values: Any) -> None:
    """Change some columns of an item."""
    connection.execute(update(work_item).where(work_item.c.id == item_id).values(**values))
