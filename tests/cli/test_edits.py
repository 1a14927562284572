"""`teamx ticket edit` and `ticket unassign`, due dates in what is listed and shown, and all of it in English."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Teamx


def shown(teamx: Teamx, number: int) -> Any:
    return teamx("ticket", "show", number, "--json").json


@pytest.mark.feature("T-5", "T-12")
def test_ticket_edit__changes_what_it_is_told_to_says_how_and_is_taken_back(seed: Teamx) -> None:
    before = shown(seed, 64)

    said = seed(
        "ticket", "edit", 64, "--title", "Requirements", "--description", "New.", "--acceptance", "a; b",
        "--priority", "low", "--labels", "ui, backend", "--estimate", 3, "--due", "2030-06-14",
    )  # fmt: skip

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith('Changed #64: title "Requirements & user stories" → "Requirements"; description; ')
    assert "priority critical → low; " in said.out
    assert "estimate 1 day → 3 days; due none → 2030-06-14." in said.out
    row = shown(seed, 64)
    assert (row["title"], row["description"], row["acceptance"]) == ("Requirements", "New.", ["a", "b"])
    assert (row["priority"], row["labels"], row["estimate"]) == ("low", ["ui", "backend"], 3.0)
    assert row["due"] == "2030-06-14T23:59:59.999Z"

    assert seed("undo").code == 0
    assert shown(seed, 64) == before


@pytest.mark.feature("T-5")
def test_ticket_edit__adds_and_removes_labels_and_takes_the_due_date_away(seed: Teamx) -> None:
    seed("ticket", "edit", 64, "--label", "x", "--label", "needs review", "--unlabel", "product", "--due", "6 weeks")
    assert shown(seed, 64)["labels"] == ["requirements", "x", "needs review"]
    assert shown(seed, 64)["due"] is not None

    seed("ticket", "edit", 64, "--labels", "none", "--due", "none")

    assert (shown(seed, 64)["labels"], shown(seed, 64)["due"]) == ([], None)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["edit", "64"], 2, "Say what shall be otherwise about #64: "),
        (["edit", "64", "--title", " "], 2, "A ticket needs a title."),
        (["edit", "64", "--estimate", "0"], 2, "An estimate is a positive number of working days, not 0."),
        (["edit", "64", "--priority", "soon"], 2, "There is no priority 'soon'. The priorities are: low, "),
        (["edit", "64", "--due", "1999-01-01"], 2, "1999-01-01 is over; name another day."),
        (["edit", "64", "--due", "someday"], 2, "'someday' is no day. Days are written as 2026-06-14, "),
        (["edit", "64", "--priority", "critical"], 3, "#64 is like that already; nothing has been changed."),
        (["edit", "64", "--unlabel", "x"], 3, "#64 has no label 'x'; its labels are: "),
        (["edit", "999", "--title", "x"], 4, "There is no ticket #999."),
        (["unassign", "64", "--from", "mike"], 3, "#64 is not @mike's but @alex's; nothing has been changed."),
        (["new", "x", "--due", "someday"], 2, "'someday' is no day."),
    ],
)
def test_ticket_edit__refuses_in_one_sentence(seed: Teamx, words: list[str], code: int, sentence: str) -> None:
    before = seed("log", "--json").out

    said = seed("ticket", *words)

    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(sentence)
    assert seed("log", "--json").out == before


@pytest.mark.feature("T-5")
def test_ticket_new__keeps_the_due_date_and_every_list_shows_it(teamx: Teamx) -> None:
    teamx("init")
    teamx("ticket", "new", "Now", "--acceptance", "It works; it is fast")
    assert "Due" not in teamx("ticket", "list").out

    teamx("ticket", "new", "Later", "--due", "2030-06-14")
    teamx("ticket", "new", "Sooner", "--due", "2030-01-31")

    head, *rows = teamx("ticket", "list", "--sort", "due").out.splitlines()
    assert head.split()[-1] == "Due"
    assert [row.split()[1] for row in rows] == ["Sooner", "Later", "Now"]
    assert rows[0].endswith("2030-01-31")
    assert " · due 2030-06-14" in teamx("ticket", "show", 2).out
    assert "done when  It works\ndone when  it is fast" in teamx("ticket", "show", 1).out


@pytest.mark.feature("T-12")
def test_ticket_unassign__leaves_a_ticket_to_nobody_until_it_is_taken_back(seed: Teamx) -> None:
    said = seed("ticket", "unassign", 64)

    assert (said.code, said.out) == (0, "#64 is nobody's now; @alex is consulted on it.\n")
    assert (shown(seed, 64)["assignee"], shown(seed, 64)["condition"]) == (None, "blocked")
    assert seed("undo").out == "Taken back: unassign #64\n"
    assert shown(seed, 64)["assignee"] == "alex"


@pytest.mark.feature("T-12")
@pytest.mark.parametrize(
    ("said", "key", "value"),
    [
        ("rename 64 to Requirements, for all", "title", "Requirements, for all"),
        ("set the priority of 64 to high", "priority", "high"),
        ("64 is low priority", "priority", "low"),
        ("64 is due 2030-06-14", "due", "2030-06-14T23:59:59.999Z"),
        ("estimate 64 at 3 days", "estimate", 3.0),
        ("label 64 backend", "labels", ["product", "requirements", "backend"]),
        ("take 64 from alex", "assignee", None),
    ],
)
def test_do__changes_a_ticket_as_it_is_said(seed: Teamx, said: str, key: str, value: Any) -> None:
    before = shown(seed, 64)

    assert seed("do", said, "--yes").code == 0

    assert shown(seed, 64)[key] == value
    seed("undo")
    assert shown(seed, 64) == before


@pytest.mark.feature("T-12")
def test_do__files_a_ticket_with_its_due_date_and_takes_one_away(seed: Teamx) -> None:
    seed("do", "file a ticket Announce it for alex, due 2030-06-14", "--yes")
    assert shown(seed, 76)["due"] == "2030-06-14T23:59:59.999Z"

    seed("do", "76 has no due date", "--yes")

    assert shown(seed, 76)["due"] is None


def test_export__keeps_the_due_date(seed: Teamx) -> None:
    seed("ticket", "edit", 65, "--due", "2030-06-14")

    assert "due: 2030-06-14" in seed("export").out


def test_day__calls_a_ticket_as_it_is_called_now(seed: Teamx) -> None:
    seed("ticket", "edit", 64, "--title", "Requirements of today")
    seed("ticket", "move", 64, "done", "--reason", "agreed")

    assert "Requirements of today" in seed("day").out
