"""The looks by which questions are answered: none of them changes anything, whatever it is given."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.commands import companies
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.company import founding
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, TeamxError
from teamx_tui.tools.eyes import LOOKS, Eye, Found, find
from tests.builders import Clock, play

WORDS = st.sampled_from(
    ["@priya", "#69", "#blocked", "panel", "frontend", "kind:ticket", "project:panel", "since:1d", "today", "this week"]
)
TEXT = st.one_of(WORDS, st.lists(WORDS, max_size=4).map(" ".join), st.text(max_size=30))
VALUE = st.one_of(
    TEXT,
    st.integers(60, 80),
    st.integers(),
    st.lists(st.one_of(TEXT, st.integers(60, 80)), max_size=5),
    st.none(),
    st.booleans(),
    st.sampled_from(["priya", "employee", "project", "day", "since the beginning"]),
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Eye]:
    """A company in the middle of its work."""
    path, clock = tmp_path_factory.mktemp("looks") / "company.db", Clock()
    founding.found(path, companies.read(companies.named_scenario("cross-functional-collaboration")), clock)
    office = Office.open(path, clock)
    play(office, 24)
    yield Eye(office, catalogue())
    office.close()


def everything(eye: Eye) -> str:
    """A digest of every row of the store, the event log's among them."""
    with sqlite3.connect(eye.office.store.path) as hand:
        return hashlib.sha256("\n".join(hand.iterdump()).encode()).hexdigest()


def given_to(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments of a look, right and wrong ones, and such as it does not have."""
    known = dict.fromkeys(LOOKS[name].arguments.model_fields, VALUE)
    return st.fixed_dictionaries({}, optional=known | {"force": VALUE})


@pytest.mark.feature("T-15")
@pytest.mark.parametrize("name", LOOKS)
def test_look__changes_nothing_whatever_it_is_given(story: Eye, name: str) -> None:
    before = everything(story)

    @given(given_to(name))
    def check(arguments: dict[str, Any]) -> None:
        with suppress(TeamxError):
            assert find(name).take(story, arguments).says

    check()
    assert everything(story) == before


@pytest.mark.feature("T-15")
@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("status", {}, "4 of 12 tickets done, 5 blocked, 0 running, 0 waiting for you; 0 workers on duty"),
        ("tickets", {"filter": "@priya #blocked"}, "5 tickets of 12"),
        ("why", {"number": 69}, "1 closed gate; it starts at #68"),
        ("about", {"words": ["frontend"]}, "phase Frontend: 2 tickets"),
        ("about", {"words": ["sky"]}, "nothing here is called that"),
        ("money", {"span": "this week", "by": "employee"}, "$0.00 in 0 model calls and 24 turns"),
        ("projects", {}, "Real-Time Collaboration Panel: 4 of 12 done, on track"),
        ("inbox", {}, "0 entries waiting for you"),
    ],
)
def test_look__says_in_a_sentence_what_it_found(story: Eye, name: str, arguments: dict[str, Any], says: str) -> None:
    found = find(name).take(story, arguments)

    assert isinstance(found, Found)
    assert found.says == says


def test_looks__say_what_they_are_and_what_they_read() -> None:
    assert all(look.help and look.reads and look.name == name for name, look in LOOKS.items())
    assert {"status", "tickets", "why", "critical_path", "people", "workloads", "money", "timeline", "projects"} <= {
        *LOOKS
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "why: number: Field required."),
        ({"number": 1, "force": True}, "why: force: Extra inputs are not permitted."),
    ],
)
def test_look__refuses_arguments_it_does_not_have(story: Eye, arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        find("why").take(story, arguments)

    assert str(refused.value) == sentence


def test_find__names_the_looks_there_are() -> None:
    with pytest.raises(Invalid, match=r"There is no look 'write'\. The looks are: status, tickets, due, why"):
        find("write")
