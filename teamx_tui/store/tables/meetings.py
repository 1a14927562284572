"""What a meeting has besides its work item and its thread, series of meetings, and the tasks they leave behind."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from teamx_tui.domain.meetings import MeetingKind, Order
from teamx_tui.store.tables.work import one_of


class MeetingSeries(SQLModel, table=True):
    """Meetings that are called again and again, and how each of them is held."""

    __tablename__ = "meeting_series"
    __table_args__ = (CheckConstraint("minute >= 0 AND minute < 1440"),)

    id: int | None = Field(default=None, primary_key=True)
    days: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    """Days of the week, 0 is Monday."""
    dates: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    """Days of the month, in place of days of the week."""
    minute: int
    """Minutes after midnight, UTC."""
    calling: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    """What is said to call one of them (company.meetings.Calling)."""
    since_ms: int
    stopped_at_ms: int | None = None


class Meeting(SQLModel, table=True):
    """How one meeting is held, and when it began. Its state and its end are its work item's."""

    __table_args__ = (
        one_of("kind", MeetingKind),
        one_of("speaking", Order),
        UniqueConstraint("series_id", "due_at_ms"),
    )

    item_id: int = Field(primary_key=True, foreign_key="work_item.id")
    kind: str = MeetingKind.MEETING
    speaking: str = Order.ROUND_ROBIN
    agenda: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    quorum: int = 1
    rounds: int = 1
    most_turns: int
    due_at_ms: int
    """When it shall begin."""
    gathered_at_ms: int | None = None
    """When its attendees were called in: from then on their other work rests."""
    started_at_ms: int | None = None
    series_id: int | None = Field(default=None, foreign_key="meeting_series.id")


class ActionItem(SQLModel, table=True):
    """A task that a meeting leaves behind. It becomes one ticket at most."""

    __tablename__ = "action_item"
    __table_args__ = (UniqueConstraint("item_id", "no"), UniqueConstraint("ticket_id"))

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="work_item.id")
    """The meeting."""
    no: int
    what: str
    owner: str
    """Handle, or the name as it was said if nobody here has it."""
    due: str = ""
    proposed_by: str
    ticket_id: int | None = Field(default=None, foreign_key="work_item.id")
    at_ms: int
