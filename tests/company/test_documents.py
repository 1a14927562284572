"""What employees do in the vault by their tools: look, read, write, and say how far something has come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teamx_tui.company import vault
from teamx_tui.company.founding import Project
from teamx_tui.company.office import Office
from teamx_tui.tools import hands
from tests.builders import Call, carry, charter, claim, filing, founded, turn

PART = hands.vault.PART


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    paper = charter(2, [filing(1, "ada", project="panel"), filing(2, "ben")], projects=[Project("panel", "The panel")])
    office = founded(tmp_path / "company.db", paper)
    yield office
    office.close()


def write(name: str, content: str, **more: object) -> Call:
    return "write_document", {"name": name, "content": content, **more}


@pytest.mark.feature("T-28")
def test_write_document__keeps_versions_for_company_project_and_ticket(office: Office) -> None:
    results = turn(
        office,
        1,
        "ada",
        write("guide.md", "First."),
        write("guide.md", "Second.", tags="style"),
        write("plan.md", "A plan.", place="project"),
        write("notes.md", "Some notes.", place="ticket"),
    )

    assert [result.text for result in results][:2] == ["Written as version 1.", "Written as version 2."]
    files = {file.name: file for file in vault.find(office).files}
    assert {name: file.place for name, file in files.items()} == {
        "guide.md": "company",
        "plan.md": "project panel",
        "notes.md": "#1",
    }
    assert (files["guide.md"].version, files["guide.md"].tags, files["guide.md"].producer) == (2, ("style",), "ada")


@pytest.mark.feature("T-28")
def test_search_and_read__give_an_employee_what_colleagues_wrote(office: Office) -> None:
    turn(office, 1, "ada", write("guide.md", "Keep a time-series of it.", tags=["style"]))

    found, read, older = turn(
        office,
        2,
        "ben",
        ("search_vault", {"text": "time-series"}),
        ("read_document", {"name": "guide.md"}),
        ("search_vault", {"text": 'nothing "like* it'}),
    )

    assert found.text.startswith("guide.md (markdown, #style), version 1, @ada, company: Keep a «time-series»")
    assert (read.text, older.text) == ("Keep a time-series of it.", "Nothing like that is in the vault.")


@pytest.mark.feature("T-28")
def test_read_document__gives_a_long_one_in_parts(office: Office) -> None:
    text = "".join(f"{number:06}" for number in range(PART // 4))
    turn(office, 1, "ada", write("long.txt", text))

    first, second = turn(
        office,
        2,
        "ben",
        ("read_document", {"name": "long.txt"}),
        ("read_document", {"name": "long.txt", "offset": PART}),
    )

    assert first.text == f"{text[:PART]}\n[{len(text) - PART} characters are left; go on with offset {PART}]"
    assert second.text == text[PART:]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (write("plan.md", "x", place="project"), "#2 belongs to no project"),
        (write("plan.md", "x", tags=["a,b"]), "is no tag"),
        (write("plan.md", "x" * (1024 * 1024 + 1)), "at most one megabyte"),
        (write("plan.md", "x", status="done", type="api_contract"), "never done"),
        (("set_status", {"name": "none", "status": "agreed"}), "There is no file 'none'"),
        (("read_document", {"name": "none"}), "There is no file 'none'"),
    ],
)
def test_tools__tell_an_employee_what_cannot_be(office: Office, call: Call, sentence: str) -> None:
    (result,) = carry(office, claim(office, 2, "ben"), call)

    assert (result.ok, sentence in result.text) == (False, True)
