"""Several tickets in one line: what is said of all of them is done to each, or refused as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from teamx_tui.commands.grammar import Choices, NotUnderstood, Understood, draft, understand
from teamx_tui.commands.grammar.titles import Tickets, Titled
from tests.commands.panel import WORDS


def meant(said: str) -> Understood:
    answer = understand(said, WORDS)
    assert isinstance(answer, Understood), answer
    return answer


SAID: list[tuple[str, str, list[int], dict[str, Any]]] = [
    ("close 64 and 65 because they work", "ticket move", [64, 65], {"state": "done", "reason": "they work"}),
    ("close #64, #65: shipped", "ticket move", [64, 65], {"state": "done", "reason": "shipped"}),
    ("assign 64, 65 and 66 to mike", "ticket assign", [64, 65, 66], {"handle": "mike"}),
    ("give tickets 64,65, and 66 to Mike", "ticket assign", [64, 65, 66], {"handle": "mike"}),
    ("block 64 & 65 because of legal", "ticket block", [64, 65], {"reason": "legal"}),
    ("64 and 65 are critical", "ticket edit", [64, 65], {"priority": "critical"}),
    ("64 and 65 are both due friday", "ticket edit", [64, 65], {"due": "friday"}),
    ("label both 64 and 65 as ui", "ticket edit", [64, 65], {"label": ["ui"]}),
    ("64, 65 need 2 days", "ticket edit", [64, 65], {"estimate": 2.0}),
    ("put 64, 65 on hold until monday", "ticket move", [64, 65], {"state": "on_hold", "reason": "until monday"}),
    ("reopen ticket 3 and ticket 70", "ticket move", [3, 70], {"state": "open"}),
    ("start 65 and the ticket 67", "ticket move", [65, 67], {"state": "in_progress"}),
    ("start 65, then 67", "ticket move", [65, 67], {"state": "in_progress"}),
    ("unassign 64 and 65", "ticket unassign", [64, 65], {}),
    ("comment on 64 and 65: see 66 and 67", "ticket comment", [64, 65], {"text": "see 66 and 67"}),
    ("70 waits for 64 and 65", "ticket link", [64, 65], {"blocks": 70}),
    ("please close 66, 65 and 66 because done", "ticket move", [66, 65], {"state": "done", "reason": "done"}),
    ("ticket assign 64, 65 mike", "ticket assign", [64, 65], {"handle": "mike"}),
]


@pytest.mark.feature("T-12")
@pytest.mark.parametrize(("said", "command", "numbers", "given"), SAID)
def test_understand__gives_one_order_for_each_ticket(
    said: str, command: str, numbers: list[int], given: dict[str, Any]
) -> None:
    answer = meant(said)

    assert answer.command == command
    assert [dict(order) for order in answer.orders] == [given | {"number": number} for number in numbers]
    assert list(answer.numbers) == numbers


@pytest.mark.parametrize("said", [said for said, *_ in SAID])
def test_the_plainest_phrasing__is_understood_as_exactly_the_same(said: str) -> None:
    answer = meant(said)

    assert meant(answer.phrase) == answer


def test_understand__takes_the_tickets_that_wait_as_well() -> None:
    answer = meant("64 and 65 wait for 70")

    assert [dict(order) for order in answer.orders] == [{"number": 70, "blocks": 64}, {"number": 70, "blocks": 65}]
    assert answer.phrase == "#64 and #65 wait for #70"
    assert meant(answer.phrase) == answer


def test_the_preview__names_every_ticket_and_what_becomes_of_each() -> None:
    assert meant("assign 64, 65 and 67 to mike").preview == (
        "Assign #64 (Requirements & user stories), #65 (UX wireframes) and #67 (WebSocket server) to @mike. "
        "#64: now @alex has it. #65: now @sam has it. #67: that is so already."
    )
    assert meant("64 and 65 are critical").preview == (
        "Edit #64 (Requirements & user stories) and #65 (UX wireframes). #64 #65: priority medium → critical."
    )


def test_the_warning__says_of_which_ticket_it_is() -> None:
    assert meant("close 64 and 66 because done").warning == "#64: #65 #67 wait for it no longer."


def test_what_lacks__is_asked_once_for_all() -> None:
    answer = meant("close 64 and 65")

    assert answer.lacks == ("reason",)
    assert answer.question == 'Say also why, or what came of it: move #64 and #65 to done because "…"'
    text, at = draft(answer.command, answer.given, "reason", answer.numbers)
    assert (text[:at], text[at:]) == ("move #64 and #65 to done because ", "")


def test_a_name_that_several_have__is_a_choice_for_all_tickets() -> None:
    answer = understand("assign 64 and 65 to Sam", WORDS)

    assert isinstance(answer, Choices)
    assert [option.phrase for option in answer.options] == [
        "assign #64 and #65 to @sam", "assign #64 and #65 to @sam-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("close 64 because 65 and 66 cover it", {"number": 64, "state": "done", "reason": "65 and 66 cover it"}),
        ("close 64, 65 works", {"number": 64, "state": "done", "reason": "65 works"}),
        ("comment on 64: close 65 and 66", {"number": 64, "text": "close 65 and 66"}),
        ("file a ticket: close 64 and 65", {"title": "close 64 and 65"}),
        ("file a ticket X, waits for 64 and 65", {"title": "X", "blocked_by": ["64", "65"]}),
        ("tell mike 64 and 65 are done", {"handle": "mike", "text": "64 and 65 are done"}),
        ("close 64 because 64 and 99 are one", {"number": 64, "state": "done", "reason": "64 and 99 are one"}),
        ("start 66 despite 64 and 64", {"number": 66, "despite": ["64", "64"]}),
    ],
)
def test_numbers_in_what_is_said__stay_there(said: str, given: dict[str, Any]) -> None:
    answer = meant(said)

    assert (dict(answer.given), answer.also) == (given, ())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("close 64 and 99", "There is no ticket #99."),
        ("close 98 and 99", "There is no ticket #98."),
        ("show 64 and 65", "Say that of one at a time, such as: show #64"),
        ("limit 64 and 65 to $2", "Say that of one at a time, such as: set the ticket budget"),
        ("block 64 on 65 and 66 because of x", "Say that of one at a time, such as: block #64 on #65"),
        ("assign 64 and 65 to mike and priya", "There is nobody here called 'mike and priya'."),
        ("delete 64 and 65", 'I do not understand "delete 64 and 65".'),
        ("edit 64 and 65", "Say also what shall be changed, such as: edit #64 and #65, high priority"),
        ("close 3, 64, 65, 66, 67, 70 and 99", "There is no ticket #99."),
        ("assign 64 to mike and 65 to priya", "There is nobody here called"),
        ("close 64 and assign 65 to mike", "There is no ticket called"),
        ("#64 is done, #65 too", "Name all tickets in a row, as in: close #64 and #65"),
    ],
)
def test_understand__refuses_as_a_whole_what_it_cannot_do_to_each(said: str, why: str) -> None:
    answer = understand(said, WORDS)

    assert isinstance(answer, NotUnderstood), answer
    assert why in answer.sentence


def test_understand__takes_no_more_tickets_than_one_can_read() -> None:
    many = replace(WORDS, tickets=Tickets(tuple(Titled(no, f"Ticket {no}", "open", "sam") for no in range(1, 15))))
    answer = understand(", ".join(map(str, range(1, 14))) + " are high", many)

    assert isinstance(answer, NotUnderstood)
    assert answer.sentence == "Name at most 12 tickets in one line."
    assert isinstance(understand(", ".join(map(str, range(1, 13))) + " are high", many), Understood)


def test_the_preview__of_many_tickets_stays_short_enough_to_be_seen_whole() -> None:
    of = [Titled(no, f"A title that is rather long, of ticket {no}", "open", "sam", (no + 1,)) for no in range(1, 14)]
    many = replace(WORDS, tickets=Tickets(tuple(of)))
    few, most = (
        understand(f"cancel {', '.join(map(str, range(1, count + 1)))} because we stop", many) for count in (4, 12)
    )

    assert isinstance(few, Understood)
    assert "Move #1 (A title that is rather l…), #2 (A" in few.preview
    assert isinstance(most, Understood)
    assert "Move #1, #2, #3" in most.preview
    assert most.warning.endswith("decide. The like is true of #5 #6 #7 #8 #9 #10 #11 #12.")
    assert len(f"{most.preview} {most.warning}") < 11 * 66
