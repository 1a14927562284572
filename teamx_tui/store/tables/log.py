"""The append-only event log."""

from sqlalchemy import DDL, Index, event
from sqlmodel import Field, SQLModel


class Event(SQLModel, table=True):
    """One change: who, what, to what, when, chained to the row before by its hash."""

    __table_args__ = (Index("event_subject", "subject", "seq"),)

    seq: int = Field(primary_key=True)
    at_ms: int
    actor: str
    kind: str
    subject: str
    data: str
    """Canonical JSON."""
    hash: str
    """SHA-256 over the previous hash and this row (store.events)."""


for _verb in ("UPDATE", "DELETE"):
    event.listen(
        Event.__table__,  # type: ignore[attr-defined]
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER event_no_{_verb.lower()} BEFORE {_verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
        ).execute_if(dialect="sqlite"),
    )
