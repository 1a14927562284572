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

SUBJECTS: Final = {
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
