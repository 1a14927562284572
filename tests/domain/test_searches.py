"""The words by which records are looked for, and times as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.domain import moments
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.searches import EVERYTHING, PERSON, TEXT, TICKET, Term, parse

NOW = datetime(2026, 11, 21, 14, 3, 22, tzinfo=timezone(timedelta(hours=2)))


def test_parse__tells_people_tickets_fields_and_words_apart() -> None:
    search = parse('@ada #64 kind:wake -kind:run "goes round" -blue', ("kind", "since"))

    assert search.terms == (
        Term(PERSON, "ada"),
        Term(TICKET, "64"),
        Term("kind", "wake"),
        Term("kind", "run", is_negated=True),
        Term(TEXT, "goes round"),
        Term(TEXT, "blue", is_negated=True),
    )


def test_parse__of_nothing_lets_everything_through() -> None:
    assert parse("  ", ("kind",)) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "way_out"),
    [("colour:red", "kind:, since:"), ("#sixty", "#64"), ("kind:", "kind:"), ("@", "@")],
)
def test_parse__says_what_is_wrong_and_what_would_be_right(text: str, way_out: str) -> None:
    with pytest.raises(Invalid, match=way_out):
        parse(text, ("kind", "since"))


@given(st.text())
@settings(deadline=None)
def test_parse__understands_or_refuses_in_words_whatever_is_written(text: str) -> None:
    with suppress(Invalid):
        assert all(term.value for term in parse(text, ("kind",)).terms)


@given(st.text(st.characters(exclude_characters='"', exclude_categories=["Cs"]), min_size=1))
@settings(deadline=None)
def test_parse__looks_for_what_stands_in_quotes_as_it_is(text: str) -> None:
    assert parse(f'"{text}"', ()).wanted(TEXT) == (text,)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2h", NOW - timedelta(hours=2)),
        ("30m ago", NOW - timedelta(minutes=30)),
        ("now", NOW),
        ("today", NOW.replace(hour=0, minute=0, second=0)),
        ("yesterday", NOW.replace(day=20, hour=0, minute=0, second=0)),
        ("9:05", NOW.replace(hour=9, minute=5, second=0)),
        ("2026-11-20", NOW.replace(day=20, hour=0, minute=0, second=0)),
        ("2026-11-20T08:30", NOW.replace(day=20, hour=8, minute=30, second=0)),
        ("2026-11-20T08:30:00+00:00", NOW.replace(day=20, hour=10, minute=30, second=0)),
    ],
)
def test_moment__is_what_people_mean_where_they_are(text: str, moment: datetime) -> None:
    assert moments.parse(text, NOW) == moment


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,6}[smhdw:\-T][0-9:\-]{0,12}", fullmatch=True)))
@settings(deadline=None)
def test_moment__is_a_time_of_some_zone_or_refused_in_words(text: str) -> None:
    with suppress(Invalid):
        assert moments.parse(text, NOW).tzinfo is not None
