"""What Mission Control shows, from the command line."""

import pytest

from tests.cli.conftest import Teamx


@pytest.mark.feature("T-19", "T-41")
def test_status__says_what_mission_control_shows(seed: Teamx) -> None:
    told = seed("status", "--json").json
    listed = seed("ticket", "list", "--json").json

    assert {row["number"] for row in told["longest_blocked"]} == {
        row["number"] for row in listed if row["condition"] == "blocked"
    }
    assert (told["done"], told["total"], told["blocked"], told["people"]) == (0, 12, 11, 6)
    assert told["critical_path"][0] == {"number": 64, "condition": "ready", "days": 1.0}
    assert told["days_left"] == sum(step["days"] for step in told["critical_path"]) == 13.0
    (panel,) = told["projects"]
    assert (panel["health"], panel["reasons"], panel["done_per_day"]) == ("not started", [], 0.0)


def test_status__in_words_ends_with_projects_and_the_critical_path(seed: Teamx) -> None:
    lines = seed("status").out.splitlines()

    assert lines[-2:] == [
        "Real-Time Collaboration Panel: 0 of 12 done (0 %), not started.",
        "Critical path, 13 working days left: #64 ○ ready → #66 ■ blocked → #67 ■ blocked → #69 ■ blocked → "
        "#70 ■ blocked → #71 ■ blocked → #72 ■ blocked",
    ]


@pytest.mark.feature("O-22", "O-26")
def test_project_list__says_how_fast_and_how_well_each_goes(played: Teamx) -> None:
    (panel,) = played("project", "list", "--json").json

    assert (panel["done"], panel["health"]) == (12, "done")
    assert sum(day["done"] for day in panel["days"]) == 12
    assert panel["days"][-1]["percent"] == 100
    assert "done" in played("project", "list").out.splitlines()[-1]
