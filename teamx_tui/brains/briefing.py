"""What an employee is told at the start of a run. Everything a brain knows about the company is in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier entry of the thread, under its speaker's name."""

    message_id: int
    author: str
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A script line that has not been played yet."""

    no: int
    by: str
    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Floor:
    """What a turn in a meeting is about; the briefing's description says the same in words."""

    kind: str
    """domain.meetings.MeetingKind."""
    stage: str
    """domain.meetings.Stage."""
    agenda: tuple[tuple[str, bool], ...]
    """Every agenda item, and whether it is decided."""
    done: tuple[str, ...] = ()
    """Tickets of theirs that are done since the last meeting of the kind."""
    doing: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """Who is asked to work on what, why, and what has been said so far."""

    company: str
    handle: str
    name: str
    title: str
    model: str
    number: int
    ticket: str
    """The ticket's title."""
    description: str
    part: str
    """The employee's RACI part in this ticket."""
    cause: str
    """What woke the employee (domain.wakes.Cause)."""
    thread: tuple[Said, ...]
    """The latest entries, oldest first."""
    scripted: bool
    """Whether the ticket has a script at all, played or not."""
    cues: tuple[Cue, ...]
    """What is left of the script, in order."""
    floor: Floor | None = None
    """Given in a meeting."""
