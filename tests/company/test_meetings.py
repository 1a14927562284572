"""Meetings from call to minutes: who has the floor, what pauses, what goes wrong, what is left behind."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from teamx_tui.brains.brain import BrainFailed, NotCovered
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk
from teamx_tui.commands.remedies import remedy
from teamx_tui.company import (
    critical,
    decisions,
    departures,
    graph,
    inbox,
    links,
    listing,
    meetings,
    meetings_floor,
    meetings_minutes,
    mission,
    pauses,
    runs,
    shifts,
    spending,
    threads,
    tickets,
    undo,
    vault,
    views,
    waits,
    why,
)
from teamx_tui.company.founding import Allowance
from teamx_tui.company.meetings import Calling
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.company.orders import given as ordered
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.gates import Condition, GateKind
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import State
from teamx_tui.domain.usage import Quote
from teamx_tui.store import meetings as rows
from tests.builders import (
    Call,
    Chooser,
    Clock,
    Failing,
    carry,
    charter,
    claim,
    commits,
    events,
    filing,
    founded,
    passing,
    play,
    queued,
    same_commit,
    says,
    try_claim,
    turn,
    turns_taken,
)

TRIO = ("ada", "ben", "cleo")


def call(office: Office, title: str = "Sync", **said: Any) -> int:
    return meetings.call(office, Calling(title, **{"attendees": TRIO, "agenda": ("Scope",), "rounds": 1, **said}))


def convene(office: Office) -> None:
    """What a worker does at the time of a meeting."""
    with office.act(SYSTEM) as act:
        meetings_floor.convene(act)


def floor(office: Office, number: int) -> list[str]:
    return [handle for at, handle in queued(office) if at == number]


def state(office: Office, number: int) -> tuple[str, str]:
    with office.look() as connection:
        meeting = meetings.found(connection, number)
    return meeting.state, meeting.reason


def position(text: str, about: int | None = None) -> Call:
    return "position", {"text": text, "about": about}


def resolve(outcome: str, about: int | None = None, **more: Any) -> Call:
    return "resolve", {"outcome": outcome, "about": about, **more}


def action(what: str, owner: str, due: str = "") -> Call:
    return "propose_action", {"what": what, "owner": owner, "due": due}


def by_handle(**lines: Sequence[Call]) -> Callable[[Briefing], Sequence[Call]]:
    """Each says their lines in their turns; nothing is a pass, and tickets are left alone."""
    return lambda briefing: lines.get(briefing.handle, ()) if briefing.floor is not None else ()


class Brittle:
    """A brain that fails for some people in meetings, and does as `Chooser` does for all others."""

    def __init__(self, handles: Sequence[str], choose: Callable[[Briefing], Sequence[Call]]) -> None:
        self._handles = handles
        self._others = Chooser(choose)

    def begin(self, briefing: Briefing, desk: Desk) -> Any:
        if briefing.handle in self._handles:
            raise BrainFailed("the host is busy", transient=True)
        return self._others.begin(briefing, desk)


# --- calling ---


@pytest.mark.feature("X-16")
def test_call__makes_a_numbered_item_with_a_thread_that_is_no_ticket() -> None:
    with passing(charter(3, [filing(7)])) as office:
        number = call(office, "Sprint standup", kind="standup", agenda=("Blockers", "Launch"))

        assert number == 8
        assert [ticket.number for ticket in views.tickets(office)] == [7]
        shown = views.thread(office, number)
        assert shown.ticket.title == "Sprint standup"
        assert shown.ticket.participants == {"ada": "R", "ben": "C", "cleo": "C"}
        assert [event.data["attendees"] for event in events(office, "meeting.called")] == [list(TRIO)]


def test_call__without_attendees_is_refused() -> None:
    with passing(charter(2)) as office:
        with pytest.raises(Refused, match="needs somebody to attend"):
            call(office, attendees=())
        assert events(office, "meeting.called") == []


def test_call__with_somebody_let_go_or_nobody_is_refused() -> None:
    with passing(charter(3)) as office:
        departures.leave(office, "ben")

        with pytest.raises(Refused, match="@ben has left"):
            call(office)
        with pytest.raises(NotFound, match="@zoe"):
            call(office, attendees=("ada", "zoe"))


@pytest.mark.parametrize(
    "said",
    [{"kind": "party"}, {"rounds": 0}, {"quorum": 4}, {"most_turns": 0}, {"speaking": "loudest"}, {"budget_micros": 0}],
)
def test_call__complains_about_what_does_not_fit(said: dict[str, Any]) -> None:
    with passing(charter(3)) as office, pytest.raises(Invalid):
        call(office, **said)


def test_call__is_refused_while_the_budget_of_those_who_cost_money_is_spent() -> None:
    paper = charter(3, brain="claude", budgets=[money_of(0)])
    with passing(paper) as office, pytest.raises(Refused, match=r"budget of \$0\.00 is spent"):
        call(office)


def test_call__for_a_time_to_come_waits_for_it(clock: Clock) -> None:
    with passing(charter(3), clock) as office:
        number = call(office, due_at_ms=clock.now_ms + 60_000)
        play(office)
        assert state(office, number)[0] == State.OPEN

        clock.advance(60)
        play(office)

        assert state(office, number)[0] == State.DONE


def test_call__after_a_ticket_begins_when_that_is_done() -> None:
    with passing(charter(3, [filing(1)])) as office:
        number = call(office, after=(1,))
        convene(office)
        assert floor(office, number) == []

        play(office)

        assert [at for at, _ in turns_taken(office)][:1] == [1]
        assert state(office, number)[0] == State.DONE


def test_lists_graph_progress_and_paths__know_no_meetings() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        call(office, after=(2,))

        seen = mission.look(office)
        assert (seen.total, seen.people[0].open_tickets) == (2, 1)
        assert (graph.plan(office).nodes, graph.plan(office).edges) == ((1, 2), ((1, 2),))
        assert list(listing.arrange(office, Arrangement()).numbers) == [1, 2]
        assert [step.number for step in critical.Pathfinder().look(office).steps] == [1, 2]
        assert [ticket.blocks for ticket in views.tickets(office)] == [(2,), ()]


# --- the floor ---


@pytest.mark.feature("X-16", "D-11")
def test_floor__goes_from_one_to_the_next_in_the_transaction_that_ends_the_turn() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        assert floor(office, number) == ["ada"]

        with commits(office) as heads:
            turn(office, number, "ada", says("Welcome."))
            turn(office, number, "ben", position("Two weeks.", 1))

        assert floor(office, number) == ["cleo"]
        ended = [event.seq for event in events(office, "run.finished")]
        woken = [event.seq for event in events(office, "wake.queued")][1:]
        assert all(same_commit(heads, *pair) for pair in zip(ended, woken, strict=True))


@pytest.mark.feature("D-11")
def test_meeting__ends_when_everything_is_decided() -> None:
    with passing(charter(3)) as office:
        number = call(office, rounds=5)
        lines = by_handle(ada=[resolve("Two weeks", 1)], ben=[says("Fine.")], cleo=[says("Fine with me.")])

        play(office, brain=Chooser(lines))

        assert state(office, number) == (State.DONE, "every agenda item is decided")
        assert turns_taken(office) == [(number, "ada"), (number, "ben"), (number, "cleo")]


def test_meeting__ends_when_nobody_has_anything_new_though_they_go_on_talking() -> None:
    with passing(charter(3)) as office:
        number = call(office, rounds=5)

        play(office, brain=Chooser(by_handle(ada=[says("Hm.")], ben=[says("Hm.")], cleo=[says("Hm.")])))

        assert state(office, number) == (State.DONE, "nobody had a new position in a round")
        assert len(turns_taken(office)) == 6


def test_mention_in_a_meeting__gives_nobody_the_floor_out_of_turn() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)

        turn(office, number, "ada", says("What do you think?", "cleo", "ben"))

        assert floor(office, number) == ["ben"]


def test_tools_of_tickets__are_of_no_use_in_a_meeting_and_the_other_way_round() -> None:
    with passing(charter(3, [filing(1)])) as office:
        number = call(office, attendees=("ben", "cleo"))
        convene(office)

        in_meeting = carry(office, claim(office, number, "ben"), ("finish", {"resolution": "Done."}))
        on_ticket = carry(office, claim(office, 1, "ada"), position("Hm."))

        assert [result.ok for result in (*in_meeting, *on_ticket)] == [False, False]
        assert "of no use in a meeting" in in_meeting[0].text
        assert state(office, number)[0] == State.IN_PROGRESS


def test_meeting__is_not_moved_or_assigned_like_a_ticket() -> None:
    with passing(charter(3)) as office:
        number = call(office)

        with pytest.raises(NotFound, match=f"teamx meeting show {number}"):
            tickets.move(office, number, "done", "enough")
        with pytest.raises(NotFound, match="is a meeting"):
            tickets.assign(office, number, "ben")


def test_chair__calls_on_whoever_shall_speak_next() -> None:
    with passing(charter(3)) as office:
        number = call(office, speaking="chair")
        convene(office)

        turn(office, number, "ada", ("call_on", {"who": ["cleo"], "text": "you first"}))

        assert floor(office, number) == ["cleo"]


def test_calling_on_others__is_for_the_chair_and_for_those_who_attend() -> None:
    with passing(charter(4)) as office:
        number = call(office, speaking="chair")
        convene(office)
        stray = carry(office, claim(office, number, "ada"), ("call_on", {"who": ["dan"]}))
        others = carry(office, claim(office, number, "ben"), ("call_on", {"who": ["cleo"]}))

        assert [result.text for result in (*stray, *others)] == [
            f"@dan does not attend meeting #{number}.",
            f"Only the chair of meeting #{number} calls on others.",
        ]


@pytest.mark.feature("X-16")
def test_operator__speaks_and_whoever_is_next_has_read_it() -> None:
    heard: list[str] = []

    def choose(briefing: Briefing) -> Sequence[Call]:
        heard.extend(said.body for said in briefing.thread if said.author == "operator")
        return ()

    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        meetings.say(office, number, "Keep it short.")
        assert floor(office, number) == ["ada"]

        play(office, brain=Chooser(choose))

        assert set(heard) == {"Keep it short."}
        assert "**The operator:** Keep it short." in meetings_minutes.minutes(office, number)


def test_operator__speaking_up_lets_a_quiet_meeting_go_on(clock: Clock) -> None:
    with passing(charter(2), clock) as office:
        number = call(office, attendees=("ada", "ben"), rounds=3)
        convene(office)
        turn(office, number, "ada", says("Welcome."))
        for who in ("ben",):
            clock.advance(1)
            turn(office, number, who, ("pass", {}))
        meetings.say(office, number, "And the costs?")
        clock.advance(1)

        turn(office, number, "ada", ("pass", {}))

        assert floor(office, number) == ["ben"]


# --- what rests meanwhile ---


@pytest.mark.feature("T-23")
def test_other_work__of_attendees_rests_until_the_meeting_is_over() -> None:
    with passing(charter(4, [filing(1, "ben"), filing(2, "dan")])) as office:
        number = call(office)
        convene(office)

        assert try_claim(office, 1, "ben")[0] == []
        gates = why.why(office, 1).tree.gates
        assert [(gate.kind, gate.on, gate.who) for gate in gates] == [(GateKind.PAUSE, f"meeting:{number}", "ben")]
        assert views.ticket(office, 1).condition is Condition.BLOCKED
        assert views.ticket(office, 2).condition is Condition.READY
        claim(office, 2, "dan")

        meetings.end(office, number)

        assert views.ticket(office, 1).condition is Condition.READY
        assert why.why(office, 1).tree.gates == ()


@pytest.mark.feature("T-23")
def test_pauses__of_meeting_and_operator_end_each_on_its_own() -> None:
    with passing(charter(3, [filing(1, "ben")])) as office:
        number = call(office)
        convene(office)
        pauses.pause(office, "lunch")

        def reasons() -> list[str]:
            return [gate.on for gate in why.why(office, 1).tree.gates if gate.kind is GateKind.PAUSE]

        assert reasons() == ["ticket:1", f"meeting:{number}"]
        meetings.end(office, number)
        assert reasons() == ["ticket:1"]
        pauses.resume(office)
        assert reasons() == []


@pytest.mark.feature("T-23")
def test_pause_for_a_meeting__is_there_after_a_restart_and_in_the_list(tmp_path: Any) -> None:
    office = founded(tmp_path / "c.db", charter(3, [filing(1, "ben")]))
    call(office)
    convene(office)
    office.close()

    again = Office.open(tmp_path / "c.db", Clock())
    try:
        assert why.why(again, 1).tree.gates[0].kind is GateKind.PAUSE
        assert mission.look(again).blocked_total == 1
    finally:
        again.close()


def test_meeting__waits_for_its_quorum_and_calls_the_others_in() -> None:
    with passing(charter(3, [filing(1, "ben"), filing(2, "cleo"), filing(3, "ben")])) as office:
        first, second = claim(office, 1, "ben"), claim(office, 2, "cleo")
        number = call(office)
        convene(office)
        assert (floor(office, number), state(office, number)[0]) == ([], State.OPEN)
        assert try_claim(office, 3, "ben")[0] == []

        carry(office, first, ("finish", {"resolution": "Done."}))
        convene(office)

        assert floor(office, number) == ["ada"]
        carry(office, second, ("finish", {"resolution": "Done."}))


@pytest.mark.feature("D-1")
def test_why__says_what_a_meeting_waits_for(clock: Clock) -> None:
    with passing(charter(3, [filing(1, "ben"), filing(2, "cleo")]), clock) as office:
        number = call(office, due_at_ms=clock.now_ms + 3_600_000)
        gates = why.why(office, number).tree.gates
        assert [(gate.kind, gate.who, gate.opens_when) for gate in gates] == [
            (GateKind.COOL_DOWN, "clock", "it is 2027-01-15 09:00 UTC")
        ]

        clock.advance(3600)
        first, second = claim(office, 1, "ben"), claim(office, 2, "cleo")
        convene(office)

        gates = why.why(office, number).tree.gates
        assert [(gate.kind, gate.who) for gate in gates] == [(GateKind.CAPACITY, "ben"), (GateKind.CAPACITY, "cleo")]
        assert [remedy(gate, number) for gate in gates] == [None, None]
        assert [waits.said(wait) for wait in waits.standing(office).waits] == [
            f"#{number} waits until @{handle} is free to come" for handle in ("ben", "cleo")
        ]
        carry(office, first, ("finish", {"resolution": "Done."}))
        convene(office)
        assert (why.why(office, number).runnable, floor(office, number)) == (True, ["ada"])
        carry(office, second, ("finish", {"resolution": "Done."}))


# --- going wrong ---


@pytest.mark.feature("D-11")
def test_attendee_who_fails_three_times__is_left_out_and_the_meeting_goes_on_and_says_so() -> None:
    clock = Clock(step_ms=2_000)
    with passing(charter(3), clock) as office:
        number = call(office)

        play(office, brain=Brittle(["ben"], by_handle(ada=[says("Go.")], cleo=[says("Yes.")])))

        turns = [who for _, who in turns_taken(office)]
        assert turns[:5] == ["ada", "ben", "ben", "ben", "cleo"]
        assert [event.data["employee"] for event in events(office, "meeting.left_out")] == ["ben"]
        minutes = meetings_minutes.minutes(office, number)
        assert "- Went on without: Ben" in minutes
        assert state(office, number)[0] == State.DONE
        assert inbox.waiting(office) == ()


def test_everybody_failing__ends_the_meeting_with_minutes() -> None:
    with passing(charter(2), Clock(step_ms=2_000)) as office:
        number = call(office, attendees=("ada", "ben"), most_turns=4)

        play(office, brain=Brittle(["ada", "ben"], by_handle()))

        assert state(office, number) == (State.DONE, "its turns are used up")
        assert len(turns_taken(office)) == 4


@pytest.mark.feature("D-11")
def test_crash__resumes_at_the_same_turn_and_costs_none() -> None:
    with passing(charter(3)) as office:
        number = call(office, most_turns=5)
        convene(office)
        turn(office, number, "ada", says("Welcome."))

        lost = claim(office, number, "ben")
        runs.give_back(office, lost, Mishap.INTERRUPTED, "the worker died")
        assert floor(office, number) == ["ben"]
        play(office, brain=Chooser(by_handle(ben=[says("Here.")], cleo=[says("Here too.")], ada=[says("Bye.")])))

        assert [who for _, who in turns_taken(office)] == ["ada", "ben", "ben", "cleo", "ada"]


def test_sweep__gives_the_floor_on_where_nobody_has_it() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        departures.leave(office, "ada", hand_to="cleo")

        assert floor(office, number) == ["ben"]
        with office.act("operator") as act:
            threads.take_out(act, act.item(number), act.employee("cleo"), "@cleo has no time")
        play(office)

        assert state(office, number)[0] == State.DONE


def test_chair_who_leaves__is_replaced_and_the_meeting_goes_on() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        turn(office, number, "ada", says("Welcome."))

        departures.leave(office, "ada")
        play(office)

        minutes = meetings_minutes.minutes(office, number)
        assert "- Chair: Ben" in minutes
        assert state(office, number)[0] == State.DONE


def test_meeting_nobody_is_left_for__is_called_off() -> None:
    with passing(charter(2)) as office:
        number = call(office, attendees=("ben",))

        departures.leave(office, "ben")

        assert state(office, number) == (State.CANCELLED, "nobody is left who could attend")


def test_budget__of_the_meeting_ends_it_when_a_turn_is_not_covered() -> None:
    with passing(charter(3, brain="claude")) as office:
        number = call(office, budget_micros=1)
        convene(office)
        claimed = claim(office, number, "ada")

        with pytest.raises(NotCovered) as refused:
            spending.reserve(office, claimed, Quote("claude-opus-5-5", 1000, 1000))
        runs.give_back(office, claimed, Mishap.UNCOVERED, str(refused.value))

        assert inbox.waiting(office) == ()

        assert state(office, number) == (State.DONE, "its budget is spent")


# --- ending ---


@pytest.mark.feature("D-11")
def test_operator__ends_it_early_with_the_minutes_there_are() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        turn(office, number, "ada", says("Welcome."))

        meetings.end(office, number)

        assert floor(office, number) == []
        assert "- Ended at 2027-01-15 08:00 UTC: the operator ended it" in meetings_minutes.minutes(office, number)
        with pytest.raises(Refused, match="over already: the operator ended it"):
            meetings.end(office, number)
        with pytest.raises(Refused, match="is over"):
            meetings.say(office, number, "One more thing.")


def test_cancel__is_for_what_has_not_begun_and_end_for_what_has() -> None:
    with passing(charter(3)) as office:
        first, second = call(office), call(office)
        with pytest.raises(Refused, match=f"teamx meeting cancel {first}"):
            meetings.end(office, first)

        meetings.cancel(office, second, "no need")
        convene(office)

        assert state(office, second) == (State.CANCELLED, "no need")
        with pytest.raises(Refused, match=f"teamx meeting end {first}"):
            meetings.cancel(office, first)
        with pytest.raises(NotFound, match="no meeting #99"):
            meetings.cancel(office, 99)


def test_attendee_whose_host_is_busy__has_the_same_turn_until_it_answers() -> None:
    clock = Clock(step_ms=300_000)
    with passing(charter(2), clock) as office:
        number = call(office, attendees=("ada", "ben"))

        play(office, brain=Failing(6, clock, turned_away=True))

        assert state(office, number)[0] == State.DONE
        assert "left out" not in meetings_minutes.minutes(office, number)


def test_undo__takes_back_what_was_said_in_a_meeting() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        with ordered(office, f"meeting say {number} 'Keep it short.'"):
            meetings.say(office, number, "Keep it short.")

        undo.take_back(office)

        assert "Keep it short." not in meetings_minutes.minutes(office, number)


def test_undo__lets_a_meeting_no_longer_wait() -> None:
    with passing(charter(3, [filing(1)])) as office:
        number = call(office)
        with ordered(office, f"ticket link 1 --blocks {number}"):
            links.link(office, 1, number)

        undo.take_back(office)

        assert why.why(office, number).tree.gates == ()


def test_ticket_that_waits_for_a_meeting__asks_what_to_do_when_it_is_called_off() -> None:
    with passing(charter(3, [filing(1)])) as office:
        number = call(office)
        links.link(office, number, 1)
        meetings.cancel(office, number, "no need")
        (entry,) = inbox.waiting(office)

        told = decisions.settle(office, entry.id, "release")

        assert (entry.kind, told) == ("blocker_lost", f"#1 no longer waits for #{number}.")
        assert views.ticket(office, 1).condition is Condition.READY


def test_ticket__is_filed_behind_a_meeting() -> None:
    with passing(charter(4)) as office:
        number = call(office)
        ticket = tickets.file(office, Filing("Do it", assignee="dan", blocked_by=(number,)))
        assert views.ticket(office, ticket).condition is Condition.BLOCKED

        convene(office)
        meetings.end(office, number)

        assert views.ticket(office, ticket).condition is Condition.READY


@pytest.mark.parametrize("said", ["call", "cancel"])
def test_undo__takes_a_call_and_a_cancellation_back(said: str) -> None:
    with passing(charter(3)) as office:
        with ordered(office, "meeting call Sync"):
            number = call(office)
        if said == "cancel":
            with ordered(office, f"meeting cancel {number}"):
                meetings.cancel(office, number)

        undo.take_back(office)

        assert state(office, number)[0] == (State.CANCELLED if said == "call" else State.OPEN)


def test_undo__of_a_call_is_refused_once_the_meeting_has_begun() -> None:
    with passing(charter(3)) as office:
        with ordered(office, "meeting call Sync"):
            number = call(office)
        convene(office)

        with pytest.raises(Refused, match=f"meeting #{number} has begun since. Instead: teamx meeting end {number}"):
            undo.take_back(office)


# --- what is left behind ---


@pytest.mark.feature("X-17", "D-11")
def test_action_items__become_tickets_once_linked_to_the_meeting_and_wake_their_owners() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        turn(office, number, "ada", action("Register the webhook", "ben", "EOD"), action("Write the guide", "@cleo"))
        assert views.tickets(office) == ()

        meetings.end(office, number)
        meetings_floor_twice(office, number)

        filed = views.tickets(office)
        assert [(ticket.title, ticket.assignee, ticket.labels) for ticket in filed] == [
            ("Register the webhook", "ben", ("action-item",)),
            ("Write the guide", "cleo", ("action-item",)),
        ]
        assert queued(office) == [(filed[0].number, "ben"), (filed[1].number, "cleo")]
        told = views.thread(office, filed[0].number).entries[0]
        assert (told.origin, told.body) == (number, f"Action item 1 of meeting #{number}, due EOD.")
        minutes = meetings_minutes.minutes(office, number)
        assert f"- #{filed[0].number} Register the webhook: Ben, due EOD" in minutes


def meetings_floor_twice(office: Office, number: int) -> None:
    """Whoever files the action items of a meeting again files nothing."""
    with office.act(SYSTEM) as act:
        meetings_minutes.file_actions(act, meetings.found(act.connection, number))


@pytest.mark.feature("X-17")
def test_action_item_for_an_unknown_person__is_asked_about_and_assigned_or_dropped() -> None:
    with passing(charter(3)) as office:
        number = call(office)
        convene(office)
        turn(office, number, "ada", action("Call the lawyer", "Zoe"), action("Buy cake", "nobody in particular"))
        meetings.end(office, number)

        first, second = inbox.waiting(office)
        assert "Call the lawyer" in first.subject
        assert first.options == ("ada", "ben", "cleo", "drop")
        assert first.outcomes[0] == "@ada gets a ticket for it and is woken"
        decisions.settle(office, second.id, "drop")
        assert views.tickets(office) == ()
        decisions.settle(office, first.id, "ben")

        assert [(ticket.title, ticket.assignee) for ticket in views.tickets(office)] == [("Call the lawyer", "ben")]
        assert queued(office)[-1][1] == "ben"


@pytest.mark.feature("X-16", "D-11")
def test_minutes__have_agenda_discussion_decisions_with_dissent_actions_and_the_next_meeting() -> None:
    with passing(charter(3)) as office:
        number = call(office, "Launch", agenda=("Browsers", "Date"), quorum=1)
        lines = by_handle(
            ben=[position("Safari draws the charts wrong.", 1), ("next_meeting", {"when": "Tomorrow 9am"})],
            cleo=[position("Friday is too early.", 2), action("Final QA", "Cleo", "Thursday")],
            ada=[
                resolve("Chrome and Firefox", 1, options=["All", "Chrome and Firefox"], rationale="Safari later"),
                resolve("Friday", 2, dissent={"cleo": "QA needs a day more"}),
            ],
        )

        play(office, brain=Chooser(lines))

        assert meetings_minutes.minutes(office, number) == LAUNCH.format(ticket=number + 1)
        made = [file for file in vault.find(office).files if file.number == number]
        assert [(file.name, file.kind) for file in made] == [("minutes.md", "markdown")]


LAUNCH = """\
# Launch

