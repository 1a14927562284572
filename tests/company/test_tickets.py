"""Filing, assigning and moving tickets: what is refused, and what follows from what is not."""

import pytest

from teamx_tui.company import decisions, inbox, links, tickets, views, why
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import MOVES, Priority, State, needs_reason
from teamx_tui.store import wakes as wake_rows
from tests.builders import (
    charter,
    claim,
    commits,
    events,
    filing,
    finishes,
    head,
    passing,
    play,
    queued,
    same_commit,
    says,
    turn,
    woken,
)

WAY: dict[State, list[State]] = {
    State.OPEN: [],
    State.IN_PROGRESS: [State.IN_PROGRESS],
    State.IN_REVIEW: [State.IN_PROGRESS, State.IN_REVIEW],
    State.ON_HOLD: [State.ON_HOLD],
    State.DONE: [State.DONE],
    State.FAILED: [State.IN_PROGRESS, State.FAILED],
    State.SKIPPED: [State.SKIPPED],
    State.CANCELLED: [State.CANCELLED],
}
"""The moves that take a new ticket to each state."""

PAIRS = [(here, there) for here in WAY for there in State]


def bring(office: Office, number: int, state: State) -> None:
    for there in WAY[state]:
        tickets.move(office, number, there, "because")


def state_of(office: Office, number: int) -> State:
    return views.ticket(office, number).state


def condition_of(office: Office, number: int) -> Condition:
    return views.ticket(office, number).condition


# --- filing ---


def test_file__keeps_every_field() -> None:
    with passing(charter(3)) as office:
        number = tickets.file(
            office,
            tickets.Filing(
                title="Wire it",
                description="First line\nsecond line",
                acceptance=("it works", "it is fast"),
                labels=("backend", "socket"),
                phase="Build",
                assignee="ada",
                raci={},
                priority=Priority.HIGH,
                estimate=2.5,
            ),
        )

        shown = views.thread(office, number)
        assert (shown.description, shown.acceptance) == ("First line\nsecond line", ("it works", "it is fast"))
        row = shown.ticket
        assert (row.title, row.labels, row.phase) == ("Wire it", ("backend", "socket"), "Build")
        assert (row.assignee, row.priority, row.estimate) == ("ada", "high", 2.5)


def test_file__numbers_tickets_onwards_from_the_highest() -> None:
    with passing(charter(1, [filing(64)])) as office:
        assert [tickets.file(office, tickets.Filing("one")), tickets.file(office, tickets.Filing("two"))] == [65, 66]


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        (tickets.Filing("  \n "), Invalid, "needs a title"),
        (tickets.Filing("a", estimate=0), Invalid, "positive number"),
        (tickets.Filing("a", estimate=-1), Invalid, "positive number"),
        (tickets.Filing("a", estimate=float("nan")), Invalid, "positive number"),
        (tickets.Filing("a", estimate=float("inf")), Invalid, "positive number"),
        (tickets.Filing("a", number=1), Refused, "#1 exists already"),
        (tickets.Filing("a", assignee="nobody"), NotFound, "no employee @nobody"),
        (tickets.Filing("a", project="nothing"), NotFound, "no project 'nothing'"),
        (tickets.Filing("a", blocked_by=(9,)), NotFound, "no ticket #9"),
        (tickets.Filing("a", blocked_by=(1, 1)), Refused, "#1 blocks #2 already"),
    ],
)
def test_file__refuses_what_cannot_be_and_writes_nothing(
    wrong: tickets.Filing, error: type[Exception], said: str
) -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = head(office)

        with pytest.raises(error, match=said):
            tickets.file(office, wrong)

        assert head(office) == before
        assert len(views.tickets(office)) == 1


def test_file__wakes_the_people_of_a_ready_ticket_and_nobody_of_a_waiting_one() -> None:
    with passing(charter(3, [filing(1)])) as office:
        before = head(office)

        tickets.file(office, filing(2, "ben", accountable=["ada"], informed=["cleo"]))
        tickets.file(office, filing(3, "ben", blocked_by=(1,)))
        tickets.file(office, filing(4, None))

        assert woken(office, before) == [(2, "ben", "ready"), (2, "ada", "ready")]


