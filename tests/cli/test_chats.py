"""Talking with an employee, stopping a turn, and what a turn was told, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from teamx_tui.brains.prompt import opening
from teamx_tui.company import briefings, capsules
from teamx_tui.tools.hands import specs
from tests.builders import charter, claim, filing, founded
from tests.cli.conftest import Teamx


@pytest.mark.feature("T-11")
def test_chat__says_shows_and_is_answered(seed: Teamx) -> None:
    nothing = seed("chat", "elena")
    assert (nothing.code, nothing.out.strip()) == (0, 'You have not talked with @elena yet: teamx chat elena "TEXT"')

    told = seed("chat", "elena", "What are you at?")
    assert (told.code, told.out.strip()) == (
        0,
        "Said to @elena. No worker is on duty to let them answer; start one: teamx worker",
    )
    assert "@elena has not answered yet" in seed("chat", "elena").out

    assert seed("run", "--until-idle").code == 0
    answered = seed("chat", "@elena")
    assert answered.out.splitlines()[0] == "you: What are you at?"
    assert answered.out.splitlines()[1].startswith("@elena: (scripted) I have no model to answer with")
    shown = seed("chat", "elena", "--json").json
    assert [one["author"] for one in shown["thread"]] == ["operator", "elena"]
    assert (shown["employee"], shown["run"], shown["waiting"]) == ("elena", None, False)
    assert all(ticket["number"] != shown["number"] for ticket in seed("ticket", "list", "--json").json)


def test_chat__with_nobody(seed: Teamx) -> None:
    refused = seed("chat", "nobody", "Hello?")
    assert (refused.code, "no employee @nobody" in refused.err) == (4, True)
    assert seed("chat", "elena", "Hello?").code == 0
    number = seed("chat", "elena", "--json").json["number"]
    for words in (("ticket", "show", number), ("ticket", "move", number, "done"), ("ticket", "why", number)):
        refused = seed(*words)
        assert (refused.code, refused.err.strip()) == (4, f"#{number} is a chat and no ticket; see: teamx chat")
    assert seed("ticket", "comment", number, "Are you there?").code == 0, "to write in a chat is to say something there"
    assert len(seed("chat", "elena", "--json").json["thread"]) == 2


def test_do__tells_somebody_something(seed: Teamx) -> None:
    assert seed("do", "tell Elena: go on", "--yes").code == 0
    assert seed("chat", "elena", "--json").json["thread"][0]["body"] == "go on"


def test_turn_stop__of_a_turn_that_is_not_going_on(played: Teamx) -> None:
    refused = played("turn", "stop", 1)
    assert (refused.code, refused.err.strip()) == (
        3,
        "Turn 1 is not going on; those that are: teamx status",
    )


@pytest.fixture
def shown(store: Path) -> int:
    """A turn in which a model was shown something; #1 has a title with an escape sequence."""
    office = founded(store, charter(2, [filing(1, "ada", description="As \x1b[31mdrawn\x1b[0m.")], brain="model"), None)
    claimed = claim(office, 1, "ada")
    with office.act("system") as act:
        told = briefings.brief(act, claimed)
    capsules.keep(office, claimed, opening(told, specs()).manifest)
    office.close()
    return claimed.turn.run_id


@pytest.mark.feature("D-12")
def test_turn__shows_everything_the_model_was_told(teamx: Teamx, shown: int) -> None:
    page = teamx("turn", shown, "--shown")
    assert page.code == 0
    assert "You are Ada (@ada)" in page.out
    assert "ticket by the company's records, ticket #1:" in page.out
    assert "| As ␛[31mdrawn␛[0m." in page.out
    assert "\x1b" not in page.out

    kept = teamx("turn", shown, "--shown", "--json").json["shown"]
    assert kept["tokens"] <= kept["limit_tokens"] == 8000
    assert {part["name"] for part in kept["parts"]} >= {"system", "ticket", "people", "why"}
    assert kept["user"].startswith('<ticket number="1"')


def test_turn__of_a_script_was_told_nothing(played: Teamx) -> None:
    page = played("turn", 1, "--shown")
    assert page.out.splitlines()[-1] == "Nothing was kept: no model was asked in this turn."
    assert played("turn", 1, "--shown", "--json").json["shown"] is None


def test_turn_stop__of_a_turn_that_is_going_on(teamx: Teamx, shown: int) -> None:
    stopped = teamx("turn", "stop", shown)
    assert (stopped.code, stopped.out.strip()) == (
        0,
        "The turn of @ada on #1 is stopped. Write there to let them go on.",
    )
    assert teamx("turn", shown, "--json").json["outcome"] == "stopped"
