"""The table of moves: what is legal, what needs a reason, and what a refusal says."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.errors import Refused
from teamx_tui.domain.tickets import (
    MOVES,
    OVER,
    SATISFYING,
    STARTED,
    State,
    check_move,
    is_reopening,
    needs_blockers_cleared,
    needs_reason,
)

PAIRS = [(here, there) for here in State for there in State]
ILLEGAL = [(here, there) for here, there in PAIRS if there not in MOVES[here]]
LEGAL = [(here, there) for here, there in PAIRS if there in MOVES[here]]

MUST_SAY_WHY = frozenset({State.ON_HOLD, State.CANCELLED, State.FAILED, State.DONE, State.SKIPPED})
"""Design 4; a skip is recorded with its reason too (Y-8)."""


def test_moves__have_a_row_for_every_state() -> None:
    assert set(MOVES) == set(State)


def test_moves__never_stay_where_they_are() -> None:
    assert not [state for state in State if state in MOVES[state]]


def test_moves__lead_from_every_state_back_to_work() -> None:
    paths: nx.DiGraph[State] = nx.DiGraph(LEGAL)

    assert {state for state in State if nx.has_path(paths, state, State.OPEN)} == set(State)


@pytest.mark.parametrize("state", sorted(OVER))
def test_over__is_left_only_by_reopening_or_giving_up(state: State) -> None:
    assert MOVES[state] <= {State.OPEN, State.CANCELLED}


def test_satisfying__is_done_or_skipped_and_never_failed_or_cancelled() -> None:
    assert {State.DONE, State.SKIPPED} == SATISFYING
    assert SATISFYING < OVER
    assert not STARTED & OVER


@pytest.mark.parametrize(("here", "there"), ILLEGAL)
def test_check_move__refuses_an_illegal_move_and_names_the_legal_ones(here: State, there: State) -> None:
    with pytest.raises(Refused) as refused:
        check_move("#7", here, there, "because")

    said = str(refused.value)
    assert said.startswith(f"#7 is {here}; it cannot become {there}.")
    assert said.endswith(f"From {here} it may become: {', '.join(sorted(MOVES[here]))}.")


@pytest.mark.parametrize(("here", "there"), LEGAL)
def test_check_move__lets_a_legal_move_with_a_reason_pass(here: State, there: State) -> None:
    check_move("#7", here, there, "because")


@pytest.mark.parametrize(("here", "there"), LEGAL)
def test_check_move__demands_a_reason_exactly_where_the_design_does(here: State, there: State) -> None:
    reopening = here in OVER and there is State.OPEN

    assert needs_reason(here, there) is (there in MUST_SAY_WHY or reopening)


@pytest.mark.parametrize(("here", "there"), [(here, there) for here, there in LEGAL if needs_reason(here, there)])
@pytest.mark.parametrize("reason", [None, "", "  \n\t"])
def test_check_move__refuses_a_missing_or_blank_reason(here: State, there: State, reason: str | None) -> None:
    with pytest.raises(Refused, match="without a reason"):
        check_move("#7", here, there, reason)


@given(here=st.sampled_from(State), there=st.sampled_from(State), reason=st.none() | st.text(max_size=5))
@settings(deadline=None)
def test_check_move__passes_exactly_the_legal_moves_with_the_reason_they_need(
    here: State, there: State, reason: str | None
) -> None:
    allowed = there in MOVES[here] and (not needs_reason(here, there) or bool((reason or "").strip()))

    try:
        check_move("#7", here, there, reason)
        passed = True
    except Refused:
        passed = False

    assert passed is allowed


def test_is_reopening__is_only_from_over_to_open() -> None:
    assert {(here, there) for here, there in PAIRS if is_reopening(here, there)} == {
        (here, State.OPEN) for here in (State.DONE, State.SKIPPED, State.CANCELLED, State.FAILED)
    }


def test_needs_blockers_cleared__holds_for_work_and_its_end_but_not_for_giving_up() -> None:
    assert {state for state in State if needs_blockers_cleared(state)} == {
        State.IN_PROGRESS,
        State.IN_REVIEW,
        State.DONE,
    }
