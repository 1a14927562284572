"""Work items of every kind in one table, and what orders them."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from teamx_tui.domain.edges import DependencyKind
from teamx_tui.domain.tickets import Kind, Priority, State


def one_of(column: str, words: type) -> CheckConstraint:
    """A CHECK that `column` holds one of the words of a StrEnum."""
    listed = ", ".join(f"'{word}'" for word in words)  # type: ignore[attr-defined]
    return CheckConstraint(f"{column} IN ({listed})")


class WorkItem(SQLModel, table=True):
    """A project, workstream, ticket, step or gate (design 1.1)."""

    __tablename__ = "work_item"
    __table_args__ = (
        one_of("state", State),
        one_of("kind", Kind),
        one_of("priority", Priority),
        CheckConstraint("estimate > 0"),
        Index("work_item_state", "kind", "state", "moved_at_ms"),
        Index("work_item_assignee", "assignee_id", "state", "kind"),
        Index("work_item_parent", "kind", "parent_id", "state", "moved_at_ms"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Kind.TICKET
    number: int | None = Field(default=None, unique=True)
    key: str | None = Field(default=None, unique=True)
    """Short name of a goal, project or workstream."""
    parent_id: int | None = Field(default=None, foreign_key="work_item.id")
    title: str
    description: str = ""
    acceptance: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    labels: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    phase: str = ""
    priority: str = Priority.MEDIUM
    estimate: float = 1.0
    """Working days."""
    state: str = State.OPEN
    reason: str = ""
    """Reason or resolution of the last move."""
    assignee_id: int | None = Field(default=None, foreign_key="employee.id")
    """The responsible of a ticket, the lead of a project."""
    private: bool = False
    spec: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, default=dict))
    """What only its kind has: the predicate of a gate, say."""
    weeks: int | None = None
    due_at_ms: int | None = None
    filed_at_ms: int
    moved_at_ms: int
    """When the state last changed."""


class Dependency(SQLModel, table=True):
    """Blocker before blocked. Hard ones order the work; soft ones only say that the two are related."""

    __table_args__ = (
        UniqueConstraint("blocker_id", "blocked_id"),
        CheckConstraint("blocker_id <> blocked_id"),
        one_of("kind", DependencyKind),
        Index("dependency_blocked", "blocked_id", "hard", "blocker_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    blocker_id: int = Field(foreign_key="work_item.id")
    blocked_id: int = Field(foreign_key="work_item.id")
    kind: str = DependencyKind.TECHNICAL
    hard: bool = True
    carries_artifacts: bool = False
    source: str = "explicit"
    """Who drew it: explicit, planner, inferred, phase, employee."""
