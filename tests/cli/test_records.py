"""The log, the vault and the money on the command line: for people, for spreadsheets, for programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Teamx


@pytest.mark.feature("T-30")
@pytest.mark.parametrize(
    ("words", "kind", "actor", "subject"),
    [
        (("--kind", "wake"), "wake.", "", ""),
        (("--actor", "@priya"), "", "priya", ""),
        (("--ticket", 69), "", "", "ticket:69"),
        (("@priya #69 kind:message",), "message.", "priya", "ticket:69"),
        (("--kind", "message", "--actor", "priya", "--ticket", 69), "message.", "priya", "ticket:69"),
    ],
)
def test_log__shows_what_was_asked_for(
    played: Teamx, words: tuple[object, ...], kind: str, actor: str, subject: str
) -> None:
    meant = [
        event
        for event in played("log", "--json").lines
        if event["kind"].startswith(kind) and event["actor"].startswith(actor) and event["subject"].startswith(subject)
    ]

    assert meant
    assert played("log", *words, "--json").lines == meant


@pytest.mark.feature("T-30")
def test_log__finds_words_of_its_sentences(played: Teamx) -> None:
    every = played("log").out.splitlines()

    assert played("log", "--grep", "takes a turn").out.splitlines() == [one for one in every if "takes a turn" in one]


@pytest.mark.feature("T-30", "T-42")
def test_log__as_a_table_holds_every_event(played: Teamx) -> None:
    events = played("log", "--json").lines

    rows = list(csv.DictReader(io.StringIO(played("log", "--csv").out)))

    assert [(int(row["seq"]), row["kind"], json.loads(row["data"]), row["hash"]) for row in rows] == [
        (event["seq"], event["kind"], event["data"], event["hash"]) for event in events
    ]


@pytest.mark.feature("T-30")
def test_log__is_saved_to_a_new_file_only(played: Teamx, tmp_path: Path) -> None:
    table, lines = tmp_path / "log.csv", tmp_path / "log.jsonl"

    assert "Saved" in played("log", "--kind", "run", "--out", table).out
    assert played("log", "--kind", "run", "--out", lines).code == 0

    runs = played("log", "--kind", "run", "--json").lines
    assert [json.loads(line) for line in lines.read_text().splitlines()] == runs
    rows = csv.DictReader(io.StringIO(table.read_text()))
    assert [int(row["seq"]) for row in rows] == [event["seq"] for event in runs]
    again = played("log", "--out", table)
    assert (again.code, "exists already" in again.err) == (3, True)
    assert played("log", "--out", tmp_path / "log.xls").code == 2


def test_log__says_so_when_nothing_is_like_that(played: Teamx) -> None:
    assert played("log", "--grep", "xyzzy").out == "There are no such events.\n"
    assert played("log", "--grep", "xyzzy", "--json").out == ""


@pytest.mark.feature("T-28", "X-12")
def test_vault__shows_and_saves_what_was_handed_in(played: Teamx, tmp_path: Path) -> None:
    out = tmp_path / "tokens.ts"
    listed = played("vault", "list", "kind:code", "--json").json

    shown = played("vault", "show", "design-tokens.ts", "--json").json
    saved = played("vault", "save", "design-tokens.ts", "--out", out)

    assert [file["name"] for file in listed] == ["design-tokens.ts"]
    assert shown["intact"] is True
    assert saved.code == 0
    assert out.read_text() == shown["content"]
    assert hashlib.sha256(out.read_bytes()).hexdigest() == listed[0]["sha256"]
    assert played("vault", "save", "design-tokens.ts", "--out", out).code == 3


@pytest.mark.feature("T-28")
def test_vault__names_what_there_is_when_a_name_is_wrong(played: Teamx) -> None:
    missing = played("vault", "show", "tokens.ts")

    assert (missing.code, "design-tokens.ts" in missing.err) == (4, True)


@pytest.mark.feature("T-31", "D-3")
@pytest.mark.parametrize("by", ["employee", "ticket", "project", "model", "day"])
def test_money__of_the_scenario_is_turns_and_no_dollar(played: Teamx, by: str) -> None:
    runs = len(played("log", "--kind", "run.finished", "--json").lines)

    seen = played("money", "--by", by, "--json").json

    assert seen["total"]["turns"] == sum(one["turns"] for one in seen["sums"]) == runs
    assert (seen["total"]["model_calls"], seen["total"]["cost_usd"]) == (0, 0)
    assert [(one["scope"], one["limit"], one["left"]) for one in seen["budgets"]] == [
        ("company", 25_000_000, 25_000_000)
    ]


def test_money__is_not_added_up_by_the_weather(played: Teamx) -> None:
    refused = played("money", "--by", "weather")

    assert (refused.code, "employee" in refused.err) == (2, True)


def test_init__names_the_way_in_to_the_store_it_made_and_no_other(
    store: Path, teamx: Teamx, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert teamx("status").err.startswith(f"There is no store at {store}. Start one with: teamx init --store {store}, ")
    assert teamx("init").out.endswith(f"Open it with: teamx --store {store}\n")
    assert teamx("init").err.endswith(f"open this one with: teamx --store {store}\n")

    monkeypatch.setenv("TEAMX_STORE", str(store))

    assert teamx("init").err.endswith("open this one with: teamx\n")
