"""What the command line says of roles, and what a role of the catalogue brings along when somebody is hired for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Teamx


def staff(teamx: Teamx) -> dict[str, tuple[str, str, str | None]]:
    """Role, title and manager of everybody who works here."""
    people = teamx("employee", "list", "--json").json
    return {one["handle"]: (one["role"], one["title"], one["reports_to"]) for one in people}


# --- teamx roles ---


@pytest.mark.feature("T-1", "T-41")
def test_roles__are_listed_where_there_is_no_company(teamx: Teamx, store: Path) -> None:
    listed = teamx("roles", "--json").json

    assert len({role["id"] for role in listed}) == 57
    assert teamx("roles").out.splitlines()[:2] == [
        "Role                          Level              Reports to",
        "chief-executive-officer       officer            you",
    ]
    assert not store.exists()


@pytest.mark.feature("T-1", "T-41")
@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("supervisor", ["tech-lead", "qa-lead", "devops-lead", "data-lead", "security-lead"]),
        ("site rel devops eng", ["devops-lead", "devops-engineer", "site-reliability-engineer", "cloud-engineer"]),
        ("sales", ["vp-sales", "vp-customer-success", "revenue-operations-analyst"]),
    ],
)
def test_roles__are_found_by_level_and_by_what_they_are_good_at(teamx: Teamx, words: str, ids: list[str]) -> None:
    assert [role["id"] for role in teamx("roles", words, "--json").json] == ids
    assert teamx("roles", "list", words).out == teamx("roles", words).out


def test_roles__says_what_to_say_where_none_is_like_that(teamx: Teamx) -> None:
    said = teamx("roles", "astronaut")

    assert (said.code, said.out) == (
        0,
        "No role is like that. Say a trade, such as design, or a level: "
        "officer, senior-management, management, supervisor, lead, ic.\n",
    )


@pytest.mark.feature("T-1", "T-2", "T-41")
def test_roles_show__tells_all_there_is_to_a_role(teamx: Teamx) -> None:
    lines = teamx("roles", "show", "qa tester").out.splitlines()

    assert lines[:9] == [
        "QA Engineer · qa-engineer",
        "individual contributor · advisory: recommends; somebody else decides",
        "reports to qa-lead",
        "also called QA Tester, Test Engineer, Quality Engineer, Software Tester, Tester, QA",
        "",
        "Good at",
        "  engineering: qa-engineering",
        "",
        "May use",
    ]
    assert lines[lines.index("Is told") + 1].startswith("  Turn each acceptance criterion into a check")
    assert max(map(len, lines)) <= 100


def test_roles_show__gives_a_program_what_is_in_the_file(teamx: Teamx) -> None:
    role = teamx("roles", "show", "CTO", "--json").json

    assert role == next(one for one in teamx("roles", "--json").json if one["id"] == "chief-technology-officer")
    assert (role["level"], role["reports_to"], role["authority"]) == ("officer", "chief-executive-officer", "final")
    assert {"title", "also", "capabilities", "tools", "prompt"} <= role.keys()


def test_roles_show__of_an_unknown_role_is_not_found(teamx: Teamx) -> None:
    said = teamx("roles", "show", "astronaut")

    assert (said.code, said.err) == (4, "There is no role 'astronaut' in the catalogue; see: teamx roles\n")


# --- hiring ---


@pytest.mark.feature("X-1", "T-3")
def test_hire__of_a_role_of_the_catalogue_brings_its_title_and_the_nearest_manager(teamx: Teamx) -> None:
    teamx("init")
    teamx("employee", "hire", "cy", "--role", "CEO")
    teamx("employee", "hire", "elena", "--role", "tech-lead")
    teamx("employee", "hire", "otto", "--role", "tech-lead", "--name", "Otto")

    said = teamx("employee", "hire", "mike", "--role", "backend developer")

    assert said.out == "Hired @mike, Backend Developer. They report to @elena.\n"
    assert staff(teamx) == {
        "cy": ("chief-executive-officer", "CEO", None),
        "elena": ("tech-lead", "Tech Lead", "cy"),  # nobody is engineering manager, vice president or CTO
        "otto": ("tech-lead", "Tech Lead", "cy"),
        "mike": ("backend-engineer", "Backend Developer", "elena"),
    }


@pytest.mark.feature("X-1")
def test_hire__leaves_title_and_manager_as_they_are_said(teamx: Teamx) -> None:
    teamx("init")
    teamx("employee", "hire", "elena", "--role", "tech-lead")
    hire = ("employee", "hire", "mike", "--role", "backend-engineer")

    assert teamx(*hire, "--title", "Plumber", "--reports-to", "operator").out == "Hired @mike, Plumber.\n"

    assert staff(teamx)["mike"] == ("backend-engineer", "Plumber", None)


@pytest.mark.feature("X-1")
def test_hire__takes_any_other_word_for_a_role(teamx: Teamx) -> None:
    teamx("init")
    teamx("employee", "hire", "cy", "--role", "CEO")

    assert teamx("employee", "hire", "ida", "--role", "ice-cream-taster").out == "Hired @ida, Ice cream taster.\n"

    assert staff(teamx)["ida"] == ("ice-cream-taster", "Ice cream taster", None)


def test_hire__does_not_put_anybody_under_somebody_who_has_left(teamx: Teamx) -> None:
    teamx("init")
    teamx("employee", "hire", "elena", "--role", "tech-lead")
    teamx("employee", "leave", "elena")

    teamx("employee", "hire", "mike", "--role", "backend-engineer")

    assert staff(teamx)["mike"][2] is None


@pytest.mark.feature("X-1")
def test_hire__prefers_the_manager_of_the_same_department(teamx: Teamx, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(
        "departments: [{key: web, name: Web}, {key: data, name: Data}]\n"
        "employees:\n"
        "  - {handle: ann, name: Ann, role: tech-lead, department: web}\n"
        "  - {handle: bob, name: Bob, role: tech-lead, department: data}\n"
    )
    teamx("init", "--scenario", tmp_path / "two.yaml")

    shown = teamx("do", "hire a backend engineer named Mike in department data")
    teamx("do", "hire a backend engineer named Mike in department data", "--yes")

    assert "They report to @bob." in shown.err
    assert staff(teamx)["mike"] == ("backend-engineer", "Backend Engineer", "bob")


@pytest.mark.feature("X-1", "T-12")
@pytest.mark.parametrize(
    ("line", "hired"),
    [
        ("hire a CTO named Ida", ("chief-technology-officer", "CTO", "cy")),
        ("hire a vp of engineering named Ida", ("vp-engineering", "VP of Engineering", "cy")),
        ("hire Ida as a UX Lead", ("design-lead", "UX Lead", "cy")),
        ("hire a Senior Backend Developer named Ida", ("backend-engineer", "Senior Backend Developer", "elena")),
        ("hire a Principal Engineer named Ida", ("staff-engineer", "Principal Engineer", "elena")),
        ("hire a Tech Lead named Ida reporting to me", ("tech-lead", "Tech Lead", None)),
    ],
)
def test_do__hires_for_a_role_by_any_of_its_names(teamx: Teamx, line: str, hired: tuple[str, str, str | None]) -> None:
    teamx("init")
    teamx("employee", "hire", "cy", "--role", "CEO")
    teamx("employee", "hire", "elena", "--role", "tech-lead")

    assert teamx("do", line, "--yes").code == 0

    assert staff(teamx)["ida"] == hired


@pytest.mark.feature("X-1", "X-2")
def test_hire__of_the_lead_first_makes_the_engineers_report_to_them(teamx: Teamx) -> None:
    teamx("init")
    for line in (
        "Hire a Tech Lead named Elena",
        "Hire a Senior Product Manager named Alex",
        "Hire a Senior Fullstack Engineer named Priya",
        "Hire a Backend Engineer named Mike",
    ):
        assert teamx("do", line, "--yes").code == 0

    assert {who: manager for who, (_, _, manager) in staff(teamx).items()} == {
        "elena": None,
        "alex": None,
        "priya": "elena",
        "mike": "elena",
    }
