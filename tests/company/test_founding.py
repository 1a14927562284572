"""Founding a company: whole or not at all."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from teamx_tui.company import employees, founding, graph, log, mission, roster, views
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Charter, Line
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused, TeamxError
from tests.builders import Clock, charter, events, filing, founded, passing, play, queued, woken


def test_found__makes_everything_the_charter_names_and_wakes_who_may_begin(tmp_path: Path) -> None:
    paper = charter(3, [filing(1, accountable=["ben"]), filing(2, "ben"), filing(7, "cleo")], [(1, 2)])
    office = founded(tmp_path / "c.db", paper)

    assert [person.handle for person in roster.staff(office)] == ["ada", "ben", "cleo"]
    assert [ticket.number for ticket in views.tickets(office)] == [1, 2, 7]
    assert graph.plan(office).edges == ((1, 2),)
    assert woken(office) == [(1, "ada", "ready"), (1, "ben", "ready"), (7, "cleo", "ready")]
    assert mission.look(office).company == "Test"
    assert log.broken(office) == ()
    office.close()


def test_found__leaves_one_file_and_nothing_beside_it(tmp_path: Path) -> None:
    founding.found(tmp_path / "c.db", charter(1, [filing(1)]), Clock())

    assert [entry.name for entry in tmp_path.iterdir()] == ["c.db"]
    assert (tmp_path / "c.db").stat().st_mode & 0o777 == 0o600


def test_found__where_something_is_already_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_text("my diary")

    with pytest.raises(Refused, match="exists already"):
        founding.found(tmp_path / "c.db", charter(1), Clock())

    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("c.db", "my diary")]


def test_found__does_not_replace_what_came_there_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def somebody_is_quicker(aside: Path, path: Path) -> None:
        path.write_text("my diary")
        link(aside, path)

    monkeypatch.setattr(os, "link", somebody_is_quicker)
    with pytest.raises(Refused, match="exists already"):
        founding.found(tmp_path / "c.db", charter(1), Clock())

    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("c.db", "my diary")]


WRONG: list[tuple[Charter, str]] = [
    (charter(["Ada!"]), "not a handle"),
    (charter(["operator"]), "is reserved"),
    (charter(["ada", "ada"]), "works here already"),
    (charter(1, [filing(1), filing(1)]), "#1 exists already"),
    (charter(1, [filing(1, "zoe")]), "no employee @zoe"),
    (charter(1, [filing(1, project="nothing")]), "no project 'nothing'"),
    (replace(charter(1), script={9: (Line("ada", "pass", {}),)}), "no ticket #9"),
]


@pytest.mark.parametrize(("paper", "said"), WRONG, ids=[said for _, said in WRONG])
def test_found__of_a_wrong_charter_leaves_nothing_behind(tmp_path: Path, paper: Charter, said: str) -> None:
    with pytest.raises(TeamxError, match=said):
        founding.found(tmp_path / "c.db", paper, Clock())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.feature("D-18")
def test_found__with_a_script_plays_it_in_order_and_labels_it() -> None:
    script = {
        1: (
            Line("ada", "comment", {"text": "Ready, @ben?", "mentions": ["ben"]}),
            Line("ben", "comment", {"text": "Ready.", "mentions": ["ada"]}),
            Line("ada", "finish", {"resolution": "Off we go."}),
        )
    }
    with passing(replace(charter(2, [filing(1)]), script=script)) as office:
        play(office)

        said = views.thread(office, 1).entries
        assert [(entry.author, entry.body) for entry in said] == [
            ("ada", "Ready, @ben?"),
            ("ben", "Ready."),
            ("ada", "Off we go."),
        ]
        assert all(entry.scripted for entry in said)


# --- hiring ---


def test_hire__puts_the_new_one_under_their_manager() -> None:
    with passing(charter(1)) as office:
        employees.hire(office, Hiring("eve", "Eve", "ux-designer", reports_to="ada"))

        eve = roster.staff(office)[-1]
        assert (eve.handle, eve.name, eve.title, eve.reports_to) == ("eve", "Eve", "Ux designer", "ada")
        hired = events(office, "employee.hired")[-1]
        assert (hired.subject, hired.data) == ("employee:eve", {"employee": "eve", "role": "ux-designer"})


@pytest.mark.parametrize("handle", ["", "Eve", "e ve", "-eve", "eve-", "é", "e" * 33, "@eve", "eve\n"])
def test_hire__of_a_handle_nobody_could_write_is_refused(handle: str) -> None:
    with passing(charter(1)) as office, pytest.raises(Invalid, match="is not a handle"):
        employees.hire(office, Hiring(handle, "Eve", "tester"))


@pytest.mark.parametrize("handle", ["operator", "system", "all"])
def test_hire__of_a_reserved_handle_is_refused(handle: str) -> None:
    with passing(charter(1)) as office, pytest.raises(Invalid, match="is reserved"):
        employees.hire(office, Hiring(handle, "Eve", "tester"))


@pytest.mark.parametrize(
    ("hiring", "error", "said"),
    [
        (Hiring("ada", "Ada", "tester"), Refused, "works here already"),
        (Hiring("eve", "Eve", "tester", reports_to="zoe"), NotFound, "no employee @zoe"),
        (Hiring("eve", "Eve", "tester", department="moon"), NotFound, "no department 'moon'"),
    ],
)
def test_hire__says_what_is_wrong_and_hires_nobody(hiring: Hiring, error: type[Exception], said: str) -> None:
    with passing(charter(1)) as office:
        with pytest.raises(error, match=said):
            employees.hire(office, hiring)

        assert [person.handle for person in roster.staff(office)] == ["ada"]


def test_known__takes_a_handle_with_and_without_its_sign() -> None:
    with passing(charter(1)) as office:
        assert employees.known(office, "@ada") == employees.known(office, "ada") == "ada"
        with pytest.raises(NotFound, match="no employee @zoe"):
            employees.known(office, "zoe")


def test_office__opened_twice_sees_the_same_company(tmp_path: Path) -> None:
    one = founded(tmp_path / "c.db", charter(1, [filing(1)]))
    two = Office.open(tmp_path / "c.db", Clock())

    play(one)

    assert views.tickets(two) == views.tickets(one)
    assert queued(two) == []
    one.close()
    two.close()
