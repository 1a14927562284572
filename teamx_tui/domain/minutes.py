"""The minutes of a meeting as Markdown: the same meeting always reads the same. No clock, no database, no I/O."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from teamx_tui.domain.meetings import Section


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was said."""

    speaker: str
    """Name."""
    text: str
    about: int | None = None
    """The agenda item, counted from 1; None for none."""
    section: Section | None = None
    """The part of a retrospective it belongs to."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided."""

    subject: str
    outcome: str
    by: str
    rationale: str = ""
    options: tuple[str, ...] = ()
    dissent: tuple[tuple[str, str], ...] = ()
    """Name and reason of everybody who was against it."""
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody shall do."""

    what: str
    owner: str
    due: str = ""
    number: int | None = None
    """The ticket it has become."""
    is_unowned: bool = False
    """Nobody here has the owner's name; somebody must say who does it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one attendee stands: tickets, each in words."""

    name: str
    done: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that is written down of a meeting."""

    number: int
    title: str
    kind: str
    chair: str
    attendees: tuple[str, ...]
    agenda: tuple[str, ...]
    started_ms: int | None = None
    ended_ms: int | None = None
    ending: str = ""
    """Why it ended; empty while it goes on."""
    left_out: tuple[str, ...] = ()
    """Names of those the meeting went on without."""
    standings: tuple[Standing, ...] = ()
    remarks: tuple[Remark, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    tasks: tuple[Task, ...] = ()
    next_meeting: str = ""

    def point_state(self, no: int) -> str:
        """Return how far an agenda item is: `decided`, `discussed` or `open`."""
        if any(resolution.about == no for resolution in self.resolutions):
            return "decided"
        return "discussed" if any(remark.about == no for remark in self.remarks) else "open"


_TITLES: Final[Mapping[Section, str]] = {
    Section.WELL: "What went well",
    Section.BADLY: "What did not go well",
    Section.LESSONS: "Lessons",
    Section.GOALS: "Next goals",
}


def markdown(minutes: Minutes) -> str:
    """Return minutes as Markdown."""
    parts = [
        _head(minutes),
        _agenda(minutes),
        _standings(minutes.standings),
        *_discussion(minutes),
        *_retrospect(minutes, (Section.WELL, Section.BADLY)),
        _resolutions(minutes),
        _tasks(minutes.tasks),
        *_retrospect(minutes, (Section.LESSONS, Section.GOALS)),
        ["## Next meeting", "", minutes.next_meeting or "None is set."],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def moment(at_ms: int) -> str:
    """Return a time as minutes have it: `2026-05-15 09:00 UTC`."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _head(minutes: Minutes) -> list[str]:
    began = f", {moment(minutes.started_ms)}" if minutes.started_ms is not None else ""
    lines = [f"# {minutes.title}", "", f"{minutes.kind.replace('-', ' ').capitalize()} #{minutes.number}{began}", ""]
    lines += [f"- Chair: {minutes.chair}", f"- Attendees: {', '.join(minutes.attendees) or 'nobody'}"]
    lines += [f"- Went on without: {', '.join(minutes.left_out)}"] if minutes.left_out else []
    if minutes.ending:
        ended = f" at {moment(minutes.ended_ms)}" if minutes.ended_ms is not None else ""
        lines.append(f"- Ended{ended}: {minutes.ending}")
    return lines


def _agenda(minutes: Minutes) -> list[str]:
    points = [f"{no}. {point} ({minutes.point_state(no)})" for no, point in enumerate(minutes.agenda, start=1)]
    return ["## Agenda", "", *(points or ["Nothing was put on it."])]


def _standings(standings: Sequence[Standing]) -> list[str]:
    if not standings:
        return []
    lines = ["## Where everybody stands"]
    for one in standings:
        lines += ["", f"**{one.name}**", ""]
        for label, found in (("Done", one.done), ("Doing", one.doing), ("Blocked", one.blocked)):
            lines += [f"- {label}: {'; '.join(found) if found else 'nothing'}"]
    return lines


def _discussion(minutes: Minutes) -> Iterator[list[str]]:
    plain = [remark for remark in minutes.remarks if remark.section is None]
    if not plain and any(remark.section is not None for remark in minutes.remarks):
        return
    yield ["## Discussion", *([] if plain else ["", "Nobody said anything."])]
    rest = [remark for remark in plain if remark.about is None]
    if rest:
        yield [*(["### In general", ""] if len(rest) < len(plain) else []), *_said(rest)]
    for no, point in enumerate(minutes.agenda, start=1):
        said = [remark for remark in plain if remark.about == no]
        if said:
            yield [f"### {no}. {point}", "", *_said(said)]


def _said(remarks: Iterable[Remark]) -> Iterator[str]:
    for remark in remarks:
        yield f"- **{remark.speaker}:** {_indented(remark.text)}"


def _retrospect(minutes: Minutes, sections: Iterable[Section]) -> Iterator[list[str]]:
    for section in sections:
        found = [remark for remark in minutes.remarks if remark.section is section]
        if found:
            yield [f"## {_TITLES[section]}", "", *(f"- {_indented(one.text)} ({one.speaker})" for one in found)]


def _resolutions(minutes: Minutes) -> list[str]:
    if not minutes.resolutions:
        return ["## Decisions", "", "Nothing was decided."]
    lines = ["## Decisions", ""]
    for one in minutes.resolutions:
        lines.append(f"- **{_indented(one.subject)}:** {_indented(one.outcome)} ({one.by})")
        lines += [f"  - Because {_indented(one.rationale)}"] if one.rationale else []
        lines += [f"  - Options: {'; '.join(one.options)}"] if one.options else []
        lines += [f"  - Dissent, {name}: {_indented(why) or 'no reason given'}" for name, why in one.dissent]
    return lines


def _tasks(tasks: Sequence[Task]) -> list[str]:
    if not tasks:
        return ["## Action items", "", "None."]
    return ["## Action items", "", *(_task(task) for task in tasks)]


def _task(task: Task) -> str:
    number = f"#{task.number} " if task.number is not None else ""
    due = f", due {task.due}" if task.due else ""
    unowned = " (nobody here has that name)" if task.is_unowned else ""
    return f"- {number}{_indented(task.what)}: {task.owner}{unowned}{due}"


def _indented(text: str) -> str:
    """Return a text that stays inside its item of a list, however many lines it has."""
    return "\n  ".join(text.strip().splitlines())
