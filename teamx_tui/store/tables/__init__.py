"""The tables, by subject. Times are integer milliseconds UTC, money is integer micro-dollars."""

from teamx_tui.store.tables.log import Event
from teamx_tui.store.tables.people import Company, Department, Employee
from teamx_tui.store.tables.runs import Call, Run, ScriptLine, Wake, Worker
from teamx_tui.store.tables.talk import Artifact, Decision, Message, Participant, Thread
from teamx_tui.store.tables.work import Budget, Dependency, WorkItem

__all__ = [
    "Artifact",
    "Budget",
    "Call",
    "Company",
    "Decision",
    "Department",
    "Dependency",
    "Employee",
    "Event",
    "Message",
    "Participant",
    "Run",
    "ScriptLine",
    "Thread",
    "Wake",
    "WorkItem",
    "Worker",
]
