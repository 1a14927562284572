"""Budgets, and the calls of models that are admitted, charged and settled against them."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.store.tables.work import one_of


class Budget(SQLModel, table=True):
    """Money a scope may spend. The CHECK is the last belt: spent and reserved never pass the limit."""

    __table_args__ = (
        UniqueConstraint("scope", "subject", "period"),
        CheckConstraint("limit_micros >= 0 AND spent_micros >= 0 AND reserved_micros >= 0"),
        CheckConstraint("spent_micros + reserved_micros <= limit_micros"),
        one_of("scope", Scope),
        one_of("period", Period),
    )

    id: int | None = Field(default=None, primary_key=True)
    scope: str = "company"
    subject: str = ""
    """Handle, project key, ticket or meeting number; empty for the company."""
    period: str = Period.TOTAL
    window: int = 0
    """The day or month that `spent_micros` is of (domain.budgets.window)."""
    limit_micros: int
    warn_percent: int = 80
    approve_above_micros: int | None = None
    """A call whose worst case is dearer is asked about first."""
    spent_micros: int = 0
    reserved_micros: int = 0
    warned: bool = False
    """It has been said, in this stretch of its period, that it is over its warning."""
    question_id: int | None = Field(default=None, foreign_key="decision.id")
    """What was asked last because it did not cover a call. As long as that is open, nobody spends from it."""
    dropped_at_ms: int | None = None
    """Since then it holds nothing back; its charges stay."""


class ModelCall(SQLModel, table=True):
    """One call of a model: admitted, then settled by its reply, or charged in full when nobody knows."""

    __tablename__ = "model_call"
    __table_args__ = (
        Index("model_call_run", "run_id"),
        Index("model_call_question", "question_id", sqlite_where=text("question_id IS NOT NULL")),
        Index("model_call_state", "state"),
        Index("model_call_started", "started_at_ms"),
        Index("model_call_ended", "ended_at_ms", "cost_micros"),
    )

    id: int | None = Field(default=None, primary_key=True)
    run_id: int | None = Field(default=None, foreign_key="run.id")
    item_id: int | None = Field(default=None, foreign_key="work_item.id")
    employee_id: int | None = Field(default=None, foreign_key="employee.id")
    question_id: int | None = Field(default=None, foreign_key="question.id")
    """The operator's question that it answers; such a call belongs to no run, item and employee."""
    brain: str
    model: str
    state: str = "open"
    """open, settled, unknown (charged in full)."""
    priced: bool = True
    """Whether its price was known; if not, its cost is 0 and shown as unpriced."""
    reserved_micros: int = 0
    cost_micros: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_write_tokens: int = 0
    cache_write_hour_tokens: int = 0
    cache_read_tokens: int = 0
    stop_reason: str = ""
    error: str = ""
    approval_id: int | None = Field(default=None, foreign_key="decision.id")
    """The answer by which a dear call was allowed; it covers the turn that used it first."""
    started_at_ms: int
    ended_at_ms: int | None = None


class Charge(SQLModel, table=True):
    """What one call holds back, or has taken, under one budget."""

    __table_args__ = (UniqueConstraint("model_call_id", "budget_id"), Index("charge_budget", "budget_id"))

    id: int | None = Field(default=None, primary_key=True)
    model_call_id: int = Field(foreign_key="model_call.id")
    budget_id: int = Field(foreign_key="budget.id")
    micros: int
