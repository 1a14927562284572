"""Whoever takes no part in a ticket any more keeps nobody waiting: what was asked of them is asked of somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from teamx_tui.commands import COMMANDS
from teamx_tui.company import decisions, departures, inbox, links, runs, seats, threads, tickets, undo
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.retries import Mishap
from tests.builders import Call, charter, claim, filing, finishes, head, passing, queued, turn, woken


def order(office: Office, name: str, /, **given: Any) -> None:
    COMMANDS[name](office, **given)


def waiting(office: Office) -> list[tuple[str, str]]:
    """What is open, and who must answer it."""
    return [(entry.kind, entry.asked_of) for entry in inbox.waiting(office, None)]


# --- reviews ---

UNANSWERABLE: Final[dict[str, Callable[[Office], None]]] = {
    "removed": lambda office: seats.remove(office, 1, "ben"),
    "consulted": lambda office: threads.add_participant(office, 1, "ben", "consulted"),
    "assigned": lambda office: tickets.assign(office, 1, "ben"),
    "left": lambda office: departures.leave(office, "ben"),
}


@pytest.mark.parametrize("how", UNANSWERABLE)
@pytest.mark.parametrize("has_passed", [False, True])
def test_review__goes_to_the_operator_once_nobody_is_accountable_any_more(how: str, has_passed: bool) -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"])])) as office:
        turn(office, 1, "ada", ("request_review", {"text": "Look."}))
        if has_passed:
            turn(office, 1, "ben")
        assert waiting(office) == []

        UNANSWERABLE[how](office)

        assert waiting(office) == [("review", OPERATOR)]


def test_review__handed_over_to_whoever_would_review_it_goes_to_the_operator() -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"])])) as office:
        offer: Call = ("hand_off", {"to": "ben", "note": "Yours.", "next": "Go on."})
        turn(office, 1, "ada", ("request_review", {"text": "Look."}), offer)
        turn(office, 1, "ben", ("accept", {}))

        assert waiting(office) == [("review", OPERATOR)]


def test_review__by_somebody_muted_is_asked_of_the_operator_who_is_told_why() -> None:
    with passing(charter(2, [filing(1, "ada", accountable=["ben"])])) as office:
        with office.act(OPERATOR) as act:
            threads.mute(act, act.ticket(1), act.employee("ben"))
        turn(office, 1, "ben")

        turn(office, 1, "ada", ("request_review", {"text": "Look."}))

        (entry,) = inbox.waiting(office)
        assert entry.subject == "#1 is handed in for review and @ben, who is accountable for it, is not woken."


def test_review__is_woken_for_whoever_is_accountable_again_after_an_undo() -> None:
    with passing(charter(3, [filing(1, "ada", accountable=["ben"])])) as office:
        turn(office, 1, "ben")
        order(office, "ticket participant", number=1, handle="cleo", raci="accountable")
        turn(office, 1, "ada", ("request_review", {"text": "Look."}))
        before = head(office)

        undo.take_back(office)

        assert woken(office, before) == [(1, "ben", "review")]
        assert queued(office) == [(1, "ben")]


def test_review__is_the_operators_where_an_undo_leaves_nobody_accountable() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        order(office, "ticket participant", number=1, handle="cleo", raci="accountable")
        turn(office, 1, "ada", ("request_review", {"text": "Look."}))

        undo.take_back(office)

        assert (queued(office), waiting(office)) == ([], [("review", OPERATOR)])


# --- questions and hand-offs ---


def test_question__to_somebody_taken_out_of_the_ticket_goes_to_the_operator() -> None:
    with passing(charter(2, [filing(1, "ada", consulted=["ben"])])) as office:
        turn(office, 1, "ada", ("ask", {"question": "Red?", "to": "ben", "blocking": True}))

        order(office, "ticket participant", number=1, handle="ben", remove=True)
        assert waiting(office) == [("question", OPERATOR)]

        undo.take_back(office)
        assert waiting(office) == [("question", "ben")]
        assert queued(office) == [(1, "ben")]


def test_question__to_somebody_who_leaves_the_ticket_by_themselves_goes_to_the_operator() -> None:
    with passing(charter(2, [filing(1, "ada", consulted=["ben"])])) as office:
        turn(office, 1, "ada", ("ask", {"question": "Red?", "to": "ben", "blocking": True}))

        turn(office, 1, "ben", ("leave", {}))

        assert waiting(office) == [("question", OPERATOR)]


def test_hand_off__is_answered_or_taken_back_before_its_receiver_is_taken_out_of_the_ticket() -> None:
    with passing(charter(2, [filing(1, "ada", consulted=["ben"])])) as office:
        turn(office, 1, "ada", ("hand_off", {"to": "ben", "note": "Yours.", "next": "Go on."}))

        with pytest.raises(Refused, match=r"@ben has not answered hand-off 1 on #1; .*teamx handoff withdraw 1"):
            seats.remove(office, 1, "ben")

        order(office, "handoff withdraw", handoff=1)
        seats.remove(office, 1, "ben")


def test_undo__of_bringing_somebody_in_is_refused_while_they_are_asked_something() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        order(office, "ticket participant", number=1, handle="ben")
        turn(office, 1, "ada", ("ask", {"question": "Red?", "to": "ben", "blocking": True}))

        with pytest.raises(Refused, match="@ben has been asked something on #1 since"):
            undo.take_back(office)


@pytest.mark.parametrize("asks", ["question", "comment"])
@pytest.mark.parametrize("ordered", ["unassigned", "given away and made to wait"])
def test_wake__by_which_somebody_is_asked_outlives_the_work_that_was_theirs(asks: str, ordered: str) -> None:
    """What they were asked became one with the wake that said the ticket was ready."""
    filings = [filing(1, "ada", consulted=["ben"]), filing(2, "cleo")]
    with passing(charter(3, filings, unblock_wakes="responsible")) as office:
        if asks == "question":
            decisions.ask(office, 1, "ada", "Red?", blocking=True, actor="ben")
        else:
            threads.comment(office, 1, "@ada red?", actor="ben")
        assert woken(office) == [(1, "ada", "ready"), (2, "cleo", "ready")]

        if ordered == "unassigned":
            order(office, "ticket unassign", number=1)
        else:
            tickets.assign(office, 1, "cleo")
            links.link(office, 2, 1)
            turn(office, 2, "cleo", finishes())
        tickets.assign(office, 1, "cleo")

        assert sorted(queued(office)) == [(1, "ada"), (1, "cleo"), *([(2, "cleo")] if ordered == "unassigned" else [])]


# --- positions ---

GONE: Final[dict[str, Callable[[Office], object]]] = {
    "removed": lambda office: seats.remove(office, 1, "dan"),
    "left the ticket": lambda office: turn(office, 1, "dan", ("leave", {})),
    "left the company": lambda office: departures.leave(office, "dan"),
}


@pytest.mark.parametrize("how", GONE)
@pytest.mark.parametrize("is_first", [False, True])
def test_proposal__waits_for_no_position_of_somebody_who_is_gone(how: str, is_first: bool) -> None:
    takes: Call = ("take_position", {"stance": "red"})
    paper = charter(4, [filing(1, "ada", accountable=["ben"], consulted=["cleo", "dan"])])
    with passing(paper) as office:
        propose = {"subject": "Colour", "options": ["red", "blue"], "among": ["cleo", "dan"]}
        turn(office, 1, "ben")
        turn(office, 1, "ada", ("propose", propose))
        if is_first:
            GONE[how](office)
        turn(office, 1, "cleo", takes)
        if not is_first:
            GONE[how](office)

        assert (1, "ben") in queued(office)
        turn(office, 1, "ben", takes, ("decide", {"subject": "Colour", "outcome": "red"}))


# --- what is said of it ---


def test_failed_turn__of_somebody_who_is_gone_is_not_said_to_be_tried_again() -> None:
    with passing(charter(2, [filing(1, "ada", consulted=["ben"])])) as office:
        runs.give_back(office, claim(office, 1, "ben"), Mishap.FATAL, "no such model")
        seats.remove(office, 1, "ben")
        (entry,) = inbox.waiting(office)

        said = decisions.settle(office, entry.id, "retry")

        assert said == "@ben takes no part in #1 any more; nobody is woken."
