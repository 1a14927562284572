"""Artifacts, checks, reviews and the end of a ticket."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import artifacts, delivery, links, views
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.transcripts import Said
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.tickets import State
from tests.builders import carry, charter, claim, events, filing, head, passing, queued, says, turn, woken


def last(office: Office, number: int = 1) -> Said:
    return views.thread(office, number).entries[-1]


# --- artifacts ---


@pytest.mark.feature("X-12")
def test_attach__keeps_the_text_its_maker_and_its_fingerprint() -> None:
    with passing(charter(1, [filing(1)])) as office:
        delivery.attach(office, 1, "notes.md", "# Blue\n", kind="markdown", actor="ada")

        (made,) = views.thread(office, 1).artifacts
        assert (made.name, made.kind, made.producer, made.version) == ("notes.md", "markdown", "ada", 1)
        assert (made.content, made.sha256) == ("# Blue\n", hashlib.sha256(b"# Blue\n").hexdigest())
        assert (last(office).author, last(office).kind) == ("ada", "attachment")
        assert last(office).payload == {"name": "notes.md", "kind": "markdown", "version": 1, "bytes": 7}


@pytest.mark.feature("X-12")
def test_attach__of_the_same_name_again_is_a_new_version_and_keeps_the_old() -> None:
    with passing(charter(1, [filing(1), filing(2)])) as office:
        versions = [delivery.attach(office, 1, "a.txt", text) for text in ("one", "two", "three")]
        elsewhere = delivery.attach(office, 2, "a.txt", "one")

        assert (versions, elsewhere) == ([1, 2, 3], 1)
        assert [made.content for made in views.thread(office, 1).artifacts] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("", "x"), ("  ", "x"), ("big", "x" * (artifacts.LARGEST_BYTES + 1))],
    ids=["nameless", "blank", "too large"],
)
def test_attach__of_something_nameless_or_too_large_is_refused_and_nothing_is_written(name: str, content: str) -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = head(office)

        with pytest.raises(Invalid, match="needs a name and is at most one megabyte"):
            delivery.attach(office, 1, name, content)

        assert head(office) == before


@given(content=st.text(max_size=60))
@settings(deadline=None, max_examples=15)
def test_attach__takes_any_text_at_all(content: str) -> None:
    with passing(charter(1, [filing(1)])) as office:
        delivery.attach(office, 1, "any", content)

        (made,) = views.thread(office, 1).artifacts
        assert made.sha256 == hashlib.sha256(made.content.encode()).hexdigest()


def test_attach__to_no_ticket_says_so() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(NotFound, match="no ticket #9"):
        delivery.attach(office, 9, "a", "b")


# --- checks ---


@pytest.mark.feature("X-11")
@pytest.mark.parametrize(
    ("results", "counts", "words"),
    [
        ({"loads": "pass", "saves": "pass"}, (2, 0), "smoke: all 2 passed"),
        ({"loads": "pass", "saves": "fail"}, (1, 1), "smoke: 1 passed, 1 failed"),
        ({"loads": "fail"}, (0, 1), "smoke: 0 passed, 1 failed"),
    ],
)
def test_check__is_kept_item_by_item_and_counted(results: dict[str, str], counts: tuple[int, int], words: str) -> None:
    with passing(charter(1, [filing(1)])) as office:
        assert delivery.check(office, 1, "smoke", results, note="on staging", actor="ada") == counts

        assert (last(office).kind, last(office).body) == ("tool", words)
        assert last(office).payload == {"tool": "smoke", "results": results, "note": "on staging"}


# --- review and end ---


def test_request_review__moves_the_ticket_and_wakes_whoever_answers_for_it() -> None:
    with passing(charter(2, [filing(1, accountable=["ben"])])) as office:
        claimed = claim(office, 1, "ada")
        before = head(office)

        carry(office, claimed, ("request_review", {"text": "Please look."}))

        assert views.ticket(office, 1).state is State.IN_REVIEW
        assert (last(office).kind, last(office).body) == ("review", "Please look.")
        assert queued(office) == [(1, "ben")]
        moved = events(office, "ticket.moved", since=before)[-1]
        assert (moved.data["old"], moved.data["new"]) == (State.IN_PROGRESS, State.IN_REVIEW)


def test_request_review__of_what_has_not_begun_is_refused_whole() -> None:
    with passing(charter(2, [filing(1)])) as office:
        before = head(office)

        with pytest.raises(Refused, match="it may become"):
            delivery.request_review(office, 1, "Please look.", actor="ada")

        assert (head(office), views.thread(office, 1).entries) == (before, ())


@pytest.mark.parametrize("who", ["ada", "ben", OPERATOR])
def test_finish__is_for_the_responsible_the_accountable_and_the_operator(who: str) -> None:
    with passing(charter(4, [filing(1, accountable=["ben"], consulted=["cleo"], informed=["dan"])])) as office:
        delivery.finish(office, 1, "It works.", actor=who)

        assert views.ticket(office, 1).state is State.DONE
        assert views.thread(office, 1).reason == "It works."
        assert (last(office).author, last(office).kind, last(office).body) == (who, "done", "It works.")


@pytest.mark.parametrize("who", ["cleo", "dan", "eve"])
def test_finish__by_anybody_else_is_refused_whole(who: str) -> None:
    with passing(charter(5, [filing(1, accountable=["ben"], consulted=["cleo"], informed=["dan"])])) as office:
        before = head(office)

        with pytest.raises(Refused, match=f"@{who} is neither responsible nor accountable for #1"):
            delivery.finish(office, 1, "It works.", actor=who)

        assert (head(office), views.thread(office, 1).entries) == (before, ())


def test_finish__without_a_resolution_is_refused() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(Invalid, match="empty message"):
        delivery.finish(office, 1, " ", actor="ada")


@pytest.mark.feature("X-13")
def test_finish__of_a_waiting_ticket_is_refused_and_told_to_the_employee() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        claimed = claim(office, 2, "ben")
        links.link(office, 1, 2)

        said, refused = carry(office, claimed, says("Done, I think."), ("finish", {"resolution": "It works."}))

        assert (said.ok, refused.ok) == (True, False)
        assert "it waits for #1 (open)" in refused.text
        assert [entry.kind for entry in views.thread(office, 2).entries] == ["comment"]
        assert views.ticket(office, 2).state is State.IN_PROGRESS


@pytest.mark.feature("X-14")
def test_finish__in_a_turn_wakes_the_next_in_line_as_work_not_as_talk() -> None:
    with passing(charter(2, [filing(1), filing(2, "ada"), filing(3, "ben")], [(1, 2), (1, 3)])) as office:
        before = head(office)

        turn(office, 1, "ada", ("finish", {"resolution": "It works."}))

        assert woken(office, before) == [(2, "ada", "ready"), (3, "ben", "ready")]
        assert {event.data["hop"] for event in events(office, "wake.queued", since=before)} == {0}
