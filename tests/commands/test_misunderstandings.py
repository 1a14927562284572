"""Lines that a stranger would type and that once meant something else: each is now done as it was meant, or refused."""

from __future__ import annotations

import time
from typing import Any

import pytest

from teamx_tui.commands.grammar import NotUnderstood, Understood, understand
from teamx_tui.commands.grammar.line import cut
from teamx_tui.commands.grammar.retelling import retold
from tests.commands.panel import WORDS

HELD = {"number": 64, "state": "on_hold"}
MEETING = {"title": "Meeting", "with_": ["mike"]}


@pytest.mark.parametrize(
    ("said", "command", "given"),
    [
        ("stop work on #64", "ticket move", HELD),
        ("pause work on #64 because of legal", "ticket move", HELD | {"reason": "legal"}),
        ("resume #70", "ticket move", {"number": 70, "state": "open"}),
        ("continue work on #70", "ticket move", {"number": 70, "state": "open"}),
        ("pause everything until noon", "pause", {"reason": "until noon"}),
        ("close #64, it works", "ticket move", {"number": 64, "state": "done", "reason": "it works"}),
        ("close #64 because #65 covers it", "ticket move", {"number": 64, "state": "done", "reason": "#65 covers it"}),
        ("ask mike to review #64", "chat", {"handle": "mike", "text": "to review #64"}),
        ("ask mike about #64", "ticket participant", {"handle": "mike", "number": 64, "raci": "consulted"}),
        ("ask who is blocked", "ask", {"question": "who is blocked"}),
        ("set a daily budget of $20 per day", "budget set", {"scope": "company", "limit": 20.0, "period": "day"}),
        ("call a meeting with mike on the launch", "meeting call", MEETING | {"agenda": ["the launch"]}),
        ("call a meeting with mike on next steps", "meeting call", MEETING | {"agenda": ["next steps"]}),
        ("monthly sync with mike on the 1st", "meeting call", MEETING | {"every": "monthly", "on": "1"}),
        ("hire Zoe, designer", "employee hire", {"name": "Zoe", "role": "designer", "handle": "zoe"}),
        ("file a ticket Fix it, 2 wks", "ticket new", {"title": "Fix it", "estimate": 10.0}),
        ("create project Apollo for 1e999 weeks", "project new", {"title": "Apollo for 1e999 weeks"}),
        ("file a ticket Fix it, estimate 1e999 days", "ticket new", {"title": "Fix it, estimate 1e999 days"}),
    ],
)
def test_understand__does_what_was_meant(said: str, command: str, given: dict[str, Any]) -> None:
    answer = understand(said, WORDS)

    assert isinstance(answer, Understood), answer
    assert answer.command == command
    assert {name: value for name, value in answer.given.items() if name != "key"} == given


@pytest.mark.parametrize(
    "title",
    [
        "what to do right now",
        "Say thanks",
        "Find somebody who does it for me",
        "ask mike about the phase 2 rollout",
        "Fix it, labelled and",
        "Fix the login (Safari)",
    ],
)
def test_a_title__keeps_every_word_of_it(title: str) -> None:
    answer = understand(f"file a ticket: {title}", WORDS)

    assert isinstance(answer, Understood)
    assert answer.given == {"title": title}


@pytest.mark.parametrize("said", ["file a ticket: Fix it, thanks", "file a ticket: Fix it please"])
def test_a_title__ends_before_a_courtesy_that_is_none_of_it(said: str) -> None:
    answer = understand(said, WORDS)

    assert isinstance(answer, Understood)
    assert answer.given == {"title": "Fix it"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("stop everything except #64", "teamx cannot pause a part of the work yet"),
        ("pause all tickets", "teamx cannot pause a part of the work yet"),
        ("halt work on the panel project", "teamx cannot pause a part of the work yet"),
        ("#64 is done, #65 too", "Name all tickets in a row"),
        ("answer 3 and 4 yes", "Answer one entry at a time"),
        ("answer #64 yes", "entry must be a whole number"),
        ("call a standup every second tuesday with mike", "The day is said twice."),
        ("call a meeting on december 24 with mike", "Say the day as"),
        ("call a meeting on friday the 13th with mike", "Say the day as"),
        ("call a meeting on 24.12. at 10:00 with mike", "Say the day as"),
        ("monthly all-hands on the first monday", "The day is said twice."),
        ("file a ticket Fix it, for mike and sarah", "A ticket has one assignee"),
        ("file a ticket Fix it, assign it to mike and sarah", "A ticket has one assignee"),
        ("hire a designer for mike", "hire"),
        ("hire a designer and call her Zoe", "hire"),
        ("raise the budget by 10%", "The company has no budget that could be changed. Say: set the company budget"),
        ("raise the budget by two", "'two' is no amount of dollars"),
        ("set the budget to 5k", "'5k' is no amount of dollars"),
        ("hire a backend engineer and a designer", "Hire one at a time"),
        ("hire Zoe as designer and let mike go", "hire"),
        ("ticket new X --private=false", "--private takes no value"),
        ("set the budget to 1e999 dollars", "is no amount of dollars"),
        ("offer sam #64 with the file ,", ""),
    ],
)
def test_understand__refuses_what_would_be_something_else(said: str, why: str) -> None:
    answer = understand(said, WORDS)

    assert isinstance(answer, NotUnderstood), answer
    assert why in answer.sentence


@pytest.mark.parametrize("said", ["ticket comment 64 --from", "ticket comment 64 a b c", "ticket move 64 --gone x"])
def test_retold__leaves_an_order_alone_that_cannot_be_read(said: str) -> None:
    assert retold(said) == said


def test_cut__is_quick_about_any_number_of_marks() -> None:
    begun = time.process_time()
    pieces = cut("," * 20_000 + "b").pieces

    assert "".join(piece.content for piece in pieces) == "," * 20_000 + "b"
    assert time.process_time() - begun < 1
