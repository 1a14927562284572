"""Who speaks next in a meeting, and that every meeting ends."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.meetings import (
    PATIENCE,
    End,
    Ending,
    Order,
    Outcome,
    Speaker,
    Stage,
    Table,
    Turn,
    has_quorum,
    left_out,
    next_turn,
    quorum_of,
    turns_needed,
)

TRIO = ("ada", "ben", "cleo")
OUTCOMES = st.sampled_from(Outcome)


def table(rounds: int = 1, most_turns: int = 100, **more: object) -> Table:
    return Table("ada", TRIO, most_turns, rounds, **more)  # type: ignore[arg-type]


def after(before: Table, *turns: str) -> Table:
    """The table after turns such as `ben`, `ben!` (failed) and `ben.` (nothing new)."""
    outcomes = {"!": Outcome.FAILED, ".": Outcome.QUIET}
    taken = [Turn(turn.rstrip("!."), outcomes.get(turn[-1], Outcome.NEW)) for turn in turns]
    return replace(before, turns=(*before.turns, *taken))


def held(before: Table, outcome: Outcome = Outcome.NEW) -> list[str]:
    """Who speaks, one after the other, until the end."""
    speakers: list[str] = []
    while isinstance(step := next_turn(before), Speaker):
        speakers.append(step.handle)
        before = replace(before, turns=(*before.turns, Turn(step.handle, outcome)))
    return speakers


def ending(before: Table) -> Ending:
    step = next_turn(before)
    assert isinstance(step, End), step
    return step.reason


# --- order ---


@pytest.mark.feature("D-11", "X-16")
def test_round_robin__chair_opens_everybody_speaks_and_the_chair_ends_each_round() -> None:
    assert held(table(rounds=2)) == ["ada", "ben", "cleo", "ada", "ben", "cleo", "ada"]


def test_stages__are_opening_floor_and_closing() -> None:
    steps = [next_turn(after(table(), *turns)) for turns in ((), ("ada",), ("ada", "ben"), ("ada", "ben", "cleo"))]

    assert [(step.handle, step.stage, step.round) for step in steps if isinstance(step, Speaker)] == [
        ("ada", Stage.OPENING, 0),
        ("ben", Stage.FLOOR, 1),
        ("cleo", Stage.FLOOR, 1),
        ("ada", Stage.CLOSING, 1),
    ]


def test_chair_directed__the_chair_has_the_floor_between_the_others() -> None:
    assert held(table(order=Order.CHAIR)) == ["ada", "ben", "ada", "cleo", "ada"]


def test_chair_directed__whoever_the_chair_calls_on_speaks_next_in_the_order_of_the_call() -> None:
    called = table(order=Order.CHAIR, called=("cleo", "ben"))

    assert next_turn(after(called, "ada")) == Speaker("cleo", Stage.FLOOR, 1)
    assert next_turn(after(replace(called, called=("ben",)), "ada", "cleo")) == Speaker("ben", Stage.FLOOR, 1)


def test_chair_directed__nobody_is_called_on_more_often_than_there_are_rounds() -> None:
    again = after(table(order=Order.CHAIR, called=("ben",)), "ada", "ben", "ada")

    assert next_turn(again) == Speaker("cleo", Stage.FLOOR, 1)


def test_meeting_of_one__ends() -> None:
    assert held(replace(table(rounds=2), attendees=("ada",))) == ["ada", "ada", "ada"]


# --- ends ---


def test_end__when_every_agenda_item_is_decided_and_everybody_had_the_floor() -> None:
    decided = table(rounds=9, points=2, undecided=0)

    assert isinstance(next_turn(after(decided, "ada", "ben")), Speaker)
    assert ending(after(decided, "ada", "ben", "cleo")) is Ending.DECIDED


def test_end__is_not_reached_while_an_agenda_item_is_open() -> None:
    assert isinstance(next_turn(after(table(rounds=2, points=2, undecided=1), "ada", "ben", "cleo")), Speaker)


def test_end__when_nobody_has_a_new_position_in_a_round() -> None:
    quiet = after(table(rounds=9), "ada", "ben", "cleo.", "ada.")

    assert isinstance(next_turn(quiet), Speaker)
    assert ending(after(quiet, "ben.")) is Ending.QUIET


def test_end__when_the_turns_are_used_up_by_whatever_came_of_them() -> None:
    assert ending(after(table(most_turns=3), "ada", "ben!", "ben!")) is Ending.TURNS


def test_end__when_the_budget_is_spent() -> None:
    assert ending(after(table(is_spent=True), "ada")) is Ending.SPENT


def test_end__when_everybody_spoke_as_often_as_agreed() -> None:
    assert ending(after(table(), "ada", "ben", "cleo", "ada")) is Ending.ROUNDS


# --- failures and absences ---


def test_failure__the_same_speaker_is_asked_again_and_says_how_often_they_failed() -> None:
    assert next_turn(after(table(), "ada", "ben!")) == Speaker("ben", Stage.FLOOR, 1, failures=1)


def test_third_failure__leaves_the_speaker_out_and_the_meeting_goes_on() -> None:
    failed = after(table(), "ada", "ben!", "ben!", "ben!")

    assert left_out(failed) == ("ben",)
    assert next_turn(failed) == Speaker("cleo", Stage.FLOOR, 1)
    assert held(failed) == ["cleo", "ada"]


def test_chair_who_fails__is_replaced_by_the_next() -> None:
    failed = after(table(), "ada!", "ada!", "ada!")

    assert next_turn(failed) == Speaker("ben", Stage.OPENING, 0)
    assert held(failed) == ["ben", "cleo", "ben"]


def test_everybody_failing__ends_the_meeting() -> None:
    assert ending(after(table(), *(f"{who}!" for who in TRIO for _ in range(PATIENCE)))) is Ending.DESERTED


@pytest.mark.parametrize(
    ("free", "present", "quorum", "begins"),
    [(3, 5, 3, True), (2, 5, 3, False), (2, 2, 3, True), (0, 0, 3, False), (0, 2, 1, False)],
)
def test_quorum__is_of_those_who_can_still_come(free: int, present: int, quorum: int, begins: bool) -> None:
    assert has_quorum(free, present, quorum) is begins


def test_quorum__is_more_than_half_unless_said_otherwise() -> None:
    assert [quorum_of(count) for count in (1, 2, 3, 6, 7)] == [1, 2, 2, 4, 4]


# --- every meeting ends ---


@pytest.mark.feature("D-11")
@given(
    attendees=st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=7, unique=True),
    rounds=st.integers(1, 4),
    most_turns=st.integers(1, 40),
    order=st.sampled_from(Order),
    points=st.integers(0, 3),
    data=st.data(),
)
def test_any_meeting__ends_within_its_turns_whatever_its_attendees_do(
    attendees: list[str], rounds: int, most_turns: int, order: Order, points: int, data: st.DataObject
) -> None:
    now = Table(attendees[0], tuple(attendees), most_turns, rounds, order, points, points)
    departures = 0
    while isinstance(step := next_turn(now), Speaker):
        assert step.handle in now.attendees
        assert len(now.turns) < most_turns
        if data.draw(st.integers(0, 9)) == 0:  # leaves instead of speaking; somebody else may have the floor then
            departures += 1
            now = replace(now, attendees=tuple(one for one in now.attendees if one != step.handle))
            continue
        turn = Turn(step.handle, data.draw(OUTCOMES))
        called = data.draw(st.lists(st.sampled_from(attendees), max_size=3)) if step.handle == now.chair else ()
        undecided = data.draw(st.integers(0, now.undecided))
        now = replace(now, turns=(*now.turns, turn), called=tuple(called), undecided=undecided)
    assert len(now.turns) <= most_turns
    assert departures <= len(attendees)


@given(attendees=st.integers(2, 9), rounds=st.integers(1, 4), order=st.sampled_from(Order))
def test_usual_turn_budget__lets_everybody_speak_as_often_as_agreed(attendees: int, rounds: int, order: Order) -> None:
    handles = tuple("abcdefghi"[:attendees])
    now = Table("a", handles, turns_needed(attendees, rounds, order), rounds, order)

    spoken = held(now)

    assert all(spoken.count(handle) >= rounds for handle in handles)
    assert len(spoken) < now.most_turns