Meeting #1, 2027-01-15 08:00 UTC

- Chair: Ada
- Attendees: Ada, Ben, Cleo
- Ended at 2027-01-15 08:00 UTC: every agenda item is decided

## Agenda

1. Browsers (decided)
2. Date (decided)

## Discussion

### 1. Browsers

- **Ben:** Safari draws the charts wrong.

### 2. Date

- **Cleo:** Friday is too early.

## Decisions

- **Browsers:** Chrome and Firefox (Ada)
  - Because Safari later
  - Options: All; Chrome and Firefox
- **Date:** Friday (Ada)
  - Dissent, Cleo: QA needs a day more

## Action items

- #{ticket} Final QA: Cleo, due Thursday

## Next meeting

Tomorrow 9am
"""


@pytest.mark.feature("X-16")
def test_retrospective__has_what_went_well_and_badly_lessons_and_goals() -> None:
    looks_back = {"went_well": ["On time"], "went_badly": ["Docs"], "lessons": ["Mock early"], "goals": ["Reports"]}
    with passing(charter(2)) as office:
        number = call(office, "Retro", kind="retrospective", attendees=("ada", "ben"))

        play(office, brain=Chooser(by_handle(ben=[("reflect", looks_back)])))

        minutes = meetings_minutes.minutes(office, number)
        headings = [line for line in minutes.splitlines() if line.startswith("## ")]
        assert headings == [
            "## Agenda", "## What went well", "## What did not go well", "## Decisions", "## Action items",
            "## Lessons", "## Next goals", "## Next meeting",
        ]  # fmt: skip
        assert "- On time (Ben)" in minutes


@pytest.mark.feature("O-12")
def test_standup__is_filled_from_the_real_state_of_everybodys_tickets() -> None:
    paper = charter(3, [filing(1, "ada"), filing(2, "ben"), filing(3, "cleo"), filing(4, "ada")], [(2, 3)])
    with passing(paper) as office:
        turn(office, 1, "ada", ("finish", {"resolution": "Done."}))
        number = call(office, kind="standup", agenda=())

        play(office, runs=4)
        minutes = meetings_minutes.minutes(office, number)

        assert section(minutes, "Ada") == ["- Done: #1 Ticket 1", "- Doing: #4 Ticket 4 (next)", "- Blocked: nothing"]
        assert section(minutes, "Cleo")[2] == "- Blocked: #3 Ticket 3 (until #2 done)"
        assert "- **Cleo:** (scripted) Blocked: #3 Ticket 3 (until #2 done)" in minutes


def section(minutes: str, name: str) -> list[str]:
    lines = minutes.splitlines()
    at = lines.index(f"**{name}**") + 2
    return lines[at : at + 3]


@pytest.mark.feature("X-16")
def test_employee__calls_a_meeting_from_a_ticket_and_chairs_it() -> None:
    with passing(charter(3, [filing(1)])) as office:
        turn(office, 1, "ada", ("call_meeting", {"title": "Interfaces", "attendees": ["ben"], "kind": "integration"}))

        with office.look() as connection:
            found = rows.unfinished(connection)
        assert [(row.title, row.kind, row.number) for row in found] == [("Interfaces", "integration", 2)]
        assert views.thread(office, 2).ticket.participants == {"ada": "R", "ben": "C"}


def test_turn_stopped_by_the_operator__gives_the_floor_to_the_next() -> None:
    speaks = Chooser(lambda briefing: [("position", {"text": f"{briefing.handle} thinks so."})])
    with passing(charter(3, [])) as office:
        number = meetings.call(office, Calling("Sync", attendees=("ada", "ben", "cleo")))
        play(office, runs=1, brain=speaks)
        going_on = claim(office, number, "ben")

        runs.stop(office, going_on.turn.run_id)

        assert queued(office) == [(number, "cleo")]
        play(office, brain=speaks)
        assert views.thread(office, number).ticket.state is State.DONE


def test_standing_meetings__leave_the_sweep_nothing_to_do() -> None:
    with passing(charter(3)) as office:
        call(office)
        convene(office)

        assert shifts.sweep(office) == 0


def money_of(limit: int) -> Allowance:
    return Allowance("company", "", limit)


@pytest.fixture
def clock() -> Clock:
    return Clock()
