"""Who reports to whom: one manager each, changed at will, never in a circle; and who is promoted."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import departures, employees, roster
from teamx_tui.company.employees import Hiring
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import NotFound, Refused
from tests.builders import charter, events, head, passing, people

STAFF = people(5)
ORDERS = st.lists(st.tuples(st.sampled_from(STAFF), st.sampled_from([*STAFF, "operator"])), max_size=20)


def managers(office: Office) -> dict[str, str | None]:
    return {person.handle: person.reports_to for person in roster.staff(office)}


def in_a_row(office: Office, *handles: str) -> None:
    """Let each report to the one before."""
    for above, below in pairwise(handles):
        employees.report(office, below, above)


@pytest.mark.feature("X-2")
def test_report__gives_everybody_one_manager() -> None:
    with passing(charter(3)) as office:
        employees.report(office, "@cleo", "@ada")
        employees.report(office, "cleo", "ben")

        assert managers(office) == {"ada": None, "ben": None, "cleo": "ben"}


@pytest.mark.feature("X-2")
def test_report__to_an_own_report_is_refused_with_the_circle() -> None:
    with passing(charter(4)) as office:
        in_a_row(office, "ada", "ben", "cleo", "dan")
        before, last = managers(office), head(office)

        with pytest.raises(Refused, match="@ada -> @dan -> @cleo -> @ben -> @ada would be a circle"):
            employees.report(office, "ada", "dan")
        assert (managers(office), head(office)) == (before, last)


@pytest.mark.feature("X-2")
def test_report__to_oneself_is_refused() -> None:
    with passing(charter(1)) as office, pytest.raises(Refused, match="@ada -> @ada would be a circle"):
        employees.report(office, "ada", "ada")


@pytest.mark.feature("X-2")
@given(orders=ORDERS)
@settings(deadline=None, max_examples=50)
def test_report__keeps_a_tree_whatever_is_ordered(orders: list[tuple[str, str]]) -> None:
    with passing(charter(STAFF)) as office:
        for handle, to in orders:
            above = managers(office)
            try:
                employees.report(office, handle, to)
            except Refused:
                assert reaches(above, to, handle)
            else:
                assert not reaches(above, to, handle)
                assert managers(office) == above | {handle: None if to == "operator" else to}

        above = managers(office)
        assert not any(reaches(above, above[handle], handle) for handle in STAFF)


def reaches(above: dict[str, str | None], start: str | None, wanted: str) -> bool:
    """Whether `wanted` is met on the way up from `start`; the way must end."""
    here, steps = start, 0
    while here is not None and here != wanted:
        here, steps = above.get(here), steps + 1
        assert steps <= len(above)
    return here is not None


def test_report__to_the_operator_leaves_nobody_in_between() -> None:
    with passing(charter(2)) as office:
        employees.report(office, "ben", "ada")

        employees.report(office, "ben", "operator")

        assert managers(office)["ben"] is None


def test_report__is_in_the_log_once_and_not_when_nothing_changes() -> None:
    with passing(charter(2)) as office:
        employees.report(office, "ben", "ada")
        employees.report(office, "ben", "ada")

        (logged,) = events(office, "employee.reassigned")
        assert (logged.subject, logged.data) == ("employee:ben", {"employee": "ben", "old": None, "new": "ada"})


@pytest.mark.parametrize(("handle", "to"), [("nobody", "ada"), ("ada", "nobody")])
def test_report__of_or_to_nobody_is_not_found(handle: str, to: str) -> None:
    with passing(charter(1)) as office, pytest.raises(NotFound, match="no employee @nobody"):
        employees.report(office, handle, to)


@pytest.mark.parametrize(("handle", "to"), [("ben", "ada"), ("ada", "ben")])
def test_report__of_or_to_somebody_who_left_is_refused(handle: str, to: str) -> None:
    with passing(charter(2)) as office:
        departures.leave(office, "ben")

        with pytest.raises(Refused, match="@ben has left"):
            employees.report(office, handle, to)


def test_hire__under_somebody_who_left_is_refused() -> None:
    with passing(charter(2)) as office:
        departures.leave(office, "ben")

        with pytest.raises(Refused, match="@ben has left"):
            employees.hire(office, Hiring("eve", "Eve", "tester", reports_to="ben"))
        assert "eve" not in managers(office)
