"""A meeting as blocks of lines: how it stands, the agenda, who attends, and the minutes as they grow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.domain.meetings import Section
from teamx_tui.domain.minutes import Minutes, moment
from teamx_tui.tui.widgets.entries import Note

if TYPE_CHECKING:
    from teamx_tui.company.meetings_view import Attendee, Detail
    from teamx_tui.tui.widgets.reader import Block

_POINTS: Final = {"decided": ("✓", "$success"), "discussed": ("◔", "$warning"), "open": ("○", "$text")}
_ATTENDEES: Final = {
    "speaking": ("◆", "$presence-in-thread"),
    "next": ("▷", "$primary"),
    "left out": ("✗", "$error"),
    "away": ("–", "$quiet"),
}
_SECTIONS: Final = {
    Section.WELL: "Went well",
    Section.BADLY: "Did not go well",
    Section.LESSONS: "Lessons",
    Section.GOALS: "Next goals",
}


def blocks(shown: Detail) -> tuple[Block, ...]:
    """Return a meeting as blocks."""
    return tuple(_blocks(shown))


def _blocks(shown: Detail) -> Iterator[Note]:
    one, minutes = shown.meeting, shown.minutes
    facts = [one.kind.replace("-", " "), one.state]
    facts += [one.reason] if one.reason else []
    facts += [f"{one.turns} of at most {one.most_turns} turns", words.count(shown.rounds, "round")]
    facts += [f"due {moment(one.due_ms)}" if one.started_ms is None else moment(one.started_ms)]
    yield Note("facts", " · ".join(facts), "$quiet")
    if shown.description:
        yield Note("description", shown.description, "")
    yield _heading("Agenda")
    for no, point in enumerate(minutes.agenda, start=1):
        glyph, style = _POINTS[minutes.point_state(no)]
        word = minutes.point_state(no)
        yield Note(("point", no), f"{no}. {point} ({word})", "", f"{glyph} ", style, gap=no == len(minutes.agenda))
    if not minutes.agenda:
        yield Note("no-points", "Nothing is on it.", "$quiet")
    yield _heading("Attendees")
    for at, who in enumerate(shown.attendees, start=1):
        yield _attendee(who, is_last=at == len(shown.attendees))
    yield from _discussion(minutes)
    yield from _decisions(minutes)
    if minutes.next_meeting:
        yield _heading("Next meeting")
        yield Note("next", minutes.next_meeting, "")
    yield from _standings(minutes)
    yield from _stood(shown.text if one.ended_ms is not None else "")


def _heading(text: str) -> Note:
    return Note(("heading", text), text, "bold $primary", gap=False)


def _attendee(who: Attendee, *, is_last: bool) -> Note:
    glyph, style = _ATTENDEES.get(who.state, ("·", "$quiet"))
    facts = [f"{who.name}{' (chair)' if who.is_chair else ''}", *([who.state] if who.state else [])]
    return Note(
        ("attendee", who.handle),
        ", ".join([*facts, words.count(who.turns, "turn")]),
        "bold" if who.state == "speaking" else "",
        f"{glyph} ",
        style,
        gap=is_last,
    )


def _standings(minutes: Minutes) -> Iterator[Note]:
    if minutes.standings:
        yield _heading("Where everybody stands")
    for at, one in enumerate(minutes.standings):
        yield Note(("standing", at), one.name, "bold", gap=False)
        parts = (("Done", one.done), ("Doing", one.doing), ("Blocked", one.blocked))
        found = [(label, "; ".join(tickets)) for label, tickets in parts if tickets] or [("", "nothing open or done")]
        for no, (label, tickets) in enumerate(found, start=1):
            mark, style = (f"{label:<8}", "$error" if label == "Blocked" else "$quiet")
            is_last = at == len(minutes.standings) - 1 and no == len(found)
            yield Note(("standing", at, label), tickets, "", mark, style, gap=is_last)


def _stood(text: str) -> Iterator[Note]:
    """Where everybody stood when the minutes were written, as they say it."""
    _, _, rest = text.partition("\n## Where everybody stands\n")
    lines = [
        line.replace("**", "")
        for line in rest.partition("\n## ")[0].splitlines()
        if line.strip() and not line.endswith(": nothing")
    ]
    if lines:
        yield _heading("Where everybody stood")
    for at, line in enumerate(lines, start=1):
        is_name = not line.startswith("- ")
        mark = "" if is_name else "· "
        text = line.removeprefix("- ")
        yield Note(("stood", at), text, "bold" if is_name else "", mark, "$quiet", gap=at == len(lines))


def _discussion(minutes: Minutes) -> Iterator[Note]:
    plain = [(at, one) for at, one in enumerate(minutes.remarks) if one.section is None]
    if plain:
        yield _heading("Discussion")
    for at, one in plain:
        about = f" on {one.about}" if one.about is not None else ""
        yield Note(("remark", at), one.text, "", f"{one.speaker}{about}: ", "bold")
    for section, title in _SECTIONS.items():
        found = [(at, one) for at, one in enumerate(minutes.remarks) if one.section is section]
        if found:
            yield _heading(title)
        for no, (at, one) in enumerate(found, start=1):
            yield Note(("remark", at, no), f"{one.text} ({one.speaker})", "", "· ", "$quiet", gap=no == len(found))


def _decisions(minutes: Minutes) -> Iterator[Note]:
    if minutes.resolutions:
        yield _heading("Decisions")
    for at, one in enumerate(minutes.resolutions):
        more = [f"because {one.rationale}"] if one.rationale else []
        more += [f"dissent, {name}: {why or 'no reason given'}" for name, why in one.dissent]
        yield Note(("decision", at), f"{one.subject}: {one.outcome} ({one.by})", "", "◇ ", "$primary", gap=not more)
        for no, text in enumerate(more, start=1):
            yield Note(("decision", at, no), text, "$quiet", "  ", gap=no == len(more))
