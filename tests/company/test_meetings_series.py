"""Meetings that come again and again: called when they are due, once, whatever happens to the worker."""

from datetime import UTC, datetime

import pytest

from teamx_tui.company import departures, meetings_series, meetings_view, undo
from teamx_tui.company.meetings import Calling
from teamx_tui.company.meetings_view import Meeting
from teamx_tui.company.office import Office
from teamx_tui.company.orders import given as ordered
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.schedules import schedule
from tests.builders import Clock, charter, events, passing, play

DAY = 86_400
PAIR = ("ada", "ben")


def begin(office: Office, every: str, title: str = "Standup", *, kind: str = "standup", on: str = "") -> int:
    return meetings_series.begin(office, Calling(title, kind, PAIR), schedule(every, on, "09:00"))


def held(office: Office) -> list[Meeting]:
    return [one for one in meetings_view.listing(office) if one.state == "over"]


@pytest.mark.feature("O-11")
def test_fortnight__has_as_many_meetings_as_the_schedules_say_with_a_restart_every_day() -> None:
    clock = Clock()
    with passing(charter(2), clock) as office:
        begin(office, "weekdays")
        begin(office, "twice-weekly", "Integration", kind="integration", on="tue,thu")
        begin(office, "weekly", "Stakeholders", kind="meeting", on="fri")

        for _ in range(14):
            clock.advance(DAY)
            for _ in range(2):  # a new worker each time, which finds everything called already
                play(office)

        titles = [one.title for one in held(office)]
        assert {title: titles.count(title) for title in set(titles)} == {
            "Standup": 10,
            "Integration": 4,
            "Stakeholders": 2,
        }
        assert len(meetings_view.listing(office)) == 16


@pytest.mark.feature("O-11")
def test_monthly__is_held_once_a_month() -> None:
    clock = Clock()
    with passing(charter(2), clock) as office:
        begin(office, "monthly", on="1")

        for _ in range(70):
            clock.advance(DAY)
            play(office)

        assert len(held(office)) in (2, 3)
        assert {datetime.fromtimestamp(one.due_ms / 1000, UTC).day for one in held(office)} == {1}


@pytest.mark.feature("O-11")
def test_missed_meetings__are_caught_up_once() -> None:
    clock = Clock()
    with passing(charter(2), clock) as office:
        begin(office, "daily")
        clock.advance(5 * DAY)

        play(office)

        assert len(held(office)) == 1


def test_series__begins_with_the_first_time_after_it_was_opened() -> None:
    clock = Clock()  # a Friday, 08:00
    with passing(charter(2), clock) as office:
        begin(office, "daily")
        play(office)
        assert meetings_view.listing(office) == ()
        assert meetings_series.running(office)[0].next_ms == clock.now_ms + 3_600_000

        clock.advance(3600)
        play(office)

        assert len(held(office)) == 1


def test_minutes__say_when_the_next_one_is() -> None:
    clock = Clock()
    with passing(charter(2), clock) as office:
        begin(office, "weekdays")
        clock.advance(3600)
        play(office)

        text = meetings_view.detail(office, held(office)[0].number).text

        assert text.endswith("## Next meeting\n\n2027-01-18 09:00 UTC (mon, tue, wed, thu, fri at 09:00 UTC)\n")


def test_stop__calls_no_more_and_can_be_taken_back() -> None:
    clock = Clock()
    with passing(charter(2), clock) as office:
        series = begin(office, "daily")
        with ordered(office, f"meeting stop {series}"):
            meetings_series.stop(office, series)
        clock.advance(DAY)
        play(office)
        assert held(office) == []
        with pytest.raises(Refused, match="stopped already"):
            meetings_series.stop(office, series)
        with pytest.raises(NotFound, match="no series 9"):
            meetings_series.stop(office, 9)

        undo.take_back(office)
        play(office)

        assert len(held(office)) == 1


def test_opening_a_series__can_be_taken_back() -> None:
    with passing(charter(2)) as office:
        with ordered(office, "meeting call Standup --every daily"):
            begin(office, "daily")

        undo.take_back(office)

        assert meetings_series.running(office) == ()


def test_series__goes_on_without_those_who_leave_and_ends_with_the_last() -> None:
    clock = Clock()
    with passing(charter(3), clock) as office:
        begin(office, "daily")
        departures.leave(office, "ada")
        clock.advance(DAY)
        play(office)
        assert [one.attendees for one in held(office)] == [("ben",)]

        departures.leave(office, "ben")
        clock.advance(DAY)
        play(office)

        assert len(held(office)) == 1
        assert meetings_series.running(office) == ()
        assert [event.actor for event in events(office, "meeting.unscheduled")] == ["system"]


def test_series__that_could_not_be_held_is_refused() -> None:
    with passing(charter(2)) as office:
        with pytest.raises(Refused, match="needs somebody to attend"):
            meetings_series.begin(office, Calling("Standup", "standup"), schedule("daily"))
        with pytest.raises(Invalid, match="no kind of meeting"):
            meetings_series.begin(office, Calling("Standup", "party", PAIR), schedule("daily"))


def test_series__goes_on_when_fewer_are_left_than_its_quorum() -> None:
    clock = Clock()
    with passing(charter(3), clock) as office:
        meetings_series.begin(office, Calling("Standup", "standup", PAIR, quorum=2), schedule("daily", "", "09:00"))
        departures.leave(office, "ada")
        clock.advance(DAY)

        play(office)

        assert [one.attendees for one in held(office)] == [("ben",)]


def test_all_hands_that_come_again__are_for_whoever_is_here_then() -> None:
    clock = Clock()
    with passing(charter(3), clock) as office:
        meetings_series.begin(office, Calling("", "all-hands"), schedule("daily", "", "09:00"))
        departures.leave(office, "cleo")
        clock.advance(DAY)

        play(office)

        assert [one.attendees for one in held(office)] == [PAIR]
