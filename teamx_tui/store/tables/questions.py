"""Questions of the operator that a model is to answer."""

from typing import Any

from sqlalchemy import Column, Index
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel


class Question(SQLModel, table=True):
    """One question to the company, and what came of it. It is nobody's turn and stands in no thread."""

    __table_args__ = (Index("question_state", "state", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    text: str
    asked_at_ms: int
    state: str = "open"
    """open, answered, failed."""
    worker_id: str = ""
    """The worker that answers it; empty while none does."""
    attempt: int = 0
    """Workers that have taken it up; one that was stopped in good order does not count."""
    brain: str
    model: str = ""
    steps: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    """The looks that were taken: tool, arguments, found."""
    answer: str = ""
    """While it is open, what has come in of it so far."""
    error: str = ""
    """Why it failed, as a clause; while it is open, why it is tried again."""
    answered_at_ms: int | None = None
