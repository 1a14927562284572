"""The vault: files found by their words, every version as it was handed in, and what tampering shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from teamx_tui.company import delivery, documents, transcripts, vault, views
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound
from tests.builders import Clock, charter, events, filing, founded, head


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Four files, one of them in three versions; two tickets have one of the same name."""
    clock = Clock(step_ms=1000)
    office = founded(tmp_path / "company.db", charter(("ada", "ben"), [filing(1), filing(2), filing(64)]), clock)
    for text in ("First.", "Second.", "Third, a time-series."):
        delivery.attach(office, 1, "plan.md", text, kind="markdown", actor="ada")
    delivery.attach(office, 2, "notes", "100 % of it_all", actor="ben")
    delivery.attach(office, 64, "notes", "nothing", actor="ada")
    delivery.attach(office, 64, "tokens.ts", "export const blue = 1;", kind="code", actor="ben")
    yield office
    office.close()


def names(found: vault.Found) -> list[tuple[int, str, int]]:
    return [(file.number, file.name, file.version) for file in found.files]


@pytest.mark.feature("T-28")
def test_find__lists_the_newest_version_of_each_file_the_latest_first(office: Office) -> None:
    found = vault.find(office)

    assert names(found) == [(64, "tokens.ts", 1), (64, "notes", 1), (2, "notes", 1), (1, "plan.md", 3)]
    assert [file.versions for file in found.files] == [1, 1, 1, 3]
    assert (found.shown, found.total) == (4, 4)


@pytest.mark.feature("T-28")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("time-series", ["plan.md"]),
        ("BLUE", ["tokens.ts"]),
        ("@ben", ["tokens.ts", "notes"]),
        ("#64 -kind:code", ["notes"]),
        ("kind:Code", ["tokens.ts"]),
        ("%", ["notes"]),
        ("it_all", ["notes"]),
        ("first", []),
    ],
)
def test_find__goes_by_producer_ticket_kind_and_words(office: Office, text: str, expected: list[str]) -> None:
    found = vault.find(office, text)

    assert [file.name for file in found.files] == expected
    assert (found.shown, found.total) == (len(expected), 4)


@pytest.mark.feature("T-28")
def test_read__gives_back_every_version_as_it_was_handed_in(office: Office) -> None:
    read = [vault.read(office, "plan.md", version=version) for version in (1, 2, 3)]

    assert [shown.content for shown in read] == ["First.", "Second.", "Third, a time-series."]
    assert all(shown.is_intact and shown.file.bytes == len(shown.content) for shown in read)
    assert vault.read(office, "plan.md").file.version == 3


def test_read__asks_for_the_ticket_when_several_have_the_name(office: Office) -> None:
    with pytest.raises(Invalid, match="#2, #64"):
        vault.read(office, "notes")

    assert vault.read(office, "notes", 2).content == "100 % of it_all"


@pytest.mark.parametrize(
    ("name", "version", "sentence"), [("plan.txt", None, r"plan\.md"), ("plan.md", 4, "1 to 3"), ("?", None, "tokens")]
)
def test_read__of_what_is_not_there_names_what_is(
    office: Office, name: str, version: int | None, sentence: str
) -> None:
    with pytest.raises(NotFound, match=sentence):
        vault.read(office, name, version=version)


@pytest.mark.feature("T-28")
def test_read__says_that_a_content_is_not_what_was_handed_in(office: Office) -> None:
    with closing(sqlite3.connect(office.store.path)) as hand, hand:
        hand.execute("UPDATE artifact SET content = content || '!' WHERE name = 'plan.md' AND version = 2")

    assert not vault.read(office, "plan.md", version=2).is_intact
    assert vault.read(office, "plan.md", version=3).is_intact


@pytest.mark.feature("T-28")
def test_status__of_a_file_stands_in_its_thread_and_is_told_once(office: Office) -> None:
    delivery.attach(office, 1, "api.md", "# API", type="api_contract", actor="ada")
    since = head(office)

    documents.set_status(office, "api.md", "agreed", number=1, actor="ben")

    said = views.thread(office, 1).entries[-1]
    assert (said.author, said.kind, said.body) == ("ben", "status", "api.md v1: proposed → agreed")
    assert [event.kind for event in events(office, since=since)] == ["artifact.status_set"]


def test_attachment__is_one_event_that_names_its_entry(office: Office) -> None:
    since = head(office)

    delivery.attach(office, 1, "plan.md", "Fourth.", actor="ada")

    [told] = events(office, since=since)
    assert (told.kind, told.data["message"]) == ("artifact.attached", transcripts.latest(office, 1).entries[-1].seq)
