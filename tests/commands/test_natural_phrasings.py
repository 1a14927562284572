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

LISTS: Final[list[Meant]] = [
    ("tickets in progress", "ticket list", {"state": "in_progress"}),
    ("show the log of mike", "log", {"filter": "@mike"}),
    ("history of #64", "log", {"filter": "#64"}),
    ("search for rate limits", "vault search", {"text": "rate limits"}),
    ("are there pending hand-offs?", "handoff list", {}),
    ("@mike #blocked", "ticket list", {"filter": "@mike #blocked"}),
    ("list the tickets @mike priority:high", "ticket list", {"filter": "@mike priority:high"}),
    ("#blocked", "ticket list", {"filter": "#blocked"}),
    ("show the tickets of Mike", "ticket list", {"filter": "@mike"}),
    ("which tickets are assigned to priya?", "ticket list", {"filter": "@priya"}),
    ("show me mike's tickets", "ticket list", {"filter": "@mike"}),
    ("show the blocked tickets of priya", "ticket list", {"state": "blocked", "filter": "@priya"}),
    ("show high priority tickets", "ticket list", {"filter": "priority:high"}),
    ("tickets of project panel", "ticket list", {"filter": "project:panel"}),
    ("show me what Mike is doing", "employee show", {"handle": "mike"}),
    ("@mike", "employee show", {"handle": "mike"}),
    ("what is late", "ask", {"question": "what is late?"}),
    ("what's overdue?", "ask", {"question": "what is late?"}),
    ("which tickets are late", "ask", {"question": "what is late?"}),
    ("what is due today?", "ask", {"question": "what is due today?"}),
    ("which tickets are due this week", "ask", {"question": "what is due this week?"}),
    ("what is due on friday?", "ask", {"question": "what is due on friday?"}),
    ("overdue", "ask", {"question": "what is late?"}),
    ("anything due today?", "ask", {"question": "what is due today?"}),
    ("is 64 late", "ask", {"question": "is 64 late"}),
    ("when is 64 due", "ask", {"question": "when is 64 due"}),
    ("show the late tickets", "ticket list", {"state": "late"}),
    ("list overdue tickets of priya", "ticket list", {"state": "late", "filter": "@priya"}),
    ("show me everything that is late", "ticket list", {"state": "late"}),
    ("#late @mike", "ticket list", {"filter": "#late @mike"}),
    ("who is paused?", "ask", {"question": "who is paused?"}),
    ("is mike paused", "ask", {"question": "is mike paused"}),
    ("unpause", "resume", {}),
]
FILES: Final[list[Meant]] = [
    ("open openapi.yaml", "vault show", {"name": "openapi.yaml"}),
    ("mark openapi.yaml as agreed", "vault status", {"name": "openapi.yaml", "status": "agreed"}),
    ("tag openapi.yaml with api", "vault tag", {"name": "openapi.yaml", "tags": "api"}),
    ("save openapi.yaml to /tmp/x.yaml", "vault save", {"name": "openapi.yaml", "out": "/tmp/x.yaml"}),
    ("what files do we have?", "vault list", {}),
]
DECIDED: Final[list[Meant]] = [
    ("decide: use redis on 64", "decision record", {"number": 64, "outcome": "use redis"}),
    (
        "decided: launch on monday on #64 because of the fair",
        "decision record",
        {"number": 64, "outcome": "launch on monday", "rationale": "of the fair"},
    ),
    ("we decided to use redis for 64", "decision record", {"number": 64, "outcome": "use redis"}),
    ("decide on 64 to use redis", "decision record", {"number": 64, "outcome": "use redis"}),
    ("decide on redis for 64", "decision record", {"number": 64, "outcome": "redis"}),
    ("decide: use redis", "decision record", {"outcome": "use redis"}),
    ("decide 3 yes", "answer", {"entry": 3, "text": "yes"}),
]
WORK: Final[list[Meant]] = [
    ("limit 64 to $2", "budget set", {"scope": "ticket", "subject": "64", "limit": 2.0}),
    ("create a budget of $10 for panel", "budget set", {"scope": "project", "subject": "panel", "limit": 10.0}),
    (
        "set the company's budget to $50 a month",
        "budget set",
        {"scope": "company", "limit": 50.0, "period": "month"},
    ),
    ("Mike should think with ollama", "employee brain", {"handle": "mike", "name": "ollama"}),
    ("switch Mike to anthropic", "employee brain", {"handle": "mike", "name": "anthropic"}),
    ("Mike's manager is Alex", "employee report", {"handle": "mike", "to": "alex"}),
    ('say "hi" in meeting 12', "meeting say", {"number": 12, "text": "hi"}),
    (
        "hire a writer named Zoe using ollama with model qwen3:8b",
        "employee hire",
        {"handle": "zoe", "name": "Zoe", "role": "writer", "brain": "ollama", "model": "qwen3:8b"},
    ),
    (
        "use anthropic with model claude-sonnet-4-5 for priya",
        "brain use",
        {"name": "anthropic", "model": "claude-sonnet-4-5", "for_": ["priya"]},
    ),
    (
        "file a ticket for Mike: upgrade the database",
        "ticket new",
        {"title": "upgrade the database", "assignee": "mike"},
    ),
    (
        "add a high priority task for priya to fix the header",
        "ticket new",
        {"title": "fix the header", "assignee": "priya", "priority": "high"},
    ),
    (
        "create ticket Fix header in project panel with Mike consulted",
        "ticket new",
        {"title": "Fix header", "project": "panel", "consulted": ["mike"]},
    ),
    (
        "new ticket: write docs. assign to alex. priority high.",
        "ticket new",
        {"title": "write docs", "assignee": "alex", "priority": "high"},
    ),
    ("start 66 even though 64 is not done", "ticket start", {"number": 66, "despite": ["64"]}),
    ("drop the link from 64 to 67", "ticket unlink", {"number": 64, "blocks": 67}),
    ("i vote for Redis on 64", "decision position", {"number": 64, "stance": "Redis"}),
    (
        "standup tomorrow at 9 with Mike",
        "meeting call",
        {"kind": "standup", "title": "Standup", "at": "tomorrow 09:00", "with_": ["mike"]},
    ),
    (
        "hire Bob Smith, a QA Engineer",
        "employee hire",
        {"handle": "bob", "name": "Bob Smith", "role": "qa-engineer", "title": "QA Engineer"},
    ),
    (
        "create a task to set up staging for Mike that takes half a day",
        "ticket new",
        {"title": "set up staging", "assignee": "mike", "estimate": 0.5},
    ),
    (
        "new urgent bug: login fails on safari, assign to priya",
        "ticket new",
        {"title": "login fails on safari", "label": ["bug"], "priority": "critical", "assignee": "priya"},
    ),
    ("file a ticket Load test that depends on 3", "ticket new", {"title": "Load test", "blocked_by": ["3"]}),
    ("67 can't start until 66 is done", "ticket link", {"number": 66, "blocks": 67}),
    ("67 is no longer blocked because it is here", "ticket unblock", {"number": 67, "reason": "it is here"}),
    (
        "put 67 on hold until the budget is approved",
        "ticket move",
        {"number": 67, "state": "on_hold", "reason": "until the budget is approved"},
    ),
    ("note on 64: check the logs", "ticket comment", {"number": 64, "text": "check the logs"}),
    ("say hello in 64", "ticket comment", {"number": 64, "text": "hello"}),
    (
        "bring Ana on board as a designer",
        "employee hire",
        {"handle": "ana", "name": "Ana", "role": "designer"},
    ),
    ("set the budget of priya to $5", "budget set", {"scope": "employee", "subject": "priya", "limit": 5.0}),
    ("raise mike's budget to $20", "budget set", {"scope": "employee", "subject": "mike", "limit": 20.0}),
    (
        "change the budget of the project panel to $9 a day",
        "budget set",
        {"scope": "project", "subject": "panel", "limit": 9.0, "period": "day"},
    ),
    ("give #64 a budget of $5", "budget set", {"scope": "ticket", "subject": "64", "limit": 5.0}),
]

