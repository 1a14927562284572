"""`teamx ticket list`: the words of a filter, and the order."""

from __future__ import annotations

import pytest

from teamx_tui.domain.tickets import Priority
from tests.cli.conftest import Teamx


def numbers(seed: Teamx, *words: str) -> list[object]:
    return [row["number"] for row in seed("ticket", "list", *words, "--json").json]


@pytest.mark.feature("T-6", "T-41")
def test_ticket_list__shows_what_a_filter_lets_through(seed: Teamx) -> None:
    rows = seed("ticket", "list", "--json").json
    wanted = [row["number"] for row in rows if "priya" in row["participants"] and row["condition"] == "blocked"]

    assert numbers(seed, "@priya #blocked") == wanted
    assert numbers(seed, "@priya", "--state", "blocked") == wanted
    assert numbers(seed, "#64") == [64]
    assert numbers(seed, "no such words") == []


@pytest.mark.feature("T-6")
def test_ticket_list__goes_by_what_it_is_told_to(seed: Teamx) -> None:
    rows = seed("ticket", "list", "--json").json
    urgency = [str(word) for word in Priority]
    by_urgency = sorted(rows, key=lambda row: -urgency.index(row["priority"]))

    assert numbers(seed, "--sort", "priority") == [row["number"] for row in by_urgency]
    assert numbers(seed, "--reverse") == [row["number"] for row in reversed(rows)]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["colour:red"], 2, "There is no field 'colour'."),
        (["--state", "sleepy"], 2, "There is no state 'sleepy'."),
        (["--sort", "size"], 2, "Tickets cannot be sorted by 'size', but by: number, condition, priority, due, age, "),
        (["@zoe"], 4, "There is no employee @zoe. There are: @alex, @elena, "),
        (["project:moon"], 4, "There is no project moon. There are: panel."),
    ],
)
def test_ticket_list__says_what_there_is_instead(seed: Teamx, words: list[str], code: int, sentence: str) -> None:
    said = seed("ticket", "list", *words)

    assert said.code == code
    assert sentence in said.err
