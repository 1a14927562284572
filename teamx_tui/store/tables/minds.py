"""Ways of thinking that employees can be given, and what a run of theirs was shown and is saying."""

from typing import Any

from sqlalchemy import Column
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel


class Brain(SQLModel, table=True):
    """A host of models and how to talk to it. The key is never in here, only where to find it."""

    name: str = Field(primary_key=True)
    kind: str
    """anthropic, or compatible: another server that speaks the Messages API."""
    base_url: str = ""
    """Empty for the kind's own."""
    model: str = ""
    """Used by employees who have none of their own."""
    key_source: str = ""
    """Where the key is found: env, keyring, file; empty where none is needed."""
    is_free: bool = False
    """Calls cost nothing; tokens are counted all the same."""
    settings: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    """Effort, thinking, most output tokens, and the like."""
    probe: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    """What the last probe found."""
    probed_at_ms: int | None = None
    lacks: str = ""
    """Why nobody can think with it now and what to do, as a clause; empty when it can be used."""


class Capsule(SQLModel, table=True):
    """Everything the model was shown in one run."""

    run_id: int = Field(primary_key=True, foreign_key="run.id")
    manifest: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))


class LiveText(SQLModel, table=True):
    """What a running employee has said so far of a reply that is still coming in."""

    __tablename__ = "live_text"

    run_id: int = Field(primary_key=True, foreign_key="run.id")
    text: str
    at_ms: int


class Digest(SQLModel, table=True):
    """What was said in a thread before its latest messages, in short."""

    thread_id: int = Field(primary_key=True, foreign_key="thread.id")
    until_message_id: int
    """The last message it covers."""
    text: str
    at_ms: int
