"""A question on the command line: the looks, then the answer; and as JSON."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Teamx


@pytest.mark.feature("T-15")
def test_ask__prints_the_looks_and_then_the_answer(seed: Teamx) -> None:
    said = seed("ask", "why is the frontend behind?")

    looked, _, answer = said.out.partition("\n\n")
    assert said.code == 0
    assert looked.split("\n") == [
        "· about words=frontend → phase Frontend: 2 tickets",
        '· tickets filter="#69 #70" → 2 tickets of 12',
        "· projects → Real-Time Collaboration Panel: 0 of 12 done, not started",
        "· why number=69 → 5 closed gates; it starts at #64",
        "· why number=70 → 2 closed gates; it starts at #64",
    ]
    assert answer.split("\n")[0] == "Phase Frontend: 0 of 2 done, 2 blocked."
    assert "@alex acts. It holds up #69 #70." in answer
    assert "    No worker is on duty, so nobody has a turn: teamx worker" in answer


@pytest.mark.feature("T-15")
def test_ask__gives_steps_lines_and_references_to_programs(seed: Teamx) -> None:
    answer = seed("ask", "when will 69 be done?", "--json").json

    assert (answer["question"], answer["understood"]) == ("when will 69 be done?", True)
    assert answer["steps"][0] == {"tool": "about", "arguments": {"words": ["69"]}, "found": "#69: 1 ticket"}
    assert answer["answer"][0]["text"].startswith("#69 React component library will be done in 10 working days")
    assert (answer["answer"][0]["number"], answer["answer"][0]["command"]) == (69, False)
    assert answer["tickets"] == [69, 64, 66, 67, 68]


@pytest.mark.feature("T-15")
def test_ask__writes_nothing(seed: Teamx) -> None:
    before = seed("log", "--json").out
    seed("ask", "who is overloaded?")
    seed("do", "what will finish next?")

    assert seed("log", "--json").out == before


@pytest.mark.feature("T-15", "T-12")
def test_do__takes_a_question_that_is_no_command_for_one_and_a_command_for_a_command(seed: Teamx) -> None:
    assert "Too much is 5 unfinished tickets" in seed("do", "who is overloaded?").out
    assert seed("do", "why is 69 blocked?").out == seed("ticket", "why", "69").out


def test_ask__wants_a_question(seed: Teamx) -> None:
    said = seed("ask", " ")

    assert said.code == 2
    assert said.err == 'Ask something in a line, such as: "what is holding us up?"\n'
