"""Talking in a thread: who is mentioned, who takes part, and what a removed person no longer gets."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import decisions, links, runs, seats, threads, tickets, views
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import State
from tests.builders import (
    carry,
    charter,
    claim,
    events,
    filing,
    finishes,
    head,
    passing,
    queued,
    says,
    try_claim,
    turn,
    woken,
)


def parts(office: Office, number: int = 1) -> dict[str, str]:
    return dict(views.ticket(office, number).participants)


def bodies(office: Office, number: int = 1) -> list[tuple[str, str, str]]:
    return [(said.author, said.kind, said.body) for said in views.thread(office, number).entries]


# --- comments ---


def test_comment__is_kept_word_for_word_with_its_author() -> None:
    with passing(charter(1, [filing(1)])) as office:
        message = threads.comment(office, 1, "Two lines:\nsee [note] and *this*")

        (said,) = views.thread(office, 1).entries
        assert (said.seq, said.author, said.kind) == (message, "operator", "comment")
        assert said.body == "Two lines:\nsee [note] and *this*"
        assert not said.scripted
        posted = events(office, "message.posted")[-1]
        assert posted.data == {"number": 1, "author": "operator", "kind": "comment", "message": message, "mentions": []}


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_comment__that_says_nothing_is_refused(text: str) -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = head(office)

        with pytest.raises(Invalid, match="empty message"):
            threads.comment(office, 1, text)

        assert head(office) == before


def test_comment__of_hostile_text_is_stored_harmless() -> None:
    with passing(charter(1, [filing(1)])) as office:
        threads.comment(office, 1, "before\x1b]52;c;aGVsbG8=\x07after")

        assert "\x1b" not in views.thread(office, 1).entries[0].body


@pytest.mark.feature("T-8")
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@ben look", ["ben"]),
        ("thanks, @ben.", ["ben"]),
        ("@Ben, @BEN and @ben's cat", ["ben"]),
        ("(@ben, @cleo)", ["ben", "cleo"]),
        ("ben@example.org and /@ben", []),
        ("@nobody and @@ben", []),
        ("@all of you", ["all"]),
    ],
)
def test_mentions__are_the_handles_written_with_an_at_sign(text: str, named: list[str]) -> None:
    with passing(charter(3, [filing(1)])) as office:
        threads.comment(office, 1, text)

        assert list(views.thread(office, 1).entries[0].mentions) == named


@pytest.mark.feature("T-8")
def test_mention__of_an_outsider_adds_and_wakes_them() -> None:
    with passing(charter(3, [filing(1)])) as office:
        before = head(office)

        turn(office, 1, "ada", says("What does @cleo think?"))

        assert parts(office) == {"ada": "R", "cleo": "C"}
        assert woken(office, before) == [(1, "cleo", "mention")]
        added = events(office, "participant.added", since=before)
        assert [(event.actor, event.data["employee"]) for event in added] == [("ada", "cleo")]


@pytest.mark.feature("T-8")
def test_mention__by_the_operator_of_an_outsider_adds_and_wakes_them() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])])) as office:
        before = head(office)

        threads.mention(office, 1, ["@cleo"], "please", actor="operator")

        assert parts(office)["cleo"] == "C"
        assert (1, "cleo", "operator_comment") in woken(office, before)
        assert bodies(office) == [("operator", "comment", "@cleo please")]


def test_mention__of_somebody_unknown_by_argument_is_refused_whole() -> None:
    with passing(charter(2, [filing(1)])) as office:
        before = head(office)

        with pytest.raises(NotFound, match="no employee @zoe"):
            threads.comment(office, 1, "hello", mentions=["ben", "zoe"])

        assert (head(office), parts(office)) == (before, {"ada": "R"})


# --- participants ---


@pytest.mark.feature("X-6")
def test_add_participant__wakes_the_new_one_with_the_thread_so_far() -> None:
    with passing(charter(3, [filing(1)])) as office:
        turn(office, 1, "ada", says("First."), says("Second."))
        before = head(office)

        threads.add_participant(office, 1, "ben", "consulted")

        assert woken(office, before) == [(1, "ben", "added")]
        assert claim(office, 1, "ben").part == "consulted"
        (added,) = events(office, "participant.added", since=before)
        assert (added.actor, added.data) == ("operator", {"number": 1, "employee": "ben", "raci": "C", "old": None})


@pytest.mark.feature("X-6")
def test_add_participant__wakes_the_new_one_though_nobody_has_said_anything_yet() -> None:
    with passing(charter(3, [filing(1)])) as office:
        threads.add_participant(office, 1, "ben", "consulted")

        assert claim(office, 1, "ben").cause == "added"


@pytest.mark.feature("X-6", "X-14")
def test_add_participant__to_a_waiting_ticket_wakes_them_when_it_is_ready() -> None:
    with passing(charter(3, [filing(1), filing(2)], [(1, 2)])) as office:
        threads.add_participant(office, 2, "ben", "consulted")
        assert try_claim(office, 2, "ben")[0] == []

        tickets.move(office, 1, "done", "ready")

        claim(office, 2, "ben")


@pytest.mark.feature("T-7")
def test_add_participant__again_changes_the_part_and_wakes_nobody() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])])) as office:
        before = head(office)

        threads.add_participant(office, 1, "ben", "A")
        threads.add_participant(office, 1, "ben", "accountable")

        assert parts(office)["ben"] == "A"
        assert woken(office, before) == []
        assert len(events(office, "participant.added", since=before)) == 1


@pytest.mark.parametrize(
    ("handle", "raci", "error", "said"),
    [
        ("ben", "boss", Invalid, "accountable, consulted, informed"),
        ("ben", "responsible", Invalid, "teamx ticket assign"),
        ("ada", "consulted", Refused, "assign it to somebody else"),
        ("zoe", "consulted", NotFound, "no employee @zoe"),
    ],
)
def test_add_participant__says_what_is_wrong(handle: str, raci: str, error: type[Exception], said: str) -> None:
    with passing(charter(2, [filing(1)])) as office, pytest.raises(error, match=said):
        threads.add_participant(office, 1, handle, raci)


@pytest.mark.feature("T-7")
def test_remove_participant__takes_the_wake_back_and_keeps_what_they_said() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])])) as office:
        turn(office, 1, "ben", says("I was here."))
        threads.comment(office, 1, "@ben once more")

        seats.remove(office, 1, "ben")

        assert queued(office) == [(1, "ada")]
        assert parts(office) == {"ada": "R"}
        assert ("ben", "comment", "I was here.") in bodies(office)


@pytest.mark.parametrize(
    ("handle", "error", "said"),
    [
        ("ada", Refused, "assign it to somebody else"),
        ("ben", NotFound, "takes no part"),
        ("zoe", NotFound, "no employee @zoe"),
    ],
)
def test_remove_participant__says_what_is_wrong(handle: str, error: type[Exception], said: str) -> None:
    with passing(charter(2, [filing(1)])) as office, pytest.raises(error, match=said):
        seats.remove(office, 1, handle)


def _become_ready(office: Office) -> None:
    tickets.move(office, 1, "on_hold", "later")
    tickets.move(office, 1, "open")


def _lose_a_blocker(office: Office) -> None:
    links.link(office, 2, 1)
    links.unlink(office, 2, 1)


def _call_all(office: Office) -> None:
    threads.comment(office, 1, "@all of you")


def _call_all_from_a_turn(office: Office) -> None:
    turn(office, 1, "ada", says("@all of you"))


def _hand_in(office: Office) -> None:
    turn(office, 1, "ada", ("request_review", {"text": "Please look."}))


def _reopen(office: Office) -> None:
    tickets.move(office, 1, "done", "ready")
    tickets.move(office, 1, "open", "not yet")


def _answer_what_they_asked(office: Office) -> None:
    turn(office, 1, "ada", ("answer", {"text": "Blue."}))


def _answer_what_they_asked_the_operator(office: Office) -> None:
    decisions.settle(office, _entry(office, "question", "operator"), "Blue.")


def _lift_their_block(office: Office) -> None:
    decisions.unblock(office, 1, "It is over.", actor="operator")


def _entry(office: Office, kind: str, asked_of: str) -> int:
    opened = [event.data for event in events(office, "decision.opened")]
    return next(int(data["decision"]) for data in opened if (data["about"], data["asked_of"]) == (kind, asked_of))


REMOVED_AND = [
    _become_ready,
    _lose_a_blocker,
    _call_all,
    _call_all_from_a_turn,
    _hand_in,
    _reopen,
    _answer_what_they_asked,
    _answer_what_they_asked_the_operator,
    _lift_their_block,
]


@pytest.mark.feature("T-7")
@pytest.mark.parametrize("happens", REMOVED_AND, ids=lambda happens: happens.__name__.strip("_"))
def test_removed_person__is_never_woken(happens: Callable[[Office], None]) -> None:
    """Ben was accountable, asked Ada and the operator, and blocked the ticket. Then he was taken out."""
    with passing(charter(3, [filing(1, accountable=["ben"]), filing(2, "cleo")])) as office:
        ben = claim(office, 1, "ben")
        carry(
            office,
            ben,
            ("ask", {"question": "Which colour?", "to": "ada"}),
            ("ask", {"question": "How much?", "to": "operator"}),
            *([("block", {"reason": "no paint"})] if happens is _lift_their_block else []),
        )
        seats.remove(office, 1, "ben")
        before = head(office)

        happens(office)

        assert not [wake for wake in woken(office, before) if wake[1] == "ben"]
        assert (1, "ben") not in queued(office)


@pytest.mark.feature("T-7")
def test_removed_person__does_not_come_back_when_their_turn_fails() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])])) as office:
        going_on = claim(office, 1, "ben")
        seats.remove(office, 1, "ben")

        runs.give_back(office, going_on, Mishap.TRANSIENT, "the host is busy")

        assert (1, "ben") not in queued(office)
        assert events(office, "wake.dropped")[-1].data["reason"] == "removed from the thread"


@pytest.mark.feature("T-7", "T-8")
def test_removed_person__comes_back_when_they_are_called_by_name() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])])) as office:
        seats.remove(office, 1, "ben")

        threads.comment(office, 1, "@ben we need you after all")

        assert parts(office)["ben"] == "C"
        assert (1, "ben") in queued(office)


@given(words=st.text(alphabet="@abn cleo.,!-_/", max_size=30))
@settings(deadline=None, max_examples=60)
def test_handles_written__finds_only_known_handles_and_each_once(words: str) -> None:
    found = threads.handles_written(words, {"ada", "ben", "cleo"})

    assert len(found) == len(set(found))
    assert set(found) <= {"ada", "ben", "cleo", "all"}
    assert all(f"@{handle}" in words for handle in found)


def test_comment__in_a_ticket_that_is_over_is_recorded_and_wakes_nobody() -> None:
    with passing(charter(2, [filing(1, consulted=["ben"])])) as office:
        turn(office, 1, "ada", finishes())
        before = head(office)

        threads.comment(office, 1, "@ben well done, @all")

        assert woken(office, before) == []
        assert bodies(office)[-1] == ("operator", "comment", "@ben well done, @all")
        assert views.ticket(office, 1).state is State.DONE