# --- moving ---


@pytest.mark.feature("T-4")
@pytest.mark.parametrize(("here", "there"), [(here, there) for here, there in PAIRS if there not in MOVES[here]])
def test_move__refuses_an_illegal_move_names_the_legal_ones_and_writes_nothing(here: State, there: State) -> None:
    with passing(charter(1, [filing(1)])) as office:
        bring(office, 1, here)
        before = head(office)

        with pytest.raises(Refused, match=f"it may become: {', '.join(sorted(MOVES[here]))}"):
            tickets.move(office, 1, there, "because")

        assert (head(office), state_of(office, 1)) == (before, here)


@pytest.mark.feature("T-4")
@pytest.mark.parametrize(("here", "there"), [(here, there) for here, there in PAIRS if there in MOVES[here]])
def test_move__makes_a_legal_move_and_demands_its_reason(here: State, there: State) -> None:
    with passing(charter(1, [filing(1)])) as office:
        bring(office, 1, here)
        if needs_reason(here, there):
            with pytest.raises(Refused, match="without a reason"):
                tickets.move(office, 1, there, "  ")

        tickets.move(office, 1, there, "because")

        moved = events(office, "ticket.moved")[-1]
        assert state_of(office, 1) is there
        assert moved.data == {"number": 1, "old": here, "new": there, "reason": "because"}
        assert (moved.actor, moved.subject) == ("operator", "ticket:1")
        assert views.thread(office, 1).reason == "because"


def test_move__to_a_state_that_does_not_exist_names_those_that_do() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(Invalid, match="draft, open, in_progress"):
        tickets.move(office, 1, "finished")


@pytest.mark.feature("X-13")
@pytest.mark.parametrize("there", [State.IN_PROGRESS, State.DONE])
def test_move__of_a_waiting_ticket_is_refused_and_names_what_it_waits_for(there: State) -> None:
    with passing(charter(1, [filing(1), filing(2), filing(3)], [(1, 3), (2, 3)])) as office:
        tickets.move(office, 2, "on_hold", "later")

        with pytest.raises(Refused, match=r"it waits for #1 \(open\), #2 \(on_hold\)"):
            tickets.move(office, 3, there, "because")


@pytest.mark.feature("X-14")
@pytest.mark.parametrize("end", [State.DONE, State.SKIPPED])
def test_move__of_the_last_blocker_wakes_the_dependents_in_the_same_transaction(end: State) -> None:
    paper = charter(
        4, [filing(1), filing(2), filing(3, "ben", accountable=["cleo"], informed=["dan"])], [(1, 3), (2, 3)]
    )
    with passing(paper) as office:
        tickets.move(office, 1, "done", "ready")
        assert not [wake for wake in queued(office) if wake[0] == 3]
        before = head(office)

        with commits(office) as heads:
            tickets.move(office, 2, end, "enough")

        moved, *others = events(office, since=before)
        wakes = [event for event in others if event.kind == "wake.queued"]
        assert moved.kind == "ticket.moved"
        assert [(wake.data["number"], wake.data["employee"]) for wake in wakes] == [(3, "ben"), (3, "cleo")]
        assert same_commit(heads, moved.seq, *(wake.seq for wake in wakes))


