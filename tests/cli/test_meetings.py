"""Meetings from the command line: called, followed, ended, with their minutes and what they leave behind."""

import pytest

from tests.cli.conftest import Teamx


@pytest.mark.feature("X-16", "D-11")
def test_meeting__is_called_held_and_shown(seed: Teamx) -> None:
    how = ("--kind", "standup", "--with", "elena,priya", "--agenda", "Blockers; Launch")
    called = seed("meeting", "call", "Sprint standup", *how)
    assert called.out.startswith("Called meeting #76 Sprint standup with @elena, @priya; it begins when they are free.")
    assert len(seed("ticket", "list", "--json").json) == 12

    assert seed("run", "--until-idle").code == 0

    (listed,) = seed("meeting", "list", "--json").json
    assert (listed["number"], listed["state"], listed["decided"]) == (76, "over", 2)
    shown = seed("meeting", "show", 76, "--json").json
    assert [(point["title"], point["state"]) for point in shown["agenda"]] == [
        ("Blockers", "decided"),
        ("Launch", "decided"),
    ]
    minutes = seed("meeting", "minutes").out
    assert minutes.startswith("# Sprint standup\n\nStandup #76, ")
    assert "- Blocked: #66 Architecture design (until #64 done)" in minutes
    assert len(seed("ticket", "list", "--json").json) == 12


@pytest.mark.feature("X-16")
def test_meeting__bad_input_is_refused_in_a_sentence(seed: Teamx) -> None:
    assert seed("meeting", "call", "Sync").code == 3
    assert "needs somebody to attend" in seed("meeting", "call", "Sync").err
    assert seed("employee", "leave", "sarah", "--hand-to", "mike").code == 0
    assert "@sarah has left" in seed("meeting", "call", "Sync", "--with", "elena,sarah").err
    assert seed("meeting", "call", "Sync", "--with", "zoe").code == 4
    assert seed("meeting", "call", "Sync", "--with", "elena", "--kind", "party").code == 2
    assert seed("meeting", "call", "Sync", "--with", "elena", "--on", "mon").code == 2
    assert seed("meeting", "show", 64).code == 4
    assert seed("meeting", "end").code == 3
    assert seed("meeting", "list").out.startswith("No meeting has been called yet")


@pytest.mark.feature("D-11")
def test_meeting__is_spoken_in_and_ended_by_the_operator_once(seed: Teamx) -> None:
    seed("meeting", "call", "Sync", "--with", "all", "--rounds", 3)
    seed("run", "--until-idle", "--runs", 2)
    assert seed("meeting", "say", 76, "Keep it short.").out == "Said in meeting #76.\n"

    ended = seed("meeting", "end")

    assert ended.out == "Meeting #76 is over.\n"
    assert seed("meeting", "end", 76).code == 3
    assert "over already: the operator ended it" in seed("meeting", "end", 76).err
    assert "**The operator:** Keep it short." in seed("meeting", "minutes", 76).out
    assert seed("vault", "list", "--json").json[0]["name"] == "minutes.md"


def test_meeting__is_ended_and_called_off_by_its_kind_and_no_other_instead(seed: Teamx) -> None:
    seed("meeting", "call", "Sync", "--with", "elena,priya", "--at", "2099-01-01")
    assert seed("do", "cancel the retro", "--yes").err.startswith("No retrospective is called; see: teamx meeting list")
    seed("meeting", "call", "Look back", "--with", "elena,priya", "--kind", "retrospective", "--at", "2099-01-01")

    assert seed("do", "cancel the retro", "--yes").out.endswith("Meeting #77 is called off.\n")
    assert [one["state"] for one in seed("meeting", "list", "--json").json if one["number"] == 76] == ["called"]
    assert seed("meeting", "end", "--kind", "standup").err.startswith("No standup is going on")
    assert seed("meeting", "cancel", "--kind", "meeting").out == "Meeting #76 is called off.\n"


@pytest.mark.feature("T-12", "T-15")
def test_meeting__in_words_is_called_and_taken_back(seed: Teamx) -> None:
    assert seed("do", "call a standup with elena and priya about the launch", "--yes").code == 0
    assert [one["title"] for one in seed("meeting", "list", "--json").json] == ["Standup"]

    assert seed("undo").code == 0

    assert [one["state"] for one in seed("meeting", "list", "--json").json] == ["called off"]


@pytest.mark.feature("O-11", "T-12")
def test_meetings_that_come_again__are_called_in_plain_words(seed: Teamx) -> None:
    lines = (
        "standup every monday at 9:00 with mike and lin",
        "standup every weekday at 9 with the team",
        "call a standup every day at 9:30 with mike",
        "retro every month on the 1st and 15th with everybody",
    )

    said = [seed("do", line, "--yes").code for line in lines]

    assert said == [0, 0, 0, 0]
    assert [one["when"] for one in seed("meeting", "series", "--json").json] == [
        "mon at 09:00 UTC",
        "mon, tue, wed, thu, fri at 09:00 UTC",
        "mon, tue, wed, thu, fri, sat, sun at 09:30 UTC",
        "day 1, 15 of the month at 09:00 UTC",
    ]


@pytest.mark.feature("O-11")
def test_meetings_that_come_again__are_listed_and_stopped(seed: Teamx) -> None:
    said = ("meeting", "call", "Integration", "--kind", "integration", "--with", "mike,priya")
    assert seed(*said, "--every", "twice-weekly", "--on", "mon,thu", "--at", "14:00").code == 0

    (series,) = seed("meeting", "series", "--json").json
    assert (series["title"], series["when"]) == ("Integration", "mon, thu at 14:00 UTC")
    assert seed("meeting", "stop", series["id"]).out == "No more 'Integration' is called.\n"
    assert seed("meeting", "series", "--json").json == []
    assert seed("meeting", "stop", series["id"]).code == 3
