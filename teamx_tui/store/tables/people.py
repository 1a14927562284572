"""The company and those who work for it."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class Company(SQLModel, table=True):
    """The one company of this store."""

    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(default=1, primary_key=True)
    name: str
    unblock_wakes: str = "participants"
    channels: str = "open"
    brain: str = "scripted"
    """Given to those who are hired without one."""
    model: str = ""
    """The same; empty for the brain's own default."""
    paused: str = ""
    """Reason why the whole company stands still; empty when it does not."""
    graph_version: int = 0
    """Counts changes to items and dependencies, so that cached paths know when they are stale."""
    founded_at_ms: int


class Department(SQLModel, table=True):
    """A department; its lead is an employee."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    kind: str = "delivery"
    lead_id: int | None = Field(default=None, foreign_key="employee.id")


class Employee(SQLModel, table=True):
    """An employee; the manager is another one, or nobody for those who report to the operator."""

    __table_args__ = (CheckConstraint("manager_id IS NULL OR manager_id <> id"),)

    id: int | None = Field(default=None, primary_key=True)
    handle: str = Field(unique=True)
    name: str
    role: str
    title: str
    department_id: int | None = Field(default=None, foreign_key="department.id")
    manager_id: int | None = Field(default=None, foreign_key="employee.id")
    brain: str = "scripted"
    model: str = ""
    paused: str = ""
    hired_at_ms: int
    left_at_ms: int | None = None