def test_move__is_undone_whole_when_a_wake_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        before = head(office)

        with monkeypatch.context() as patch:
            patch.setattr(wake_rows, "queue", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                tickets.move(office, 1, "done", "ready")

        assert (state_of(office, 1), head(office)) == (State.OPEN, before)
        tickets.move(office, 1, "done", "ready")
        assert (2, "ben", "ready") in woken(office, before)


def test_move__to_hold_keeps_the_work_and_lifting_it_wakes() -> None:
    with passing(charter(1, [filing(1)])) as office:
        tickets.move(office, 1, "on_hold", "no money")
        assert play(office).runs == 0

        tickets.move(office, 1, "open")

        assert play(office).runs == 1
        assert state_of(office, 1) is State.DONE


def test_move__to_an_end_takes_back_what_was_still_asked() -> None:
    with passing(charter(2, [filing(1)])) as office:
        decisions.ask(office, 1, "operator", "Which colour?", actor="ada")

        tickets.move(office, 1, "cancelled", "not needed")

        assert queued(office) == []
        assert inbox.waiting(office, None) == ()


# --- reopening ---


def _half_done() -> list[tickets.Filing]:
    return [filing(1), filing(2, "ben"), filing(3, "cleo"), filing(4, "dan")]


@pytest.mark.feature("X-23")
def test_reopening__blocks_dependents_that_have_not_started_again_and_warns_those_that_have() -> None:
    with passing(charter(4, _half_done(), [(1, 2), (1, 3), (1, 4)])) as office:
        turn(office, 1, "ada", says("All of it."), finishes())
        claim(office, 3, "cleo")
        tickets.move(office, 4, "done", "quick")
        before = head(office)

        tickets.move(office, 1, "open", "It was wrong.")

        assert condition_of(office, 2) is Condition.BLOCKED
        assert [event.data["number"] for event in events(office, "wake.dropped", since=before)] == [2]
        for number in (3, 4):
            last = views.thread(office, number).entries[-1]
            assert (last.author, last.origin) == ("system", 1)
            assert "#1 was reopened" in last.body
        assert views.thread(office, 2).entries == ()
        assert woken(office, before) == [(1, "ada", "changes")]


@pytest.mark.feature("X-23")
def test_reopening__keeps_the_thread_the_runs_and_the_log() -> None:
    with passing(charter(4, _half_done(), [(1, 2), (1, 3), (1, 4)])) as office:
        turn(office, 1, "ada", says("All of it."), finishes())
        before, past = views.thread(office, 1), events(office)

        tickets.move(office, 1, "open", "It was wrong.")

        after = views.thread(office, 1)
        assert after.entries[: len(before.entries)] == before.entries
        assert after.runs == before.runs
        assert events(office)[: len(past)] == past


@pytest.mark.feature("X-23")
def test_reopening__lets_everything_run_to_the_end_again() -> None:
    with passing(charter(4, _half_done(), [(1, 2), (1, 3), (1, 4)])) as office:
        play(office)

        tickets.move(office, 1, "open", "It was wrong.")
        tickets.move(office, 2, "open", "That too.")
        assert condition_of(office, 2) is Condition.BLOCKED
        play(office)

        assert {ticket.state for ticket in views.tickets(office)} == {State.DONE}


# --- losing a blocker ---


def _asked(office: Office) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(entry.number, entry.kind, entry.options) for entry in inbox.waiting(office)]


def _entry(office: Office, number: int) -> int:
    return next(entry.id for entry in inbox.waiting(office) if entry.number == number)


@pytest.mark.feature("S-52")
@pytest.mark.parametrize("end", [State.CANCELLED, State.FAILED])
def test_losing_a_blocker__asks_once_for_each_dependent_and_nothing_runs(end: State) -> None:
    tickets_ = [filing(1), filing(2, "ben"), filing(3, "cleo"), filing(4, "dan"), filing(5, "dan")]
    with passing(charter(4, tickets_, [(1, 2), (1, 3), (1, 4), (5, 4), (2, 5)])) as office:
        tickets.move(office, 1, "in_progress")

        tickets.move(office, 1, end, "too dear")

        options = ("release", "cancel", "wait")
        assert _asked(office) == [(number, "blocker_lost", options) for number in (2, 3, 4)]
        assert queued(office) == []
        assert play(office).runs == 0
        assert why.why(office, 5).roots == (1,)


@pytest.mark.feature("S-52")
def test_losing_a_blocker__twice_still_asks_once() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        tickets.move(office, 1, "in_progress")
        tickets.move(office, 1, "failed", "it broke")

        tickets.move(office, 1, "cancelled", "it stays broken")

        (entry,) = inbox.waiting(office)
        assert entry.subject == "#2 waits for #1, which is cancelled. What shall happen to it?"


@pytest.mark.feature("S-52")
def test_losing_a_blocker__is_of_no_concern_to_what_is_over() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        tickets.move(office, 2, "skipped", "not needed")

        tickets.move(office, 1, "cancelled", "not needed")

        assert inbox.waiting(office) == ()


