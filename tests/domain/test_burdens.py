"""Who has too much to do, by the rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.burdens import FULL, LEAST, Burden, heaviest, overloaded

BURDENS = st.lists(
    st.builds(Burden, st.sampled_from("abcdef"), st.integers(0, 9), st.floats(0, 20), st.integers(0, 3)),
    unique_by=lambda one: one.handle,
)


def test_overloaded__is_whoever_has_their_hands_full_or_twice_the_work_of_the_middle() -> None:
    staff = [Burden("ada", FULL, 2, 0), Burden("ben", LEAST, 8, 0), Burden("cleo", 2, 3, 0), Burden("dan", 2, 9, 0)]

    assert [one.handle for one in overloaded(staff)] == ["ada"]
    assert [one.handle for one in overloaded([*staff, Burden("finn", LEAST, 16, 0)])] == ["finn", "ada"]


def test_overloaded__is_nobody_where_most_have_nothing_and_some_have_little() -> None:
    assert overloaded([Burden("ada", LEAST, 9, 0), Burden("ben", 0, 0, 0), Burden("cleo", 0, 0, 0)]) == ()


@given(BURDENS)
def test_overloaded__are_some_of_all_and_never_one_without_work(staff: list[Burden]) -> None:
    found = overloaded(staff)

    assert set(found) <= set(staff) == set(heaviest(staff))
    assert all(one.tickets > 1 for one in found)
