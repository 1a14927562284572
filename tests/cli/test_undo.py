"""`teamx undo`: shows what it would do, does it, goes further back each time, and says why where it cannot."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Teamx


def assignee(teamx: Teamx, number: int) -> str:
    return str(teamx("ticket", "show", number, "--json").json["assignee"])


@pytest.mark.feature("D-15")
def test_undo__takes_back_what_was_done_last_and_then_what_was_done_before(seed: Teamx) -> None:
    seed("ticket", "assign", 64, "@mike")
    seed("ticket", "assign", 64, "lin")

    last = seed("undo")
    assert (last.code, last.out) == (0, "Taken back: assign #64 to @lin\n")
    assert assignee(seed, 64) == "mike"
    seed("undo")
    assert assignee(seed, 64) == "alex"
    none_left = seed("undo")
    assert (none_left.code, none_left.out, none_left.err) == (3, "", "There is nothing to take back.\n")


@pytest.mark.feature("D-15")
def test_undo__shows_what_it_would_do_without_doing_it(seed: Teamx) -> None:
    seed("ticket", "assign", 64, "mike")
    before = seed("log", "--json").out

    said = seed("undo", "--dry-run")

    assert said.out.splitlines() == [
        "Would take back: assign #64 to @mike",
        "  #64 goes back to @alex",
        "  @mike takes no part in #64 any more",
        "  @mike is not woken for #64",
    ]
    assert seed("log", "--json").out == before


def test_undo__answers_a_program_in_json(seed: Teamx) -> None:
    seed("pause", "lunch")

    told = seed("undo", "--json").json

    assert told == {
        "order": told["order"],
        "at": told["at"],
        "said": "pause lunch",
        "effects": ["the company goes on"],
        "taken_back": True,
    }


@pytest.mark.feature("D-15")
def test_undo__of_what_others_have_built_on_is_refused_with_the_way_out(seed: Teamx) -> None:
    seed("ticket", "comment", 64, "Hurry.")
    seed("run", "--runs", 1)

    said = seed("undo")

    assert (said.code, said.out) == (3, "")
    assert said.err == (
        "This cannot be taken back any more (ticket comment 64 Hurry.): "
        "@alex has begun a turn on #64 since. Instead: teamx ticket comment 64 TEXT\n"
    )


def test_undo__marks_the_entry_that_no_longer_counts(seed: Teamx) -> None:
    seed("ticket", "comment", 64, "Not this one.")
    seed("undo")

    shown = seed("ticket", "show", 64)

    assert "operator · taken back\n  Not this one.\n" in shown.out
    assert "system · system\n  Taken back: Not this one.\n" in shown.out


@pytest.mark.feature("D-15", "T-12")
def test_do__takes_back_in_plain_english_once_it_has_shown_what(seed: Teamx) -> None:
    seed("pause", "lunch")

    asked = seed("do", "take", "that", "back")
    assert asked.code == 2
    assert 'ake back: pause everything because "lunch" (the company goes on)' in asked.err

    assert seed("do", "take", "that", "back", "--yes").out == 'Taken back: pause everything because "lunch"\n'


def test_do__shows_what_undo_would_do_without_asking(seed: Teamx) -> None:
    seed("pause", "lunch")

    said = seed("do", "what would undo do?")

    assert (said.code, said.out) == (0, 'Would take back: pause everything because "lunch"\n  the company goes on\n')


def test_undo__of_filing_a_ticket_that_is_done_by_now_names_no_way_that_would_be_refused(seed: Teamx) -> None:
    seed("employee", "hire", "nia", "--role", "qa-engineer")
    seed("ticket", "new", "Look at the figures", "--assignee", "nia")
    filed = seed("undo", "--dry-run").out
    assert "#76" in filed
    assert seed("run", "--until-idle").code == 0

    refused = seed("undo")

    assert (refused.code, refused.out) == (3, "")
    assert refused.err.endswith("@nia has begun a turn on #76 since.\n")
