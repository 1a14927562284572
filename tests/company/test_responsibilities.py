"""The RACI matrix against the threads it is worked out from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import responsibilities, tickets, views
from teamx_tui.company.founding import Project
from teamx_tui.company.responsibilities import NO_PROJECT
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.raci import Raci
from tests.builders import charter, filing, passing

STAFF = ("ada", "ben", "cleo", "dan")
PARTS = st.dictionaries(st.sampled_from(STAFF[1:]), st.sampled_from(["accountable", "consulted", "informed"]))


@pytest.mark.feature("X-2")
@given(crowds=st.lists(PARTS, min_size=1, max_size=4), has_owner=st.booleans())
@settings(deadline=None, max_examples=40)
def test_matrix__agrees_with_the_threads_and_names_what_is_wrong(crowds: list[dict[str, str]], has_owner: bool) -> None:
    filings = [
        filing(
            number,
            "ada" if has_owner else None,
            project="panel",
            **{part: [who for who in crowd if crowd[who] == part] for part in set(crowd.values())},
        )
        for number, crowd in enumerate(crowds, start=1)
    ]
    with passing(charter(STAFF, filings, projects=[Project("panel", "The panel")])) as office:
        matrix = responsibilities.matrix(office, "panel")

        listed = {row.number: row for row in views.tickets(office)}
        assert [line.number for line in matrix.lines] == sorted(listed)
        for line in matrix.lines:
            row = listed[line.number]
            assert {handle: part.letter for handle, part in line.parts.items()} == row.participants
            assert line.condition == row.condition
            accountable = list(row.participants.values()).count("A")
            assert ("no R" in line.gaps) == (row.assignee is None)
            assert ("no A" in line.gaps) == (accountable == 0)
            assert (f"{accountable} A" in line.gaps) == (accountable > 1)
        assert set(matrix.people) == {handle for row in listed.values() for handle in row.participants}
        assert list(matrix.people) == sorted(matrix.people, key=STAFF.index)


def test_matrix__offers_every_project_with_tickets_and_those_of_none() -> None:
    paper = charter(
        2,
        [filing(1, project="b"), filing(2, "ben"), filing(3, "ben", project="a"), filing(4, project="b")],
        projects=[Project("a", "A"), Project("b", "B"), Project("empty", "Empty")],
    )
    with passing(paper) as office:
        tickets.move(office, 4, "cancelled", "not needed")

        first = responsibilities.matrix(office)
        rest = responsibilities.matrix(office, NO_PROJECT)

        assert [(choice.key, choice.total) for choice in first.choices] == [("a", 1), ("b", 1), (NO_PROJECT, 1)]
        assert [line.number for line in first.lines] == [3]
        assert [line.number for line in rest.lines] == [2]
        assert [line.parts for line in responsibilities.matrix(office, "b").lines] == [{"ada": Raci.RESPONSIBLE}]


def test_matrix__of_a_project_without_tickets_says_which_have_some() -> None:
    paper = charter(1, [filing(1, project="a")], projects=[Project("a", "A"), Project("b", "B")])
    with passing(paper) as office, pytest.raises(NotFound, match=r"no project 'b' with tickets\. With tickets are: a"):
        responsibilities.matrix(office, "b")


def test_matrix__of_a_company_without_tickets_is_empty() -> None:
    with passing(charter(1)) as office:
        assert responsibilities.matrix(office).project is None
