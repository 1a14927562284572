"""What becomes of an artifact, and the predicate by which it opens a gate."""

from __future__ import annotations

import pytest

from teamx_tui.domain.artifacts import (
    MOVES,
    Awaited,
    Expected,
    Made,
    Predicate,
    check_move,
    check_word,
    first_status,
    predicate,
)
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.gates import GateKind, closed_gates
from teamx_tui.domain.situations import Blocker, Situation
from teamx_tui.domain.tickets import State

CONTRACT = MOVES["api_contract"]


def made(
    status: str = "agreed", number: int | None = 3, name: str = "openapi.yaml", kind: str = "api_contract"
) -> Made:
    return Made(name, kind, status, number, "mike")


@pytest.mark.parametrize("here", CONTRACT)
@pytest.mark.parametrize("there", CONTRACT)
def test_check_move__lets_only_moves_of_the_table_pass_and_names_them(here: str, there: str) -> None:
    if there in CONTRACT[here]:
        check_move("it", "api_contract", here, there)
    else:
        with pytest.raises(Refused, match=", ".join(sorted(CONTRACT[here]))):
            check_move("it", "api_contract", here, there)


def test_first_status__of_a_contract_is_proposed_and_of_anything_else_what_is_said() -> None:
    assert first_status("api_contract") == "proposed"
    assert first_status("api_contract", "agreed") == "agreed"
    assert (first_status("report"), first_status("report", "half_done")) == ("", "half_done")
    with pytest.raises(Invalid, match="proposed, disputed, agreed, implemented"):
        first_status("api_contract", "fine")


@pytest.mark.parametrize(("word", "kept"), [("API contract", "api_contract"), ("v1.2", "v1.2"), ("Über-x", "über-x")])
def test_check_word__keeps_words_in_one_way(word: str, kept: str) -> None:
    assert check_word(word, "tag") == kept


@pytest.mark.parametrize("word", ["", " ", "a,b", "#", "[x]", "x" * 61, "\x1b[0m"])
def test_check_word__refuses_what_is_no_word(word: str) -> None:
    with pytest.raises(Invalid, match="is no tag"):
        check_word(word, "tag")


@pytest.mark.parametrize(
    ("wanted", "one", "is_met"),
    [
        (Predicate("api_contract", ("agreed", "implemented")), made(), True),
        (Predicate("api_contract", ("agreed", "implemented")), made("implemented"), True),
        (Predicate("api_contract", ("agreed",)), made("proposed"), False),
        (Predicate("api_contract", ("agreed",)), made(kind="report"), False),
        (Predicate("api_contract", ("agreed",), number=3), made(), True),
        (Predicate("api_contract", ("agreed",), number=4), made(), False),
        (Predicate("api_contract", ("agreed",), number=3), made(number=None), False),
        (Predicate("api_contract", ("agreed",), name="openapi.yaml"), made(), True),
        (Predicate("api_contract", ("agreed",), name="other.yaml"), made(), False),
    ],
)
def test_predicate__is_met_by_type_status_ticket_and_name(wanted: Predicate, one: Made, is_met: bool) -> None:
    assert wanted.is_met_by([one]) is is_met
    assert not wanted.is_met_by([])
    assert Predicate.of(wanted.spec) == wanted


def test_predicate__of_a_status_that_is_never_had_is_refused() -> None:
    with pytest.raises(Invalid, match="never done"):
        predicate("api_contract", ["done"])
    with pytest.raises(Invalid, match="in which statuses"):
        predicate("report", [])


@pytest.mark.feature("X-28")
def test_closed_gates__of_a_gate_say_who_must_act_and_what_there_is_so_far() -> None:
    wanted = predicate("api_contract", ["agreed", "implemented"])
    waits = Awaited(wanted, (made("proposed"),), (Expected(30, 3, "mike", False),))
    blocker = Blocker(100, 10, "Contract", State.OPEN, None, waits)

    (gate,) = closed_gates(Situation(60, 6, State.OPEN, "priya", blockers=(blocker,)))

    assert (gate.kind, gate.on, gate.who, gate.behind) == (GateKind.GATE, "gate:10", "mike", (3,))
    assert gate.opens_when.startswith("an api_contract is agreed or implemented (openapi.yaml is proposed)")


def test_closed_gates__are_open_once_the_artifact_is_there_or_the_gate_is_waived() -> None:
    wanted = predicate("api_contract", ["agreed"])
    met = Blocker(100, 10, "Contract", State.OPEN, None, Awaited(wanted, (made(),)))
    waived = Blocker(100, 10, "Contract", State.SKIPPED, None, Awaited(wanted))

    assert closed_gates(Situation(60, 6, State.OPEN, "priya", blockers=(met, waived))) == ()


def test_awaited__is_the_operators_where_nobody_makes_it() -> None:
    wanted = predicate("api_contract", ["agreed"])
    blocker = Blocker(100, 10, "Contract", State.OPEN, None, Awaited(wanted))

    (gate,) = closed_gates(Situation(60, 6, State.OPEN, "priya", blockers=(blocker,)))

    assert (gate.who, "there is none yet" in gate.opens_when) == ("operator", True)
