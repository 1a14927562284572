"""Commands about meetings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.commands import shapes, words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain import schedules
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.meetings_view import Detail, Meeting
    from teamx_tui.company.office import Office

_NONE: Final = "No meeting has been called yet: teamx meeting call TITLE --with HANDLE,HANDLE"

_ONLY: Final = "of which kind it must be where no number is said: standup, retrospective"


@command(
    "meeting call",
    changes=True,
    title="what it is called",
    kind="meeting, standup, all-hands, integration, design-review or retrospective",
    with_="handles of those who shall attend: elena,priya",
    chair="handle of who leads it; the first attendee when left out",
    agenda="an agenda item; several by saying it again, or with ; between them",
    at="when it begins, in UTC: now, 14:00, tomorrow 09:00, fri 14:00, 2026-11-20 09:00",
    every="call one again daily, on weekdays, twice-weekly, weekly or monthly",
    on="days for that: mon,thu, or of the month: 1,15",
    after="ticket that must be done before",
    order="round-robin, or chair: the chair says who speaks",
    quorum="attendees without whom it does not begin; more than half when left out",
    rounds="how often everybody has the floor",
    turns="turns after which it ends in any case",
    budget="dollars it may cost",
    about="what it is about",
)
def meeting_call(
    office: Office,
    title: str,
    *,
    kind: str = "meeting",
    with_: list[str] | None = None,
    chair: str | None = None,
    agenda: list[str] | None = None,
    at: str = "",
    every: str = "",
    on: str = "",
    after: list[str] | None = None,
    order: str = "",
    quorum: int | None = None,
    rounds: int | None = None,
    turns: int | None = None,
    budget: float | None = None,
    about: str = "",
) -> Reply:
    """Call a meeting. It begins when it is its time and enough of its attendees are free."""
    calling = company.meetings.Calling(
        title,
        kind,
        company.meetings.handles(with_ or ()),
        chair=chair.removeprefix("@") if chair else None,
        agenda=tuple(point for text in agenda or () for point in text.split(";") if point.strip()),
        description=about,
        speaking=order,
        quorum=quorum,
        rounds=rounds,
        most_turns=turns,
        budget_micros=round(budget * 1_000_000) if budget is not None else None,
        after=tuple(words.number(word) for word in after or ()),
    )
    if every:
        return _series(office, calling, schedules.schedule(every, on, at))
    if on:
        raise Invalid("Days are for meetings that come again; say how often with --every weekly.")
    return _called(office, calling, at)


@command("meeting list")
def meeting_list(office: Office) -> Reply:
    """List the meetings: those called and going on first, then the latest."""
    found = company.meetings_view.listing(office)
    columns = ("#", "Title", "Kind", "State", "Chair", "Decided", "Turns", "Actions", "When")
    table = Table(columns, tuple(_row(one) for one in found))
    sentence = "" if found else _NONE
    return Reply(sentence, [_shape(one) for one in found], table if found else None)


@command("meeting show", number="number of the meeting; the one going on, or else the latest, when left out")
def meeting_show(office: Office, number: int | None = None) -> Reply:
    """Show a meeting: agenda, who speaks, and the minutes so far."""
    if number is None and not company.meetings_view.listing(office):
        return Reply(_NONE, {})
    number = company.meetings_view.meant(office, number)
    shown = company.meetings_view.detail(office, number)
    return Reply("\n".join([*_head(shown), "", shown.text.rstrip()]), _full(shown))


@command("meeting minutes", number="number of the meeting; the one going on, or else the latest, when left out")
def meeting_minutes(office: Office, number: int | None = None) -> Reply:
    """Print the minutes of a meeting; of one that goes on, what there is until now."""
    if number is None and not company.meetings_view.listing(office):
        return Reply(_NONE, {})
    number = company.meetings_view.meant(office, number)
    text = company.meetings_minutes.minutes(office, number)
    return Reply(text.rstrip(), {"number": number, "minutes": text})


@command("meeting say", changes=True, number="number of the meeting", text="what you say")
def meeting_say(office: Office, number: int, text: str) -> Reply:
    """Say something in a meeting yourself; whoever speaks next has read it."""
    message = company.meetings.say(office, number, text)
    return Reply(f"Said in meeting #{number}.", {"number": number, "message": message})


@command("meeting end", changes=True, number="number of the meeting; the one going on when left out", kind=_ONLY)
def meeting_end(office: Office, number: int | None = None, *, kind: str = "") -> Reply:
    """End a meeting before its time, with the minutes there are."""
    number = company.meetings_view.meant(office, number, "going on", kind)
    company.meetings.end(office, number)
    shown = company.meetings_view.detail(office, number)
    filed = [one.ticket for one in shown.actions if one.ticket is not None]
    came = f" Its action items are {words.numbers(filed)}." if filed else ""
    return Reply(f"Meeting #{number} is over.{came}", _full(shown))


@command(
    "meeting cancel",
    changes=True,
    number="number of the meeting; the one called when left out",
    reason="why",
    kind=_ONLY,
)
def meeting_cancel(office: Office, number: int | None = None, *, reason: str = "", kind: str = "") -> Reply:
    """Call a meeting off that has not begun."""
    number = company.meetings_view.meant(office, number, "called", kind)
    company.meetings.cancel(office, number, reason)
    return Reply(f"Meeting #{number} is called off.", _full(company.meetings_view.detail(office, number)))


@command("meeting series")
def meeting_series(office: Office) -> Reply:
    """List the meetings that come again and again, and when the next one is due."""
    found = company.meetings_series.running(office)
    rows = tuple(
        (str(one.id), one.title, one.kind, one.schedule.words, words.handles(one.attendees), shapes.iso(one.next_ms))
        for one in found
    )
    data = [
        {
            "id": one.id,
            "title": one.title,
            "kind": one.kind,
            "attendees": list(one.attendees),
            "when": one.schedule.words,
            "next_at": shapes.iso(one.next_ms),
        }
        for one in found
    ]
    table = Table(("Series", "Title", "Kind", "When", "Attendees", "Next"), rows) if rows else None
    sentence = "" if rows else "No meeting comes again: teamx meeting call TITLE --with HANDLE,HANDLE --every weekly"
    return Reply(sentence, data, table)


@command("meeting stop", changes=True, series="number of the series")
def meeting_stop(office: Office, series: int) -> Reply:
    """Call no more meetings of a series; those called already are held."""
    title = company.meetings_series.stop(office, series)
    return Reply(f"No more {title!r} is called.", {"series": series, "title": title})


def _called(office: Office, calling: Any, at: str) -> Reply:
    from dataclasses import replace

    due_ms = schedules.moment(at, office.clock()) if at else None
    number = company.meetings.call(office, replace(calling, due_at_ms=due_ms))
    shown = company.meetings_view.detail(office, number)
    one = shown.meeting
    begins = f"begins {shapes.iso(one.due_ms)}" if due_ms and due_ms > office.clock() else "begins when they are free"
    sentence = f"Called meeting #{number} {one.title} with {words.handles(one.attendees)}; it {begins}."
    return Reply(sentence, _full(shown))


def _series(office: Office, calling: Any, schedule: schedules.Schedule) -> Reply:
    series = company.meetings_series.begin(office, calling, schedule)
    title = calling.title or calling.kind
    sentence = f"{title} is called {schedule.words}. To stop it: teamx meeting stop {series}"
    return Reply(sentence, {"series": series, "title": title, "when": schedule.words})


def _row(one: Meeting) -> tuple[str, ...]:
    when = one.started_ms if one.started_ms is not None else one.due_ms
    return (
        f"#{one.number}",
        one.title,
        one.kind,
        one.state + (f": {one.reason}" if one.reason else ""),
        words.handle(one.chair),
        f"{one.decided}/{one.points}",
        f"{one.turns}/{one.most_turns}",
        str(one.actions),
        shapes.iso(when),
    )


def _head(shown: Detail) -> Iterator[str]:
    one = shown.meeting
    yield f"Meeting #{one.number} {one.title}: {one.state}" + (f" ({one.reason})" if one.reason else "")
    yield f"{one.turns} of at most {one.most_turns} turns; {words.count(shown.rounds, 'round')}, {shown.order}"
    for who in shown.attendees:
        yield f"  {words.handle(who.handle)}{' chair' if who.is_chair else ''}: " + ", ".join(
            filter(None, (words.count(who.turns, "turn"), who.state))
        )


def _shape(one: Meeting) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "kind": one.kind,
        "state": one.state,
        "reason": one.reason,
        "chair": one.chair,
        "attendees": list(one.attendees),
        "due_at": shapes.iso(one.due_ms),
        "started_at": shapes.iso(one.started_ms) if one.started_ms is not None else None,
        "ended_at": shapes.iso(one.ended_ms) if one.ended_ms is not None else None,
        "agenda_items": one.points,
        "decided": one.decided,
        "turns": one.turns,
        "most_turns": one.most_turns,
        "speaking": one.speaking,
        "series": one.series,
    }


def _full(shown: Detail) -> dict[str, Any]:
    minutes = shown.minutes
    return {
        **_shape(shown.meeting),
        "agenda": [
            {"no": no, "title": point, "state": minutes.point_state(no)}
            for no, point in enumerate(minutes.agenda, start=1)
        ],
        "decisions": [
            {
                "subject": one.subject,
                "outcome": one.outcome,
                "by": one.by,
                "rationale": one.rationale,
                "options": list(one.options),
                "dissent": dict(one.dissent),
            }
            for one in minutes.resolutions
        ],
        "actions": [
            {"no": one.no, "what": one.what, "owner": one.owner, "due": one.due, "ticket": one.ticket}
            for one in shown.actions
        ],
        "next_meeting": minutes.next_meeting,
        "minutes": shown.text,
    }
