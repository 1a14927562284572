"""Goals, plans, the doctor and the day from the command line, and the demo of the product lifecycle."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Teamx


@pytest.fixture
def product(teamx: Teamx) -> Teamx:
    """The product company, in which nobody has agreed to a plan yet."""
    assert "a plan of 9 tickets" in teamx("init", "--scenario", "product-lifecycle").out
    return teamx


@pytest.mark.feature("T-17", "X-3")
def test_goal__is_set_listed_and_shown_with_what_is_under_it(product: Teamx) -> None:
    said = product("goal", "new", "grow", "--title", "Reach ten teams", "--due", "6 weeks")
    assert (said.code, said.out.startswith("Set goal grow: Reach ten teams, due 20")) == (0, True)
    assert product("project", "new", "beta", "--lead", "elena", "--goal", "grow", "--due", "2036-01-31").code == 0
    assert product("project", "move", "teamflow", "--goal", "grow").out == "Project teamflow is for goal grow now.\n"

    shown = product("goal", "show", "grow", "--json").json
    assert (shown["projects"], shown["total"]) == (["teamflow", "beta"], 0)
    assert [row["key"] for row in product("goal", "list", "--json").json] == ["launch", "grow"]
    assert "Goal Reach ten teams: 0 of 0 done" in product("status").out
    assert product("goal", "show", "moon").code == 4
    assert product("goal", "new", "x", "--due", "yesterday").code == 2
    assert product("undo").code == 0


@pytest.mark.feature("X-4", "T-13")
def test_decompose__shows_a_table_and_files_it_only_with_a_yes(product: Teamx) -> None:
    said = product("decompose", "teamflow")
    first, second = (line for line in said.out.splitlines() if line.startswith(("1 ", "2 ")))
    assert (second.split()[-3:], "#" in first + second) == (["1", "4", "d"], False), "it waits for row 1, not for #1"
    assert (said.code, "Nothing is filed yet" in said.out, "0.71" in said.out) == (0, True, True)
    assert product("ticket", "list", "--json").json == []
    mine = product("decompose", "teamflow", "A; it's B")
    assert """To file them: teamx decompose teamflow 'A; it'"'"'s B' --yes""" in mine.out

    assert product("do", "Decompose TeamFlow Analytics MVP into tickets").out == said.out
    assert product("ticket", "list", "--json").json == []

    filed = product("do", "decompose the TeamFlow MVP into tickets", "--yes")
    assert filed.out.startswith("Filed 9 tickets in TeamFlow Analytics MVP: #1 #2")
    assert len(product("ticket", "list", "--json").json) == 9
    assert product("decompose", "teamflow", "A; B @zoe", "--yes").code == 3


@pytest.mark.feature("X-22", "T-24")
def test_doctor__ends_with_one_when_a_check_fails(product: Teamx, store: Path) -> None:
    said = product("doctor", "--json")
    assert (said.code, said.json["cleared"]) == (0, True)
    assert {one["name"] for one in said.json["checks"]} >= {"Database", "Log", "Workers", "Budgets"}
    import sqlite3

    with sqlite3.connect(store) as outside:
        outside.execute("UPDATE budget SET spent_micros = limit_micros")

    failed = product("doctor")
    assert (failed.code, "not cleared for launch" in failed.out, "✗ fail" in failed.out) == (1, True, True)


@pytest.mark.feature("T-42")
def test_day__is_written_as_markdown_json_and_csv(product: Teamx, tmp_path: Path) -> None:
    assert product("decompose", "teamflow", "--yes").code == 0
    start = product("day", "--start")
    assert "## Ready\n\n- #1 Requirements specification @alex\n- #7 " in start.out
    assert "- #6 Real-time analytics dashboard @priya: waits for #5, gate #10" in start.out
    assert product("run", "--until-idle").code == 0

    end = product("day", "--end", "--json").json
    assert (end["summary"], len(end["done"]), end["filed"]) == ("end", 17, 17)
    assert product("day").out == product("day", "--end").out
    assert product("day", "--csv").out.startswith("seq,at,actor,kind,subject,sentence\n1,")
    saved = tmp_path / "day.csv"
    assert product("day", "--out", saved).code == 0
    assert len(saved.read_text().splitlines()) == len(product("day", "--csv", "--json").lines) + 1
    assert product("day", "--date", "someday").code == 2
    assert product("day", "--start", "--end").code == 2


@pytest.mark.feature("X-4", "D-18")
def test_demo__plays_the_product_lifecycle_by_a_short_name(teamx: Teamx) -> None:
    said = teamx("demo", "product-lifecycle", "--headless", "--json")

    assert said.code == 0
    assert (said.json["done"], said.json["blocked"], said.json["model_calls"], said.json["idle"]) == (17, 0, 0, True)
    assert teamx("demo", "nothing-like-it", "--headless").code == 4
