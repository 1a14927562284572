"""In which order tickets are shown, and under which headings. How the order is worked out, the store knows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from teamx_tui.domain.filters import EVERYTHING, Filter
from teamx_tui.domain.gates import Condition


class Sort(StrEnum):
    """What comes first: the lowest number, what most needs somebody, what is urgent, due or oldest, or by alphabet."""

    NUMBER = "number"
    CONDITION = "condition"
    PRIORITY = "priority"
    DUE = "due"
    AGE = "age"
    ASSIGNEE = "assignee"
    TITLE = "title"
    PROJECT = "project"


class Grouping(StrEnum):
    """What tickets under one heading have in common; those that have none of it come first, where they are seen."""

    CONDITION = "condition"
    PROJECT = "project"
    PHASE = "phase"
    ASSIGNEE = "assignee"
    DEPARTMENT = "department"
    STAGE = "stage"
    """The column of the board."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which tickets are shown, and in which order; what is equal goes by number."""

    filter: Filter = EVERYTHING
    sort: Sort = Sort.NUMBER
    is_descending: bool = False
    groupings: tuple[Grouping, ...] = ()
    """Headings, from the outside in; they stay in their own order whatever `is_descending`."""


class Stage(StrEnum):
    """A column of the board: how far work has come, in the words people use."""

    TO_DO = "To do"
    BLOCKED = "Blocked"
    WORKING = "Working"
    IN_REVIEW = "In review"
    DONE = "Done"


STAGES: Final[dict[Condition, Stage]] = {
    Condition.DRAFT: Stage.TO_DO,
    Condition.READY: Stage.TO_DO,
    Condition.BLOCKED: Stage.BLOCKED,
    Condition.ON_HOLD: Stage.BLOCKED,
    Condition.WORKING: Stage.WORKING,
    Condition.WAITING: Stage.WORKING,
    Condition.INTERRUPTED: Stage.WORKING,
    Condition.IN_REVIEW: Stage.IN_REVIEW,
    Condition.DONE: Stage.DONE,
    Condition.FAILED: Stage.DONE,
    Condition.SKIPPED: Stage.DONE,
    Condition.CANCELLED: Stage.DONE,
}
"""Where each condition stands on the board. The last column holds whatever no more work is expected on."""

NEED: Final = (
    Condition.INTERRUPTED,
    Condition.FAILED,
    Condition.BLOCKED,
    Condition.ON_HOLD,
    Condition.WAITING,
    Condition.WORKING,
    Condition.IN_REVIEW,
    Condition.READY,
    Condition.DRAFT,
    Condition.DONE,
    Condition.SKIPPED,
    Condition.CANCELLED,
)
"""Conditions by how much they need somebody, most first."""
