"""`teamx show`: every place of the app as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from teamx_tui.cli.main import main
from teamx_tui.commands import companies
from teamx_tui.tui.modes import MODES


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    place: Path = tmp_path_factory.mktemp("shown") / "company.db"
    companies.init(place, companies.named_scenario("cross-functional-collaboration"))
    return str(place)


TOLD = {
    "mission": "Team-X: ",
    "tickets": "69  React component library",
    "people": "Elena @elena, Tech Lead",
    "inbox": "Nothing needs you.",
    "vault": "Nothing was made yet.",
    "timeline": "operator",
    "money": "$0.00, 0 calls",
    "meetings": "No meeting has been called yet",
}


@pytest.mark.feature("D-16", "T-41")
@pytest.mark.parametrize("place", [mode.name for mode in MODES])
def test_show__prints_a_place_as_lines(place: str, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--plain", "--store", store, "show", place]) == 0

    printed = capsys.readouterr().out
    assert TOLD[place] in printed
    assert not any(mark in printed for mark in "\x1b│┃┏╭")


def test_show__prints_every_panel_of_mission_control(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", store, "show"]) == 0

    printed = capsys.readouterr().out
    parts = [part.splitlines() for part in printed.split("\n\n")]
    assert [part[0] for part in parts[1:]] == ["Blocked", "People", "Recent events"]
    assert len(parts[1]) == 2 + 11
    assert len(parts[3]) == 1 + 10
    assert main(["--store", store, "--json", "show"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_show__prints_a_ticket_by_its_number(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", store, "show", "#69"]) == 0

    assert capsys.readouterr().out.startswith("#69 React component library")


def test_show__names_the_places_there_are(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", store, "show", "kitchen"]) == 2

    assert "There are: mission, tickets, people, inbox" in capsys.readouterr().err


@pytest.mark.feature("D-16", "T-41")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("graph", ["Critical path (13 working days): #64"]),
        ("raci", ["Real-Time Collaboration Panel", "@elena"]),
        (
            "board",
            ["To do 1\n", "Blocked 11\n", "Working 0\n", "In review 0\n", "Done 0\n", "69  React component library"],
        ),
    ],
)
def test_show__prints_what_is_shown_within_a_place(
    name: str, told: list[str], store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--plain", "--store", store, "show", name]) == 0

    printed = capsys.readouterr().out
    assert all(words in printed for words in told), printed
    assert not any(mark in printed for mark in "\x1b│┃┏╭")
    assert main(["--store", store, "--json", "show", name]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
