"""The words by which tickets are looked for."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.filters import EVERYTHING, KNOWN, Field, Filter, Term, parse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("   ", []),
        ("@priya", [Term(Field.PERSON, "priya")]),
        ("#64", [Term(Field.NUMBER, "64")]),
        ("#blocked", [Term(Field.CONDITION, "blocked")]),
        ("#In-Review", [Term(Field.CONDITION, "in_review")]),
        ("project:panel", [Term(Field.PROJECT, "panel")]),
        ('phase:"Front end"', [Term(Field.PHASE, "Front end")]),
        ("PRIORITY:High", [Term(Field.PRIORITY, "high")]),
        ("label:ui", [Term(Field.LABEL, "ui")]),
        ("state:on-hold", [Term(Field.STATE, "on_hold")]),
        ("is:unassigned", [Term(Field.IS, "unassigned")]),
        ("#late", [Term(Field.IS, "late")]),
        ("-#Overdue", [Term(Field.IS, "late", is_negated=True)]),
        ("is:overdue", [Term(Field.IS, "late")]),
        ("-#done", [Term(Field.CONDITION, "done", is_negated=True)]),
        ("-project:panel", [Term(Field.PROJECT, "panel", is_negated=True)]),
        ("user stories", [Term(Field.TITLE, "user"), Term(Field.TITLE, "stories")]),
        ('"user stories"', [Term(Field.TITLE, "user stories")]),
        ('"re: a letter"', [Term(Field.TITLE, "re: a letter")]),
        ("12:30", [Term(Field.TITLE, "12:30")]),
        ("well-known", [Term(Field.TITLE, "well-known")]),
        ('"not closed', [Term(Field.TITLE, "not closed")]),
        ('""', []),
        ("@priya  #blocked", [Term(Field.PERSON, "priya"), Term(Field.CONDITION, "blocked")]),
    ],
)
def test_parse__understands(text: str, terms: list[Term]) -> None:
    assert parse(text) == Filter(tuple(terms))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("#blokced", "There is no condition 'blokced'. There are: draft, ready, blocked, working, waiting, "),
        ("#tardy", "skipped, cancelled, late."),
        ("priority:urgent", "There is no priority 'urgent'. There are: low, medium, high, critical."),
        ("state:blocked", "There is no state 'blocked'. There are: draft, open, in-progress, "),
        ("is:open", "There is no mark 'open'. There are: unassigned, private, late."),
        ("proj:panel", "There is no field 'proj'. Tickets are found by @name, #condition, #number, project:, phase:, "),
        ("@", "Nothing follows '@'; write it as in @elena."),
        ("label:", "Nothing follows 'label:'; write it as in label:word."),
        ("#1234567890123456", "There is no condition '1234567890123456'."),
        ("-", "Nothing follows '-'; write it as in -#done."),
    ],
)
def test_parse__says_what_there_is_instead(text: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text)

    assert sentence in str(refused.value)


@given(st.text(alphabet=st.sampled_from('@#-:" ab1_') | st.characters(), max_size=30))
def test_parse__refuses_with_one_sentence_or_not_at_all(text: str) -> None:
    with suppress(Invalid):
        assert all(term.value for term in parse(text).terms)


@given(st.lists(st.sampled_from([(field, word) for field, words in KNOWN.items() for word in words]), max_size=6))
def test_parse__understands_every_word_it_names(chosen: list[tuple[Field, str]]) -> None:
    text = " ".join(f"#{word}" if field is Field.CONDITION else f"{field}:{word}" for field, word in chosen)

    assert parse(text).terms == tuple(Term(field, word) for field, word in chosen)


def test_filter__tells_what_is_wanted_from_what_is_not() -> None:
    wanted = parse("@ada -@ben @cleo")

    assert wanted.wanted(Field.PERSON) == ("ada", "cleo")
    assert wanted.unwanted(Field.PERSON) == ("ben",)
    assert wanted.wanted(Field.LABEL) == ()
    assert parse("") == EVERYTHING