@pytest.mark.feature("S-52")
def test_losing_a_blocker__released_runs_without_it() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        tickets.move(office, 1, "cancelled", "not needed")

        said = decisions.settle(office, _entry(office, 2), "release")

        assert said == "#2 no longer waits for #1."
        assert queued(office) == [(2, "ben")]
        assert play(office).runs == 1
        assert inbox.waiting(office) == ()


@pytest.mark.feature("S-52")
def test_losing_a_blocker__cancelled_with_it_asks_the_next_in_line() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben"), filing(3)], [(1, 2), (2, 3)])) as office:
        tickets.move(office, 1, "cancelled", "not needed")

        decisions.settle(office, _entry(office, 2), "cancel")

        assert state_of(office, 2) is State.CANCELLED
        assert _asked(office) == [(3, "blocker_lost", ("release", "cancel", "wait"))]


@pytest.mark.feature("S-52")
def test_losing_a_blocker__waited_for_is_blocked_until_it_is_reopened_and_done() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        tickets.move(office, 1, "cancelled", "not needed")

        decisions.settle(office, _entry(office, 2), "wait")

        assert play(office).runs == 0
        assert condition_of(office, 2) is Condition.BLOCKED
        tickets.move(office, 1, "open", "needed after all")
        assert play(office).runs == 2
        assert state_of(office, 2) is State.DONE


@pytest.mark.parametrize("how", ["linked", "filed", "reopened"])
def test_losing_a_blocker__is_asked_about_by_whatever_comes_to_wait_for_it_later(how: str) -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)] if how == "reopened" else [])) as office:
        if how == "reopened":
            tickets.move(office, 2, "cancelled", "not now")
        tickets.move(office, 1, "cancelled", "not needed")
        assert inbox.waiting(office) == ()

        if how == "linked":
            links.link(office, 1, 2)
        elif how == "filed":
            tickets.file(office, filing(3, "ben", blocked_by=(1,)))
        else:
            tickets.move(office, 2, "open", "now")

        (entry,) = inbox.waiting(office)
        assert entry.subject.endswith("waits for #1, which is cancelled. What shall happen to it?")
        decisions.settle(office, entry.id, "release")
        assert (entry.number, "ben") in queued(office)


@pytest.mark.feature("S-52")
def test_losing_a_blocker__is_not_asked_about_any_more_once_it_is_reopened() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        tickets.move(office, 1, "cancelled", "not needed")
        entry = _entry(office, 2)

        tickets.move(office, 1, "open", "needed after all")

        assert inbox.waiting(office) == ()
        with pytest.raises(Refused, match="settled already"):
            decisions.settle(office, entry, "cancel")


# --- assigning ---


def test_assign__wakes_the_new_responsible_and_keeps_the_old_one_as_consulted() -> None:
    with passing(charter(2, [filing(1)])) as office:
        before = head(office)

        tickets.assign(office, 1, "ben")

        row = views.ticket(office, 1)
        assert (row.assignee, row.participants) == ("ben", {"ada": "C", "ben": "R"})
        assert (1, "ben", "ready") in woken(office, before)


def test_assign__of_a_waiting_ticket_wakes_nobody() -> None:
    with passing(charter(2, [filing(1), filing(2)], [(1, 2)])) as office:
        before = head(office)

        tickets.assign(office, 2, "ben")

        assert woken(office, before) == []


def test_assign__to_whoever_has_it_changes_nothing() -> None:
    with passing(charter(2, [filing(1)])) as office:
        before = head(office)

        tickets.assign(office, 1, "@ada")

        assert head(office) == before


def test_assign__of_a_ticket_that_is_over_is_refused_with_the_way_out() -> None:
    with passing(charter(2, [filing(1)])) as office:
        tickets.move(office, 1, "done", "ready")

        with pytest.raises(Refused, match="teamx ticket move 1 open"):
            tickets.assign(office, 1, "ben")


@pytest.mark.parametrize(
    ("number", "handle", "said"), [(1, "nobody", "no employee @nobody"), (9, "ben", "no ticket #9")]
)
def test_assign__names_what_is_not_there(number: int, handle: str, said: str) -> None:
    with passing(charter(2, [filing(1)])) as office, pytest.raises(NotFound, match=said):
        tickets.assign(office, number, handle)
