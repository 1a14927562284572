"""The tables, by subject. Times are integer milliseconds UTC, money is integer micro-dollars."""

from teamx_tui.store.tables import index as index
from teamx_tui.store.tables.handoffs import HandedArtifact, Handoff, Position
from teamx_tui.store.tables.log import Event
from teamx_tui.store.tables.meetings import ActionItem, Meeting, MeetingSeries
from teamx_tui.store.tables.minds import Brain, Capsule, Digest, LiveText
from teamx_tui.store.tables.money import Budget, Charge, ModelCall
from teamx_tui.store.tables.people import Company, Department, Employee
from teamx_tui.store.tables.questions import Question
from teamx_tui.store.tables.runs import Call, Run, ScriptLine, Wake, Worker
from teamx_tui.store.tables.talk import Artifact, Decision, Message, Participant, Thread
from teamx_tui.store.tables.work import Dependency, WorkItem

__all__ = [
    "ActionItem",
    "Artifact",
    "Brain",
    "Budget",
    "Call",
    "Capsule",
    "Charge",
    "Company",
    "Decision",
    "Department",
    "Dependency",
    "Digest",
    "Employee",
    "Event",
    "HandedArtifact",
    "Handoff",
    "LiveText",
    "Meeting",
    "MeetingSeries",
    "Message",
    "ModelCall",
    "Participant",
    "Position",
    "Question",
    "Run",
    "ScriptLine",
    "Thread",
    "Wake",
    "WorkItem",
    "Worker",
]
