"""Budgets that are raised or lowered from what they are: what that comes to is said, with what it was before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from teamx_tui.commands.grammar import NotUnderstood, Understood, understand
from teamx_tui.commands.grammar.vocabulary import Purse
from tests.commands.panel import WORDS

RICH: Final = replace(
    WORDS,
    budgets=(
        Purse("company", "", "total", 50_000_000, 80),
        Purse("employee", "mike", "day", 10_000_000, 90, 2_000_000),
        Purse("project", "panel", "total", 30_000_000, 80),
        Purse("employee", "priya", "day", 5_000_000, 80),
        Purse("employee", "priya", "total", 25_000_000, 80),
    ),
)
COMPANY: Final = {"scope": "company"}
MIKE: Final = {"scope": "employee", "subject": "mike", "period": "day"}
KEPT: Final = {"warn": 90, "approve_above": 2.0}
PANEL: Final = {"scope": "project", "subject": "panel"}


@pytest.mark.feature("T-12")
@pytest.mark.parametrize(
    ("said", "command", "given", "change"),
    [
        ("lower the budget by $10", "budget set", COMPANY | {"limit": 40.0}, "From $50.00 to $40.00."),
        ("raise acme's budget by 20 %", "budget raise", COMPANY | {"by": 10.0}, "From $50.00 to $60.00."),
        ("raise the company budget by 20 percent", "budget raise", COMPANY | {"by": 10.0}, "From $50.00 to $60.00."),
        ("increase the budget by half", "budget raise", COMPANY | {"by": 25.0}, "From $50.00 to $75.00."),
        ("double the budget", "budget raise", COMPANY | {"by": 50.0}, "From $50.00 to $100.00."),
        ("lower the budget by a third", "budget set", COMPANY | {"limit": 33.33}, "From $50.00 to $33.33."),
        ("cut mike's budget in half", "budget set", MIKE | KEPT | {"limit": 5.0}, "From $10.00 to $5.00."),
        ("halve Mike's budget", "budget set", MIKE | KEPT | {"limit": 5.0}, "From $10.00 to $5.00."),
        ("reduce mike's daily budget by $1", "budget set", MIKE | KEPT | {"limit": 9.0}, "From $10.00 to $9.00."),
        ("raise mike's budget by $5", "budget raise", MIKE | {"by": 5.0}, "From $10.00 to $15.00."),
        ("cut the budget of panel by 50%", "budget set", PANEL | {"limit": 15.0}, "From $30.00 to $15.00."),
        (
            "raise the budget by 10% for the project panel",
            "budget raise",
            PANEL | {"by": 3.0},
            "From $30.00 to $33.00.",
        ),
        ("raise the budget", "budget raise", COMPANY, "From $50.00 to $100.00."),
        ("lower the budget to $40", "budget set", COMPANY | {"limit": 40.0}, "From $50.00 to $40.00."),
        ("cut mike's budget to $4 a day", "budget set", MIKE | {"limit": 4.0}, "From $10.00 to $4.00."),
    ],
)
def test_understand__says_from_what_to_what_a_budget_goes(
    said: str, command: str, given: dict[str, Any], change: str
) -> None:
    answer = understand(said, RICH)

    assert isinstance(answer, Understood), answer
    assert (answer.command, answer.given) == (command, given)
    assert answer.preview.endswith(change)
    assert understand(answer.phrase, RICH) == answer


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "cut priya's budget by 20%",
            "The budget of @priya is $5.00 a day and $25.00 in total. Say also which: a day or in total.",
        ),
        ("cut the monthly budget by $5", "The budget of the company is $50.00 in total. Say also which: in total."),
        (
            "raise sarah's budget by 20%",
            "@sarah has no budget that could be changed. Say: set the budget of @sarah to $50",
        ),
        (
            "raise the budget of #64 by 10%",
            "#64 has no budget that could be changed. Say: set the budget of #64 to $50",
        ),
        ("raise the project budget by 20%", "Say which project, such as: set the project budget of NAME to $50"),
        (
            "lower the budget by 100%",
            "The budget of the company is $50.00, so that would leave nothing. Say what it shall be: set the company "
            "budget to $AMOUNT",
        ),
        ("lower mike's budget by $10", "The budget of @mike is $10.00, so that would leave nothing."),
        ("raise the budget by two", "'two' is no amount of dollars, as $50 is."),
    ],
)
def test_understand__says_why_a_budget_cannot_be_changed_and_what_to_say(said: str, sentence: str) -> None:
    answer = understand(said, RICH)

    assert isinstance(answer, NotUnderstood), answer
    assert answer.sentence.startswith(sentence)


@pytest.mark.parametrize("said", ["set the budget of @sarah to $50", "set the budget of #64 to $50"])
def test_what_is_said_instead__is_understood(said: str) -> None:
    assert isinstance(understand(said, RICH), Understood)


def test_one_of_several_budgets__is_told_by_its_period() -> None:
    answer = understand("cut priya's budget by 20% a day", RICH)

    assert isinstance(answer, Understood)
    assert answer.given == {"scope": "employee", "subject": "priya", "period": "day", "limit": 4.0}
