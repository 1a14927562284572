"""The shape of a scenario file (design 8): which keys there are and of which type. Unknown keys are errors."""

from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from teamx_tui.domain.edges import DependencyKind
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import Priority
from teamx_tui.domain.wakes import Policy


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CompanyPart(_Part):
    """`company:`"""

    name: str = Field(default="My company", min_length=1)
    unblock_wakes: Literal["participants", "responsible"] = Policy.PARTICIPANTS.value
    channels: Literal["open"] = "open"
    phase_edges: bool = False
    """Whether `source: phase` edges are in force without being asked for."""


class DepartmentPart(_Part):
    """An entry of `departments:`"""

    key: str = Field(min_length=1)
    name: str
    kind: Literal["delivery", "shared", "owner"] = "delivery"
    lead: str | None = None


class EmployeePart(_Part):
    """An entry of `employees:`"""

    handle: str
    name: str
    role: str = Field(min_length=1)
    title: str = ""
    department: str | None = None
    reports_to: str | None = None
    brain: str = Field("scripted", pattern="^[a-z0-9-]{1,32}$")
    model: str = ""


class GoalPart(_Part):
    """An entry of `goals:`"""

    key: str = Field(min_length=1)
    name: str
    due: date | None = None


class ProjectPart(_Part):
    """An entry of `projects:`"""

    key: str = Field(min_length=1)
    name: str
    lead: str | None = None
    weeks: int | None = Field(None, ge=1, le=1000)
    goal: str | None = None
    due: date | None = None


class RaciPart(_Part):
    """`raci:` of a ticket; the assignee is the responsible and not listed."""

    accountable: list[str] = []
    consulted: list[str] = []
    informed: list[str] = []


PARTS: Final = (Raci.ACCOUNTABLE, Raci.CONSULTED, Raci.INFORMED)
"""The parts that `raci:` names, each by its word."""


class TicketPart(_Part):
    """An entry of `tickets:`"""

    number: int = Field(ge=1, le=2**31)
    title: str = Field(min_length=1)
    description: str = ""
    acceptance: list[str] = []
    project: str | None = None
    phase: str = ""
    assignee: str | None = None
    raci: RaciPart = RaciPart()
    priority: Literal["low", "medium", "high", "critical"] = Priority.MEDIUM.value
    labels: list[str] = []
    estimate: float = Field(1.0, gt=0, lt=10_000)
    due: date | None = None
    private: bool = False


class DependencyPart(_Part):
    """An entry of `dependencies:`; `source: phase` edges are left out unless asked for."""

    blocker: int
    blocks: list[int] = Field(min_length=1)
    kind: Literal["technical", "data", "api", "shared", "infra", "order"] = DependencyKind.TECHNICAL.value
    hard: bool = True
    carries_artifacts: bool = False
    source: Literal["explicit", "planner", "inferred", "phase", "employee"] = "explicit"


class PlanPart(_Part):
    """`plan:`, with which the tickets of the file are what the planner answers, filed once an operator agrees."""

    project: str
    cost_usd: tuple[float, float] = (0.0, 0.0)
    """At least and at most."""

    @field_validator("cost_usd", mode="before")
    @classmethod
    def _as_pair(cls, given: Any) -> Any:
        """Take the list in which YAML has two numbers."""
        return tuple(float(one) for one in given) if _is_range(given) else given


def _is_range(given: Any) -> bool:
    numbers = isinstance(given, list) and all(isinstance(one, int | float) for one in given)
    return numbers and len(given) == 2 and 0 <= given[0] <= given[1] <= 1_000_000


class MeetingPart(_Part):
    """An entry of `meetings:`; without `every` it is called at the beginning and held when `after` are done."""

    number: int | None = Field(None, ge=1, le=2**31)
    title: str = Field(min_length=1)
    kind: Literal["meeting", "standup", "all-hands", "integration", "design-review", "retrospective"] = "meeting"
    description: str = ""
    chair: str | None = None
    attendees: list[str] = []
    agenda: list[str] = Field([], max_length=50)
    after: list[int] = []
    order: Literal["round-robin", "chair"] | None = None
    quorum: int | None = Field(None, ge=1)
    rounds: int | None = Field(None, ge=1, le=20)
    turns: int | None = Field(None, ge=1, le=500)
    budget_usd: float | None = Field(None, gt=0, le=1_000_000)
    every: Literal["daily", "weekdays", "twice-weekly", "weekly", "monthly"] | None = None
    days: str = ""
    """`on` would be a truth value in YAML."""
    at: str = ""
    script: list[dict[str, Any]] = []


class ArtifactPart(_Part):
    """`artifact:` of a gate: the type and the statuses of what opens it; `ticket` and `name` narrow it."""

    type: str = Field(min_length=1)
    status: list[str] = Field(min_length=1)
    ticket: int | None = None
    name: str | None = None


class GatePart(_Part):
    """An entry of `gates:`; `after` only says where the artifact is expected from."""

    key: str = Field(min_length=1)
    title: str = Field(min_length=1)
    artifact: ArtifactPart
    after: list[int] = []
    blocks: list[int] = []


class BudgetPart(_Part):
    """An entry of `budgets:`"""

    scope: Literal["company", "project", "employee", "ticket"] = "company"
    subject: str | int | None = None
    """Project key, handle or ticket number; the company has none."""
    period: Literal["day", "month", "total"] = "total"
    limit_usd: float = Field(ge=0, le=1_000_000)
    warn_percent: int = Field(80, ge=1, le=100)
    approve_above_usd: float | None = Field(None, ge=0, le=1_000_000)


class ScenarioPart(_Part):
    """The whole file. Script lines are checked by the tools they call."""

    company: CompanyPart = CompanyPart()
    departments: list[DepartmentPart] = []
    employees: list[EmployeePart] = []
    goals: list[GoalPart] = []
    projects: list[ProjectPart] = []
    tickets: list[TicketPart] = []
    dependencies: list[DependencyPart] = []
    meetings: list[MeetingPart] = []
    gates: list[GatePart] = []
    budgets: list[BudgetPart] = []
    plan: PlanPart | None = None
    script: dict[int, list[dict[str, Any]]] = {}

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_sections(cls, data: Any) -> Any:
        """A section with nothing under its name, or only comments, is an empty one."""
        return {key: part for key, part in data.items() if part is not None} if isinstance(data, dict) else data
