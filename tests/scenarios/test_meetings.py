"""Meetings in a scenario file: called, played by their scripts, and written out again."""

from pathlib import Path

import pytest

from teamx_tui.commands import companies
from teamx_tui.company import inbox, meetings_minutes, meetings_series, meetings_view, views
from teamx_tui.domain.errors import Invalid
from tests.scenarios.stage import charter, company, events, play

STANDUP = (Path(__file__).parent / "standup.yaml").read_text(encoding="utf-8")


@pytest.mark.feature("X-16", "X-17", "D-11")
def test_scripted_standup__is_played_to_minutes_and_tickets(tmp_path: Path) -> None:
    with company(charter(STANDUP, tmp_path), tmp_path) as office:
        play(office)

        shown = meetings_view.detail(office, 10)
        assert (shown.meeting.state, shown.meeting.reason) == ("over", "every agenda item is decided")
        assert [one.outcome for one in shown.minutes.resolutions] == [
            "Manual polling for the MVP",
            "Chrome and Firefox only",
        ]
        assert shown.minutes.next_meeting == "Tomorrow 9am"
        filed = {ticket.title: ticket.assignee for ticket in views.tickets(office) if ticket.number > 10}
        assert filed == {
            "Register the Slack webhook": "mike",
            "Final QA": "sarah",
            "Draft the user guide": "alex",
        }
        assert all(ticket.state == "done" for ticket in views.tickets(office))
        assert ["Prepare the runbook" in entry.subject for entry in inbox.waiting(office)] == [True]
        assert "- **Mike:** GitHub waits for approval." in meetings_minutes.minutes(office, 10)


def test_meeting__begins_when_what_it_comes_after_is_done(tmp_path: Path) -> None:
    with company(charter(STANDUP, tmp_path), tmp_path) as office:
        assert meetings_view.detail(office, 10).meeting.state == "called"

        play(office, most_runs=2)

        assert meetings_view.detail(office, 10).meeting.state == "going on"
        assert [event.data["number"] for event in events(office, "run.started")] == [1, 10]


def test_export__writes_meetings_and_series_that_read_back_the_same(tmp_path: Path) -> None:
    with company(charter(STANDUP, tmp_path), tmp_path) as office:
        first = companies.export(office)

    (tmp_path / "again").mkdir()
    with company(charter(first, tmp_path), tmp_path / "again") as office:
        assert companies.export(office) == first
        assert [one.schedule.words for one in meetings_series.running(office)] == [
            "mon, thu at 14:00 UTC",
            "day 1, 15 of the month at 10:00 UTC",
        ]
        play(office)
        assert meetings_view.detail(office, 10).meeting.state == "over"


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("attendees: [mike, sarah, alex]", "attendees: [mike, zoe]", "line 18: there is no employee @zoe"),
        ("after: [1]", "after: [7]", "line 20: there is no ticket #7"),
        ("number: 10", "number: 2", "line 14: number #2 is used twice"),
        ("{by: elena, comment: Good morning.}", "{by: elena, finish: Done}", "a line has one tool, not finish"),
        ("- {by: elena, next_meeting: Tomorrow 9am}", "- {by: mike, comment: More}", "@mike has 1 turns at most"),
        ("every: twice-weekly, days: 'mon, thu'", "every: twice-weekly, days: mon", "has 2 days, not 1"),
        ("comment: Good morning.", "position: Hi, about: 0", "greater than or equal to 1"),
    ],
)
def test_reading__names_the_line_of_what_is_wrong(tmp_path: Path, wrong: str, right: str, complaint: str) -> None:
    assert wrong in STANDUP

    with pytest.raises(Invalid) as caught:
        charter(STANDUP.replace(wrong, right), tmp_path)

    assert complaint in str(caught.value)
    assert ", line " in str(caught.value)


def test_tools_of_meetings__are_none_of_a_tickets_script(tmp_path: Path) -> None:
    text = STANDUP + "script:\n  1:\n    - {by: mike, position: Hm}\n"

    with pytest.raises(Invalid, match="a line has one tool, not position"):
        charter(text, tmp_path)
