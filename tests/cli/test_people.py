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