SUBJECTS: Final = {
    "lists": LISTS,
    "files": FILES,
    "work": WORK,
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


@pytest.mark.parametrize(("said", "command", "given"), DECIDED)
def test_understand__takes_a_decision_and_asks_what_was_to_be_decided(
    said: str, command: str, given: dict[str, Any]
) -> None:
    assert understood(said) == (command, given)
    answer = understand(said, WORDS)
    assert isinstance(answer, Understood)
    assert ("Say also" in answer.question) is (command == "decision record")


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


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "pause mike",
            "teamx cannot pause one employee alone yet. Say instead: pause everything; hold #67 (a ticket of theirs); "
            "limit @mike to $5 (what they may spend); or assign #67 to @HANDLE (who goes on with it).",
        ),
        ("put sarah on hold", "teamx cannot pause one employee alone yet. Say instead: pause everything; hold #NUMBER"),
        (
            "unpause priya",
            "teamx cannot let one employee go on alone yet. Nobody is paused alone. Say instead: resume everything "
            "(the pause of all ends); or reopen #70 (a ticket of theirs that is on hold).",
        ),
        ("pause ticket 99", "There is no ticket #99."),
        ("set the priority of 64 to enormous", "There is no priority 'enormous'. The priorities are: low, medium, "),
        ("64 is due someday", "'someday' is no day. Say: 2026-06-14, 14 june, today, tomorrow, friday, "),
        ("rename 99 to Better", "There is no ticket #99."),
        ("unassign 64 from @bob", "There is nobody here called '@bob'."),
        ("file a ticket: Notes, assign it to alex, blocked by 5 and 6", "There is no ticket #5."),
        ("hire Ann and Lee as writers", "Hire one at a time, so that each has a name."),
        ("help", "Begin with what shall be done, such as: assign #64 to @mike, or ask: what is blocked?"),
    ],
)
def test_understand__refuses_rather_than_taking_a_name_for_a_text(line: str, sentence: str) -> None:
    answer = understand(line, WORDS)

    assert isinstance(answer, NotUnderstood)
    assert answer.sentence.startswith(sentence)


def test_understand__says_what_of_a_new_ticket_is_not_kept() -> None:
    answer = understand("file a ticket Load test that depends on 3 and blocks 67", WORDS)

    assert isinstance(answer, Understood)
    assert answer.given == {"title": "Load test", "blocked_by": ["3"]}
    assert answer.preview.endswith("Not kept, there is no place for it: and blocks 67.")


def test_understand__keeps_what_was_decided_and_asks_what_about() -> None:
    answer = understand("decide on 64: use Redis because we know it", WORDS)

    assert isinstance(answer, Understood)
    assert answer.given == {"number": 64, "outcome": "use Redis", "rationale": "we know it"}
    assert answer.lacks == ("subject",)
