"""Orders taken back after others have gone on: whoever would have been woken without the order is woken then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.brains.brain import NotCovered
from teamx_tui.commands import COMMANDS
from teamx_tui.company import gates, inbox, spending, undo
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Refused, TeamxError
from tests.builders import Call, Chooser, carry, charter, filing, finishes, passing, play, queued, says, try_claim, turn
from tests.company.purse import CENT, allowance, paper, quote, spend, stop
from tests.company.test_undo import SAYINGS, Said
from tests.company.test_undo import paper as everybody

AGREED: Final[Call] = (
    "attach",
    {"name": "api", "content": "So.", "type": "api_contract", "status": "agreed"},
)
ORDERS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "link": ("ticket link", {"number": 4, "blocks": 3}),
    "hold": ("ticket move", {"number": 3, "state": "on_hold", "reason": "no room"}),
    "gate": ("gate new", {"title": "Tested", "artifact": "test_report", "status": "passed", "blocks": ["3"]}),
    "unassign": ("ticket unassign", {"number": 3}),
    "assign": ("ticket assign", {"number": 3, "handle": "dan"}),
    "reopen": ("ticket move", {"number": 1, "state": "open", "reason": "not good enough"}),
    "leave": ("employee leave", {"handle": "cleo", "hand_to": "dan"}),
    "start anyway": ("ticket start", {"number": 3}),
    "unlink": ("ticket unlink", {"number": 2, "blocks": 3}),
    "waive": ("gate waive", {"number": 5, "reason": "we know it"}),
    "comment": ("ticket comment", {"number": 3, "text": "Be quick."}),
}


def order(office: Office, name: str, /, **given: Any) -> None:
    COMMANDS[name](office, **given)


def others_go_on(office: Office) -> None:
    """The last that #3 waits for is there."""
    turn(office, 2, "ben", AGREED, finishes())


@pytest.mark.parametrize("policy", ["participants", "responsible"])
@pytest.mark.parametrize("ordered", ORDERS)
def test_undo__of_what_held_a_ticket_back_wakes_whoever_would_have_been_woken_meanwhile(
    ordered: str, policy: str
) -> None:
    filings = [filing(1), filing(2, "ben"), filing(3, "cleo", consulted=["eve"]), filing(4, "dan")]
    company = charter(5, filings, [(1, 3), (2, 3)], unblock_wakes=policy)
    woken = []
    for is_given in (False, True):
        with passing(company) as office:
            gates.place(office, "Contract agreed", "api_contract", ["agreed"], after=[2], blocks=[3])
            turn(office, 1, "ada", finishes())
            if is_given:
                order(office, ORDERS[ordered][0], **ORDERS[ordered][1])
            others_go_on(office)
            if is_given:
                undo.take_back(office)
            woken.append(sorted(queued(office)))

    assert (3, "cleo") in woken[0]
    assert woken[1] == woken[0]


LET_GO: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "start anyway": ("ticket start", {"number": 3}),
    "unlink a ticket": ("ticket unlink", {"number": 2, "blocks": 3}),
    "waive": ("gate waive", {"number": 4, "reason": "we know it"}),
    "unlink a gate": ("ticket unlink", {"number": 4, "blocks": 3}),
}


@pytest.mark.parametrize("ordered", LET_GO)
def test_undo__of_what_let_a_ticket_go_wakes_its_people_where_it_has_been_released_since(ordered: str) -> None:
    name, given_ = LET_GO[ordered]
    behind_gate = 4 in given_.values()
    links = [] if behind_gate else [(2, 3)]
    with passing(charter(3, [filing(2, "ben"), filing(3, "cleo", consulted=["ada"])], links)) as office:
        if behind_gate:
            gates.place(office, "Contract agreed", "api_contract", ["agreed"], after=[2], blocks=[3])
        order(office, name, **given_)
        assert sorted(queued(office)) == [(2, "ben"), (3, "ada"), (3, "cleo")]
        others_go_on(office)

        undo.take_back(office)

        assert sorted(queued(office)) == [(3, "ada"), (3, "cleo")]


def test_undo__of_what_held_a_ticket_back_wakes_nobody_who_has_had_a_turn_on_it_since() -> None:
    with passing(charter(2, [filing(2, "ben"), filing(3, "ada")])) as office:
        order(office, "gate new", title="Contract", artifact="api_contract", status="agreed", blocks=["3"])
        assert queued(office) == [(2, "ben")]
        turn(office, 2, "ben", AGREED)
        turn(office, 3, "ada")

        undo.take_back(office)

        assert queued(office) == []


def test_undo__of_a_comment_on_a_waiting_ticket_wakes_nobody_though_its_blocker_goes_on() -> None:
    with passing(charter(2, [filing(2, "ben"), filing(3, "ada")], [(2, 3)])) as office:
        order(office, "ticket comment", number=3, text="Be quick.")
        turn(office, 2, "ben", ("attach", {"name": "plan.md", "content": "So."}))

        undo.take_back(office)

        assert queued(office) == []


