"""Threads, who takes part in them, and what was said, decided and attached."""

from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from teamx_tui.domain.raci import Raci
from teamx_tui.store.tables.work import one_of


class Thread(SQLModel, table=True):
    """The conversation about one work item."""

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="work_item.id", unique=True)
    kind: str = "ticket"
    reset_seq: int = 0
    """Event of the last work cause: the turn limit counts wakes queued after it (domain.wakes)."""
    fresh_run_id: int = 0
    """Last run that brought something new (artifact, decision, check, move); alternations count after it."""
    operator_since_ms: int | None = None
    """When the operator joined the conversation: they are told what is said in it. None: they read along at most."""


class Participant(SQLModel, table=True):
    """An employee's part in a thread. Leaving keeps the row, so the history keeps the name."""

    __table_args__ = (
        UniqueConstraint("thread_id", "employee_id"),
        one_of("raci", Raci),
        Index("participant_employee", "employee_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    thread_id: int = Field(foreign_key="thread.id")
    employee_id: int = Field(foreign_key="employee.id")
    raci: str
    added_by: str
    joined_at_ms: int
    left_at_ms: int | None = None
    muted: bool = False
    seen_message_id: int = 0
    """Latest message of the thread that was in a briefing of theirs."""


class Message(SQLModel, table=True):
    """One entry of a thread. Call `call_no` of run `run_id` posts at most one, so nothing is written twice."""

    __table_args__ = (UniqueConstraint("run_id", "call_no"), Index("message_thread", "thread_id", "id"))

    id: int | None = Field(default=None, primary_key=True)
    thread_id: int = Field(foreign_key="thread.id")
    author: str
    """Handle, `operator` or `system`."""
    kind: str = "comment"
    body: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    mentions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    run_id: int | None = Field(default=None, foreign_key="run.id")
    call_no: int | None = None
    origin: int | None = None
    """Number of the ticket it was said from, when that is another one."""
    brain: str = ""
    """Brain that spoke, so that scripted words are labelled wherever they are shown."""
    at_ms: int


class Decision(SQLModel, table=True):
    """Something somebody must answer, or has decided: questions, cancelled blockers, dead wakes, tripped breakers."""

    __table_args__ = (Index("decision_item", "item_id", "state"), Index("decision_state", "state"))

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="work_item.id")
    kind: str
    subject: str
    options: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    """Answers that do something; empty when the answer is free text."""
    about: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    blocking: bool = False
    raised_by: str
    asked_of: str = "operator"
    state: str = "open"
    outcome: str = ""
    rationale: str = ""
    decided_by: str = ""
    opened_at_ms: int
    decided_at_ms: int | None = None


class Artifact(SQLModel, table=True):
    """Something made: a document, code, a picture's description."""

    __table_args__ = (UniqueConstraint("item_id", "name", "version"), Index("artifact_type", "type", "status"))

    id: int | None = Field(default=None, primary_key=True)
    item_id: int | None = Field(default=None, foreign_key="work_item.id")
    """The ticket or the project it belongs to; None: the company as a whole."""
    message_id: int | None = Field(default=None, foreign_key="message.id")
    """The entry that attached it, if one did."""
    producer: str
    name: str
    kind: str
    type: str = ""
    """What it is in the work: api_contract, test_report, minutes; empty for no particular one."""
    status: str = ""
    """How far it has come, in the words of its type: proposed, agreed, implemented."""
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    version: int = 1
    content: str
    sha256: str
    withdrawn: bool = False
    """Taken back: kept, but no version of anything any more."""
    at_ms: int
