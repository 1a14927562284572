"""A conversation in windows: every entry once and in order, wherever one begins to read."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.company import calls, threads, transcripts
from teamx_tui.company.office import Office
from teamx_tui.company.transcripts import Page, Said
from teamx_tui.domain.errors import NotFound
from tests.builders import Call, Clock, carry, charter, claim, filing, passing, says, turn

BRINGS_IN: Final[Call] = ("add_participant", {"handle": "cleo"})
REFUSED: Final[Call] = ("unblock", {"text": "There is no block."})


def told(said: Said) -> str:
    return said.body if said.kind != transcripts.CALL else f"({said.author} {said.payload['tool']})"


def talk(office: Office, steps: list[str]) -> list[str]:
    """Say and do things one after the other, each at a time of its own; return what a reader should find, in order."""
    clock, expected = office.clock, []
    assert isinstance(clock, Clock)
    for at, step in enumerate(steps):
        clock.advance(1)
        if step == "operator":
            threads.comment(office, 1, f"@ada {at}")
            expected.append(f"@ada {at}")
            continue
        threads.comment(office, 1, f"@ada now {at}")
        made = {"says": [says(f"Yes {at}.")], "refused": [REFUSED, says(f"Yes {at}."), REFUSED]}[step]
        carry(office, claim(office, 1, "ada"), *made)
        words = {"says": [f"Yes {at}."], "refused": ["(ada unblock)", f"Yes {at}.", "(ada unblock)"]}[step]
        expected += [f"@ada now {at}", *words]
    return expected


conversations = st.lists(st.sampled_from(["operator", "says", "refused"]), max_size=12)


@given(conversations, st.integers(1, 5))
@settings(deadline=None, max_examples=25)
def test_pages__read_backwards_give_everything_once_and_in_order(steps: list[str], most: int) -> None:
    with passing(charter(3, [filing(1)]), Clock()) as office:
        expected = talk(office, steps)

        page = transcripts.latest(office, 1, most)
        pages = [page]
        while page.earlier:
            page = transcripts.before(office, 1, _first(page), most)
            pages.append(page)

        assert [told(said) for page in reversed(pages) for said in page.entries] == expected
        assert all(page.earlier + _messages(page) + page.later == _total(expected) for page in pages)


@given(conversations, st.integers(1, 5))
@settings(deadline=None, max_examples=25)
def test_pages__read_forwards_give_everything_once_and_in_order(steps: list[str], most: int) -> None:
    with passing(charter(3, [filing(1)]), Clock()) as office:
        expected = talk(office, steps)

        page = transcripts.first(office, 1, most)
        found = list(page.entries)
        while page.later:
            page = transcripts.after(office, 1, _last(page), most)
            known = {said.key for said in found}
            found += [said for said in page.entries if said.key not in known]

        assert [told(said) for said in found] == expected


def _messages(page: Page) -> int:
    return sum(said.kind != transcripts.CALL for said in page.entries)


def _total(expected: list[str]) -> int:
    return sum(not words.startswith("(") for words in expected)


def _first(page: Page) -> int:
    return next(said.seq for said in page.entries if said.kind != transcripts.CALL)


def _last(page: Page) -> int:
    return next(said.seq for said in reversed(page.entries) if said.kind != transcripts.CALL)


def test_after__the_end_tells_what_was_done_in_silence_since() -> None:
    with passing(charter(3, [filing(1)]), Clock()) as office:
        message = threads.comment(office, 1, "@ada get help")
        assert transcripts.after(office, 1, message).entries == ()

        carry(office, claim(office, 1, "ada"), BRINGS_IN)

        (said,) = transcripts.after(office, 1, message).entries
        assert (said.author, said.kind, said.payload["tool"]) == ("ada", transcripts.CALL, "add_participant")


def test_page__knows_what_a_later_entry_took_back() -> None:
    with passing(charter(1, [filing(1)])) as office:
        COMMANDS["ticket comment"](office, number=1, text="Make it blue.")
        COMMANDS["undo"](office)

        first = transcripts.first(office, 1, 1)

        assert [(said.body, said.is_taken_back) for said in first.entries] == [("Make it blue.", True)]


def test_pages__of_no_ticket_say_so() -> None:
    with passing(charter(1, [])) as office, pytest.raises(NotFound, match="no ticket #9"):
        transcripts.latest(office, 9)


@pytest.mark.feature("T-10")
def test_call__is_kept_with_arguments_result_and_its_turn() -> None:
    with passing(charter(2, [filing(1)]), Clock(step_ms=1)) as office:
        turn(office, 1, "ada", says("Hello."), ("pass", {}))

        first, second = calls.on_ticket(office, 1)

        assert (first.no, first.tool, first.is_ok, first.result) == (1, "comment", True, "Posted.")
        assert first.arguments["text"] == "Hello."
        assert (first.turn.employee, first.turn.attempt, first.turn.outcome) == ("ada", 1, "finished")
        assert first.turn.started_at_ms < (first.turn.ended_at_ms or 0)
        assert calls.of_turn(office, first.turn.run) == (first.turn, (first, second))
        assert calls.one(office, first.turn.run, 2) == second


def test_call__that_was_never_made_says_so() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(NotFound, match="no turn 7"):
        calls.of_turn(office, 7)
