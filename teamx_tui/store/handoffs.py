"""Rows of hand-offs: what is offered to whom, and which artifacts a ticket was given."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, select

from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row, insert
from teamx_tui.store.schema import artifact, decision, handed_artifact, handoff, work_item

ACCEPTED: Final = "accept"
"""The outcome of a decision by which a hand-off is accepted."""
_from = work_item.alias("handed_from")
_to = work_item.alias("handed_to")
_SHOWN: Final = (
    select(
        handoff.c.id,
        handoff.c.note,
        handoff.c.next_action,
        handoff.c.to_item_id,
        decision.c.id.label("decision_id"),
        decision.c.item_id,
        decision.c.raised_by,
        decision.c.asked_of,
        decision.c.state,
        decision.c.outcome,
        decision.c.rationale,
        decision.c.decided_by,
        decision.c.opened_at_ms,
        decision.c.decided_at_ms,
        _from.c.number,
        _from.c.title,
        _from.c.state.label("item_state"),
        _to.c.number.label("to_number"),
        _to.c.title.label("to_title"),
    )
    .select_from(handoff.join(decision, decision.c.id == handoff.c.decision_id))
    .join(_from, _from.c.id == decision.c.item_id)
    .outerjoin(_to, _to.c.id == handoff.c.to_item_id)
)
_AROUND = Prepared(
    _SHOWN.where(decision.c.state == "open")
    .where((decision.c.item_id == bindparam("item_id")) | (handoff.c.to_item_id == bindparam("item_id")))
    .order_by(handoff.c.id)
)
_FILES: Final = (
    select(
        handed_artifact.c.handoff_id,
        artifact.c.id,
        artifact.c.name,
        artifact.c.kind,
        artifact.c.version,
        artifact.c.producer,
        artifact.c.sha256,
        artifact.c.at_ms,
        work_item.c.number,
    )
    .join(artifact, artifact.c.id == handed_artifact.c.artifact_id)
    .join(work_item, work_item.c.id == artifact.c.item_id)
)


def granted_to(item_id: Any) -> Select[Any]:
    """Return the ids of the artifacts that were handed to an item and accepted, for an IN; a number or a column."""
    query = select(handed_artifact.c.artifact_id).join(handoff, handoff.c.id == handed_artifact.c.handoff_id)
    query = query.join(decision, decision.c.id == handoff.c.decision_id)
    return query.where(handoff.c.to_item_id == item_id, decision.c.outcome == ACCEPTED)


def add(connection: Connection, artifact_ids: Sequence[int], **values: Any) -> int:
    """Write a hand-off with its artifacts and return its id."""
    handoff_id = insert(connection, handoff, values)
    rows = [{"handoff_id": handoff_id, "artifact_id": artifact_id} for artifact_id in artifact_ids]
    if rows:
        connection.execute(handed_artifact.insert(), rows)
    return handoff_id


def by_id(connection: Connection, handoff_id: int) -> Row | None:
    """Return a hand-off with its decision and the numbers of both tickets."""
    return connection.execute(_SHOWN.where(handoff.c.id == handoff_id)).first()


def of_decision(connection: Connection, decision_id: int) -> Row | None:
    """Return the hand-off that a decision is about."""
    return connection.execute(_SHOWN.where(decision.c.id == decision_id)).first()


def listed(connection: Connection, *, only_open: bool, person: str = "", number: int = 0) -> Sequence[Row]:
    """Return hand-offs, oldest first: those of or to a person, or from or to a ticket, where one is named."""
    query = _SHOWN.order_by(handoff.c.id)
    if only_open:
        query = query.where(decision.c.state == "open")
    if person:
        query = query.where((decision.c.raised_by == person) | (decision.c.asked_of == person))
    if number:
        query = query.where((_from.c.number == number) | (_to.c.number == number))
    return connection.execute(query).all()


def open_around(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the open hand-offs from a ticket or to it, oldest first."""
    return _AROUND.all(connection, {"item_id": item_id})


def files(connection: Connection, handoff_ids: Collection[int]) -> Sequence[Row]:
    """Return the artifacts of hand-offs without their content, with the number of the ticket they were made on."""
    return _all(connection, _FILES.where(handed_artifact.c.handoff_id.in_(handoff_ids)))


def granted(connection: Connection, item_id: int) -> Sequence[Row]:
    """Return the artifacts that were handed to a ticket and accepted, without their content."""
    query = _FILES.join(handoff, handoff.c.id == handed_artifact.c.handoff_id)
    query = query.join(decision, decision.c.id == handoff.c.decision_id)
    return _all(connection, query.where(handoff.c.to_item_id == item_id, decision.c.outcome == ACCEPTED))


def _all(connection: Connection, query: Select[Any]) -> Sequence[Row]:
    return connection.execute(query.order_by(handed_artifact.c.id)).all()
