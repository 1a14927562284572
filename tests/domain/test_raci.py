"""Parts in a thread and the order in which participants speak."""

from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain.raci import FINISHERS, RANK, People, Raci

MEMBERS = st.lists(
    st.tuples(st.sampled_from(["ada", "ben", "cleo", "dan", "eve"]), st.sampled_from(Raci)),
    unique_by=lambda member: member[0],
)


def test_letter__is_the_initial_of_the_part() -> None:
    assert "".join(part.letter for part in Raci) == "RACI"


def test_rank__puts_the_responsible_first_then_accountable_consulted_informed() -> None:
    assert sorted(Raci, key=lambda part: RANK[part]) == [
        Raci.RESPONSIBLE,
        Raci.ACCOUNTABLE,
        Raci.CONSULTED,
        Raci.INFORMED,
    ]


def test_finishers__are_whoever_does_it_and_whoever_answers_for_it() -> None:
    assert {Raci.RESPONSIBLE, Raci.ACCOUNTABLE} == FINISHERS


@given(members=MEMBERS)
@settings(deadline=None)
def test_people__keep_everybody_once_under_their_part_in_the_order_they_joined(
    members: list[tuple[str, Raci]],
) -> None:
    people = People.of(members)

    assert {
        Raci.RESPONSIBLE: people.responsible,
        Raci.ACCOUNTABLE: people.accountable,
        Raci.CONSULTED: people.consulted,
        Raci.INFORMED: people.informed,
    } == {part: tuple(handle for handle, own in members if own is part) for part in Raci}
    assert sorted(people.everyone()) == sorted(handle for handle, _ in members)


def test_everyone__begins_with_the_responsible_and_ends_with_the_informed() -> None:
    people = People.of([("eve", "informed"), ("dan", "consulted"), ("cleo", "accountable"), ("ben", "responsible")])

    assert people.everyone() == ("ben", "cleo", "dan", "eve")
