"""The queue of wakes, the attempts at them, and what was done in each."""

from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint, text
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel


class Wake(SQLModel, table=True):
    """One queued piece of work: an employee and a thread. At most one pending and one claimed for each pair."""

    __table_args__ = (
        Index(
            "wake_one_pending",
            "employee_id",
            "thread_id",
            unique=True,
            sqlite_where=text("state = 'pending'"),
        ),
        Index(
            "wake_one_claimed",
            "employee_id",
            "thread_id",
            unique=True,
            sqlite_where=text("state = 'claimed'"),
        ),
        Index("wake_state", "state", "id"),
        Index("wake_thread", "thread_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    thread_id: int = Field(foreign_key="thread.id")
    item_id: int = Field(foreign_key="work_item.id")
    employee_id: int = Field(foreign_key="employee.id")
    state: str = "pending"
    """pending, claimed, done, dropped, dead."""
    cause: str
    hop: int = 0
    queued_seq: int
    """Event that queued it."""
    queued_at_ms: int
    attempt: int = 0
    due_at_ms: int = 0
    """Not before this time (cool-down after a failure)."""
    token: int = 0
    """Fencing token: every claim adds one, every write of the run checks it."""
    worker_id: str = ""


class Run(SQLModel, table=True):
    """One attempt at a wake. Live while `ended_at_ms` is null: one for an employee, one in a thread."""

    __table_args__ = (
        Index("run_live_employee", "employee_id", unique=True, sqlite_where=text("ended_at_ms IS NULL")),
        Index("run_live_thread", "thread_id", unique=True, sqlite_where=text("ended_at_ms IS NULL")),
        Index("run_item", "item_id", "id"),
        Index("run_employee_ended", "employee_id", "ended_at_ms"),
        Index("run_ended", "ended_at_ms", "model_calls", "cost_micros"),
    )

    id: int | None = Field(default=None, primary_key=True)
    wake_id: int = Field(foreign_key="wake.id")
    thread_id: int = Field(foreign_key="thread.id")
    item_id: int = Field(foreign_key="work_item.id")
    employee_id: int = Field(foreign_key="employee.id")
    worker_id: str
    token: int
    attempt: int
    hop: int
    brain: str
    model: str = ""
    started_at_ms: int
    ended_at_ms: int | None = None
    outcome: str = ""
    """finished, passed, failed, interrupted, stopped, withdrawn."""
    reason: str = ""
    seen_message_id: int = 0
    model_calls: int = 0
    cost_micros: int = 0


class Call(SQLModel, table=True):
    """One tool call of a run, with its result. A script line is played at most once, whatever crashes."""

    __table_args__ = (
        UniqueConstraint("run_id", "no"),
        UniqueConstraint("item_id", "line"),
        Index("call_item_at", "item_id", "at_ms"),
    )

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id")
    no: int
    item_id: int = Field(foreign_key="work_item.id")
    tool: str
    arguments: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    ok: bool
    result: str = ""
    line: int | None = None
    at_ms: int


class ScriptLine(SQLModel, table=True):
    """What the scripted brain does on a ticket, in order."""

    __tablename__ = "script_line"
    __table_args__ = (UniqueConstraint("item_id", "no"),)

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="work_item.id")
    no: int
    by: str
    tool: str
    arguments: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))


class Worker(SQLModel, table=True):
    """A worker process. Whether it lives is told by its lock file, never by a clock (design 5)."""

    id: str = Field(primary_key=True)
    pid: int
    slots: int
    pace: float = 0.0
    started_at_ms: int
    stopped_at_ms: int | None = None
