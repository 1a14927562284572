"""What stands around a conversation, the operator's own part in it, and finding a ticket by its beginning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.company import attendance, decisions, delivery, links, lookup, rooms, threads, tickets
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.gates import Condition
from teamx_tui.tools.hands import carry_out
from tests.builders import Clock, charter, claim, events, filing, head, passing, queued, says, step, woken


@pytest.mark.feature("X-5", "X-6")
def test_room__has_the_people_with_who_brought_them_in() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])]), Clock()) as office:
        threads.add_participant(office, 1, "cleo", "accountable", actor="ada")

        members = rooms.look(office, 1).members

        assert [(one.handle, one.letter, one.added_by) for one in members] == [
            ("ada", "R", "operator"),
            ("cleo", "A", "ada"),
            ("ben", "C", "operator"),
        ]


def test_room__has_what_is_linked_with_its_condition_and_whether_it_holds() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben"), filing(3)], [(1, 3), (2, 3)])) as office:
        links.start_anyway(office, 3, [2])

        before = rooms.look(office, 3).blockers

        assert [(one.number, one.condition, one.is_hard) for one in before] == [
            (1, Condition.READY, True),
            (2, Condition.READY, False),
        ]
        assert [one.number for one in rooms.look(office, 1).dependents] == [3]


def test_room__counts_what_is_not_read() -> None:
    blocked = range(2, rooms.LINKED + 5)
    paper = charter(1, [filing(number) for number in (1, *blocked)], [(1, number) for number in blocked])
    with passing(paper) as office:
        room = rooms.look(office, 1)

        assert (len(room.dependents), room.totals["dependents"]) == (rooms.LINKED, len(blocked))


@pytest.mark.feature("T-10")
def test_room__tells_what_the_turn_going_on_has_done_so_far() -> None:
    with passing(charter(3, [filing(1)])) as office:
        going_on = claim(office, 1, "ada")
        assert rooms.look(office, 1).live == rooms.LiveTurn(going_on.turn.run_id, "ada", office.clock(), 0, 0)

        carry_out(office, going_on, step(says("One."), ("add_participant", {"handle": "ben"}), last=False), 0)

        live = rooms.look(office, 1).live
        assert live is not None
        assert (live.calls, live.written) == (2, 1)


def test_room__has_what_waits_for_an_answer_and_the_files() -> None:
    with passing(charter(2, [filing(1, accountable=["ben"])])) as office:
        decisions.block(office, 1, "no paint", actor="ada")
        delivery.attach(office, 1, "plan.md", "# Plan", actor="ada")

        room = rooms.look(office, 1)

        assert [(one.kind, one.asked_of, one.subject) for one in room.asked] == [("block", "ben", "no paint")]
        assert [(made.name, made.version) for made in room.files] == [("plan.md", 1)]


# --- the operator's part ---


@pytest.mark.feature("X-8")
def test_join__is_one_audited_act_that_can_be_taken_back() -> None:
    with passing(charter(1, [filing(1, private=True)])) as office:
        before = head(office)

        COMMANDS["ticket join"](office, number=1)

        assert rooms.look(office, 1).joined_at_ms == office.clock()
        assert [(event.actor, event.data) for event in events(office, "operator.joined", since=before)] == [
            ("operator", {"number": 1})
        ]
        COMMANDS["undo"](office)
        assert rooms.look(office, 1).joined_at_ms is None


@pytest.mark.feature("X-8")
def test_join_and_leave__twice_are_refused_with_the_way_out() -> None:
    with passing(charter(1, [filing(1)])) as office:
        attendance.join(office, 1)
        with pytest.raises(Refused, match="teamx ticket leave 1"):
            attendance.join(office, 1)

        attendance.leave(office, 1)
        with pytest.raises(Refused, match="teamx ticket join 1"):
            attendance.leave(office, 1)


@pytest.mark.feature("X-8")
def test_heard__is_what_employees_said_where_the_operator_takes_part() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        attendance.join(office, 1)
        threads.comment(office, 1, "Before.", actor="ada")
        latest, nothing = attendance.heard(office, None)

        threads.comment(office, 1, "Mine.")
        threads.comment(office, 2, "Elsewhere.", actor="ben")
        threads.comment(office, 1, "After.", actor="ada")

        assert nothing == ()
        assert [(one.number, one.author, one.body) for one in attendance.heard(office, latest)[1]] == [
            (1, "Ada", "After.")
        ]


# --- starting anyway ---


def test_start_anyway__lets_go_of_every_open_blocker_and_wakes_the_people() -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3, "ben")], [(1, 3), (2, 3)])) as office:
        before = head(office)

        assert links.start_anyway(office, 3) == (1, 2)

        assert woken(office, before) == [(3, "ben", "ready")]
        assert len(events(office, "ticket.link_softened", since=before)) == 2


def test_start_anyway__of_one_blocker_goes_on_waiting_for_the_others() -> None:
    with passing(charter(2, [filing(1), filing(2), filing(3, "ben")], [(1, 3), (2, 3)])) as office:
        links.start_anyway(office, 3, [1])

        assert (3, "ben") not in queued(office)
        assert rooms.look(office, 3).ticket.blocked_by == (2,)


@pytest.mark.parametrize(
    ("number", "despite", "said"),
    [(1, [], "waits for no other ticket"), (2, [3], r"does not wait for #3. It waits for #1"), (3, [], "reopen it")],
)
def test_start_anyway__says_what_is_wrong(number: int, despite: list[int], said: str) -> None:
    with passing(charter(1, [filing(1), filing(2), filing(3)], [(1, 2)])) as office:
        tickets.move(office, 3, "done", "ready")

        with pytest.raises(Refused, match=said):
            links.start_anyway(office, number, despite)


def test_block__of_a_ticket_that_is_over_is_refused() -> None:
    with passing(charter(1, [filing(1)])) as office:
        tickets.move(office, 1, "done", "ready")

        with pytest.raises(Refused, match="#1 is done"):
            decisions.block(office, 1, "no paint", actor="operator")


# --- finding a ticket ---


@given(st.lists(st.integers(1, 400), unique=True, min_size=1, max_size=30), st.integers(1, 99))
@settings(deadline=None, max_examples=40)
def test_beginning__finds_the_numbers_that_begin_with_the_digits(numbers: list[int], digits: int) -> None:
    with passing(charter(1, [filing(number) for number in numbers])) as office:
        found = [number for number, _ in lookup.beginning(office, str(digits), 100)]

        assert found == sorted(number for number in numbers if str(number).startswith(str(digits)))


def test_beginning__finds_words_of_titles_whatever_they_hold() -> None:
    with passing(charter(1, [])) as office:
        for title in ("100% done", "A 100%er", "One hundred", "done_100"):
            tickets.file(office, tickets.Filing(title=title, assignee="ada"))

        assert [title for _, title in lookup.beginning(office, "100%")] == ["A 100%er", "100% done"]
        assert [title for _, title in lookup.beginning(office, "HUN")] == ["One hundred"]


def test_beside__goes_by_number_and_ends_at_both_ends() -> None:
    with passing(charter(1, [filing(2), filing(5), filing(9)])) as office:
        assert [lookup.beside(office, 5, step) for step in (-1, 1)] == [2, 9]
        assert [lookup.beside(office, 2, -1), lookup.beside(office, 9, 1)] == [None, None]
