"""A priority that goes up or down by one step, from what it is now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from teamx_tui.commands.grammar import Choices, NotUnderstood, Understood, understand
from teamx_tui.commands.grammar.titles import Tickets, Titled
from tests.commands.panel import WORDS

SCALE: Final = replace(
    WORDS,
    tickets=Tickets(
        tuple(
            Titled(no, f"The {priority} one", priority=priority)
            for no, priority in enumerate(("low", "medium", "high", "critical"), start=1)
        )
    ),
    here=2,
)


@pytest.mark.feature("T-12")
@pytest.mark.parametrize(
    ("said", "priority"),
    [
        ("raise the priority of 2", "high"),
        ("lower the priority of 2", "low"),
        ("increase the priority of the medium one by one", "high"),
        ("reduce priority of #2 a notch", "low"),
        ("bump 2", "high"),
        ("bump 2 up", "high"),
        ("bump 2 down", "low"),
        ("bump up the priority of 2", "high"),
        ("raise 2's priority", "high"),
        ("make this more urgent", "high"),
        ("2 is less important", "low"),
        ("give 2 a higher priority", "high"),
        ("deprioritize 2", "low"),
    ],
)
def test_understand__takes_the_next_priority(said: str, priority: str) -> None:
    answer = understand(said, SCALE)

    assert isinstance(answer, Understood), answer
    assert (answer.command, answer.given) == ("ticket edit", {"number": 2, "priority": priority})
    assert answer.preview == f"Edit #2 (The medium one). Priority medium → {priority}."
    assert understand(answer.phrase, SCALE) == answer


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("raise the priority of 4", "#4 is critical already, which is the highest priority."),
        ("lower the priority of 1", "#1 is low already, which is the lowest priority."),
        ("make 4 more urgent", "#4 is critical already, which is the highest priority."),
        ("bump 3, 4 and 1", "#4 is critical already, which is the highest priority."),
        ("raise the priority of #99", "There is no ticket #99."),
        ("raise the priority of 2 to enormous", "There is no priority 'enormous'."),
    ],
)
def test_understand__says_where_the_scale_ends(said: str, sentence: str) -> None:
    answer = understand(said, SCALE)

    assert isinstance(answer, NotUnderstood), answer
    assert answer.sentence.startswith(sentence)


def test_understand__still_takes_a_priority_that_is_named() -> None:
    answer = understand("raise the priority of 1 to critical", SCALE)

    assert isinstance(answer, Understood)
    assert answer.given == {"number": 1, "priority": "critical"}


def test_understand__steps_each_of_several_from_its_own_priority() -> None:
    answer = understand("bump 1, 2 and 3", SCALE)

    assert isinstance(answer, Understood)
    assert [order["priority"] for order in answer.orders] == ["medium", "high", "critical"]
    assert answer.preview.endswith(
        "#1: priority low → medium. #2: priority medium → high. #3: priority high → critical."
    )
    assert answer.phrase == "raise the priority of #1, #2 and #3"
    assert understand(answer.phrase, SCALE) == answer
    lower = understand("lower the priority of 4 and 2", SCALE)
    assert isinstance(lower, Understood)
    assert (lower.phrase, [order["priority"] for order in lower.orders]) == (
        "lower the priority of #4 and #2",
        ["high", "low"],
    )


def test_understand__offers_only_those_that_can_go_up() -> None:
    answer = understand("raise the priority of one", SCALE)

    assert isinstance(answer, Choices)
    assert [option.given["number"] for option in answer.options] == [1, 2, 3]
