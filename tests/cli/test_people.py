"""What the command line says of people: the profile, the org chart, the matrix of parts, the inbox."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Teamx


@pytest.mark.feature("X-2", "T-41")
def test_org__nests_everybody_under_who_they_report_to(seed: Teamx) -> None:
    tops = seed("org", "--json").json

    assert [top["handle"] for top in tops] == ["alex", "elena"]
    assert [report["handle"] for report in tops[1]["reports"]] == ["lin", "priya", "mike", "sarah"]
    assert seed("org").out.splitlines()[1:4] == [
        "├ Alex @alex, Product Manager: idle, 2 open, 1 queued",
        "└ Elena @elena, Tech Lead: blocked, 3 open, 1 queued",
        "  ├ Lin @lin, UI/UX Designer: blocked, 1 open, 1 queued",
    ]


@pytest.mark.feature("X-2")
def test_employee_report__refuses_a_circle_and_names_it(seed: Teamx) -> None:
    assert seed("employee", "report", "elena", "--to", "lin").code == 3

    assert "@elena -> @lin -> @elena would be a circle" in seed("employee", "report", "elena", "--to", "lin").err


@pytest.mark.feature("T-3")
def test_employee_promote__gives_role_and_title_and_leaves_the_manager(seed: Teamx) -> None:
    said = seed("employee", "promote", "@priya", "Tech Lead")

    assert said.out == "@priya is Tech Lead now, before: Frontend Engineer. They still report to @elena.\n"
    shown = seed("employee", "show", "priya", "--json").json
    assert (shown["role"], shown["title"], shown["reports_to"]) == ("tech-lead", "Tech Lead", "elena")
    assert "operator made @priya Tech Lead, before: Frontend Engineer" in seed("log").out
    seed("employee", "promote", "priya", "tech-lead", "--title", "Head of Panels")
    assert seed("employee", "show", "priya", "--json").json["title"] == "Head of Panels"


@pytest.mark.feature("T-3")
def test_employee_promote__refuses_what_makes_no_sense_with_the_way_out(seed: Teamx) -> None:
    unknown = seed("employee", "promote", "priya", "wizard")
    assert (unknown.code, unknown.err) == (
        4,
        "There is no role 'wizard'; see: teamx roles. A title of your own goes with --title.\n",
    )
    same = seed("employee", "promote", "priya", "frontend-engineer")
    assert (same.code, same.err) == (
        3,
        "@priya is Frontend Engineer already. The roles are listed by: teamx roles\n",
    )
    assert seed("employee", "promote", "nobody", "cto").code == 4
    seed("employee", "leave", "sarah", "--hand-to", "mike")
    left = seed("employee", "promote", "sarah", "cto")
    assert (left.code, left.err) == (3, "@sarah has left the company; choose somebody who works here.\n")


@pytest.mark.feature("T-3", "D-15")
def test_employee_promote__is_taken_back_unless_the_role_has_changed_since(seed: Teamx) -> None:
    assert seed("do", "promote priya to tech lead", "--yes").code == 0
    assert "@priya is Frontend Engineer again" in seed("undo", "--dry-run").out
    assert seed("undo").code == 0
    assert seed("employee", "show", "priya", "--json").json["role"] == "frontend-engineer"


@pytest.mark.feature("X-2", "T-41")
def test_employee_show__gives_the_profile(seed: Teamx) -> None:
    seed("run", "--until-idle", "--runs", 11)

    shown = seed("employee", "show", "@alex", "--json").json

    assert (shown["reports_to"], shown["leads"], shown["brain"]) == (None, ["department product"], "scripted")
    assert {turn["number"] for turn in shown["turns"]} >= {64}
    assert {part["number"]: part["raci"] for part in shown["tickets"]}[75] == "R"
    assert (shown["model_calls"], shown["cost_usd"]) == (0, 0)
    assert seed("employee", "show", "alex").out.startswith("Alex @alex\nProduct Manager · Product · scripted · ")


@pytest.mark.feature("T-3")
def test_employee_show__of_somebody_who_left_is_refused(seed: Teamx) -> None:
    assert seed("employee", "leave", "sarah", "--hand-to", "mike").code == 0

    assert seed("employee", "show", "sarah").code == 3


@pytest.mark.feature("X-2", "T-41")
def test_raci__agrees_with_the_tickets(seed: Teamx) -> None:
    matrix = seed("raci", "panel", "--json").json

    listed = {row["number"]: row["participants"] for row in seed("ticket", "list", "--json").json}
    assert {row["number"]: row["parts"] for row in matrix["tickets"]} == listed
    assert matrix["people"] == ["alex", "elena", "lin", "priya", "mike", "sarah"]
    assert [row["number"] for row in matrix["tickets"] if row["gaps"]] == [66, 71, 73]


def test_raci__of_an_unknown_project_is_not_found(seed: Teamx) -> None:
    assert seed("raci", "moon").code == 4


@pytest.mark.feature("T-20")
def test_inbox__begins_with_what_frees_most(seed: Teamx) -> None:
    seed("ticket", "move", 75, "cancelled", "--reason", "later")  # nothing waits for it, so nobody is asked
    seed("ticket", "link", 74, "--blocks", 72)
    for number in (74, 68):
        assert seed("ticket", "move", number, "cancelled", "--reason", "bought").code == 0

    entries = seed("inbox", "--json").json

    assert [(entry["number"], entry["frees"]) for entry in entries] == [(69, 4), (72, 0)]
    assert entries[0]["outcomes"]["release"] == "#69 no longer waits for #68"
    assert seed("inbox").out.splitlines()[0].split() == ["Entry", "Frees", "Ticket", "Kind", "What", "Answers"]