@pytest.mark.parametrize(
    ("ordered", "given_"),
    [
        ("employee leave", {"handle": "ben", "hand_to": "cleo"}),
        ("ticket participant", {"number": 1, "handle": "ben", "remove": True}),
    ],
)
def test_undo__brings_whoever_had_gone_the_answer_they_were_given_meanwhile(
    ordered: str, given_: dict[str, Any]
) -> None:
    with passing(charter(3, [filing(1, "ada", consulted=["ben"])])) as office:
        turn(office, 1, "ben", ("ask", {"question": "Red?", "to": "ada", "blocking": True}))
        order(office, ordered, **given_)
        turn(office, 1, "ada", ("answer", {"text": "Blue."}))

        undo.take_back(office)

        assert queued(office) == [(1, "ben")]


def test_undo__of_what_held_a_ticket_back_wakes_nobody_where_nothing_happened_meanwhile() -> None:
    with passing(charter(4, [filing(3, "cleo"), filing(4, "dan")])) as office:
        turn(office, 3, "cleo")
        before = queued(office)

        order(office, "ticket link", number=4, blocks=3)
        turn(office, 4, "dan")
        undo.take_back(office)

        assert queued(office) == [one for one in before if one != (4, "dan")]


def test_undo__of_a_comment_keeps_the_wake_of_a_ticket_whose_gate_has_opened_since() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben")])) as office:
        gates.place(office, "Contract agreed", "api_contract", ["agreed"], after=[2], blocks=[1])
        order(office, "ticket comment", number=1, text="Be quick.")
        turn(office, 2, "ben", AGREED)

        undo.take_back(office)

        assert queued(office) == [(1, "ada")]


def test_undo__of_a_leave_to_spend_is_refused_once_a_turn_has_been_begun_with_it() -> None:
    with passing(paper(allowance(100, approve_above_micros=5 * CENT))) as office:
        (first,) = try_claim(office, 1, "ada")[0]
        with pytest.raises(NotCovered):
            spending.reserve(office, first, quote(10))
        stop(office, first)
        (entry,) = inbox.waiting(office)
        order(office, "answer", entry=entry.id, text="allow")
        (again,) = try_claim(office, 1, "ada")[0]
        spend(office, again, 10)

        with pytest.raises(Refused, match="@ada has begun a turn on #1 since"):
            undo.take_back(office)
        assert inbox.waiting(office) == ()


def test_undo__of_what_was_said_in_a_meeting_is_refused_once_somebody_has_spoken_since() -> None:
    speaks = Chooser(lambda briefing: [("position", {"text": "Well."})])
    with passing(charter(3, [])) as office:
        order(office, "meeting call", title="Sync", with_=["ada", "ben", "cleo"])
        play(office, runs=1, brain=speaks)
        order(office, "meeting say", number=1, text="What about money?")
        play(office, runs=1, brain=speaks)

        found = undo.last(office)

    assert found is not None
    assert "has begun a turn on #1" in found.refusal


# --- any order, with whatever others do meanwhile ---

DOES: Final[tuple[tuple[Call, ...], ...]] = (
    (),
    (AGREED,),
    (finishes(),),
    (AGREED, finishes()),
    (("request_review", {"text": "Look."}),),
    (says("so", "ben"), ("ask", {"question": "Why?", "to": "operator", "blocking": True})),
    (("hand_off", {"to": "dan", "note": "Yours.", "next": "Go on."}),),
)
Turn = tuple[int, str, tuple[Call, ...]]


def take_turns(office: Office, turns: Sequence[Turn]) -> list[list[bool]] | None:
    """What comes of the calls of some turns; None if one of them cannot be had."""
    came: list[list[bool]] = []
    for number, handle, calls in turns:
        claims = try_claim(office, number, handle)[0] if (number, handle) in queued(office) else []
        if not claims:
            return None
        came.append([result.ok for result in carry(office, claims[0], *calls)])
    return came


def chosen(office: Office, choices: Sequence[tuple[int, int]]) -> list[Turn]:
    """Have the turns that numbers stand for, and return them."""
    turns: list[Turn] = []
    for who, what in choices:
        waiting = queued(office)
        one = (*waiting[who % len(waiting)], DOES[what % len(DOES)]) if waiting else None
        if one is not None and take_turns(office, [one]) is not None:
            turns.append(one)
    return turns


@given(
    saying=st.sampled_from(SAYINGS),
    numbers=st.tuples(st.integers(1, 6), st.integers(0, 9)),
    choices=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4),
    policy=st.sampled_from(["participants", "responsible"]),
)
@settings(deadline=None, max_examples=25)
def test_undo__of_any_order_leaves_the_queue_as_if_it_had_not_been_given(
    saying: Callable[[Office, int, int], Said],
    numbers: tuple[int, int],
    choices: list[tuple[int, int]],
    policy: str,
) -> None:
    company = replace(everybody(), script={}, unblock_wakes=policy)
    with passing(company) as office:
        name, given_ = saying(office, *numbers)
        turns = chosen(office, choices)
        without = sorted(one for one in queued(office) if one[0] <= 6)
    with passing(company) as first, passing(company) as office:
        expected = take_turns(first, turns)
        try:
            order(office, name, **given_)
            came = take_turns(office, turns)
            undo.take_back(office)
        except TeamxError:
            return  # refused, or built upon
        if came == expected:
            assert sorted(one for one in queued(office) if one[0] <= 6) == without
