"""The vault and its gates on the command line: files put in, tagged, found, agreed on; gates placed and waived."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Teamx


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    file = tmp_path / "openapi.yaml"
    file.write_text("paths:\n  /time-series: {}\n", encoding="utf-8")
    return file


@pytest.mark.feature("T-28")
def test_add__puts_a_file_into_the_vault_in_versions_and_can_be_taken_back(seed: Teamx, spec: Path) -> None:
    added = seed("vault", "add", spec, "--tag", "api,draft", "--tag", "Q3", "--json").json
    assert added == {"name": "openapi.yaml", "version": 1, "number": None, "project": None}
    spec.write_text("paths: {}\n")
    assert seed("vault", "add", spec, "--project", "panel").code == 0
    assert "version 2, for the company" in seed("vault", "add", spec).out

    (newest,) = [file for file in seed("vault", "list", "--json").json if file["project"] is None]
    assert (newest["version"], newest["tags"], newest["kind"]) == (2, ["api", "draft", "q3"], "code")
    assert "version 1 is the newest again" in seed("undo", "--dry-run").out
    assert seed("undo").code == 0
    assert seed("vault", "show", "openapi.yaml", "--json").json["content"] == "paths:\n  /time-series: {}\n"
    assert seed("vault", "search", "time-series", "--json").json[0]["snippet"] != ""


@pytest.mark.feature("T-28", "X-12")
def test_attach__puts_a_file_into_a_tickets_thread(seed: Teamx, spec: Path) -> None:
    assert "Attached openapi.yaml to #67, version 1." in seed("ticket", "attach", 67, spec).out
    assert seed("do", f"attach the file {spec} to #67", "--yes").code == 0

    shown = seed("ticket", "show", 67, "--json").json
    assert [(entry["author"], entry["payload"]["version"]) for entry in shown["thread"]] == [
        ("operator", 1),
        ("operator", 2),
    ]
    assert [(made["name"], made["producer"]) for made in shown["artifacts"]] == [("openapi.yaml", "operator")] * 2
    assert seed("undo").code == 0
    assert [file["version"] for file in seed("vault", "list", "#67", "--json").json] == [1]


@pytest.mark.feature("T-28")
def test_add__keeps_a_text_under_a_name(seed: Teamx) -> None:
    assert seed("vault", "add", "We ship on Fridays.", "--name", "rules.md").code == 0

    assert seed("vault", "show", "rules.md", "--json").json["content"] == "We ship on Fridays."
    assert seed("vault", "show", "rules.md", "--json").json["kind"] == "markdown"


@pytest.mark.feature("T-28")
@pytest.mark.parametrize(
    ("make", "code", "sentence"),
    [
        (lambda path: path.write_bytes(b"\x89PNG\x00"), 2, "no text in UTF-8"),
        (lambda path: path.write_bytes(b"\xff\xfe\xfa"), 2, "no text in UTF-8"),
        (lambda path: path.write_bytes(b"x" * (1024 * 1024 + 1)), 2, "larger than a megabyte"),
        (lambda path: path.mkdir(), 2, "is no file"),
        (lambda path: None, 4, "There is no file"),
    ],
)
def test_add__refuses_what_is_no_text(seed: Teamx, tmp_path: Path, make: object, code: int, sentence: str) -> None:
    path = tmp_path / "thing.bin"
    make(path)  # type: ignore[operator]

    refused = seed("vault", "add", path)

    assert (refused.code, sentence in refused.err, len(refused.err.splitlines())) == (code, True, 1)


def test_add__of_a_text_without_a_name_says_how_to_name_it(seed: Teamx) -> None:
    refused = seed("vault", "add", "We ship on Fridays")

    assert (refused.code, "--name NAME" in refused.err) == (4, True)


@pytest.mark.feature("T-28")
@pytest.mark.parametrize("text", ['"', "*", "AND", 'a "b', "(", "name:x", "a OR", "-", "'", "🚀", ""])
def test_search__takes_any_words(played: Teamx, text: str) -> None:
    assert played("vault", "search", "--", text).code == 0


@pytest.mark.feature("T-28")
def test_tag_and_status__are_shown_and_taken_back(seed: Teamx, spec: Path) -> None:
    seed("vault", "add", spec, "--type", "api_contract")
    assert seed("vault", "tag", "openapi.yaml", "draft, api").out.strip() == "openapi.yaml has draft, api."
    assert seed("vault", "tag", "openapi.yaml", "--remove", "draft").out.strip() == "openapi.yaml has api."
    assert seed("vault", "status", "openapi.yaml", "agreed").out.strip() == "openapi.yaml is agreed, before: proposed."
    illegal = seed("vault", "status", "openapi.yaml", "proposed")
    assert (illegal.code, "may become: disputed, implemented" in illegal.err) == (3, True)

    for _ in range(2):
        assert seed("undo").code == 0
    (file,) = seed("vault", "list", "tag:draft status:proposed type:api_contract", "--json").json
    assert file["tags"] == ["draft", "api"]


@pytest.mark.feature("X-28")
def test_gate__is_placed_explained_waived_and_written_out(seed: Teamx, spec: Path) -> None:
    words = ("API contract agreed", "--artifact", "api_contract", "--status", "agreed,implemented")
    placed = seed("gate", "new", *words, "--after", 65, "--blocks", 66, "--json").json
    number = placed["number"]
    assert (placed["is"], placed["who"], placed["after"], placed["blocks"]) == ("closed", "lin", [65], [66])

    closed = seed("ticket", "why", 66, "--json").json["closed"]
    assert {"gate", "dependency"} == {gate["kind"] for gate in closed}
    (gate,) = [gate for gate in closed if gate["kind"] == "gate"]
    assert (gate["on"], gate["who"]) == (f"gate:{number}", "lin")
    assert gate["remedy"] == f"teamx gate waive {number} --reason REASON"
    assert f"#{number}" in seed("gate", "list").out
    assert "nothing yet" in seed("gate", "show", number).out
    assert number not in [ticket["number"] for ticket in seed("ticket", "list", "--json").json]
    assert "  - key: gate-" in seed("export").out

    seed("ticket", "attach", 65, spec, "--type", "api_contract", "--status", "agreed")
    assert seed("gate", "show", number, "--json").json["is"] == "open"
    assert seed("undo").code == 0
    assert seed("do", f"waive gate {number} because we agreed on the phone", "--yes").code == 0
    assert seed("gate", "show", number, "--json").json["is"] == "waived"
    assert seed("ticket", "show", number).code == 4
