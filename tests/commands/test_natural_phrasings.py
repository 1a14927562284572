"""Phrases as a stranger says them: none becomes another command, and none loses what was said in it."""

from __future__ import annotations

from typing import Any, Final

import pytest

from teamx_tui.commands.grammar import Choices, NotUnderstood, Understood, phrase, understand
from tests.commands.panel import WORDS

Meant = tuple[str, str, dict[str, Any]]

HANDING_OVER: Final[list[Meant]] = [
    ("hand 66 over to priya", "handoff offer", {"number": 66, "to": "priya"}),
    (
        "hand over #66 to priya with note the ports are open, next: write the client",
        "handoff offer",
        {"number": 66, "to": "priya", "note": "the ports are open", "next": "write the client"},
    ),
    (
        "hand 66 off to priya because Elena is on leave and next step is to write it by friday",
        "handoff offer",
        {"number": 66, "to": "priya", "note": "Elena is on leave", "next": "write it by friday"},
    ),
    (
        "hand 66 to priya with a note that it works now",
        "handoff offer",
        {"number": 66, "to": "priya", "note": "it works now"},
    ),
    (
        "hand over spec.md of 66 to priya for 70",
        "handoff offer",
        {"number": 66, "to": "priya", "artifacts": ["spec.md"], "ticket": 70},
    ),
    ("offer a hand-off of the architecture design to Mike", "handoff offer", {"number": 66, "to": "mike"}),
    ("accept the hand-off of 66", "handoff accept", {"handoff": 3}),
    ("accept the handoff from Mike", "handoff accept", {"handoff": 5}),
    (
        "decline the hand-off of 66 because I have no time",
        "handoff decline",
        {"handoff": 3, "reason": "I have no time"},
    ),
    ("take back the handover of 67", "handoff withdraw", {"handoff": 5}),
    ("show the hand-off of 66", "handoff show", {"handoff": 3}),
    ("reassign 66 to Priya", "ticket assign", {"number": 66, "handle": "priya"}),
    ("give 66 to Priya", "ticket assign", {"number": 66, "handle": "priya"}),
    ("hand 66 to Priya", "ticket assign", {"number": 66, "handle": "priya"}),
    ("let Mike go and hand over to Priya", "employee leave", {"handle": "mike", "hand_to": "priya"}),
]

MEETING_AGAIN: Final[list[Meant]] = [
    (
        "standup every monday at 9:00 with Mike and Priya",
        "meeting call",
        {
            "kind": "standup",
            "title": "Standup",
            "with_": ["mike", "priya"],
            "every": "weekly",
            "on": "mon",
            "at": "9:00",
        },
    ),
    (
        "standup every weekday at 9 with the team",
        "meeting call",
        {"kind": "standup", "title": "Standup", "with_": ["all"], "every": "weekdays", "at": "09:00"},
    ),
    (
        "schedule a standup every day at 9:30 with Mike, chaired by Elena",
        "meeting call",
        {"kind": "standup", "title": "Standup", "with_": ["mike"], "chair": "elena", "every": "daily", "at": "9:30"},
    ),
    (
        "call a retro every month on the 1st with everybody",
        "meeting call",
        {"kind": "retrospective", "title": "Retrospective", "with_": ["all"], "every": "monthly", "on": "1"},
    ),
    (
        'hold a meeting called "Plan" with Mike on the 1st and 15th of every month at 10',
        "meeting call",
        {"title": "Plan", "with_": ["mike"], "every": "monthly", "on": "1,15", "at": "10:00"},
    ),
    (
        "design review on mondays and thursdays at 2pm with Mike about the API",
        "meeting call",
        {
            "kind": "design-review",
            "title": "Design review",
            "with_": ["mike"],
            "every": "twice-weekly",
            "on": "mon,thu",
            "at": "2pm",
            "agenda": ["the API"],
        },
    ),
    (
        "weekly sync with Mike and Priya on friday at 15:00",
        "meeting call",
        {"title": "Meeting", "with_": ["mike", "priya"], "every": "weekly", "on": "fri", "at": "15:00"},
    ),
    (
        "meet with Mike at noon on friday about hiring",
        "meeting call",
        {"title": "Meeting", "with_": ["mike"], "at": "friday 12:00", "agenda": ["hiring"]},
    ),
    (
        "plan a meeting with Mike in 2 hours",
        "meeting call",
        {"title": "Meeting", "with_": ["mike"], "at": "in 2 hours"},
    ),
    (
        'set up a weekly meeting with Mike called "One on one" on tuesdays at 16:00',
        "meeting call",
        {"title": "One on one", "with_": ["mike"], "every": "weekly", "on": "tue", "at": "16:00"},
    ),
]

