"""The pending wakes, with what ranks them."""

from collections.abc import Collection
from dataclasses import dataclass

from teamx_tui.company.office import Office
from teamx_tui.store import wakes as rows


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pending wake."""

    wake_id: int
    item_id: int
    number: int
    employee: str
    priority: str
    part: str
    cause: str
    queued_at_ms: int
    due_at_ms: int
    kind: str
    """What it is about: a ticket, a meeting, a chat."""


def pending(office: Office, wake_ids: Collection[int] | None = None) -> tuple[Waiting, ...]:
    """Return all pending wakes, or those of `wake_ids` that are pending."""
    with office.look() as connection:
        return tuple(
            Waiting(
                row.id,
                row.item_id,
                row.number,
                row.handle,
                row.priority,
                row.raci or "consulted",
                row.cause,
                row.queued_at_ms,
                row.due_at_ms,
                row.kind,
            )
            for row in rows.waiting(connection, wake_ids)
        )
