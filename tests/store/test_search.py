"""Full-text search: whatever is written is looked for, nothing that is written is an error, what is there is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teamx_tui.company import documents, vault
from teamx_tui.company.artifacts import Draft
from teamx_tui.company.office import Office
from teamx_tui.domain.text import storable
from teamx_tui.store import search
from teamx_tui.store.tables import index
from tests.builders import charter, filing, founded, passing

ANY = st.text(max_size=60)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ['"', "'", "*", "AND", "OR", "NOT", "NEAR(", ")", "^", ":", "{a}:", "name:x", "-", "+", "a", "\x00", "\\"]
        ),
        st.text(max_size=6),
    ),
    max_size=8,
).map(" ".join)


@pytest.fixture(params=["indexed", "letter by letter"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A company whose texts are indexed, and one where SQLite cannot."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "indexed":
            patch.setattr(index, "is_possible", lambda: False)
        office = founded(tmp_path / "company.db", charter(1, [filing(1)]))
        yield office
        office.close()


@pytest.mark.feature("T-28")
@given(text=ANY, query=ANY | PIECES)
@example(text="", query='"')
@example(text="a", query='a"*')
@example(text="x", query="a AND")
@settings(deadline=None, max_examples=80)
def test_search__is_never_an_error(text: str, query: str) -> None:
    with passing(charter(1)) as office:
        documents.add(office, Draft("notes", text))

        vault.search(office, query)


@pytest.mark.feature("T-28")
@given(before=ANY, word=st.text(min_size=1, max_size=12).filter(lambda word: len(word.split()) == 1), after=ANY)
@example(before="", word="time-series", after="x")
@example(before="", word='"', after="")
@example(before="", word="Ünïcode…", after="")
@settings(deadline=None, max_examples=80)
def test_search__finds_every_word_that_stands_in_a_text(before: str, word: str, after: str) -> None:
    with passing(charter(1)) as office:
        documents.add(office, Draft("notes", f"{before} {word} {after}"))
        documents.add(office, Draft("others", "nothing of the kind"))

        found = vault.search(office, storable(word))

        assert "notes" in [file.name for file in found.files]


@pytest.mark.feature("T-28")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("time-series", ["a.md"]),
        ("TIME SERIES", ["a.md"]),
        ("time-ser", ["a.md"]),
        ("series-time", []),
        ('"time-series"', ["a.md"]),
        ("blue", ["b"]),
        ("%", ["b"]),
        ("100 %", ["b"]),
    ],
)
def test_search__goes_by_words_and_survives_punctuation(tmp_path: Path, query: str, names: list[str]) -> None:
    office = founded(tmp_path / "company.db", charter(1))
    documents.add(office, Draft("a.md", "We keep a time-series of it."))
    documents.add(office, Draft("b", "100 % of what is tagged", tags=("blue",)))

    found = vault.search(office, query)

    assert [file.name for file in found.files] == names
    office.close()


@pytest.mark.feature("T-28")
def test_search__puts_what_fits_best_first_and_shows_it(tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", charter(1))
    documents.add(office, Draft("latency.md", "How long an answer takes."))
    documents.add(office, Draft("long.md", "word " * 400 + "latency " + "word " * 400))
    documents.add(office, Draft("other.md", "nothing"))

    found = vault.search(office, "latency")

    assert [file.name for file in found.files] == ["latency.md", "long.md"]
    assert "«latency»" in found.snippets[found.files[1].id]
    assert len(found.snippets[found.files[1].id]) < 100
    office.close()


@pytest.mark.feature("T-28")
def test_search__goes_by_the_newest_version_only(office: Office) -> None:
    for text in ("an old word", "a new word"):
        documents.add(office, Draft("plan", text), number=1)

    assert [file.version for file in vault.search(office, "word").files] == [2]
    assert vault.search(office, "old").files == ()
    assert [file.version for file in vault.search(office, "new").files] == [2]


@pytest.mark.feature("T-28")
def test_search__finds_tags_as_soon_as_they_are_given(office: Office) -> None:
    documents.add(office, Draft("plan", "text"), number=1)
    documents.tag(office, "plan", ["Überblick"])

    assert [file.name for file in vault.search(office, "überblick").files] == ["plan"]
    assert [file.name for file in vault.find(office, "tag:überblick").files] == ["plan"]
    documents.tag(office, "plan", [], ["überblick"])
    assert vault.search(office, "überblick").files == ()


def test_search__without_an_index_says_so_and_finds_all_the_same(office: Office) -> None:
    documents.add(office, Draft("plan", "a time-series"), number=1)

    found = vault.search(office, "time-series")

    assert [file.name for file in found.files] == ["plan"]
    assert found.is_indexed is index.is_possible()


def test_keep__makes_the_index_where_there_was_none(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "is_possible", lambda: False)
        office = founded(tmp_path / "company.db", charter(1))
        documents.add(office, Draft("first", "a word"))
    documents.add(office, Draft("second", "a word"))

    with office.look() as connection:
        assert search.is_indexed(connection)
    assert {file.name for file in vault.search(office, "word").files} == {"first", "second"}
    office.close()