SUBJECTS: Final = {
    "meeting again": MEETING_AGAIN,
    "handing over": HANDING_OVER,
}


def understood(line: str) -> Any:
    """The command and the arguments of a line, or the answer that it got instead."""
    answer = understand(line, WORDS)
    return (answer.command, dict(answer.given)) if isinstance(answer, Understood) else answer


@pytest.mark.parametrize("phrasings", SUBJECTS.values(), ids=SUBJECTS)
@pytest.mark.feature("T-12")
def test_understand__takes_a_stranger_at_their_word(phrasings: list[Meant]) -> None:
    expected = {said: (command, given) for said, command, given in phrasings}

    assert {said: understood(said) for said in expected} == expected
    assert {said: understood(phrase(command, given)) for said, command, given in phrasings} == expected


def test_understand__asks_which_of_several_handoffs_is_meant_and_says_where_there_is_none() -> None:
    several = understand("accept the hand-off to Priya", WORDS)
    none = understand("decline the hand-off of 65 because it is late", WORDS)
    unnamed = understand("accept the hand-off", WORDS)

    assert isinstance(several, Choices)
    assert several.options[0].preview == "Accept hand-off 3. It hands #66 (Architecture design) from @elena to @priya."
    assert [option.given["handoff"] for option in several.options] == [3, 5]
    assert isinstance(none, NotUnderstood)
    assert none.sentence == "No hand-off of #65 waits for an answer. Say: list the hand-offs."
    assert isinstance(unnamed, Understood)
    assert unnamed.lacks == ("handoff",)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("call a meeting with Mike", "It begins as soon as they are free."),
        ("call a meeting with Mike tomorrow at 9", "It begins then, as soon as they are free."),
        ("call a meeting with Mike after 64", "It begins when that is done and they are free."),
        ("call a meeting with Mike every friday", "It begins at 09:00 UTC each time; to say another: at 10:30."),
        ("call a meeting with Mike every friday at 11:00", "every week on fri, at 11:00."),
    ],
)
def test_preview__says_when_a_meeting_begins(line: str, note: str) -> None:
    answer = understand(line, WORDS)

    assert isinstance(answer, Understood)
    assert answer.preview.endswith(note)


def test_understand__says_how_often_a_meeting_can_come_again() -> None:
    answer = understand("standup every other week with Mike", WORDS)

    assert isinstance(answer, NotUnderstood)
    assert answer.sentence.startswith("Meetings come again daily, on weekdays, twice a week, weekly or monthly")


@pytest.mark.parametrize(
    ("line", "preview"),
    [
        ("set a budget of $50 a day for priya", "Set the budget of priya (employee) to $50, period day."),
        ("raise the budget of #64 by $5", "Raise the budget of 64 (ticket) by $5."),
        ("drop the budget of the project panel", "Drop the budget of panel (project)."),
        ("set the company budget to $150", "Set the company budget to $150."),
    ],
)
def test_preview__says_whose_budget_it_is(line: str, preview: str) -> None:
    answer = understand(line, WORDS)

    assert isinstance(answer, Understood)
    assert answer.preview == preview
