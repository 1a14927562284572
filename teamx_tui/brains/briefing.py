"""What an employee is told at the start of a run. Everything a brain knows about the company is in here.

The first fields are for every brain; what follows them is gathered only for brains that read, which the scripted one
does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier entry of the thread, under its speaker's name."""

    message_id: int
    author: str
    """Handle, `operator` or `system`."""
    kind: str
    body: str
    is_taken_back: bool = False
    """Whoever said it says that it no longer counts."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A script line that has not been played yet."""

    no: int
    by: str
    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trade:
    """What the catalogue says about the employee's role."""

    title: str
    level: str
    authority: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here."""

    handle: str
    name: str
    title: str
    part: str = ""
    """Their RACI part in this ticket; empty for none."""
    reports_to: str = ""
    """Handle of the manager; empty for the operator."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another ticket, of which no more is told than what it is called and how far it is."""

    number: int
    title: str
    """Empty if it is private and none of the employee's."""
    state: str
    assignee: str = ""
    is_hard: bool = True
    resolution: str = ""
    """What came of it; told of finished blockers only."""


@dataclass(frozen=True, slots=True)
class Made:
    """The newest version of an artifact of this ticket or of a direct hard blocker."""

    number: int
    """The ticket it was made on."""
    name: str
    kind: str
    type: str
    version: int
    producer: str
    content: str
    """Its beginning."""
    missing: int = 0
    """Characters of it that are not in `content`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question."""

    by: str
    to: str
    text: str


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
    kind: str = "ticket"
    """What the thread is about: a ticket, a meeting, or a chat between the operator and the employee."""
    floor: Floor | None = None
    """Given in a meeting."""
    tasks: tuple[Linked, ...] = ()
    """In a chat: the unfinished tickets the employee is responsible for."""

    trade: Trade | None = None
    state: str = ""
    priority: str = ""
    due: str = ""
    """The day by which it shall be done; empty for none."""
    phase: str = ""
    acceptance: tuple[str, ...] = ()
    people: tuple[Colleague, ...] = ()
    """Everybody who works here, those with a part in the ticket first."""
    blockers: tuple[Linked, ...] = ()
    dependents: tuple[Linked, ...] = ()
    questions: tuple[Asked, ...] = ()
    """Open on this ticket, those to the employee first."""
    artifacts: tuple[Made, ...] = ()
    digest: str = ""
    """What was said before the entries of `thread`, in short."""
    unread: int = 0
    """Entries before those of `thread`, which `digest` stands for."""
